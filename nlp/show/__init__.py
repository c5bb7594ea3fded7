"""Shows a record to a reader: in the terminal and as one web page."""
