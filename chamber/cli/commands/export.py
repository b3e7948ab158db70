"""`chamber export`: an office's list (a delivery), or a plain table of any kind of record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from chamber.cli.base import Session, argument, command, json_option, option, pass_session
from chamber.cli.officers import own_office, take_own
from chamber.cli.output import data, emit, say
from chamber.cli.records import find_id
from chamber.cli.telling import on_one_line
from chamber.errors import Usage
from chamber.i18n import N_, _, ngettext_

_KINDS = ("xlsx", "csv", "json")


@command(N_("Write the list for an office, or a table of members, contacts, events, attendance or leads"))
@argument("what", metavar="WHAT")
@argument("words", nargs=-1, metavar="[FILTER]...")
@option("--office", metavar="NAME", help=N_("The office the list of leads is for; this makes a delivery"))
@option("--full", is_flag=True, help=N_("Everything the office may have, not only what is new"))
@option("--correction", metavar="DELIVERY", help=N_("Correct a delivery that was sent"))
@option(
    "--form", type=click.Choice(["weekly", "full"]), default="weekly", help=N_("The weekly form or the full ledger")
)
@option("--as", "file_format", type=click.Choice(_KINDS), help=N_("Kind of file"))
@option(
    "--encoding",
    type=click.Choice(["utf-8-sig", "gb18030", "utf-8"]),
    default="utf-8-sig",
    help=N_("Encoding of a csv"),
)
@option("--password", metavar="WORD", help=N_("Encrypt the xlsx so that it opens only with this password"))
@option(
    "--summary/--no-summary",
    default=True,
    help=N_("With a second sheet in the xlsx: figures by stage, place and industry"),
)
@option("--letter", metavar="PATH", help=N_("Also write the cover letter (docx)"))
@option(
    "--sheet-lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    help=N_("Language of the office's sheet; the official form is Chinese"),
)
@option(
    "--where", "pairs", metavar="FIELD=VALUE", multiple=True, help=N_("Only records with this value; may be repeated")
)
@option("--with-contacts", is_flag=True, help=N_("Leave contact data of a plain table as it is"))
@option("--raw", is_flag=True, help=N_("Leave cells of a csv unguarded, for machines"))
@option("-o", "--output", "path", metavar="PATH", help=N_("File or folder to write to"))
@json_option
@pass_session
def export(
    session: Session,
    what: str,
    words: tuple[str, ...],
    office: str | None,
    full: bool,
    correction: str | None,
    form: str,
    file_format: str | None,
    encoding: str,
    password: str | None,
    summary: bool,
    letter: str | None,
    sheet_lang: str,
    pairs: tuple[str, ...],
    with_contacts: bool,
    raw: bool,
    path: str | None,
    as_json: bool,
) -> None:
    if path == "-":
        raise Usage(N_("An export is written to a file: give -o a name. What was done is printed with --json."))
    target = Path(path) if path else None
    file_format = file_format or _named(target)
    if letter:
        from chamber.exporting.files import must_end_in

        must_end_in(Path(letter), ".docx")
    office = own_office(session, what, office)
    if office is None:
        if full or correction or password or letter or not summary:
            raise Usage(N_("This option belongs to the list for an office: name it with --office."))
        _plain(session, what, words, pairs, file_format, target, encoding, with_contacts, raw, as_json)
        return
    if what != "leads":
        raise Usage(N_("An office gets leads: chamber export leads --office NAME"))
    from chamber.deliveries import service
    from chamber.deliveries.masked import REASONS
    from chamber.privacy.masking import Reason

    if pairs or words or with_contacts or raw:
        raise Usage(
            N_("A delivery holds what the office may have; it takes no filter, --where, --with-contacts or --raw.")
        )
    how: dict[str, Any] = {
        "full": full,
        "form": form,
        "file_format": file_format,
        "path": target,
        "encoding": encoding,
        "lang": sheet_lang,
        "password": password,
        "summary": summary,
    }
    office_id = find_id(session.ws, "office", office)
    corrected = find_id(session.ws, "delivery", correction) if correction and session.ws.officer is None else None
    with on_one_line() as told:
        if session.ws.officer is not None:
            service.must_be_own(session.ws, office_id)
            done = take_own(session, correction, letter, progress=told, **how)
        else:
            done = service.make_delivery(session.ws, office_id, correction=corrected, progress=told, **how)
    written = _letter(session, done.id, letter) if letter else ""
    if as_json:
        emit(done.to_json() | ({"letter": written} if written else {}))
        return
    data(done.path)
    if written:
        data(written)
    if session.ws.officer is not None:
        say(
            ngettext_(
                "List {number} with {rows} row is in your hands and acknowledged.",
                "List {number} with {rows} rows is in your hands and acknowledged.",
                done.rows,
            ).format(number=done.number, rows=done.rows)
        )
        return
    counts = ngettext_(
        "Delivery {number} (draft): {rows} row; {new} new, {changed} changed, {withdrawn} withdrawn, {stalled} without progress",
        "Delivery {number} (draft): {rows} rows; {new} new, {changed} changed, {withdrawn} withdrawn, {stalled} without progress",
        done.rows,
    )
    say(
        counts.format(
            number=done.number,
            rows=done.rows,
            new=done.new,
            changed=done.changed,
            withdrawn=done.withdrawn,
            stalled=done.stalled,
        )
    )
    if done.masked:
        say(ngettext_("{count} cell is masked:", "{count} cells are masked:", done.masked).format(count=done.masked))
        for reason, count in done.reasons.items():
            say(f"  {count:>5}  {_(REASONS[Reason(reason)])}")
        say(_("Person by person: chamber delivery show {number}").format(number=done.number))
    say(_("When it has left the house: chamber delivery send {number}").format(number=done.number))


def _named(target: Path | None) -> str | None:
    """The kind of file a name asks for by its ending."""
    kind = target.suffix.lower().lstrip(".") if target and not target.is_dir() else ""
    return kind if kind in _KINDS else None


def _plain(
    session: Session,
    what: str,
    words: tuple[str, ...],
    pairs: tuple[str, ...],
    file_format: str | None,
    target: Path | None,
    encoding: str,
    with_contacts: bool,
    raw: bool,
    as_json: bool,
) -> None:
    from chamber.exporting.tables import export_table

    done = export_table(
        session.ws,
        what,
        pairs=pairs,
        words=" ".join(words),
        file_format=file_format or "xlsx",
        path=target,
        encoding=encoding,
        with_contacts=with_contacts,
        raw=raw,
    )
    if as_json:
        emit(done.to_json())
        return
    data(done.path)
    say(ngettext_("{rows} row written.", "{rows} rows written.", done.rows).format(rows=done.rows))
    if done.masked:
        say(
            ngettext_(
                "{count} cell with contact data is masked; --with-contacts leaves it.",
                "{count} cells with contact data are masked; --with-contacts leaves them.",
                done.masked,
            ).format(count=done.masked)
        )


def _letter(session: Session, delivery_id: int, path: str) -> str:
    from chamber.deliveries.letter import write_letter

    return str(write_letter(session.ws, delivery_id, Path(path)))
