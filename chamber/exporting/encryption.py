"""An opening password for an xlsx: real encryption (ECMA-376 agile), not the protection of a sheet."""

from __future__ import annotations

import io


def encrypted(content: bytes, password: str) -> bytes:
    """The workbook encrypted; Excel, WPS and LibreOffice ask for the password when they open it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, target)
    return target.getvalue()
