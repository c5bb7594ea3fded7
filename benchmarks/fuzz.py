"""Generated inputs by the hundred thousand: ``python -m benchmarks.fuzz [N] [SEED]``, or ``large``.

N inputs (default 10,000) are spread over the readers, the segmenter, the whole pipeline and the question reader;
``large`` makes inputs of 1 MB. An exception that is not the project's own, a broken span or more than two seconds of
processor time for 1 MB stops the run and shows the input, shrunk by hypothesis. The strategies are those of the tests.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

import nlp
from nlp.errors import UsageError
from nlp.pipeline import tag, to_doc
from nlp.query.search import Finder
from nlp.read import read_bytes
from nlp.segment.factory import plain
from nlp.store.archive.writer import Archive
from tests.builders import fuzz
from tests.builders.checks import check_document, check_record

SECONDS = 2.0
"""For up to 1 MB."""


class Fuzz:
    """The targets, each a function of one input that raises where something is wrong."""

    def __init__(self, archive: Path) -> None:
        self.nlp = nlp.load()
        self.segmenter = self.nlp.get_pipe("referat_segmenter")
        with Archive(archive) as made:
            for record in tag(read_bytes(fuzz.SAMPLES["txt"], "a.txt"), self.nlp):
                made.add(record)
        self.finder = Finder(archive)

    def read(self, content: bytes) -> None:
        for document in read_bytes(content, "x"):
            check_document(document)

    def segment(self, text: str) -> None:
        self.segmenter(to_doc(self.nlp, plain(text), tokens=False))

    def tag(self, content: bytes) -> None:
        for record in tag(read_bytes(content, "x"), self.nlp):
            check_record(record)

    def ask(self, text: str) -> None:
        try:
            self.finder.find(self.finder.read(text), limit=3)
        except UsageError:
            return


def timed(target: Callable[[Any], None]) -> Callable[[Any], None]:
    def run(given_input: Any) -> None:
        for _ in range(2):  # what is loaded at the first use does not count
            started = time.process_time()
            target(given_input)
            taken = time.process_time() - started
            if taken < SECONDS:
                return
        assert taken < SECONDS * max(1, len(given_input) / 1_000_000), f"{taken:.1f} s"

    return run


def run(name: str, target: Callable[[Any], None], strategy: Any, count: int, start: int) -> None:
    """Run a target on generated inputs and print how long it took."""
    began = time.perf_counter()
    checked = given(strategy)(timed(target))
    quiet = settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    seed(start)(quiet(checked))()
    print(f"{name:10} {count:8,} inputs in {time.perf_counter() - began:6.0f} s", flush=True)


def large(targets: Fuzz) -> None:
    """Inputs of 1 MB: every piece of minutes, every mark of a format, and every sample repeated."""
    texts = [piece + end for piece in fuzz.PIECES for end in ("", "\n")]
    texts = [(text * (1_000_000 // len(text.encode())))[:1_000_000] for text in texts]
    files = [start + token * (1_000_000 // len(token)) for start in fuzz.STARTS for token in fuzz.TOKENS]
    files += [sample * (1_000_000 // len(sample)) for sample in fuzz.SAMPLES.values()] + [t.encode() for t in texts]
    for name, target, inputs in (("read", targets.read, files), ("segment", targets.segment, texts)):
        slowest = 0.0
        for content in inputs:
            began = time.process_time()
            target(content)
            taken = time.process_time() - began
            if taken > SECONDS:
                print(f"slow: {name} {taken:.1f} s for 1 MB of {content[:60]!r}", flush=True)
            slowest = max(slowest, taken)
        print(f"{name:10} {len(inputs):8,} inputs of 1 MB, slowest {slowest:.1f} s", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        targets = Fuzz(Path(folder) / "fuzz.db")
        if sys.argv[1:] == ["large"]:
            large(targets)
            return
        count, start = (int(value) for value in [*sys.argv[1:3], *("10000", "1")[len(sys.argv) - 1 :]])
        run("read", targets.read, fuzz.any_file(), count * 4 // 10, start)
        run("segment", targets.segment, fuzz.minutes_text(), count * 2 // 10, start)
        run("ask", targets.ask, fuzz.question(), count * 3 // 10, start)
        text = fuzz.minutes_text().map(lambda text: text.encode("utf-8", "replace"))
        run("tag", targets.tag, text | fuzz.any_file(), count // 10, start)


if __name__ == "__main__":
    main()
