"""Exports of case systems and meeting portals: each format to one shape, which is written as text with its outline."""
