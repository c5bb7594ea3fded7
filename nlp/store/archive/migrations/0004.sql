-- Schema 4: what is asked when documents go, and fewer rewritings of the full text while it grows.
CREATE INDEX meeting_document ON meeting (document_id);
INSERT INTO terms (terms, rank) VALUES ('automerge', 0);
INSERT INTO terms (terms, rank) VALUES ('crisismerge', 64);
INSERT INTO terms (terms, rank) VALUES ('hashsize', 16777216);
