"""Entities with normalised values, a folder each: data, logic, factory of the spaCy component."""
