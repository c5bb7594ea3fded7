"""Options of commands that tag minutes: how they are read, how a run goes about it, what it shows of people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from nlp.cli.shared.command import documents_option, kept_option, model_option, people_option, work_option
from nlp.cli.shared.messages import say_warning
from nlp.cli.shared.options import ModelPath
from nlp.errors import UsageError
from nlp.protect import MAKE_KEY, Protection

if TYPE_CHECKING:
    from nlp.batch.run import Options
    from nlp.batch.settings import Settings
    from nlp.batch.workers.limits import Limits

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


@dataclass(slots=True)
class Reading:
    """How documents are read and tagged."""

    municipality: Annotated[
        str | None, documents_option(metavar="NAME", help="Municipality of the documents, whatever they say.")
    ] = None
    body: Annotated[
        str | None, documents_option(metavar="NAME", help="Deciding body of the documents, whatever they say.")
    ] = None
    ocr: Annotated[bool, documents_option("--ocr", help="Recognise PDF pages without text with tesseract.")] = False
    model: ModelPath = None
    ner: Annotated[
        str | None,
        model_option(
            metavar="NAME",
            help="Another recogniser of names: dacy:small, dacy:medium, dacy:large or the path of a spaCy pipeline.",
        ),
    ] = None


@dataclass(slots=True)
class Work:
    """How a run over many files goes about it."""

    jobs: Annotated[int, work_option("--jobs", "-j", metavar="N", min=0, help="Processes; 0 takes all cores.")] = 1
    cache: Annotated[
        Path | None,
        kept_option(
            "--cache", metavar="FOLDER", help="Where results are kept between runs; default: the user's cache."
        ),
    ] = None
    cache_gb: Annotated[
        float,
        kept_option("--cache-gb", metavar="N", help="Gigabytes that kept results may take; the oldest go first."),
    ] = 10.0
    no_cache: Annotated[bool, kept_option("--no-cache", help="Tag everything anew and keep nothing.")] = False
    verify: Annotated[bool, kept_option("--verify", help="Read files again whose size and time have not changed.")] = (
        False
    )
    retry_failed: Annotated[
        bool, kept_option("--retry-failed", help="Try files again that failed in an earlier run.")
    ] = False
    timeout: Timeout = 600.0
    memory: Memory = 4.0
    engine: Annotated[
        str,
        work_option("--engine", metavar="NAME", help="Where to work: local, or dask://HOST:PORT of a scheduler."),
    ] = "local"


@dataclass(slots=True)
class Privacy:
    """What personal data the output shows."""

    keep_cpr: Annotated[
        bool, people_option("--keep-cpr", help="Leave CPR numbers as they are; by default they are masked.")
    ] = False
    pseudonymise: Annotated[
        bool,
        people_option(
            "--pseudonymise", help="Give private people (no members, no participants) pseudonyms; needs --key."
        ),
    ] = False
    key: Annotated[
        Path | None,
        people_option(
            "--key", metavar="FILE", help="With --pseudonymise: the secret under which a person keeps a pseudonym."
        ),
    ] = None


def settings_of(reading: Reading, privacy: Privacy) -> Settings:
    """What the options say of every document; raises :class:`UsageError`."""
    from nlp.batch.settings import Settings

    return Settings(
        model=reading.model,
        ner=reading.ner,
        ocr=reading.ocr,
        municipality=reading.municipality,
        body=reading.body,
        protection=protection_of(privacy),
    )


def protection_of(privacy: Privacy) -> Protection:
    """What the options ask for; warns where CPR numbers are kept. Raises :class:`UsageError`."""
    keep_cpr, pseudonymise, key = privacy.keep_cpr, privacy.pseudonymise, privacy.key
    if pseudonymise and keep_cpr:
        raise UsageError("--pseudonymise hides people and --keep-cpr shows them; leave one of them out")
    if pseudonymise and key is None:
        raise UsageError(f"--pseudonymise needs --key FILE; make a key with: {MAKE_KEY}")
    if key and not pseudonymise:
        raise UsageError("--key is for --pseudonymise; add that or leave the key out")
    if keep_cpr:
        say_warning("--keep-cpr leaves CPR numbers in the output; it is personal data, keep and delete it as such")
    if key is None:
        return Protection(keep_cpr)
    from nlp.protect.pseudonyms import read_key

    return Protection(key=read_key(key))


def run_options(work: Work) -> Options:
    """The options of a run; raises :class:`UsageError` for those that make no sense."""
    from nlp.batch.kept_results import default_folder
    from nlp.batch.run import Options
    from nlp.batch.workers import engines

    if work.no_cache and (work.cache or work.verify or work.retry_failed):
        raise UsageError("--no-cache keeps nothing; leave it out with --cache, --verify and --retry-failed")
    if not 0.001 <= work.cache_gb <= 1_000_000:
        raise UsageError(f"--cache-gb {work.cache_gb:g}: give gigabytes from 0.001, or --no-cache")
    engines.check(work.engine)
    folder = None if work.no_cache else work.cache or default_folder()
    limits = limits_of(work.timeout, work.memory)
    return Options(
        jobs=work.jobs,
        cache=folder,
        limit=int(work.cache_gb * 1e9),
        verify=work.verify,
        retry_failed=work.retry_failed,
        limits=limits,
        engine=work.engine,
    )


def limits_of(timeout: float, memory: float) -> Limits:
    """What a file may take, from seconds and gigabytes; raises :class:`UsageError` for what makes no sense."""
    from nlp.batch.workers.limits import Limits

    if not (math.isfinite(timeout) and 0 <= timeout <= 1_000_000):
        raise UsageError(f"--timeout-per-file {timeout:g}: give seconds from 0 to 1,000,000")
    if memory and not 0.5 <= memory <= 1_000_000:
        raise UsageError(f"--memory-per-file {memory:g}: give gigabytes from 0.5 (the model takes 0.2), or 0")
    return Limits(timeout, int(memory * 1e9))
