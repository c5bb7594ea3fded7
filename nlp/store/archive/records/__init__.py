"""Records on their way into the archive's tables and back, and files of records that are loaded."""
