"""Measure the pipeline: ``python evaluate.py [--data DATA ...]`` (the same as ``referat evaluate``)."""

import typer

from nlp.cli.evaluate import evaluate

if __name__ == "__main__":
    typer.run(evaluate)
