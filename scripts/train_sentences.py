"""Train the sentence network that is shipped as ``models/da_referat_sentences``.

    python scripts/train_sentences.py SENTENCES... --out models/da_referat_sentences

SENTENCES are text files with one sentence a line (the shipped network: the training part of the
Danish Dependency Treebank, counted twice, and the clear sentences of the written corpus).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from nlp import __version__
from nlp.learn.data.corpus import read_corpus
from nlp.learn.train.senter import clear_sentences, read_sentences, train
from nlp.models import write_checksums
from nlp.store.replacing import replacing_folder

STEPS = 350


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    written = list(dict.fromkeys(clear_sentences(read_corpus())))
    read = [sentence for path in options.sentences for sentence in read_sentences(path)]
    network = train([*read, *read, *written], steps=STEPS)
    network.meta |= {
        "name": "referat_sentences",
        "version": __version__,
        "description": "Where sentences begin in Danish minutes",
        "license": "Apache-2.0",
        "sources": [{"name": "Danish Dependency Treebank (Universal Dependencies)", "license": "CC BY-SA 4.0"}],
    }
    with replacing_folder(options.out) as folder:
        network.to_disk(folder, exclude=["tokenizer"])
        write_checksums(folder)


if __name__ == "__main__":
    main()
