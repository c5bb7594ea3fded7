"""How fast `tag` is beside a spaCy pipeline shaped like da_core_news_sm, in one run on one core.

    python -m benchmarks.speed [--words 150000] [--out benchmarks/speed.md]

Texts are distinct: meetings of the written corpus printed in random layouts. The pipeline beside it
has the components and sizes of da_core_news_sm and random weights: the same work, no sense.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")


def texts(words: int) -> list[str]:
    """Distinct minutes of at least that many words together."""
    from nlp.learn.corpus import read_corpus
    from nlp.learn.layouts.render import draw_layout, print_meeting
    from nlp.learn.layouts.source import from_corpus

    rng = random.Random(5)
    made: list[str] = []
    for meeting in from_corpus(read_corpus(), rng):
        if sum(len(t.split()) for t in made) >= words:
            break
        made.append(print_meeting(meeting, draw_layout(rng), rng).document.text)
    return made


def news_pipeline() -> object:
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


def rate(work: Callable[[], object], words: int) -> float:
    """Words a second, the better of two runs."""
    best = 0.0
    for _ in range(2):
        started = time.perf_counter()
        work()
        best = max(best, words / (time.perf_counter() - started))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=150_000)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()

    import spacy

    import nlp
    from nlp.pipeline import tag
    from nlp.read import read_bytes

    made = texts(options.words)
    words = sum(len(text.split()) for text in made)
    pipeline = nlp.load()
    blank = spacy.blank("da")
    news = news_pipeline()
    parts = [part for text in made for part in text.split("\n\n") if part.strip()]

    def tag_all() -> None:
        for number, text in enumerate(made):
            for _ in tag(read_bytes(text.encode(), f"{number}.txt"), pipeline):
                pass

    rates = {
        "Danish tokenizer alone": rate(lambda: [blank(t) for t in made], words),
        "shape of da_core_news_sm": rate(lambda: list(news.pipe(parts)), words),  # type: ignore[attr-defined]
        "referat tag": rate(tag_all, words),
    }
    base = rates["shape of da_core_news_sm"]
    lines = ["| what | words/s | ratio |", "|---|---|---|"]
    lines += [f"| {name} | {value:,.0f} | {value / base:.2f} |" for name, value in rates.items()]
    lines += ["", f"{words:,} words in {len(made)} distinct texts, one core, model loaded, no caches."]
    print("\n".join(lines))
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", "utf-8")
    for name, share in where_time_goes(pipeline, made).items():
        print(f"{share:6.1%}  {name}")


def where_time_goes(pipeline: object, made: list[str]) -> dict[str, float]:
    """Share of the time of each component."""
    from nlp.pipeline import to_doc
    from nlp.read import read_bytes

    spent: dict[str, float] = {}
    for number, text in enumerate(made):
        (document,) = read_bytes(text.encode(), f"{number}.txt")
        started = time.perf_counter()
        doc = to_doc(pipeline, document)  # type: ignore[arg-type]
        spent["tokenizer"] = spent.get("tokenizer", 0.0) + time.perf_counter() - started
        for name, component in pipeline.pipeline:  # type: ignore[attr-defined]
            started = time.perf_counter()
            doc = component(doc)
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started
    total = sum(spent.values())
    return {name: seconds / total for name, seconds in sorted(spent.items(), key=lambda kv: -kv[1])}


if __name__ == "__main__":
    main()
