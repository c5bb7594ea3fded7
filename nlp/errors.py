"""Errors that a user can do something about: one line that says what, where and the remedy."""

from __future__ import annotations


class ReferatError(Exception):
    """Base of all expected errors; the command line prints its text and exits with ``status``."""

    status = 1


class UsageError(ReferatError):
    """The call itself is wrong (exit status 2)."""

    status = 2


class ReadError(ReferatError):
    """A file or archive member that cannot be read; becomes a ``failed`` record."""


class ModelError(ReferatError):
    """A model that is missing, damaged or made for another version."""


class CorpusError(ReferatError):
    """Training or test data that must not be used as it stands; names file and line."""


def reason(error: BaseException) -> str:
    """What a library's error says, on one line; its kind where it says nothing."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
