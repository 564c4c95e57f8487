"""Archives that nobody would build, and some that look so but are sound."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from .base import CONTENT_TYPES, STRINGS, STYLES, Case, Good, nested, packed, plain, read, refused

FLAGS, METHOD, CRC, PACKED, SIZE, OFFSET = (8, "<H"), (10, "<H"), (16, "<I"), (20, "<I"), (24, "<I"), (42, "<I")


def _lying(content: bytes, name: str, field: tuple[int, str], value: int | Callable[[int], int]) -> bytes:
    """Change what the list of entries says about one."""
    made = bytearray(content)
    record = made.rfind(name.encode()) - 46
    assert made[record : record + 4] == b"PK\x01\x02"
    place, form = record + field[0], field[1]
    (before,) = struct.unpack_from(form, made, place)
    struct.pack_into(form, made, place, value(before) if callable(value) else value)
    return bytes(made)


def _quoted(good: Good) -> bytes:
    """Hide one entry in the data of another, as the bombs do that unpack their bytes many times over."""
    hidden = b"PK\x03\x04" + bytes(22) + struct.pack("<2H", 14, 0) + b"xl/media/b.bin"
    out = io.BytesIO(good.content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/media/a.bin", hidden)
        archive.writestr("xl/media/b.bin", b"")
    return _lying(out.getvalue(), "xl/media/b.bin", OFFSET, out.getvalue().index(hidden))


def _offset_of(good: Good, name: str) -> int:
    with zipfile.ZipFile(io.BytesIO(good.content)) as archive:
        return archive.getinfo(name).header_offset


def _by_hand(entries: list[tuple[bytes, int, bytes]]) -> bytes:
    """Write a list of entries that all begin at byte 0: name, size, extra field."""
    local = b"PK\x03\x04" + bytes(26) + b"x"
    listed = b"".join(
        b"PK\x01\x02"
        + struct.pack("<6H3I5H2I", 45, 45, 0, 0, 0, 0, 0, 0, size, len(name), len(extra), 0, 0, 0, 0, 0)
        + name
        + extra
        for name, size, extra in entries
    )
    return local + listed + b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 1, 1, len(listed), len(local), 0)


def _itself() -> bytes:
    """Return an archive whose only entry is the archive, list and all."""
    whole = bytearray(packed({CONTENT_TYPES: b"<Types/>"}))
    struct.pack_into("<I", whole, whole.rfind(b"PK\x01\x02") + 20, len(whole))
    return bytes(whole)


class _Pipe(io.RawIOBase):
    """A stream that cannot go back, as a web server writes: sizes come after the data."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self.pieces.append(bytes(piece))  # type: ignore[call-overload]
        return len(self.pieces[-1])


def _streamed(good: Good) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in good.parts.items():
            archive.writestr(name, content)
    assert b"PK\x07\x08" in b"".join(pipe.pieces)
    return b"".join(pipe.pieces)


def _with_long_sizes(good: Good) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in good.parts.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(content)
    return out.getvalue()


def _with_link(good: Good) -> bytes:
    out = io.BytesIO(good.content)
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _packed_by(good: Good, method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in good.parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _doubled(good: Good) -> bytes:
    """Put one name twice into the list, the second time for other bytes."""
    return good.but({"xl/worksheets/sheetX.xml": b"<worksheet/>"}).replace(
        b"sheetX.xml", good.sheet.rpartition("/")[2].encode()
    )


def _cut(share: float) -> Case:
    return refused(lambda good: good.content[: int(len(good.content) * share)], "file-damaged")


ARCHIVES: dict[str, Case] = {
    "cut off early": _cut(0.3),
    "cut off late": _cut(0.9),
    "cut off at the very end": _cut(0.999),
    "bytes put in on the way": refused(lambda good: good.content[:5000] + b"\r" + good.content[5000:], "file-damaged"),
    "bytes lost on the way": refused(lambda good: good.content[:5000] + good.content[5001:], "file-damaged"),
    "a wrong checksum": refused(lambda good: _lying(good.content, good.sheet, CRC, lambda crc: crc ^ 1), "file-damaged"),
    "a size that is too small": refused(lambda good: _lying(good.content, good.sheet, SIZE, lambda size: size // 2), "file-damaged"),
    "a size that is too large": refused(lambda good: _lying(good.content, good.sheet, SIZE, lambda size: size + 5), "file-damaged"),
    "packed bytes reach beyond the file": refused(lambda good: _lying(good.content, good.sheet, PACKED, 2**31), "archive-unsafe"),
    "two entries share their bytes": refused(lambda good: _lying(good.content, STYLES, OFFSET, _offset_of(good, STRINGS)), "archive-unsafe"),
    "an entry begins inside another": refused(_quoted, "archive-unsafe"),
    "an entry begins where none does": refused(lambda good: _lying(good.content, STYLES, OFFSET, _offset_of(good, STRINGS) + 99), "file-damaged"),
    "an entry that is the whole archive": refused(lambda good: _itself(), "archive-unsafe"),
    "an entry outside the file": refused(lambda good: _lying(good.content, STYLES, OFFSET, 2**31), "file-damaged"),
    "another name before the data than in the list": refused(
        lambda good: good.content.replace(good.sheet.encode(), good.sheet.replace("sheet", "Sheet").encode(), 1), "file-damaged"
    ),
    "encrypted entries": refused(lambda good: _lying(good.content, good.sheet, FLAGS, lambda flags: flags | 1), "file-encrypted"),
    "strongly encrypted entries": refused(lambda good: _lying(good.content, good.sheet, FLAGS, lambda flags: flags | 0x40), "file-encrypted"),
    "packed with LZMA": refused(lambda good: _packed_by(good, zipfile.ZIP_LZMA), "archive-unsafe"),
    "packed by an unknown method": refused(lambda good: _lying(good.content, STYLES, METHOD, 77), "archive-unsafe"),
    "zip64 that claims exabytes": plain(
        _by_hand([(CONTENT_TYPES.encode(), 2**32 - 1, struct.pack("<2HQ", 1, 8, 2**62))]), "archive-too-big"
    ),
    "zip64 without its sizes": plain(_by_hand([(b"a", 2**32 - 1, struct.pack("<2H", 1, 0))]), "file-damaged"),
    "thousands of parts": refused(lambda good: good.but({f"x/{n}": b"" for n in range(2100)}), "archive-unsafe"),
    "a hundred thousand parts in a list": plain(_by_hand([(b"a", 0, b"")] * 100_000), "archive-unsafe"),
    "a way out of the folder": refused(lambda good: good.but({"xl/../../etc/cron": b"x"}), "archive-unsafe"),
    "an absolute name": refused(lambda good: good.but({"/etc/cron": b"x"}), "archive-unsafe"),
    "a name with a drive": refused(lambda good: good.but({"C:/autoexec.bat": b"x"}), "archive-unsafe"),
    "a name for Windows": refused(lambda good: good.but({"xl\\..\\..\\x": b"x"}), "archive-unsafe"),
    "a name with a NUL": refused(lambda good: good.but({"xl/aXb": b"x"}).replace(b"xl/aXb", b"xl/a\x00b"), "archive-unsafe"),
    "a name that turns its direction": refused(lambda good: good.but({"xl/\u202egnp.exe": b"x"}), "archive-unsafe"),
    "a name in two cases": refused(lambda good: good.but({"XL/workbook.xml": b"x"}), "archive-unsafe"),
    "a name twice": refused(_doubled, "archive-unsafe"),
    "sizes after the data": read(_streamed),
    "zip64 where none is needed": read(_with_long_sizes),
    "packed not at all": read(lambda good: _packed_by(good, zipfile.ZIP_STORED)),
    "a link in the archive": read(_with_link),
    "an archive in the archive": read(lambda good: good.but({"xl/media/r.zip": nested(3)})),
    "bytes after the archive": read(lambda good: good.content + b"\x00" * 500),
    "a remark of 60,000 signs": read(lambda good: good.content[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000),
}  # fmt: skip
