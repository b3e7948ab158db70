"""What is found by what: the promises of the search box, on both backends."""

from collections.abc import Iterator

import pytest
from peewee import Database

from chamber.search import index
from chamber.search.index import Doc, Hit, check, drop_docs, find, index_docs
from chamber.search.version import TOKENIZER_VERSION
from db.database import connected, open_database
from db.session import Store

COMPANIES = (
    Doc("enterprise", 1, "M0001", "赤峰鑫源商贸有限责任公司", "会员", phones=("138-1234-5678",), first=True,
        uscc="91150404MA0N12345X", names=("鑫源商贸", "赤峰老鑫源百货商店")),
    Doc("enterprise", 2, "M0002", "内蒙古蒙牛乳业（集团）股份有限公司", phones=("0471-7392222",)),
    Doc("enterprise", 3, "", "呼和浩特市赤峰商会"),
    Doc("enterprise", 4, "", "重庆长安汽车股份有限公司"),
    Doc("enterprise", 5, "", "西安夏宁建材有限公司"),
    Doc("enterprise", 6, "", "K11购物艺术中心"),
    Doc("enterprise", 7, "", "赤峰吕氏绿化有限公司"),
    Doc("person", 1, "P0001", "曾祥", phones=("13987654321",), person=True),
    Doc("person", 2, "P0002", "翟志", person=True),
    Doc("person", 3, "P0003", "尉迟恭", person=True),
    Doc("lead", 1, "CF-2021-000003", "敖汉旗年加工5万吨小米项目", names=("赤峰鑫源商贸有限责任公司",)),
    Doc("event", 1, "E2021-01", "同在首府 情系赤峰"),
)  # fmt: skip


@pytest.fixture
def db(blank_url: str) -> Iterator[Database]:
    from db.search import create

    database = open_database(blank_url)
    with connected(database):
        create(database)
        with database.atomic():
            index_docs(database, COMPANIES)
        yield database


def titles(db: Database, text: str, **options: object) -> list[str]:
    return [hit.title for hit in find(db, text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("赤峰鑫源商贸有限责任公司", "赤峰鑫源商贸有限责任公司"),
        ("蒙牛乳业(集团)", "内蒙古蒙牛乳业（集团）股份有限公司"),
        ("蒙牛 乳业", "内蒙古蒙牛乳业（集团）股份有限公司"),
        ("牛", "内蒙古蒙牛乳业（集团）股份有限公司"),
        ("贸有限责", "赤峰鑫源商贸有限责任公司"),
        ("份有限公", "内蒙古蒙牛乳业（集团）股份有限公司"),
        ("老鑫源", "赤峰鑫源商贸有限责任公司"),
        ("cfsh", "呼和浩特市赤峰商会"),
        ("smyxz", "赤峰鑫源商贸有限责任公司"),
        ("cqcaqc", "重庆长安汽车股份有限公司"),
        ("chongqingchangan", "重庆长安汽车股份有限公司"),
        ("chifengshanghui", "呼和浩特市赤峰商会"),
        ("chifengshangh", "呼和浩特市赤峰商会"),
        ("xi'an", "西安夏宁建材有限公司"),
        ("xianxianing", "西安夏宁建材有限公司"),
        ("赤峰sh", "呼和浩特市赤峰商会"),
        ("赤峰 shanghui", "呼和浩特市赤峰商会"),
        ("k11gouwu", "K11购物艺术中心"),
        ("Ｋ１１", "K11购物艺术中心"),
        ("lvshi", "赤峰吕氏绿化有限公司"),
        ("lüshi", "赤峰吕氏绿化有限公司"),
        ("5678", "赤峰鑫源商贸有限责任公司"),
        ("1234567", "赤峰鑫源商贸有限责任公司"),
        ("+86 13812345678", "赤峰鑫源商贸有限责任公司"),
        ("7392222", "内蒙古蒙牛乳业（集团）股份有限公司"),
        ("91150404ma0n12345x", "赤峰鑫源商贸有限责任公司"),
        ("345X", "赤峰鑫源商贸有限责任公司"),
        ("91150404", "赤峰鑫源商贸有限责任公司"),
        ("M0002", "内蒙古蒙牛乳业（集团）股份有限公司"),
        ("zx", "曾祥"),
        ("cengxiang", "曾祥"),
        ("zengxiang", "曾祥"),
        ("zhaizhi", "翟志"),
        ("dizhi", "翟志"),
        ("yuchigong", "尉迟恭"),
        ("CF-2021-000003", "敖汉旗年加工5万吨小米项目"),
        ("cf2021000003", "敖汉旗年加工5万吨小米项目"),
        ("cf-2021-0000", "敖汉旗年加工5万吨小米项目"),
        ("e2021-01", "同在首府 情系赤峰"),
        ("首府情系", "同在首府 情系赤峰"),
        ("5万吨", "敖汉旗年加工5万吨小米项目"),
    ],
)
def test_a_record_is_found_by(db: Database, typed: str, title: str) -> None:
    assert title in titles(db, typed)


@pytest.mark.parametrize("typed", ["", "  ", "？！", "齉齾", "zzzz", "9999999", "zhongqing", "公司限有"])
def test_nothing_is_found_by(db: Database, typed: str) -> None:
    assert titles(db, typed) == []


def test_the_exact_name_comes_first_then_members_then_beginnings(db: Database) -> None:
    with db.atomic():
        index_docs(
            db,
            [
                Doc("enterprise", 20, "", "内蒙古鑫源商贸有限公司", first=True),
                Doc("enterprise", 21, "", "鑫源商贸行"),
                Doc("enterprise", 22, "", "鑫源商贸城", first=True),
            ],
        )
    assert titles(db, "鑫源商贸", kinds=["enterprise"]) == [
        "赤峰鑫源商贸有限责任公司",  # has it as its short name
        "鑫源商贸城",
        "鑫源商贸行",
        "内蒙古鑫源商贸有限公司",
    ]


def test_the_matched_part_of_the_title_is_marked(db: Database) -> None:
    def marked(hit: Hit) -> list[str]:
        return [hit.title[start:end] for start, end in hit.spans]

    assert marked(find(db, "乳业集团")[0]) == ["乳业（集团"]
    assert marked(find(db, "cfsh")[0]) == ["赤峰商会"]
    assert marked(find(db, "shangh")[0]) == ["商会"]
    assert marked(find(db, "赤峰 商会")[0]) == ["赤峰商会"]
    by_phone = find(db, "5678")[0]
    assert (by_phone.spans, by_phone.matched) == ((), "138-1234-5678")


def test_kinds_and_limit_are_kept(db: Database) -> None:
    assert {hit.kind for hit in find(db, "赤峰", kinds=["lead", "event"])} == {"lead", "event"}
    assert len(find(db, "赤峰", limit=2)) == 2


def test_one_kind_never_fills_the_page_alone(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", number, "", f"赤峰第{number}商店") for number in range(100, 200)])
    assert {hit.kind for hit in find(db, "赤峰", limit=20)} == {"enterprise", "lead", "event"}


def test_every_other_kind_shows_its_best_few(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", number, "", f"赤峰第{number}商店") for number in range(100, 200)])
        index_docs(db, [Doc("lead", number, "", f"赤峰第{number}项目") for number in range(100, 120)])
        index_docs(db, [Doc("policy", number, "", f"赤峰第{number}政策") for number in range(100, 120)])
    kinds = [hit.kind for hit in find(db, "赤峰", limit=30)]
    assert {kind: kinds.count(kind) for kind in ("lead", "policy", "event")} == {"lead": 5, "policy": 5, "event": 1}


@pytest.mark.parametrize("typed", ["赤峰", "cf", "chifeng"])
def test_a_name_that_is_all_of_the_text_comes_first_however_many_begin_with_it(db: Database, typed: str) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", number, "", f"赤峰第{number}商店", first=True) for number in range(100, 400)])
        index_docs(db, [Doc("enterprise", 900, "", "赤峰")])
    assert titles(db, typed, limit=20)[0] == "赤峰"


def test_a_long_number_of_a_code_is_found_among_many_that_begin_like_it(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("lead", number, f"CF-2021-{number:06}", "项目") for number in range(345_000, 346_000)])
    assert {hit.code for hit in find(db, "CF-2021-34512")} == {
        f"CF-2021-{number:06}" for number in range(345_120, 345_130)
    }


def test_a_code_that_is_still_being_typed_is_found_among_thousands_that_begin_like_it(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", number, f"Q{number:07}", "商店") for number in range(10_000, 14_000)])
    for typed in ("Q0013", "Q00138", "Q001387", "q0013874"):
        found = [hit.code for hit in find(db, typed)]
        assert len(found) == min(50, 10 ** (8 - len(typed)))
        assert all(code.startswith(typed.upper()) for code in found)


@pytest.mark.parametrize("typed", ["CF-202", "cf-2020", "CF2020", "cf20200", "CF-2020-00"])
def test_a_code_is_found_by_its_beginning_however_many_others_share_some_of_it(db: Database, typed: str) -> None:
    with db.atomic():
        index_docs(db, [Doc("lead", number, f"CF-2019-30{number:04}", "项目") for number in range(1, 2_101)])
        index_docs(db, [Doc("lead", number, f"CF-2020-{number:06}", "工程") for number in range(3_000, 3_020)])
    for kinds in (None, ("enterprise", "lead")):
        found = [hit.code for hit in find(db, typed, kinds, limit=20)]
        assert found == [f"CF-2020-{number:06}" for number in range(3_000, 3_020)]
    assert find(db, typed, ("enterprise", "person")) == []


def test_members_come_first_by_another_of_their_codes_too(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", number, f"Q{number:07}", "商店") for number in range(10_000, 12_100)])
        index_docs(db, [Doc("enterprise", 900, "M000900", "饭店", codes=("Q0010900",), first=True)])
    assert find(db, "Q0010")[0].code == "M000900"


def test_a_letter_after_characters_finds_what_comes_right_after_them_among_thousands(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", number, "", f"赤峰第{number}粮店") for number in range(1_000, 3_100)])
        index_docs(db, [Doc("enterprise", 9_000, "", "赤峰罗家店"), Doc("person", 9_001, "", "峰里", person=True)])
    # Two of the other tests begin so as well; the thousands do not.
    assert "赤峰罗家店" in titles(db, "赤峰l", limit=4)
    assert titles(db, "赤峰lj") == ["赤峰罗家店"]
    assert {"赤峰罗家店", "峰里"} <= set(titles(db, "峰l", limit=6))


def test_a_changed_record_is_found_by_its_new_name_only(db: Database) -> None:
    with db.atomic():
        index_docs(db, [Doc("enterprise", 3, "", "呼和浩特市敖汉商会", first=True)])
    assert titles(db, "cfsh") == []
    assert titles(db, "敖汉商会") == ["呼和浩特市敖汉商会"]
    assert check(db, {"enterprise": 7, "person": 3, "lead": 1, "event": 1}) == []


def test_a_dropped_record_is_gone(db: Database) -> None:
    with db.atomic():
        drop_docs(db, [("person", 1), ("person", 1), ("person", 99)])
    assert titles(db, "曾祥") == []
    assert check(db, {"person": 2}) == []


def test_the_index_is_made_anew_when_the_tokenizer_changed(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "TOKENIZER_VERSION", TOKENIZER_VERSION + 1)
    assert [problem.what for problem in check(db, {})] == ["version"]
    with db.atomic():
        assert index.refresh(db)
        assert not index.refresh(db)
    assert titles(db, "cfsh") == ["呼和浩特市赤峰商会"]
    assert check(db, {"enterprise": 7}) == []


def test_clearing_leaves_nothing(db: Database) -> None:
    with db.atomic():
        index.clear(db)
    assert titles(db, "赤峰") == []
    assert check(db, {"enterprise": 0, "person": 0}) == []


def test_a_migrated_database_can_be_searched_at_once(database_url: str) -> None:
    with Store(database_url).reading() as reader:
        assert find(reader.db, "赤峰") == []
