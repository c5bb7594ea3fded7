"""Labelling by people: choosing points, formats of other tools, sheets, a page in the browser, agreement."""
