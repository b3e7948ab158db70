"""The demo is whole, invented, and the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamber import records
from chamber.errors import NotAllowed
from chamber.leads.record import LEAD_KINDS, STAGES
from chamber.offices.deadlines import owed
from chamber.setup import demo
from chamber.setup.demo_words import BANNERS, TAGS
from chamber.setup.service import save_chamber
from chamber.workspace import Workspace
from db.queries import lists


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAMBER_NOW", demo.NOW)
        patch.setenv("CHAMBER_USER", "tester")
        return demo.open_demo(str(tmp_path_factory.mktemp("demo") / "demo.db"))


def everything(ws: Workspace, entity: str) -> list[object]:
    with ws.read() as reader:
        return records.get_many(reader, entity, lists.ids(reader, entity))


def test_members_come_from_all_twelve_banners_and_counties(made: Workspace) -> None:
    homes = [firm.home_division for firm in everything(made, "enterprise")]  # type: ignore[attr-defined]
    assert set(homes) == set(BANNERS)
    assert len(homes) == 150


def test_there_is_a_lead_of_every_kind_at_every_stage(made: Workspace) -> None:
    found = {(lead.kind, lead.stage) for lead in everything(made, "lead")}  # type: ignore[attr-defined]
    assert found == {(kind, stage) for kind in LEAD_KINDS for stage in STAGES}


def test_a_list_is_due_today_and_none_is_late(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAMBER_NOW", demo.NOW)
    found = owed(made)
    assert next(one.office.name for one in found if one.due.date() == made.today) == "赤峰市政府驻呼联络处"
    assert not [one.office.name for one in found if one.late]


def test_every_invented_record_says_so(made: Workspace) -> None:
    for entity in ("enterprise", "person", "lead"):
        assert all(set(TAGS) <= set(one.tags) for one in everything(made, entity)), entity  # type: ignore[attr-defined]


def test_real_offices_are_named_by_role_alone(made: Workspace) -> None:
    event = next(one for one in everything(made, "event") if one.theme)  # type: ignore[attr-defined]
    roles = {"会长", "主任", "秘书长", "副主席"}
    assert {row["speaker"] for row in event.agenda} <= roles  # type: ignore[attr-defined]
    officials = [one for one in everything(made, "attendance") if one.role == "政府嘉宾"]  # type: ignore[attr-defined]
    assert officials
    assert all(one.name.endswith(one.position) and not one.phone for one in officials)  # type: ignore[attr-defined]
    assert not {post.title for post in everything(made, "post")} & {"会长", "秘书长"}  # type: ignore[attr-defined]


def test_the_gathering_has_its_approximate_headcount_and_two_hundred_guests(made: Workspace) -> None:
    event = next(one for one in everything(made, "event") if one.theme)  # type: ignore[attr-defined]
    assert (event.headcount.text, event.starts_at[:10]) == ("近200人", "2021-04-10")  # type: ignore[attr-defined]
    assert demo.summary(made).guests == 200


def test_it_is_the_same_every_time(made: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAMBER_NOW", demo.NOW)
    again = demo.open_demo(str(tmp_path / "again.db"))
    for entity in ("enterprise", "person", "attendance", "lead", "post"):
        assert everything(made, entity) == everything(again, entity), entity
    assert demo.summary(again) == demo.summary(made)
    again.close()


def test_a_chamber_is_never_taken_for_the_demo(tmp_path: Path) -> None:
    path = tmp_path / "chamber.db"
    ws = Workspace.open(path)
    save_chamber(ws, {"name": "示例商会", "home_division": "150400"})
    ws.close()
    for fresh in (False, True):
        with pytest.raises(NotAllowed):
            demo.open_demo(str(path), fresh=fresh)
    assert path.exists()


def test_a_fresh_demo_drops_what_was_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAMBER_NOW", demo.NOW)
    path = str(tmp_path / "demo.db")
    ws = demo.open_demo(path)
    records.add(ws, "person", {"name": "王强"})
    ws.close()
    kept = demo.open_demo(path)
    assert demo.summary(kept).contacts == 226
    kept.close()
    fresh = demo.open_demo(path, fresh=True)
    assert demo.summary(fresh).contacts == 225
    fresh.close()


def test_the_demo_fits_a_server_but_is_not_made_anew_there(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAMBER_NOW", demo.NOW)
    ws = demo.open_demo(postgresql_url)
    assert demo.summary(ws).leads == 76
    ws.close()
    with pytest.raises(NotAllowed):
        demo.open_demo(postgresql_url, fresh=True)
