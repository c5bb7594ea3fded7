"""How much faster two processes are than one: the whole command from start to end, in turns.

    python -m benchmarks.scaling [--words 900000] [--jobs 1 2] [--rounds 2] [--archive FILE.zip]

Texts are the meetings of the written corpus, printed in random layouts, each passage once. Runs of each number of
processes take turns and the best of each counts; times are by the clock, so the machine must have nothing else to do:
the load before each run is printed. About four minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed import ROOT, children, texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=900_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--archive", type=Path, help="a zip archive or folder of minutes instead")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        source = options.archive or put(Path(folder) / "in", options.words)
        best: dict[int, tuple[float, float]] = {}
        for _ in range(options.rounds):
            for jobs in options.jobs:
                run = timed(source, Path(folder) / f"{jobs}.jsonl", jobs)
                best[jobs] = min(best.get(jobs, run), run)
        outputs = {(Path(folder) / f"{jobs}.jsonl").read_bytes() for jobs in options.jobs}
    print("\n".join(table(best)))
    print(f"\nSame bytes: {'yes' if len(outputs) == 1 else 'NO'}.")
    sys.exit(len(outputs) != 1)


def put(folder: Path, words: int) -> Path:
    """Files of about so many words together."""
    folder.mkdir()
    made = texts(words)
    total, copy = 0, 0
    while total < words:
        for number, text in enumerate(made):
            if total >= words:
                break
            one = text if not copy else text.replace(".\n", f", jf. bilag {copy}.\n")
            (folder / f"{copy}-{number:04}.txt").write_text(one, "utf-8")
            total += len(one.split())
        copy += 1
    return folder


def timed(source: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds by the clock and of the processors."""
    call = [sys.executable, "-m", "nlp.cli", "tag", str(source), "--out", str(out), "--no-cache", "-q"]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    before, started = children(), time.monotonic()
    subprocess.run([*call, "--jobs", str(jobs)], check=False, cwd=ROOT)
    spent = time.monotonic() - started, children() - before
    print(f"{jobs} processes: {spent[0]:.1f} s, processors {spent[1]:.1f} s (load before: {load:.1f})", flush=True)
    return spent


def table(best: dict[int, tuple[float, float]]) -> list[str]:
    first = next(iter(best.values()))
    rows = [
        f"| {jobs} | {clock:.1f} | {processors:.1f} | {first[0] / clock:.2f} |"
        for jobs, (clock, processors) in best.items()
    ]
    return ["", "| processes | seconds | processor seconds | times as fast |", "|---|---|---|---|", *rows]


if __name__ == "__main__":
    main()
