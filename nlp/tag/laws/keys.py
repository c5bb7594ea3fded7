"""The form under which a title is filed in the register and looked up again."""

from __future__ import annotations

import re

NOISE = re.compile(r"\(.*?\)|\(.*$|\s\d\)|[*»«\"”“]")
SMALL_WORDS = {"mv", "mm", "mfl", "en", "et"}
PREFIX = re.compile(r"^bekendtgørelse af ?(?=.*lov)")


def act_key(title: str) -> str:
    """Lower case, without brackets, punctuation, "m.v.", articles and "bekendtgørelse af" before a law.

    "Bekendtgørelse af lov om en aktiv beskæftigelsesindsats m.v." gives "lov om aktiv beskæftigelsesindsats".
    """
    text = NOISE.sub(" ", title.lower())
    text = text.replace("m.v.", " ").replace("m. v.", " ").replace("m.m.", " ").replace("m.fl.", " ")
    words = re.findall(r"[\w-]+", text)
    return PREFIX.sub("", " ".join(word for word in words if word not in SMALL_WORDS))
