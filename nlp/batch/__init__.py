"""Tagging of many files: units of work, supervised worker processes, results kept between runs."""
