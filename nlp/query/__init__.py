"""Questions to the archive: read from words or options, turned into SQL, answered, shown."""
