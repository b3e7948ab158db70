"""The sections of GB/T 4754-2017 with their English labels, and how sheets call them."""

from __future__ import annotations

import re

INDUSTRIES = {
    "农、林、牧、渔业": "A Agriculture, forestry, husbandry, fishery",
    "采矿业": "B Mining",
    "制造业": "C Manufacturing",
    "电力、热力、燃气及水生产和供应业": "D Electricity, heat, gas, water",
    "建筑业": "E Construction",
    "批发和零售业": "F Wholesale and retail",
    "交通运输、仓储和邮政业": "G Transport, storage, post",
    "住宿和餐饮业": "H Hotels and catering",
    "信息传输、软件和信息技术服务业": "I Information technology",
    "金融业": "J Finance",
    "房地产业": "K Real estate",
    "租赁和商务服务业": "L Leasing and business services",
    "科学研究和技术服务业": "M Research and technical services",
    "水利、环境和公共设施管理业": "N Water, environment, public facilities",
    "居民服务、修理和其他服务业": "O Residential services, repair",
    "教育": "P Education",
    "卫生和社会工作": "Q Health and social work",
    "文化、体育和娱乐业": "R Culture, sports, entertainment",
    "公共管理、社会保障和社会组织": "S Public administration",
    "国际组织": "T International organisations",
}
_DIVISIONS = {
    "农、林、牧、渔业": "农业 林业 畜牧业 渔业 农、林、牧、渔专业及辅助性活动 农、林、牧、渔服务业",
    "采矿业": "煤炭开采和洗选业 石油和天然气开采业 黑色金属矿采选业 有色金属矿采选业 非金属矿采选业 开采专业及辅助性活动 开采辅助活动 其他采矿业",
    "制造业": "农副食品加工业 食品制造业 酒、饮料和精制茶制造业 烟草制品业 纺织业 纺织服装、服饰业 皮革、毛皮、羽毛及其制品和制鞋业 "
    "木材加工和木、竹、藤、棕、草制品业 家具制造业 造纸和纸制品业 印刷和记录媒介复制业 文教、工美、体育和娱乐用品制造业 "
    "石油、煤炭及其他燃料加工业 石油加工、炼焦和核燃料加工业 化学原料和化学制品制造业 医药制造业 化学纤维制造业 橡胶和塑料制品业 "
    "非金属矿物制品业 黑色金属冶炼和压延加工业 有色金属冶炼和压延加工业 金属制品业 通用设备制造业 专用设备制造业 汽车制造业 "
    "铁路、船舶、航空航天和其他运输设备制造业 电气机械和器材制造业 计算机、通信和其他电子设备制造业 仪器仪表制造业 其他制造业 "
    "废弃资源综合利用业 金属制品、机械和设备修理业",
    "电力、热力、燃气及水生产和供应业": "电力、热力生产和供应业 燃气生产和供应业 水的生产和供应业",
    "建筑业": "房屋建筑业 土木工程建筑业 建筑安装业 建筑装饰、装修和其他建筑业 建筑装饰和其他建筑业",
    "批发和零售业": "批发业 零售业",
    "交通运输、仓储和邮政业": "铁路运输业 道路运输业 水上运输业 航空运输业 管道运输业 多式联运和运输代理业 装卸搬运和仓储业 装卸搬运和运输代理业 装卸搬运和其他运输代理业 "
    "仓储业 邮政业",
    "住宿和餐饮业": "住宿业 餐饮业",
    "信息传输、软件和信息技术服务业": "电信、广播电视和卫星传输服务 互联网和相关服务 软件和信息技术服务业",
    "金融业": "货币金融服务 资本市场服务 保险业 其他金融业",
    "租赁和商务服务业": "租赁业 商务服务业",
    "科学研究和技术服务业": "研究和试验发展 专业技术服务业 科技推广和应用服务业",
    "水利、环境和公共设施管理业": "水利管理业 生态保护和环境治理业 公共设施管理业 土地管理业",
    "居民服务、修理和其他服务业": "居民服务业 机动车、电子产品和日用产品修理业 其他服务业",
    "卫生和社会工作": "社会工作",
    "文化、体育和娱乐业": "新闻和出版业 广播、电视、电影和录音制作业 广播、电视、电影和影视录音制作业 文化艺术业 体育 娱乐业",
    "公共管理、社会保障和社会组织": "中国共产党机关 国家机构 人民政协、民主党派 社会保障 群众团体、社会团体和其他成员组织 "
    "基层群众自治组织及其他组织",
}
"""The divisions (大类) below the sections, of 2017 and where they differ of 2011: what the exports of the registers give."""


_SAID = {
    "农、林、牧、渔业": "畜牧 牧业 农牧 种植业 养殖业",
    "采矿业": "煤炭 煤矿 矿山",
    "制造业": "纺织 服装 机械 机械制造 钢铁 建材生产 食品制造 医药制造 汽车制造",
    "建筑业": "装饰 装修 建筑装饰 房屋建筑 建筑安装",
    "批发和零售业": "批发 零售 贸易 外贸 进出口 进出口贸易 汽车销售 超市",
    "交通运输、仓储和邮政业": "运输 货运 快递 仓储 道路运输",
    "住宿和餐饮业": "住宿 酒店 宾馆 民宿",
    "信息传输、软件和信息技术服务业": "互联网 软件开发 通信 电信",
    "金融业": "保险 银行 小额贷款",
    "房地产业": "房地产开发 物业 物业管理",
    "租赁和商务服务业": "广告 律师 法律服务 人力资源 劳务派遣 旅行社 会展 租赁",
    "科学研究和技术服务业": "科研 检测",
    "水利、环境和公共设施管理业": "环保 水利 环境治理",
    "居民服务、修理和其他服务业": "家政 美容 美容美发 维修 汽车维修",
    "教育": "培训 教育培训 学校",
    "卫生和社会工作": "医院 养老 养老服务",
    "文化、体育和娱乐业": "娱乐 影视",
}
"""What people call them."""
_LAST = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)
"""The last division (大类) of each section, in order."""


def _written(division: str) -> tuple[str, ...]:
    """The ways the registers and the exchanges write a division: 和 or 及, 其他 or 其它."""
    forms = (division, division.replace("和", "及"), division.replace("其他", "其它"))
    return (*forms, *(form.removesuffix("业") for form in forms if len(form) > 4))


INDUSTRY_ALIASES = {
    **{
        form: section
        for section, divisions in _DIVISIONS.items()
        for division in divisions.split()
        for form in _written(division)
    },
    **{word: section for section, words in _SAID.items() for word in words.split()},
    **{label[0]: name for name, label in INDUSTRIES.items()},
    "农业": "农、林、牧、渔业",
    "农牧业": "农、林、牧、渔业",
    "农林牧渔": "农、林、牧、渔业",
    "农林牧渔业": "农、林、牧、渔业",
    "种植": "农、林、牧、渔业",
    "养殖": "农、林、牧、渔业",
    "种养殖": "农、林、牧、渔业",
    "采矿": "采矿业",
    "矿业": "采矿业",
    "制造": "制造业",
    "工业": "制造业",
    "装备制造": "制造业",
    "农产品加工": "制造业",
    "农畜产品加工": "制造业",
    "食品加工": "制造业",
    "生物医药": "制造业",
    "化工": "制造业",
    "冶金": "制造业",
    "电力": "电力、热力、燃气及水生产和供应业",
    "能源": "电力、热力、燃气及水生产和供应业",
    "新能源": "电力、热力、燃气及水生产和供应业",
    "建筑": "建筑业",
    "批发零售": "批发和零售业",
    "批发零售业": "批发和零售业",
    "商贸": "批发和零售业",
    "物流": "交通运输、仓储和邮政业",
    "现代物流": "交通运输、仓储和邮政业",
    "仓储物流": "交通运输、仓储和邮政业",
    "交通运输": "交通运输、仓储和邮政业",
    "餐饮": "住宿和餐饮业",
    "住宿餐饮": "住宿和餐饮业",
    "信息技术": "信息传输、软件和信息技术服务业",
    "软件": "信息传输、软件和信息技术服务业",
    "大数据": "信息传输、软件和信息技术服务业",
    "IT": "信息传输、软件和信息技术服务业",
    "金融": "金融业",
    "房地产": "房地产业",
    "商务服务": "租赁和商务服务业",
    "科技": "科学研究和技术服务业",
    "卫生": "卫生和社会工作",
    "医疗": "卫生和社会工作",
    "文化": "文化、体育和娱乐业",
    "文旅": "文化、体育和娱乐业",
    "文化旅游": "文化、体育和娱乐业",
}


def section_of(code: str) -> str | None:
    """The section of a code; without its letter one of three digits may have lost its zero, and says nothing."""
    found = re.fullmatch(r"([A-Ta-t]?)(\d\d)(\d{0,2})", code.strip())
    if found is None or (not found[1] and len(found[3]) == 1):
        return None
    place = next((place for place, last in enumerate(_LAST) if 0 < int(found[2]) <= last), None)
    if place is None or (found[1] and ord(found[1].upper()) - ord("A") != place):
        return None
    return list(INDUSTRIES)[place]
