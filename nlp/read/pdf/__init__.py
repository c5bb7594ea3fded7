"""PDF files: pieces of text to rows, rows to running text, furniture and tables told apart."""
