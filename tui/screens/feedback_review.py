"""A sheet that came back, before anything is written: row by row and cell by cell what was sent, theirs and ours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber.deliveries.applying import FeedbackDone, apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.merge import Verdict, is_clear
from chamber.deliveries.plan import (
    DRAFT,
    LEAVE_DRAFT,
    LEFT_ASIDE,
    MARK_SENT,
    OLDER,
    OURS,
    THEIRS,
    VOIDED,
    Candidate,
    CellChange,
    FeedbackPlan,
)
from chamber.deliveries.wording import title_of
from chamber.i18n import N_, _, language, listed, ngettext_
from chamber.outcome import Outcome
from chamber.progress import Progress
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.working import Working
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.line_list import LineList, Row

NARROW = 100
CONFLICTS, UPDATES, NEW, MISSING, SAME = "conflicts", "updates", "new", "missing", "same"
FILTERS = {
    CONFLICTS: N_("To decide"),
    UPDATES: N_("Will be taken over"),
    NEW: N_("No lead of ours"),
    MISSING: N_("Not returned"),
    SAME: N_("Nothing to do"),
}


class FeedbackReview(ChamberScreen):
    """Rows on the left, the differing cells of the marked one on the right. Ctrl+S writes, Esc leaves all as it was."""

    CSS_PATH: ClassVar = "feedback_review.tcss"
    HOLDS_MUCH = True
    OFFERS = (
        *ChamberScreen.OFFERS,
        "write_feedback",
        "take_theirs",
        "keep_ours",
        "decide_all",
        "show_rows",
        "next_note",
    )

    def __init__(self, plan: FeedbackPlan, password: str | None = None) -> None:
        super().__init__()
        self.plan = plan
        self._password = password
        self._filter = ""
        self._places: dict[object, int] = {}
        self._cells: list[CellChange] = []

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(id="summary", markup=False)
        with Container(classes="review"):
            yield LineList(_("No row fits."))
            yield OptionList(markup=False, compact=True)
        yield KeyBar()

    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        self.take(self.plan)
        self.lines.focus()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "-narrow")

    def reload(self) -> None:
        """Compare the file again with what is there now; what was decided is asked anew."""
        ws, path = workspace(self), Path(self.plan.path)

        def read(plan: FeedbackPlan) -> None:
            self._places = {}
            self.take(plan)

        background(self, lambda: plan_feedback(ws, path, password=self._password), read, group="plan")

    # What is shown

    def take(self, plan: FeedbackPlan) -> None:
        self.plan = plan
        found = _rows(plan)
        if not self._places:
            self._places = {row.key: place for place, (_state, row) in enumerate(found)}
        # What was decided stays where it was, so that the next row to decide is the next one.
        found.sort(key=lambda one: self._places[one[1].key])
        self.lines.show([row for state, row in found if not self._filter or state == self._filter])
        self.query_one("#summary", Static).update(self._summary())
        self.refresh_bindings()

    def _summary(self) -> Text:
        plan = self.plan
        line = Text(f"{Path(plan.path).name}  ", "bold")
        line.append(f"{plan.office.name}  {plan.delivery.number}\n", "dim")
        counts = (
            (ngettext_("{count} cell taken over", "{count} cells taken over", len(plan.taken)), len(plan.taken)),
            (ngettext_("{count} to decide", "{count} to decide", len(plan.open_conflicts)), len(plan.open_conflicts)),
            (ngettext_("{count} not returned", "{count} not returned", len(plan.not_returned)), len(plan.not_returned)),
            (ngettext_("{count} new row", "{count} new rows", len(plan.candidates)), len(plan.candidates)),
        )
        line.append("   ".join(text.format(count=count) for text, count in counts))
        if plan.is_draft:
            line.append("\n" + _(DRAFT), "bold")
        if plan.is_voided:
            line.append("\n" + _(VOIDED).format(reason=plan.delivery.void_reason), "bold")
        if plan.newer and not plan.seen_before:
            line.append("\n" + _(OLDER).format(number=plan.newer), "dim")
        for row, column, value in plan.left_aside[:2]:
            line.append("\n" + _(LEFT_ASIDE).format(row=row, column=column, value=value), "bold")
        if plan.seen_before:
            line.append("\n" + _("This very file was merged before; only what is still open is shown."), "bold")
        elif plan.unknown_columns:
            line.append("\n" + _("Columns that were not sent are left aside: {names}").format(
                names=listed(plan.unknown_columns)
            ), "dim")  # fmt: skip
        return line

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        box = self.query_one(OptionList)
        at = box.highlighted or 0
        box.clear_options()
        key = self.lines.row.key if self.lines.row is not None else None
        self._cells = []
        if isinstance(key, int):
            self._cells = [one for one in _cells(self.plan) if one.lead_id == key]
            box.add_options([Option(_cell(one)) for one in self._cells])
            box.highlighted = min(at, len(self._cells) - 1) if self._cells else None
            if not self._cells:
                box.add_option(Option(Text(_("Nothing differs from what was sent."), "dim"), disabled=True))
        elif isinstance(key, tuple) and key[0] == NEW:
            found = next(one for one in self.plan.candidates if one.row == key[1])
            box.add_option(Option(_candidate(self.plan, found), disabled=True))
        elif key is not None:
            said = _("This row is not in the sheet that came back. The lead stays as it is.")
            box.add_option(Option(Text(said, "dim"), disabled=True))
        self.refresh_bindings()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        if self._cells:
            self.query_one(OptionList).focus()

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        self.refresh_bindings()

    def action_back(self) -> None:
        if self.query_one(OptionList).has_focus:
            self.lines.focus()
        else:
            super().action_back()

    # Deciding

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("take_theirs", "keep_ours"):
            return self._may_decide()
        if action == "decide_all":
            return bool(self.plan.conflicts or self.plan.candidates)
        if action == "next_note":
            return bool(self.plan.open_conflicts)
        if action == "write_feedback":
            return bool(self.plan.taken or self.plan.wanted or any(one.take for one in self.plan.conflicts))
        return super().check_action(action, parameters)

    def _may_decide(self) -> bool:
        key = self.lines.row.key if self.lines.row is not None else None
        if isinstance(key, tuple):
            return key[0] == NEW and any(one.row == key[1] and one.can_be_filed for one in self.plan.candidates)
        return any(one.verdict in (Verdict.THEIRS, Verdict.BOTH) for one in self._cells)

    def action_take_theirs(self) -> None:
        self._decide(THEIRS)

    def action_keep_ours(self) -> None:
        self._decide(OURS)

    def _decide(self, take: str) -> None:
        """The marked cell when the cells have the focus, else every cell of the marked row; a new row is filed or left."""
        key = self.lines.row.key if self.lines.row is not None else None
        box = self.query_one(OptionList)
        if isinstance(key, tuple):
            self.take(self.plan.want(take == THEIRS, int(key[1])))
        elif isinstance(key, int):
            alone = box.has_focus and box.highlighted is not None and box.highlighted < len(self._cells)
            field = self._cells[box.highlighted or 0].field if alone else ""
            self.take(self.plan.decide_cells(key, take, field))

    def action_decide_all(self) -> None:
        count = len(self.plan.open_conflicts)
        options = []
        if count:
            options += [
                (THEIRS, _("Take theirs in all {count} open cells").format(count=count)),
                (OURS, _("Keep ours in all {count} open cells").format(count=count)),
            ]
        if self.plan.candidates:
            options += [("file", _("File all new rows as leads")), ("leave", _("Leave all new rows"))]
        options.append(("ask", _("Decide nothing, start again")))

        def chosen(key: str | None) -> None:
            if key in (THEIRS, OURS):
                self.take(self.plan.decide(key))
            elif key in ("file", "leave"):
                self.take(self.plan.want(key == "file"))
            elif key == "ask":
                plan = self.plan.want(False)
                for lead_id in {one.lead_id for one in _cells(plan)}:
                    plan = plan.decide_cells(lead_id, "")
                self.take(plan)

        self.app.push_screen(Choose(_("All at once"), options), chosen)

    def action_show_rows(self) -> None:
        counts = Counter(state for state, _row in _rows(self.plan))
        options = [("all", _("All rows"))]
        options += [(name, f"{_(label)} {counts[name]:,}") for name, label in FILTERS.items() if counts[name]]

        def chosen(key: str | None) -> None:
            if key:
                self._filter = "" if key == "all" else key
                self.take(self.plan)

        self.app.push_screen(Choose(_("Show"), options, self._filter or "all"), chosen)

    def action_next_note(self) -> None:
        """The next row with something to decide, from the top again after the last."""
        waiting = {one.lead_id for one in self.plan.open_conflicts}
        places = [at for at, row in enumerate(self.lines.rows) if isinstance(row.key, int) and row.key in waiting]
        later = [at for at in places if at > self.lines.at] or places
        if later:
            self.lines.go_to(later[0])

    # Writing it

    def action_write_feedback(self) -> None:
        if not self.plan.is_draft:
            self._ask_to_write()
            return
        options = [
            ("sent", _(MARK_SENT)),
            ("draft", _(LEAVE_DRAFT)),
        ]

        def chosen(key: str | None) -> None:
            if key:
                self._ask_to_write(sent=key == "sent")

        self.app.push_screen(Choose(_("The list is a draft"), options), chosen)

    def _ask_to_write(self, *, sent: bool = False) -> None:
        ws, plan = workspace(self), self.plan
        question = _("Write this? Cells: {cells}; new leads: {leads}").format(
            cells=len(plan.taken), leads=len(plan.wanted)
        )
        left = len(plan.open_conflicts)
        hint = _("Ctrl+Z takes it back.")
        if left:
            hint = "\n".join((_("Both sides changed, stays as it is here: {count}").format(count=left), hint))

        def work(progress: Progress) -> FeedbackDone:
            return apply_feedback(ws, plan, sent=sent, progress=lambda done, of: progress(_WRITING, done, of))

        def agreed(yes: bool | None) -> None:
            if yes:
                self.app.push_screen(Working(_("Writing"), work), self._written)

        self.app.push_screen(Confirm(question, _("Write"), hint=hint), agreed)

    def _written(self, done: FeedbackDone | None) -> None:
        if done is None:
            return
        app = chamber_app(self)
        app.pop_screen()
        said = [
            _("Cells written: {cells}; new leads: {leads}").format(
                cells=len(done.plan.taken) - len(done.refused), leads=len(done.filed)
            )
        ]
        untaken = [(f"{one.code} {one.called}", reason) for one, reason in done.refused]
        untaken += [(one.cells.get("project", ""), reason) for one, reason in done.not_filed]
        said += [_("{label}: {text}").format(label=label, text=reason) for label, reason in untaken]
        changed = {"lead": done.changed, "delivery": (done.plan.delivery.id,), "activity": ()}
        app.tell_done("\n".join(said), Outcome(done.action, changed))


_WRITING = N_("Writing")


def _cells(plan: FeedbackPlan) -> Iterable[CellChange]:
    return (*plan.conflicts, *plan.updates, *plan.others)


def _rows(plan: FeedbackPlan) -> list[tuple[str, Row]]:
    """Every row with how it stands: what is to decide first, then changes, new rows, missing ones, the rest."""
    by_lead: defaultdict[int, list[CellChange]] = defaultdict(list)
    for one in _cells(plan):
        by_lead[one.lead_id].append(one)
    groups: dict[str, list[Row]] = {name: [] for name in FILTERS}
    for row in plan.rows:
        cells = by_lead[row.lead_id]
        waiting = sum(one.conflict and not one.take for one in cells)
        taken = sum(one.taken for one in cells)
        name = f"{row.code}  {row.project}  "
        if waiting:
            groups[CONFLICTS].append(Row("!", name + _("{count} to decide").format(count=waiting), "bad", row.lead_id))
        elif taken:
            said = ngettext_("{count} cell", "{count} cells", taken).format(count=taken)
            groups[UPDATES].append(Row("~", name + said, "change", row.lead_id))
        else:
            groups[SAME].append(Row("=", name, "quiet", row.lead_id))
    for new in plan.candidates:
        mark = "+" if new.wanted else "-"
        name = "  ".join(filter(None, (new.cells.get("project", ""), new.cells.get("investor", ""))))
        said = _("will be filed") if new.wanted else _("left")
        kind = "good" if new.wanted else "warn"
        groups[NEW].append(Row(mark, f"{_('Row {row}').format(row=new.row)}  {name}  {said}", kind, (NEW, new.row)))
    for number, (code, project) in enumerate(plan.not_returned):
        groups[MISSING].append(Row("?", f"{code}  {project}  {_('not returned')}", "warn", (MISSING, number)))
    return [(name, row) for name, rows in groups.items() for row in rows]


def _cell(one: CellChange) -> Text:
    """A cell with its three texts and what comes of it."""
    outcome, style = _outcome(one)
    text = Text(f"{one.called}  ", "bold")
    text.append(f"{outcome}\n", style)
    parts = ((_("sent"), one.sent), (_("theirs"), one.theirs), (_("ours"), one.ours))
    for label, value in parts:
        kept = one.theirs if one.taken else one.ours
        text.append(f"  {label}  ", "dim")
        text.append((value or "-").replace("\n", " / ") + "\n", "" if value == kept else "dim")
    return text


def _outcome(one: CellChange) -> tuple[str, str]:
    clears = is_clear(one.theirs)
    says: Callable[[], tuple[str, str]] = {
        Verdict.BOTH: lambda: (_("both changed it: decide"), "bold red"),
        Verdict.THEIRS: lambda: (_("cleared") if clears else _("theirs is taken"), "yellow"),
        Verdict.OURS: lambda: (_("ours is newer"), "dim"),
        Verdict.SAME: lambda: (_("both say the same"), "dim"),
        Verdict.UNCHANGED: lambda: ("", "dim"),
    }[one.verdict]
    if one.take == THEIRS:
        return (_("decided: theirs"), "green")
    if one.take == OURS:
        return (_("decided: ours stays"), "green")
    return says()


def _candidate(plan: FeedbackPlan, one: Candidate) -> Text:
    from chamber.deliveries.layout import Layout

    titles = {column.key: title_of(column, language()) for column in Layout.load(plan.delivery.layout).columns}
    text = Text(one.reason + "\n", "bold")
    if not one.can_be_filed:
        text.append(_("Without project and investor it can't be filed as a lead.") + "\n", "red")
    elif one.wanted:
        text.append(_("It will be filed as a new lead from this office. F8 leaves it.") + "\n", "green")
    else:
        text.append(_("F7 files it as a new lead from this office; else it is left.") + "\n")
    for key, value in one.cells.items():
        if value and key in titles:
            text.append(f"{titles[key]}  ", "dim").append(value.replace("\n", " / ") + "\n")
    return text
