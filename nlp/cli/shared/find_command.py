"""``--open`` of ``referat find`` has two meanings: open points, and with a number, that hit in full."""

from __future__ import annotations

from typing import Any

from nlp.cli.shared.command import Command


class FindCommand(Command):
    """Reads ``--open 3`` as ``--open-hit 3``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, rewritten(args))


def rewritten(args: list[str]) -> list[str]:
    """The arguments with ``--open`` before a number, apart or behind "=", as ``--open-hit``."""
    made: list[str] = []
    for at, arg in enumerate(args):
        following = args[at + 1] if at + 1 < len(args) else ""
        if arg == "--open" and following.isdigit():
            made.append("--open-hit")
        elif arg.startswith("--open=") and arg[7:].isdigit():
            made.append("--open-hit" + arg[6:])
        else:
            made.append(arg)
    return made
