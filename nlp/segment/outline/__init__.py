"""From labelled lines to points."""
