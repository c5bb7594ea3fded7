"""Zip archives: members read by content, in memory, within limits; nothing is written to disk."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from nlp.errors import ReadError
from nlp.outline import Document
from nlp.read import is_hidden
from nlp.read.formats import documents, failed
from nlp.read.patterns import PACKAGES

MAX_DEPTH = 2
"""Archives inside archives."""
MAX_MEMBER = 500_000_000
"""Bytes of one member, unpacked."""
MAX_TOTAL = 2_000_000_000
"""Bytes of all members of one archive, unpacked."""
MAX_RATIO = 200
"""Unpacked to packed size of a member above :data:`RATIO_FROM` bytes; text packs to a tenth."""
RATIO_FROM = 10_000_000
MAX_MEMBERS = 100_000

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def archive_documents(data: bytes, path: str, sha256: str, *, ocr: bool, depth: int) -> Iterator[Document]:
    """The documents of all members, in the archive's order; a member that is refused is a failed document."""
    if depth > MAX_DEPTH:
        raise ReadError(f"archives nested more than {MAX_DEPTH} deep; unpack the outer ones first")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not _is_ignored(member)]
        if not members:
            raise ReadError("the zip archive holds no files; fetch it again")
        if len(members) > MAX_MEMBERS:
            raise ReadError(f"the zip archive has {len(members):,} members (at most {MAX_MEMBERS:,}); split it")
        total = 0
        for member in members:
            name = f"{path}!/{_name(member)}"
            total += member.file_size
            if total > MAX_TOTAL:
                yield failed(
                    name, sha256, "zip", f"zip bomb: the archive unpacks to over {MAX_TOTAL:,} bytes; rest not read"
                )
                return
            yield from _member_documents(archive, member, name, ocr=ocr, depth=depth)


def listing(file: Path) -> list[tuple[int, str, int]]:
    """Number, name and unpacked size of the members that :func:`member_documents` can read one by one.

    Empty where the archive is refused or damaged, or is a package such as DOCX: then it is read as a whole.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
    names = {member.filename for member in members}
    if "word/document.xml" in names or any(name in names for name, _ in PACKAGES):
        return []
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
        return []
    kept = [(number, member) for number, member in enumerate(members) if not _is_ignored(member)]
    return [(number, _name(member), member.file_size) for number, member in kept]


def member_documents(file: Path, number: int, *, ocr: bool) -> Iterator[Document]:
    """The documents of one member; their paths start behind that of the member."""
    try:
        state = file.stat()
        archive = _opened(file, state.st_size, state.st_mtime_ns)
        yield from _member_documents(archive, archive.infolist()[number], "", ocr=ocr, depth=0)
    except (zipfile.BadZipFile, OSError, ValueError, IndexError) as error:
        yield failed("", "", "zip", f"the archive changed or is damaged ({error}); run again")


@lru_cache(maxsize=1)
def _opened(file: Path, size: int, changed: int) -> zipfile.ZipFile:
    """The archive that members are read from one by one; its list of members is read once."""
    return zipfile.ZipFile(file)


def member_hashes(file: Path) -> dict[int, str]:
    """SHA-256 of the unpacked members by number, without those that are refused; empty where the archive is damaged."""
    hashes = {}
    try:
        with zipfile.ZipFile(file) as archive:
            for number, member in enumerate(archive.infolist()):
                with suppress(ReadError):
                    hashes[number] = hashlib.sha256(read_member(archive, member)).hexdigest()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return {}
    return hashes


def _member_documents(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, *, ocr: bool, depth: int
) -> Iterator[Document]:
    try:
        content = read_member(archive, member)
    except ReadError as error:
        yield failed(name, "", "unknown", str(error))
        return
    yield from documents(content, name, hashlib.sha256(content).hexdigest(), ocr=ocr, depth=depth + 1)


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The unpacked member; :class:`ReadError` for unsafe names, bombs, encryption and damage."""
    if is_unsafe(_name(member)):
        raise ReadError("unsafe member name in the zip archive (absolute or with '..'); refused: pack the files anew")
    if member.flag_bits & _ENCRYPTED:
        raise ReadError("encrypted member of a zip archive; unpack it with its password first")
    if member.file_size > MAX_MEMBER or (
        member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
    ):
        raise ReadError(
            f"zip bomb: the member unpacks from {member.compress_size:,} to {member.file_size:,} bytes; refused: "
            "unpack it yourself if it is genuine"
        )
    try:
        with archive.open(member) as stream:
            content = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ReadError(f"damaged member of a zip archive ({error}); fetch the archive again") from error
    if len(content) > member.file_size:
        raise ReadError("zip bomb: the member is larger than the archive says; refused")
    return content


def _is_ignored(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or "__MACOSX" in parts or any(is_hidden(part) and part != ".." for part in parts)


def is_unsafe(name: str) -> bool:
    """Whether a member's name leads out of the archive: absolute, with "..", a drive or a NUL."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\x00" in name


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; names without the UTF-8 flag are UTF-8 after all or the Danish DOS code page."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp865", "replace")
