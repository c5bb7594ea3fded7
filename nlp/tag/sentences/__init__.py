"""Sentences by a trained network that knows Danish abbreviations."""
