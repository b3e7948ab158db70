"""The saved views of a list on one line over it; nothing is drawn while there is none."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from chamber import views
from chamber.i18n import _
from chamber.outcome import Outcome
from chamber.views import SavedView
from tui.base import background, chamber_app, workspace
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose

_ALL, _KEEP, _REMOVE = "all", "keep", "remove"


class ViewBar(Static):
    """`use` is called with the view that was chosen, None for everything."""

    DEFAULT_CSS = """
    ViewBar {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $foreground-muted;
        link-color: $foreground;
        link-style: none;
        link-background-hover: $primary;
        display: none;
    }
    ViewBar.-any { display: block; }
    """

    def __init__(self, view: str, use: Callable[[SavedView | None], None]) -> None:
        super().__init__(markup=False)
        self._view = view
        self._use = use
        self._views: tuple[SavedView, ...] = ()
        self.current = ""

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        ws, view = workspace(self), self._view
        background(self, lambda: views.saved(ws, view), self._show, group="views")

    def _show(self, found: tuple[SavedView, ...]) -> None:
        self._views = found
        self.set_class(bool(found), "-any")
        self.draw()

    def draw(self) -> None:
        line = Text(no_wrap=True, overflow="crop")
        for name in ("", *(one.name for one in self._views)):
            place = next((at for at, one in enumerate(self._views) if one.name == name), -1)
            style = Style(reverse=name == self.current, meta={"@click": f"take({place})"})
            line.append(f" {name or _('All')} ", style).append(" ")
        self.update(line)

    def action_take(self, place: int) -> None:
        self._take(self._views[place] if place >= 0 else None)

    def _take(self, one: SavedView | None) -> None:
        self.current = one.name if one else ""
        self.draw()
        self._use(one)

    # By key

    def ask(self, words: str, sort: tuple[str, bool] | None) -> None:
        """Choose a view, save what is shown now as one, or remove one."""
        options = [(_ALL, _("All")), *((f"v{at}", f"{one.name}  {one.words}") for at, one in enumerate(self._views))]
        if words.strip():
            options.append((_KEEP, _("Save this filter as a view")))
        if self._views:
            options.append((_REMOVE, _("Remove a view")))

        def chosen(key: str | None) -> None:
            if key == _ALL:
                self._take(None)
            elif key == _KEEP:
                self._ask_name(words, sort)
            elif key == _REMOVE:
                names = [(str(at), one.name) for at, one in enumerate(self._views)]
                self.app.push_screen(Choose(_("Remove which view?"), names), self._remove)
            elif key:
                self._take(self._views[int(key[1:])])

        self.app.push_screen(Choose(_("Saved views"), options), chosen)

    def _ask_name(self, words: str, sort: tuple[str, bool] | None) -> None:
        ws, view = workspace(self), self._view
        column, descending = sort or ("", False)

        def go(name: str | None) -> None:
            if name and name.strip():
                self.current = name.strip()
                background(
                    self,
                    lambda: views.keep(ws, name, view, words, column, descending),
                    lambda outcome: self._done(_("Saved: {name}").format(name=outcome.code), outcome),
                    group="view",
                )

        self.app.push_screen(AskText(_("Name of the view"), self.current, words), go)

    def _remove(self, place: str | None) -> None:
        if place is None:
            return
        ws, one = workspace(self), self._views[int(place)]
        if self.current == one.name:
            self._take(None)
        said = _("Removed: {names}").format(names=one.name)
        background(self, lambda: views.remove(ws, one), lambda outcome: self._done(said, outcome), group="view")

    def _done(self, said: str, outcome: Outcome) -> None:
        chamber_app(self).tell_done(said, outcome)
        self.reload()
