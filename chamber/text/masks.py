"""Personal data made unrecognisable for sheets that leave the house: `张**`, `138****5678`."""

from __future__ import annotations

import re
from collections.abc import Callable

from chamber.text.patterns import pattern
from chamber.text.values import Phone

_ID_NUMBER = pattern(
    r"(?<![0-9A-Za-z])([1-9１-９]\d{5})[\s-]?(?:19|20|１９|２０)\d{6}[\s-]?\d{3}[\dXxＸｘ](?![0-9A-Za-z])"
)


_ADDRESS = pattern(
    r"[A-Za-z0-9][A-Za-z0-9_.+-]*\s?[@＠]\s?[A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)+"
    r"|(?P<called>微信号?(?:\s?(?:ID|id|Id))?[\s:：是为(（]{0,3}"
    r"|(?<![A-Za-z])(?:we[Cc]hat|WeChat|weixin|[wW][xX]|[vV][xX])(?:\s?(?:ID|id|Id))?[\s:：是为(（]{1,3})"
    r"[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9_@＠-])"
)
_ADDRESS_SIGNS = ("@", "＠", "微信", "hat", "eixin", "wx", "WX", "vx", "VX")
"""One of them is in every text with an address: a quick look."""


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


def may_hold_addresses(text: str) -> bool:
    """Whether an e-mail or WeChat address can be in a text: a quick look before a thorough one."""
    return any(sign in text for sign in _ADDRESS_SIGNS)


def hide_addresses(text: str, hide: Callable[[str, str], str]) -> str:
    """Free text with the e-mail addresses and WeChat names in it replaced by what `hide(written, mask)` gives."""

    def hidden(found: re.Match[str]) -> str:
        called = found["called"] or ""
        written = found[0].removeprefix(called)
        mask = mask_text(written) if called else mask_email(written.replace("＠", "@").replace(" ", ""))
        return called + hide(written, mask)

    return _ADDRESS.sub(hidden, text) if may_hold_addresses(text) else text


def mask_id_numbers(text: str) -> str:
    """Free text with the ID numbers of residents in it hidden but for their region."""
    return _ID_NUMBER.sub(lambda match: match[1] + "************", text)
