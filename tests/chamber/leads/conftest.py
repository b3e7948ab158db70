"""A lead to work with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chamber.fields import Linked
from chamber.records import add
from chamber.workspace import Workspace

MakeLead = Callable[..., int]


@pytest.fixture
def make_lead(workspace: Workspace) -> MakeLead:
    """File a lead; keyword values win over the invented ones. Returns its id."""

    def make(**values: Any) -> int:
        usual = {"project": "风电项目（虚构）", "investor": Linked("某某新能源有限公司")}
        return add(workspace, "lead", usual | values).id

    return make
