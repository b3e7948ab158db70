"""The rows of a list, packed."""

from __future__ import annotations

import pytest

from chamber.deliveries.delta import SheetRow
from chamber.deliveries.sheaf import PART, Sheaf
from chamber.progress import Cancelled


def rows(count: int) -> list[SheetRow]:
    return [
        SheetRow(
            at,
            {"project": f"项目{at}", "contact_phones": "13900002222" if at % 2 else ""},
            "变更" if at % 3 else "",
            {"amount": ("100", "200")} if at % 3 else {},
            "30天无进展" if at % 5 == 0 else "",
        )
        for at in range(count)
    ]


def test_packed_rows_are_read_as_they_were() -> None:
    made = rows(2 * PART + 7)
    sheaf = Sheaf.of(made)
    assert list(sheaf) == list(sheaf) == made
    assert (len(sheaf), sheaf[0], sheaf[-1], sheaf[PART]) == (len(made), made[0], made[-1], made[PART])
    assert sheaf[PART - 1 : PART + 1] == made[PART - 1 : PART + 1]
    assert sheaf.marks == {"变更": sum(row.mark == "变更" for row in made), "": sum(not row.mark for row in made)}
    with pytest.raises(IndexError):
        sheaf[len(made)]


def test_of_a_personal_cell_only_is_kept_that_it_changed() -> None:
    row = SheetRow(1, {"contact": "张三丰"}, "变更", {"contact": ("李四光", "张三丰"), "amount": ("1", "2")})
    (part,) = Sheaf.of([row]).parts()
    (kept,) = part.kept()
    assert "李四光" not in "".join(filter(None, kept[2:]))
    assert "张三丰" not in kept.cells
    assert Sheaf.of_kept([kept])[0].cells == row.cells
    assert Sheaf.of_kept([kept])[0].changes == {"contact": ("", ""), "amount": ("1", "2")}


def test_lists_are_the_same_when_cells_marks_and_order_are() -> None:
    made = rows(PART + 5)
    assert Sheaf.of(made).same(Sheaf.of(list(made)))
    assert not Sheaf.of(made).same(Sheaf.of(made[:-1]))
    assert not Sheaf.of(made).same(Sheaf.of([*made[:-2], made[-1], made[-2]]))
    assert not Sheaf.of(made).same(Sheaf.of([*made[:-1], SheetRow(made[-1].lead_id, {"project": "别的"})]))


def test_reading_says_how_far_it_is_and_can_be_given_up() -> None:
    told: list[tuple[str, int, int]] = []
    sheaf = Sheaf.of(rows(PART + 1))
    assert len(list(sheaf.heard(lambda *how: told.append(how), "Writing"))) == PART + 1
    assert told == [("Writing", 0, PART + 1), ("Writing", PART, PART + 1)]

    def stop(_stage: str, _done: int, _of: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        list(sheaf.heard(stop, "Writing"))
