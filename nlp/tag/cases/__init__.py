"""Case and document numbers."""
