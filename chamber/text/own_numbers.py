"""The numbers and addresses of one person inside free text, masked as they are in a list; those of others stay."""

from __future__ import annotations

from collections.abc import Collection

from chamber.text.digit_signs import digit
from chamber.text.hidden_numbers import found_in
from chamber.text.masks import mask_email, mask_id_numbers, mask_phone, mask_text

_LEAST = 6
"""Digits, or signs of an address, below which it may be anything."""


def without_own(text: str, phones: Collection[str], addresses: Collection[str]) -> str:
    """The text with these phone numbers masked, and `addresses`: e-mail, WeChat, ID number."""
    phones = [one for one in phones if len(_digits(one)) >= _LEAST]
    addresses = [one for one in addresses if len(one) >= _LEAST]
    if not phones and not addresses:
        return text
    own = [digits for one in (*phones, *addresses) if len(digits := _digits(one)) >= _LEAST]
    for written, mask in found_in(text):
        digits, plain = _digits(written), written.casefold()
        # A landline may stand without its area; several numbers may stand in one row.
        is_own = len(digits) > _LEAST and any(one in digits or one.endswith(digits) for one in own)
        if is_own or any(one.casefold() in plain for one in addresses):
            text = text.replace(written, mask)
    # What does not look like a number by itself is theirs all the same.
    for one in phones:
        text = text.replace(one, mask_phone(one))
    for one in addresses:
        text = text.replace(one, _masked(one))
    return text


def _masked(address: str) -> str:
    if "@" in address:
        return mask_email(address)
    hidden = mask_id_numbers(address)
    return hidden if hidden != address else mask_text(address)


def _digits(text: str) -> str:
    return "".join(map(digit, text))
