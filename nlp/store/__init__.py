"""Writes records: JSON lines, CSV or Parquet, chosen by the ending of the file name; the archive."""
