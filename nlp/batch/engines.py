"""Where tasks run: on this machine's cores, or on a Dask cluster; joblib spreads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nlp.errors import ReferatError, UsageError

Task = Callable[[Any], Any]
Work = Callable[[Task, Iterable[Any]], Iterator[Any]]
"""Runs a task on every item; answers come in the order in which they are done."""

LOCAL = "local"
DASK = "dask://"
CONNECT = 30
"""Seconds to find a scheduler."""


def check(engine: str) -> None:
    """Raise :class:`UsageError` for a name that is no engine."""
    if engine != LOCAL and not (engine.startswith(DASK) and engine.removeprefix(DASK)):
        raise UsageError(f"--engine {engine}: unknown; use {LOCAL} or {DASK}HOST:PORT of a Dask scheduler")


def open_engine(engine: str, jobs: int) -> Work:
    """The engine of that name; raises :class:`ReferatError` where the cluster cannot be reached."""
    if engine == LOCAL:
        return _spread({"n_jobs": jobs or os.cpu_count() or 1, "backend": "threading"})
    return _spread({"n_jobs": -1, "backend": _dask(engine.removeprefix(DASK))})


def _spread(where: dict[str, Any]) -> Work:
    """Each local thread waits for a worker process of its own (:mod:`nlp.batch.supervise`)."""
    from joblib import Parallel, delayed

    parallel = Parallel(**where, return_as="generator_unordered", batch_size=1, pre_dispatch="2*n_jobs")
    return lambda task, items: parallel(delayed(task)(item) for item in items)


def _dask(address: str) -> Any:
    try:
        from distributed import Client
        from joblib._parallel_backends import ParallelBackendBase  # noqa: F401
        from joblib.parallel import BACKENDS, EXTERNAL_BACKENDS
    except ImportError as error:
        raise ReferatError(f"--engine {DASK}{address}: needs pip install 'referat[dask]'") from error
    try:
        connect: Any = Client
        client = connect(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ReferatError(
            f"--engine {DASK}{address}: no Dask scheduler answers there; start one with 'dask scheduler'"
        ) from error
    EXTERNAL_BACKENDS["dask"]()
    return BACKENDS["dask"](client=client)
