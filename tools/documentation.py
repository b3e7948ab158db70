"""Check that the documentation is true: commands and options exist, make targets exist, links lead somewhere.

Every command of the program must stand in docs/cli.md, which `python -m tools.documentation --write` makes from the
commands' own help; the check fails when it is older than they are.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "cli.md"

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`((?:chamber|make) [^`\n]+)`(?!`)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def pages() -> list[Path]:
    """Every page a person reads."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def program() -> click.Group:
    """The command line with every command loaded."""
    from chamber.cli.main import chamber
    from chamber.i18n import use_language

    use_language("en")
    return chamber


def problems() -> list[str]:
    """What is wrong, one line each."""
    group = program()
    wrong: list[str] = []
    for page in pages():
        text = page.read_text("utf-8")
        where = page.relative_to(ROOT)
        wrong += [f"{where}: the link {target} leads nowhere" for target in _links(text) if not _resolves(page, target)]
        wrong += [f"{where}: `{line}`: {why}" for line in _lines(text) if (why := _mistake(line, group))]
    if not REFERENCE.exists() or REFERENCE.read_text("utf-8") != reference(group):
        wrong.append("docs/cli.md is not what the commands say; run: python -m tools.documentation --write")
    wrong += [f"`{path}` has no help" for path, command in commands(group) if not (command.help or command.short_help)]
    return wrong


def _links(text: str) -> Iterator[str]:
    for match in LINK.finditer(FENCE.sub("", text)):
        yield match[1] or match[2]


def _resolves(page: Path, target: str) -> bool:
    """Whether a relative link has its file and, after `#`, its heading. Addresses on the network are not tried."""
    if re.match(r"[a-z]+:", target):
        return True
    name, _, anchor = target.partition("#")
    file = page.parent / name if name else page
    if not file.exists():
        return False
    return not anchor or anchor in {_anchor(heading) for heading in HEADING.findall(file.read_text("utf-8"))}


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _lines(text: str) -> Iterator[str]:
    """What a reader would type: lines of code blocks and inline code that call the program or make."""
    blocks = [line.strip().removeprefix("$ ") for block in FENCE.findall(text) for line in block.splitlines()]
    for line in [*blocks, *INLINE.findall(text)]:
        command = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line)
        if re.match(r"(chamber|make)\b(?! [^a-z<\[-])", command):
            yield command


def _mistake(line: str, group: click.Group) -> str:
    """Why a command line can't be run as written, or ''. Placeholders in capitals stand for anything."""
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        return next((f"make has no target {word}" for word in words[1:] if "=" not in word and word not in targets), "")
    command: click.Command = group
    known = _options(group)
    for word in words[1:]:
        if word in ("|", ">", "&&"):
            break
        if word.startswith("--"):
            if word.split("=")[0] not in known:
                return f"no option {word}"
        elif isinstance(command, click.Group) and word.islower() and word in command.list_commands(_context(command)):
            command = command.get_command(_context(command), word) or command
            known |= _options(command)
        elif isinstance(command, click.Group) and command is not group:
            return f"no command {word}"
    return ""


def _options(command: click.Command) -> set[str]:
    given = (parameter for parameter in command.params if isinstance(parameter, click.Option))
    return {"--help", "--version"} | {name for option in given for name in (*option.opts, *option.secondary_opts)}


def _context(command: click.Command) -> click.Context:
    return click.Context(command, info_name=command.name)


def commands(group: click.Group, above: str = "chamber") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, groups before what they hold."""
    context = _context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        path = f"{above} {name}"
        yield path, command
        if isinstance(command, click.Group):
            yield from commands(command, path)


def reference(group: click.Group) -> str:
    """docs/cli.md: every command with its own help."""
    parts = [
        "# Every command",
        "Data goes to standard output, words to standard error. `--json` prints one JSON document.",
        "Exit codes: 0 done, 1 refused by a rule or bad data, 2 usage, 3 not found, 4 conflict, 5 no database.",
        _section("chamber", group),
    ]
    parts += [_section(path, command) for path, command in commands(group)]
    return "\n\n".join(parts) + "\n"


def _section(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    return f"## {path}\n\n```text\n{command.get_help(context).strip()}\n```"


def main(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        REFERENCE.write_text(reference(program()), "utf-8")
        return 0
    found = problems()
    for line in found:
        sys.stderr.write(line + "\n")
    sys.stdout.write(f"documentation: {len(found)} problems\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
