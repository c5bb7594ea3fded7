-- Schema 6: which inputs were read, so that what has not changed is not read again.
--
-- An input is a file or a member of a zip archive; `path` is that of its documents, or what stands before their "#" or
-- "!". `size` and `changed` tell the file's state (changed 0: unknown), `sha256` its content, `options` those of the
-- command that its records depend on, `documents` how many stand in the archive, `line` what the manifest says of it.
CREATE TABLE input (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 TEXT, options TEXT, status TEXT NOT NULL,
  documents INTEGER NOT NULL, line TEXT NOT NULL) WITHOUT ROWID;
