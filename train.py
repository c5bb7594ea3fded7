"""Train the pipeline: ``python train.py --out FOLDER [--data DATA ...]`` (the same as ``referat train``)."""

import typer

from nlp.cli.train import train

if __name__ == "__main__":
    typer.run(train)
