"""Workbooks behind a password, opened in memory by an optional package."""

from __future__ import annotations

import importlib
import io
import struct

from chamber.importing.reading import refusals

# Excel itself opens a workbook with this password without asking; 'read-only recommended' files are locked with it.
_KNOWN_TO_EXCEL = "VelvetSweatshop"


def unlocked(data: bytes, name: str, password: str | None) -> bytes:
    """The content without its password; raises BadFile when it is missing or wrong."""
    try:
        office = importlib.import_module("msoffcrypto")
        faults = importlib.import_module("msoffcrypto.exceptions")
    except ImportError as error:
        raise (refusals.needs_password_support(name) if password else refusals.protected(name)) from error
    opened = io.BytesIO()
    try:
        file = office.OfficeFile(io.BytesIO(data))
        file.load_key(password=password or _KNOWN_TO_EXCEL)
        file.decrypt(opened)
    except (faults.InvalidKeyError, faults.DecryptionError) as error:
        raise (refusals.wrong_password(name) if password else refusals.protected(name)) from error
    except (
        faults.FileFormatError,
        faults.ParseError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        RecursionError,
        MemoryError,
        struct.error,
    ) as error:
        raise (refusals.damaged(name, str(error)) if password else refusals.protected(name)) from error
    return opened.getvalue()
