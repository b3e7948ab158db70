"""No path that can meet a million rows looks at all of them, and a screen asks as often for many rows as for few."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chamber import lists
from chamber.finding import search
from chamber.home import home
from chamber.leads.service import funnel
from chamber.lists import Condition, Order
from chamber.members.service import detail, home_tree, person_detail
from chamber.workspace import Workspace
from db.queries import lists as store
from db.queries.shapes import INDEXED
from tests.db.plans import asked, full_scans

SCREENS: dict[str, Callable[[Workspace], object]] = {
    "home": home,
    "tree of home cities": home_tree,
    "funnel": funnel,
    "member": lambda ws: detail(ws, 1),
    "contact": lambda ws: person_detail(ws, 1),
    "search": lambda ws: search(ws, "赤峰"),
    **{
        f"first page of {view}": lambda ws, view=view: lists.page(ws, lists.first_page(ws, view, limit=10), 0, 10)  # type: ignore[misc]
        for view in ("enterprise", "member", "person", "event", "lead")
    },
}


def test_no_screen_reads_a_table_whole(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for screen, use in SCREENS.items():
        queries = asked(filled, monkeypatch, use)
        assert queries, screen
        assert full_scans(filled, queries) == [], screen


def test_a_screen_asks_as_often_whatever_there_is_to_show(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    # The search asks again as long as it has not found enough.
    screens = {screen: use for screen, use in SCREENS.items() if screen != "search"}
    few = {screen: len(asked(filled, monkeypatch, use)) for screen, use in screens.items()}
    with filled.write("add", "add") as writer:
        for table in ("enterprise", "lead"):
            rows = writer.rows(table, range(1, 101))
            writer.insert(table, [{**row, "id": None, "code": f"X{row['code']}"} for row in rows])
    assert {screen: len(asked(filled, monkeypatch, use)) for screen, use in screens.items()} == few


def test_an_index_hands_out_the_orders_of_lists(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for table, columns in INDEXED.items():
        for column in columns:
            queries = asked(
                filled,
                monkeypatch,
                lambda ws, table=table, column=column: lists.first_page(ws, table, (), [Order(column)]),  # type: ignore[misc]
            )
            assert full_scans(filled, queries) == [], (table, column)


FILTERS: list[tuple[str, tuple[Condition, ...]]] = [
    ("member", ()),
    ("member", (Condition("home_division", "prefix", "15"),)),
    ("enterprise", ()),
    ("enterprise", (Condition("home_division", "prefix", "1504"),)),
    ("enterprise", (Condition("home_division", "=", "150430"), Condition("industry", "!=", "制造业"))),
    ("enterprise", (Condition("membership.status", "=", "正常"),)),
    ("lead", ()),
    ("lead", (Condition("stage", "in", ["对接洽谈", "签约"]),)),
    ("lead", (Condition("stage", "in", ["流转外地"]), Condition("amount_low", ">", 10**12))),
    ("lead", (Condition("project", "contains", "没有"),)),
    ("lead", (Condition("enterprise.home_division", "prefix", "15"),)),
    ("lead", (Condition("", "not", Condition("enterprise.home_division", "prefix", "15")),)),
    ("lead", (Condition("enterprise.home_division", "empty"),)),
    ("person", ()),
    ("person", (Condition("position", "=", "经理"),)),
    ("person", (Condition("enterprise.home_division", "prefix", "15"),)),
]


def test_the_first_page_is_the_beginning_of_the_whole_list(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOOKED_AT", 60)
    for view, conditions in FILTERS:
        for column in lists.default_columns(view):
            for descending in (False, True):
                order = lists.sort_order(view, column.key, descending)
                whole = lists.window(filled, view, conditions, order).ids
                assert len(set(whole)) == len(whole) == lists.total(filled, view, conditions)
                for limit in (1, 5, 50):
                    first = lists.first_page(filled, view, conditions, order, limit)
                    assert first.ids == whole[:limit], (view, conditions, column.key, descending)


def test_records_come_in_the_order_asked_for(filled: Workspace) -> None:
    for view in ("enterprise", "member", "person", "lead"):
        for column in lists.default_columns(view):
            if column.field.kind.columns(column.field.name) != (column.field.name,) or column.key in (
                "name",
                "project",
            ):
                continue
            for descending in (False, True):
                whole = lists.window(filled, view, (), lists.sort_order(view, column.key, descending)).ids
                with filled.read() as reader:
                    key = lists.sort_order(view, column.key)[0].column
                    found = [row[1] for row in store.values_of(reader, view, [key], whole)]
                given = [value for value in found if value is not None]
                # Nobody looks for what is not there: it comes last, whichever way.
                assert found[: len(given)] == given, (view, column.key, descending)
                if filled.store.is_sqlite:
                    assert given == sorted(given, reverse=descending), (view, column.key)


UNINDEXED = {
    "enterprise": {"membership.status"},
    "member": {"membership.status"},
    "person": {"position", "mobiles", "home_division"},
}
"""Columns shown whose order no index hands out: their table, or the list of memberships, is read once."""


def test_the_first_page_of_an_order_reads_no_table_whole(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for view in ("enterprise", "member", "person", "lead"):
        for column in lists.default_columns(view):
            for descending in (False, True):
                order = lists.sort_order(view, column.key, descending)
                queries = asked(filled, monkeypatch, lambda ws: lists.first_page(ws, view, (), order, 10))  # noqa: B023
                assert queries
                if column.key not in UNINDEXED.get(view, ()):
                    assert full_scans(filled, queries) == [], (view, column.key, descending)


def _steps(ws: Workspace, queries: list[tuple[str, object]]) -> list[str]:
    with ws.read() as reader:
        return [
            step
            for sql, params in queries
            for (*_ids, step) in reader.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        ]


def test_leads_of_a_banner_in_a_stage_are_looked_up_by_both(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    if not filled.store.is_sqlite:
        pytest.skip("PostgreSQL weighs its indexes by what there is")
    conditions = (Condition("enterprise.home_division", "prefix", "150421"), Condition("stage", "=", "签约"))
    queries = asked(filled, monkeypatch, lambda ws: lists.first_page(ws, "lead", conditions))
    assert any("lead_investor (investor_id=? AND stage=?)" in step for step in _steps(filled, queries))


def test_members_are_counted_by_home_without_a_look_at_their_rows(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not filled.store.is_sqlite:
        pytest.skip("PostgreSQL weighs its indexes by what there is")
    queries = asked(filled, monkeypatch, lambda ws: home_tree(ws, members_only=True))
    assert all("COVERING" in step or "B-TREE" in step for step in _steps(filled, queries))


def test_enterprises_come_in_the_order_of_their_first_phone(filled: Workspace) -> None:
    with filled.write("add", "add") as writer:
        numbers = {"13900000009": 1, "0476-8220000": 0, "13911111111": 2}
        rows = [
            {"name": f"企业{number}", "phones": f'[{{"number":"{number}","label":"","extension":""}}]'}
            for number in numbers
        ]
        ids = writer.insert("enterprise", rows)
    ordered = [row for row in lists.window(filled, "enterprise", (), (Order("phones"),)).ids if row in ids]
    assert [ids.index(row) for row in ordered] == [1, 0, 2]


def test_a_page_among_the_first_of_a_list_gathers_nothing_of_the_others(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LOOKED_AT", 20)
    conditions = (Condition("enterprise.home_division", "prefix", "1504"),)
    queries = asked(filled, monkeypatch, lambda ws: lists.first_page(ws, "lead", conditions, limit=10))
    looked = [sql for sql, _params in queries if "LIMIT 20)" in sql or "LIMIT 200)" in sql]
    assert len(looked) == 2
    assert not any("IN (SELECT" in sql for sql in looked)
