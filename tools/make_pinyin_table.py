"""Writes `chamber/text/pinyin_table.txt` from pypinyin's data (MIT); run by hand when data or choices change.

A line is `reading TAB characters TAB characters`: those read so by default, then those that may also be read so.
Readings are in order of the alphabet, characters in order of tone, then code point: a pair's position is its rank in a
list sorted by pinyin.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pypinyin
from pypinyin.contrib.tone_convert import to_normal, to_tone3
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

TABLE = Path(__file__).parent.parent / "chamber" / "text" / "pinyin_table.txt"

# What names of companies, places and people really use, the usual reading first. All of them are searchable.
HETERONYMS = """
阿 a e|薄 bo bao|堡 bao pu bu|柏 bai bo|蚌 bang beng|磅 bang pang|便 bian pian|泊 bo po|卜 bu bo|藏 cang zang
参 can shen|曾 zeng ceng|查 cha zha|差 cha chai|长 chang zhang|朝 chao zhao|车 che ju|称 cheng chen
澄 cheng deng|盛 sheng cheng|仇 qiu chou|畜 xu chu|传 chuan zhuan|单 dan shan chan|弹 tan dan|的 de di
得 de dei|翟 zhai di|都 du dou|番 fan pan|繁 fan po|佛 fo fu|埔 pu bu|盖 gai ge|蛤 ha ge|给 ji gei|句 ju gou
莞 guan wan|炅 jiong gui|龟 gui qiu|行 xing hang|黑 hei he|会 hui kuai|还 huan hai|郇 xun huan|系 xi ji
荠 ji qi|贾 jia gu|伽 jia qie ga|降 jiang xiang|校 xiao jiao|觉 jue jiao|解 jie xie|桔 ju jie|浚 jun xun
卡 ka qia|阚 kan|壳 ke qiao|乐 le yue|勒 le lei|了 liao le|六 liu lu|露 lu lou|率 lv shuai|绿 lv lu|落 luo la
脉 mai mo|蔓 man wan|秘 mi bi|泌 mi bi|缪 miao mou|模 mo mu|牟 mou mu|娜 na nuo|能 neng nai|呢 ni ne
粘 nian zhan|屏 ping bing|朴 pu piao|骠 piao biao|茄 qie jia|铅 qian yan|区 qu ou|圈 quan juan|塞 sai se
召 zhao shao|厦 xia sha|歙 she xi|折 zhe she|什 shi shen|莘 xin shen|峙 zhi shi|似 si shi|宿 su xiu|覃 qin tan
谌 chen shen|调 tiao diao|拓 tuo ta|隗 wei kui|尉 wei yu|涡 wo guo|茜 qian xi|郄 qie xi|洗 xi xian|纤 xian qian
巷 xiang hang|荥 xing ying|员 yuan yun|芫 yuan yan|晟 sheng cheng|重 zhong chong|种 zhong chong|轧 zha ya
扎 zha za|着 zhe zhuo zhao|祭 ji zhai|琢 zhuo zuo|仔 zi zai|枞 cong zong|褚 chu zhu|俟 si qi|冯 feng ping
贲 ben bi|俞 yu shu|乜 nie mie|尾 wei yi|血 xue xie|斜 xie xia|钿 dian tian|瑳 cuo|彧 yu|煜 yu|垚 yao|祎 yi
甯 ning|媗 xuan|玥 yue|婕 jie|珩 heng|嫄 yuan|晗 han|昇 sheng|堃 kun|喆 zhe|淼 miao|呷 xia ga|泷 long shuang
筠 yun jun|犍 jian qian|侗 dong tong|颉 jie xie|鲜 xian|强 qiang jiang|洋 yang|万 wan mo|台 tai|燕 yan|应 ying
广 guang|厂 chang|吕 lv|旅 lv|女 nv|略 lue|掠 lue|虐 nue|疟 nue|佴 nai er|尼 ni|儿 er|嗯 en|噷 hen|哼 heng
""".replace("\n", "|")


def plain(reading: str) -> str:
    """`lǜ` → `lv`, `lüè` → `lue` (as it is typed), `ê` → `e`."""
    return to_normal(reading).replace("ê", "e").replace("lve", "lue").replace("nve", "nue")


def tone(reading: str) -> str:
    """`'1'`-`'4'`; the neutral tone comes last."""
    last = to_tone3(reading)[-1:]
    return last if last.isdigit() else "5"


def reading_counts() -> dict[str, Counter[str]]:
    """How often a character is read each way in the dictionary's phrases."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in phrases_dict.items():
        if len(phrase) == len(readings):
            for character, reading in zip(phrase, readings, strict=True):
                counts[character][plain(reading[0])] += 1
    return counts


def main() -> None:
    chosen = {entry[0]: entry[1:].split() for entry in HETERONYMS.split("|") if entry}
    counts = reading_counts()
    main_rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
    other_rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for code, listed in pinyin_dict.items():
        if not 0x3400 <= code <= 0x9FFF and not 0x20000 <= code <= 0x3FFFF and code != 0x3007:
            continue
        character = chr(code)
        tones: dict[str, str] = {}
        for reading in listed.split(","):
            if any(vowel in plain(reading) for vowel in "aeiouv"):
                tones.setdefault(plain(reading), tone(reading))
        if not tones:
            continue
        usual = counts[character].most_common(1)
        known = usual and usual[0][1] >= 2 and usual[0][0] in tones
        first = usual[0][0] if known else next(iter(tones))
        readings = chosen.get(character, [first])
        main_rows[readings[0]].append((tones.get(readings[0], "5"), code))
        for reading in readings[1:]:
            other_rows[reading].append((tones.get(reading, "5"), code))
    lines = [
        f"# Made by tools/{Path(__file__).name} from pypinyin {pypinyin.__version__} (MIT), mozillazg/pinyin-data."
    ]
    for reading in sorted(main_rows | other_rows):
        usual_characters, others = (
            "".join(chr(code) for _, code in sorted(rows.get(reading, []))) for rows in (main_rows, other_rows)
        )
        lines.append(f"{reading}\t{usual_characters}\t{others}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
