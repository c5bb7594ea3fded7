"""A tagged PDF of one page, written by hand: reportlab writes no tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """One line of text at ``x``, ``y`` points from the lower left corner; ``artifact``: outside the tags."""

    text: str
    x: float
    y: float
    artifact: bool = False


@dataclass(frozen=True)
class Tag:
    """A structure element ("P", "H1", "TR") with elements or lines below it."""

    kind: str
    below: Sequence[Tag | Text] = field(default_factory=tuple)


def tagged_pdf(*tags: Tag, running: Sequence[Text] = (), drawn_last: Sequence[Text] = ()) -> bytes:
    """The page with its tags in the order given; the lines of ``drawn_last`` come last in the page's content."""
    lines = [line for tag in tags for line in _lines(tag)]
    lines = [line for line in lines if line not in drawn_last] + list(drawn_last)
    contents = {id(line): number for number, line in enumerate(lines)}
    draw = [_draw(line, f"/P <</MCID {contents[id(line)]}>> BDC") for line in lines]
    draw += [_draw(line, "/Artifact BMC") for line in running]
    stream = "\n".join(draw).encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    _Tree(objects, contents).write(tags)
    return _file(objects)


def _lines(tag: Tag) -> list[Text]:
    return [line for one in tag.below for line in ([one] if isinstance(one, Text) else _lines(one))]


def _draw(line: Text, mark: str) -> str:
    text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"{mark} BT /F 11 Tf {line.x} {line.y} Td ({text}) Tj ET EMC"


class _Tree:
    """Writes the structure tree behind the objects of the page."""

    def __init__(self, objects: list[bytes], contents: dict[int, int]) -> None:
        self.objects, self.contents = objects, contents
        self.owners: dict[int, int] = {}

    def write(self, tags: Sequence[Tag]) -> None:
        root = self._add(b"")
        kids = [self._element(tag, root) for tag in tags]
        owners = " ".join(f"{self.owners[number]} 0 R" for number in sorted(self.owners))
        parents = self._add(f"<</Nums[0 [{owners}]]>>".encode())
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        self.objects[root - 1] = f"<</Type/StructTreeRoot/K[{listed}]/ParentTree {parents} 0 R>>".encode()

    def _element(self, tag: Tag, parent: int) -> int:
        number = self._add(b"")
        kids = []
        for one in tag.below:
            if isinstance(one, Text):
                self.owners[self.contents[id(one)]] = number
                kids.append(str(self.contents[id(one)]))
            else:
                kids.append(f"{self._element(one, number)} 0 R")
        self.objects[number - 1] = (
            f"<</Type/StructElem/S/{tag.kind}/P {parent} 0 R/Pg 3 0 R/K[{' '.join(kids)}]>>".encode()
        )
        return number

    def _add(self, content: bytes) -> int:
        self.objects.append(content)
        return len(self.objects)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
