"""``python -m nlp.cli``: the command without its installed script."""

from __future__ import annotations

from nlp.cli.app import main

if __name__ == "__main__":
    main()
