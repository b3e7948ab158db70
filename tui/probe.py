"""Ask the terminal how wide it draws a box character."""

from __future__ import annotations

import os
import re
import sys
import time

WAIT = 0.25
"""Seconds a terminal has to answer; one that stays silent is taken to draw it in one cell."""


def draws_borders_wide() -> bool:
    """Whether `─` takes two cells here. Silent and False when there is nobody to ask."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if sys.platform == "win32":
        return _chinese_console()
    return _asked_for_column() == 3


def _chinese_console() -> bool:
    """The console of Windows 10 in Chinese; Windows Terminal draws as it should."""
    if sys.platform != "win32" or os.environ.get("WT_SESSION"):
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetConsoleOutputCP() == 936)


def _asked_for_column() -> int:
    """Draw one at the start of the line, ask where the cursor is, wipe it. 0 without an answer."""
    import select
    import termios
    import tty

    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    try:
        tty.setcbreak(stream)
        os.write(sys.stdout.fileno(), "\r─\x1b[6n".encode())
        answer, until = b"", time.monotonic() + WAIT
        while (left := until - time.monotonic()) > 0 and not answer.endswith(b"R"):
            if select.select([stream], [], [], left)[0]:
                answer += os.read(stream, 32)
        os.write(sys.stdout.fileno(), b"\r\x1b[K")
    finally:
        termios.tcsetattr(stream, termios.TCSANOW, before)
    found = re.search(rb"\x1b\[\d+;(\d+)R", answer)
    return int(found[1]) if found else 0
