"""Where tasks run: on this machine's cores, or on a Dask cluster; joblib spreads them."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from nlp.batch.workers.pool import close_workers
from nlp.errors import ReferatError, UsageError

Task = Callable[[Any], Any]
Work = Callable[[Task, Iterable[Any]], Iterator[Any]]
"""Runs a task on every item; answers come in the order in which they are done."""

LOCAL = "local"
DASK = "dask://"
GIVEN_UP = (
    "Dask gave up a task because its workers ended again and again; run again to go on where this run stopped, "
    "with a higher distributed.scheduler.allowed-failures where machines come and go"
)
CONNECT = 30
"""Seconds to find a scheduler."""


def check(engine: str) -> None:
    """Raise :class:`UsageError` for a name that is no engine."""
    if engine != LOCAL and not (engine.startswith(DASK) and engine.removeprefix(DASK)):
        raise UsageError(f"--engine {engine}: unknown; use {LOCAL} or {DASK}HOST:PORT of a Dask scheduler")


@contextmanager
def open_engine(engine: str, jobs: int) -> Iterator[Work]:
    """The engine of that name; raises :class:`ReferatError` where the cluster cannot be reached."""
    if engine == LOCAL:
        yield _spread({"n_jobs": jobs, "backend": "threading"})
        return
    client = _connected(engine.removeprefix(DASK))
    try:
        yield _spread({"n_jobs": -1, "backend": _backend(client)})
        client.run(close_workers)
    finally:
        client.close()


def _spread(where: dict[str, Any]) -> Work:
    """Each local thread, or thread of the cluster, waits for a worker process (:mod:`nlp.batch.workers.supervise`)."""
    from joblib import Parallel, delayed

    warnings.filterwarnings("ignore", module=r"joblib\.parallel")  # of tasks left when a run is stopped
    parallel = Parallel(**where, return_as="generator_unordered", batch_size=1, pre_dispatch="2*n_jobs")
    return lambda task, items: parallel(delayed(task)(item) for item in items)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ReferatError(f"--engine {DASK}{address}: needs pip install 'referat[dask]'") from error
    for name in ("distributed", "distributed.client"):  # their levels are set when they are imported
        logging.getLogger(name).setLevel(logging.ERROR)  # what Dask mends by itself is no news
    try:
        connect: Any = Client
        return connect(f"tcp://{address}", timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ReferatError(
            f"--engine {DASK}{address}: no Dask scheduler answers there; start one with 'dask scheduler'"
        ) from error


def _backend(client: Any) -> Any:
    """joblib's backend for Dask, but for tasks that Dask gives up: joblib waits for these without end."""
    from joblib._dask import DaskDistributedBackend

    class Backend(DaskDistributedBackend):  # type: ignore[misc]
        async def _collect(self) -> None:
            while self._continue:
                async for future, answer in self.waiting_futures:
                    done, tell = self._results.pop(future), self._callbacks.pop(future)
                    if future.status != "finished":
                        answer = [ReferatError(GIVEN_UP)]
                    done.set_result(answer)
                    tell(answer)
                await asyncio.sleep(0.01)

    return Backend(client=client)
