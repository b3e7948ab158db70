"""The program as a shell runs it: arguments in; exit code, stdout and stderr out. No terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chamber.__main__ import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)


Run = Callable[..., Ran]


@pytest.fixture
def run(sqlite_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("member", "list")` on an empty database."""
    return _runner(sqlite_url, capsys, monkeypatch)


@pytest.fixture
def run_on_both(database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same on each backend."""
    return _runner(database_url, capsys, monkeypatch)


def _runner(url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CHAMBER_DB", url)

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def fair(run: Run) -> Run:
    """A chamber with a member, an event with two guests, and a lead from one of them."""
    run("setup", "--name", "示例商会", "--home-division", "赤峰市")
    run("member", "add", "内蒙古禾沐食品有限公司", "--home-division", "敖汉旗", "--phones", "13900000001")
    run(
        "event",
        "add",
        "推介会",
        "--kinds",
        "招商引资推介会,联谊会",
        "--starts-at",
        "2021-04-10 09:00",
        "--headcount",
        "近200人",
    )
    run("event", "guest", "E2021-01", "曾祥", "--unit", "内蒙古禾沐食品有限公司", "--phone", "13900005678")
    run("event", "guest", "E2021-01", "单小龙", "--phone", "13900005679")
    run(
        "lead",
        "capture",
        "E2021-01",
        "曾祥",
        "--project",
        "小米加工",
        "--amount",
        "约3000万元",
        "--target-division",
        "敖汉旗",
    )
    return run
