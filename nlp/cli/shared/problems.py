"""How commands say what is wrong with labels: every answer that is kept out, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from nlp.cli.shared.messages import say, say_error
from nlp.review.items import Problem


def list_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        say(str(problem), "warning")


def refuse(problems: Sequence[Problem], good: int, outcome: str) -> NoReturn:
    """Name every problem and end with exit status 1."""
    list_problems(problems)
    say_error(
        f"{len(problems)} answers cannot be used, {good} can; {outcome}; mend them, or keep the good ones"
        " apart with 'referat review import'"
    )
    raise SystemExit(1)
