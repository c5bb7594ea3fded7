"""Whether `tag` has become slower than at another commit: both in one run, in turns, on the same texts.

    python -m benchmarks.compare BASE [--words 60000] [--rounds 4]

BASE is checked out beside this one. Exit status 1 where the best round of this checkout is more than a tenth
slower than the best of BASE.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed import ROOT, texts

ALLOWED = 0.10
MEASURE = """
import json, sys, time
import nlp
from nlp.pipeline import tag
from nlp.read import read_bytes
pipeline = nlp.load()
made = json.load(open(sys.argv[1], encoding="utf-8"))
for timed in (made[:2], made):
    started = time.process_time()
    for number, text in enumerate(timed):
        for record in tag(read_bytes(text.encode(), f"{number}.txt"), pipeline):
            record.model_dump_json()
    spent = time.process_time() - started
print(sum(len(text.split()) for text in made) / spent)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="a commit, branch or tag")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        base, file = Path(folder) / "base", Path(folder) / "texts.json"
        file.write_text(json.dumps(texts(options.words)), "utf-8")
        git("worktree", "add", "--detach", str(base), options.base)
        try:
            best = {base: 0.0, ROOT: 0.0}
            for _ in range(options.rounds):
                for checkout in best:
                    best[checkout] = max(best[checkout], rate(checkout, file))
        finally:
            git("worktree", "remove", "--force", str(base))
    sys.exit(verdict(best[base], best[ROOT], options.base))


def rate(checkout: Path, file: Path) -> float:
    """Words a processor second of `tag` in a process of its own, with the code and models of a checkout."""
    env = {**os.environ, "PYTHONPATH": str(checkout), "OMP_NUM_THREADS": "1"}
    call = [sys.executable, "-c", MEASURE, str(file)]
    return float(subprocess.run(call, env=env, cwd=checkout, check=True, capture_output=True, text=True).stdout)


def verdict(before: float, now: float, name: str) -> int:
    """Print both rates; 1 where the new one is too slow."""
    slow = now < before * (1 - ALLOWED)
    print(f"{name}: {before:,.0f} words/s; now: {now:,.0f} words/s ({now / before - 1:+.1%})")
    if slow:
        print(f"slower by more than {ALLOWED:.0%}: run 'python -m benchmarks.speed' to see where the time goes")
    return int(slow)


def git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
