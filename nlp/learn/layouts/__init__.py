"""Meetings printed in many random layouts, with the label of every line and the right answers."""
