"""The home cities with their banners and counties, and how many come from each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from chamber.i18n import _
from chamber.members.service import Place, home_tree
from tui.base import background, workspace
from tui.messages import DivisionChosen, typed_ahead

EVERYONE = "*"


class DivisionTree(Tree[str]):
    """Choosing a node filters the list beside it. Codes: `*` everyone, '' home not known. Banners are added when a city
    is opened."""

    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "
    BINDINGS: ClassVar = [
        Binding("right", "open", show=False),
        Binding("left", "close", show=False),
    ]
    DEFAULT_CSS = """
    DivisionTree {
        height: 1fr;
        background: $surface;
        scrollbar-size: 0 1;
        overflow-x: hidden;
        padding: 0;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", EVERYONE, id=id)
        self.show_guides = False
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self._places: dict[str, Place] = {}
        self._code = EVERYONE

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: home_tree(ws), self._show, group="tree")

    def _show(self, places: Sequence[Place]) -> None:
        opened = {node.data for node in self.root.children if node.is_expanded}
        self._places = {place.code: place for place in places}
        self.clear()
        total = sum(place.count for place in places)
        first = self.root.add_leaf(self._label(_("All"), total), EVERYONE)
        chosen = first
        for place in places:
            label = self._label(place.name or _("not known"), place.count)
            if not place.children:
                node = self.root.add_leaf(label, place.code)
            else:
                node = self.root.add(label, place.code, expand=place.code in opened)
                if node.is_expanded:
                    self._fill(node)
            for one in (node, *node.children):
                chosen = one if one.data == self._code else chosen
        self.call_after_refresh(self.move_cursor, chosen)

    def _fill(self, node: TreeNode[str]) -> None:
        if not node.children:
            for place in self._places[node.data or ""].children:
                node.add_leaf(self._label(place.name, place.count), place.code)

    def _label(self, name: str, count: int) -> Text:
        return Text(name).append(f" {count:,}", "dim")

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """The name left, the count at the right edge, whatever the width."""
        if not isinstance(node.label, Text):
            return super().render_label(node, base_style, style)
        name, _blank, count = node.label.plain.rpartition(" ")
        indent = 2 if node.parent is not None and node.parent.parent is not None else 0
        mark = "  " if not node.allow_expand else self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE
        room = self.size.width - indent - len(mark) - len(count) - 1
        gap = max(1, room - cell_len(name))
        line = Text(mark, base_style).append(name, style).append(" " * gap)
        line.append(count, Style(dim=True))
        line.stylize(style)
        return line

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        self._fill(event.node)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        code = event.node.data if event.node.data is not None else EVERYONE
        if code != self._code:
            self._code = code
            self.post_message(DivisionChosen(None if code == "" else "" if code == EVERYONE else code))

    def on_click(self) -> None:
        """A city that was clicked is chosen: the keys go to its list."""
        self.call_after_refresh(self.screen.focus_next)

    def on_key(self, event: events.Key) -> None:
        """A character that is no command filters the list beside the tree."""
        typed_ahead(self, event)

    def action_open(self) -> None:
        node = self.cursor_node
        if node is not None and node.allow_expand and not node.is_expanded:
            node.expand()
        else:
            self.screen.focus_next()

    def action_close(self) -> None:
        node = self.cursor_node
        if node is not None and node.is_expanded:
            node.collapse()
        elif node is not None and node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def title_of(self, code: str) -> str:
        """The name of a shown place."""
        from chamber.divisions import divisions

        return divisions().name(code) if code else ""
