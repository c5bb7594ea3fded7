"""``referat schema``: the contract of the output."""

from __future__ import annotations

import json

from nlp.cli.shared.guard import guarded


@guarded
def schema() -> None:
    """Print the JSON Schema of a record, as `tag` writes it."""
    from nlp.record import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
