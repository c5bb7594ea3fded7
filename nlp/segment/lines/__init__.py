"""The lines of a text, made whole and labelled."""
