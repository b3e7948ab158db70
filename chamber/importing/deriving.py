"""What follows from other cells of a row: where an enterprise is registered, an old number in the column of the new."""

from __future__ import annotations

from collections.abc import Callable

from chamber.i18n import N_
from chamber.importing.cells import CellProblem, Values
from chamber.importing.company_names import read_companies
from chamber.importing.mapping import MappedColumn
from chamber.importing.people import read_people
from chamber.importing.targets import Target
from chamber.text.uscc import division_of, is_valid, parse_uscc
from chamber.text.values import Problem

_FIXED = ("landline", "local", "service")
_LENGTH = 18
_GONE = ("注销", "吊销", "撤销", "迁出", "停业", "清算")


def derive(
    values: Values, columns: tuple[MappedColumn, ...], target: Target, tick: Callable[[int], None] | None = None
) -> None:
    """Add to the values what their neighbours tell. Never a home city: a place of registration is none."""
    letters = {path: column.letter for column in columns for path in column.paths}
    read_companies(values, letters, target)
    if target.name == "members":
        _old_numbers(values)
        _registered_in(values, letters, tick)
        _status(values, letters)
    if target.name == "leads" and "contact" in letters and "project" not in letters:
        _talents(values, letters)
    read_people(values, letters, target)
    _landlines(values, target)


def _old_numbers(values: Values) -> None:
    """A 15-digit registration number under the title of the USCC is another field, not an error; so is the other way round."""
    for problem in values.problems:
        if problem.path == "uscc" and problem.problem.code == "old_number":
            column = values.column("old_registration_number")
            column[problem.row] = column[problem.row] or problem.problem.params["text"]
            values.raw.get(problem.row, {}).pop("uscc", None)
    for row, text in enumerate(values.columns.get("old_registration_number", ())):
        code = parse_uscc(text).value if text and len(text) >= _LENGTH else None
        if code and is_valid(code) and values.get("uscc", row) in (None, code):
            values.column("uscc")[row], values.columns["old_registration_number"][row] = code, None


def _registered_in(values: Values, letters: dict[str, str], tick: Callable[[int], None] | None) -> None:
    """The division of address and USCC where the sheet names none, or only one that it lies in."""
    from chamber.divisions import divisions, resolve_address

    gazetteer = divisions()
    addresses = values.columns.get("address") or [None] * values.size
    codes = values.columns.get("uscc") or [None] * values.size
    old = values.columns.get("old_registration_number") or [None] * values.size
    given = list(values.columns.get("business_division") or [None] * values.size)
    out = values.column("business_division")
    for row, (address, code, division) in enumerate(zip(addresses, codes, given, strict=True)):
        if tick and row % 2_000 == 0:
            tick(row)
        if not (address or code or old[row]) or (division and not division.endswith("00")):
            continue
        found = resolve_address(gazetteer, address, code)
        if found.value is None and old[row] and (former := gazetteer.get(division_of(old[row]))):
            out[row] = division or former.code
            continue
        resolved = found.value.code if found.value else None
        if division and (resolved is None or not gazetteer.covers(division, resolved)):
            continue
        if resolved is not None:
            out[row] = resolved
        if found.problems and (address or resolved) and (not division or resolved == division):
            letter = letters.get("address" if address else "uscc", "")
            values.problems.extend(
                CellProblem(row, letter, "business_division", address or code or "", problem)
                for problem in found.problems
            )


def _landlines(values: Values, target: Target) -> None:
    """0476-8312345 under 联系电话 is no mobile: colleagues who share it share a landline."""
    for mobile in target.phones:
        landline = mobile.replace("mobiles", "landlines")
        if landline == mobile:
            continue
        for row, phones in enumerate(values.columns.get(mobile, ())):
            fixed = tuple(phone for phone in phones or () if phone.kind in _FIXED)
            if fixed:
                values.columns[mobile][row] = tuple(phone for phone in phones if phone.kind not in _FIXED) or None
                column = values.column(landline)
                known = {phone.digits for phone in column[row] or ()}
                column[row] = (*(column[row] or ()), *(phone for phone in fixed if phone.digits not in known))


def _status(values: Values, letters: dict[str, str]) -> None:
    """An enterprise that no longer exists is filed, with a word about it."""
    for row, status in enumerate(values.columns.get("registration_status", ())):
        if status and any(word in status for word in _GONE):
            problem = Problem("gone", N_("This enterprise is no longer in business: {text}"), {"text": status})
            values.problems.append(
                CellProblem(row, letters["registration_status"], "registration_status", status, problem)
            )


_OF_TALENTS = ("degree", "field", "mode", "current_post", "needs")


def _talents(values: Values, letters: dict[str, str]) -> None:
    """A list of people who may come home names no project: each is a lead of its own, called after the person."""
    if not any(path in letters for path in _OF_TALENTS):
        return
    for row, name in enumerate(values.columns["contact"]):
        if not name:
            continue
        mode, field = values.get("mode", row), values.get("field", row)
        kind = values.column("kind")
        kind[row] = kind[row] or ("引智" if mode == "技术咨询" else "引才")
        project = f"引进{name}（{field}）" if field else f"引进{name}"
        values.column("project")[row] = project
        investor = values.column("investor")
        investor[row] = investor[row] or name
        problem = Problem("named", N_("The list names no project; filed as {text}"), {"text": project})
        values.problems.append(CellProblem(row, letters["contact"], "project", name, problem))
