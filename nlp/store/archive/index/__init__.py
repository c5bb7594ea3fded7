"""What points are searched under: words, marks of whom and what they name, days, amounts and facets."""
