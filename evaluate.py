"""Measure the pipeline: ``python evaluate.py --help`` (the same command as ``referat evaluate``)."""

import sys

from nlp.cli.app import main

if __name__ == "__main__":
    sys.argv = ["referat", "evaluate", *sys.argv[1:]]
    main()
