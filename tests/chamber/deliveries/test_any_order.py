"""Whatever both sides write, and in whatever order sheets come home, each cell is what a cell-by-cell oracle says."""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber import records
from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.merge import CLEAR
from chamber.deliveries.plan import FeedbackPlan
from chamber.workspace import Workspace
from tests import postgres
from tests.chamber.deliveries.conftest import Liaison, open_books

TITLES = {
    "office_progress": "最新进展",
    "office_handler": "跟进人",
    "summary": "项目内容",
}
LEADS = 3

Cell = tuple[int, str]
"""Which lead (counted from 0) and which field."""
Conflict = tuple[int, str, str, str]
"""The same with what they say and what we have."""

cells = st.tuples(st.integers(0, LEADS - 1), st.sampled_from(list(TITLES)))
texts = st.sampled_from(["甲", "乙", "1200", "1,200"])


@dataclass(frozen=True)
class Ours:
    """The chamber writes a cell, or empties it."""

    cell: Cell
    text: str


@dataclass(frozen=True)
class Removed:
    """The chamber removes a lead."""

    lead: int


@dataclass(frozen=True)
class Sent:
    """The office gets another list."""


@dataclass(frozen=True)
class Answered:
    """Somebody at the office works in one of the lists: cells, rows out of order, left out, added, and keys lost."""

    delivery: int
    said: dict[Cell, str]
    order: int
    dropped: frozenset[int]
    added: int
    keyless: bool


@dataclass(frozen=True)
class Arrived:
    """One of the sheets arrives, perhaps again; `take` decides its conflicts, '' leaves them open."""

    sheet: int
    take: str


Step = Ours | Removed | Sent | Answered | Arrived
answered = st.builds(
    Answered,
    st.integers(0, 3),
    st.dictionaries(cells, st.one_of(texts, st.just(CLEAR), st.just("")), min_size=1, max_size=5),
    st.integers(0, 5),
    st.frozensets(st.integers(0, LEADS - 1), max_size=1),
    st.integers(0, 2),
    st.booleans(),
)
arrived = st.builds(Arrived, st.integers(0, 5), st.sampled_from(["", "ours", "theirs"]))
ours = st.builds(Ours, cells, st.one_of(texts, st.just("")))
steps = st.lists(
    st.one_of(answered, arrived, ours, answered, arrived, ours, st.builds(Removed, st.integers(0, 8)), st.just(Sent())),
    min_size=3,
    max_size=12,
)
starts = st.dictionaries(cells, texts, max_size=6)


def meaning(text: str) -> str:
    return "" if text == CLEAR else text.replace(",", "")


def table_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as source:
        return list(csv.reader(source))


def rows_by_lead(table: list[list[str]]) -> dict[int, list[str]]:
    project = table[0].index("项目名称")
    return {int(row[project].removeprefix("项目")): row for row in table[1:]}


@dataclass
class List:
    """A list as it was sent: its number, its file, the leads on it, and what stood in the cells of those we had."""

    number: str
    path: Path
    leads: set[int]
    cells: dict[Cell, str]


@dataclass
class Sheet:
    """A returned sheet and the list it was."""

    path: Path
    of: List
    said: dict[Cell, str]
    dropped: frozenset[int]
    added: int


@dataclass
class Expected:
    """What a plan should hold."""

    updates: dict[Cell, str] = field(default_factory=dict)
    conflicts: set[Conflict] = field(default_factory=set)
    not_returned: int = 0
    candidates: int = 0


class World:
    """The chamber's books and the office's sheets, beside the oracle: a plain table of cells."""

    def __init__(self, ws: Workspace, folder: Path, start: dict[Cell, str]) -> None:
        self.books: Liaison = open_books(ws)
        self.ws, self.folder = ws, folder
        self.now = {(lead, name): "" for lead in range(LEADS) for name in TITLES}
        self.ids = [self.books.lead(f"项目{lead}") for lead in range(LEADS)]
        self.gone: set[int] = set()
        self.heard: set[tuple[str, Cell, str]] = set()
        self.lists: list[List] = []
        self.sheets: list[Sheet] = []
        self.met: list[Sheet] = []
        for cell, text in start.items():
            self.write(cell, text)
        self.send()

    def do(self, step: Step) -> None:
        match step:
            case Ours(cell, text):
                self.write(cell, text)
            case Removed(lead) if lead < LEADS and lead not in self.gone:
                records.remove(self.ws, "lead", [self.ids[lead]])
                self.gone.add(lead)
            case Sent():
                self.send()
            case Answered():
                self.answer(step)
            case Arrived(sheet, take) if self.sheets:
                self.arrive(self.sheets[sheet % len(self.sheets)], take)

    def write(self, cell: Cell, text: str) -> None:
        if cell[0] not in self.gone:
            self.books.edit("lead", self.ids[cell[0]], **{cell[1]: text})
            self.now[cell] = text

    def send(self) -> None:
        if len(self.gone) < LEADS:
            done = service.make_delivery(
                self.ws, self.books.office, full=True, path=self.folder / f"{len(self.lists)}.csv", file_format="csv"
            )
            service.send(self.ws, done.id)
            there = {cell: text for cell, text in self.now.items() if cell[0] not in self.gone}
            listed = set(rows_by_lead(table_of(Path(done.path))))
            # What was removed since the list before is on it once more, as withdrawn.
            assert listed - self.gone == {lead for lead, _field in there}
            self.lists.append(List(done.number, Path(done.path), listed, there))

    def answer(self, step: Answered) -> None:
        one = self.lists[step.delivery % len(self.lists)]
        table = table_of(one.path)
        at = {title: column for column, title in enumerate(table[0])}
        rows = rows_by_lead(table)
        said = {cell: text for cell, text in step.said.items() if cell[0] in rows and cell[0] not in step.dropped}
        for (lead, name), text in said.items():
            rows[lead][at[TITLES[name]]] = text
        kept = [row for lead, row in rows.items() if lead not in step.dropped]
        for number in range(step.added):
            new = [""] * len(table[0])
            new[at["项目名称"]], new[at["投资方"]] = f"新推荐{number}", "外地公司"
            kept.append(new)
        if step.keyless:
            for row in kept:
                row[at["chamber:key"]] = ""
        if not any(row[at["chamber:key"]] for row in kept):
            # Without a single key, be it that all rows were deleted, the file must still say which list it was.
            kept.append([one.number, *[""] * (len(table[0]) - 1)])
        random.Random(step.order).shuffle(kept)
        path = self.folder / f"returned{len(self.sheets)}.csv"
        with path.open("w", newline="", encoding="utf-8-sig") as target:
            csv.writer(target).writerows([table[0], *kept])
        dropped = frozenset(step.dropped & one.leads)
        self.sheets.append(Sheet(path, one, said, dropped, step.added))

    def arrive(self, sheet: Sheet, take: str) -> None:
        expected = self.expect(sheet)
        plan = plan_feedback(self.ws, sheet.path)
        self.compare(plan, expected)
        done = apply_feedback(self.ws, plan.decide(take) if take else plan)
        assert done.refused == ()
        self.settle(sheet, expected, take)
        self.look()
        again = plan_feedback(self.ws, sheet.path)
        if take:
            expected.conflicts.clear()
        expected.updates.clear()
        self.compare(again, expected)
        assert apply_feedback(self.ws, again).action is None
        self.look()
        self.met.append(sheet)

    def expect(self, sheet: Sheet) -> Expected:
        """The oracle: each cell by itself."""
        rows = sheet.of.leads - sheet.dropped
        found = Expected(not_returned=len(sheet.dropped), candidates=sheet.added + len(rows & self.gone))
        for cell, text in sheet.said.items():
            if cell[0] in self.gone:
                continue
            was, have, want = meaning(sheet.of.cells[cell]), meaning(self.now[cell]), meaning(text)
            is_news = text != "" and want != was and (sheet.of.number, cell, want) not in self.heard
            if not is_news or want == have:
                continue
            if have == was:
                found.updates[cell] = want
            else:
                found.conflicts.add((*cell, want, have))
        return found

    def settle(self, sheet: Sheet, expected: Expected, take: str) -> None:
        """What the sheet said is dealt with: written, decided, or ours already."""
        self.now |= expected.updates
        for cell, text in sheet.said.items():
            is_open = not take and any(one[:2] == cell for one in expected.conflicts)
            if cell[0] in self.gone or is_open or not text:
                continue
            if meaning(text) != meaning(sheet.of.cells[cell]):
                self.heard.add((sheet.of.number, cell, meaning(text)))
        if take == "theirs":
            self.now |= {(lead, name): theirs for lead, name, theirs, _ours in expected.conflicts}

    def compare(self, plan: FeedbackPlan, expected: Expected) -> None:
        number = {lead_id: lead for lead, lead_id in enumerate(self.ids)}
        updates = {(number[one.lead_id], one.field): meaning(one.theirs) for one in plan.updates}
        conflicts = [(number[one.lead_id], one.field, meaning(one.theirs), meaning(one.ours)) for one in plan.conflicts]
        assert (len(plan.updates), updates) == (len(expected.updates), expected.updates)
        assert (len(conflicts), set(conflicts)) == (len(expected.conflicts), expected.conflicts)
        assert len(plan.not_returned) == expected.not_returned
        assert len(plan.candidates) == expected.candidates

    def look(self) -> None:
        """Every cell of every lead is what the oracle has."""
        for lead, lead_id in enumerate(self.ids):
            if lead not in self.gone:
                found = self.books.get("lead", lead_id)
                have = {name: meaning(getattr(found, name)) for name in TITLES}
                assert have == {name: meaning(self.now[lead, name]) for name in TITLES}

    def finish(self, order: int) -> None:
        """Whatever is still on its way arrives, and each sheet once more."""
        late = [sheet for sheet in self.sheets if sheet not in self.met]
        random.Random(order).shuffle(late)
        for sheet in [*late, *self.sheets]:
            self.arrive(sheet, "")


def walk(ws: Workspace, folder: Path, start: dict[Cell, str], taken: list[Step], order: int) -> None:
    world = World(ws, folder, start)
    for step in taken:
        world.do(step)
    world.finish(order)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(starts, steps, st.integers(0, 9))
def test_any_edits_and_any_arrivals_merge_as_the_oracle_says(
    sqlite_template: Path, start: dict[Cell, str], taken: list[Step], order: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(sqlite_template, Path(folder) / "chamber.db")
        with closing(Workspace.open(Path(folder) / "chamber.db")) as ws:
            walk(ws, Path(folder), start, taken, order)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(starts, steps, st.integers(0, 9))
def test_a_server_merges_alike(
    cluster: postgres.Cluster, postgresql_template: str, start: dict[Cell, str], taken: list[Step], order: int
) -> None:
    name = f"merge_{uuid.uuid4().hex}"
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(Workspace.open(cluster.create(name, postgresql_template))) as ws,
        ):
            walk(ws, Path(folder), start, taken, order)
    finally:
        cluster.drop(name)
