"""``referat schema``: the contract of the output."""

from __future__ import annotations

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.printing import print_json


@guarded
def schema() -> None:
    """Print the JSON Schema of a record, as `tag` writes it."""
    from nlp.record import json_schema

    print_json(json_schema())
