"""What an imported row said that no field could take: cells nobody understood, columns that have no field.

Stored as JSON beside the record (`extra`): column title → text, and under `_raw` field path → text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from chamber.entity import entity_names, entity_of
from chamber.i18n import N_, _
from chamber.workspace import Reader

RAW = "_raw"
TITLE = N_("Kept as the sheet wrote it")
Kept = Mapping[str, Any]


def texts_of(reader: Reader, entity: str, record_id: int) -> dict[str, str]:
    """The kept texts of a record by field path or column title, in the order of the sheet."""
    rows = reader.rows(entity, [record_id])
    return flat(rows[0].get("extra")) if rows else {}


def flat(stored: str | None) -> dict[str, str]:
    """The texts as they are stored, one to a key."""
    kept = _loaded(stored)
    return {**kept.pop(RAW, {}), **kept}


def label_of(entity: str, key: str) -> str:
    """What a text is called: its field, with the record along that it speaks of (联系人 手机), or its column's title."""
    owner, _dot, name = key.partition("@")[0].rpartition(".")
    if (owner or entity) not in entity_names():
        return key
    described = entity_of(owner or entity)
    field = described.by_name.get(name)
    if field is None:
        return key
    return f"{_(described.label)} {_(field.label)}" if owner else _(field.label)


def together(ours: str | None, theirs: str | None) -> str | None:
    """The kept texts of two records that become one: of two different ones under a title both, a line each."""
    if not ours or not theirs:
        return ours or theirs
    return _dumped(_joined(_loaded(ours), _loaded(theirs)))


def renewed(stored: str | None, new: Kept, *, over: bool, read: Iterable[str] = ()) -> str | None:
    """The texts after a later sheet said `new` of the record: `over` those of the same title, else only where there was
    none. What is kept of the fields `read` now is understood and goes."""
    old = _loaded(stored)
    first, second = (new, old) if over else (old, new)
    raw = {**second.get(RAW, {}), **first.get(RAW, {})}
    if over:
        raw = {path: text for path, text in raw.items() if path not in read or path in new.get(RAW, {})}
    kept = {**old, **{title: text for title, text in new.items() if over or title not in old}}
    kept.pop(RAW, None)
    return _dumped(kept | ({RAW: raw} if raw else {}))


def _joined(ours: dict[str, Any], theirs: Kept) -> dict[str, Any]:
    for title, text in theirs.items():
        old = ours.get(title)
        if isinstance(text, dict):
            ours[title] = _joined(dict(old or {}), text)
        elif not old:
            ours[title] = text
        elif text not in old.splitlines():
            ours[title] = f"{old}\n{text}"
    return ours


def _loaded(stored: str | None) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(stored) if stored else {}
    return kept


def _dumped(kept: Kept) -> str | None:
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else None
