"""How well Danish words are found: recall and precision of several ways over the written corpus.

``python -m benchmarks.archive_relevance``. The right answers of ``archive_relevance.tsv`` are the points whose text
holds the word in any inflection or as part of a compound, told by a pattern a word.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.archive_records import records
from nlp.learn.measure.measures import ratio
from nlp.query.question import Question
from nlp.query.search import Finder
from nlp.store.archive.index.keys import words
from nlp.store.archive.index.terms import Terms
from nlp.store.archive.writer import Archive

QUERIES = Path(__file__).with_suffix(".tsv")
Search = Callable[[str], set[int]]


def queries() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    found = []
    for line in QUERIES.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "query\t")):
            query, right, *without = line.split("\t")
            found.append((query, re.compile(right), re.compile(without[0], re.IGNORECASE) if without else None))
    return found


def right_answers(texts: dict[int, str]) -> dict[str, set[int]]:
    answers = {}
    for query, right, without in queries():
        shown = {n: (without.sub(" ", text) if without else text).lower() for n, text in texts.items()}
        answers[query] = {n for n, text in shown.items() if right.search(text)}
    return answers


def fts(texts: dict[int, str], tokenizer: str, expression: Callable[[str], str]) -> Search:
    """FTS5 over the texts as they are."""
    db = sqlite3.connect(":memory:")
    db.execute(f'CREATE VIRTUAL TABLE t USING fts5 (text, tokenize="{tokenizer}")')
    db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", texts.items())

    def search(query: str) -> set[int]:
        return {row[0] for row in db.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression(query),))}

    return search


def lemmas(texts: dict[int, str]) -> Search:
    """FTS5 over base forms alone, without parts of compounds."""
    terms = Terms()
    index: dict[str, set[int]] = {}
    for number, text in texts.items():
        for form in words(text):
            index.setdefault(terms[form].split()[0], set()).add(number)
    return lambda query: index.get(terms[words(query)[0]].split()[0], set())


def tantivy(texts: dict[int, str]) -> Search:
    """tantivy with its Danish stemmer."""
    import tantivy as engine

    analyzer = engine.TextAnalyzerBuilder(engine.Tokenizer.simple()).filter(engine.Filter.lowercase())
    analyzer = analyzer.filter(engine.Filter.stemmer("danish")).build()
    builder = engine.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="da")
    builder.add_integer_field("id", stored=True)
    index = engine.Index(builder.build())
    index.register_tokenizer("da", analyzer)
    writer = index.writer()
    for number, text in texts.items():
        writer.add_document(engine.Document(text=text, id=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> set[int]:
        hits = searcher.search(index.parse_query(query, ["text"]), limit=100_000).hits
        return {searcher.doc(address)["id"][0] for _, address in hits}

    return search


def score(search: Search, answers: dict[str, set[int]]) -> tuple[float, float, list[tuple[float, float, str]]]:
    """Mean recall and precision over queries, and the worst ones."""
    rows = []
    for query, right in answers.items():
        if not right:
            continue
        found = search(query)
        hit = len(found & right)
        rows.append((hit / len(right), hit / len(found) if found else 1.0, query))
    worst = sorted(rows, key=lambda row: row[0] + row[1])[:12]
    return sum(r for r, _, _ in rows) / len(rows), sum(p for _, p, _ in rows) / len(rows), worst


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.db"
        with Archive(path) as archive:
            archive.add_many(records())
        with Finder(path) as finder:
            texts = dict(finder.db.execute("SELECT id, text FROM point"))
            answers = right_answers(texts)

            def shipped(query: str) -> set[int]:
                return {hit.id for hit in finder.find(Question(text=[query]), limit=-1).hits}

            ways: dict[str, Search] = {
                "base forms and parts (shipped)": shipped,
                "base forms alone": lemmas(texts),
                "FTS5 trigram": fts(texts, "trigram", lambda query: f'"{query}"'),
                "FTS5 prefix": fts(texts, "unicode61", lambda query: f'"{query}"*'),
                "FTS5 unicode61": fts(texts, "unicode61", lambda query: f'"{query}"'),
            }
            try:
                ways["tantivy, Danish stemmer"] = tantivy(texts)
            except ImportError:
                print("tantivy is not installed; left out")
            print(f"{len(answers)} queries over {len(texts)} points\n{'':34} recall  precision     F1")
            for name, search in ways.items():
                recall, precision, worst = score(search, answers)
                f1 = ratio(2 * recall * precision, recall + precision)
                print(f"{name:34}  {recall:.3f}      {precision:.3f}  {f1:.3f}")
                if name.endswith("(shipped)") and "-v" in sys.argv:
                    print("\n".join(f"    {r:.2f} {p:.2f} {query}" for r, p, query in worst))


if __name__ == "__main__":
    main()
