"""Forms under which names, bodies, laws and words are compared: small letters, one spelling for å, é and ü."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

OUTSIDE_ASCII = re.compile(r"[^\x00-\x7fæø]")
WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
SPELLINGS = str.maketrans({"å": "aa", "ø": "ø", "æ": "æ", "ö": "ø", "ä": "æ", "’": "'"})
DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Small letters, "å" as "aa", other accents dropped ("é" is "e"); æ and ø stay."""
    text = text.lower()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(SPELLINGS)
    if not OUTSIDE_ASCII.search(text):
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(fold.__wrapped__(text))


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """A person's name without punctuation and spacing differences."""
    return " ".join(re.findall(r"[^\W_]+", fold(name)))


@lru_cache(maxsize=10_000)
def municipality_key(name: str | None) -> str:
    """ "Varde Kommune" and "Varde" are one."""
    key = re.sub(r"\b(?:kommunes?|region)\b", " ", fold(name or ""))
    return " ".join(re.findall(r"[^\W_]+", key)).removesuffix("s") if key.strip() else ""


@lru_cache(maxsize=10_000)
def body_key(name: str | None) -> str:
    """Article, genitive, period and punctuation do not count: "Byrådet 2018-2021" is "byråd"."""
    text = DIGITS.sub(" ", fold(name or "").replace("&", " og "))
    key = "".join(re.findall(r"[^\W\d_]+", text))
    key = key.removesuffix("s") if key.endswith(("ets", "ens", "ds", "gs")) else key
    return key.removesuffix("et").removesuffix("en") if len(key) > 5 else key


@lru_cache(maxsize=50_000)
def law_key(name: str | None) -> str:
    """ "serviceloven", "lov om social service" as written, without a definite ending."""
    key = " ".join(words(name or ""))
    return key.removesuffix("en") if key.endswith("loven") else key


@lru_cache(maxsize=50_000)
def case_key(number: str) -> str:
    return re.sub(r"\s+", "", number).upper()
