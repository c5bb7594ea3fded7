"""A user's own models: training continued with new labels, kept as numbered runs, put into use and taken out."""
