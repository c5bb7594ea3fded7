"""The archive beside plain FTS5, tantivy and DuckDB: the same points and words, in one run, as a table.

``python -m benchmarks.archive_beside --points 20000 --folder /tmp/beside`` (pip install tantivy duckdb), or
``python -m benchmarks.archive_scale --beside``. The others are given texts, store them and find words; the archive
reads whole records and stores all their parts, facets and marks as well, in a run of the command. DuckDB's full-text
extension has to be fetched from the network, so it scans its column here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.archive_scale import fill, records_file
from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.store.archive.records import quick_records

WORDS = ("skole", "ældre", "budget", "cykelsti", "svømmehal", "vindmølle", "lokalplan", "havn", "affald", "plejehjem")
SECONDS = 20
"""After which the words are not asked another time."""

Search = Callable[[str], int]
"""How many points have the word; the twenty shown first are fetched as well."""


class Texts:
    """The texts of points with their numbers; ``wall`` and ``used`` are the seconds that reading them took."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.wall = self.used = 0.0
        self.number = 0

    def __iter__(self) -> Iterator[tuple[int, str]]:
        with self.file.open("rb") as lines:
            while made := self.read(lines.readlines(1_000_000)):
                yield from made

    def read(self, lines: list[bytes]) -> list[tuple[int, str]]:
        start, used = time.perf_counter(), time.process_time()
        records = [quick_records.record(line) for line in lines]
        found = [record.text[slice(*point.span)] for record in records for point in record.points]
        made = list(enumerate(found, self.number + 1))
        self.number += len(made)
        self.wall += time.perf_counter() - start
        self.used += time.process_time() - used
        return made


def archive(path: Path) -> Search:
    finder = Finder(path)
    return lambda word: finder.find(Question(text=[word]), limit=20).total


def fts5(texts: Texts, folder: Path) -> Search:
    db = sqlite3.connect(folder / "fts5.db", isolation_level=None)
    db.execute('CREATE VIRTUAL TABLE t USING fts5 (text, tokenize="unicode61")')
    db.execute("BEGIN")
    db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", texts)
    db.execute("COMMIT")
    db.execute("INSERT INTO t (t) VALUES ('optimize')")

    def search(word: str) -> int:
        db.execute("SELECT text FROM t WHERE t MATCH ? ORDER BY rowid DESC LIMIT 20", (word,)).fetchall()
        return int(db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (word,)).fetchone()[0])

    return search


def tantivy(texts: Texts, folder: Path) -> Search:
    import tantivy as engine

    analyzer = engine.TextAnalyzerBuilder(engine.Tokenizer.simple()).filter(engine.Filter.lowercase())
    analyzer = analyzer.filter(engine.Filter.stemmer("danish")).build()
    builder = engine.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="danish")
    (folder / "index").mkdir()
    index = engine.Index(builder.build(), path=str(folder / "index"))
    index.register_tokenizer("danish", analyzer)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for _, text in texts:
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


def duckdb(texts: Texts, folder: Path) -> Search:
    import duckdb as engine
    import pyarrow as pa

    db = engine.connect(str(folder / "duck.db"))
    db.execute("CREATE TABLE t (id BIGINT, text VARCHAR)")
    rows = iter(texts)
    while batch := list(islice(rows, 100_000)):
        db.register("batch", pa.table({"id": [number for number, _ in batch], "text": [text for _, text in batch]}))
        db.execute("INSERT INTO t SELECT * FROM batch")
    db.execute("CHECKPOINT")

    def search(word: str) -> int:
        db.execute("SELECT text FROM t WHERE contains(lower(text), ?) ORDER BY id DESC LIMIT 20", [word]).fetchall()
        return int(db.execute("SELECT count(*) FROM t WHERE contains(lower(text), ?)", [word]).fetchone()[0])

    return search


def measured(make: Callable[[Texts, Path], Search], file: Path, folder: Path, size: int) -> list[str]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    texts = Texts(file)
    start, used = time.perf_counter(), time.process_time()
    search = make(texts, folder)
    wall, used = time.perf_counter() - start - texts.wall, time.process_time() - used - texts.used
    stored = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    speed = [f"{texts.number / wall:,.0f}", f"{texts.number / used:,.0f}", f"{stored / size:.2f}"]
    made = [*speed, *asked(search)]
    shutil.rmtree(folder)
    return made


def asked(search: Search) -> list[str]:
    """Milliseconds of a word, p50 and p95, and the hits of all; the first round is left out where there is time."""
    spent: list[float] = []
    start, found = time.perf_counter(), 0
    for turn in range(6):
        first = [0.0] * len(WORDS)
        for at, word in enumerate(WORDS):
            begin = time.perf_counter()
            number = search(word)
            first[at] = (time.perf_counter() - begin) * 1000
            found += number if not turn else 0
        spent = first if turn < 2 else spent + first
        if time.perf_counter() - start > SECONDS:
            break
    return [f"{statistics.median(spent):.1f}", f"{statistics.quantiles(spent, n=20)[-1]:.1f}", f"{found:,}"]


def compared(file: Path, texts: int, folder: Path, own: tuple[Path, dict[str, float]]) -> str:
    """The table; ``own`` is the archive of the same records, and how fast it was filled."""
    path, filled = own
    speed = [
        f"{filled['points_per_second']:,}",
        f"{filled['points_per_processor_second']:,}",
        f"{filled['size_ratio']:.2f}",
    ]
    lines = [
        "| way | points/s | points/s of processor time | size of texts | p50 ms | p95 ms | hits of 10 words |",
        "|---|---|---|---|---|---|---|",
        f"| the archive, whole command | {' | '.join([*speed, *asked(archive(path))])} |",
    ]
    print("\n".join(lines), flush=True)
    for name, make in (("FTS5 unicode61", fts5), ("tantivy, Danish stemmer", tantivy), ("DuckDB, scan", duckdb)):
        lines.append(f"| {name} | {' | '.join(measured(make, file, folder / make.__name__, texts))} |")
        print(lines[-1], flush=True)
    return (
        "\n".join(lines) + f"\n\nLoad of the machine at the end {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores.\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, required=True)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    file, texts = records_file(args.folder, args.points, 1)
    path = args.folder / "minutes.db"
    compared(file, texts, args.folder, (path, fill(path, file, args.points, texts)))


if __name__ == "__main__":
    main()
