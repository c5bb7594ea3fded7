-- Schema 2: which model tagged a document (a fingerprint of its files beside name and version), a key by which a
-- point is known again when its file is tagged anew, and what people corrected. The newest correction of a point and
-- field counts; value null withdraws it. `said` is what the model had said then, `latest` what the present one says;
-- all three are JSON. `text_sha` is of the point's text, to which the spans of entities belong.
ALTER TABLE document ADD COLUMN fingerprint TEXT;
ALTER TABLE point ADD COLUMN key INTEGER NOT NULL DEFAULT 0;
CREATE INDEX point_key ON point (key);
CREATE TABLE correction (
  id INTEGER PRIMARY KEY, point_key INTEGER NOT NULL, field TEXT NOT NULL, value TEXT, who TEXT NOT NULL,
  at TEXT NOT NULL, said TEXT NOT NULL, said_by TEXT NOT NULL, latest TEXT NOT NULL, path TEXT NOT NULL, number TEXT,
  title TEXT NOT NULL, text_sha TEXT NOT NULL);
CREATE INDEX correction_point ON correction (point_key);
