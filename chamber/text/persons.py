"""Names of persons: inner spaces of layout, titles after the name, and 代 for someone who came in another's place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from chamber.text.cells import UNSEEN
from chamber.text.patterns import pattern
from chamber.text.simplified import to_simplified

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐"
    "梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫佟隗仇宝乌布巴额斯"
    "褚宗丛栾初戚谈晏瞿蔺敖那佘冷巩匡娄鞠迟滕卓蓝晁蒲卞荆鄂图哈"
)
"""First characters of the usual surnames, Mongolian names among them."""
_LONG_NAMES = frozenset("乌布巴额斯那敖鄂图哈")
"""What Mongolian names begin with, whose two parts some write apart: 巴图 孟克 is one person."""
_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "长孙",
        "宇文",
    ]
)
"""Surnames of two characters: 欧阳 明哲 is one person."""
_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_WHOLE = pattern(rf"[{_HAN}]{{2,3}}")
_INNER = pattern(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_STAND_IN = pattern(r"\(代([^()]*)\)|\(([^()]+?)代\)|^代[:\s]+|[\s,、](?:由[^代]+)?代$")
_TITLES = (
    "先生 女士 小姐 同志 老师 教授 博士 医生 律师 总经理 副总经理 经理 副总 总监 总裁 副总裁 董事长 董事 理事长 理事 会长 副会长 秘书长 "
    "副秘书长 主任 副主任 局长 副局长 处长 副处长 科长 副科长 部长 副部长 书记 副书记 主席 副主席 县长 旗长 区长 市长 镇长 厂长 院长 校长 "
    "工程师 高工 总工 总 工 董"
)
_ANY = "|".join(sorted(_TITLES.split(), key=len, reverse=True))
_TITLE = pattern(rf"(?P<name>[{_HAN}]{{1,4}}?)[\s,、/:-]*(?P<title>(?:{_ANY})(?:[兼、/,]+(?:{_ANY}))*)$")
_LONGER = "|".join(title for title in _ANY.split("|") if len(title) > 1)
_TITLE_FIRST = pattern(rf"(?P<title>(?:{_LONGER})(?:[兼、/,]+(?:{_LONGER}))*)[\s:]*(?P<name>[{_HAN}]{{2,4}})$")
_DOTS = pattern(r"[•・‧∙．]")
_EDGES = " ,、;" + UNSEEN
_NOTE = pattern(r"\(([^()]*)\)$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as a cell gives it. `stands_in_for` is whom 代 names, when it names someone."""

    name: str
    title: str = ""
    stands_in: bool = False
    stands_in_for: str = ""
    note: str = ""


def normalise_person(text: str) -> str:
    """A name without the spaces of layout: `王　勇某` → `王勇某`; those of `Aaron Zhu` stay, single."""
    plain = _DOTS.sub("·", unicodedata.normalize("NFKC", text))
    plain = _INNER.sub("", " ".join(plain.split()).strip(_EDGES))
    return unicodedata.normalize("NFKC", plain).strip(_EDGES)


def person_key(text: str) -> str:
    """Equal for two ways of writing the same name: simplified, no spaces, no case."""
    return re.sub(r"[\s.·]+", "", to_simplified(normalise_person(text))).lower()


def with_commas(text: str) -> str:
    """Several people's names that blanks set apart (李四 王五) with 、 between; anything else as it is."""
    names = text.split()
    apart = len(names) > 1 and names[0] not in _DOUBLE and all(map(_WHOLE.fullmatch, names))
    firsts = {name[0] for name in names} if apart else set()
    return "、".join(names) if firsts and firsts <= SURNAMES - _LONG_NAMES else text


def parse_person(text: str) -> PersonName:
    """A name taken apart: `李某（代）`, `张三总经理`, `王某(代李某)`. A surname with a title (王总) stays one name."""
    name = normalise_person(text)
    stand_in = _STAND_IN.search(name)
    absent = next((group for group in stand_in.groups() if group), "") if stand_in else ""
    if stand_in:
        name = normalise_person(name[: stand_in.start()] + name[stand_in.end() :])
    note = _NOTE.search(name)
    if note and note.start():
        name = name[: note.start()].strip()
    titled = _TITLE.fullmatch(name)
    if titled is None and (first := _TITLE_FIRST.fullmatch(name)) and first["name"][0] in SURNAMES:
        name, titled = first["name"] + first["title"], first
    title = titled["title"] if titled and len(titled["name"]) > 1 else ""
    if title and len(title) == 1 and len(name) < 4 and (title != "总" or name[0] not in SURNAMES):
        # 王小工 is a name; 王小明总 and 王某总 are not.
        title = ""
    name = titled["name"] if titled and title else name
    return PersonName(
        name, title, stand_in is not None, absent.strip(), note[1].strip() if note and note.start() else ""
    )
