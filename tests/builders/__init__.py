"""Builders of the files that the reader tests read."""
