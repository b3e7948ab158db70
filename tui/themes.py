"""Colours: a dark and a light theme of our own, beside Textual's."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="chamber-dark",
    primary="#b5483a",
    secondary="#4b7f8c",
    accent="#e0a458",
    warning="#e0a458",
    error="#d8574a",
    success="#6fa46b",
    foreground="#e6e1d8",
    background="#1b1d20",
    surface="#23262a",
    panel="#2d3136",
    dark=True,
)

LIGHT = Theme(
    name="chamber-light",
    primary="#a33a2c",
    secondary="#2f6674",
    accent="#8a5a12",
    warning="#8a5a12",
    error="#b3261e",
    success="#2f6b2f",
    foreground="#22201c",
    background="#f7f4ee",
    surface="#efeae0",
    panel="#e2dbcd",
    dark=False,
)

THEMES = {"chamber-dark": DARK, "chamber-light": LIGHT}
DEFAULT = "chamber-dark"
