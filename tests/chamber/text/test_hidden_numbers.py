"""Numbers inside free text, however they are written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.text.hidden_numbers import put_back, without_numbers
from chamber.text.uscc import check_digit


@pytest.mark.parametrize(
    "written",
    [
        "13900008888",
        "139 0000 8888",
        "139-0000-8888",
        "139.0000.8888",
        "139·0000·8888",
        "139_0000_8888",
        "139－0000－8888",
        "139\u20110000\u20118888",
        "139 - 0000 - 8888",
        "139　0000　8888",
        "1390 000 8888",
        "139 000 08888",
        "13900 008888",
        "１３９００００８８８８",
        "+8613900008888",
        "＋86 139 0000 8888",
        "86-13900008888",
        "008613900008888",
    ],
)
def test_a_mobile_number_in_a_text_is_masked_however_it_is_written(written: str) -> None:
    assert without_numbers(f"请打{written}，谢谢") == "请打139****8888，谢谢"


@pytest.mark.parametrize(
    "written",
    [
        "0471-4310000",
        "04714310000",
        "0471 4310000",
        "(0471)4310000",
        "（0471）4310000",
        "（0471） 431 0000",
        "0471—4310000",
        "+86 471 4310000".replace("471", "0471"),
        "０４７１－４３１００００",
    ],
)
def test_a_landline_in_a_text_is_masked_however_it_is_written(written: str) -> None:
    assert without_numbers(f"办公电话{written}转8") == "办公电话047****0000转8"


@pytest.mark.parametrize(
    "written", ["15040219700101001X", "150402 19700101 001X", "１５０４０２１９７００１０１００１X"]
)
def test_an_id_number_in_a_text_is_masked_however_it_is_written(written: str) -> None:
    assert without_numbers(f"身份证{written}。").endswith("************。")


@pytest.mark.parametrize(
    "text",
    [
        "2021.04.10-2021.05.11",
        "1980.1.12-2020.12",
        "1990-2021 1350 4000",
        "CF-2021-0001 2021-04-10",
        "第1350号 第2021001号",
        "投资 13,000,000 元",
        "91150402MA0Q00001X",
        "占地1300 1400 1500平方米",
        "0.4710 0001",
        "统一编号 20210410 0471",
    ],
)
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "办公室 8247123",
        "找张总8247123谈",
        "办 824-7123",
        "座机８２４７１２３",
        "八二四七一二三",
        "统一八二四七一二三",
        "唯一8247123一定在",
        "2021年4月10日 8247123",
        "1.联系8247123",
        "电话：20210410",
        "电话 8240000",
        "8247123转801",
        "8247123-801",
        "476-8247123",
        "4768247123",
        "+86 476 8247123",
        "QQ：1234567890",
        "微信 wx8247123",
        "北京 6512 3456",
        "手机短号12 34 567",
        "电话 8247123、1247124",
        "+976 9911 2233",
        "852-91234567",
        "1 3 8 0 4 7 1 1 2 3 4",
        "1.3.8.0.4.7.1.1.2.3.4",
        "1、3、8、0、4、7、1、1、2、3、4",
        "138,0471,1234",
        "138、0471、1234",
        "138：0471：1234",
        "138|0471|1234",
        "一三八，零四七一，一二三四",
        "一、三、八、零、四、七、一、一、二、三、四",
        "13 80 47 11 23 4",
        "一三八零四七一一二三四",
        "幺三八洞四拐幺幺二三四",
        "壹叁捌零肆柒壹壹贰叁肆",
        "统一一三八〇四七一一二三四",
        "138零零零零5678",
        "138-零零零零-5678",
        "①③⑧⓪④⑦①①②③④",
        "𝟏𝟑𝟖𝟎𝟒𝟕𝟏𝟏𝟐𝟑𝟒",
        "1️⃣3️⃣8️⃣0️⃣4️⃣7️⃣1️⃣1️⃣2️⃣3️⃣4️⃣",
        "\u202a13804711234\u202c",
        "138\u200b0471\u200b1234",
        "139OOOO8888",
        "l3900008888",
        "013900008888",
        "(0476)824 71 23",
        "0 4 7 1 8 2 4 7 1 2 3",
        "13900008888元旦后联系",
        "联系13904711234元月可打",
        "找王总13904711234元",
        "139 0471 1234亩",
        "1 3 9 0 4 7 1 1 2 3 4元",
        "139/0471/1234万元",
        "1390471，1234",
        "139，04711234",
        "1380471/1234",
        "1五零四七一一2345",
        "电话8247123元月起用",
        "电话 8247123 万元户",
        "加我123456789",
        "q号12345678",
        "支付宝账号 8247123",
        "+14155552671元",
        "1504 0219 7001 0100 1X",
        "一五零四零二 一九七零零一零一 零零一X",
    ],
)
def test_no_number_of_a_person_is_left_whole(text: str) -> None:
    hidden = without_numbers(text)
    assert "*" in hidden
    assert re.search(r"\d{7}", digits_of(hidden)) is None
    assert without_numbers(hidden) == hidden


def digits_of(text: str) -> str:
    """A text with every digit plain and what may stand between digits gone."""
    return re.sub(
        r"(?<=\d)[\s.\-、,\u200b\ufe0f\u20e3]+(?=\d)", "", "".join(HAN.get(one) or digit(one) for one in text)
    )


def digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


HAN = dict(zip("零〇洞一幺壹二贰三叁四肆五伍六陆七柒拐八捌九玖勾", "000111223344556677788999", strict=True))
SCRIPTS = (
    "0123456789",
    "０１２３４５６７８９",
    "零一二三四五六七八九",
    "〇幺二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "洞幺二三四五六拐八勾",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(r"047[0-9]-?[2-8][0-9]{6}|010-?[2-8][0-9]{7}", fullmatch=True)
# No round sum, no day and no counting up, which stay on purpose where no word says that it is a phone.
LOCALS = st.from_regex(r"[3-8][0-9]{4}[1-9]{2}", fullmatch=True).filter(lambda one: one not in "23456789")
GAPS = st.sampled_from(["", " ", "-", ".", "·", "—", "－", "　", " - ", "\u200b"])
CONTEXTS = st.sampled_from(
    [
        ("", ""),
        ("联系人张三", "，谢谢"),
        ("统一", "一定打"),
        ("电话：", "转8"),
        ("2021年4月10日", "。"),
        ("（", "）"),
        ("wx", "同号"),
    ]
)


@st.composite
def notations(draw: st.DrawFn) -> tuple[str, str]:
    """A number, and a text that has it in some notation."""
    number = draw(MOBILES | LANDLINES)
    script, gap, (before, behind) = draw(st.sampled_from(SCRIPTS)), draw(GAPS), draw(CONTEXTS)
    digits = number.replace("-", "")
    shapes = [(3, 4, 4), (4, 3, 4), (5, 6), (1,) * 11, (3, 2, 2, 2, 2), (11,)] if number[0] == "1" else [(len(digits),)]
    if "-" in number:
        area = number.index("-")
        shapes += [(area, len(digits) - area), (area, len(digits) - area - 4, 4), (1,) * len(digits)]
    written, at = [], 0
    for count in draw(st.sampled_from(shapes)):
        written.append("".join(script[int(one)] for one in digits[at : at + count]))
        at += count
    return digits, before + gap.join(written) + behind


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("1380471123413904715678", "138****1234、139****5678"),
        ("13804711234 13904715678 8247123", "138****1234 139****5678 82***23"),
        ("热线400-820-8820，个人13904715678", "热线400-820-8820，个人139****5678"),
        ("电话8247123、1247124或9247125", "电话82***23、12***24或92***25"),
    ],
)
def test_several_numbers_are_each_masked(text: str, hidden: str) -> None:
    assert without_numbers(text) == hidden


@given(st.lists(notations(), min_size=1, max_size=3), st.text("，。甲乙 ", max_size=3))
def test_a_masked_text_that_was_written_on_gets_its_numbers_back(some: list[tuple[str, str]], more: str) -> None:
    text = "；甲".join(written for _digits, written in some)
    assert put_back(without_numbers(text) + more, text) == text + more


def test_a_number_of_ours_comes_back_where_it_was_moved_to_and_no_other() -> None:
    ours = "王总13900008888，李总13700006666"
    assert put_back("李总137****6666；王总139****8888；赵总136****1111", ours) == (
        "李总13700006666；王总13900008888；赵总136****1111"
    )
    assert put_back("已联系", ours) == "已联系"


@given(notations())
def test_no_notation_of_a_number_gets_through(one: tuple[str, str]) -> None:
    digits, text = one
    assert digits not in digits_of(without_numbers(text))


@given(LOCALS, st.sampled_from(SCRIPTS), st.sampled_from([(7,), (3, 4), (1,) * 7]), GAPS, CONTEXTS)
def test_no_notation_of_a_number_without_its_area_gets_through(
    number: str, script: str, shape: tuple[int, ...], gap: str, context: tuple[str, str]
) -> None:
    written = gap.join(
        "".join(script[int(one)] for one in number[sum(shape[:at]) : sum(shape[: at + 1])]) for at in range(len(shape))
    )
    assert number not in digits_of(without_numbers(context[0] + written + context[1]))


@given(MOBILES.filter(lambda one: not one.endswith("000")), st.sampled_from([(11,), (3, 4, 4), (1,) * 11]), GAPS,
       st.sampled_from(["元", "万元", "平方米", "㎡", "亩", "%", "余人"]), st.sampled_from(["", "联系", "找张三"]))  # fmt: skip
def test_a_unit_alone_makes_no_amount_of_a_mobile_number(
    number: str, shape: tuple[int, ...], gap: str, unit: str, before: str
) -> None:
    groups = [number[sum(shape[:at]) : sum(shape[: at + 1])] for at in range(len(shape))]
    # 138 1200 1500万元 are three amounts.
    sums = len(groups) == 3 and groups[1].endswith("0") and groups[2].endswith("0")
    assert sums or number not in digits_of(without_numbers(before + gap.join(groups) + unit))


UNITS = st.sampled_from(["元", "万元", "亿元", "美元", "平方米", "㎡", "亩", "吨", "头", "余人", "%"])
OTHERS = st.one_of(
    st.builds(
        lambda number, unit: f"总投资{number}{unit}，分两期", st.decimals(1, 10**9, places=2) | st.integers(1, 10**9), UNITS
    ),
    st.builds(lambda number: f"投资{number:,}元", st.integers(1, 10**11)),
    st.builds(lambda day, form: f"于{day.strftime(form)}会谈", st.dates(date(1990, 1, 1), date(2099, 12, 31)),
              st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日"])),
    st.builds(lambda first, last: f"{first:%Y.%m.%d}-{last:%Y.%m.%d}", st.dates(date(1990, 1, 1), date(2099, 12, 31)),
              st.dates(date(1990, 1, 1), date(2099, 12, 31))),
    st.builds(lambda year, number: f"线索CF-{year}-{number:04d}已并入", st.integers(2000, 2099), st.integers(1, 9999)),
    st.builds(lambda body: f"信用代码{complete(body)}", st.from_regex(r"91150402MA[0-9A-H]{7}", fullmatch=True)),
    st.builds(lambda number: f"赤政字〔2021〕{number}号", st.integers(1, 9999)),
    st.builds(lambda number: f"第{number}号文", st.integers(1, 10**8)),
    st.builds(lambda number: f"热线{number[:3]}-{number[3:6]}-{number[6:]}", st.from_regex(r"[48]00[0-9]{7}", fullmatch=True)),
    st.builds(lambda number: f"热线{number}", st.from_regex(r"[48]00[0-9]{7}", fullmatch=True)),
)  # fmt: skip


def complete(body: str) -> str:
    """A unified social credit code of these 17 signs."""
    return body + check_digit(body)


@given(OTHERS)
def test_amounts_days_codes_and_hotlines_stay(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "3、4、5、6、7、8、9月",
        "3000-5000亩",
        "2020-2021 年",
        "东经118.9576123",
        "年产手机8000000台",
        "产业一二三产融合",
        "二〇二一年四月十日",
        "组织机构代码 70123456-7",
        "注册号150402000012345",
        "投资分别为150、1200、3000万元",
        "电话 20210410 沟通",
        "约3000万元，2021.4.10—2021.10.31，200亩",
        "400 820 8820",
        "用地1500 2000 300亩",
        "服务20941件次",
        "国标GB/T 4754-2017",
        "13:30:15 15:00",
        "投资 30000000",
        "总投资13800000000",
        "注册资本13812345678元",
        "共13812345678元",
        "13812345678.50元",
        "15000000000元",
        "分三期投资138 1200 1500",
        "138 1200 1500万元",
        "投资分别为138、1253、1481万元",
        "13 812 345 678元",
        "图号45-67-890",
        "料号8247123",
    ],
)
def test_what_only_looks_like_a_number_of_a_person_stays(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("邮箱zhang.san@example.com，", "邮箱z***@example.com，"),
        ("发到 13900008888＠example.cn 即可", "发到 1***@example.cn 即可"),
        ("微信号：zhang_san88；", "微信号：z***；"),
        ("加微信 zhang-2026", "加微信 z***"),
        ("WeChat ID: zhangsan", "WeChat ID: z***"),
        ("VX：zs139000", "VX：z***"),
    ],
)
def test_an_address_in_a_text_is_masked_and_comes_back(text: str, masked: str) -> None:
    assert without_numbers(text) == masked
    assert put_back(f"{masked}已联系", text) == f"{text}已联系"


@pytest.mark.parametrize(
    "text",
    [
        "188*4712*3456",
        "188＊4712＊3456",
        "188x4712x3456",
        "188***4712***3456",
        "188→4712→3456",
        "188“4712”3456",
        "188杠4712杠3456",
        "188 转 4712 转 3456",
        "188。4712。3456",
        "188<br>4712<br>3456",
        "188&nbsp;4712&nbsp;3456",
        f"188{' ' * 12}4712{' ' * 12}3456",
        "18*84*71*23*45*6",
        "1+8+8+4+7+1+2+3+4+5+6",
        "1*8*8*4*7*1*2*3*4*5*6",
        "18,847,123,456",
        "188-4712-3456元",
        "188·4712·3456亩",
        "188-O471-3456",
        "18804711Z34",
        "㈠㈧㈧4712 3456",
        "➊➑➑➍➐➊➋➌➍➎➏",
        "82-47-123",
        "824*7123",
        "82 47 123",
        "82.47.123",
        "电话：82/47/123",
        "电话 8 247 123",
        "0476#824#7123",
        "0476*8247123",
        "150402*19700101*001X",
        "150402/19700101/0012",
        "150402 1970年1月1日 0012",
        "150402700101001",
        "1380471后四位1234",
        "1380471（尾号1234）",
        "尾号1234，前面1380471",
        "yao san ba ling si qi yi yi er san si",
        "one three eight zero four seven one one two three four",
        "护照E12345678",
        "港澳通行证号：C12345678",
        "银行卡6222 0212 3456 7890 123",
        "卡号4367420402564890018",
        "卡号：9558 8004 0256 4890 018",
        "QQ 12345",
        "扣扣：1234567",
        "短号 661234",
        "wx130***1001***1234",
        "vx:130*1001*1000",
        "0085291234567",
    ],
)
@pytest.mark.parametrize("around", ["{}", "联系人张三{}，谢谢", "备注（{}）", "王总{}；李总 139****0000"])
def test_odd_signs_between_digits_hide_no_number(text: str, around: str) -> None:
    written = around.format(text)
    hidden = without_numbers(written)
    assert hidden != written
    assert text not in hidden
    assert without_numbers(hidden) == hidden
    assert put_back(hidden, written) == written


ODD = st.sampled_from(
    [*list("*＊#＃@^&＆_\\|★☆●◆■→=+；。!？《》「」“”'\"$￥…%"), "<br>", "&nbsp;", "***", " * ", "转", "杠"]
)


@given(MOBILES, st.sampled_from([(3, 4, 4), (1,) * 11]), ODD, CONTEXTS)
def test_no_sign_between_its_groups_lets_a_mobile_number_through(
    number: str, shape: tuple[int, ...], sign: str, context: tuple[str, str]
) -> None:
    groups = [number[sum(shape[:at]) : sum(shape[: at + 1])] for at in range(len(shape))]
    written = sign.join(groups)
    # Two round figures beside each other are taken for what they are: 180*1200*1500.
    round_product = len(groups) == 3 and groups[1].endswith("0") and groups[2].endswith("0")
    assert round_product or written not in without_numbers(context[0] + written + context[1])


@pytest.mark.parametrize(
    "text",
    [
        "设备尺寸180*1200*1500mm",
        "厂房385*1275米",
        "地块300*4500",
        "规格2440*1220*18",
        "宗地号23-45-678",
        "玉龙大街23-45-678号",
        "2018/2019/2020年",
        "年产3240→4125吨",
        "3240+1275户",
        "20941=10970+9971",
        "20941件=10970件+9971件",
        "3#、5#、6#、7#、8#、9#、10#楼",
        "21-22-23-24号楼",
        "30 45 120",
        "项目代码2105-150430-04-01-123456",
        "赤发改〔2021〕1234号",
        "（2021）内04民终5678号",
        "增长率12.5%、13.6%、14.7%",
        "IP 58.20.33.41",
        "国道303线K123+456",
        "7*24小时",
        "660*2MW",
        "220*110*35kV",
        "东经118°57'36\" 北纬42°15'28\"",
        "13,804,711,200元",
        "投资13,804,711,234",
        "911504021146543210",
        "150402000012345",
        "注册号：150402801231045",
        "微信支付2000元",
        "微信公众号：chifengshanghui",
        "护照办理点",
        "two three one",
        "2105-150430-04-01-123456",
    ],
)
def test_sums_sizes_plots_and_codes_with_signs_in_them_stay(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("zhang.san(at)example.com", "z***"),
        ("zhang.san[at]example[dot]com", "z***"),
        ("zhang.san at example.com", "z***"),
        ("zhangsan 艾特 example点com", "z***"),
        ("zhangsan#example.com", "z***"),
        ("zhangsan@qq", "z***@qq"),
        ("zhangsan@赤峰.中国", "z***"),
        ("张三@example.com", "张***@example.com"),
        ("加V zhangsan88", "加V z***"),
        ("V信：zhangsan88", "V信：z***"),
        ("薇信zhangsan88", "薇信z***"),
        ("微 信：zhangsan88", "微 信：z***"),
        ("wxid_ab12cd34", "wxid_a***"),
        ("wx_zhangsan88", "wx_z***"),
        ("Telegram @zhangsan", "Telegram @z***"),
    ],
)
def test_an_address_in_disguise_is_masked(text: str, masked: str) -> None:
    assert without_numbers(text) == masked
    assert put_back(masked, text) == text


@pytest.mark.parametrize("text", ["微信小程序项目", "企业微信群已建", "单价@5元", "hat trick", "wxWidgets 软件园"])
def test_what_is_no_address_stays(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("联系王总（13900000030）商谈", "联系王总（139****0030）商谈"),
        ("（+86 139 0000 0030）", "（139****0030）"),
        ("电话(+86)13900000030", "电话139****0030"),
        ("（0471）4310000", "047****0000"),
        ("（电话 0471-4310000）", "（电话 047****0000）"),
    ],
)
def test_a_bracket_is_hidden_only_with_the_one_that_closes_it(text: str, hidden: str) -> None:
    assert without_numbers(text) == hidden
    assert put_back(hidden + "，再约", text) == text + "，再约"
