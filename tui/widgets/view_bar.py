"""The saved views of a list on one line over it, as many as there is room for; nothing is drawn while there is none."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
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
    """`use` is called with the view that was chosen, None for everything, and says with `took` that it is shown; `more`
    when those that have no room are asked for."""

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

    def __init__(self, view: str, use: Callable[[SavedView | None], None], more: Callable[[], None]) -> None:
        super().__init__(markup=False)
        self._view = view
        self._use = use
        self._more = more
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

    def on_resize(self, _event: events.Resize) -> None:
        self.draw()

    def draw(self) -> None:
        """All, the one that is shown, and the others while there is room."""
        current = [at for at, one in enumerate(self._views) if one.name == self.current]
        places = [-1, *current, *(at for at in range(len(self._views)) if at not in current)]
        line = Text(no_wrap=True, overflow="crop")
        for done, place in enumerate(places):
            name = self._views[place].name if place >= 0 else _("All")
            left = len(places) - done
            needs = cell_len(f" {name}  ") + (len(f" +{left - 1} ") if left > 1 else 0)
            if done > len(current) and line.cell_len + needs > self.content_size.width:
                line.append(f" +{left} ", Style(meta={"@click": "more"}))
                break
            shown = place in current if self.current else place < 0
            line.append(f" {name} ", Style(reverse=shown, meta={"@click": f"take({place})"})).append(" ")
        self.update(line)

    def action_take(self, place: int) -> None:
        self._use(self._views[place] if place >= 0 else None)

    def action_more(self) -> None:
        self._more()

    def took(self, one: SavedView | None) -> None:
        """This is what the list shows now."""
        self.current = one.name if one else ""
        self.draw()

    # By key

    def ask(self, words: str, sort: tuple[str, bool] | None, columns: str) -> None:
        """Choose a view, save what is shown now as one, or remove one. `columns` as `chamber.columns` writes them."""
        options = [(_ALL, _("All")), *((f"v{at}", f"{one.name}  {one.words}") for at, one in enumerate(self._views))]
        options.append((_KEEP, _("Save filter, order and columns as a view")))
        if self._views:
            options.append((_REMOVE, _("Remove a view")))

        def chosen(key: str | None) -> None:
            if key == _ALL:
                self._use(None)
            elif key == _KEEP:
                self._ask_name(words, sort, columns)
            elif key == _REMOVE:
                names = [(str(at), one.name) for at, one in enumerate(self._views)]
                self.app.push_screen(Choose(_("Remove which view?"), names), self._remove)
            elif key:
                self._use(self._views[int(key[1:])])

        self.app.push_screen(Choose(_("Saved views"), options), chosen)

    def _ask_name(self, words: str, sort: tuple[str, bool] | None, columns: str) -> None:
        ws, view = workspace(self), self._view
        column, descending = sort or ("", False)

        def go(name: str | None) -> None:
            if name and name.strip():
                self.current = name.strip()
                background(
                    self,
                    lambda: views.keep(ws, name, view, words, column, descending, columns),
                    lambda outcome: self._done(_("Saved: {name}").format(name=outcome.code), outcome),
                    group="view",
                )

        self.app.push_screen(AskText(_("Name of the view"), self._changed(words), words), go)

    def _changed(self, words: str) -> str:
        """The name of the view that is shown if a filter is still its own or a change of it; '' when it is another one, which
        must not take that view's place."""
        shown = next((one for one in self._views if one.name == self.current), None)
        if shown is None:
            return ""
        kept, now = shown.words.split(), words.split()
        return shown.name if kept == now or set(kept) & set(now) else ""

    def _remove(self, place: str | None) -> None:
        if place is None:
            return
        ws, one = workspace(self), self._views[int(place)]
        if self.current == one.name:
            self._use(None)
        said = _("Removed: {names}").format(names=one.name)
        background(self, lambda: views.remove(ws, one), lambda outcome: self._done(said, outcome), group="view")

    def _done(self, said: str, outcome: Outcome) -> None:
        chamber_app(self).tell_done(said, outcome)
        self.reload()
