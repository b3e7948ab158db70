"""Which commands there are. A command's module is loaded when it is called, so that `--help` stays quick."""

from __future__ import annotations

from typing import NamedTuple

from chamber.i18n import N_


class Lazy(NamedTuple):
    """Where a command lives (`module:attribute`) and its line in the help."""

    home: str
    help: str


_HERE = "chamber.cli.commands"

COMMANDS: dict[str, Lazy] = {
    "setup": Lazy(f"{_HERE}.setup:setup", N_("The chamber's own record: name, home city, who reports")),
    "settings": Lazy(f"{_HERE}.settings:settings", N_("Preferences")),
    "demo": Lazy(f"{_HERE}.demo:demo", N_("Look around in a chamber with invented data")),
    "import": Lazy(f"{_HERE}.imports:imports", N_("Read a spreadsheet: members, contacts, leads or guests")),
    "member": Lazy(f"{_HERE}.member:member", N_("Members and other enterprises")),
    "contact": Lazy(f"{_HERE}.contact:contact", N_("People")),
    "event": Lazy(f"{_HERE}.event:event", N_("Events, and signing guests in")),
    "lead": Lazy(f"{_HERE}.lead:lead", N_("Leads: advance, log, what is due")),
    "office": Lazy(f"{_HERE}.office_template:office", N_("Liaison offices and others that receive lists")),
    "consent": Lazy(f"{_HERE}.consent:consent", N_("Who agreed that which office may have their name and phone")),
    "policy": Lazy(f"{_HERE}.policy:policy", N_("Policies that fairs present")),
    "report": Lazy(f"{_HERE}.report:report", N_("Results of fairs, the funnel, rates, members, what offices are owed")),
    "calendar": Lazy(f"{_HERE}.calendar:calendar", N_("The working calendar: make-up days, years loaded from a file")),
    "duplicates": Lazy(f"{_HERE}.duplicates:duplicates", N_("Members or contacts that may be one and the same")),
    "merge": Lazy(f"{_HERE}.duplicates:merge", N_("Make one record of two")),
    "history": Lazy(f"{_HERE}.history:history", N_("What was done, by whom, when")),
    "undo": Lazy(f"{_HERE}.history:undo", N_("Take back the last action, or the one of this number")),
    "redo": Lazy(f"{_HERE}.history:redo", N_("Do again what was taken back")),
    "export": Lazy(f"{_HERE}.export:export", N_("Write the list for an office, or a plain table")),
    "delivery": Lazy(
        f"{_HERE}.delivery:delivery", N_("Lists made for offices: send, void, make again, what an office knew")
    ),
    "receipt": Lazy(f"{_HERE}.delivery:receipt", N_("Note that an office received a delivery")),
    "feedback": Lazy(f"{_HERE}.feedback:feedback", N_("Merge a list that an office sent back")),
    "search": Lazy(f"{_HERE}.search:search", N_("Find anything: names, pinyin, initials, phone and code fragments")),
    "view": Lazy(f"{_HERE}.view:view", N_("Saved views: filters, orders and columns kept under a name")),
    "backup": Lazy(f"{_HERE}.backup:backup", N_("Write a backup")),
    "restore": Lazy(f"{_HERE}.backup:restore", N_("Bring a backup back; what is there now is backed up first")),
    "check": Lazy(f"{_HERE}.backup:check", N_("Look whether the database is whole")),
}
"""Name → where it lives, in the order of the help."""

OPEN_TO_OFFICERS = frozenset(
    {
        "lead list",
        "lead show",
        "lead answer",
        "export",
        "feedback",
        "receipt",
        "delivery list",
        "delivery show",
        "delivery recreate",
        "delivery known",
        "undo",
        "redo",
    }
)
"""The commands a liaison officer may give; everything else is the chamber's own."""
