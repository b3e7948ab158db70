"""Opening what an older version of the program left: the search index is made anew, by whoever may change the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from chamber import paths, records
from chamber.errors import Unavailable
from chamber.finding import search
from chamber.i18n import use_language
from chamber.indexing import INDEXING
from chamber.progress import Cancelled
from chamber.search.version import TOKENIZER_VERSION
from chamber.workspace import Workspace
from db import search as index
from db.database import is_sqlite, open_database
from db.migrations import NAMES
from tests import postgres


@pytest.fixture
def left_behind(workspace: Workspace) -> str:
    """A database whose tokens an older version made: nothing is found by them."""
    for name in ("赤峰商贸有限公司", "敖汉旗小米加工厂"):
        records.add(workspace, "enterprise", {"name": name})
    with workspace.read() as reader, reader.db.atomic():
        index.rebuild(reader.db, lambda entry: "q9", TOKENIZER_VERSION - 1)
    assert search(workspace, "小米") == []
    workspace.close()
    return workspace.store.url


def titles(ws: Workspace, text: str) -> list[str]:
    return [hit.title for hit in search(ws, text)]


def test_the_search_index_is_made_anew_and_says_so(left_behind: str) -> None:
    heard: list[tuple[str, int, int]] = []
    ws = Workspace.open(left_behind, progress=lambda *told: heard.append(told))
    assert titles(ws, "小米") == ["敖汉旗小米加工厂"]
    assert titles(ws, "cfsm") == ["赤峰商贸有限公司"]
    assert (INDEXING, 0, 2) in heard
    with ws.read() as reader:
        assert index.version(reader.db) == TOKENIZER_VERSION
    again: list[tuple[str, int, int]] = []
    Workspace.open(left_behind, progress=lambda *told: again.append(told)).close()
    assert again == []


def test_stopped_before_its_end_it_is_as_it_was_and_made_the_next_time(left_behind: str) -> None:
    def stop(stage: str, done: int, of: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        Workspace.open(left_behind, progress=stop)
    db = open_database(left_behind)
    with db:
        assert index.version(db) == TOKENIZER_VERSION - 1
        assert sum(index.counts(db).values()) == 2
    assert titles(Workspace.open(left_behind), "小米") == ["敖汉旗小米加工厂"]


def test_what_is_common_is_learnt_by_a_migration_on_either_database(workspace: Workspace) -> None:
    with workspace.read() as reader:
        for table in ("search_common", "search_learnt"):
            assert reader.db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
        if is_sqlite(reader.db):
            columns = {row[1] for row in reader.db.execute_sql("PRAGMA table_info(search_common)").fetchall()}
            assert columns == {"token", "share"}


def test_a_backup_is_taken_before_a_migration_that_changes_something_and_only_then(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The eleventh was the last that leaves some databases as they are.
    monkeypatch.setattr("db.migrate.NAMES", NAMES[:11])
    with workspace.read() as reader:
        reader.db.execute_sql("DELETE FROM schema_version WHERE version > 11")
    records.add(workspace, "enterprise", {"name": "赤峰商贸有限公司"})
    with workspace.read() as reader:
        reader.db.execute_sql("DELETE FROM schema_version WHERE version > 10")
        changes_nothing = is_sqlite(reader.db)
    workspace.close()
    Workspace.open(workspace.store.url).close()
    assert _before_a_migration() == ([] if changes_nothing else ["v10"])
    with workspace.read() as reader:
        reader.db.execute_sql("DELETE FROM schema_version WHERE version > 9")
        reader.db.execute_sql("ALTER TABLE saved_view DROP COLUMN columns")
    workspace.close()
    ws = Workspace.open(workspace.store.url)
    assert _before_a_migration() == (["v9"] if changes_nothing else ["v10", "v9"])
    assert (ws.schema, titles(ws, "商贸")) == (11, ["赤峰商贸有限公司"])


def _before_a_migration() -> list[str]:
    """Which versions of the schema were copied before they were changed."""
    return sorted(path.stem.split("-")[2] for path in paths.backup_folder().glob("*-v*"))


@pytest.fixture
def reader_url(postgresql_url: str, cluster: postgres.Cluster) -> Iterator[str]:
    """The same database for an account that may only read."""
    role, parts = f"reader_{uuid.uuid4().hex[:8]}", urlsplit(postgresql_url)
    Workspace.open(postgresql_url).close()
    db = open_database(postgresql_url)
    with db:
        db.execute_sql(f"CREATE ROLE {role} LOGIN PASSWORD 'reads'")
        db.execute_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    yield postgresql_url.replace(f"//{parts.username}:{parts.password}@", f"//{role}:reads@")
    with db:
        db.execute_sql(f"DROP OWNED BY {role}")
        db.execute_sql(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    "older",
    [f"UPDATE search_version SET version = {TOKENIZER_VERSION - 1}", "DELETE FROM schema_version WHERE version > 12"],
)
def test_an_account_that_may_only_read_hears_who_has_to_open_it_first(
    older: str, reader_url: str, postgresql_url: str
) -> None:
    use_language("en")
    ws = Workspace.open(reader_url)
    assert search(ws, "小米") == []
    ws.close()
    db = open_database(postgresql_url)
    with db:
        db.execute_sql(older)
    with pytest.raises(Unavailable, match="this account may not change it") as refused:
        Workspace.open(reader_url)
    assert "account it belongs to" in refused.value.hint_text
    Workspace.open(postgresql_url).close()
    Workspace.open(reader_url).close()
