"""Writes records: JSON lines, CSV or Parquet, chosen by the ending of the file name."""

from __future__ import annotations

from nlp.store.writers import Writer, open_writer

__all__ = ["Writer", "open_writer"]
