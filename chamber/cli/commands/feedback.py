"""`chamber feedback`: merge a sheet that came back."""

from __future__ import annotations

from pathlib import Path

import click

from chamber.cli.base import Session, argument, command, json_option, option, pass_session, yes_option
from chamber.cli.officers import refuse_deciding
from chamber.cli.output import emit, say, show_table, tell_undo
from chamber.deliveries.applying import FeedbackDone, apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.plan import DRAFT, LEAVE_DRAFT, LEFT_ASIDE, MARK_SENT, OLDER, VOIDED, FeedbackPlan
from chamber.i18n import N_, _


@command(N_("Merge a list that an office sent back, cell by cell"))
@argument("file")
@option("--dry-run", is_flag=True, help=N_("Change nothing, only say what would happen"))
@option("--take", type=click.Choice(["ours", "theirs"]), help=N_("Decide every cell that both sides changed"))
@option("--add-new", is_flag=True, help=N_("File the rows that are no lead of ours as new leads from this office"))
@option("--sent", is_flag=True, help=N_("The list was sent though it is a draft: mark it so first"))
@option("--password", metavar="WORD", help=N_("The password the file opens with"))
@yes_option
@json_option
@pass_session
def feedback(
    session: Session,
    file: str,
    dry_run: bool,
    take: str | None,
    add_new: bool,
    sent: bool,
    password: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    refuse_deciding(session, take, add_new, sent)
    plan = plan_feedback(session.ws, Path(file), password=password).want(add_new)
    if take:
        plan = plan.decide(take)
    done = None
    if as_json:
        done = None if dry_run else apply_feedback(session.ws, plan, sent=sent)
        if plan.is_draft and not sent:
            _say_draft()
        emit(done.to_json() if done else plan.to_json())
        return
    _say_plan(plan)
    if plan.is_draft and not sent:
        if session.interactive and not dry_run and not yes and session.ws.officer is None:
            sent = _ask_whether_sent()
        else:
            _say_draft()
    if dry_run:
        say(_("Nothing was changed (--dry-run)."))
    else:
        if session.interactive and (plan.taken or plan.wanted):
            question = _("Write this? Cells: {cells}; new leads: {leads}")
            session.confirm(question.format(cells=len(plan.taken), leads=len(plan.wanted)), yes)
        done = apply_feedback(session.ws, plan, sent=sent)
    _say_rest(plan, done)


def _say_draft() -> None:
    say(_(DRAFT))
    say(_("Say --sent to mark it as sent first; else it stays a draft, and the next list tells the same again."))


def _ask_whether_sent() -> bool:
    """What the terminal asks too. Leaving with Ctrl+C changes nothing."""
    say(_(DRAFT))
    for number, answer in enumerate((MARK_SENT, LEAVE_DRAFT), 1):
        say(f"{number}  {_(answer)}")
    return click.prompt(_("Which?"), type=click.Choice(["1", "2"]), err=True) == "1"


def _say_plan(plan: FeedbackPlan) -> None:
    """What the sheet would do."""
    found = plan.to_json()
    say(
        _(
            "{office}, delivery {number}: {updates} cells updated, {conflicts} to decide, {not_returned} rows not returned, {candidates} new rows"
        ).format(
            office=plan.office.name,
            number=plan.delivery.number,
            **{name: found[name] for name in ("updates", "conflicts", "not_returned", "candidates")},
        )
    )
    if plan.is_voided:
        say(_(VOIDED).format(reason=plan.delivery.void_reason))
    if plan.newer:
        say(_(OLDER).format(number=plan.newer))
    titles = [_("Row"), _("Lead"), _("Column"), _("Sent"), _("Theirs"), _("Ours")]
    shown = [
        (str(one.row), one.code, one.called, one.sent, one.theirs, one.ours)
        for one in (*plan.taken, *plan.open_conflicts)
    ]
    if shown:
        show_table(titles, shown)


def _say_rest(plan: FeedbackPlan, done: FeedbackDone | None) -> None:
    """What is left open, and what was not taken."""
    if plan.open_conflicts:
        say(
            _("Both sides changed {count} cells: nothing was written there. Say --take ours or --take theirs.").format(
                count=len(plan.open_conflicts)
            )
        )
    for one in plan.candidates if not done or not plan.wanted else ():
        project = one.cells.get("project", "")
        say(
            _("Row {row} is no lead of ours: {project} ({reason})").format(
                row=one.row, project=project, reason=one.reason
            )
        )
    for row, code in done.filed if done else ():
        say(_("Row {row} was filed as {code}.").format(row=row, code=code))
    for one, reason in done.not_filed if done else ():
        say(_("Row {row} was not filed: {reason}").format(row=one.row, reason=reason))
    for row, column, value in plan.left_aside:
        say(_(LEFT_ASIDE).format(row=row, column=column, value=value))
    for row, code in plan.filed:
        say(_("Row {row} is here already as {code}.").format(row=row, code=code))
    for code, project in plan.not_returned:
        say(_("Not returned: {code} {project}").format(code=code, project=project))
    for change, reason in done.refused if done else ():
        say(
            _("Row {row}, {column}: {value} was not taken: {reason}").format(
                row=change.row, column=change.called, value=change.theirs, reason=reason
            )
        )
    if done and done.action:
        tell_undo(done.action)
