"""Filters on every kind of field, on both backends."""

from __future__ import annotations

from typing import Any

import pytest

from chamber import lists, records
from chamber.entity import entity_of
from chamber.fields import Linked
from chamber.filters.given import where
from chamber.text.values import Money, PartialDate, Phone, Quantity
from chamber.workspace import Workspace

VIEWS = ("member", "enterprise", "person", "event", "attendance", "policy", "lead", "office", "delivery", "consent")


def found(ws: Workspace, view: str, *pairs: str) -> list[str]:
    with ws.read() as reader:
        conditions = where(ws, reader, view, pairs)
    title = lists.column(view, entity_of(lists.entity_name(view)).title)
    return [row.cells[0] for row in lists.page(ws, lists.window(ws, view, conditions), 0, 100, [title])]


@pytest.fixture
def leads(workspace: Workspace) -> Workspace:
    common: dict[str, Any] = {"investor": Linked("乙公司")}
    amount = Money(3_000_000_000, 3_000_000_000, "CNY", "约", "约3000万元")
    records.add(workspace, "lead", common | {"project": "小米", "amount": amount, "jobs": Quantity(80, "余", "80余人")})
    records.add(workspace, "lead", common | {"project": "风电", "target_division": "150430", "tags": ("演示", "重点")})
    records.add(workspace, "person", {"name": "曾祥", "volunteer": True, "mobiles": (Phone("13900000001"),)})
    records.add(workspace, "person", {"name": "李强", "birthday": PartialDate("1980-05")})
    return workspace


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("amount=3000万元", ["小米"]),
        ("amount=", ["风电"]),
        ("jobs=80", ["小米"]),
        ("target_division=赤峰市", ["风电"]),
        ("target_division=", ["小米"]),
        ("tags=重点", ["风电"]),
        ("investor=乙", ["风电", "小米"]),
        ("kind=investment", ["风电", "小米"]),
        ("event=", ["风电", "小米"]),
    ],
)  # fmt: skip
def test_leads_are_filtered_by_what_a_field_means(pair: str, expected: list[str], leads: Workspace) -> None:
    assert sorted(found(leads, "lead", pair)) == sorted(expected)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [("volunteer=是", ["曾祥"]), ("volunteer=no", ["李强"]), ("mobiles=0001", ["曾祥"]), ("birthday=1980", ["李强"]), ("enterprise=", ["曾祥", "李强"])],
)  # fmt: skip
def test_people_are_filtered_by_what_a_field_means(pair: str, expected: list[str], leads: Workspace) -> None:
    assert sorted(found(leads, "person", pair)) == sorted(expected)


def test_every_field_can_be_asked_whether_it_is_filled_in(workspace: Workspace) -> None:
    for view in VIEWS:
        for one in lists.all_columns(view):
            assert found(workspace, view, f"{one.key}=") == [], (view, one.key)
