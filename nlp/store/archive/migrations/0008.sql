-- Schema 8: what a large load leaves for its end (nlp/store/archive/loading.py).
--
-- While there is a row, points from `first` on are not in `facet` yet.
CREATE TABLE loading (first INTEGER NOT NULL);
