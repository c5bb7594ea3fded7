"""Train the pipeline: ``python train.py --help`` (the same command as ``referat train``)."""

import sys

from nlp.cli.app import main

if __name__ == "__main__":
    sys.argv = ["referat", "train", *sys.argv[1:]]
    main()
