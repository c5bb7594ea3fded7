"""Where the meetings of a document begin."""
