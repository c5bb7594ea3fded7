"""Options of commands that tag many files."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from nlp.cli.command import kept_option, work_option
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.batch.limits import Limits
    from nlp.batch.run import Options

Cache = Annotated[
    Path | None,
    kept_option("--cache", metavar="FOLDER", help="Where results are kept between runs; default: the user's cache."),
]
CacheSize = Annotated[
    float,
    kept_option("--cache-gb", metavar="N", help="Gigabytes that kept results may take; the oldest go first."),
]
NoCache = Annotated[bool, kept_option("--no-cache", help="Tag everything anew and keep nothing.")]
Verify = Annotated[bool, kept_option("--verify", help="Read files again whose size and time have not changed.")]
RetryFailed = Annotated[bool, kept_option("--retry-failed", help="Try files again that failed in an earlier run.")]
Timeout = Annotated[
    float,
    work_option(
        "--timeout-per-file",
        metavar="SECONDS",
        help="Set a file aside when no document of it is done in this time; 0: never.",
    ),
]
Memory = Annotated[
    float,
    work_option(
        "--memory-per-file",
        metavar="GB",
        help="Set a file aside when a process needs more memory; 0: whatever it asks.",
    ),
]
Engine = Annotated[
    str,
    work_option("--engine", metavar="NAME", help="Where to work: local, or dask://HOST:PORT of a scheduler."),
]


def run_options(
    *,
    jobs: int,
    cache: Path | None,
    cache_gb: float,
    no_cache: bool,
    verify: bool,
    retry_failed: bool,
    timeout: float,
    memory: float,
    engine: str,
) -> Options:
    """The options of a run; raises :class:`UsageError` for those that make no sense."""
    from nlp.batch import engines
    from nlp.batch.run import Options
    from nlp.batch.store import default_folder

    if no_cache and (cache or verify or retry_failed):
        raise UsageError("--no-cache keeps nothing; leave it out with --cache, --verify and --retry-failed")
    if not 0.001 <= cache_gb <= 1_000_000:
        raise UsageError(f"--cache-gb {cache_gb:g}: give gigabytes from 0.001, or --no-cache")
    engines.check(engine)
    folder = None if no_cache else cache or default_folder()
    return Options(jobs, folder, int(cache_gb * 1e9), verify, retry_failed, limits_of(timeout, memory), engine)


def limits_of(timeout: float, memory: float) -> Limits:
    """What a file may take, from seconds and gigabytes; raises :class:`UsageError` for what makes no sense."""
    from nlp.batch.limits import Limits

    if not (math.isfinite(timeout) and 0 <= timeout <= 1_000_000):
        raise UsageError(f"--timeout-per-file {timeout:g}: give seconds from 0 to 1,000,000")
    if memory and not 0.5 <= memory <= 1_000_000:
        raise UsageError(f"--memory-per-file {memory:g}: give gigabytes from 0.5 (the model takes 0.2), or 0")
    return Limits(timeout, int(memory * 1e9))
