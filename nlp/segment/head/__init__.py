"""The meeting, from the head of its document."""
