"""From the text of a document to its meeting and points: lines, outline, head, what each point says."""
