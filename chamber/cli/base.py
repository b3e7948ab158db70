"""What commands are made of: click's parts with texts that are translated when shown, and the session they work in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chamber.cli.registry import COMMANDS, OPEN_TO_OFFICERS
from chamber.cli.starting import OpenTerminal, is_interactive
from chamber.cli.telling import on_one_line
from chamber.errors import ChamberError, Usage
from chamber.i18n import N_, _, meant

if TYPE_CHECKING:
    from chamber.offices.officers import Officer
    from chamber.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


class ReaderLeft(Exception):
    """Who reads stdout (head, less) has had enough."""


class Session:
    """One run of the program: its database, opened when first asked for, and whether a person sits in front."""

    def __init__(self, open_terminal: OpenTerminal) -> None:
        self.open_terminal = open_terminal
        self.database: str | None = None
        self.language: str | None = None
        self.user: str | None = None

    def start(self, database: str | None, language: str | None, user: str | None) -> None:
        """Take over the global options."""
        self.database, self.language, self.user = database, language, user

    @cached_property
    def ws(self) -> Workspace:
        """The open chamber. The saved language counts when neither --lang nor CHAMBER_LANG names one."""
        from chamber import settings
        from chamber.cli.output import say
        from chamber.cli.words import speak
        from chamber.i18n import choose_language
        from chamber.paths import address_of, default_database, is_missing
        from chamber.workspace import Workspace

        new = is_missing(address_of(self.database))
        with on_one_line() as told:
            opened = Workspace.open(self.database, user=self.user, progress=told)
        if opened.officer is not None:
            _must_be_open_to(opened.officer, click.get_current_context(silent=True))
        if not self.language:
            speak(choose_language(None, settings.get(opened, "language")))
        if new and address_of(self.database) != str(default_database()):
            # One that was named and is not there is most often a slip, and an empty list would look like a loss.
            say(_("A new, empty database was made: {path}").format(path=opened.where))
        return opened

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked and shown something."""
        return is_interactive()

    def confirm(self, question: str, yes: bool) -> None:
        """Have a person agree; `yes` answers beforehand. Raises `Usage` when nobody can be asked."""
        if yes:
            return
        if not self.interactive:
            raise Usage(
                N_("Nobody is there to be asked: {question}"), question=question, hint=N_("Say --yes to go ahead.")
            )
        click.confirm(question, abort=True, err=True)

    def close(self) -> None:
        """Leave the database, with the day's backup behind if something was done."""
        if "ws" not in self.__dict__:
            return
        if self.ws.wrote and self.ws.officer is None:
            from chamber import backups

            try:
                backups.daily(self.ws)
            except ChamberError as error:
                # The work itself is safely done; that its copy failed is worth a word, not a failure.
                click.echo(_("No backup was made: {reason}").format(reason=error), err=True)
        self.ws.close()


class Command(click.Command):
    """A command whose help is a msgid."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.allow_extra_args:
            return super().parse_args(ctx, args)
        # click refuses what is left over in a plural, for which the catalogue has no words.
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        ctx.allow_extra_args = False
        if left and not ctx.resilient_parsing:
            ctx.fail(_("There is no place for: {texts}").format(texts=" ".join(left)))
        return left

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(self.help))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(_(self.epilog))

    def get_short_help_str(self, limit: int = 45) -> str:
        return _(self.help) if self.help else ""


class Group(Command, click.Group):
    """A noun with its verbs."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they were written, not of the alphabet."""
        return list(self.commands)


class Root(Group):
    """The program: its commands come from the registry, loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        module, _sign, name = lazy.home.partition(":")
        found: click.Command = getattr(import_module(module), name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # Click would end the program itself, as a failure.
            raise ReaderLeft from error
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=3)
            said = _("There is no command {name}.").format(name=args[0])
            raise click.UsageError(meant(said, near), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(lazy.help)) for name, lazy in COMMANDS.items()])


class WholeNumber(click.IntRange):
    """A whole number, called so in the language of the command."""

    @property
    def name(self) -> str:  # type: ignore[override]
        return _("whole number")


class Option(click.Option):
    """An option whose help is a msgid, or a function that gives the text in the active language."""

    def __init__(self, *args: Any, words: Callable[[], str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        kept = self.help
        self.help = self.words() if self.words else _(kept or "")
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept


def option(*names: str, **details: Any) -> Callable[[F], F]:
    """An option; `help` is a msgid."""
    return click.option(*names, cls=Option, **details)


def argument(name: str, **details: Any) -> Callable[[F], F]:
    return click.argument(name, **details)


def group(help: str) -> Callable[[Callable[..., Any]], Group]:
    """Make a function a noun; `help` is a msgid."""
    return click.group(cls=Group, help=help)


def command(help: str, name: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command; `help` is a msgid."""
    return click.command(name, cls=Command, help=help)


pass_session = click.make_pass_decorator(Session)
json_option = option("--json", "as_json", is_flag=True, help=N_("One JSON document on stdout"))
yes_option = option("--yes", "-y", is_flag=True, help=N_("Don't ask, go ahead"))


def _must_be_open_to(officer: Officer, context: click.Context | None) -> None:
    """Raises `NotAllowed` for a command that is not an officer's."""
    path = context.command_path.partition(" ")[2] if context is not None else ""
    if path not in OPEN_TO_OFFICERS:
        from chamber.offices.officers import not_for_officers

        raise not_for_officers(officer)
