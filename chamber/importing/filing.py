"""The rows of a plan as records: what is filed new, and what changes in what is there."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from chamber import kept_texts, records
from chamber.entity import entity_of
from chamber.fields import Link, Linked, LinkedText
from chamber.filing import Columns, add_columns_in
from chamber.importing.existing import KEPT, other_contact
from chamber.importing.links import linked, person_of
from chamber.importing.plan import Mode, Plan
from chamber.text.folding import fold
from chamber.workspace import Workspace, Writer

Values = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Filing:
    """Files the rows of one plan inside an open action. `people` are those filed so far, by name and phone;
    `unreachable` those whom a row may name without a phone, by name and enterprise."""

    def __init__(self, ws: Workspace, writer: Writer, plan: Plan) -> None:
        self.ws = ws
        self.writer = writer
        self.plan = plan
        self.people: dict[tuple[str, str], int] = {}
        self.unreachable: dict[tuple[str, int], int] = {}
        self.columns: dict[str, list[tuple[str, str, list[Any], bool]]] = {}

    def create(self, rows: Sequence[int]) -> list[int]:
        """File these rows as new records, with what comes along; returns the ids of the main records."""
        target = self.plan.target
        ids = add_columns_in(
            self.ws,
            self.writer,
            target.entity,
            len(rows),
            self._given(rows, target.entity),
            [self.extra(row) for row in rows],
        )
        if target.name == "members":
            along = list(zip(rows, ids, strict=True))
            people = self._people(along)
            self._people([(other, enterprise) for row, enterprise in along for other in self._contacts.get(row, ())])
            # No later row is about these enterprises: it would repeat theirs.
            self.unreachable.clear()
            self._memberships(along, people)
            self._posts(
                [(row, enterprise) for row, enterprise in along if self.plan.values.get("post.title", row)], people
            )
        return ids

    @cached_property
    def _contacts(self) -> Mapping[int, Sequence[int]]:
        """Row → later rows that repeat it and name another contact person of the same enterprise."""
        found: dict[int, list[int]] = {}
        for row, judged in enumerate(self.plan.rows):
            if judged.twin is not None and other_contact(self.plan, row, judged.twin):
                found.setdefault(judged.twin, []).append(row)
        return found

    @cached_property
    def _met_again(self) -> set[int]:
        """Hashes of the names with a phone number that come in more than one row: only these are worth remembering."""
        columns = self.plan.values.columns
        names, mobiles = columns.get("person.name", ()), columns.get("person.mobiles", ())
        hashes = array(
            "q",
            [
                hash((name, phone.digits))
                for name, phones in zip(names, mobiles, strict=False)
                if name and phones
                for phone in phones
            ],
        )
        return {one for one, other in pairwise(sorted(hashes)) if one == other}

    def update(self, rows: Sequence[int]) -> None:
        """Change what is there as the plan says, and add what comes along and is missing."""
        entity = self.plan.target.entity
        found = [(row, self.plan.rows[row].match or 0, set(self.plan.rows[row].changes)) for row in rows]
        self._change(entity, [(record_id, self._only(row, entity, paths)) for row, record_id, paths in found])
        self._keep([(row, record_id) for row, record_id, paths in found if KEPT in paths])
        if self.plan.target.name != "members":
            return
        people = self._people([(row, record_id) for row, record_id, paths in found if "person" in paths])
        self._change(
            "person",
            [
                (contact, self._only(row, "person", paths))
                for row, _record_id, paths in found
                if (contact := self.plan.rows[row].contact) is not None
            ],
        )
        self._memberships([(row, record_id) for row, record_id, paths in found if "membership" in paths], people)
        self._posts([(row, record_id) for row, record_id, paths in found if "post" in paths], people)
        changed = [
            (row, record_id) for row, record_id, paths in found if any(path.startswith("membership.") for path in paths)
        ]
        newest = self._newest_memberships([record_id for _, record_id in changed])
        self._change(
            "membership",
            [
                (newest[record_id], self._only(row, "membership", set(self.plan.rows[row].changes)))
                for row, record_id in changed
                if record_id in newest
            ],
        )

    def _keep(self, found: Sequence[tuple[int, int]]) -> None:
        """What the rows say beyond the fields goes to what is kept of their records."""
        plan, entity = self.plan, self.plan.target.entity
        stored = {row["id"]: row["extra"] for row in self.writer.rows(entity, [record_id for _row, record_id in found])}
        for row, record_id in found:
            over = plan.mode is Mode.UPDATE
            read = set(plan.rows[row].changes)
            stored[record_id] = kept_texts.renewed(stored[record_id], plan.extra_of(row), over=over, read=read)
        self.writer.update(entity, [(record_id, {"extra": extra}) for record_id, extra in stored.items()])

    def extra(self, row: int) -> str | None:
        """What the row says beyond its fields, as JSON."""
        kept = self.plan.extra_of(row)
        return _encode(kept) if kept else None

    def _values(self, row: int, entity: str) -> Values:
        """The values of one record of a row, by field, links found."""
        plan = self.plan
        found: Values = {}
        for name, path, column, links in self._columns(entity):
            value = column[row]
            if links and value is not None:
                value = linked(plan.links, plan.target, plan.values, row, path)
            if value is not None:
                found[name] = value
        if entity == "person" and plan.target.name == "contacts":
            found |= self._unit(row)
        if entity == "attendance":
            found |= self._guest(row)
        return found

    def _given(self, rows: Sequence[int], entity: str) -> Columns:
        """The values of one record of each of these rows, by field, links found."""
        plan = self.plan
        found: Columns = {}
        for name, path, column, links in self._columns(entity):
            values = [column[row] for row in rows]
            if values.count(None) == len(values):
                continue
            found[name] = values
            if links:
                found[name] = [linked(plan.links, plan.target, plan.values, row, path) for row in rows]
        beside: list[Values] = []
        if entity == "person" and plan.target.name == "contacts":
            beside = [self._unit(row) for row in rows]
        if entity == "attendance":
            beside = [self._guest(row) for row in rows]
        for name in dict.fromkeys(name for values in beside for name in values):
            known = found.get(name, [None] * len(rows))
            found[name] = [values.get(name, value) for values, value in zip(beside, known, strict=True)]
        return found

    def _columns(self, entity: str) -> list[tuple[str, str, list[Any], bool]]:
        """(field, path, values, whether it names other records) of the columns that speak of an entity."""
        known = self.columns.get(entity)
        if known is None:
            plan = self.plan
            prefix = "" if entity == plan.target.entity else f"{entity}."
            known = self.columns[entity] = [
                (path[len(prefix) :], path, column, isinstance(plan.target.fields[path].field.kind, (Link, LinkedText)))
                for path, column in plan.values.columns.items()
                if (path.startswith(prefix) if prefix else "." not in path)
            ]
        return known

    def _unit(self, row: int) -> Values:
        """A contact's unit as written."""
        unit = self.plan.values.get("enterprise", row)
        return {"unit": unit} if unit else {}

    def _guest(self, row: int) -> Values:
        """A guest's event, and who of ours it is: known by name and phone, the unit by its exact name."""
        plan = self.plan
        found: Values = {"event": Linked("", plan.event)}
        if (person := person_of(plan.links, plan.target, plan.values, row, "name")) is not None:
            found["person"] = Linked("", person)
        unit = plan.values.get("unit", row)
        if unit and (enterprise := plan.links.enterprises.get(fold(unit))) is not None:
            found["enterprise"] = Linked(unit, enterprise)
        return found

    def _only(self, row: int, entity: str, paths: set[str]) -> Values:
        """The values of a row that change."""
        prefix = "" if entity == self.plan.target.entity else f"{entity}."
        values = self._values(row, entity)
        if "enterprise" in paths and entity == "person":
            paths = paths | {"unit"}
        return {name: value for name, value in values.items() if prefix + name in paths}

    def _change(self, entity: str, changes: Sequence[tuple[int, Values]]) -> None:
        wanted = {record_id: values for record_id, values in changes if values}
        described, derive = entity_of(entity), records.rule(entity, "derive")
        stored: list[tuple[int, Mapping[str, Any]]] = []
        for row in self.writer.rows(entity, list(wanted)):
            values = wanted[row["id"]]
            if derive:
                old = described.load(row)
                whole = {field.name: getattr(old, field.name) for field in described.fields} | values
                values = values | derive(self.ws, old, whole)
                if entity == "enterprise" and "name" in values and fold(values["name"]) != fold(old.name):
                    values["former_names"] = tuple(dict.fromkeys((*whole["former_names"], old.name)))
            stored.append((row["id"], described.dump(values)))
        self.writer.update(entity, stored)

    def _people(self, along: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Row → the contact person: found by name and phone, or filed new with the enterprise."""
        plan = self.plan
        if not any(path.startswith("person.") for path in plan.values.columns):
            return {}
        given = self._given([row for row, _ in along], "person")
        nothing = [None] * len(along)
        names, mobiles = given.get("name", nothing), given.get("mobiles", nothing)
        found: dict[int, int] = {}
        new: list[tuple[int, str, int]] = []
        waiting: dict[int, int] = {}
        fresh: dict[tuple[str, str | int], int] = {}
        for at, (row, enterprise) in enumerate(along):
            name = names[at]
            if not name:
                continue
            phones = [(name, phone.digits) for phone in mobiles[at] or ()]
            here = (name, enterprise)
            keys: Sequence[tuple[str, str | int]] = phones or [here]
            known = person_of(plan.links, plan.target, plan.values, row, "person.name")
            known = known or next((self.people[key] for key in phones if key in self.people), None)
            known = known or (None if phones else self.unreachable.get(here))
            if known:
                found[row] = known
                continue
            place = next((fresh[key] for key in keys if key in fresh), len(new))
            if place == len(new):
                new.append((at, name, enterprise))
                fresh.update(dict.fromkeys((*phones, here), place))
            waiting[row] = place
        if not new:
            return found
        columns: Columns = {field: [values[at] for at, _, _ in new] for field, values in given.items()}
        columns["name"] = [name for _, name, _ in new]
        columns["enterprise"] = [Linked("", enterprise) for _, _, enterprise in new]
        ids = add_columns_in(self.ws, self.writer, "person", len(new), columns)
        for (name, by), place in fresh.items():
            if isinstance(by, int):
                self.unreachable[name, by] = ids[place]
            elif hash((name, by)) in self._met_again:
                self.people[name, by] = ids[place]
        return found | {row: ids[place] for row, place in waiting.items()}

    def _memberships(self, along: Sequence[tuple[int, int]], people: Mapping[int, int]) -> None:
        if not along:
            return
        columns = self._along(along, "membership")
        if "representative" in columns:
            names = self.plan.values.columns.get("person.name", ())
            columns["representative"] = [
                Linked(who.text, people[row])
                if who and not who.id and row in people and who.text == ((names and names[row]) or who.text)
                else who
                for who, (row, _) in zip(columns["representative"], along, strict=True)
            ]
        add_columns_in(self.ws, self.writer, "membership", len(along), columns)

    def _posts(self, along: Sequence[tuple[int, int]], people: Mapping[int, int]) -> None:
        if not along:
            return
        columns = self._along(along, "post")
        known = columns.get("person", [None] * len(along))
        columns["person"] = [
            Linked("", people[row]) if row in people else person for person, (row, _) in zip(known, along, strict=True)
        ]
        add_columns_in(self.ws, self.writer, "post", len(along), columns)

    def _along(self, along: Sequence[tuple[int, int]], entity: str) -> Columns:
        """What rows say of a record that goes with their enterprise."""
        columns = self._given([row for row, _ in along], entity)
        columns["enterprise"] = [Linked("", enterprise) for _, enterprise in along]
        return columns

    def _newest_memberships(self, enterprises: Sequence[int]) -> dict[int, int]:
        from db.queries import matching

        return {
            parent: rows[-1][0]
            for parent, rows in matching.children(
                self.writer, "membership", "enterprise_id", enterprises, ("id",)
            ).items()
        }
