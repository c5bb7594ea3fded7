"""Runs that fill an archive: what is skipped, tagged anew or dropped."""
