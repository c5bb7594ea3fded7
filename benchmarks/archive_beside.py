"""The archive beside plain FTS5, tantivy and DuckDB: the same points and words, in one run, as a table.

``python -m benchmarks.archive_beside --points 20000 --folder /tmp/beside`` (pip install tantivy duckdb). The others
store the text and find words; the archive stores all parts of the records, facets and marks as well. DuckDB's full-text
extension has to be fetched from the network, so it scans its column here.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.archive_scale import generated
from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.record import Record
from nlp.store.archive.writer import Archive

WORDS = ("skole", "ældre", "budget", "cykelsti", "svømmehal", "vindmølle", "lokalplan", "havn", "affald", "plejehjem")
ROUNDS = 5
MEETINGS = 64

Search = Callable[[str], int]
"""How many points have the word; the twenty shown first are fetched as well."""


def texts(records: list[Record]) -> Iterator[tuple[int, str]]:
    number = 0
    for record in records:
        for point in record.points:
            number += 1
            yield number, record.text[slice(*point.span)]


def archive(records: list[Record], folder: Path) -> Search:
    path = folder / "minutes.db"
    with Archive(path) as opened:
        for start in range(0, len(records), MEETINGS):
            opened.add_many(records[start : start + MEETINGS])
        opened.optimise()
    finder = Finder(path)
    return lambda word: finder.find(Question(text=[word]), limit=20).total


def fts5(records: list[Record], folder: Path) -> Search:
    db = sqlite3.connect(folder / "fts5.db", isolation_level=None)
    db.execute('CREATE VIRTUAL TABLE t USING fts5 (text, tokenize="unicode61")')
    db.execute("BEGIN")
    db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", texts(records))
    db.execute("COMMIT")
    db.execute("INSERT INTO t (t) VALUES ('optimize')")

    def search(word: str) -> int:
        db.execute("SELECT text FROM t WHERE t MATCH ? ORDER BY rowid DESC LIMIT 20", (word,)).fetchall()
        return int(db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (word,)).fetchone()[0])

    return search


def tantivy(records: list[Record], folder: Path) -> Search:
    import tantivy as engine

    analyzer = engine.TextAnalyzerBuilder(engine.Tokenizer.simple()).filter(engine.Filter.lowercase())
    analyzer = analyzer.filter(engine.Filter.stemmer("danish")).build()
    builder = engine.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="danish")
    (folder / "index").mkdir()
    index = engine.Index(builder.build(), path=str(folder / "index"))
    index.register_tokenizer("danish", analyzer)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for _, text in texts(records):
        writer.add_document(engine.Document(text=[text]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(word: str) -> int:
        found = searcher.search(index.parse_query(word, ["text"]), limit=20, count=True)
        for _, address in found.hits:
            searcher.doc(address)
        return int(found.count or 0)

    return search


def duckdb(records: list[Record], folder: Path) -> Search:
    import duckdb as engine
    import pyarrow as pa

    rows = list(texts(records))
    table = pa.table({"id": [number for number, _ in rows], "text": [text for _, text in rows]})
    db = engine.connect(str(folder / "duck.db"))
    db.register("made", table)
    db.execute("CREATE TABLE t AS SELECT * FROM made")
    db.execute("CHECKPOINT")

    def search(word: str) -> int:
        db.execute("SELECT text FROM t WHERE contains(lower(text), ?) ORDER BY id DESC LIMIT 20", [word]).fetchall()
        return int(db.execute("SELECT count(*) FROM t WHERE contains(lower(text), ?)", [word]).fetchone()[0])

    return search


def measured(make: Callable[[list[Record], Path], Search], records: list[Record], folder: Path, size: int) -> list[str]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    start, used = time.perf_counter(), time.process_time()
    search = make(records, folder)
    points = sum(len(record.points) for record in records)
    wall, used = time.perf_counter() - start, time.process_time() - used
    stored = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    spent, found = [], 0
    for turn in range(ROUNDS + 1):
        for word in WORDS:
            begin = time.perf_counter()
            number = search(word)
            spent += [(time.perf_counter() - begin) * 1000] if turn else []
            found += number if not turn else 0
    p95 = statistics.quantiles(spent, n=20)[-1]
    return [f"{points / wall:,.0f}", f"{points / used:,.0f}", f"{stored / size:.2f}",
            f"{statistics.median(spent):.1f}", f"{p95:.1f}", f"{found:,}"]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, required=True)
    args = parser.parse_args()
    records = list(generated(args.points, 1))
    size = sum(len(record.text.encode()) for record in records)
    print("| way | points/s | points/s of processor time | size of texts | p50 ms | p95 ms | hits of 10 words |")
    print("|---|---|---|---|---|---|---|")
    ways = {"the archive": archive, "FTS5 unicode61": fts5, "tantivy, Danish stemmer": tantivy, "DuckDB, scan": duckdb}
    for name, make in ways.items():
        print(f"| {name} | {' | '.join(measured(make, records, args.folder / make.__name__, size))} |", flush=True)


if __name__ == "__main__":
    main()
