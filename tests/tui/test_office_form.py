"""What the form of an office says before it is saved."""

from __future__ import annotations

from chamber.workspace import Workspace
from tests.chamber.deliveries.conftest import open_books
from tui.forms import change_record


def test_an_office_that_is_given_the_name_of_another_is_pointed_out_in_its_form(sqlite_workspace: Workspace) -> None:
    books = open_books(sqlite_workspace)
    other = books.add("office", name="宁城县联络处", divisions="宁城县")
    form = change_record(sqlite_workspace, "office", other)
    assert form.notice is not None
    ((field, problem),) = form.notice(sqlite_workspace, {"name": "赤峰市驻呼联络处"})
    assert (field, problem.params) == ("name", {"name": "赤峰市驻呼联络处", "code": "O01"})
    assert form.notice(sqlite_workspace, {"name": "宁城县联络处"}) == []
    assert form.notice(sqlite_workspace, {"rhythm": "月"}) == []
