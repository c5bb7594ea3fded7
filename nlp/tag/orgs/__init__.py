"""Organisations that follow a fixed form."""
