"""What all spaCy components of the pipeline share: saving and loading, and what they keep on a ``Doc``."""
