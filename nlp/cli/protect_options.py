"""Options of commands that make records: what personal data their output shows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from nlp.cli.command import people_option
from nlp.cli.messages import say
from nlp.errors import UsageError
from nlp.protect import MAKE_KEY, Protection

KeepCpr = Annotated[
    bool,
    people_option("--keep-cpr", help="Leave CPR numbers as they are; by default they are masked."),
]
Pseudonymise = Annotated[
    bool,
    people_option("--pseudonymise", help="Give private people (no members, no participants) pseudonyms; needs --key."),
]
Key = Annotated[
    Path | None,
    people_option(
        "--key", metavar="FILE", help="With --pseudonymise: the secret under which a person keeps a pseudonym."
    ),
]


def protection_of(keep_cpr: bool, pseudonymise: bool, key: Path | None) -> Protection:
    """What the options ask for; warns where CPR numbers are kept. Raises :class:`UsageError`."""
    if pseudonymise and keep_cpr:
        raise UsageError("--pseudonymise hides people and --keep-cpr shows them; leave one of them out")
    if pseudonymise and key is None:
        raise UsageError(f"--pseudonymise needs --key FILE; make a key with: {MAKE_KEY}")
    if key and not pseudonymise:
        raise UsageError("--key is for --pseudonymise; add that or leave the key out")
    if keep_cpr:
        say("Warning: --keep-cpr leaves CPR numbers in the output; it is personal data, keep and delete it as such")
    if key is None:
        return Protection(keep_cpr)
    from nlp.protect.pseudonyms import read_key

    return Protection(key=read_key(key))
