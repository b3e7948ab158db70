"""Whatever columns, titles, widths and words a template has, what comes home is what the official form brings home."""

from __future__ import annotations

import csv
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber.deliveries import service
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.layout import Layout, plain_title
from chamber.deliveries.marks import WITHDRAWN
from chamber.deliveries.offered import REQUIRED, offered
from chamber.deliveries.recreating import recreate
from chamber.deliveries.template import Template, refusals, title_en, usual
from chamber.workspace import Workspace
from tests.chamber.deliveries.conftest import open_books
from tests.chamber.deliveries.test_templates import keep

letters = st.text("甲乙丙丁戊项目投资进展ABab12=-（）： ", min_size=1, max_size=8)
edits = st.one_of(
    st.tuples(st.just("out"), st.sampled_from([key for key in offered("weekly") if key not in REQUIRED])),
    st.tuples(st.just("in"), st.sampled_from(list(offered("weekly"))), st.integers(0, 30)),
    st.tuples(st.just("move"), st.sampled_from(list(offered("weekly"))), st.integers(0, 30)),
    st.tuples(st.just("title"), st.sampled_from(list(offered("weekly"))), letters, letters),
    st.tuples(st.just("width"), st.sampled_from(list(offered("weekly"))), st.integers(3, 60)),
    st.tuples(st.just("say"), st.sampled_from(["title", "line", "signature", "footer"]), letters),
)


def edited(made: Template, step: Any) -> Template:
    match step:
        case ("out", key):
            return made.leave_out(key)
        case ("in", key, at):
            return made.take_in(key, at)
        case ("move", key, at):
            return made.move(key, at)
        case ("title", key, title, english) if made.at(key) >= 0:
            return made.change(key, title=title, english=english)
        case ("width", key, width) if made.at(key) >= 0:
            return made.change(key, width=width)
        case ("say", word, text):
            return made.say(word, "zh", text).say(word, "en", text)
    return made


def any_template(steps: list[Any]) -> Template:
    """The valid template that these steps lead to; a step that would be refused is left out."""
    made = usual("weekly")
    for step in steps:
        after = edited(made, step)
        if not refusals(after, frozenset(), usual("weekly")):
            made = after
    return made


ANSWERS = {
    "office_status": "已受理",
    "office_handler": "李某",
    "office_progress": "已约见企业",
    "office_date": "2021-04-19",
}


def filled(path: str, layout: Layout, order: int) -> Path:
    """The sheet as it comes back: the grey columns of the first two rows filled in, rows the other way round."""
    table = list(csv.reader(Path(path).read_text("utf-8-sig").splitlines()))
    keys = [column.key for column in layout.columns]
    for number, row in enumerate(table[1:3]):
        for key, text in list(ANSWERS.items())[number:]:
            if key in keys:
                row[keys.index(key)] = text
    rows = table[1:] if order else table[:0:-1]
    back = Path(path).with_suffix(".back.csv")
    with back.open("w", newline="", encoding="utf-8-sig") as target:
        csv.writer(target).writerows([table[0], *rows])
    return back


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(edits, max_size=25), st.integers(0, 1), st.sampled_from(["zh", "en"]))
def test_any_valid_template_brings_home_what_the_official_form_does(
    sqlite_template: Path, steps: list[Any], order: int, lang: str
) -> None:
    made = any_template(steps)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(sqlite_template, Path(folder) / "chamber.db")
        with closing(Workspace.open(Path(folder) / "chamber.db")) as ws:
            books = open_books(ws)
            for number in range(3):
                books.lead(f"项目{number}", contact="张三丰", contact_phones="13900002222", jobs="5", progress="甲；乙")
            found = {}
            for name, template in (("official", usual("weekly")), ("own", made)):
                keep(books, template)
                done = service.make_delivery(
                    ws, books.office, full=True, path=Path(folder), file_format="csv", lang=lang
                )
                service.send(ws, done.id)
                layout = Layout.load(books.get("delivery", done.id).layout)
                plan = plan_feedback(ws, filled(done.path, layout, order))
                assert (plan.candidates, plan.not_returned, plan.conflicts) == ((), (), ())
                assert plan.unknown_columns == ()
                found[name] = {(one.lead_id, one.field, one.theirs) for one in plan.updates}
                xlsx = recreate(ws, done.id, Path(folder) / "again.xlsx", "xlsx").path
                again = plan_feedback(ws, xlsx)
                assert (again.updates, again.candidates, again.not_returned) == ((), (), ())
                assert b"13900002222" not in Path(done.path).read_bytes()
            present = {column.key for column in made.sheet_columns()}
            assert found["own"] == {one for one in found["official"] if one[1] in present}
            assert {row.mark for row in service.draft(ws, books.office, full=True).rows} <= {"", WITHDRAWN}


def test_titles_in_english_are_those_that_are_read_back() -> None:
    names = [plain_title(title_en(column)) for column in offered("weekly").values()]
    assert len(set(names)) == len(names)
