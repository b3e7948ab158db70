"""An English sheet says in English what is chosen from a list, and comes back in either language."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.layout import Layout
from chamber.deliveries.offered import offered
from chamber.deliveries.recreating import Likeness, recreate
from chamber.deliveries.spoken import words_of
from chamber.leads import service as leads
from chamber.leads.record import STAGES
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.deliveries.test_feedback import FIRST, Sheet, counts, returned, sent


@pytest.fixture
def lead(books: Liaison) -> int:
    found = books.lead("杂粮加工", industry="制造业", kind="投资", assessment="跟进", progress="已来访")
    leads.advance(books.ws, found, "研判")
    return found


def row(path: Path) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {str(title.value): cell.value for title, cell in zip(sheet[FIRST - 1], sheet[FIRST], strict=False)}


@pytest.mark.parametrize("form", ["weekly", "full"])
def test_what_is_chosen_stands_there_in_english(books: Liaison, lead: int, tmp_path: Path, form: str) -> None:
    found = row(sent(books, tmp_path, form=form, lang="en"))
    assert (found["Industry"], found["Assessment"]) == ("C Manufacturing", "pursue")
    if form == "full":
        assert (found["Kind"], found["Stage"], found["Progress, notes"]) == ("investment", "assessment", "已来访")
    else:
        assert found["Progress, notes"] == "assessment；已来访"
    assert "研判" not in str(found)


def test_a_chinese_sheet_and_json_stay_chinese(books: Liaison, lead: int, tmp_path: Path) -> None:
    assert row(sent(books, tmp_path, form="full"))["阶段"] == "研判"
    done = service.make_delivery(books.ws, books.office, full=True, file_format="json", lang="en", path=tmp_path)
    (told,) = json.loads(Path(done.path).read_text("utf-8"))["rows"]
    assert (told["industry"], told["progress"]) == ("制造业", "研判；已来访")


def test_a_change_is_told_in_english(books: Liaison, lead: int, tmp_path: Path) -> None:
    sent(books, tmp_path, form="full", lang="en")
    leads.advance(books.ws, lead, "对接洽谈")
    assert row(sent(books, tmp_path, form="full", lang="en"))["What changed"] == "Stage: assessment → negotiation"


@pytest.mark.parametrize("form", ["weekly", "full"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_it_comes_back_as_it_went(books: Liaison, lead: int, tmp_path: Path, form: str, kind: str) -> None:
    path = sent(books, tmp_path, form=form, lang="en", file_format=kind)
    plan = plan_feedback(books.ws, path)
    assert (counts(plan), plan.others) == ((0, 0, 0, 0), ())


@pytest.mark.parametrize("answer", ["taken up", "Taken Up", "已受理"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_answer_is_read_in_either_language(
    books: Liaison, lead: int, tmp_path: Path, answer: str, lang: str
) -> None:
    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["Taken up" if lang == "en" else "受理情况"]).value = answer

    path = returned(sent(books, tmp_path, lang=lang), edit)
    apply_feedback(books.ws, plan_feedback(books.ws, path))
    assert books.get("lead", lead).office_status == "已受理"
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def test_what_they_write_behind_an_english_stage_is_taken_without_it(books: Liaison, lead: int, tmp_path: Path) -> None:
    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["Progress, notes"]).value = "assessment; 已来访，再谈"

    plan = plan_feedback(books.ws, returned(sent(books, tmp_path, lang="en"), edit))
    assert counts(plan) == (1, 0, 0, 0)
    assert not apply_feedback(books.ws, plan).refused
    assert books.get("lead", lead).progress == "已来访，再谈"


def test_an_industry_put_right_in_english_is_taken(books: Liaison, lead: int, tmp_path: Path) -> None:
    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["Industry"]).value = "B Mining"

    apply_feedback(books.ws, plan_feedback(books.ws, returned(sent(books, tmp_path, lang="en"), edit)))
    assert books.get("lead", lead).industry == "采矿业"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_made_again_it_says_the_same_even_if_the_words_are_others_by_then(
    books: Liaison, lead: int, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sent(books, tmp_path, form="full", lang="en", file_format=kind)
    monkeypatch.setitem(STAGES, "研判", "being assessed")
    with books.ws.read() as reader:
        (number,) = [one[0] for one in reader.db.execute_sql("SELECT id FROM delivery").fetchall()]
    again = recreate(books.ws, number, tmp_path / f"again.{kind}")
    assert (again.likeness, again.path.read_bytes()) == (Likeness.BYTES, path.read_bytes())


def test_a_list_made_before_sheets_spoke_english_is_made_again_as_it_was(
    books: Liaison, lead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as early:
        early.setattr("chamber.deliveries.rendering.spoken.words_of", lambda *_args, **_named: {})
        path = sent(books, tmp_path, form="full", lang="en", file_format="csv")
    with path.open(encoding="utf-8-sig") as file:
        assert "研判" in next(csv.DictReader(file))["Stage"]
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)
    assert recreate(books.ws, 1, tmp_path / "again.csv").likeness is Likeness.BYTES


def test_no_two_values_have_the_same_word() -> None:
    for form in ("weekly", "full"):
        for key, words in words_of(offered(form).values(), staged=True).items():
            assert len({word.casefold() for word in words.values()}) == len(words), key


def test_a_layout_without_words_is_one_of_earlier() -> None:
    kept = Layout("weekly", "", "", "", "", "", "", (), ()).dump()
    assert not Layout.load(kept.replace(', "words": {}', "")).words
