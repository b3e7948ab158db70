"""Leads that have been signed, for reports."""

from __future__ import annotations

from datetime import date

import pytest

from chamber.fields import Linked
from chamber.leads import service
from chamber.records import add
from chamber.text.money import parse_money
from chamber.workspace import Workspace

PATH = ("研判", "对接洽谈", "实地考察", "签约", "注册落地", "开工")


@pytest.fixture
def fair_id(workspace: Workspace) -> int:
    """A fair of 2021-04-10 in Hohhot."""
    values = {"name": "推介会（虚构）", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T01:00:00Z"}
    return add(workspace, "event", values).id


@pytest.fixture
def make_lead(workspace: Workspace):
    """File a lead, advanced along the path to a stage on a day."""

    def make(project: str, stage: str = "", on: date = date(2021, 4, 15), amount: str = "", **values) -> int:
        given = {
            "project": project,
            "investor": Linked("某某有限公司"),
            "first_reported_at": "2021-04-10T03:00:00Z",
            "amount": parse_money(amount).value,
        } | values
        lead_id = add(workspace, "lead", given).id
        for step in PATH[: PATH.index(stage) + 1] if stage else ():
            service.advance(workspace, lead_id, step, on=on)
        return lead_id

    return make
