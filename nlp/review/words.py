"""The Danish wording of sheets and of the page: ``words.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from nlp.resources import PACKAGE


@cache
def words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PACKAGE / "review" / "words.json").read_text("utf-8"))
    return found


def danish_reason(reason: str, names: Mapping[str, str]) -> str:
    """Why a point was chosen, in Danish; ``names`` are the Danish names of labels. Others stay as they are."""
    for english, danish in words()["reasons"].items():
        pattern = "(.+?)".join(map(re.escape, english.split("{}")))
        if match := re.fullmatch(pattern, reason):
            return str(danish.format(*(in_danish(said, names) for said in match.groups())))
    return reason


def in_danish(said: str, names: Mapping[str, str]) -> str:
    """Labels in a reason by their Danish names: "budget 0.51 or school 0.48"."""
    parts = said.replace(" or ", f" {words()['or']} ")
    return re.sub(r"[a-z_]+", lambda match: names.get(match[0], match[0]), parts) if named(said, names) else parts


def named(said: str, names: Mapping[str, str]) -> bool:
    """Whether nothing but labels, numbers and "or" stands there."""
    return all(word in names or word == "or" for word in re.findall(r"[^\W\d]+", said))
