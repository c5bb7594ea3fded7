"""Words of minutes that all steps share: headings, bodies, dates, names, parties."""
