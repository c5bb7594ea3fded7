"""How fast `tag` is beside a spaCy pipeline shaped like da_core_news_sm, in one run on one core.

    python -m benchmarks.speed [--words 150000] [--archive FILE.zip] [--write]

Two comparisons. Distinct texts: meetings of the written corpus printed in random layouts, model loaded, nothing
remembered, not even lines from round to round. An archive: the whole command from start to end as a user calls it,
against the other pipeline on paragraphs that are already read. That pipeline has the components and sizes of
da_core_news_sm and random weights: the same work, no sense. Times are processor seconds of one core, so what else
the machine does counts little. `--write` puts the table into README.md and benchmarks/speed.md.
"""

from __future__ import annotations

import argparse
import functools
import gc
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).parent.parent
MARKS = ("<!-- speed -->\n", "<!-- /speed -->")
SAMPLE = 100_000
"""Words of an archive that the other pipeline is timed on; it remembers nothing, so its rate does not change."""
ROUNDS = 3
Part = tuple[list[str], list[str], list[str]]
"""Rows of the table, what was measured, and a second table."""


def texts(words: int) -> list[str]:
    """Distinct minutes of at least that many words together."""
    from nlp.learn.data.corpus import read_corpus
    from nlp.learn.layouts.layout import draw_layout
    from nlp.learn.layouts.render import print_meeting
    from nlp.learn.layouts.source import from_corpus

    rng = random.Random(5)
    made: list[str] = []
    for meeting in from_corpus(read_corpus(), rng):
        if sum(len(t.split()) for t in made) >= words:
            break
        made.append(print_meeting(meeting, draw_layout(rng), rng).document.text)
    return made


def news_pipeline() -> Any:
    """tok2vec, morphologizer, parser, lemmatizer and senter that share it, ner with its own; random weights."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("da")
    rng = random.Random(1)
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec")
    for name in ("morphologizer", "parser", "trainable_lemmatizer", "senter"):
        nlp.add_pipe(name, config={"model": {"tok2vec": shared}})
    nlp.add_pipe("ner")
    words = [f"ord{i}" for i in range(40)]
    tags = [f"Case={i}|Number={j}" for i in range(15) for j in range(10)]

    def example() -> Example:
        chosen = rng.choices(words, k=12)
        doc = Doc(
            nlp.vocab,
            words=chosen,
            heads=[max(i - 1, 0) for i in range(12)],
            deps=["ROOT", *(f"dep{rng.randrange(35)}" for _ in range(11))],
            morphs=rng.choices(tags, k=12),
            pos=["NOUN"] * 12,
            lemmas=[w[: rng.randint(1, 4)] for w in chosen],
            sent_starts=[True] + [False] * 11,
            ents=["B-PER", "O", "B-ORG", "I-ORG", "O", "B-LOC", "O", "B-MISC", *["O"] * 4],
        )
        return Example(nlp.make_doc(" ".join(chosen)), doc)

    nlp.initialize(lambda: [example() for _ in range(200)])
    return nlp


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def forget() -> None:
    """Empty the functions' caches of texts and lines, so that a round does not profit from the one before."""
    for found in gc.get_objects():
        cached = isinstance(found, functools._lru_cache_wrapper) and (found.__module__ or "").startswith("nlp.")
        if cached and found.cache_parameters()["maxsize"] is not None:
            found.cache_clear()


def distinct(words: int, news: Any) -> Part:
    """Rows of the table on distinct texts, on what, and where the time goes."""
    import spacy

    import nlp
    from nlp.pipeline import tag
    from nlp.read import read_bytes

    made = texts(words)
    count = sum(len(text.split()) for text in made)
    pipeline = nlp.load()
    pipeline.get_pipe("referat_names").finder.remember = 0  # type: ignore[attr-defined]
    blank = spacy.blank("da")
    parts = [part for text in made for part in text.split("\n\n") if part.strip()]

    def tag_all() -> None:
        for number, text in enumerate(made):
            for record in tag(read_bytes(text.encode(), f"{number}.txt"), pipeline):
                record.model_dump_json()

    works: dict[str, Callable[[], object]] = {
        "Danish tokenizer alone": lambda: [blank(text) for text in made],
        "shape of da_core_news_sm": lambda: list(news.pipe(parts)),
        "referat tag": tag_all,
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            forget()
            best[name] = min(best[name], seconds(work))
    rates = {name: count / spent for name, spent in best.items()}
    shares = ["", "| share of the time of `tag` | component |", "|---|---|"]
    shares += [f"| {share:.1%} | {name} |" for name, share in where_time_goes(pipeline, made).items()]
    note = f"Distinct texts: {count:,} words in {len(made)} texts, model loaded, nothing remembered."
    return rows("distinct texts", rates), [note], shares


def archive(file: Path, news: Any) -> Part:
    """Rows of the table on an archive: the command as a user calls it, the other pipeline on read paragraphs."""
    from nlp.read import read

    found = [document.text for document in read(file)]
    count = sum(len(text.split()) for text in found)
    random.Random(2).shuffle(found)
    parts: list[str] = []
    sample = 0
    for text in found:
        parts += [part for part in text.split("\n") if part.strip()]
        sample += len(text.split())
        if sample > SAMPLE:
            break
    other = min(seconds(lambda: list(news.pipe(parts))) for _ in range(2))
    with TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "nlp.cli", "tag", str(file), "--out", f"{folder}/out.jsonl", "--no-cache", "-q"]
        before = children()
        subprocess.run(call, check=False, cwd=ROOT)
        ours = children() - before
    rates = {"shape of da_core_news_sm": sample / other, "referat tag": count / ours}
    return rows(file.stem, rates), [f"{file.stem}: {count:,} words in {len(found)} meetings, the whole command."], []


def children() -> float:
    """Processor seconds of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rows(on: str, rates: dict[str, float]) -> list[str]:
    base = rates["shape of da_core_news_sm"]
    return [f"| {on} | {name} | {value:,.0f} | {value / base:.2f} |" for name, value in rates.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=150_000)
    parser.add_argument("--archive", type=Path, help="a zip archive of minutes")
    parser.add_argument("--write", action="store_true", help="put the table into README.md and benchmarks/speed.md")
    options = parser.parse_args()
    news = news_pipeline()
    parts = [distinct(options.words, news)]
    if options.archive:
        parts.append(archive(options.archive, news))
    table = ["| on | what | words a core and second | ratio |", "|---|---|---|---|"]
    table += [row for found, _, _ in parts for row in found]
    notes = [line for _, said, _ in parts for line in said] + [line for _, _, more in parts for line in more]
    text = "\n".join([*table, "", *notes]) + "\n"
    print(text)
    if options.write:
        (ROOT / "benchmarks" / "speed.md").write_text(text, "utf-8")
        readme = ROOT / "README.md"
        put = MARKS[0] + "\n".join(table) + "\n" + MARKS[1]
        readme.write_text(re.sub(f"{MARKS[0]}.*?{MARKS[1]}", put, readme.read_text("utf-8"), flags=re.DOTALL), "utf-8")


def where_time_goes(pipeline: Any, made: list[str]) -> dict[str, float]:
    """Share of the time of each component, of reading and of writing."""
    from nlp.pipeline import model_info, record_of, to_doc
    from nlp.read import read_bytes

    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        answer = work()
        spent[name] = spent.get(name, 0.0) + time.process_time() - started
        return answer

    for number, text in enumerate(made):
        (document,) = timed("reading", lambda: list(read_bytes(text.encode(), f"{number}.txt")))  # noqa: B023
        doc = to_doc(pipeline, document, tokens=False)
        for name, component in pipeline.pipeline:
            doc = timed(name, lambda: component(doc))  # noqa: B023
        timed("writing", lambda: record_of(doc, model_info(pipeline)).model_dump_json())  # noqa: B023
    total = sum(spent.values())
    return {name: used / total for name, used in sorted(spent.items(), key=lambda kv: -kv[1])}


if __name__ == "__main__":
    main()
