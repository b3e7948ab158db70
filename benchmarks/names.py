"""Invented enterprises, people and leads for measuring: real parts, no real whole. The same seed gives the same stream.

Everything is an iterator; a million enterprises take some ten seconds and no memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

# (name as written in a company's name, GB/T 2260 code): the home banners often, the rest of the country seldom.
HOME_REGIONS = [
    ("赤峰市", "150400"), ("赤峰", "150400"), ("红山区", "150402"), ("元宝山区", "150403"),
    ("松山区", "150404"), ("阿鲁科尔沁旗", "150421"), ("巴林左旗", "150422"), ("巴林右旗", "150423"),
    ("林西县", "150424"), ("克什克腾旗", "150425"), ("翁牛特旗", "150426"), ("喀喇沁旗", "150428"),
    ("宁城县", "150429"), ("敖汉旗", "150430"),
]  # fmt: skip
REGIONS = [
    ("内蒙古", "150000"), ("呼和浩特市", "150100"), ("呼和浩特", "150100"), ("包头市", "150200"),
    ("乌海市", "150300"), ("通辽市", "150500"), ("鄂尔多斯市", "150600"), ("呼伦贝尔市", "150700"),
    ("巴彦淖尔市", "150800"), ("乌兰察布市", "150900"), ("兴安盟", "152200"), ("锡林郭勒盟", "152500"),
    ("阿拉善盟", "152900"), ("北京", "110000"), ("天津", "120000"), ("河北", "130000"),
    ("石家庄市", "130100"), ("承德市", "130800"), ("太原市", "140100"), ("沈阳", "210100"),
    ("大连", "210200"), ("朝阳市", "211300"), ("长春", "220100"), ("哈尔滨", "230100"), ("上海", "310000"),
    ("南京", "320100"), ("苏州", "320500"), ("杭州", "330100"), ("台州市", "331000"), ("合肥", "340100"),
    ("蚌埠市", "340300"), ("厦门", "350200"), ("南昌", "360100"), ("济南", "370100"), ("青岛", "370200"),
    ("郑州", "410100"), ("武汉", "420100"), ("长沙市", "430100"), ("广州", "440100"), ("深圳市", "440300"),
    ("东莞市", "441900"), ("重庆", "500000"), ("成都", "510100"), ("贵阳", "520100"), ("昆明", "530100"),
    ("西安", "610100"), ("兰州", "620100"),
]  # fmt: skip
TRADE_CHARACTERS = (
    "鑫源恒达盛泰华宏远兴隆昌瑞祥福顺安康宁丰润德信诚义和平天地金银玉宝龙凤麒麟东西南北中正大广博众汇联合"
    "创新科智慧星月光明阳辉晨曦海江河湖川山峰岭松柏竹梅兰菊荣茂林森绿野草原牧歌蒙古驰骋腾飞跃卓越伟业基石"
    "磐石永久长青春晖百千万亿佳美雅韵尚品优嘉禾沃土耕耘聚能动力云帆航程通途路桥塞北漠都城乡亿佰仟悦乐康健"
    "仁爱善道元亨利贞乾坤京津冀晋辽吉黑沪苏浙"
)
INDUSTRIES = [
    "商贸",
    "贸易",
    "农牧业",
    "牧业",
    "农业科技",
    "农业开发",
    "种植",
    "养殖",
    "乳业",
    "肉业",
    "食品",
    "粮油",
    "酒业",
    "餐饮管理",
    "餐饮服务",
    "酒店管理",
    "物流",
    "运输",
    "汽车销售",
    "汽车服务",
    "汽车租赁",
    "房地产开发",
    "置业",
    "物业服务",
    "建筑工程",
    "建筑安装",
    "装饰工程",
    "园林绿化",
    "市政工程",
    "路桥工程",
    "矿业",
    "煤业",
    "煤炭运销",
    "能源",
    "新能源科技",
    "光伏发电",
    "风力发电",
    "电力工程",
    "热力",
    "燃气",
    "化工",
    "环保科技",
    "环境工程",
    "水务",
    "机械设备",
    "机械制造",
    "重型机械",
    "五金机电",
    "电子科技",
    "网络科技",
    "信息技术",
    "软件开发",
    "智能科技",
    "生物科技",
    "制药",
    "医药连锁",
    "医疗器械",
    "中蒙医院管理",
    "健康管理",
    "养老服务",
    "教育科技",
    "教育咨询",
    "文化传媒",
    "广告传媒",
    "影视文化",
    "旅游开发",
    "旅行社",
    "体育文化",
    "会展服务",
    "人力资源服务",
    "劳务派遣",
    "企业管理咨询",
    "投资管理",
    "投资担保",
    "小额贷款",
    "融资租赁",
    "拍卖",
    "典当",
    "会计咨询",
    "税务咨询",
    "法律咨询",
    "知识产权代理",
    "检测技术",
    "测绘服务",
    "工程监理",
    "工程咨询",
    "建材",
    "钢材销售",
    "木业",
    "家具",
    "纺织",
    "服饰",
    "羊绒制品",
    "皮革制品",
    "珠宝",
    "玉器",
    "陶瓷",
    "印务",
    "包装制品",
    "塑料制品",
    "橡胶制品",
    "水泥",
    "混凝土",
    "砂石",
    "保安服务",
    "家政服务",
    "供应链管理",
]
FORMS = ["有限公司"] * 55 + ["有限责任公司"] * 30 + ["股份有限公司"] * 3 + ["（集团）有限公司", "集团有限公司"] + [
    "专业合作社", "专业合作社", "经营部", "商行", "商店", "加工厂", "经销处", "工作室", "分公司", "中心"
]  # fmt: skip
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "单仇查解区翟"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹香月"
    "莺媛瑞凡佳嘉琼勤珍贞莉建国志文斌波辉鹏飞宇浩然博雅欣怡梓涵子轩思雨晨阳天佑俊凯旭东海龙永庆祥福德才学"
    "义仁信忠孝"
)
MOBILE_PREFIXES = [
    "139",
    "138",
    "137",
    "136",
    "135",
    "150",
    "151",
    "152",
    "158",
    "159",
    "186",
    "187",
    "188",
    "130",
    "147",
]
USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Enterprise:
    name: str
    uscc: str
    phones: tuple[str, ...]
    home_division: str
    is_member: bool


@dataclass(frozen=True, slots=True)
class Person:
    code: str
    name: str
    mobile: str


@dataclass(frozen=True, slots=True)
class Lead:
    code: str
    project: str
    investor: str


def uscc(random: Random, division: str) -> str:
    """A well-formed 统一社会信用代码 (GB 32100-2015) with its check digit."""
    body = f"91{division}{random.randrange(10**8):08d}{USCC_DIGITS[random.randrange(31)]}"
    total = sum(USCC_DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(body))
    return body + USCC_DIGITS[-total % 31]


def company_name(random: Random, region: str) -> str:
    trade = "".join(random.choices(TRADE_CHARACTERS, k=2 if random.random() < 0.7 else 3))
    industry, form = random.choice(INDUSTRIES), random.choice(FORMS)
    shape = random.random()
    if shape < 0.05:
        return f"{trade}（{region}）{industry}{form}"
    if shape < 0.10:
        return f"{trade}{industry}{form}"
    if shape < 0.15:
        return f"内蒙古{trade}{industry}{form}"
    return f"{region}{trade}{industry}{form}"


def mobile(random: Random) -> str:
    return f"{random.choice(MOBILE_PREFIXES)}{random.randrange(10**8):08d}"


def enterprises(count: int, seed: int = 2021) -> Iterator[Enterprise]:
    """Four in ten from the home prefecture, one in ten a member, one in three with a landline besides its mobile."""
    random = Random(seed)
    for _ in range(count):
        region, division = random.choice(HOME_REGIONS if random.random() < 0.4 else REGIONS)
        phones = [mobile(random)]
        if random.random() < 0.33:
            phones.append(f"0476-{random.randrange(2, 9)}{random.randrange(10**6):06d}")
        yield Enterprise(
            name=company_name(random, region),
            uscc=uscc(random, division),
            phones=tuple(phones),
            home_division=division,
            is_member=random.random() < 0.1,
        )


def people(count: int, seed: int = 2022) -> Iterator[Person]:
    random = Random(seed)
    for number in range(1, count + 1):
        given = "".join(random.choices(GIVEN, k=1 if random.random() < 0.25 else 2))
        yield Person(code=f"P{number:07d}", name=random.choice(SURNAMES) + given, mobile=mobile(random))


def leads(count: int, seed: int = 2023) -> Iterator[Lead]:
    random = Random(seed)
    for number in range(1, count + 1):
        region, _ = random.choice(HOME_REGIONS)
        investor = company_name(random, random.choice(REGIONS)[0])
        scale = random.choice(
            ["年产10万吨", "年加工5万吨", "100兆瓦", "智能化", "绿色", "现代", "标准化", "一体化", "万头", ""]
        )
        ending = random.choice(
            ["项目", "产业园项目", "基地项目", "加工项目", "示范基地建设项目", "中心建设项目", "扩建项目"]
        )
        trade = "".join(random.choices(TRADE_CHARACTERS, k=2))
        yield Lead(
            code=f"CF-{2015 + number * 12 // (count + 1)}-{number:06d}",
            project=f"{region}{trade}{scale}{random.choice(INDUSTRIES)}{ending}",
            investor=investor,
        )
