"""A million points: how fast an archive of them is filled and asked.

``python -m benchmarks.archive_scale --points 1000000 --folder /tmp/scale --beside`` (``--beside`` needs tantivy and
duckdb). The records are made once and kept in the folder as ``tag`` would write them; indexing is the whole command
``referat index``, from its start to the merged index.

The points are those of the written corpus with municipality, body, date, numbers and people drawn anew, eight a
meeting, so that labels, lengths and words are spread as in the corpus; the words of a point are mixed with those of
another in three of ten.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.archive_records import MODEL, records
from nlp.query.search import Finder
from nlp.record import Decision, Meeting, Point, Record, Source
from nlp.resources import read_json

A_MEETING = 8
DAYS = 20 * 365
QUESTIONS = (
    "alle budgetbeslutninger over 1 mio. kr. i 2020", "find all budget decisions", "afviste lokalplaner i Varde",
    "hvad besluttede Teknisk Udvalg om cykelstier siden 2019", "punkter hvor Enhedslisten stemte imod",
    "servicelovens § 85", "punkter hvor Johnny Kvist var fraværende", "skole", "ældre", "budget", "vindmøller i Greve",
    "postponed school decisions in 2015", "lukkede punkter om salg af grunde", "sag 13/04410", "KLE 27.12",
    "ØU sager over 10 mio. kr.", "folkeskolens lukning", "plejehjem i Aarhus siden 2018", "udsatte sager i 2021",
    "drøftede punkter i Odense", "miljøsager mellem 1 og 2 mio. kr.", "rejected planning decisions since 2020",
    "svømmehal renovering", "trafiksikkerhed", "affald 2012", "stemte imod", "planlovens § 35", "valg af formand",
    "sidste år i København", "havn lån 2016",
)  # fmt: skip


def generated(points: int, seed: int) -> Iterator[Record]:
    """Records of meetings with ``points`` points altogether; the same for the same seed."""
    rng = random.Random(seed)
    pool = [(record.text[slice(*point.span)], point) for record in records() for point in record.points]
    bodies = [record.meeting.body for record in records()]
    municipalities = read_json("municipalities.json")
    for number in range(points // A_MEETING):
        place, body = rng.choice(municipalities), rng.choice(bodies)
        day = date(2006, 1, 1) + timedelta(days=rng.randrange(DAYS))
        yield meeting(number, place, body or "Byrådet", day.isoformat(), rng.choices(pool, k=A_MEETING), rng)


def meeting(
    number: int, place: str, body: str, day: str, chosen: list[tuple[str, Point]], rng: random.Random
) -> Record:
    parts, made, length = [f"{place} Kommune\n{body} {day}\n"], [], 0
    length = len(parts[0])
    for text, point in chosen:
        if rng.random() < 0.3:
            other = rng.choice(chosen)[0].split("\n")
            text = text + "\n".join(other[2:])[: len(text) // 2] + "\n"
        made.append(moved(point, length - point.span[0], len(text), body, day))
        parts.append(text)
        length += len(text)
    source = Source(path=f"{place}/{number}.txt", sha256=f"{number:064x}", format="txt")
    meeting_of = Meeting(
        municipality=place, body=body, date=day, start_time=f"{rng.randrange(8, 20):02}:{rng.randrange(60):02}"
    )
    return Record(source=source, model=MODEL, text="".join(parts), meeting=meeting_of, points=made)


def moved(point: Point, by: int, length: int, body: str, day: str) -> Point:
    """The point ``by`` characters on."""

    def own(one: Decision) -> dict[str, object]:
        return {"span": shift(one.span), "body": body, "date": day}

    def shift(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + by, span[1] + by

    start = point.span[0] + by
    return point.model_copy(
        update={
            "span": (start, start + length),
            "sections": [one.model_copy(update={"span": shift(one.span)}) for one in point.sections],
            "decisions": [one.model_copy(update=own(one)) for one in point.decisions],
            "entities": [one.model_copy(update={"span": shift(one.span)}) for one in point.entities],
        }
    )


def records_file(folder: Path, points: int, seed: int) -> tuple[Path, int]:
    """A file of the records, made where it is not there, and the bytes of their texts."""
    path, note = (folder / f"records-{points}-{seed}.{ending}" for ending in ("jsonl", "json"))
    if not note.exists():
        texts = 0
        with path.open("wb") as lines:
            for record in generated(points, seed):
                texts += len(record.text.encode())
                lines.write(record.model_dump_json().encode() + b"\n")
        note.write_text(json.dumps({"text_bytes": texts}), "utf-8")
    return path, int(json.loads(note.read_text("utf-8"))["text_bytes"])


def fill(path: Path, file: Path, points: int, texts: int) -> dict[str, float]:
    """Index the file with the command; ``texts`` are the bytes of its texts."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    referat("index", str(file), "--archive", str(path), "--quiet")
    spent, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": round(spent, 1),
        "points_per_second": round(points / spent),
        "points_per_processor_second": round(points / used),
        "memory_of_a_process_mb": after.ru_maxrss // 1024,
        "text_bytes": texts,
        "size_ratio": round(path.stat().st_size / texts, 2),
    }


def referat(*arguments: str) -> None:
    """Run the command in a process of its own, whose modules are compiled once, as an installed package's are."""
    command = [sys.executable, "-c", "from nlp.cli.app import main; main()", *arguments]
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, check=True, env=settings)


def ask(path: Path, rounds: int = 3) -> dict[str, object]:
    """Milliseconds of each question, read and answered, the first round left out."""
    times: dict[str, list[float]] = {question: [] for question in QUESTIONS}
    used: list[float] = []
    totals: dict[str, int] = {}
    with Finder(path) as finder:
        for turn in range(rounds + 1):
            for text in QUESTIONS:
                question = finder.read(text, date(2026, 1, 1))
                start, before = time.perf_counter(), time.process_time()
                totals[text] = finder.find(question, limit=20).total
                if turn:
                    used.append((time.process_time() - before) * 1000)
                    times[text].append((time.perf_counter() - start) * 1000)
    every = [one for values in times.values() for one in values]
    slowest = sorted(
        ((round(statistics.median(values), 1), totals[text], text) for text, values in times.items()), reverse=True
    )
    return {
        "p50_ms": round(statistics.median(every), 1),
        "p95_ms": round(statistics.quantiles(every, n=20)[-1], 1),
        "p95_ms_of_processor": round(statistics.quantiles(used, n=20)[-1], 1),
        "max_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "slowest": slowest[:6],
    }


def cold(path: Path) -> float:
    """Median seconds of ``referat find`` from a cold start, whole process."""
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        referat("find", "afviste lokalplaner over 1 mio. kr. siden 2019", "-a", str(path))
        spent.append(time.perf_counter() - start)
    return round(statistics.median(spent), 2)


def table(filled: dict[str, float], asked: dict[str, object], start: float, points: int) -> str:
    """The figures in Markdown, with what others used of the machine meanwhile."""
    rows = (
        ("`referat index`, points/s", f"{filled['points_per_second']:,}", "15,000"),
        (
            "`referat index`, points/s of processor time, all processes",
            f"{filled['points_per_processor_second']:,}",
            "",
        ),
        ("memory of the largest process while indexing, MB", f"{filled['memory_of_a_process_mb']}", ""),
        ("file, times the texts", f"{filled['size_ratio']}", "2.5"),
        ("30 questions, p50 ms", f"{asked['p50_ms']}", ""),
        ("30 questions, p95 ms", f"{asked['p95_ms']}", "100"),
        ("30 questions, p95 ms of processor time", f"{asked['p95_ms_of_processor']}", ""),
        ("memory while asking, MB", f"{asked['max_mb']}", "300"),
        ("`referat find` from cold, s", f"{start}", "0.6"),
    )
    lines = [f"{points:,} points; load of the machine {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores.", ""]
    lines += ["| what | measured | aim (a million points) |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {what} | {found} | {aim} |" for what, found, aim in rows)]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp"))
    parser.add_argument("--archive", type=Path, help="Ask this archive and make none.")
    parser.add_argument("--out", type=Path, help="Write the figures as a table here, as in benchmarks/archive.md.")
    parser.add_argument("--beside", action="store_true", help="Then do the same with FTS5, tantivy and DuckDB.")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.archive:
        print(json.dumps(ask(args.archive), ensure_ascii=False, indent=1), flush=True)
        print(json.dumps({"cold_start_s": cold(args.archive)}), flush=True)
        return
    args.folder.mkdir(parents=True, exist_ok=True)
    file, texts = records_file(args.folder, args.points, args.seed)
    path = args.folder / f"archive-{args.points}-{args.seed}.db"
    filled = fill(path, file, args.points, texts)
    print(json.dumps({"points": args.points} | filled), flush=True)
    asked, start = ask(path), cold(path)
    print(json.dumps(asked | {"cold_start_s": start}, ensure_ascii=False, indent=1), flush=True)
    made = table(filled, asked, start, args.points)
    if args.beside:
        from benchmarks.archive_beside import compared

        made += "\n" + compared(file, texts, args.folder, (path, filled))
    if args.out:
        args.out.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
