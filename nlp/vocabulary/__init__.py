"""Words of minutes that readers and segmenter share: headings, bodies, dates, people listed, parties, wordings."""
