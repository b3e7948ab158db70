from chamber.workspace import Workspace
from tests.chamber.importing.sheets import bring_in, csv
from tui.cards import Line, card


def test_a_card_ends_with_what_the_sheet_said_beyond_the_fields(workspace: Workspace) -> None:
    bring_in(workspace, "members", csv("企业名称,注册资本,暗号", "海风商贸有限公司,数千万元,芝麻"))

    last = card(workspace, "enterprise", 1).sections[-1]

    assert last.title == "原表原文"
    assert last.lines == (Line("数千万元", mark="注册资本"), Line("芝麻", mark="暗号"))
