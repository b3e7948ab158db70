"""A field that is a small table of its own: an agenda, hosts, an office's contacts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chamber.fields.base import Context, Kind
from chamber.fields.texts import plain
from chamber.text.values import Parsed


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the small table; `label` is a msgid."""

    name: str
    label: str
    width: int = 16


class Rows(Kind):
    """Rows of text cells. Written one row a line, cells parted by ` | ` in the order of `columns`."""

    multiline = True

    def __init__(self, *columns: Column) -> None:
        self.row_columns = columns

    def empty(self) -> tuple[Mapping[str, str], ...]:
        return ()

    def parse(self, cell: object, context: Context) -> Parsed[tuple[Mapping[str, str], ...]]:
        rows = []
        for line in plain(cell).split("\n"):
            if not line.strip():
                continue
            cells = [part.strip() for part in line.replace("｜", "|").split("|")]
            if len(cells) > len(self.row_columns):
                kept = len(self.row_columns) - 1
                cells = [*cells[:kept], " | ".join(cells[kept:])]
            rows.append({column.name: text for column, text in zip(self.row_columns, cells, strict=False) if text})
        rows = [row for row in rows if row]
        return Parsed(tuple(rows))

    def show(self, value: Any, lang: str = "zh") -> str:
        lines = []
        for row in value or ():
            cells = [row.get(column.name, "") for column in self.row_columns]
            while cells and not cells[-1]:
                cells.pop()
            lines.append(" | ".join(cells))
        return "\n".join(lines)

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (json.dumps([dict(row) for row in value], ensure_ascii=False) if value else None,)

    def load(self, stored: Sequence[Any]) -> tuple[Mapping[str, str], ...]:
        return tuple(json.loads(stored[0])) if stored[0] else ()

    def to_json(self, value: Any) -> Any:
        return [dict(row) for row in value or ()]
