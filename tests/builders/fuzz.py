"""Hypothesis strategies for what arrives in archives: damaged files, text that resembles minutes, odd questions."""

from __future__ import annotations

from hypothesis import strategies as st

from . import agendas, bad_files, words
from .pdfs import Page, make_pdf


def _draw(page: Page) -> None:
    page.paragraph("Punkt 1: Ny sti. Byrådet godkendte sagen om den nye cykelsti langs åen. " * 8)


HTML = (
    "<!DOCTYPE html><html><head><title>Referat</title><style>p{}</style></head><body><h1>Referat af Byrådet</h1>"
    "<h2>1. Ny sti</h2><table><tr><th>År</th><td colspan=2>Beløb</td></tr></table><h3>Beslutning</h3><p>Godkendt</p>"
)
SAMPLES: dict[str, bytes] = {
    "firstagenda": agendas.firstagenda(
        [agendas.point("1", "Sti", "<h3>Beslutning</h3>Godkendt", Bilag=[{"Navn": "Kort"}])]
    ),
    "prepare": agendas.PREPARE,
    "agman": agendas.AGMAN,
    "acadre": agendas.ACADRE,
    "edoc": agendas.EDOC,
    "fujitsu": agendas.FUJITSU,
    "sbsys": agendas.SBSYS,
    "csv": agendas.OPEN_DATA,
    "docx": words.minutes(),
    "pdf": make_pdf(_draw, _draw),
    "html": HTML.encode(),
    "md": "# Referat\n\n**Beslutning** i Rådet\r\nGodkendt\n".encode(),
    "txt": bad_files.GOOD.encode(),
    "zip": bad_files.zip_of({"a.txt": bad_files.GOOD.encode(), "b/c.html": HTML.encode()}),
}
STARTS = (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{", b"[{", b"<?xml version='1.0'?>", b"<html>", b"\xff\xfe", b"<Root>")
TOKENS = (
    b"\x00", b"\xff", b"<", b">", b"&", b'"', b"{", b"[", b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&#x110000;", b"\r",
    b"endobj", b"stream\n", b"/Length 99999999", b"xref", b"PK\x01\x02", b"\xef\xbb\xbf", b"null", b"1e999", b"\\ud800",
    b"<table>", b"</td>", "æ".encode("cp1252"), "☃".encode(), b"9" * 40,
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """The sample with bytes changed, pieces put in, taken out or doubled, and perhaps its end missing."""
    content = bytearray(sample)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.integers(0, 40))
        match draw(st.integers(0, 4)):
            case 0 if content:
                content[at] = draw(st.integers(0, 255))
            case 1:
                content[at:at] = draw(st.sampled_from(TOKENS))
            case 2:
                del content[at : at + length]
            case 3:
                content[at:at] = content[at : at + length] * draw(st.integers(1, 3))
            case _:
                content[at : at + 1] = draw(st.binary(max_size=6))
    if draw(st.booleans()):
        content = content[: draw(st.integers(0, len(content)))]
    return bytes(content)


def any_file() -> st.SearchStrategy[bytes]:
    """A damaged file of any format, or bytes behind the mark of one."""
    started = st.tuples(st.sampled_from(STARTS), st.binary(max_size=300)).map(b"".join)
    return st.one_of(started, *(damaged(sample) for sample in SAMPLES.values()))


PIECES = (
    "Punkt 12: ", "Pkt. 3 ", "Nr. 178 - ", "4. ", "(Åben) ", "Sag nr. 24", "Sagsnr. 20/638", "27.12.16-G01-1-20",
    "Beslutning", "BESLUTNING:", "Indstilling", "Sagsfremstilling", "Bilag", "Fraværende: ", "Afbud: ", "Deltagere:",
    "Godkendt.", "Taget til efterretning", "Lukket: ", "# ", "## ", "**", "- ", "\t", "    ", "|", "---", "___",
    "For stemte ", "Imod stemte 3 (A, V)", "Jens Dam (A)", "Mette Kær (V), ", "Ole Lunds", "Byrådet", "Økonomiudvalget",
    "den 17. december 2020", "30.9.2020", "kl. 18:00", "3. kv. 2018", "skoleåret 2023/24", "31.2.2020", "0.0.0000",
    "11,9 mio. kr.", "-315.000 kr.", "kr. 412.000", "4-5 mio. kr.", "Beløb i 1.000 kr.", "999999999999999999999 mia.",
    "servicelovens §§ 85-87", "Lov nr. 1482 af 23. december 2014", "§ 12, stk. 2", "samme lov", "§", "010180-1234",
    "side 1 af 9", "Indholdsfortegnelse", "1 ........ 3", "\n", "\n\n", "\u00a0", "\u200b", "\u2028", "´", "😀", "İ",
    "ß",    "A" * 50, "(" * 20, "1" * 40, ", " * 10,
)  # fmt: skip


def minutes_text(most: int = 60) -> st.SearchStrategy[str]:
    """Text put together from what minutes consist of, in no order."""
    piece = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=12))
    return st.lists(st.tuples(piece, st.sampled_from(("", " ", "\n"))).map("".join), max_size=most).map("".join)


ASKED = (
    "alle", "beslutninger", "om", "budget", "skoler", "i", "Nordstrand", "Byrådet", "fra", "2019", "2020-13-45", "til",
    "over", "1,5 mio", "-3", "kr.", "sidste år", "hvem", "stemte", "imod", "Ø", "V", "afviste", "ikke", '"', "'", "*",
    "(", ")", "AND", "OR", "NOT", "NEAR", ":", "^", "§ 85", "serviceloven", "sag", "20/638", "all", "rejected",
    "between", "and", "maj", "32. maj", "%", "_", "\\", ";--", "\x00", "\ud800", "¤", "æøå", "😀", "-", "lukkede",
    "fraværende",
)  # fmt: skip


def question() -> st.SearchStrategy[str]:
    word = st.one_of(st.sampled_from(ASKED), st.sampled_from(ASKED), st.text(max_size=8))
    return st.lists(word, max_size=14).map(" ".join)
