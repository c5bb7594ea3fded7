"""What a point says: title, numbers, attachments, decisions, votes, absence."""
