"""The words and shapes by which a layout is known: titles, totals, signatures, notes, sections, units, ditto marks."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from chamber.importing.reading.workbook import Cell, Row
from chamber.text.simplified import to_simplified

_DITTO_MARKS = [
    "〃",
    "″",
    '"',
    "''",
    "”",
    "“",
    "〞",
    "＂",
    "〃〃",
    "“〃”",
    '"〃"',
    "″″",
    '""',
    '" "',
    '" "',
    "’’",
    "´´",
]
_SPOKEN = ["同上", "同前", "上同", "同 上", "同  上", "同\u3000上", "同上。", "（同上）", "(同上)", "ditto", "Ditto"]
_DASHED = [f"{dash}{mark}{dash}" for mark in _DITTO_MARKS[:3] for dash in ("-", "--", "—", "——", "…", "- ")]
_BLANKS = ("", " ", "  ", "\u3000")
DITTO = frozenset(
    before + mark + after for mark in (*_DITTO_MARKS, *_SPOKEN, *_DASHED) for before in _BLANKS for after in _BLANKS
)
LEFT = frozenset(
    before + mark for mark in ("同左", "（同左）", "(同左)", "同 左", "同\u3000左", "同左栏") for before in _BLANKS
)
REPEATS = DITTO | LEFT
"""What stands for the cell above, and for the one to the left, white space around it included."""

_HAN = "㐀-鿿豈-﫿𠀀-𯿿"
_SPACE_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}（）()/、])\s+|\s+(?=[{_HAN}（）()/、])")
_MARKS = re.compile(r"^[*＊★☆※\s]+|[*＊★☆※\s：:]+$")
_INVISIBLE = dict.fromkeys((0xFEFF, 0x200B, 0x200C, 0x200D, 0x00AD), None)

_UNIT_WORD = (
    r"(?:人民币|折合)?(?:[十百千万亿]*(?:元|美元|美金|港元|港币|欧元|日元|股|吨|亩|人|户|家|个|件|台套?|株|头|只)|"
    r"亿|万|平方米|平方公里|公顷|㎡|m2|m²|千瓦|kW|MW|%|％|‰|天|月|年|岁|小时|元/年|元/㎡|吨/年)"
)
_UNIT = re.compile(_UNIT_WORD)
_BRACKETS = re.compile(r"[（(【\[]([^（()）】\]]*)[）)】\]]")
_LEVEL = re.compile(r"/(?![^（(【\[]*[）)】\]])")
_COLON_UNIT = re.compile(rf"(?<!位)\s*[:：]\s*(?:{_UNIT_WORD})$")
_UNIT_AT_END = re.compile(r"(?:[:：/,，]|(?<=额)|(?<=资)|(?<=金)|(?<=本)|(?<=入)|(?<=值))((?:[百千万亿]+)(?:元|美元))$")
_UNIT_LINE = re.compile(rf"(?<![{_HAN}])(?:金额|计量|货币|投资|资金|数据)?单\s*位\s*[:：]\s*([^\s）)；;。]+)")

_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+(?:[eE][-+]?\d+)?%?")
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_CODE = re.compile(
    r"(?=[^\d*]*[\d*])[\dA-Za-z*+][\dA-Za-z\-./_*+ ()#]{5,}|\S+@\S+\.\w+|https?://.*|www\..*|[\d\-—/、,，;；\s*()（）]{5,}"
)
_LISTED = re.compile(r"[A-Za-z][A-Za-z\- ]{1,24} \d{1,2}(?: - [A-Za-z ]{2,16})?")
"""Phone 1 - Value, Address 2: a title, though it looks like a code."""
_SENTENCE = re.compile(r"[。；;！!？]|，.*，")
_TITLE_HINT = re.compile(
    r"(?:名|名称|姓名|号|号码|编号|编码|代码|序号|类|类型|类别|种类|性质|方式|日期|时间|年月|年度|年份|地|地址|地点|住所|区|省|市|县|电话|手机|"
    r"传真|邮箱|邮件|邮编|网址|网站|职务|职位|职称|单位|部门|公司|企业|机构|人|人员|人数|数|数量|量|额|金|资本|资金|金额|价格|比例|率|占比|"
    r"状态|情况|进度|进展|阶段|原因|备注|说明|内容|描述|简介|范围|行业|产业|性别|民族|学历|年龄|生日|籍贯|要求|需求|意见|结果|等级|级别|标识|"
    r"链接|签到|签字|签名|图片|操作|权限|排序|合计|id|ID|Id|name|Name|code|Code|date|Date|type|Type|phone|Phone|tel|Tel|address|Address|"
    r"email|Email|E-mail|URL|url|no|No|NO|status|Status|remark|Remark|title|Title)$"
)

_LIST_TITLE = re.compile(r".{2,}(?:名单|名录|名册|花名册|通讯录|一览表|登记表|统计表|汇总表|台账|清单|明细表?|目录)")
_TOTAL = re.compile(
    r"(?:本页|本月|本年|全部|总)?\s*(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|平均值?|[Tt]otal|TOTAL|[Ss]ubtotal|[Ss]um)\s*(?:[：:（(\d].*)?"
)
_TOTAL_AT_END = re.compile(r".{1,16}(?:合计|小计|总计|汇总)(?:[：:（(\d].*)?")
_SIGNED = re.compile(
    r"\s*(?:填\s*表|制\s*表|填\s*报|编\s*制|审\s*核|复\s*核|审\s*批|审\s*定|经\s*办|主\s*管|负\s*责|单位负责|分管领导|领导签|校\s*对|统\s*计|报\s*送|"
    r"上\s*报|制\s*单|记\s*录|申\s*请|联\s*系|打\s*印|盖\s*章|签\s*字|签\s*名|签\s*章|日\s*期|时\s*间|[^，。：:]{0,10}(?:负责人|经办人|联系人|签字|盖章|日期))"
    r"[^，。：:]{0,10}[：:].*",
    re.DOTALL,
)
_NOTE = re.compile(
    r"\s*(?:注\s*[：:１1一\d]|备\s*注\s*[：:]|附\s*[：:注]|说\s*明\s*[：:]|填表说明|填报说明|填写说明|数据来源|资料来源|来\s*源\s*[：:]|"
    r"本表|此表|该表|以上|上述|声\s*明|※|★|\*{1,3}[^*]|免责|温馨提示|提示[：:]|(?:共|总共|合计共?)\s*\d+\s*[家人户条名个位项]|"
    r"[Nn]otes?\s*[:：]|[Ss]ource\s*[:：]|第\s*\d+\s*页|-\s*\d+\s*-$|续\s*表|"
    r"[Pp]age\s*\d|[Cc]onfidential\s*$|(?:内部资料|注意保密|请勿外传)[，,！!。]?.{0,12}$|请(?:于|在|将|按|各|务必|如实|认真|填|注意|勿|提前|扫码|参会)|[（(]?以下(?:空白|无正文|无内容)|截[至止]\s*[\d二]|[-—=*·~\s（(]*(?:完|全文完|结束|END|End)[-—=*·~\s）)]*$|"
    r".{0,30}[（(]\s*(?:第\s*[\d一二三四五六七八九十]+\s*页.{0,12}|续\s*表?\s*[\d一二三四五六七八九十]*)[)）]\s*$)",
)
# A first text that may start anything but a record.
_SUSPECT = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)、.．，]|\s*$)|第[一二三四五六七八九十\d]+[章节部编类组批]|注|备|備|附|说|說|填|制|製|审|審|复|複|经|經|主|负|負|合|小|总|總|共|累|平|本|全|此|该|以上|上|"
    r"数|數|资|資|来|來|声|聲|免|温|溫|提|单|單|分|领|領|校|统|統|报|報|记|記|申|联|聯|打|盖|蓋|签|簽|日|时|時|累|[※★*]|[Tt]otal|[Ss]ub|[Ss]um|[Nn]ote|[Ss]ource)"
)
_CHAMBER_POST = re.compile(
    r"(?:名誉|荣誉|创会|执行|常务|专职|轮值|副|监事|理事|候任)*(?:会长|主席|理事长|监事长|理事|监事|秘书长|顾问|会员|个人会员)(?:单位|企业|名单|成员)?"
)
_ASKS_NUMBER = re.compile(r"电\s*话|手\s*机|号码|联系方式|传真|tel|phone|mobile", re.IGNORECASE)
_OF_A_PERSON = re.compile(
    r"姓名|名字|性别|民族|籍贯|年龄|出生(?:年月|日期)|生日|学历|政治面貌|职务|职位|职称|身份证号?码?|(?:移动|联系|办公|手机)?(?:电话|手机)(?:号码?)?|联系方式|微信号?|邮箱|电子邮箱|QQ"
)
_SEATING = re.compile(r"第?\s*[\d一二三四五六七八九十A-Z]{1,3}\s*号?\s*[桌组]|主桌")
_ASKS_PERSON = re.compile(r"姓\s*名|人$|法人|代表$|负责人|contact|name", re.IGNORECASE)
_NUMERAL = "一二三四五六七八九十百"
_ANY_NUMBER = re.compile(rf"[\d{_NUMERAL}]+|[A-Z](?=[区组桌])")
_SECTION_NUMBER = re.compile(
    rf"\s*(?:(?P<outer>第[{_NUMERAL}\d]+[章节部编类组批]|[{_NUMERAL}]{{1,3}}\s*[、.．，,])|(?P<inner>[（(][{_NUMERAL}]{{1,3}}[）)]))\s*[、.．：:]?\s*"
)
_ITEM_NUMBER = re.compile(rf"\s*(?:[（(]?(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*[）)、.．:：]|[①-⑳])\s*(?=\D)")
_ONLY_NUMERAL = re.compile(rf"[（(]?[{_NUMERAL}]{{1,3}}[）)]?[、.．]?")
_COUNT_AT_END = re.compile(
    r"\s*[（(【]?\s*(?:共|计|合计|小计)?\s*\d+\s*(?:家|人|户|名|个|条|位|项|件)(?:企业|项目|会员|单位)?\s*[）)】]?\s*$"
)
_COUNTED = re.compile(
    r"\s*[（(【]\s*(?:共|计|合计|小计)?\s*\d+\s*(?:家|人|户|名|个|条|位|项|件)[^（()）]{0,24}[）)】]\s*$"
)
_IN_ORDER = re.compile(r"\s*[（(【][^（()）]{0,12}(?:为序|排序|排列|不分先后|排名)[^（()）]{0,12}[)）】]")
_MARKS_AROUND = "※★☆*＊—-－=＝~～·•◆●■"
_ADORNING = f" \u3000{_MARKS_AROUND}"
_LABEL_BEFORE = re.compile(rf"[{_HAN}]{{2,8}}(?:[（(][^（()）]{{1,6}}[）)])?\s*[:：]\s*(?=\S)")
_PLACE_OR_UNIT = re.compile(
    r".{1,20}(?:省|市|区|旗|县|盟|州|镇|乡|苏木|街道|园区|片区|开发区|部|处|科|室|局|组|队|中心|办公室|办事处|联络处|委员会|委|代表团|代表队|分会|"
    r"商会|会员|理事|副会长|会长|监事|顾问|秘书处|嘉宾|来宾|代表|领导|媒体|志愿者|人员|企业家|企业|单位|行业|产业|领域|类|企业组|项目|桌)(?:[（(].*[）)])?[：:]?"
)


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """A title without line breaks, spaces between Han characters, asterisks and trailing colons."""
    text = " ".join(text.translate(_INVISIBLE).split())
    return _MARKS.sub("", _SPACE_BETWEEN_HAN.sub("", text))


def without_number(text: str) -> str:
    """'2、姓名' → '姓名': a label of a form without the number before it."""
    return _ITEM_NUMBER.sub("", text, count=1)


def cleaned(value: Cell) -> str:
    """A cell as title text; '' for a blank."""
    if isinstance(value, str):
        return clean(value) if len(value) <= 400 else value[:400]
    return "" if value is None else str(value)


def text_of(row: Row) -> str:
    """A row's texts on one line, for the account."""
    return "  ".join(" ".join(str(value).split()) for value in row if value is not None)[:300]


def kind_of(value: Cell) -> str:
    """The shape of a value: 'blank', 'number', 'date', 'code' (digits, phones, addresses of the web), 'long', 'word'."""
    if value is None:
        return "blank"
    if isinstance(value, (bool, int, float)):
        return "number"
    if isinstance(value, date):
        return "date"
    text = unicodedata.normalize("NFKC", value[:80]).strip()
    if _NUMBER.fullmatch(text):
        return "number"
    if _DATE.fullmatch(text):
        return "date"
    if _CODE.fullmatch(text) and not text.isalpha():
        return "code"
    return "long" if len(text) > 12 else "word"


def is_title_like(value: Cell) -> bool:
    """Whether a cell could be a column's title: a short text that is no value, sentence or 'label: content'."""
    if isinstance(value, int) and not isinstance(value, bool):
        return 1990 <= value <= 2100
    if not isinstance(value, str) or len(value) > 200:
        return False
    text = clean(value)
    bare = _COLON_UNIT.sub("", _BRACKETS.sub("", text))
    if not bare:
        return bool(text) and len(text) <= 12
    if (
        len(bare) > (40 if bare.isascii() else 24)
        or len(text) > 80
        or _SENTENCE.search(bare.rstrip("？?"))
        or "：" in bare
        or ": " in bare
    ):
        return False
    if _LISTED.fullmatch(bare):
        return True
    return re.fullmatch(r"\d{4}年?|\d{1,2}月份?", bare) is not None or kind_of(bare) in ("word", "long")


def is_title_hint(text: str) -> bool:
    """Whether a text ends as column titles do, whatever the field."""
    bare = _BRACKETS.sub("", to_simplified(text)).rstrip("0123456789一二三四五")
    return bool(_TITLE_HINT.search(bare)) and len(bare) <= 16


def levels_of(title: str) -> tuple[str, ...]:
    """The levels of a joined title, outermost first; a stroke in brackets (大型/中型) parts none."""
    return tuple(_LEVEL.split(title))


def without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text).strip()


def unit_of(title: str) -> str:
    """The unit a title names: '总投资（万元）' → '万元'; '' when it names none."""
    for content in reversed(_BRACKETS.findall(title)):
        text = re.sub(r"^(?:单位|计量单位|金额单位)?[:：\s]*", "", content).strip()
        if _UNIT.fullmatch(text):
            return text
    found = _UNIT_AT_END.search(title)
    return found[1] if found else ""


def is_unit_alone(title: str) -> bool:
    """'（万元）': nothing but a unit in brackets."""
    found = _BRACKETS.fullmatch(title.strip())
    return found is not None and bool(unit_of(title))


def is_bare_unit(title: str) -> bool:
    """'万元', as it stands alone in a row of units."""
    return _UNIT.fullmatch(title.strip()) is not None


def is_list_title(text: str) -> bool:
    """'会员单位名单（2021年）': what stands above a list and is no entry of it."""
    return len(text) <= 40 and _LIST_TITLE.fullmatch(_BRACKETS.sub("", clean(text))) is not None


def units_of_line(text: str) -> tuple[str, ...]:
    """The units of a line such as '单位：万元、亩'; a 单位 that is an organisation gives none."""
    found: list[str] = []
    for content in _UNIT_LINE.findall(text):
        found += [part for part in re.split(r"[、,，/／和]", content) if _UNIT.fullmatch(part)]
    return tuple(dict.fromkeys(found))


def is_total(text: str) -> bool:
    return len(text) <= 40 and _TOTAL.fullmatch(to_simplified(text.strip())) is not None


def ends_as_total(text: str) -> bool:
    return len(text) <= 40 and _TOTAL_AT_END.fullmatch(to_simplified(text.strip())) is not None


def is_signature(text: str) -> bool:
    """'填表人：孙某', '审核：', '申请时间：  年 月 日'."""
    return len(text) <= 120 and _SIGNED.match(to_simplified(text)) is not None


def may_announce(text: str) -> bool:
    """Whether a text begins as what is no record may: the quick question before the long ones."""
    return _SUSPECT.match(text) is not None


def is_label_with_colon(text: str) -> bool:
    """'负责人：' or '时间：2021年4月10日': a label, a colon, perhaps something after it."""
    head, colon, _ = text.strip().replace(":", "：").partition("：")
    return bool(colon) and len(head) <= 60 and 0 < len(clean(head)) <= 12


def is_note(text: str) -> bool:
    return _NOTE.match(to_simplified(text[:200])) is not None


def is_sentence(text: str) -> bool:
    return len(text) > 40 or _SENTENCE.search(text) is not None


def section_number(text: str) -> str:
    """'outer' for 一、…, 'inner' for （一）…, '' otherwise."""
    found = _SECTION_NUMBER.match(text)
    return (found.lastgroup or "") if found else ""


def is_only_numeral(text: str) -> bool:
    """'一', '（二）': a Chinese numeral alone, as it stands in the number column of a section row."""
    return _ONLY_NUMERAL.fullmatch(text.strip()) is not None


def is_place_or_unit(text: str) -> bool:
    """A text that ends as places, departments and offices do: what a section is called."""
    return len(text) <= 24 and _PLACE_OR_UNIT.fullmatch(to_simplified(clean(text))) is not None


def is_adorned(text: str) -> bool:
    """'※ 政府嘉宾 ※', '—— 媒体 ——': short, with the same marks before and after it."""
    bare = text.strip(_ADORNING)
    return bool(bare) and len(bare) <= 20 and text[0] in _MARKS_AROUND and text[0] == text[-1]


def is_post(text: str) -> bool:
    """'常务副会长（2人）', '理事单位：': a post in the chamber as the heading of those who hold it."""
    return len(text) <= 30 and _CHAMBER_POST.fullmatch(to_simplified(section_name(text))) is not None


def are_headings_alike(text: str, other: str) -> bool:
    """Whether two texts head the same kind of section: posts in the chamber, the same label before a colon, or the same
    words with another number."""
    if is_post(text) and is_post(other):
        return True
    label, same = _LABEL_BEFORE.match(clean(text)), _LABEL_BEFORE.match(clean(other))
    if label and same:
        return label[0] == same[0]
    return text != other and len(text) <= 20 and _ANY_NUMBER.sub("#", text) == _ANY_NUMBER.sub("#", other)


def counts_at_end(text: str) -> bool:
    """'红山区（12家）'."""
    return len(text) <= 60 and _COUNT_AT_END.search(text) is not None


def section_name(text: str) -> str:
    """A section's name without its number, label, count and colon: '一、红山区（12家）：' → '红山区', '单位：某某局' → '某某局'."""
    text = text[:200]
    name = _COUNTED.sub("", _IN_ORDER.sub("", clean(text)))
    if label := _LABEL_BEFORE.match(name):
        name = name[label.end() :]
    number = _SECTION_NUMBER.match(name)
    if number and number.end() < len(name):
        name = name[number.end() :]
    return _COUNT_AT_END.sub("", name).strip(" ：:").strip(_ADORNING) or clean(text)


def asked_for(title: str) -> str:
    """What kind of thing a title asks for: 'number' of a phone, 'person', else the word it ends in (地址, 单位)."""
    text = without_brackets(to_simplified(title))
    if _ASKS_NUMBER.search(text):
        return "number"
    return "person" if _ASKS_PERSON.search(text) else text[-2:]


def is_of_a_person(title: str) -> bool:
    """'姓名', '手机', '职务': what is asked of whoever was named before."""
    return _OF_A_PERSON.fullmatch(to_simplified(clean(title))) is not None


def is_seating(title: str) -> bool:
    """'1号桌', '第2桌', '主桌': a table of guests."""
    return _SEATING.fullmatch(to_simplified(clean(title))) is not None


def is_running_number(value: Cell) -> bool:
    """A small whole number, however written ('７', '3.')."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return 0 <= value < 1_000_000
    if isinstance(value, float):
        return value.is_integer() and 0 <= value < 1_000_000
    if isinstance(value, str) and len(value) < 12:
        text = unicodedata.normalize("NFKC", value).strip(" .、)(（）。No№#")
        return text.isdecimal() and len(text) < 7
    return False


NUMBERING_TITLES = frozenset(
    ("序号", "序號", "项次", "項次", "序", "序列", "序列号", "行号", "No", "No.", "NO", "NO.", "№", "#", "no", "no.")
)
MAYBE_NUMBERING = frozenset(("", "编号", "編號", "排序", "号", "ID", "id", "Id"))
SUMMARY_SHEETS = frozenset(("导出摘要", "匯出摘要", "Export Summary", "エクスポートの概要"))
