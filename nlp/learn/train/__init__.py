"""Training of every part of the pipeline."""
