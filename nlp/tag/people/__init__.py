"""People: participants named again, and names with a party."""
