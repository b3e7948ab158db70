"""Personal data made unrecognisable for sheets that leave the house: `张**`, `138****5678`."""

from __future__ import annotations

import re

from chamber.text.patterns import pattern
from chamber.text.values import Phone

_ID_NUMBER = pattern(
    r"(?<![0-9A-Za-z])([1-9１-９]\d{5})[\s-]?(?:19|20|１９|２０)\d{6}[\s-]?\d{3}[\dXxＸｘ](?![0-9A-Za-z])"
)


def mask_name(name: str) -> str:
    """The first character and two stars, so that not even the length is told."""
    name = name.strip()
    return f"{name[0]}**" if name else ""


def mask_phone(phone: Phone | str) -> str:
    """The number with its middle hidden; the area code stays, the extension goes."""
    number = phone.number if isinstance(phone, Phone) else phone.strip()
    area, dash, local = number.rpartition("-") if re.fullmatch(r"0\d{2,3}-\d+", number) else ("", "", number)
    if len(local) >= 10:
        hidden = f"{local[:3]}{'*' * (len(local) - 7)}{local[-4:]}"
    elif len(local) >= 7:
        hidden = f"{local[:2]}{'*' * (len(local) - 4)}{local[-2:]}"
    else:
        hidden = "*" * len(local)
    return area + dash + hidden


def mask_email(address: str) -> str:
    """The first letter and the domain: `z***@example.com`."""
    user, at, domain = address.strip().partition("@")
    return f"{user[:1]}***{at}{domain}" if at else mask_text(user)


def mask_text(text: str) -> str:
    """Anything else (a WeChat name): its first character and stars."""
    text = text.strip()
    return f"{text[0]}***" if text else ""


def mask_id_numbers(text: str) -> str:
    """Free text with the ID numbers of residents in it hidden but for their region."""
    return _ID_NUMBER.sub(lambda match: match[1] + "************", text)
