"""The command line: global options, the nouns and verbs, and the one place where refusals are told."""

from __future__ import annotations

import errno
from collections.abc import Sequence

import click

from chamber.cli.base import ReaderLeft, Root, Session, option
from chamber.cli.starting import INTERRUPTED, OpenTerminal, Start, check_readable, leave_stdout, reader_left, use_utf8
from chamber.cli.words import speak
from chamber.errors import ChamberError
from chamber.i18n import N_, choose_language


def run(arguments: Sequence[str], open_terminal: OpenTerminal) -> int:
    """Run one command line; returns the exit code."""
    start = Start.of(arguments)
    speak(choose_language(start.language, None))
    use_utf8(start.as_json)
    try:
        check_readable(arguments)
        result = chamber.main(list(arguments), "chamber", standalone_mode=False, obj=Session(open_terminal))
    except ChamberError as error:
        from chamber.cli.failures import show_refusal

        return show_refusal(error, start.as_json)
    except click.UsageError as error:
        from chamber.cli.failures import show_usage

        return show_usage(error, start.as_json)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (ReaderLeft, BrokenPipeError):
        return reader_left()
    except OSError as error:
        # Files are refused in words where they are written; what is left is stdout, redirected to a full disk.
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        from chamber.cli.failures import show_refusal
        from chamber.disk import output_not_written

        leave_stdout()
        return show_refusal(output_not_written(error), start.as_json)
    return result if isinstance(result, int) else 0


@click.group(
    cls=Root,
    invoke_without_command=True,
    help=N_("The books of a hometown chamber: members, events, leads, and what its liaison offices know."),
    epilog=N_("Without a command the terminal interface opens."),
)
@option("--db", "database", metavar="PATH|URL", help=N_("The database: a file or postgresql://... (or CHAMBER_DB)"))
@option("--lang", "language", type=click.Choice(["zh", "en"]), help=N_("Language (or CHAMBER_LANG)"))
@option("--user", metavar="NAME", help=N_("Who is working (or CHAMBER_USER)"))
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda *given: _version(*given),
    help=N_("Show the version"),
)
@click.pass_context
def chamber(context: click.Context, database: str | None, language: str | None, user: str | None) -> int | None:
    session: Session = context.obj
    session.start(database, language, user)
    context.call_on_close(session.close)
    if context.invoked_subcommand is not None:
        return None
    if not session.interactive:
        click.echo(context.get_help())
        return 0
    return session.open_terminal(database, language, user)


def _version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"chamber {version('chamber')}")
        context.exit()
