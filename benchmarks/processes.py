"""What a person waits for before anything can be typed: whole processes, against the least such a process can take."""

from __future__ import annotations

import os
import pty
import resource
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.measured import Measured

ROUNDS = 11
_LEAST_APP = "from textual.app import App\nApp().run()\n"
_SETTLE = 1.2
"""Seconds without a byte after which the first screen counts as drawn whole."""
_A_SCREEN = 1_000
"""Bytes no screen is drawn with less of; what comes before sets the terminal up."""
_WHERE = b"\x1b[6n"


def start(url: str, program: str) -> Iterator[Measured]:
    """`--help` and `search` as whole processes."""
    python = os.path.join(os.path.dirname(program), "python")
    least = _process([python if os.path.exists(python) else sys.executable, "-c", "pass"])
    yield Measured("chamber --help", _process([program, "--help"]), 5, least, as_ratio=True)
    asked = [program, "--db", url, "search", "赤峰"]
    yield Measured("chamber search", _process(asked), 7, least, as_ratio=True)


def paint(url: str, program: str) -> Iterator[Measured]:
    """First paint in a pseudo-terminal, all of the first screen, and the memory held then."""
    python = os.path.join(os.path.dirname(program), "python")
    first, whole, memory = zip(*(_painted([program, "--db", url]) for _ in range(5)), strict=True)
    least, _whole, _memory = zip(*(_painted([python, "-c", _LEAST_APP]) for _ in range(5)), strict=True)
    floor = statistics.median(least)
    yield Measured("first paint", statistics.median(first), 1.4, floor, as_ratio=True)
    yield Measured("home screen with all it says, from the start of the process", statistics.median(whole), None, floor)
    yield Measured("memory, home screen shown", statistics.median(memory), 55, unit="MiB")


def _process(command: Sequence[str]) -> float:
    """Milliseconds of CPU of a whole process, the median: on a busy machine it says more than the clock."""
    taken = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(taken)


def _painted(command: Sequence[str]) -> tuple[float, float, float]:
    """Milliseconds until the first screen is drawn and until it stops changing, and the MiB resident then.

    The question where the cursor is, by which the program learns how wide a terminal draws its lines, is answered as a
    terminal would.
    """
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.environ["COLUMNS"], os.environ["LINES"] = "120", "40"
        os.execv(command[0], list(command))
    first, last, drawn = 0.0, 0.0, 0
    while time.perf_counter() - (last or began) < (_SETTLE if last else 20):
        ready, _, _ = select.select([terminal], [], [], 0.02)
        if not ready:
            continue
        try:
            seen = os.read(terminal, 65536)
        except OSError:
            break
        if _WHERE in seen:
            os.write(terminal, b"\x1b[1;2R")
        drawn += len(seen)
        if drawn > _A_SCREEN:
            last = time.perf_counter()
            first = first or last
    memory = _resident(child)
    os.write(terminal, b"\x11")
    time.sleep(0.2)
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return 1000 * (first - began), 1000 * (last - began), memory


def _resident(process: int) -> float:
    try:
        with open(f"/proc/{process}/status", encoding="utf-8") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    except (OSError, StopIteration):
        return 0.0


ALL: tuple[Callable[[str, str], Iterator[Measured]], ...] = (start, paint)
