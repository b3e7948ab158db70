"""Which columns an office's sheet may have: those of the official forms, and more fields of the lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from chamber.deliveries.layout import FEEDBACK, FULL, TITLES_EN, WEEKLY, SheetColumn, official, plain_title
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.fields import Amount, Count, Field, Text
from chamber.i18n import N_, _
from chamber.records import near_names

REQUIRED = ("project", "code", "mark", "changes")
"""What every list says: which lead, and what became of it. The hidden key is there anyway."""
ONE_WAY = ("first_reported_at", "event")
"""Fields that a list tells but that no returned sheet changes."""
_LEAVES_NEVER = N_("It never leaves the house.")
_REFUSED = {
    "notes": _LEAVES_NEVER,
    "tags": _LEAVES_NEVER,
    "confidentiality": _LEAVES_NEVER,
    "political_status": _LEAVES_NEVER,
    "id_number": _LEAVES_NEVER,
    "introducer": N_("It names a person whose consent is not on record for it."),
}
# What people call those that are no fields of a lead.
_NAMES = {"政治面貌": "political_status", "身份证号": "id_number", "身份证": "id_number", "身份证号码": "id_number"}
_TITLES = {"plant_m2": "厂房（㎡）", "owner": "跟踪人", "mode": "引进方式"}


def refusal(key: str) -> str:
    """Why no office may have this column at all, in the active language; '' when it may."""
    return _(_REFUSED[key]) if key in _REFUSED else ""


@lru_cache
def offered(form: str) -> Mapping[str, SheetColumn]:
    """Key → column as it is when taken in: those of the form in its order, of the other form, more of the lead."""
    found = {column.key: column for column in (*WEEKLY, *FULL, *FEEDBACK)}
    found |= {column.key: column for column in official(form)}
    ordered = {column.key: found[column.key] for column in (*official(form), *found.values())}
    for field in entity_of("lead").fields:
        if field.name not in ordered and field.name not in _REFUSED and not field.given:
            ordered[field.name] = _column(field)
    return ordered


def _column(field: Field) -> SheetColumn:
    long = isinstance(field.kind, Text) and field.width > 10
    return SheetColumn(
        field.name,
        _TITLES.get(field.name) or field.synonyms[0],
        min(max(field.width * (2 if long else 3) // 3, 6), 16),
        numeric=isinstance(field.kind, Amount | Count),
        wrap=long or field.width >= 12,
        title_en="" if field.name in TITLES_EN else field.label,
    )


def key_of(form: str, text: str, own: Mapping[str, str] | None = None) -> str:
    """The key of the column a person means by its key or one of its titles; `own` are the office's (title → key).

    Raises `Invalid` for what no office may have, and for what is no column.
    """
    wanted = text.strip()
    columns = offered(form)
    if wanted in columns:
        return wanted
    named = dict(own or {})
    for column in columns.values():
        for title in (column.title, column.title_en or TITLES_EN.get(column.key, "")):
            named.setdefault(plain_title(title), column.key)
    for field in entity_of("lead").fields:
        for name in (field.name, field.label, _(field.label), *field.synonyms):
            named.setdefault(plain_title(name), field.name)
    named |= {plain_title(name): key for name, key in _NAMES.items()}
    key = named.get(plain_title(wanted), wanted)
    if key in columns:
        return key
    if refusal(key):
        raise Invalid({wanted: refusal(key)})
    near = near_names(wanted, [column.title for column in columns.values()])
    hint = N_("Did you mean: {names}?") if near else N_("`chamber office template OFFICE --columns` lists them.")
    raise Invalid({wanted: _("There is no such column.")}, hint=hint, names=", ".join(near))
