"""Topics and decision types of agenda points, by trained models over the words of a point."""
