"""Filing many records column by column comes to the same as filing them one by one, on both backends."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber import records
from chamber.fields import Linked
from chamber.filing import Columns, add_columns_in
from chamber.text.values import Money, PartialDate, Phone
from chamber.workspace import Workspace
from db.journal import entries_of

TEXT = st.text("赤峰和单aA1 '\"\\\n\t\x01\u2028𠮷é", min_size=1, max_size=8).map(lambda text: f"测{text}")
MONEY = st.builds(Money, low=st.integers(0, 10**15), high=st.integers(0, 10**15), currency=st.just("CNY"), text=TEXT)
PHONES = st.lists(st.builds(Phone, number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), label=TEXT), max_size=2)
DATES = st.sampled_from([PartialDate("2021-04-10"), PartialDate("2020-04"), PartialDate("2020")])
NUMBERS = count(10_000)

ROWS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "enterprise": st.fixed_dictionaries(
        {"name": TEXT},
        optional={
            "address": st.sampled_from(["内蒙古自治区赤峰市敖汉旗新惠镇1号", "某地"]) | TEXT,
            "business_division": st.just("150402"),
            "registered_capital": MONEY,
            "established_on": DATES,
            "phones": PHONES.map(tuple),
            "tags": st.lists(TEXT, max_size=2).map(tuple),
            "size": st.just("小型"),
        },
    ),
    "person": st.fixed_dictionaries(
        {"name": TEXT}, optional={"mobiles": PHONES.map(tuple), "position": TEXT, "unit": TEXT, "gender": st.just("女")}
    ),
    "membership": st.fixed_dictionaries(
        {}, optional={"number": st.just(""), "joined_on": DATES, "representative": st.builds(Linked, TEXT)}
    ),
    "policy": st.fixed_dictionaries({"title": TEXT}, optional={"issuer": TEXT, "code": st.none()}),
}
GIVEN = {"id", "code", "number", "enterprise_id", "created_at"}
"""What no two records share."""


@pytest.mark.parametrize("entity", ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_records_filed_by_column_are_those_filed_one_by_one(
    entity: str, workspace: Workspace, data: st.DataObject
) -> None:
    rows = data.draw(st.lists(ROWS[entity], min_size=1, max_size=5))
    extras = data.draw(st.lists(st.none() | st.just('{"备注": "老会员"}'), min_size=len(rows), max_size=len(rows)))
    if entity == "membership":
        for row in rows:
            row["number"] = row.get("number") or data.draw(st.sampled_from([None, f"K{next(NUMBERS)}"]))

    def filed(by_column: bool) -> list[Any]:
        with workspace.write("import", "import {what}", what=entity) as writer:
            mine = [dict(row) for row in rows]
            if entity == "membership":
                owner = records.add_in(workspace, writer, "enterprise", [{"name": "甲公司"}], checked=True)[0]
                for row in mine:
                    row["enterprise"] = Linked("", owner)
                    if by_column and row["number"]:
                        row["number"] += "B"
            if by_column:
                names = {name for row in mine for name in row}
                columns: Columns = {name: [row.get(name) for row in mine] for name in names}
                ids = add_columns_in(workspace, writer, entity, len(mine), columns, extras)
            else:
                ids = records.add_in(workspace, writer, entity, mine, checked=True, extras=extras)
            stored = writer.rows(entity, ids)
            action = writer.action_id
            assert all(row.get("code" if entity != "membership" else "number") for row in stored)
        with workspace.read() as reader:
            journal = [entry.after for entry in entries_of(reader.db, action) if entry.table == entity]
        return [[{name: row[name] for name in row if name not in GIVEN} for row in side] for side in (stored, journal)]

    assert filed(by_column=True) == filed(by_column=False)
