"""What can be learned from: the written corpus, passages, labelled points, a user's own tables."""
