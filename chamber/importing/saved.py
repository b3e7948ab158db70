"""Mappings that last: in a file a person keeps, and in the database for a layout seen before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from chamber.errors import BadFile, NotFound
from chamber.exporting.files import write_file
from chamber.i18n import N_
from chamber.importing.mapping import How, MappedColumn
from chamber.importing.targets import SPLIT, Target
from chamber.importing.titles import fold_title
from chamber.text.money import money_unit


def layout_of(columns: Sequence[MappedColumn], target: Target) -> str:
    """The digest of a layout: the titles of its columns in order. A list without a header has no layout ('')."""
    titles = [fold_title(column.title) for column in columns if not column.letter.startswith("§")]
    if not any(titles):
        return ""
    return hashlib.sha256("\x1f".join((target.name, *titles)).encode()).hexdigest()


def to_json(columns: Sequence[MappedColumn], target: Target) -> str:
    """A mapping as a person keeps it."""
    listed = [
        {
            "column": column.letter,
            "title": column.title,
            "field": column.field,
            **({"unit": column.unit} if column.unit else {}),
        }
        for column in columns
    ]
    return json.dumps({"kind": target.name, "columns": listed}, ensure_ascii=False, indent=1)


def save(path: Path, columns: Sequence[MappedColumn], target: Target) -> None:
    """Write the mapping to a file. Raises BadFile."""
    write_file(path, (to_json(columns, target) + "\n").encode())


def load(path: Path) -> Mapping[str, tuple[str, str]]:
    """Read a mapping file: column letter or title → (field, unit). Takes what `to_json` or `--json` writes, and a plain
    `{"A": "name", "企业名称": "name"}`. Raises NotFound, BadFile."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(N_("There is no file {path}."), path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            N_("{path} is no mapping file."), path=path, hint=N_("A mapping is made with --save-mapping.")
        ) from error
    return parse(text, str(path))


def parse(text: str, name: str = "") -> Mapping[str, tuple[str, str]]:
    """The mapping in a JSON text, as `load` gives it."""
    try:
        found = json.loads(text)
        if isinstance(found, dict) and isinstance(found.get("columns"), list):
            pairs: dict[str, tuple[str, str]] = {}
            for one in found["columns"]:
                for key in (one["column"], one.get("title")):
                    if key and (key == one["column"] or key not in pairs):
                        pairs[str(key)] = (str(one.get("field") or ""), str(one.get("unit") or ""))
            return pairs
        plain = found.get("mapping", found)
        return {str(key): (str(value or ""), "") for key, value in plain.items()}
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadFile(
            N_("{path} is no mapping file."), path=name, hint=N_("A mapping is made with --save-mapping.")
        ) from error


def applied(
    columns: Sequence[MappedColumn], given: Mapping[str, tuple[str, str]], target: Target, how: How
) -> tuple[MappedColumn, ...]:
    """The mapping with what was given: by letter, or by title. Columns it doesn't speak of keep their proposal, unless
    another column was given their field. Raises NotFound for a field or a column there is not."""
    titles = {fold_title(key): value for key, value in given.items()}
    used: set[str] = set()
    chosen: dict[str, tuple[str, str]] = {}
    for column in columns:
        title = fold_title(column.title)
        if (
            title
            and title in titles
            and not (column.letter in given and len(column.letter) <= 3 and title == fold_title(column.letter))
        ):
            same = [other for other in columns if fold_title(other.title) == title]
            # Of columns with the same title the letter tells which is which.
            chosen[column.letter] = given.get(column.letter, titles[title]) if len(same) > 1 else titles[title]
            used |= {title, fold_title(column.letter)}
        elif column.letter in given:
            chosen[column.letter] = given[column.letter]
            used.add(fold_title(column.letter))
    for key, (field, _unit) in given.items():
        if fold_title(key) not in used and field and how is How.GIVEN:
            near = tuple(column.title or column.letter for column in columns)[:6]
            raise NotFound(N_("The sheet has no column {column}."), column=key, near=near)
    for field, unit in chosen.values():
        for path in field.split(SPLIT) if field else ():
            target.field(path)
        if unit and money_unit(f"({unit})") is None:
            raise BadFile(N_("{unit} is no unit of money."), unit=unit)
    held = {path for field, _ in chosen.values() for path in field.split(SPLIT) if path}
    result = []
    for column in columns:
        if column.letter in chosen:
            field, unit = chosen[column.letter]
            result.append(replace(column, field=field, how=how if field else How.NONE, unit=unit or column.unit))
        elif any(path in held and not target.fields[path].repeatable for path in column.paths):
            result.append(replace(column, field="", how=How.NONE))
        else:
            result.append(column)
    return tuple(result)
