"""Where the program starts: no arguments, the terminal interface; else the command line. The only module that knows both."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns its exit code. What is not a refusal in words is a bug: logged, told in short, exit 1."""
    from chamber.cli.starting import Start

    given = sys.argv[1:] if arguments is None else arguments
    try:
        from chamber.cli.quick import open_quickly, run_quickly

        done = run_quickly(given) if "search" in given else open_quickly(given, _terminal)
        if done is not None:
            return done
        from chamber.cli.main import run

        return run(given, _terminal)
    except Exception as error:  # noqa: BLE001 (the outermost handler)
        from chamber.cli.failures import report_bug

        report_bug(error, Start.of(given).language)
        return 1


def _terminal(database: str | None, language: str | None, user: str | None) -> int:
    from chamber.cli.starting import must_draw

    must_draw()
    from tui.running import run

    return run(database=database, language=language, user=user)


if __name__ == "__main__":
    sys.exit(main())
