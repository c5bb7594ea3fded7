-- Schema 1. Dates in `facet` are YYYYMMDD as integers (0: unknown), else ISO text; spans are character
-- offsets into document.text; decision.text and section.heading are null where they are what stands at their span
-- (nothing is stored twice); amounts are kroner. `topics` and `types` are bit masks in the order of labels.json.
CREATE TABLE label (kind TEXT NOT NULL, name TEXT NOT NULL, bit INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, key TEXT, municipality TEXT, body TEXT, date TEXT, start_time TEXT, end_time TEXT,
  place TEXT, kind TEXT NOT NULL, document_id INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX meeting_key ON meeting (key);
CREATE TABLE document (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, digest TEXT NOT NULL, format TEXT NOT NULL,
  status TEXT NOT NULL, warnings TEXT NOT NULL, model TEXT NOT NULL, head TEXT NOT NULL, rank INTEGER NOT NULL,
  text TEXT NOT NULL, meeting_id INTEGER REFERENCES meeting (id));
CREATE INDEX document_meeting ON document (meeting_id);
CREATE TABLE person (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE participant (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, person_id INTEGER NOT NULL REFERENCES person (id),
  attendance TEXT NOT NULL, party TEXT, role TEXT, PRIMARY KEY (person_id, document_id, attendance)) WITHOUT ROWID;
CREATE INDEX participant_document ON participant (document_id);
CREATE TABLE place (
  id INTEGER PRIMARY KEY, municipality_key TEXT NOT NULL, body_key TEXT NOT NULL, municipality TEXT, body TEXT,
  UNIQUE (municipality_key, body_key));
CREATE TABLE point (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  live INTEGER NOT NULL, date INTEGER NOT NULL, topics INTEGER NOT NULL, types INTEGER NOT NULL, amount REAL,
  place_id INTEGER NOT NULL REFERENCES place (id), flags INTEGER NOT NULL, position INTEGER NOT NULL, number TEXT,
  title TEXT NOT NULL, marker TEXT, case_number TEXT, document_number TEXT, kle TEXT, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, page INTEGER);
CREATE INDEX point_document ON point (document_id);
CREATE INDEX point_case ON point (case_number) WHERE case_number IS NOT NULL;
CREATE INDEX point_kle ON point (kle) WHERE kle IS NOT NULL;
CREATE TABLE facet (
  term INTEGER NOT NULL, date INTEGER NOT NULL, point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE,
  topics INTEGER NOT NULL, types INTEGER NOT NULL, amount REAL, place_id INTEGER NOT NULL, flags INTEGER NOT NULL,
  PRIMARY KEY (term, date, point_id)) WITHOUT ROWID;
CREATE TABLE label_of (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, kind TEXT NOT NULL, position INTEGER NOT NULL,
  name TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (point_id, kind, position)) WITHOUT ROWID;
CREATE TABLE section (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, position INTEGER NOT NULL, heading TEXT,
  role TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (point_id, position)) WITHOUT ROWID;
CREATE TABLE decision (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, position INTEGER NOT NULL, body TEXT, date TEXT,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT, types TEXT NOT NULL,
  PRIMARY KEY (point_id, position)) WITHOUT ROWID;
CREATE TABLE vote (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, decision INTEGER NOT NULL, side TEXT NOT NULL,
  voter TEXT NOT NULL, name TEXT, count INTEGER, PRIMARY KEY (voter, side, point_id, decision)) WITHOUT ROWID;
CREATE INDEX vote_point ON vote (point_id);
CREATE TABLE absent (
  person_id INTEGER NOT NULL REFERENCES person (id), point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, point_id)) WITHOUT ROWID;
CREATE INDEX absent_point ON absent (point_id);
CREATE TABLE named (
  person_id INTEGER NOT NULL REFERENCES person (id), point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, point_id)) WITHOUT ROWID;
CREATE INDEX named_point ON named (point_id);
CREATE TABLE law (
  key TEXT NOT NULL, section TEXT NOT NULL, point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE,
  PRIMARY KEY (key, section, point_id)) WITHOUT ROWID;
CREATE INDEX law_point ON law (point_id);
CREATE TABLE reference (
  number TEXT NOT NULL, point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE,
  PRIMARY KEY (number, point_id)) WITHOUT ROWID;
CREATE INDEX reference_point ON reference (point_id);
CREATE TABLE entity (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  label TEXT NOT NULL, low REAL, high REAL, value TEXT, PRIMARY KEY (point_id, start)) WITHOUT ROWID;
CREATE TABLE table_amount (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  amount REAL NOT NULL, row TEXT, "column" TEXT, PRIMARY KEY (point_id, start)) WITHOUT ROWID;
CREATE TABLE attachment (
  point_id INTEGER NOT NULL REFERENCES point (id) ON DELETE CASCADE, position INTEGER NOT NULL, title TEXT NOT NULL,
  PRIMARY KEY (point_id, position)) WITHOUT ROWID;
CREATE TABLE word (form TEXT PRIMARY KEY, terms TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stale (point_id INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE terms USING fts5 (title, body, content='', detail=column, columnsize=0, tokenize="ascii");
CREATE VIRTUAL TABLE term_count USING fts5vocab (terms, row);
