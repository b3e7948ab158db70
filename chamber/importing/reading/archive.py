"""A zip of a stranger: parts are unpacked in pieces and what they unpack to is counted as they come.

Declared sizes are not believed, since a part that lies about them would be unpacked in full by the reader behind us.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from chamber.importing.reading import refusals
from chamber.importing.reading.workbook import Limits

_PIECE = 1 << 20
_FED = 1 << 16
_STORED, _DEFLATED = 0, 8
# Everything the standard library raises on a zip that is cut short or made up.
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    KeyError,
    OSError,
    struct.error,
    zlib.error,
)


class Archive:
    """The parts of a zip by name, within the limits."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._data = data
        self._limits = limits
        self._unpacked = 0
        self._seen: set[str] = set()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as zipped:
                infos = zipped.infolist()
        except _ZIP_FAULTS as error:
            raise refusals.damaged(name, str(error)) from error
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}
        for info in infos:
            # Nobody needs to unpack what says of itself that it is a bomb.
            if info.filename.lower().endswith(".xml") and self._is_bomb(info.file_size):
                raise refusals.bomb(name)
        if len(self._infos) < len(infos):
            # Two parts of one name: which one another reader takes is anyone's guess.
            raise refusals.damaged(name, "two parts have the same name")

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def pieces(self, part: str) -> Iterator[bytes]:
        """The content of `part` in pieces of about 1 MiB; raises BadFile when damaged or beyond the limits."""
        info = self._infos.get(part)
        if info is None:
            raise refusals.damaged(self.name, f"no part {part}")
        if info.flag_bits & 0x1:
            raise refusals.protected(self.name)
        first_time = part not in self._seen
        self._seen.add(part)
        raw = self._raw(info)
        for piece in self._inflated(raw, info.compress_type):
            if first_time:
                self._count(len(piece))
            yield piece

    def read(self, part: str) -> bytes:
        """The whole of a small part."""
        return b"".join(self.pieces(part))

    def check(self) -> None:
        """Unpack and count every XML part not yet seen, so that a reader which unpacks by itself may be let in."""
        for part in self._infos:
            if part not in self._seen and part.lower().endswith((".xml", ".rels", ".vml")):
                for _ in self.pieces(part):
                    pass

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        header = self._data[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise refusals.damaged(self.name, f"no local header of {info.filename}")
        names, extra = struct.unpack("<HH", header[26:30])
        start = info.header_offset + 30 + names + extra
        raw = memoryview(self._data)[start : start + info.compress_size]
        if len(raw) < info.compress_size:
            raise refusals.damaged(self.name, f"{info.filename} is cut short")
        return raw

    def _inflated(self, raw: memoryview, method: int) -> Iterator[bytes]:
        if method == _STORED:
            for start in range(0, len(raw), _PIECE):
                yield bytes(raw[start : start + _PIECE])
            return
        if method != _DEFLATED:
            raise refusals.damaged(self.name, f"packed by method {method}")
        inflater = zlib.decompressobj(-15)
        try:
            for start in range(0, len(raw), _FED):
                # Fed in small slices, since the unconsumed rest is copied at each turn.
                pending = bytes(raw[start : start + _FED])
                while pending and not inflater.eof:
                    yield inflater.decompress(pending, _PIECE)
                    pending = inflater.unconsumed_tail
            while not inflater.eof:
                piece = inflater.decompress(b"", _PIECE)
                if not piece:
                    raise refusals.damaged(self.name, "the packed data ends early")
                yield piece
        except zlib.error as error:
            raise refusals.damaged(self.name, str(error)) from error

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._is_bomb(self._unpacked):
            raise refusals.bomb(self.name)

    def _is_bomb(self, size: int) -> bool:
        limits = self._limits
        return size > limits.unpacked_bytes or (size > limits.ratio_from and size > limits.ratio * len(self._data))
