"""Who reported an undertaking first, and the form that says so."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chamber import records
from chamber.events import service as events
from chamber.fields import Linked
from chamber.importing.preparing import prepare
from chamber.leads.first_report import earlier
from chamber.leads.referral import referral_docx, write_referral
from chamber.text.values import Phone
from chamber.workspace import Workspace

INVESTOR = "内蒙古禾沐食品（集团）有限公司"
PROJECT = "小米加工"


def report(ws: Workspace, project: str = PROJECT, investor: str = INVESTOR, **values: Any) -> Any:
    return records.add(ws, "lead", {"project": project, "investor": Linked(investor), **values})


@pytest.fixture
def first(workspace: Workspace) -> int:
    """Reported by the tester on the tenth, introduced by somebody."""
    return report(workspace, first_reported_at="2021-04-10T02:00:00Z", introducer=Linked("王会长")).id


def told(outcome: Any) -> list[str]:
    return [problem.render(str) for problem in outcome.problems]


def test_the_second_to_report_is_told_who_was_first(workspace: Workspace, first: int) -> None:
    second = report(workspace)
    assert told(second) == [
        "The same investor and project is L-2021-0001, first reported by tester on 2021-04-10 "
        "(event: -; introduced by: 王会长)."
    ]


@pytest.mark.parametrize(
    ("project", "investor"),
    [
        (PROJECT, "内蒙古禾沐食品(集团)有限公司"),
        ("小米 加工", INVESTOR),
        (PROJECT, "内蒙古禾沐食品有限公司"),
    ],
)
def test_another_way_of_writing_it_is_the_same(workspace: Workspace, first: int, project: str, investor: str) -> None:
    assert told(report(workspace, project, investor))


@pytest.mark.parametrize(("project", "investor"), [("荞麦加工", INVESTOR), (PROJECT, "呼和浩特蒙牧商贸有限公司")])
def test_another_undertaking_is_no_matter(workspace: Workspace, first: int, project: str, investor: str) -> None:
    assert not told(report(workspace, project, investor))


def test_a_lead_from_a_guest_is_told_too(workspace: Workspace, first: int) -> None:
    values = {"name": "推介会", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T01:00:00Z"}
    event = records.add(workspace, "event", values).id
    guest = events.add_guest(workspace, event, {"name": "曾祥", "unit": INVESTOR}).id
    assert told(events.capture_lead(workspace, guest, {"project": PROJECT}))


def test_an_import_says_who_reported_a_row_first(workspace: Workspace, first: int, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(f"项目名称,投资方\n{PROJECT},{INVESTOR}\n", "utf-8")
    plan = prepare(workspace, "leads", path)
    reasons = [reason.render(str) for row in plan.rows for reason in row.reasons]
    assert any("L-2021-0001, tester 2021-04-10" in reason for reason in reasons)


def test_the_journal_vouches_for_the_first_report(workspace: Workspace, first: int) -> None:
    report(workspace)
    with workspace.read() as reader:
        found = earlier(workspace, reader, {"project": PROJECT, "investor": Linked(INVESTOR)})
    assert [one.code for one in found] == ["L-2021-0001", "L-2021-0002"]
    assert found[0].seal
    assert found[0].action
    assert found[0].introducer == "王会长"


def words_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith(".xml"))


def test_the_form_names_the_first_and_masks_the_contact(workspace: Workspace, first: int, tmp_path: Path) -> None:
    second = report(
        workspace, contact=Linked("张三丰"), contact_phones=(Phone("13900002222"),), summary="电13900002222"
    )
    words = words_of(referral_docx(workspace, second.id))
    assert "L-2021-0001" in words
    assert "王会长" in words
    assert "张**" in words
    assert "13900002222" not in words
    assert write_referral(workspace, first, tmp_path).name.endswith("L-2021-0001.docx")
