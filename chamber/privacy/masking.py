"""What an office may see of a person: the original with separate consent for that office, else a mask."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chamber.entity import Record
from chamber.fields import Code, Field, Kind, Linked, LinkedText, Privacy, Rows, Tags, Text
from chamber.offices.record import Office
from chamber.privacy.record import ERASED
from chamber.text.hidden_names import NOBODY, Names
from chamber.text.hidden_numbers import without_numbers
from chamber.text.masks import mask_email, mask_name, mask_phone
from chamber.text.values import Phone

# Which category of a consent frees which field of a lead.
CATEGORY_OF = {"contact": "姓名", "contact_phones": "电话", "contact_position": "职务"}


class Reason(StrEnum):
    """Why a cell was not given as it is."""

    NO_CONSENT = "no-consent"
    WITHDRAWN = "withdrawn"
    NO_PERSON = "no-person"
    OFFICE = "office"
    TEXT = "text"
    """A phone or ID number that stood inside a text."""
    NAME = "name"
    """The name of the lead's contact that stood inside a text."""


@dataclass(frozen=True, slots=True)
class Permit:
    """What one person allows one office: `categories` while `withdrawn` is False."""

    categories: frozenset[str]
    withdrawn: bool = False


def treatment(field: Field, office: Office, permit: Permit | None, linked: bool) -> tuple[str, Reason | None]:
    """原文, 脱敏 or 不给 for a field of a lead, and why it is not 原文.

    `linked`: the contact is a person of ours, so that a consent can exist at all.
    """
    if field.privacy is Privacy.SECRET:
        return "不给", Reason.OFFICE
    ordered = treatments(office).get(field.name, "原文")
    if ordered == "不给":
        return ordered, Reason.OFFICE
    if field.privacy is Privacy.CONTACT or field.name in CATEGORY_OF:
        if not linked:
            return "脱敏", Reason.NO_PERSON
        if permit is not None and permit.withdrawn:
            return "脱敏", Reason.WITHDRAWN
        if permit is None or CATEGORY_OF.get(field.name, "电话") not in permit.categories:
            return "脱敏", Reason.NO_CONSENT
    return (ordered, Reason.OFFICE if ordered == "脱敏" else None)


def names_of(contact: Linked, investor: Linked) -> Names:
    """The names of a lead's contact, to be hidden in its texts; of one that was erased none is known."""
    return Names(contact.text, investor.text) if contact.text != ERASED else NOBODY


def treatments(office: Office) -> Mapping[str, str]:
    return {row.get("field", ""): row.get("treatment", "原文") for row in office.treatments}


def masked(name: str, text: str, phones: tuple[Phone, ...] = ()) -> str:
    """A masked text: phones as 138****5678, names as 张**, mail as a***@b.cn, anything else as ***."""
    if phones:
        return "、".join(mask_phone(phone.number) for phone in phones)
    if not text:
        return ""
    if "@" in text:
        return mask_email(text)
    return mask_name(text) if name in ("contact", "name") else "***"


def is_free_text(kind: Kind) -> bool:
    """Whether a field holds what somebody wrote, and so perhaps a number; amounts, days and codes are left alone."""
    return isinstance(kind, Text | LinkedText | Rows | Tags) and not isinstance(kind, Code)


def without_numbers_in(value: Any) -> Any:
    """A record, or any texts in mappings and sequences, with the phone and ID numbers in its texts masked.

    Amounts in digits (`low`, `high`) are left alone: eleven digits of them look like a phone number.
    """
    if isinstance(value, str):
        return without_numbers(value)
    if isinstance(value, Mapping):
        return {key: one if key in ("low", "high") else without_numbers_in(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(without_numbers_in(one) for one in value)
    if isinstance(value, Record):
        free = [
            field.name for field in value.entity.fields if field.privacy is Privacy.PUBLIC and is_free_text(field.kind)
        ]
        return dataclasses.replace(value, **{name: without_numbers_in(getattr(value, name)) for name in free})
    return value
