"""Processes that tag: where they run, how they are spoken to, watched, limited and replaced."""
