"""Many records changed in one action, on both backends."""

from __future__ import annotations

from typing import Any

import pytest

from chamber import lists, records
from chamber.bulk import count_of, edit_many, read_many, tag_many
from chamber.errors import Invalid
from chamber.events import invitations
from chamber.fields import Linked
from chamber.filtering import read
from chamber.history.service import READING, TAKING_BACK, undo
from chamber.indexing import INDEXING
from chamber.members.service import admit
from chamber.progress import Cancelled, Progress
from chamber.search.index import find
from chamber.workspace import Workspace

MANY = 1_200


def given(ws: Workspace, entity: str, **texts: str) -> dict[str, dict[str, Any]]:
    with ws.read() as reader:
        return read_many(ws, reader, entity, texts)


def found(ws: Workspace, view: str, text: str) -> list[int]:
    return list(lists.window(ws, view, read(ws, view, text).conditions).ids)


@pytest.fixture
def firms(workspace: Workspace) -> list[int]:
    with workspace.write("import", "import {what}", what="enterprise") as writer:
        rows: list[dict[str, Any]] = [{"name": f"测试{number}号公司"} for number in range(MANY)]
        rows[3]["size"] = "小型"
        rows[4]["tags"] = ("重点", "旧")
        return records.add_in(workspace, writer, "enterprise", rows, checked=True)


def test_many_are_changed_in_one_action_that_can_be_undone(workspace: Workspace, firms: list[int]) -> None:
    outcome = edit_many(workspace, "enterprise", firms, given(workspace, "enterprise", size="小型"))
    assert count_of(outcome) == MANY - 1
    assert len(found(workspace, "enterprise", "size:小型")) == MANY
    assert outcome.action is not None
    undo(workspace, outcome.action)
    assert found(workspace, "enterprise", "size:小型") == [firms[3]]


def test_tags_are_added_and_taken_away_and_the_others_stay(workspace: Workspace, firms: list[int]) -> None:
    tag_many(workspace, "enterprise", firms, add=("待走访",), remove=("旧",))
    with workspace.read() as reader:
        assert records.get(reader, "enterprise", firms[4]).tags == ("重点", "待走访")
    assert len(found(workspace, "enterprise", "tags:待走访")) == MANY
    assert found(workspace, "enterprise", "tags:旧") == []


def test_stopping_half_way_leaves_nothing_changed(workspace: Workspace, firms: list[int]) -> None:
    def stop(_stage: str, done: int, _of: int) -> None:
        if done:
            raise Cancelled("Stopped. Nothing was changed.")

    with pytest.raises(Cancelled):
        tag_many(workspace, "enterprise", firms, add=("待走访",), progress=stop)
    assert found(workspace, "enterprise", "tags:待走访") == []


def stop_at(stage: str) -> Progress:
    def tell(now: str, done: int, _of: int) -> None:
        if now == stage:
            raise Cancelled("Stopped. Nothing was changed.")

    return tell


def test_indexing_many_says_how_far_it_is_and_can_be_stopped(workspace: Workspace, firms: list[int]) -> None:
    heard: list[tuple[str, int, int]] = []
    moved = given(workspace, "enterprise", home_division="敖汉旗")
    with pytest.raises(Cancelled):
        edit_many(workspace, "enterprise", firms, moved, stop_at(INDEXING))
    assert found(workspace, "enterprise", "home:敖汉旗") == []
    edit_many(workspace, "enterprise", firms, moved, lambda *far: heard.append(far))
    assert (INDEXING, 0, MANY) in heard


@pytest.mark.parametrize("stage", [READING, TAKING_BACK, INDEXING])
def test_an_undo_of_many_says_how_far_it_is_and_can_be_stopped(
    workspace: Workspace, firms: list[int], stage: str
) -> None:
    outcome = edit_many(workspace, "enterprise", firms, given(workspace, "enterprise", home_division="敖汉旗"))
    with pytest.raises(Cancelled):
        undo(workspace, outcome.action, stop_at(stage))
    assert len(found(workspace, "enterprise", "home:敖汉旗")) == MANY
    heard: list[tuple[str, int, int]] = []
    undo(workspace, outcome.action, lambda *far: heard.append(far))
    assert {(READING, 0, MANY), (TAKING_BACK, 0, MANY), (INDEXING, 0, MANY)} <= set(heard)
    assert found(workspace, "enterprise", "home:敖汉旗") == []


def test_a_refused_record_stops_the_whole_action(workspace: Workspace) -> None:
    ids = [
        admit(workspace, {"name": name}, given(workspace, "enterprise", joined_on=day)["membership"]).changed[
            "enterprise"
        ][0]
        for name, day in (("甲公司", "2019-01-01"), ("乙公司", "2021-01-01"))
    ]
    with pytest.raises(Invalid):
        edit_many(workspace, "enterprise", ids, given(workspace, "enterprise", left_on="2020-06-01"))
    assert found(workspace, "member", "-left_on:空") == []


def test_the_membership_is_changed_with_its_enterprise(workspace: Workspace) -> None:
    member = admit(workspace, {"name": "甲公司"}).changed["enterprise"][0]
    other = records.add(workspace, "enterprise", {"name": "乙公司"}).changed["enterprise"][0]
    values = given(workspace, "enterprise", status="暂停", size="微型")
    outcome = edit_many(workspace, "enterprise", [member, other], values)
    assert set(outcome.changed) == {"enterprise", "membership"}
    assert found(workspace, "member", "status:暂停") == [member]


@pytest.mark.parametrize("field", ["name", "uscc", "number", "nothing"])
def test_what_names_one_record_is_not_given_to_many(workspace: Workspace, field: str) -> None:
    with pytest.raises(Invalid):
        given(workspace, "enterprise", **{field: "91150403MA0N000000"})
    with pytest.raises(Invalid):
        given(workspace, "lead", stage="签约")


def test_what_was_changed_in_bulk_is_found_by_its_new_words(workspace: Workspace, firms: list[int]) -> None:
    edit_many(workspace, "enterprise", firms[:2], given(workspace, "enterprise", short_name="蓝鲸"))
    with workspace.read() as reader:
        assert {hit.record_id for hit in find(reader.db, "蓝鲸")} == set(firms[:2])


def test_only_the_chosen_people_are_invited_and_none_who_must_not_be_contacted(workspace: Workspace) -> None:
    firm = records.add(workspace, "enterprise", {"name": "甲公司"}).changed["enterprise"][0]
    people = [
        records.add(
            workspace, "person", {"name": name, "do_not_contact": quiet, "enterprise": Linked("甲公司", firm)}
        ).id
        for name, quiet in (("张三", False), ("李四", True), ("王五", False))
    ]
    event = records.add(
        workspace, "event", {"name": "恳谈会", "kinds": ("联谊会",), "starts_at": "2021-05-01T02:00:00Z"}
    )
    wanted = invitations.Wanted(people=tuple(people[:2]))
    assert [one.name for one in invitations.candidates(workspace, event.id, wanted)] == ["张三"]
    wanted = invitations.Wanted(enterprises=(firm,))
    assert {one.name for one in invitations.candidates(workspace, event.id, wanted)} == {"张三", "王五"}


def test_what_says_nothing_new_of_a_record_leaves_the_search_index_alone(workspace: Workspace) -> None:
    outcome = admit(
        workspace, {"name": "甲商贸公司"}, given(workspace, "enterprise", joined_on="2019-01-01")["membership"]
    )
    heard: list[str] = []
    ids = list(outcome.changed["enterprise"])
    tag_many(workspace, "enterprise", ids, add=("待走访",), progress=lambda stage, _done, _of: heard.append(stage))
    assert INDEXING not in heard
    number = outcome.code
    assert number
    with workspace.read() as reader:
        assert [hit.record_id for hit in find(reader.db, number)] == ids
    with workspace.write("edit", "x") as writer:
        writer.delete("membership", writer.referring("membership", "enterprise_id", ids))
    with workspace.read() as reader:
        assert [hit.code for hit in find(reader.db, "甲商贸")] != [number]
