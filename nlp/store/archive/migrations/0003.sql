-- Schema 3, the first that archives in use may have.
--
-- A document's text is stored once, in pieces: what stands before its points (`opening`), the points, and what stands
-- behind them (`closing`). Where points leave gaps or overlap, `opening` is the whole text and `closing` null. Spans in
-- `document` coordinates are start and "end" of a point; those inside `parts` count from the point's start.
-- `parts` is JSON (nlp/store/archive/records/packing.py) and is read through the views below.
-- A meeting is shown in one of its forms; `fact`, `facet` and `terms` hold the points shown and no others.
-- Dates there are YYYYMMDD as integers (0: unknown), amounts kroner, `topics` and `types` bits in the order of `label`.
-- `terms` holds under a point's number its words (base forms and parts of compounds), "t·" and a word for those of the
-- title, and marks for whom and what it names (nlp/store/archive/index/marks.py).
CREATE TABLE label (
  kind TEXT NOT NULL, name TEXT NOT NULL, bit INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, key TEXT, municipality TEXT, body TEXT, date TEXT, start_time TEXT, end_time TEXT,
  place TEXT, kind TEXT NOT NULL, document_id INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX meeting_key ON meeting (key);
CREATE TABLE model (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, fingerprint TEXT);
CREATE TABLE document (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, digest BLOB NOT NULL, format TEXT NOT NULL,
  status TEXT NOT NULL, warnings TEXT, model_id INTEGER NOT NULL REFERENCES model (id), head TEXT NOT NULL,
  rank INTEGER NOT NULL, meeting_id INTEGER REFERENCES meeting (id), opening TEXT NOT NULL, closing TEXT);
CREATE INDEX document_meeting ON document (meeting_id);
CREATE TABLE person (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE participant (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person (id), attendance TEXT NOT NULL, party TEXT, role TEXT, start INTEGER,
  "end" INTEGER, PRIMARY KEY (document_id, person_id, attendance)) WITHOUT ROWID;
CREATE INDEX participant_person ON participant (person_id);
CREATE TABLE place (
  id INTEGER PRIMARY KEY, municipality_key TEXT NOT NULL, body_key TEXT NOT NULL, municipality TEXT, body TEXT,
  UNIQUE (municipality_key, body_key));
CREATE TABLE point (
  id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  key INTEGER NOT NULL, number TEXT, title TEXT NOT NULL, marker TEXT, case_number TEXT, document_number TEXT, kle TEXT,
  closed INTEGER NOT NULL, vote INTEGER NOT NULL, uncertain INTEGER NOT NULL, corrected INTEGER NOT NULL,
  page INTEGER, start INTEGER NOT NULL, "end" INTEGER NOT NULL, parts TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX point_document ON point (document_id);
CREATE INDEX point_key ON point (key);
CREATE TABLE fact (
  point_id INTEGER PRIMARY KEY REFERENCES point (id) ON DELETE CASCADE, date INTEGER NOT NULL, topics INTEGER NOT NULL,
  types INTEGER NOT NULL, amount REAL, place_id INTEGER NOT NULL REFERENCES place (id), flags INTEGER NOT NULL);
CREATE TABLE facet (
  term INTEGER NOT NULL, date INTEGER NOT NULL, point_id INTEGER NOT NULL,
  PRIMARY KEY (term, date, point_id)) WITHOUT ROWID;
CREATE TABLE word (form TEXT PRIMARY KEY, terms TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE correction (
  id INTEGER PRIMARY KEY, point_key INTEGER NOT NULL, field TEXT NOT NULL, value TEXT, who TEXT NOT NULL,
  at TEXT NOT NULL, said TEXT NOT NULL, said_by TEXT NOT NULL, latest TEXT NOT NULL, path TEXT NOT NULL, number TEXT,
  title TEXT NOT NULL, text_sha TEXT NOT NULL);
CREATE INDEX correction_point ON correction (point_key);
CREATE VIRTUAL TABLE terms USING fts5 (term, content='', detail=none, columnsize=0, tokenize="ascii");
CREATE VIRTUAL TABLE term_count USING fts5vocab (terms, row);
CREATE VIEW topic AS
  SELECT p.id AS point_id, l.key AS position, l.value ->> 0 AS name, l.value ->> 1 AS score
  FROM point p JOIN json_each(p.parts, '$[0]') l;
CREATE VIEW decision_type AS
  SELECT p.id AS point_id, l.key AS position, l.value ->> 0 AS name, l.value ->> 1 AS score
  FROM point p JOIN json_each(p.parts, '$[1]') l;
CREATE VIEW section AS
  SELECT p.id AS point_id, s.key AS position, s.value ->> 0 AS role,
    coalesce(s.value ->> 3, substr(p.text, (s.value ->> 1) + 1, max(0, instr(substr(p.text, (s.value ->> 1) + 1) || char(10), char(10)) - 1))) AS heading,
    substr(p.text, (s.value ->> 1) + 1, (s.value ->> 2) - (s.value ->> 1)) AS text
  FROM point p JOIN json_each(p.parts, '$[2]') s;
CREATE VIEW decision AS
  SELECT p.id AS point_id, d.key AS position,
    CASE d.value ->> 2 WHEN 0 THEN m.body ELSE d.value ->> 2 END AS body,
    CASE d.value ->> 3 WHEN 0 THEN m.date ELSE d.value ->> 3 END AS date,
    coalesce(d.value ->> 5, substr(p.text, (d.value ->> 0) + 1, (d.value ->> 1) - (d.value ->> 0))) AS text,
    CASE d.value -> 4 WHEN '0' THEN p.parts -> '$[1]' ELSE d.value -> 4 END AS types, d.value -> 6 AS votes, d.value -> 7 AS absent
  FROM point p JOIN document c ON c.id = p.document_id JOIN meeting m ON m.id = c.meeting_id
  JOIN json_each(p.parts, '$[3]') d;
CREATE VIEW entity AS
  SELECT p.id AS point_id, CASE e.value ->> 0 WHEN 'P' THEN 'PERSON' WHEN 'O' THEN 'ORG' WHEN 'L' THEN 'LOC'
    WHEN 'D' THEN 'DATE' WHEN 'M' THEN 'MONEY' WHEN 'W' THEN 'LAW' ELSE 'CASE' END AS label,
    substr(p.text, (e.value ->> 1) + 1, e.value ->> 2) AS text, e.value -> 3 AS value,
    p.start + (e.value ->> 1) AS start, p.start + (e.value ->> 1) + (e.value ->> 2) AS "end"
  FROM point p JOIN json_each(p.parts, '$[4]') e;
CREATE VIEW attachment AS
  SELECT p.id AS point_id, a.value ->> 0 AS title FROM point p JOIN json_each(p.parts, '$[6]') a;
CREATE VIEW table_amount AS
  SELECT p.id AS point_id, a.value ->> 0 AS amount, a.value ->> 1 AS row, a.value ->> 2 AS "column"
  FROM point p JOIN json_each(p.parts, '$[7]') a;
CREATE VIEW points AS
  SELECT p.id, m.date, CAST(substr(m.date, 1, 4) AS INTEGER) AS year, m.municipality, m.body, p.number, p.title,
    (SELECT json_group_array(l.value ->> 0) FROM json_each(p.parts, '$[0]') l) AS topics,
    (SELECT json_group_array(l.value ->> 0) FROM json_each(p.parts, '$[1]') l) AS decision_types,
    f.amount, p.case_number, p.closed, p.vote, p.corrected, d.path, p.page
  FROM fact f JOIN point p ON p.id = f.point_id JOIN document d ON d.id = p.document_id
  JOIN meeting m ON m.id = d.meeting_id;
