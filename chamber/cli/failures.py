"""How refusals and bugs are told: words and a hint on stderr, with --json one document there; stdout stays empty."""

from __future__ import annotations

import json
import sys
import traceback

import click

from chamber import clock, paths
from chamber.cli.words import speak
from chamber.errors import ChamberError, Invalid
from chamber.i18n import _, choose_language


def show_refusal(error: ChamberError, as_json: bool) -> int:
    """Tell a refusal; returns its exit code."""
    if as_json:
        _document(error.to_json() | {"exit": error.exit_code})
        return error.exit_code
    lines = (
        [_(error.message).format(**error.params), *(f"  {line}" for line in error.lines)]
        if isinstance(error, Invalid)
        else [str(error)]
    )
    if error.hint_text:
        lines.append(error.hint_text)
    _tell(lines)
    return error.exit_code


def show_usage(error: click.UsageError, as_json: bool) -> int:
    """Tell that the command was not understood; returns 2."""
    message = _in_full(error)
    context = error.ctx
    hint = ""
    if context is not None and context.command.get_help_option(context) is not None:
        hint = _("Try '{command} {option}' for help.").format(command=context.command_path, option="--help")
    if as_json:
        _document({"error": "Usage", "message": message, "hint": hint, "exit": error.exit_code})
    elif isinstance(error, click.exceptions.NoArgsIsHelpError):
        # The message is the whole help, usage and all.
        _tell([message])
    else:
        _tell([*([context.get_usage()] if context else []), message, *([hint] if hint else [])])
    return error.exit_code


def _in_full(error: click.UsageError) -> str:
    """Click's words; that something is missing it ends with a stop of its own, which is one of another script."""
    if not isinstance(error, click.MissingParameter):
        return error.format_message()
    said = error.format_message().split("\n", 1)
    return "\n".join([said[0].removesuffix(".") + _("."), *said[1:]])


def report_bug(error: BaseException, language: str | None) -> None:
    """Keep the traceback in the log and say where it is."""
    speak(choose_language(language, None))
    where = log_failure(error)
    lines = [_("Something went wrong in the program itself: {error}").format(error=f"{type(error).__name__}: {error}")]
    if where:
        lines.append(
            _("Nothing half done was kept. What happened is in {path}; please send it along.").format(path=where)
        )
    _tell(lines)


def log_failure(error: BaseException) -> str:
    """Append the traceback to the log file; returns its path, '' when it can't be written."""
    path = paths.log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{clock.stamp()}\n{''.join(traceback.format_exception(error))}")
    except OSError:
        return ""
    return str(path)


def _tell(lines: list[str]) -> None:
    sys.stderr.write("\n".join(lines) + "\n")


def _document(content: dict[str, object]) -> None:
    sys.stderr.write(json.dumps(content, ensure_ascii=False) + "\n")
