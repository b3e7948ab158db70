"""Consents from the shell."""

from __future__ import annotations

from pathlib import Path

from tests.chamber.cli.conftest import Run


def test_a_consent_is_recorded_listed_shown_and_withdrawn(fair: Run) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    given = fair("consent", "add", "曾祥", "--office", "驻呼", "--how", "当面", "--json")
    assert given.json["given"] == ["曾祥"]
    (listed,) = fair("consent", "list", "--office", "驻呼", "--in-force", "--json").json
    assert (listed["person"], listed["categories"], listed["how"]) == ("曾祥", ["姓名", "电话"], "当面")
    assert fair("consent", "show", listed["id"], "--json").json["received"] == []
    gone = fair("consent", "withdraw", "曾祥", "--office", "驻呼", "--json").json
    assert gone["person"] == "曾祥"
    assert fair("consent", "list", "--in-force", "--json").json == []
    assert fair("consent", "withdraw", "曾祥").code == 3


def test_a_consent_needs_an_office_and_a_person(fair: Run) -> None:
    assert fair("consent", "add", "曾祥").code == 2
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    assert fair("consent", "add", "没有此人", "--office", "驻呼").code == 3


def test_all_whom_a_filter_finds_agree_in_one_action(fair: Run) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    fair("contact", "add", "白音那", "--position", "经理")
    fair("contact", "add", "李晓梅", "--position", "经理")
    wanted = ("consent", "add", "--where", "position=经理", "--office", "驻呼")
    assert fair(*wanted, "--dry-run", "--json").json == {"found": 2, "changed": 0, "action": None}
    assert fair(*wanted).code == 2
    assert fair(*wanted, "白音那", "--yes").code == 2
    done = fair(*wanted, "--evidence", "签字表第1页", "--yes", "--json").json
    assert sorted(done["given"]) == ["李晓梅", "白音那"]
    again = fair(*wanted, "--yes", "--json").json
    assert (again["given"], sorted(again["before"])) == ([], ["李晓梅", "白音那"])
    assert fair("undo", str(done["action"])).code == 0
    assert fair("consent", "list", "--json").json == []
    fair("contact", "erase", "白音那", "--yes")
    assert fair("consent", "add", "--filter", "李晓梅", "--office", "驻呼", "--yes", "--json").json["given"] == [
        "李晓梅"
    ]


def test_guests_of_an_event_agree_at_the_desk(fair: Run) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    fair("event", "checkin", "E2021-01", "单小龙")
    done = fair("event", "consent", "E2021-01", "--office", "驻呼", "--all-here", "--json")
    assert done.json["given"] == ["单小龙"]
    assert fair("event", "consent", "E2021-01", "曾祥", "--office", "驻呼", "--json").json["given"] == ["曾祥"]
    assert fair("event", "consent", "E2021-01", "--office", "驻呼").code == 2


def test_the_export_says_why_cells_are_masked(fair: Run, tmp_path: object) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    done = fair("export", "leads", "--office", "驻呼", "-o", str(tmp_path))
    assert "no separate consent for this office" in done.err
    number = fair("delivery", "list", "--json").json[0]["number"]
    assert fair("delivery", "show", number, "--json").json["masked_cells"][0]["reason"] == "no-consent"


def test_a_person_sees_what_is_kept_and_is_erased(fair: Run, tmp_path: Path) -> None:
    told = fair("contact", "data", "曾祥", "--json").json
    assert [one["project"] for one in told["leads"]] == ["小米加工"]
    assert "13900005678" in fair("contact", "data", "曾祥").out
    path = tmp_path / "曾祥.docx"
    assert fair("contact", "data", "曾祥", "-o", str(path)).code == 0
    assert path.read_bytes()[:2] == b"PK"
    assert fair("contact", "erase", "曾祥").code == 2
    done = fair("contact", "erase", "曾祥", "--yes", "--json").json
    assert (done["leads"], done["guests"]) == (1, 1)
    assert fair("search", "13900005678", "--json").json == []
    assert "曾祥" not in fair("history", "--json").out
    assert fair("undo", str(done["action"])).code == 1
    assert fair("check", "--json").json["whole"] is True
