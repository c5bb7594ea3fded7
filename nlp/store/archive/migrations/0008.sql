-- Schema 8: what is asked of amounts stands in one index; what a large load leaves for its end
-- (nlp/store/archive/index/loading.py).
--
-- While there is a row in `loading`, points from `first` on are not in `facet` yet.
CREATE TABLE loading (first INTEGER NOT NULL);
CREATE INDEX fact_amount ON fact (amount, date, topics, types, place_id, flags, amounts) WHERE amount IS NOT NULL;
