"""What hangs on a record, shown below it as small tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chamber.cli.output import data, show_table
from chamber.entity import entity_of
from chamber.i18n import _, language


def show_related(entity: str, records: Sequence[Any], names: Sequence[str]) -> None:
    """Records of one kind with some of their fields; nothing when there are none."""
    if not records:
        return
    described = entity_of(entity)
    fields = [described.field(name) for name in names]
    lang = language()
    data("")
    data(f"{_(described.plural)} ({len(records)})")
    rows = [
        [field.kind.show(getattr(record, field.name), lang).replace("\n", " ") for field in fields]
        for record in records
    ]
    show_table([_(field.label) for field in fields], rows, [field.kind.align for field in fields])
