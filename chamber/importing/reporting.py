"""A plan or a finished import as JSON, with the names of DESIGN.md section 9."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chamber.fields import Amount
from chamber.i18n import _
from chamber.importing.links import linked
from chamber.importing.mapping import MappedColumn
from chamber.importing.plan import Ending, Plan


def to_json(plan: Plan, action: int | None = None, *, records: bool = False) -> dict[str, Any]:
    """The account of an import: rows and how they end, the mapping, the warnings. `records` adds every row's values.
    `warnings` and `records` are iterators: there may be millions."""
    counts = plan.counts
    result: dict[str, Any] = {
        "file": plan.source.name,
        "format": plan.source.format,
        "encoding": plan.source.encoding,
        "sheet": plan.source.sheets[0] if len(plan.source.sheets) == 1 else list(plan.source.sheets),
        "rows": len(plan.rows),
        "created": counts[Ending.CREATED],
        "updated": counts[Ending.UPDATED],
        "unchanged": counts[Ending.UNCHANGED],
        "duplicates": counts[Ending.DUPLICATE],
        "rejected": counts[Ending.REJECTED],
        "header_rows": list(plan.header_rows),
        "mapping": {column.letter: column.field for column in plan.columns if column.field},
        "guessed": [column.letter for column in plan.guessed],
        "missing": list(plan.missing),
        "units": {column.letter: column.unit for column in plan.columns if column.unit and _is_amount(plan, column)},
        "unmapped": [
            {
                "column": column.letter,
                "title": column.title,
                "looks_like": column.look,
                "example": column.example,
                **({"unit": column.unit} if column.unit and column.unit in column.title else {}),
            }
            for column in plan.unmapped
        ],
        "sheets_left_aside": list(plan.left_aside),
        "not_records": [
            {"row": line.row, "sheet": sheet, "what": line.fate.value, "why": line.why.value, "text": line.text}
            for sheet, line in plan.lines
        ],
        "possible_duplicates": sum(row.asks for row in plan.rows),
        "imported_before": plan.again,
        "warnings": warnings(plan),
        "action": action,
    }
    if records:
        result["records"] = (record_json(plan, row) for row in range(len(plan.rows)))
    return result


def _is_amount(plan: Plan, column: MappedColumn) -> bool:
    return any(isinstance(plan.target.fields[path].field.kind, Amount) for path in column.paths)


def warnings(plan: Plan) -> Iterator[dict[str, Any]]:
    """Every warning by row and column; why a row was rejected or is a duplicate is one without a column."""
    several = len(plan.source.sheets) > 1
    if plan.again is not None:
        return
    for row, judged in enumerate(plan.rows):
        where = {"row": judged.number} | ({"sheet": judged.sheet} if several else {})
        for cell in plan.problems.get(row, ()):
            yield {
                **where,
                "column": plan.letter_at(row, cell.letter),
                **({"cell": plan.cell_at(row, cell.letter)} if cell.letter else {}),
                "field": cell.path,
                "value": cell.value,
                "message": cell.words,
                "code": cell.problem.code,
            }
        for reason in judged.reasons:
            yield {
                **where,
                "column": "",
                "field": "",
                "value": "",
                "message": reason.render(_),
                "code": reason.code,
                "outcome": judged.ending.value,
            }


def record_json(plan: Plan, row: int) -> dict[str, Any]:
    """One row: its place, how it ends, its values by field, and what is kept as written."""
    judged = plan.rows[row]
    values: dict[str, Any] = {}
    for path in plan.values.of(row):
        kind = plan.target.fields[path].field.kind
        value = linked(plan.links, plan.target, plan.values, row, path)
        values[path] = kind.to_json(value) if value is not None else plan.values.get(path, row)
    extra = plan.extra_of(row)
    return {
        "row": judged.number,
        "outcome": judged.ending.value,
        "values": values,
        **({"extra": extra} if extra else {}),
        **({"reasons": [reason.render(_) for reason in judged.reasons]} if judged.reasons else {}),
    }
