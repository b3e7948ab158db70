"""Every command once: from its definition come the key, the footer, the menu entry and the help.

With a Chinese input method on, letters never reach a program, so the first key of a command is a function key, a Ctrl
combination, an arrow or Enter; characters are a second way and come with their full-width twin. A command without a
key of its own is reached through the menu (F10), by arrows and Enter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

from chamber.i18n import N_

GO = N_("Go to")
HERE = N_("On this screen")
EVERYWHERE = N_("Everywhere")


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` work with an input method on, the first is shown; `twins` are characters. `footer`: rank there, 0 = not.

    `label` and `help` are msgids; `action` is the method `action_<action>` of whoever lists the command.
    """

    name: str
    label: str
    help: str
    keys: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    action: str = ""
    footer: int = 0
    group: str = HERE

    @property
    def does(self) -> str:
        return self.action or self.name

    @property
    def shown_key(self) -> str:
        """The first key as a person reads it: `F2`, `Ctrl+N`."""
        return key_name(self.keys[0]) if self.keys else ""

    @property
    def shown_keys(self) -> str:
        """All keys, those that need no input method first; full-width twins go without saying."""
        return "  ".join(
            key_name(key) for key in (*self.keys, *self.twins) if key != "f18" and (len(key) > 1 or key.isascii())
        )


def _command(name: str, label: str, help: str, keys: str = "", **more: object) -> Command:
    return Command(name, label, help, tuple(keys.split()), **more)  # type: ignore[arg-type]


_ALL = (
    _command("help", N_("Help"), N_("What can be done here, and with which keys"), "f1", twins=("?", "？"), footer=90, group=EVERYWHERE),
    _command("menu", N_("Menu"), N_("Everything that can be done now, to choose from"), "f10 ctrl+p", footer=80, group=EVERYWHERE),
    _command("search", N_("Search"), N_("Find anything by name, pinyin, initials, phone or code"), "f3 ctrl+f", footer=60, group=EVERYWHERE),
    _command("undo", N_("Undo"), N_("Take back the last thing that was changed"), "ctrl+z", footer=30, group=EVERYWHERE),
    _command("redo", N_("Redo"), N_("Do again what was taken back"), "ctrl+y", group=EVERYWHERE),
    _command("next_place", N_("Next screen"), N_("Go to the next screen"), "f6", group=GO),
    _command("previous_place", N_("Previous screen"), N_("Go to the screen before"), "shift+f6 f18", group=GO),
    _command("settings", N_("Settings"), N_("Language, borders, colours"), "f11", group=EVERYWHERE),
    _command("setup", N_("The chamber's own record"), N_("Name, home city, who reports"), group=EVERYWHERE),
    _command("backup", N_("Backup"), N_("Write a verified copy of everything, here or on a stick"), group=EVERYWHERE),
    _command("restore", N_("Restore a backup"), N_("Choose one of the backups kept, or a file, and see what is in it before it takes the place of what is here"), group=EVERYWHERE),
    _command("switch_language", N_("中文 / English"), N_("Change the language of the program"), "ctrl+l", group=EVERYWHERE),
    _command("quit", N_("Quit"), N_("Leave the program"), "ctrl+q", footer=10, group=EVERYWHERE),
    _command("back", N_("Back"), N_("Back to where you came from"), "escape", footer=70, group=EVERYWHERE),
    _command("refresh", N_("Refresh"), N_("Read again what is shown"), "f5"),
    _command("open", N_("Open"), N_("Show all there is about the record"), "enter", footer=50),
    _command("new", N_("New"), N_("File a new record"), "ctrl+n insert", footer=45),
    _command("edit", N_("Edit"), N_("Change the record"), "f2", footer=44),
    _command("remove", N_("Remove"), N_("Remove the record; it can be undone"), "delete", footer=20),
    _command("filter", N_("Filter"), N_("Shorten the list to what fits; typing a letter does the same"), "f9", twins=("/", "／"), footer=35),
    _command("sort", N_("Order"), N_("Choose the column the list is ordered by"), "ctrl+o"),
    _command("columns", N_("Columns"), N_("Choose which columns the list shows, in what order and how wide"), "shift+f9 f21"),
    _command("jump", N_("Go to a name"), N_("Go to the first name at a letter of its pinyin, or at characters"), "ctrl+g"),
    _command("turn", N_("In / out"), N_("Take the column in, or leave it out"), "enter", footer=66),
    _command("tick", N_("Tick"), N_("Read this one too, or leave it out"), "f4 space", footer=65),
    _command("column_up", N_("Up"), N_("Move the column towards the front"), "f7", footer=65),
    _command("column_down", N_("Down"), N_("Move the column towards the end"), "f8", footer=64),
    _command("narrower", N_("Narrower"), N_("Make the column narrower"), "ctrl+left left"),
    _command("wider", N_("Wider"), N_("Make the column wider"), "ctrl+right right", footer=63),
    _command("own_columns", N_("Standard"), N_("The columns the list has of its own"), "f4", footer=62),
    _command("views", N_("Views"), N_("Saved views of this list: show one, save the filter as one, remove one"), "ctrl+x", footer=33),
    _command("mark", N_("Mark"), N_("Mark the row for something done to many, or take its mark away"), "shift+down space", footer=15),
    _command("mark_all", N_("Mark all"), N_("Mark all that the list shows, or none"), "ctrl+a"),
    _command("many", N_("With the marked"), N_("Change, tag, export or invite all that is marked"), "ctrl+k", footer=34),
    _command("save", N_("Save"), N_("Save what was filled in"), "ctrl+s", footer=85),
    _command("cancel", N_("Cancel"), N_("Leave without saving"), "escape", action="back", footer=70),
    _command("close", N_("Close"), N_("Back to the screen"), "escape", action="back", footer=70),
    _command("choose", N_("Choose"), N_("Take the marked one"), "enter", footer=50),
    _command("check_in", N_("Check in"), N_("The guest is here"), "f4 space", footer=55),
    _command("add_guest", N_("Guest"), N_("Add a guest to the event"), "f7", footer=54),
    _command("lead_from_guest", N_("Lead"), N_("File a lead from the guest, the event and the unit filled in"), "f8", footer=53),
    _command("desk", N_("Door"), N_("The sign-in desk of this event"), "ctrl+d", footer=56),
    _command("sign_in", N_("Sign in"), N_("The marked guest is here"), "enter", footer=66),
    _command("walk_in", N_("Walk-in"), N_("Somebody who is not on the list"), "f7", footer=65),
    _command("stand_in", N_("Stand-in"), N_("Somebody came in place of the marked guest"), "f8", footer=64),
    _command("take_back", N_("Take back last"), N_("Take back what was done here last: a sign-in, a consent"), "f9 ctrl+z", footer=63),
    _command("agreed", N_("Agreed"), N_("The marked guest, or the last one signed in, agrees that an office may have name and phone"), "f4", footer=62),
    _command("all_agreed", N_("Several agreed"), N_("The same for all signed in here, or for all who have come"), "shift+f4 f16"),
    _command("choose_office", N_("Office"), N_("For which office guests agree")),
    _command("consent", N_("Consent"), N_("The contact, or all that are marked, agree that an office may have name and phone"), "f7", footer=54),
    _command("withdraw_consent", N_("Withdraw"), N_("The contact takes a consent back; you see who has the data"), "f8", footer=53),
    _command("person_data", N_("Data on request"), N_("Write down what is kept about the contact and to whom it went")),
    _command("erase", N_("Erase"), N_("Erase what is kept of the contact, for good")),
    _command("masked", N_("Masked"), N_("What the next list would hide, of whom and why"), "f8", footer=53),
    _command("read_on", N_("Read on"), N_("Show what stands further down beside the list"), "ctrl+down", action="read(1)", footer=32),
    _command("read_back", N_("Read back"), N_("Show what stands further up beside the list"), "ctrl+up", action="read(-1)"),
    _command("merge_pair", N_("Merge"), N_("Make one record of the two, field by field"), "f4", footer=57),
    _command("differ", N_("Different"), N_("They are not the same: never propose them again"), "f7", footer=56),
    _command("other_kind", N_("Members / contacts"), N_("Look through the other kind of record"), "f8", footer=55),
    _command("move_on", N_("Move on"), N_("Move the card to the next stage"), "ctrl+right", footer=57),
    _command("move_back", N_("Move back"), N_("Move the card to the stage before"), "ctrl+left"),
    _command("advance", N_("Advance"), N_("Move the lead to another stage"), "f4", footer=55),
    _command("log", N_("Log"), N_("Write down a call, a visit or a meeting"), "f7", footer=54),
    _command("fund", N_("Funds in place"), N_("Note funds of a month, claimed or verified"), "ctrl+u", footer=33),
    _command("verify_funds", N_("Verify funds"), N_("The voucher of a month was seen")),
    _command("hand_over", N_("Hand over"), N_("Another person takes the lead over"), "ctrl+r", footer=32),
    _command("merge_lead", N_("Merge into another"), N_("This lead goes into another one, with its log, funds and files")),
    _command("pass_on", N_("Pass on"), N_("Another place gets the lead; it leaves the path")),
    _command("reopen", N_("Reopen"), N_("Bring a lead that left back to where it left")),
    _command("load_calendar", N_("Working calendar"), N_("Load a year's holidays and make-up days from a csv; deadlines move with it")),
    _command("remind", N_("Reminders"), N_("What the lead asks for, as a calendar file (.ics)")),
    _command("attach", N_("Attach"), N_("Keep where a photograph, a contract or another file lies"), "ctrl+b", footer=31),
    _command("detach", N_("Take file off"), N_("Forget where a file lies; the file stays")),
    _command("all_fields", N_("All fields"), N_("Show every field, or only those one asks for first"), "f4", footer=66),
    _command("invite", N_("Invite"), N_("Choose whom to invite, by home city, title and industry"), "ctrl+e", footer=52),
    _command("answer", N_("Answer"), N_("What the guest answered to the invitation"), "ctrl+r", footer=51),
    _command("no_answer", N_("No answer"), N_("Everybody invited who has not answered: no answer")),
    _command("seat", N_("Seat"), N_("Give the guest a table and a seat"), "ctrl+t", footer=46),
    _command("seat_all", N_("Seat everybody"), N_("Fill the tables with all who have none, guests of rank first")),
    _command("papers", N_("Papers"), N_("To print: guest list, name badges, fact sheet; the calendar file"), "shift+f4 f16", footer=47),
    _command("plan_again", N_("Plan again"), N_("The same event at a new time, with its guests if you like")),
    _command("save_report", N_("Print"), N_("Write the report as a workbook to print (.xlsx)"), "ctrl+s", footer=60),
    _command("referral", N_("Referral form"), N_("The form to print and sign: who reported the lead first, who introduced it")),
    _command("deliver", N_("Make list"), N_("Make the list of leads for this office"), "f4", footer=55),
    _command("mark_sent", N_("Mark sent"), N_("The marked draft was sent to the office"), "f7", footer=54),
    _command("read_feedback", N_("Feedback"), N_("Read a list that an office sent back; you see what would change before anything is written"), "f12", footer=52),
    _command("receipt", N_("Receipt"), N_("The office has received the delivery: by whom and when"), "f4", footer=55),
    _command("open_cells", N_("Cells"), N_("Every cell of the delivery as it was sent"), "f9", footer=51),
    _command("recreate", N_("File again"), N_("Write the file of the delivery again, cell for cell"), "ctrl+r"),
    _command("correct", N_("Correction"), N_("Make a list that corrects this delivery")),
    _command("void_delivery", N_("Void"), N_("The delivery is no baseline any more; it stays on record. This can't be undone"), "delete"),
    _command("sheet", N_("Sheet"), N_("Which columns this office's list has, in which order, under which titles"), "ctrl+e", footer=49),
    _command("column_title", N_("Title, width"), N_("Change the titles and the width of the column"), "f2 enter", footer=66),
    _command("take_column", N_("Take in / leave out"), N_("Take the column into the sheet, or leave it out"), "f4", footer=65),
    _command("column_up", N_("Up"), N_("Put the column one place nearer to the start"), "f7 ctrl+up", footer=64),
    _command("column_down", N_("Down"), N_("Put the column one place nearer to the end"), "f8 ctrl+down", footer=63),
    _command("sheet_words", N_("Words"), N_("The title line, the reporting line, the signature and the foot of the page"), "f9", footer=62),
    _command("other_form", N_("Weekly / full"), N_("The template of the other form"), "ctrl+t", footer=40),
    _command("official_form", N_("Official form"), N_("Back to the official form")),
    _command("copy_sheet", N_("As another office"), N_("Take over another office's columns and words")),
    _command("read_sheet", N_("Read from file"), N_("Read columns and words from a file that was written here and changed")),
    _command("write_sheet", N_("Write to file"), N_("Write columns and words to a file, to be changed in Excel or WPS")),
    _command("known", N_("What it knew"), N_("What the office knew on a day"), "ctrl+w", footer=50),
    _command("answer_lead", N_("Our answer"), N_("Write what your office says of this lead: taken up, handler, latest"), "f2", footer=56),
    _command("take_list", N_("Take list"), N_("Take the list of your office in its official form"), "f4", footer=55),
    _command("filter_leads", N_("Filter"), N_("Only the leads with some words in them; Esc shows all again"), "f8", twins=("/", "／"), footer=53),
    _command("received_lists", N_("Lists"), N_("The lists your office received; acknowledge them here"), "f9", footer=54),
    _command("write_feedback", N_("Write"), N_("Write what was decided; it can be undone"), "ctrl+s", footer=85),
    _command("take_theirs", N_("Theirs"), N_("Take what the office wrote: the marked cell or all of the row; file a new row as a lead"), "f7", footer=67),
    _command("keep_ours", N_("Ours"), N_("Keep what is here: the marked cell or all of the row; leave a new row"), "f8", footer=66),
    _command("decide_all", N_("All"), N_("Decide all open cells at once, or all new rows"), "f4", footer=65),
    _command("import_file", N_("Import"), N_("Read a spreadsheet; you see what would happen before anything is written"), "f12", footer=36),
    _command("write_import", N_("Write"), N_("Write the records as shown; it can be undone"), "ctrl+s", footer=85),
    _command("edit_cell", N_("Cell"), N_("Correct the cell under the cursor"), "f2", footer=66),
    _command("map_column", N_("Column"), N_("Choose what the column under the cursor is"), "f7", footer=65),
    _command("skip_row", N_("Leave out"), N_("Leave the row out, or take it in again"), "delete", footer=64),
    _command("decide", N_("Same?"), N_("Say whether the row is the same as a record that is there"), "f8", footer=67),
    _command("show_rows", N_("Show"), N_("Only rows with notes, or those that end in one way"), "f9", footer=63),
    _command("next_note", N_("Next note"), N_("Go to the next row with a note"), "ctrl+g", footer=35),
    _command("import_mode", N_("Mode"), N_("Add only, overwrite, or fill what is blank"), "f4", footer=62),
    _command("import_sheet", N_("Sheet"), N_("Read another sheet of the file, or several"), "ctrl+o", footer=34),
    _command("undo_change", N_("Undo here"), N_("Take back the last change made here; what is filed stays as it is"), "ctrl+z", footer=32),
    _command("redo_change", N_("Redo here"), N_("Make the change again that was taken back here"), "ctrl+y"),
    _command("save_import", N_("To a file"), N_("Save what the columns are for another import, or the rejected rows with the reasons"), "ctrl+w", footer=33),
    _command("contact", N_("Contact"), N_("File a contact of this enterprise"), "f7", footer=54),
    _command("enrol", N_("Make a member"), N_("The enterprise joins the chamber; a number is given")),
    _command("renew", N_("Renew"), N_("The member is in good standing again")),
    _command("leave", N_("Membership ends"), N_("The member leaves; the number stays theirs")),
    _command("lead", N_("Lead"), N_("File a lead with this enterprise as investor"), "f8", footer=53),
)  # fmt: skip

COMMANDS = {command.name: command for command in _ALL}

# What the keyboard of a Mac writes for Alt with a digit.
_ALT = "¡™£¢∞§¶•ª"

_NAMES = {
    "escape": "Esc", "enter": "Enter", "delete": "Del", "insert": "Ins", "space": "Space", "question_mark": "?", "slash": "/",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard: `ctrl+n` → `Ctrl+N`."""
    parts = key.split("+") if len(key) > 1 else [key]
    return "+".join(
        _NAMES.get(part, part.upper() if len(part) <= 3 and part[0] == "f" else part.capitalize()) for part in parts
    )


def place_command(name: str, label: str, digit: str) -> Command:
    """The command that goes to a screen; `digit` is its number or ''."""
    twins = (digit, chr(ord(digit) + 0xFEE0), _ALT[int(digit) - 1]) if digit else ()
    keys = (f"alt+{digit}",) if digit else ()
    return Command(f"go_{name}", label, N_("Go to this screen"), keys, twins, action=f"go('{name}')", group=GO)


def bindings(names: Iterable[str], *extra: Command) -> list[Binding]:
    """Textual's bindings of commands: every key and every twin."""
    made = []
    for command in (*(COMMANDS[name] for name in names), *extra):
        for key in (*command.keys, *command.twins):
            made.append(Binding(key, command.does, command.label, show=False, key_display=command.shown_key))
    return made
