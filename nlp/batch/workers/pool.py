"""The worker processes of this process, kept for the next task of the same settings."""

from __future__ import annotations

import atexit
import json
import threading
from dataclasses import asdict

from nlp.batch.settings import Settings
from nlp.batch.units import Unit
from nlp.batch.workers.limits import Limits
from nlp.batch.workers.results import Result
from nlp.batch.workers.supervise import Worker
from nlp.errors import ReferatError

_idle: dict[str, list[Worker]] = {}
_all: list[Worker] = []
_lock = threading.Lock()


def tag_chunk(units: list[tuple[int, Unit]], settings: Settings, limits: Limits) -> list[tuple[int, Result]]:
    """Tag numbered units in one of this process's workers; the task that joblib spreads."""
    key = json.dumps([settings.to_json(), asdict(limits)])
    with _lock:
        idle = _idle.setdefault(key, [])
        worker = idle.pop() if idle else Worker(settings, limits)
        if worker not in _all:
            _all.append(worker)
    try:
        return [(number, worker.result(unit)) for number, unit in units]
    finally:
        with _lock:
            idle.append(worker)


def answer_chunk(
    units: list[tuple[int, Unit]], settings: Settings, limits: Limits
) -> list[tuple[int, Result]] | ReferatError:
    """As :func:`tag_chunk`; what stops the whole run is an answer too, for engines that lose errors."""
    try:
        return tag_chunk(units, settings, limits)
    except ReferatError as error:
        return error


def close_workers() -> None:
    """End all worker processes of this process; tasks that wait for one fail."""
    with _lock:
        workers = list(_all)
        _all.clear()
        _idle.clear()
    for worker in workers:
        worker.close()


atexit.register(close_workers)
