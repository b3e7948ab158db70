"""A figure beside its floor and its target, and the table of them."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """`ours` and `floor` in `unit` (lower is better); the target is of the ratio when `as_ratio`, else of `ours`."""

    path: str
    ours: float
    target: float | None = None
    floor: float | None = None
    unit: str = "ms"
    as_ratio: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    @property
    def shown(self) -> str:
        floor = f", floor {self.floor:.2f}, {self.ratio:.1f}x" if self.floor and self.ratio else ""
        return f"{self.ours:.2f} {self.unit}{floor}"

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        if self.target is None:
            return None
        return (self.ratio or 0.0 if self.as_ratio else self.ours) <= self.target


def peak() -> float:
    """MiB this process has held at most. `ru_maxrss` would count what its parent held when it was forked."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(run: Callable[[], object], rounds: int = 15) -> list[float]:
    """Milliseconds of each round; the first, which warms up, is left out."""
    run()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - began))
    return times


def middle(run: Callable[[], object], rounds: int = 15) -> float:
    """The median of `timed`."""
    return statistics.median(timed(run, rounds))


def table(found: Iterable[Measured]) -> str:
    """As Markdown."""
    lines = ["| path | ours | floor | ratio | target | |", "|---|--:|--:|--:|--:|---|"]
    for one in found:
        floor = f"{one.floor:.2f} {one.unit}" if one.floor else ""
        ratio = f"{one.ratio:.1f}x" if one.ratio else ""
        target = "" if one.target is None else f"{one.target:g}x" if one.as_ratio else f"{one.target:g} {one.unit}"
        met = {None: "", True: "met", False: "**missed**"}[one.is_met]
        note = "; ".join(filter(None, (met, one.note)))
        lines.append(f"| {one.path} | {one.ours:.2f} {one.unit} | {floor} | {ratio} | {target} | {note} |")
    return "\n".join(lines)
