"""How many people are planned is a quantity, as how many came."""

from __future__ import annotations

import pytest

from chamber.errors import Invalid
from chamber.records import add, edit, get, parse_values
from chamber.text.values import Quantity
from chamber.workspace import Workspace

EVENT = {"name": "理事会", "kinds": ("理事会",), "starts_at": "2021-04-10T01:00:00Z"}


def test_a_planned_number_keeps_how_exact_it_is(workspace: Workspace) -> None:
    with workspace.read() as reader:
        values, _ = parse_values(workspace, reader, "event", {"planned": "近200人"})
    made = add(workspace, "event", EVENT | values).id
    with workspace.read() as reader:
        assert get(reader, "event", made).planned == Quantity(200, "近", "近200人")
    edit(workspace, "event", made, {"planned": Quantity(30)})
    with workspace.read() as reader:
        assert get(reader, "event", made).planned == Quantity(30)


def test_fewer_than_nobody_can_not_be_planned(workspace: Workspace) -> None:
    with pytest.raises(Invalid) as refused:
        add(workspace, "event", EVENT | {"planned": Quantity(-5)})
    assert "planned" in refused.value.fields
