"""What is left for the end of a large load: the facets of its points, in their order, and some indexes.

Facets are kept by what they are of, so those of one point lie on five pages, and each transaction of a load would write
nearly all pages anew. Whoever opens an archive of which a load was stopped writes them first; a load that goes on
meanwhile writes its further facets itself.
"""

from __future__ import annotations

import sqlite3

from nlp.store.archive.index import numbers
from nlp.store.transaction import atomically

INDEXES = {
    "point_key": "point (key)",
    "fact_amount": "fact (amount, date, topics, types, place_id, flags, amounts) WHERE amount IS NOT NULL",
}
"""Those that a new archive gets at the end."""
SORTED = (
    "CREATE TEMP TABLE sorted AS SELECT date, point_id, topics, types, place_id FROM fact WHERE point_id >= ?"
    " ORDER BY date, point_id"
)
ALL = "INSERT OR IGNORE INTO facet SELECT ?, date, point_id FROM sorted"
LABEL = "INSERT OR IGNORE INTO facet SELECT ?, date, point_id FROM sorted WHERE {column} & ?"
PLACES = "INSERT OR IGNORE INTO facet SELECT ? + place_id, date, point_id FROM sorted ORDER BY place_id, date, point_id"


def begin(db: sqlite3.Connection, first: int) -> None:
    """Leave the facets of points from ``first`` on; in a new archive the indexes too."""
    if waiting(db) is None:
        db.execute("INSERT INTO loading VALUES (?)", (first,))
    if first == 1:
        for name in INDEXES:
            db.execute(f"DROP INDEX IF EXISTS {name}")


def waiting(db: sqlite3.Connection) -> int | None:
    """The first point whose facets were left, None where none were."""
    found = db.execute("SELECT min(first) FROM loading").fetchone()
    return None if found is None else found[0]


def end(db: sqlite3.Connection) -> None:
    """Write what was left, in a transaction of its own."""
    with atomically(db):
        if (first := waiting(db)) is not None:
            write(db, first)
            for name, columns in INDEXES.items():
                db.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")
            db.execute("DELETE FROM loading")


def write(db: sqlite3.Connection, first: int) -> None:
    """The facets of the points shown from ``first`` on, sorted."""
    db.execute(SORTED, (first,))
    db.execute(ALL, (numbers.ALL,))
    for kind, bit in db.execute("SELECT kind, bit FROM label ORDER BY kind, bit").fetchall():
        begins, column = (numbers.TOPIC, "topics") if kind == "topic" else (numbers.TYPE, "types")
        db.execute(LABEL.format(column=column), (begins + bit, 1 << bit))
    db.execute(PLACES, (numbers.PLACE,))
    db.execute("DROP TABLE sorted")
