"""Fixtures for every test: databases on both backends, each its own, and a user's machine with nothing on it.

A test that asks for `database_url` (or anything made from it) runs twice, on SQLite and on PostgreSQL. Each gets a
copy of a template that was migrated once per process.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests import postgres

if TYPE_CHECKING:
    from chamber.workspace import Workspace

IN_CI = bool(os.environ.get("CI"))

settings.register_profile("chamber", deadline=None, print_blob=True, derandomize=IN_CI)
settings.load_profile("chamber")

NOW = "2021-04-20T02:00:00Z"
"""What time it is in every test: ten in the morning in Hohhot, a Tuesday."""

CLUSTER = pytest.StashKey[postgres.Cluster]()
MISSING = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Under xdist the controlling process starts the server for all workers; it is also the one that stops it."""
    shared = getattr(config, "workerinput", {}).get("postgres")
    if shared:
        config.stash[CLUSTER] = postgres.attach(shared)
    elif getattr(config, "workerinput", None) is None and config.getoption("numprocesses", None):
        _start(config)


def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist where the server is."""
    cluster = node.config.stash.get(CLUSTER, None)
    if cluster:
        node.workerinput["postgres"] = postgres.handle(cluster)
    node.workerinput["postgres_missing"] = node.config.stash.get(MISSING, "")


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if cluster:
        cluster.stop()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    missing = config.stash.get(MISSING, "")
    if missing:
        terminalreporter.section("PostgreSQL was not tested", red=True, bold=True)
        terminalreporter.line(f"Every test on PostgreSQL was skipped: {missing}")


def _start(config: pytest.Config) -> None:
    """Start the server once. Without one, local runs skip; CI must not pass half tested."""
    try:
        config.stash[CLUSTER] = postgres.start()
    except postgres.PostgresMissing as error:
        if IN_CI:
            pytest.exit(f"PostgreSQL is never skipped in CI: {error}", returncode=3)
        config.stash[MISSING] = str(error)


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> postgres.Cluster:
    """The PostgreSQL server of this run."""
    known_missing = getattr(pytestconfig, "workerinput", {}).get("postgres_missing", "")
    if not known_missing and CLUSTER not in pytestconfig.stash and MISSING not in pytestconfig.stash:
        _start(pytestconfig)
    found = pytestconfig.stash.get(CLUSTER, None)
    if found is None:
        pytest.skip(known_missing or pytestconfig.stash[MISSING])
    return found


@pytest.fixture(autouse=True)
def bare_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own (not made yet), English, a fixed time, and no setting from outside."""
    home = tmp_path_factory.getbasetemp() / f"home-{uuid.uuid4().hex[:12]}"
    for name in list(os.environ):
        if name.startswith(("CHAMBER_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("CHAMBER_HOME", str(home / "chamber"))
    monkeypatch.setenv("CHAMBER_LANG", "en")
    monkeypatch.setenv("CHAMBER_USER", "tester")
    monkeypatch.setenv("CHAMBER_NOW", NOW)
    # The language belongs to the process; what one test speaks, the next must not.
    monkeypatch.setattr("chamber.i18n._current", "zh")
    return home


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database a test runs on; ask for it to run on both."""
    name: str = request.param
    return name


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of its own, on each backend in turn."""
    url: str = request.getfixturevalue(f"{backend}_url")
    return url


@pytest.fixture
def blank_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, on each backend in turn."""
    if backend == "sqlite":
        yield str(tmp_path / "blank.db")
        return
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    name = f"blank_{uuid.uuid4().hex}"
    yield cluster.create(name)
    cluster.drop(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite file of its own (its path)."""
    path = tmp_path / "chamber.db"
    shutil.copyfile(sqlite_template, path)
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def postgresql_url(cluster: postgres.Cluster, postgresql_template: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database of its own."""
    name = f"test_{uuid.uuid4().hex}"
    yield cluster.create(name, postgresql_template)
    cluster.drop(name)


@pytest.fixture
def workspace(database_url: str) -> Iterator[Workspace]:
    """An open, empty chamber, on each backend in turn."""
    with closing(_open(database_url)) as opened:
        yield opened


@pytest.fixture
def sqlite_workspace(sqlite_url: str) -> Iterator[Workspace]:
    """An open, empty chamber on SQLite alone, for what does not depend on the backend."""
    with closing(_open(sqlite_url)) as opened:
        yield opened


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _migrate(str(path))
    return path


@pytest.fixture(scope="session")
def postgresql_template(cluster: postgres.Cluster) -> str:
    name = f"template_{uuid.uuid4().hex}"
    _migrate(cluster.create(name))
    return name


def _open(url: str) -> Workspace:
    from chamber.workspace import Workspace

    return Workspace.open(url)


def _migrate(url: str) -> None:
    from db.database import open_database
    from db.migrate import migrate

    migrate(open_database(url), NOW)
