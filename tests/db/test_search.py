"""The store of the search index, with a tokenizer of the test's own: it knows no language."""

from collections.abc import Iterator, Sequence

import pytest
from peewee import Database

from db import search, search_common, search_sqlite
from db.database import connected, is_sqlite, open_database
from db.search import Row, candidates, check, counts, create, id_of, kinds_present, put_many, rebuild, remove_many


def tokens(rows: Sequence[Row]) -> list[str]:
    return [row[4] for row in rows]


def entry(kind: str, record_id: int, text: str, first: bool = False) -> Row:
    return id_of(kind, record_id, first), "", f"{kind} {record_id}", "", text


@pytest.fixture
def db(blank_url: str) -> Iterator[Database]:
    database = open_database(blank_url)
    with connected(database):
        create(database)
        with database.atomic():
            put_many(
                database,
                [
                    entry("person", 1, "甲 乙"),
                    entry("enterprise", 2, "甲 乙"),
                    entry("enterprise", 9, "甲 丙", first=True),
                    entry("lead", 5, "丁"),
                ],
                tokens,
            )
        yield database


def found(
    db: Database, *words: tuple[tuple[tuple[str, ...], ...], ...], kinds: tuple[str, ...] = (), limit: int = 9
) -> list[str]:
    return [row[2] for row in candidates(db, words, kinds, limit)]


def test_kinds_come_in_order_and_in_each_those_marked_first(db: Database) -> None:
    assert found(db, ((("甲",),),)) == ["enterprise 9", "enterprise 2", "person 1"]


def test_what_is_common_is_given_once_and_up_to_the_limit(db: Database) -> None:
    with db.atomic():
        put_many(db, [entry("lead", number, "甲") for number in range(100, 400)], tokens)
        db.execute_sql("INSERT INTO search_learnt (entries) VALUES (200000)")
        db.execute_sql("INSERT INTO search_common (token, share) VALUES ('甲', 0.9)")
    given = found(db, ((("甲",),),), limit=250)
    assert len(given) == len(set(given)) == 250
    assert len(found(db, ((("甲",),),), limit=900)) == 303


def test_groups_are_any_choices_are_all_and_words_are_all(db: Database) -> None:
    assert found(db, ((("甲",), ("乙",)),)) == ["enterprise 2", "person 1"]
    assert found(db, ((("丙", "丁"),),)) == ["enterprise 9", "lead 5"]
    assert found(db, ((("丙",),), (("乙",),))) == ["enterprise 9", "enterprise 2", "person 1"]
    assert found(db, ((("甲",),),), ((("丙",),), (("丁",),))) == ["enterprise 9"]


def test_kinds_and_limit_are_kept(db: Database) -> None:
    assert found(db, ((("甲",),),), kinds=("person", "enterprise"), limit=2) == ["enterprise 9", "enterprise 2"]
    assert found(db, ((("甲",),),), kinds=("person",)) == ["person 1"]
    assert kinds_present(db) == ["enterprise", "person", "lead"]


def test_an_entry_put_again_replaces_the_old_one_even_when_its_rank_changes(db: Database) -> None:
    with db.atomic():
        put_many(db, [entry("enterprise", 2, "戊"), entry("enterprise", 2, "己", first=True)], tokens)
    assert found(db, ((("乙",),),)) == ["person 1"]
    assert found(db, ((("戊", "己"),),)) == ["enterprise 2"]
    assert counts(db)["enterprise"] == 2
    assert check(db, tokens, 0, {"enterprise": 2, "person": 1, "lead": 1}) == []


def test_what_a_rolled_back_transaction_wrote_is_not_found(db: Database) -> None:
    with db.atomic() as transaction:
        put_many(db, [entry("person", 7, "庚")], tokens)
        remove_many(db, [("lead", 5)], tokens)
        transaction.rollback()
    assert found(db, ((("庚", "丁"),),)) == ["lead 5"]


def test_rebuilding_makes_the_tokens_anew(db: Database) -> None:
    with db.atomic():
        rebuild(db, lambda rows: [f"新 {text}" for text in tokens(rows)], 3)
    assert search.version(db) == 3
    assert len(found(db, ((("新",),),))) == 4
    assert found(db, ((("丁",),),)) == ["lead 5"]


def test_check_tells_a_wrong_count_and_a_lost_token(db: Database) -> None:
    assert [problem.what for problem in check(db, tokens, 0, {"lead": 2})] == ["count"]
    lost = check(db, lambda rows: [f"{text} 癸" for text in tokens(rows)], 0, {})
    assert {problem.what for problem in lost} == {"entry"}
    assert len(lost) == 4


def test_a_large_index_still_finds_what_is_rare_among_what_is_common(db: Database) -> None:
    with db.atomic():
        put_many(
            db,
            (entry("enterprise", 100 + number, f"常 每{number % 3} 稀{number % 700}") for number in range(3_000)),
            tokens,
        )
    sought = ((("常",), ("每1",), ("稀400",)),)
    exact = found(db, sought, limit=50)
    loose = [row[2] for row in candidates(db, (sought,), ("enterprise",), 50, search.Asking(loosely=True))]
    assert exact == ["enterprise 500", "enterprise 2600"]
    assert set(exact) <= set(loose)


def test_what_is_written_again_as_it_is_costs_no_tokens(db: Database) -> None:
    asked: list[str] = []

    def noting(rows: Sequence[Row]) -> list[str]:
        asked.extend(row[2] for row in rows)
        return tokens(rows)

    put_many(db, [entry("person", 1, "甲 乙"), entry("lead", 5, "戊")], noting)
    assert set(asked) == {"lead 5"}
    assert found(db, ((("甲",), ("乙",)),)) == ["enterprise 2", "person 1"]
    assert found(db, ((("丁",),),)) == []
    assert found(db, ((("戊",),),)) == ["lead 5"]


def test_what_is_asked_for_loosely_is_asked_for_exactly_when_too_much_of_it_is_no_good(db: Database) -> None:
    with db.atomic():
        put_many(db, (entry("lead", 100 + number, f"常 半{number % 2} 稀") for number in range(2_000)), tokens)
        put_many(db, [entry("lead", 9_000, "常 稀 独")], tokens)
    sought = ((("稀",), ("常",), ("独",)),)
    loose = list(candidates(db, (sought,), (), 1_500, search.Asking(loosely=True)))
    assert "lead 9000" in {row[2] for row in loose}
    assert len({row[0] for row in loose}) == len(loose) < 1_500


def test_what_a_code_or_text_must_hold_is_looked_for_in_it(db: Database) -> None:
    rows = list(candidates(db, (((("甲",),),),), (), 9, search.Asking(holding="丙")))
    assert [row[2] for row in rows] == ["enterprise 9"]


def test_it_is_known_what_many_entries_share(db: Database) -> None:
    with db.atomic():
        put_many(db, (entry("lead", 100 + number, f"常 稀{number}") for number in range(3_000)), tokens)
    if is_sqlite(db):
        assert search.expects(db, (((("常",),),),), 2_000)
    assert not search.expects(db, (((("稀7",),),),), 1)
    assert not search.expects(db, (((("常",), ("稀7",)),),), 1)


def test_who_searches_again_and_again_asks_no_more_what_is_common(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.atomic():
        put_many(db, (entry("lead", 100 + number, f"常 稀{number}") for number in range(3_000)), tokens)
    asked: list[str] = []
    run = db.execute_sql

    def noting(sql: str, params: object = None) -> object:
        asked.append(sql)
        return run(sql, params)

    monkeypatch.setattr(db, "execute_sql", noting)
    for number in range(30, 60):
        assert not search.expects(db, (((("常",), (f"稀{number}",)),),), 1)
    assert 0 < len([sql for sql in asked if "search_common" in sql]) <= search_common.ASKED_SINGLY + 1
    if is_sqlite(db):
        assert search.expects(db, (((("常",),),),), 2_000)


def test_what_was_loaded_bit_by_bit_is_brought_together_little_by_little(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_sqlite, "GATHERED", 1)
    for start in (1_000, 2_000):
        with db.atomic():
            put_many(db, [entry("lead", number, f"戊 庚{number}") for number in range(start, start + 1_000)], tokens)
    has_more, steps = search.is_scattered(db), 0
    assert has_more == is_sqlite(db)
    while has_more:
        with db.atomic():
            has_more = search.gather(db)
        # Whatever is left for later, all is found.
        assert len(found(db, ((("戊",),),), limit=9_999)) == 2_000
        steps += 1
    assert not search.is_scattered(db)
    assert steps > 2 or not is_sqlite(db)
    assert check(db, tokens, 0, counts(db)) == []


def test_what_is_common_is_learnt_of_each_kind_by_how_many_there_are(db: Database) -> None:
    def shares() -> dict[str, float]:
        return dict(db.execute_sql("SELECT token, share FROM search_common").fetchall())

    with db.atomic():
        put_many(
            db,
            [
                entry("enterprise", number, "戊" if number % 4 else "己", first=number % 4 == 0)
                for number in range(3_000)
            ],
            tokens,
        )
    assert db.execute_sql("SELECT entries FROM search_learnt").fetchone()[0] in range(3_000, 3_020)
    assert shares()["戊"] == pytest.approx(0.75, abs=0.03)
    assert shares()["己"] == pytest.approx(0.25, abs=0.03)
    with db.atomic():
        put_many(db, [entry("lead", number, "辛") for number in range(100, 1_900)], tokens)
    assert shares()["辛"] == pytest.approx(1_800 / 4_800, abs=0.03)
