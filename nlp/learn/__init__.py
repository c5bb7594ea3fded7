"""Training and measuring: the written corpus, random layouts, splits, a user's own labels and runs."""
