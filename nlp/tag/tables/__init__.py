"""Bare amounts in tables that say their scale."""
