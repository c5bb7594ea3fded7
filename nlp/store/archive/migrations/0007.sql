-- Schema 7: the classes of a point's amounts as bits (rows.class_of), so that few points are read for two bounds.
ALTER TABLE fact ADD COLUMN amounts INTEGER NOT NULL DEFAULT 0;
