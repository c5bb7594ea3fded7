"""A worker process: reads units from its standard input, writes tagged records to its standard output.

It tells of every document as it is done, so that its parent knows that it is alive, and ends itself as soon
as its parent is gone.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
import zlib
from typing import IO, Any

from nlp.batch.settings import Settings, basis
from nlp.batch.units import Unit
from nlp.batch.workers.frames import receive, send
from nlp.batch.workers.limits import BEYOND, refuse_beyond, resident
from nlp.errors import ReferatError

LEVEL = 1
"""Of zlib: a sixth of the size at a hundredth of the time that tagging takes."""
GZIP = 31
"""Window size by which zlib writes gzip, with its checksum."""


def main() -> None:
    """Set up as the first message says, then answer units until the parent is gone."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the messages
    requests: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    first = requests.get()
    settings = Settings.from_json(first["settings"])
    if first["memory"]:
        refuse_beyond(first["memory"] + BEYOND)
    try:
        _load(settings)
    except ReferatError as error:
        send(out, {"error": str(error), "status": error.status})
        return
    send(out, {"ready": basis(settings)})
    while True:
        _answer(out, Unit(**requests.get()), settings)


def _listen(stream: IO[bytes], requests: queue.Queue[dict[str, Any]]) -> None:
    while (message := receive(stream)) is not None:
        requests.put(message[0]["request"])
    os._exit(0)


def _load(settings: Settings) -> None:
    from nlp.batch.tagging import pipeline

    pipeline(settings.model, settings.ner)


def _answer(out: IO[bytes], unit: Unit, settings: Settings) -> None:
    """Send the records of one unit: a sign of life for each, then all of them as packed JSON lines."""
    from nlp.batch.tagging import tag_unit

    started = time.monotonic()
    packed = zlib.compressobj(LEVEL, wbits=GZIP)
    lines: list[bytes] = []
    for record in tag_unit(unit, settings):
        lines.append(packed.compress(record.model_dump_json().encode() + b"\n"))
        source = record.source
        send(out, {"path": source.path, "status": source.status, "warnings": source.warnings})
    lines.append(packed.flush())
    send(out, {"end": round(time.monotonic() - started, 3), "memory": resident(os.getpid())}, b"".join(lines))


if __name__ == "__main__":
    main()
