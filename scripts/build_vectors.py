"""Train the word vectors of the topic model (development only; needs the package ``floret``).

    python scripts/build_vectors.py --out models/vectors TEXT...

TEXT are files or folders that ``referat tag`` reads, or plain ``.txt.gz`` of one passage a line.
Minutes count three times: their words are what the vectors are for.
"""

from __future__ import annotations

import argparse
import gzip
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nlp.classify.vectors import WordVectors
from nlp.read import read

TOKEN = re.compile(r"[\wæøåÆØÅ]+(?:-[\wæøå]+)*|[^\w\s]")
MOST_CHARACTERS = 32_000_000
"""Characters read of each plain text."""
MINUTES_TIMES = 3
SHORTEST_LINE = 4
MOST_WORDS = 40_000
LEAST_LINES = 8
SIZE = 64


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a plain text or of the documents of a file or folder."""
    if path.name.endswith(".txt.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            left = MOST_CHARACTERS
            for line in file:
                left -= len(line)
                if left < 0:
                    return
                yield line
    else:
        texts = [document.text for document in read(path)]
        for text in texts * MINUTES_TIMES:
            yield from text.splitlines()


def tokens(line: str) -> list[str]:
    """Lower-case words and marks, figures as zeros."""
    return ["0" * len(token) if token.isdigit() else token for token in TOKEN.findall(line.lower())]


def train(text: Path) -> list[tuple[str, np.ndarray]]:
    """Words with vectors, by floret's CBOW with subwords of four to six letters."""
    import floret  # type: ignore[import-untyped]

    model = floret.train_unsupervised(
        str(text), model="cbow", dim=SIZE, epoch=4, minCount=LEAST_LINES, minn=4, maxn=6,
        bucket=200_000, thread=1, lr=0.05, ws=6, neg=8, mode="fasttext", verbose=0,
    )  # fmt: skip
    return [(word, model.get_word_vector(word)) for word in model.words if word.isalpha() and len(word) > 1]


def build(sources: list[Path], out: Path) -> int:
    """Write the vectors to a folder; the number of words."""
    in_lines: Counter[str] = Counter()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        with text.open("w", encoding="utf-8") as file:
            for source in sources:
                for line in lines_of(source):
                    found = tokens(line)
                    if len(found) >= SHORTEST_LINE:
                        file.write(" ".join(found) + "\n")
                        in_lines.update(set(found))
                        count += 1
        trained = [one for one in train(text) if in_lines[one[0]] >= LEAST_LINES][:MOST_WORDS]
    table = np.array([vector / (np.linalg.norm(vector) + 1e-9) for _, vector in trained])
    weights = np.array([max(np.log(count / (1 + in_lines[word])), 0.0) for word, _ in trained])
    WordVectors([word for word, _ in trained], table.astype(np.float16), weights.astype(np.float16)).to_disk(out)
    return len(trained)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    print(f"{build(options.sources, options.out)} words in {options.out}")


if __name__ == "__main__":
    main()
