"""Whatever is typed, an index leads to the few records it may mean: nothing is found by reading through a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chamber import lists
from chamber.duplicates.near import near
from chamber.filtering import read
from chamber.finding import search, search_plainly
from chamber.offices import desk, officers
from chamber.records import add
from chamber.text.phones import parse_phones
from chamber.workspace import Workspace
from tests.db.plans import asked, full_scans, not_looked_up

TYPED = {
    "one character": "赤",
    "two characters": "赤峰",
    "three characters": "赤峰市",
    "more characters": "赤峰市红山商贸",
    "a legal form": "有限公司",
    "characters nobody has": "鑫齉齾",
    "one letter": "c",
    "two initials": "cf",
    "initials": "cfhs",
    "pinyin": "chifenghongshan",
    "pinyin being typed": "chifengho",
    "pinyin that can be read in many ways": "xianganxianganxi",
    "a phone's tail": "3456",
    "a longer tail": "90003456",
    "a phone": "13900000001",
    "a credit code": "91150402MA0N0N1T0X",
    "a credit code's tail": "N1T0X",
    "a code": "CF-2021-0001",
    "a code being typed": "CF-202",
    "several words": "赤峰 商贸",
    "words of several sorts": "赤峰 sm 有限 3456",
    "characters and letters": "赤峰sm",
    "a Latin name": "IBM",
}


@pytest.mark.parametrize("kind", TYPED)
def test_a_search_of_every_kind_is_led_by_an_index(
    kind: str, filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = asked(filled, monkeypatch, lambda ws: search(ws, TYPED[kind]))
    assert any("search_entry" in sql or "search_token" in sql for sql, _params in queries)
    assert not_looked_up(filled, queries) == []


@pytest.mark.parametrize(
    "kind", ["two characters", "initials", "a phone's tail", "a code being typed", "several words"]
)
def test_a_search_within_one_kind_of_record_is_led_by_an_index(
    kind: str, filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for within in ("member", "contact", "lead"):
        queries = asked(filled, monkeypatch, lambda ws: search(ws, TYPED[kind], kind=within))  # noqa: B023
        assert not_looked_up(filled, queries) == []


def test_what_is_known_as_common_is_looked_for_among_the_first_entries(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.read() as reader:
        reader.db.execute_sql("INSERT INTO search_learnt (entries) VALUES (200000)")
        reader.db.execute_sql("INSERT INTO search_common (token, share) VALUES ('赤峰', 0.3)")
    queries = asked(filled, monkeypatch, lambda ws: search(ws, "赤峰"))
    assert not_looked_up(filled, queries) == []
    if not filled.store.is_sqlite:
        assert any("ORDER BY id LIMIT" in sql for sql, _params in queries)


TYPED_BY_A_HAND = 12
"""Searches after which a server has seen enough of them to keep how it goes about them."""


def test_a_server_plans_a_search_once_and_not_each_time(filled: Workspace) -> None:
    if filled.store.is_sqlite:
        pytest.skip("SQLite plans nothing anew")
    with filled.read() as reader:
        for _ in range(TYPED_BY_A_HAND):
            search_plainly(reader.db, "赤峰 商贸")
            search_plainly(reader.db, "cfhs")
        kept = reader.db.execute_sql(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%%tsquery%%'"
        ).fetchall()
    assert kept
    assert all(generic and custom <= 5 for generic, custom in kept)


@pytest.mark.parametrize("view", ["enterprise", "member", "person", "lead"])
def test_free_text_in_a_list_is_led_by_an_index(view: str, filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("赤峰", "赤峰 商贸", "cfhs", "3456", "鑫齉齾"):
        queries = asked(
            filled,
            monkeypatch,
            lambda ws: lists.first_page(ws, view, read(ws, view, text).conditions),  # noqa: B023
        )
        assert not_looked_up(filled, queries) == [], text


def test_text_beside_filters_is_led_by_an_index(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("home:敖汉旗 赤峰", "stage:签约 赤峰", "amount:>5000万 cf", "-商贸 赤峰", "due:<7d 鑫齉齾"):
        queries = asked(filled, monkeypatch, lambda ws: search(ws, text))  # noqa: B023
        assert not_looked_up(filled, queries) == [], text


FILTERS = {
    "enterprise": ("home:敖汉旗", "home:赤峰市", "-home:敖汉旗", "name:鑫齉齾", "name:鑫齉齾 home:敖汉旗"),
    "member": ("home:敖汉旗", "status:正常"),
    "lead": (
        "stage:签约",
        "stage:签约,洽谈",
        "amount:>5000万",
        "due:<7d",
        "project:没有这个项目",
        "investor:没有此人",
        "home:阿鲁科尔沁旗",
    ),
}


@pytest.mark.parametrize("view", FILTERS)
def test_filters_in_words_are_answered_by_an_index_or_by_the_first_few_of_the_list(
    view: str, filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in FILTERS[view]:
        queries = asked(
            filled,
            monkeypatch,
            lambda ws: lists.first_page(ws, view, read(ws, view, text).conditions, limit=5),  # noqa: B023
        )
        assert full_scans(filled, queries) == [], text


NEW: dict[str, tuple[str, dict[str, object]]] = {
    "a name": ("enterprise", {"name": "赤峰市红山商贸有限公司"}),
    "a name all of whose like are far": ("enterprise", {"name": "鑫齉齾有限公司"}),
    "with a phone": ("enterprise", {"name": "赤峰恒源商贸", "phones": parse_phones("13900000001").value}),
    "with who represents it": ("enterprise", {"name": "赤峰恒源商贸", "legal_representative": "王伟"}),
    "with an address": ("enterprise", {"name": "赤峰恒源商贸", "address": "玉龙大街1号"}),
    "a contact": ("person", {"name": "王伟", "mobiles": parse_phones("13900000001").value}),
    "a contact of a unit": ("person", {"name": "王伟", "unit": "赤峰恒源商贸有限公司"}),
}


@pytest.mark.parametrize("case", NEW)
def test_who_a_new_record_may_be_is_looked_up(case: str, filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    entity, values = NEW[case]

    def typing(ws: Workspace) -> None:
        with ws.read() as reader:
            near(reader, entity, values)

    queries = asked(filled, monkeypatch, typing)
    assert queries
    assert not_looked_up(filled, queries) == []


def test_an_officer_gets_the_leads_of_the_office_by_an_index(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.read() as reader:
        home = filled.home_division or reader.db.execute_sql("SELECT MIN(target_division) FROM lead").fetchone()[0]
    add(filled, "office", {"name": "驻呼联络处", "divisions": (home,)})
    officers.register(filled, 1, "liwei", "李伟")
    theirs = Workspace(filled.store, "liwei")
    queries = asked(theirs, monkeypatch, lambda ws: desk.office_leads(ws, 1))
    assert any("FROM lead WHERE" in sql for sql, _params in queries)
    assert full_scans(filled, queries) == []


BROKEN: dict[str, Callable[[Workspace], str]] = {
    "the tokens lose their index": lambda ws: (
        "SELECT rowid FROM search_token"
        if ws.store.is_sqlite
        else "SELECT id FROM search_entry WHERE to_tsvector('simple', title) @@ '赤峰'::tsquery"
    ),
    "titles are compared": lambda ws: "SELECT id, code, title, detail, text FROM search_entry WHERE title LIKE '赤峰'",
    "the entries of a kind are read": lambda ws: (
        "SELECT id, title FROM search_entry WHERE id >= 0 AND id < 536870912 AND length(text) > 3"
    ),
    "a table is read": lambda ws: "SELECT name FROM enterprise WHERE legal_representative = '王伟'",
}


@pytest.mark.parametrize("how", BROKEN)
def test_these_tests_see_a_query_that_reads_everything(how: str, filled: Workspace) -> None:
    assert not_looked_up(filled, [(BROKEN[how](filled), None)])


def test_a_few_rows_of_those_a_function_picks_are_not_taken_for_a_few(filled: Workspace) -> None:
    if not filled.store.is_sqlite:
        pytest.skip("told by SQLite's plans")
    picked = "SELECT t.name AS name FROM enterprise t{where} ORDER BY t.sort_key, t.id LIMIT 5"
    asks = "SELECT name FROM ({picked}) q ORDER BY name"
    by_function = asks.format(picked=picked.format(where=" WHERE instr(t.name, '鑫') > 0"))
    assert full_scans(filled, [(by_function, None)])
    assert full_scans(filled, [(asks.format(picked=picked.format(where="")), None)]) == []


def test_these_tests_see_that_an_index_is_gone(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def people(ws: Workspace) -> None:
        with ws.read() as reader:
            near(reader, "person", {"name": "王伟", "unit": "赤峰恒源商贸有限公司"})

    with filled.read() as reader:
        reader.db.execute_sql("DROP INDEX person_name")
        if not filled.store.is_sqlite:
            reader.db.execute_sql("DROP INDEX search_entry_person_first")
    assert not_looked_up(filled, asked(filled, monkeypatch, people))
    if not filled.store.is_sqlite:
        queries = asked(filled, monkeypatch, lambda ws: search(ws, "赤峰", kind="contact"))
        assert not_looked_up(filled, queries)


MOST_ASKED = 8
"""Steps of a search, one each for what is exact and for what no page had room for, and what is known of its tokens."""


def test_a_search_and_a_check_ask_a_few_times_whatever_is_typed(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {kind: len(asked(filled, monkeypatch, lambda ws: search(ws, text))) for kind, text in TYPED.items()}  # noqa: B023
    for case, (entity, values) in NEW.items():

        def typing(ws: Workspace) -> None:
            with ws.read() as reader:
                near(reader, entity, values)  # noqa: B023

        counts[case] = len(asked(filled, monkeypatch, typing))
    assert max(counts.values()) <= MOST_ASKED
