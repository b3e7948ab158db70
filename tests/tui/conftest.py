"""Walks through the terminal: a small chamber of invented records, an app on it, and waiting for what is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from chamber import records
from chamber.events import service as events
from chamber.fields import Linked
from chamber.i18n import use_language
from chamber.members.service import admit
from chamber.setup.service import save_texts
from chamber.workspace import Workspace
from tests.conftest import NOW
from tui.app import ChamberApp

TRIES = 400
"""Turns of the event loop a walk waits for something before it fails."""


def values(ws: Workspace, entity: str, **texts: object) -> dict[str, Any]:
    """Field texts as values."""
    with ws.read() as reader:
        return records.parse_values(ws, reader, entity, texts)[0]


def fill(ws: Workspace) -> None:
    """A chamber with six members of three home places, a fair with four guests, three leads, an office."""
    save_texts(
        ws,
        {"name": "呼和浩特市赤峰商会", "home_division": "赤峰市", "host_division": "呼和浩特市", "reporter": "王秘书"},
    )
    firms = {}
    homes = ("敖汉旗", "宁城县", "敖汉旗", "红山区", "通辽市", "")
    for number, (name, home) in enumerate(
        zip(("恒源商贸", "蒙兴建筑", "瑞阳新能源", "丰禾农牧", "达基物流", "泰业餐饮"), homes, strict=True)
    ):
        texts = {
            "name": f"内蒙古{name}有限公司",
            "home_division": home,
            "phones": f"1380471000{number}",
            "industry": "批发零售",
        }
        firms[name] = admit(ws, values(ws, "enterprise", **texts)).changed["enterprise"][0]
    person = values(ws, "person", name="曾祥", position="总经理", mobiles="13947110000")
    records.add(ws, "person", person | {"enterprise": Linked("", firms["恒源商贸"])})
    fair = values(
        ws, "event", name="招商引资推介会", kinds="招商引资推介会", starts_at="2021-04-10 14:30", headcount="近200人", venue="呼和浩特市",
        status="已举办", agenda="14:30 | 致辞 | 会长\n15:20 | 专题讲座 | 秘书长",
    )  # fmt: skip
    event = records.add(ws, "event", fair).changed["event"][0]
    for number, name in enumerate(("李伟", "王芳", "张敏", "赵强")):
        guest = values(
            ws, "attendance", name=name, unit=f"呼和浩特市第{number}商行", phone=f"1504710000{number}", role="投资人"
        )
        events.add_guest(ws, event, guest)
    for number, (project, home) in enumerate((("光伏组件", "敖汉旗"), ("肉牛养殖", "宁城县"), ("冷链物流", "红山区"))):
        lead = values(
            ws, "lead", project=f"{project}项目（虚构）", investor="内蒙古恒源商贸有限公司", amount=f"约{number + 1}000万元",
            target_division=home, next_action="联系联络处", next_due=f"2021-04-{19 + number}", owner="王秘书",
        )  # fmt: skip
        records.add(ws, "lead", lead)
    office = values(ws, "office", name="赤峰市驻呼和浩特联络处", divisions="赤峰市", kind="驻外联络处")
    records.add(ws, "office", office)


@pytest.fixture(scope="session")
def filled_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small chamber, made once."""
    path = tmp_path_factory.mktemp("filled") / "chamber.db"
    shutil.copyfile(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAMBER_NOW", NOW)
        patch.setenv("CHAMBER_USER", "tester")
        with closing(Workspace.open(path)) as ws:
            fill(ws)
    return path


@pytest.fixture
def filled_url(filled_template: Path, tmp_path: Path) -> str:
    """A small chamber of its own."""
    path = tmp_path / "chamber.db"
    shutil.copyfile(filled_template, path)
    return str(path)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    yield request.param
    use_language("zh")


def app_on(url: str, lang: str = "en", *, ascii_borders: bool | None = None) -> ChamberApp:
    return ChamberApp(lambda _told: Workspace.open(url, user="tester"), lang=lang, ascii_borders=ascii_borders)


async def until(pilot: Pilot[Any], shown: Callable[[], object]) -> None:
    """Go on turning the event loop until something is so."""
    for _ in range(TRIES):
        await pilot.pause()
        try:
            if shown():
                return
        except Exception as error:  # noqa: BLE001 (a widget that is not there yet)
            problem: Exception | None = error
        else:
            problem = None
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.01)
    raise AssertionError(f"never shown ({problem}):\n{text_of(pilot.app)}")


async def quiet(pilot: Pilot[Any]) -> None:
    """Wait until nothing is read any more."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text, Han characters as an input method commits them."""
    for character in text:
        await pilot.press({" ": "space", "-": "minus", ".": "full_stop"}.get(character, character))


def text_of(app: Any) -> str:
    """What the screen shows, as text."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips(app.size))


def sees(app: Any, *texts: str) -> bool:
    shown = text_of(app)
    return all(text in shown for text in texts)


def ready(app: ChamberApp) -> bool:
    """The chamber is open and its first screen shown."""
    return app._workspace is not None and app.screen.__class__.__name__ == "HomeScreen"
