"""The line of screens at the top and the line of keys at the bottom; both take clicks."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.widget import Widget

from chamber.i18n import _
from tui.base import available, chamber_app
from tui.keymap import Command

MOST_LINES = 4
"""Lines of a notice."""


class KeyBar(Widget):
    """What works now, by rank, as much as there is room for; above it what was just done or refused."""

    DEFAULT_CSS = """
    KeyBar {
        link-color: $foreground;
        link-style: none;
        link-background-hover: $primary;
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())
        self.watch(self.app, "notice", lambda _notice: self._make_room())

    def on_resize(self, _event: events.Resize) -> None:
        self._make_room()

    def _make_room(self) -> None:
        self.styles.height = 1 + len(self._said())
        self.refresh()

    def _said(self) -> list[Text]:
        """The notice in lines as wide as the bar."""
        notice = chamber_app(self).notice
        if notice is None or not self.size.width:
            return []
        theme = self.app.theme_variables
        colour = {"error": "error", "warning": "warning"}.get(notice.severity, "success")
        text = Text(notice.text, Style(bold=True, color=theme.get(colour) or None), overflow="fold")
        return list(text.wrap(self.app.console, self.size.width - 2))[:MOST_LINES]

    def shown(self) -> list[Command]:
        """The commands that fit, in the order they are shown."""
        offered = [(node, command) for node, command in available(self.screen) if command.footer]
        first = {command.name for node, command in offered if command.name in getattr(node, "pressing", ())}
        ranked = sorted((command for _node, command in offered), key=lambda one: (one.name not in first, -one.footer))
        room = self.size.width
        chosen: list[Command] = []
        for command in ranked:
            needs = cell_len(f" {command.shown_key} {_(command.label)} ")
            if needs <= room:
                chosen.append(command)
                room -= needs
        return sorted(
            chosen, key=lambda one: (one.name not in first, one.name == "help", one.footer >= 70, -one.footer)
        )

    def render(self) -> RenderResult:
        accent = Style(bold=True, color=self.app.theme_variables.get("footer-key-foreground", "") or None)
        line = Text(end="")
        for said in self._said():
            line.append(" ").append_text(said).append("\n")
        for command in self.shown():
            link = Style(meta={"@click": f"app.run_command('{command.name}')"})
            line.append(f" {command.shown_key}", accent + link)
            line.append(f" {_(command.label)} ", link)
        return line


class NavBar(Widget):
    """The chamber, the screens with their digits, the one we are on marked."""

    DEFAULT_CSS = """
    NavBar {
        link-color: $foreground;
        link-style: none;
        link-background-hover: $primary;
        dock: top;
        height: 1;
        background: $primary-muted;
        color: $foreground;
    }
    """

    def on_mount(self) -> None:
        self.watch(self.app, "chamber_name", self._named)

    def _named(self, _name: str) -> None:
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        app = chamber_app(self)
        current = app.place
        line = Text(no_wrap=True, end="")
        for place in app.places:
            if not place.digit and place.name != current:
                continue
            style = Style(
                reverse=place.name == current, bold=place.name == current, meta={"@click": f"app.go('{place.name}')"}
            )
            line.append(f" {place.digit}{' ' if place.digit else ''}{_(place.label)} ", style)
        name = f" {app.chamber_name} " if app.chamber_name else ""
        gap = self.size.width - line.cell_len - cell_len(name)
        if gap > 0:
            line.append(" " * gap + name)
        return line
