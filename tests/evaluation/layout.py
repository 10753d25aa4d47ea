"""Pages laid out line by line from a corpus of articles, with known answers: to fit the parser and to measure it.

    python tests/evaluation/layout.py ARTICLES.jsonl.gz OUT --days 2026-05-01,… --pages 60 --seed 1

An article is a JSON object with title, paragraphs and, where it has them, kicker, deck, byline, subheads, photos
(caption, credit), date, page. OUT gets pages/NAME.txt and, for the scorer of pages with known answers, gold/NAME.json.
What a page can look like is in `Style`; the noise is that of reading columns off paper, and more varied than any one
newspaper's.
"""

import argparse
import gzip
import itertools
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import papers
from papers import invented_name

from builder.folds import simplified
from builder.lexicon import lexicon

STOPS = "。！？…；：，"
BOX_TITLES = (
    "核心阅读",
    "阅读提示",
    "核心提示",
    "内容提要",
    "编者按",
    "导读",
    "新闻背景",
    "相关链接",
    "链接",
    "延伸阅读",
    "人物小传",
    "背景",
    "数说",
    "名词解释",
    "新闻链接",
    "小贴士",
    "开栏的话",
    "提要",
)
AFTER_BOXES = (
    "延伸阅读",
    "链接",
    "相关链接",
    "新闻背景",
    "专家点评",
    "记者点评",
    "短评",
    "人物小传",
)
CITIES = [
    "北京",
    "上海",
    "重庆",
    "成都",
    "兰州",
    "长沙",
    "南昌",
    "呼和浩特",
    "乌鲁木齐",
    "东京",
    "布鲁塞尔",
    "布宜诺斯艾利斯",
    "广州",
    "太原",
    "石家庄",
    "合肥",
    "福州",
    "昆明",
    "拉萨",
    "华盛顿",
    "联合国",
    "日内瓦",
    "开罗",
    "内罗毕",
    "武汉",
    "济南",
    "雄安",
    "海口",
]
LABELS = [
    "人民时评",
    "一线调研",
    "记者观察",
    "民生关注",
    "经济聚焦",
    "今日谈",
    "国际观察",
    "新春走基层",
    "读者来信",
    "文化观察",
    "权威发布",
    "本报特稿",
    "特写",
    "社会治理·观察",
    "科技前沿",
    "热点追踪",
    "学习笔记",
    "身边故事",
    "生活记事",
    "百姓故事",
    "工会在线",
    "劳动者风采",
    "街谈巷议",
    "连线基层",
]
PAPERS = [
    "江南日报",
    "滨海晚报",
    "北山时报",
    "工人之声报",
    "新城早报",
    "大众日报",
    "西部商报",
    "农民日报",
    "青年报",
    "中原都市报",
    "南方周末",
    "湖滨晨报",
    "人民日报",
    "光明日报",
    "工人日报",
    "解放日报",
    "文汇报",
    "经济日报",
]
SECTIONS = [
    "要闻",
    "综合",
    "经济",
    "社会",
    "国际",
    "体育",
    "文化",
    "副刊",
    "民生",
    "科技",
    "教育",
    "法治",
    "理论",
    "评论",
    "财经",
    "时政",
    "健康",
    "综合新闻",
    "国际新闻",
    "视觉",
    "生态",
    "政治",
]
PLACES = [
    "河北平泉市",
    "江苏南京",
    "平川县清河乡",
    "辽宁省沈阳市",
    "市第二中学",
    "滨江区居民",
    "省农科院",
    "广东省某镇中心小学",
    "四川广元市",
    "山西大同",
    "某部战士",
    "本市退休教师",
    "河南郑州读者",
    "安徽省六安市",
    "华东某大学教授",
]


@dataclass
class Style:
    """What a page looks like, drawn once for each page."""

    width: int = 0
    """Column width at which every line is broken; 0 = a line is a paragraph."""
    by_width: bool = False
    """Digits and Latin take half a place in the column."""
    blanks: str = "some"
    """some | none | one | many | double (every line followed by a blank one)"""
    indent: bool = False
    unindented: bool = False
    """A paragraph's first line is two characters shorter than the column, its indent lost in reading."""
    punctuation: str = "half"
    """half | full | mixed"""
    straight: float = 0.0
    """Share of the texts whose quotes are straight."""
    misread: float = 0.0
    """Share of the characters with one alike (`LIKE`, digits, dashes) that are read as it."""
    cuts: float = 0.5
    """Chance of a paragraph being cut by the column."""
    forms: float = 0.4
    """Chance that an article gets a form that its newspaper does not use."""
    old: bool = False
    """Chinese numerals, 【新华社北京四日电】."""
    furniture: str = "foot"
    traditional: bool = False
    space_names: bool = True


def style(rng: random.Random) -> Style:
    """A style drawn at random; about one page in four is broken at the column's width."""
    narrow = rng.random() < 0.3
    old = rng.random() < 0.08
    indent = rng.random() < (0.4 if narrow else 0.12)
    return Style(
        width=rng.randint(9, 30) if narrow else 0,
        by_width=rng.random() < 0.5,
        blanks=rng.choices(("some", "none", "one", "many", "double"), (36, 20, 26, 12, 6 if not narrow else 10))[0],
        indent=indent,
        unindented=narrow and not indent and rng.random() < 0.7,
        punctuation=rng.choices(("half", "full", "mixed"), (45, 42, 13))[0],
        straight=rng.choice((0, 0, 0, 0.1, 0.4, 1.0)),
        misread=rng.choice((0, 0, 0, 0.008, 0.024)),
        cuts=rng.choice((0.0, 0.15, 0.3, 0.5)),
        forms=rng.choice((0.0, 0.3, 0.6, 0.9)),
        old=old,
        furniture=rng.choices(("none", "foot", "top", "both"), (28, 28, 24, 20))[0],
        traditional=rng.random() < (0.5 if old else 0.03),
        space_names=rng.random() < 0.7,
    )


def plain(rng: random.Random) -> Style:
    """A style as one national daily's pages have it: no column's width, no other papers' forms."""
    level = rng.randrange(4)
    return Style(
        blanks="one" if not level else "some",
        punctuation="full" if not level and rng.random() < 0.5 else "half",
        straight=0.05 if level == 3 else 0.0,
        misread=0.004 if level == 3 else 0.0,
        cuts=(0.0, 0.15, 0.5, 0.3)[level],
        forms=0.0,
        furniture="foot" if level else "none",
    )


@dataclass
class Row:
    """A line of the page with what it is."""

    text: str
    role: str
    """As in the decoder: title, body, body more …"""
    article: int = 0
    first: bool = False
    torn: bool = False
    gold: str = ""
    """Its role as the scorer of pages with known answers names it."""
    unit: int = 0
    indent: bool = False
    far_in: int = 0
    """White space before a signature that is set to the right."""


@dataclass
class Item:
    """An article before it is laid out."""

    label: str = ""
    kicker: str = ""
    title: str = ""
    deck: str = ""
    byline: str = ""
    byline_last: bool = False
    authors: list[str] = field(default_factory=list)
    sure: bool = True
    dateline: str = ""
    jump: str = ""
    kind: str = "article"
    blocks: list[tuple] = field(default_factory=list)
    """(role, text) with role body, subhead, jump; ("box", title, [texts])."""
    photos: list[tuple[str, str]] = field(default_factory=list)
    stacked: bool = False
    """The headline is set on two lines."""


# -- articles

_CREDIT = re.compile(r"^.{0,26}(?:摄|供图|提供|摄影报道|发|制图|作)(?:（[^）]{2,10}）)?$")
_ROLE = re.compile(
    r"记者|评论员|通讯员|报|社|编辑|网|台|大学|学院|研究|主任|教授|院长|会长|所长|书记|公司|委员|部长|中心|作家|代表|局"
)


def names(byline: str) -> list[str] | None:
    """The names of a byline whose parts stand two spaces apart; None where that cannot be told."""
    found: list[str] = []
    pending = ""
    for part in re.split(r"\s{2,}|、", byline.strip()):
        part = re.sub(r"^(?:.*?(?:记者|评论员|通讯员))(?=.)", "", part.strip("（）"))
        if not part or (_ROLE.search(part) and len(part) > 2):
            pending = ""
            continue
        if " " in part or len(part) > 14:
            return None
        if len(part) == 1:
            if pending:
                found.append(pending + part)
                pending = ""
            else:
                pending = part
            continue
        found.append(part)
    return None if pending or any(len(name) > 4 and "·" not in name for name in found) else found


_NO_ARTICLE = re.compile(r"^(?:编者按|导读|本期导读|征\s*稿|征\s*集)\|")
"""Entries of a corpus that are no articles of their own: boxes without their article, tables of contents."""


def item(article: dict, rng: random.Random, look: Style) -> Item | None:
    """An article of the corpus, with sub-heads put back, sometimes shortened, sometimes in another paper's form."""
    paragraphs = [p.strip() for p in article["paragraphs"] if p.strip() and not re.match(r"^[*\s]+$", p)]
    paragraphs = [p for p in paragraphs if not re.match(r"^(?:版式设计|制图|本期统筹|本版制图|题图|插图)", p)]
    if not paragraphs or len(paragraphs) > 130 or _NO_ARTICLE.search(article["title"] + "|" + article["page"]):
        return None
    if article.get("page_name") in ("广告", "公告"):
        return None
    made = Item(title=article["title"], kicker=article.get("kicker", ""), deck=article.get("deck", ""))
    if found := re.search(r"（([^（）]{2,12})）$", made.title):
        made.label = found[1]
        if rng.random() < 0.8:
            made.title = made.title[: found.start()]
            made.label = found[1] if rng.random() < 0.6 and len(found[1]) <= 8 else ""
        else:
            made.label = ""
    made.photos = [
        _photo(p["caption"], p["credit"]) for p in article.get("photos", []) if p["caption"] and len(p["caption"]) < 260
    ]
    byline = article.get("byline", "")
    if byline:
        known = names(byline)
        made.byline, made.authors, made.sure = byline, known or [], known is not None
    if len(paragraphs) <= 4 and _CREDIT.match(paragraphs[-1]) and len(paragraphs) > 1:
        _photo_news(made, paragraphs, rng)
        return made
    if made.title.startswith("图片报道"):
        return None
    _blocks(made, paragraphs, article.get("subheads", []), rng)
    _dateline(made, rng, look)
    _endings(made, rng)
    _forms(made, rng, look)
    _speaker(made, rng)
    return made


def _speaker(made: Item, rng: random.Random) -> None:
    """Who says what a headline says, on a line of its own above it (国台办：)."""
    if made.kicker or not made.title:
        return
    found = re.match(r"([^，。：“”]{2,9}：)\s*(.{6,})$", made.title)
    if found and rng.random() < 0.5:
        made.kicker, made.title = found[1], found[2]
    elif rng.random() < 0.012:
        made.kicker = papers.word(rng, "speaker") + "："


_CREDIT_RUN_IN = re.compile(
    r"(?<=[。！？”）])\s*((?:以上|图片)?[^。，！？]{2,24}(?:摄|供图|提供|截图)(?:（[^（）]{2,10}）)?)$"
)


def _photo(caption: str, credit: str) -> tuple[str, str]:
    """A photo's words; a corpus may keep the credit at the end of the caption."""
    found = None if credit else _CREDIT_RUN_IN.search(caption)
    return (caption[: found.start()].strip(), found[1]) if found else (caption, credit)


def photos_words(article: dict) -> list[str]:
    """The captions of an article; photo news is a caption and its credit."""
    found = [_photo(photo["caption"], photo["credit"])[0] for photo in article.get("photos", []) if photo["caption"]]
    paragraphs = [text.strip() for text in article["paragraphs"]]
    if 1 < len(paragraphs) <= 4 and _CREDIT.match(paragraphs[-1]):
        found.append(paragraphs[0])
    return [text for text in found if len(text) < 260]


def _photo_news(made: Item, paragraphs: list[str], rng: random.Random) -> None:
    made.kind = "photo"
    if made.title.startswith("图片报道") or rng.random() < 0.15:
        made.title = made.label = made.kicker = made.deck = ""
    made.photos = [(paragraphs[0], paragraphs[-1]), *made.photos[:1]]
    made.blocks = [("body", text) for text in paragraphs[1:-1]]
    if made.blocks and rng.random() < 0.6:  # the credit below the text, not below the caption
        made.photos[0] = (paragraphs[0], "")
        made.blocks.append(("credit", re.sub(r"\s{2,}", " ", paragraphs[-1])))
    made.byline, made.authors = "", []
    if "文" in paragraphs[-1]:
        made.sure = False


def _blocks(made: Item, paragraphs: list[str], subheads: list[str], rng: random.Random) -> None:
    short = [len(p) <= 24 and p[-1] not in STOPS for p in paragraphs]
    paired = sum(one and other for one, other in itertools.pairwise(short[1:]))
    verse = sum(short[1:]) > 0.35 * len(paragraphs) and not subheads and paired > 0.4 * sum(short[1:])
    blocks: list[tuple] = []
    lede_end = next((at for at, p in enumerate(paragraphs[:4]) if re.match(r"^——\s*编\s*者$", p)), None)
    if lede_end is not None and lede_end + 2 < len(paragraphs):
        blocks.append(("box", rng.choice(BOX_TITLES[:6]), paragraphs[: lede_end + 1]))
        paragraphs = paragraphs[lede_end + 1 :]
    places = _places(paragraphs, subheads, rng)
    box: list[str] | None = None
    for at, text in enumerate(paragraphs):
        if text in (*BOX_TITLES, *AFTER_BOXES) and at + 1 < len(paragraphs):
            box = []  # a title that the corpus keeps as a paragraph
            blocks.append(("box", text, box))
            continue
        for head in places.get(at, ()):
            if head in AFTER_BOXES and head == places[at][-1]:  # with a title of its own it is a sub-head, as printed
                box = []
                blocks.append(("box", head, box))
            elif box is not None and not box:
                box.append(head)
            elif box is None:
                blocks.append(("subhead", head))
        if box is not None:
            box.append(text)
            if blocks[-1][1] == "人物小传" or blocks[-1][1] not in AFTER_BOXES:
                box = None
        elif not verse and at and _unmarked_head(text) and at < len(paragraphs) - 1:
            blocks.append(("subhead", text))
        else:
            blocks.append(("body", text))
    blocks = [block for block in blocks if block[0] != "box" or block[2]]
    if len(blocks) > 8 and rng.random() < 0.72:
        keep = rng.randint(3, 9)
        last = blocks[-1] if rng.random() < 0.6 and blocks[-1][0] != "subhead" else None
        blocks = blocks[:keep]
        while blocks[-1][0] == "subhead":
            blocks.pop()
        if last and last not in blocks:
            blocks.append(last)
    bodies = [at for at, block in enumerate(blocks) if block[0] == "body" and 60 < len(block[1]) < 260]
    if bodies and not any(block[0] == "box" for block in blocks) and rng.random() < 0.13 and len(blocks) > 4:
        if rng.random() < 0.5:  # a lede in a box
            at = bodies[0] if made.byline and rng.random() < 0.6 else rng.choice(bodies)
            title = rng.choice(BOX_TITLES[:6] if at == bodies[0] else BOX_TITLES)
            blocks[at] = ("box", title, [blocks[at][1]] + (["——编  者"] if rng.random() < 0.2 else []))
        else:  # a piece of its own at the end
            at = max(len(blocks) - rng.randint(1, 3), 2)
            texts = [block[1] for block in blocks[at:] if block[0] == "body"]
            if texts:
                blocks = [*blocks[:at], ("box", rng.choice(AFTER_BOXES), texts)]
                while len(blocks) > 2 and blocks[-2][0] == "subhead":
                    del blocks[-2]
    made.blocks = blocks


_SIGNED = re.compile(
    rf"^——|\s{{2,}}[{papers.SURNAMES}](?:\s*[\u4e00-\u9fff]){{1,2}}$|^[{papers.SURNAMES}](?:\s*[\u4e00-\u9fff]){{1,2}}\s{{2,}}.*"
    r"(?:评论员|院长|主任|教授|研究员|记者|书记|主席|部长|会长)$|(?:有限公司|大学|研究院)$"
)
"""A short line that names somebody (云南省委常委  李小满; 朱小萍  某报评论员) is no sub-head."""


def _unmarked_head(text: str) -> bool:
    if re.match(
        r"^（?[一二三四五六七八九十]{1,2}）?$|^(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|第[一二三四五六七八九十]{1,3}[章节])[^。；：]{2,24}$",
        text,
    ):
        return True
    return (
        2 < len(text) <= 30
        and text.rstrip("”’")[-1:] not in STOPS + "）"
        and not _SIGNED.search(text)
        and not re.match(r"^——\s*编|^[（·●]", text)
        and not re.match(r"^.{2,4}$|^本报|^新华社|.*[:：]", text)
        and not _CREDIT.match(text)
    )


def _places(paragraphs: list[str], subheads: list[str], rng: random.Random) -> dict[int, list[str]]:
    """Where marked sub-heads stand: evenly, and above a paragraph whose words they share."""
    groups: list[list[str]] = []
    for head in subheads:
        if groups and (groups[-1][-1].endswith("——") or groups[-1][-1] in ("记者手记", "延伸阅读")):
            groups[-1].append(head)
        else:
            groups.append([head])
    places: dict[int, list[str]] = {}
    count, total = len(groups), len(paragraphs)
    if not count or total <= count:
        return places
    low = 1
    for at, group in enumerate(groups):
        ideal = total * (at + 0.7) / (count + 0.4)
        high = total - (count - at)
        pairs = {text[i : i + 2] for text in group for i in range(len(text) - 1)}
        best = max(
            range(low, max(low, high) + 1),
            key=lambda p: (
                sum(pair in paragraphs[p] for pair in pairs) - abs(p - ideal) * 1.5 / max(1, total / (count + 1))
            ),
        )
        places[best] = group
        low = best + 1
        if low >= total:
            break
    return places


_WIRE = re.compile(
    r"^(据?新华社|本报)([^电（，。]{0,24}?)((?:\d{1,2}月)?\d{1,2}日)?电\s*(?:（(?:记者)?((?!据|注)[^，。）]{2,40})）)?\s*"
)


def _dateline(made: Item, rng: random.Random, look: Style) -> None:
    first = next((at for at, block in enumerate(made.blocks) if block[0] == "body"), None)
    if first is None:
        return
    text = made.blocks[first][1]
    found = _WIRE.match(text)
    if not found:
        if not made.byline and look.old and rng.random() < 0.7:
            _set_dateline(made, first, text, "新华社", rng.choice(CITIES), "", [], rng, look)
        elif not made.byline and len(text) > 60 and rng.random() < 0.5:
            writer = invented_name(rng)
            _set_dateline(made, first, text, "本报", rng.choice(CITIES), "", [writer], rng, look)
        return
    paper, city, day, who = found[1], found[2], found[3] or "", found[4] or ""
    writers = names(who.replace("、", "  ")) if who else []
    rest = text[found.end() :]
    if rng.random() < 0.3 * look.forms:  # small items of evening papers begin without any
        made.blocks[first] = ("body", rest.strip())
        return
    if writers is None:
        made.sure, made.dateline = False, found[0].strip()
        return
    if rng.random() < look.forms or look.old:
        _set_dateline(made, first, rest, paper, city, day, writers, rng, look)
    else:
        gap = rng.choice(("", "", "  ", " "))
        between = rng.choice(("、", "、", " ", "  "))
        head = f"{paper}{city}{day}电" + (
            f"{gap}（记者{between.join(writers)}）" if writers else rng.choice((" ", "　", "  "))
        )
        made.dateline = f"{paper}{city}{day}电"
        made.authors += [name for name in writers if name not in made.authors]
        made.blocks[first] = ("body", head + rest)


def _set_dateline(made, first, rest, paper, city, day, writers, rng, look):
    between = rng.choice(("、", " ", "  "))
    who = between.join(writers)
    role = rng.choice(("记者", "记者", "记者", "通讯员", "特约记者", "见习记者", "本报记者"))
    core = f"{paper}{city}{day}电"
    if look.old:
        month = papers.chinese(rng.randint(1, 28))
        core = f"{paper}{city}{month}日{rng.choice('电讯')}"
        head = rng.choice(
            (f"【{core}】", f"【{core}】", f"（{core}）", core + " ", f"【{core}】{rng.choice(CITIES)}讯：")
        )
        made.dateline = core
        made.blocks[first] = ("body", head + rest)
        return
    form = rng.randrange(11)
    if form == 10:  # a translated report: what was printed where, and under what headline, is a paragraph of its own
        made.dateline, made.sure = papers.word(rng, "abroad"), False
        title = rng.choice(("", "", "题：" + papers.word(rng, "film"), "题：" + made.title))
        who_ = rng.choice(("", f"（{rng.choice(('记者', '作者'))}{rng.choice(('', ' ', '　'))}{invented_name(rng)}）"))
        if title or who_:
            made.blocks[first : first + 1] = [("body", made.dateline + title + who_), ("body", rest.strip())]
        else:
            made.blocks[first] = ("body", made.dateline + rest)
        return
    if form >= 8:
        core = rng.choice(("【本报讯】",) * 2 + ("【本报专讯】", "【本报消息】", f"（{city}讯）", f"（{city}综合电）"))
        if who and rng.random() < 0.4:
            core = f"〔记者{writers[0]}／{city}报道〕"
            writers = writers[:1]
        else:
            writers = []
        made.dateline, made.sure = core, False
        made.authors += [name for name in writers if name not in made.authors]
        made.blocks[first] = ("body", core + rest)
        return
    if form <= 3 or (paper == "本报" and not city):
        core = rng.choice(("本报讯", "本报讯", "本报讯", "本报综合讯", "本报专讯"))
        head = core + (
            rng.choice(
                (
                    f"（{role}{who}）",
                    f"（{role}{who}）",
                    f"（{role} {who}）",
                    f" {role}{who}报道：",
                    f" {role}{who} ",
                    f"({role}{who})",
                )
            )
            if who
            else rng.choice((" ", "  ", "　"))
        )
    elif form == 4:
        core = f"本报{city}专电"
        head = f"{core}（{role}{who}）" if who else core + " "
    elif form == 5:
        core = rng.choice(("中新网", "中新社", "据央视网", "新华社")) + city + day + "电"
        head = f"{core} （{rng.choice(('', '记者', '记者 '))}{who}）" if who else core + " "
    elif form == 6:
        core = f"{paper}{city}{day}讯"
        head = f"{core}{role}{who}报道：" if who else core + " "
    else:
        core = f"{paper}{city}{rng.choice((day, ''))}电"
        role = "记者"
        head = f"{core}（{role}{who} 通讯员{invented_name(rng)}）" if who else core + " "
        if who:
            writers = [*writers, re.search(r"通讯员(.+)）", head)[1]]
    made.dateline = core
    made.authors += [name for name in writers if name not in made.authors]
    made.blocks[first] = ("body", head + rest)


def _endings(made: Item, rng: random.Random) -> None:
    if made.byline and not made.dateline and rng.random() < 0.12 and made.blocks and made.blocks[-1][0] == "body":
        core = f"{rng.choice(('新华社', '本报'))}{rng.choice(CITIES)}{rng.randint(1, 12)}月{rng.randint(1, 28)}日电"
        made.dateline = core
        if rng.random() < 0.6:
            made.blocks.append(("body", f"（{core}）"))
        else:
            made.blocks[-1] = ("body", made.blocks[-1][1] + f"（{core}）")
    last = made.blocks[-1] if made.blocks else ("", "")
    if (
        last[0] == "body"
        and not made.dateline
        and (found := re.search(r"（(据?(?:新华社|本报)[^（）。，]{0,20}(?:电|讯))）$", last[1]))
    ):
        made.dateline = found[1]
    bracketed = last[0] == "body" and re.fullmatch(r"（[\u4e00-\u9fff ]{2,8}）", last[1])
    if bracketed and not made.byline and (people := names(last[1])):
        made.byline, made.byline_last = last[1], True
        made.authors += [name for name in people if name not in made.authors]
        made.blocks.pop()
    if last[0] == "body" and re.match(r"^（.*参与采写）$|^（.*记者.*）$", last[1]):
        made.sure = False


def _forms(made: Item, rng: random.Random, look: Style) -> None:
    """Other newspapers' forms: bylines with squares, at the end, run in; continuations; no headline at all."""
    if made.kind == "article" and not made.photos and rng.random() < 0.3 * look.forms:
        _shortened(made, rng)
    if made.byline and rng.random() < 0.12 * look.forms:
        made.byline, made.authors = "", []
    if made.byline and rng.random() < look.forms * 0.8:
        single = made.byline.split()
        people = made.authors if made.sure else []
        form = rng.randrange(12)
        if people and form == 10:
            who = people[0]
            made.byline = rng.choice(
                (
                    f"◎{who}（{rng.choice(CITIES)}，{rng.choice(('退休教师', '公务员', '学生', '工程师'))}）",
                    f"{who}　报道　{rng.choice('abcdmz')}{rng.choice('hlwy')}@news.example",
                    f"{who}／报道",
                    f"记者{who}／{rng.choice(CITIES)}报{rng.choice('道导')}",
                    papers.word(rng, "from") + rng.choice((" ", "　", "  ")) + who,
                    papers.word(rng, "from") + rng.choice((" ", "　", "  ")) + who,
                )
            )
            made.authors = [who]
        elif form == 11:
            other = invented_name(rng)
            made.byline, made.byline_last, made.sure = (
                rng.choice(
                    (
                        f"（口述 {other} 整理 {(people or [invented_name(rng)])[0]}）",
                        rng.choice(("（公社通讯组）", "（县委报道组）", "（团市委宣传部）", "（厂通讯组）")),
                        papers.word(rng, "office") + rng.choice(("供稿", "报道组", "通讯组")),
                        f"{other}（口述） {invented_name(rng)}（{rng.choice(('整理', '代笔', '记录'))}）",
                        f"（本报通讯员 {other}）",
                        f"整理／记者{other}",
                    )
                ),
                True,
                False,
            )
        elif people and form <= 2:
            mark = rng.choice("□■□■▲●◎")
            gap = rng.choice((" ", "", " "))
            who = rng.choice((" ", "  ")).join(people)
            made.byline = (
                mark + gap + rng.choice((who, "本报记者 " + who, "记者 " + who, "晚报记者 " + who, "本报通讯员 " + who))
            )
        elif people and form == 3:
            made.byline = rng.choice(
                ("作者：", "文/", "撰文 ", "文／", "采写：", "作者 ", "撰稿：", "文/图 ")
            ) + " ".join(people)
        elif people and form == 4:
            made.byline = "（" + rng.choice(("", "记者 ", "通讯员 ")) + " ".join(people) + "）"
            made.byline_last = rng.random() < 0.5
        elif people and form in (5, 6):
            made.byline = rng.choice(
                (" ".join(people), "  ".join(people), rng.choice(("本报记者 ", "□")) + " ".join(people))
            )
            made.byline_last = True
        elif people and form == 7 and made.blocks and made.blocks[-1][0] == "body":
            made.blocks[-1] = (
                "body",
                made.blocks[-1][1] + f"（{rng.choice(('', '记者', '记者 '))}{rng.choice((' ', '、')).join(people)}）",
            )
            made.byline = ""
        elif people and form == 8:
            made.byline = (
                "本报记者 "
                + " ".join(people)
                + rng.choice((" 文/图", " 摄影报道", " 本报通讯员 " + invented_name(rng)))
            )
            if "通讯员" in made.byline:
                made.authors = [*made.authors, made.byline.split()[-1]]
        elif people and form == 9 and rng.random() < 0.6:
            made.byline = (
                f"{_whence(rng)}{rng.choice((' ', '  ', '　'))}{rng.choice((people[0], invented_name(rng)))}"
            )
            made.authors = [made.byline.split()[-1]]
            made.byline_last = rng.random() < 0.8
            if rng.random() < 0.3:
                made.byline = f"（{made.byline}）"
            if rng.random() < 0.4 and made.blocks and made.blocks[0][0] == "body":
                made.blocks.insert(0, ("body", rng.choice(("编辑同志：", "编辑：", "编辑同志："))))
        elif single and form == 9:
            made.byline = rng.choice(("本报评论员", "本报编辑部", "本报特约评论员"))
            made.authors = []
    last = made.blocks[-1] if made.blocks else ("", "")
    nobody = not made.byline and not made.authors
    if nobody and last[0] == "body" and last[1].endswith("。") and rng.random() < 0.35 * look.forms:
        name = invented_name(rng)
        shown = " ".join(name) if len(name) == 2 and rng.random() < 0.5 else name
        role = rng.choice(("", "", "", "记者 ", "通讯员 ", "本报记者　"))
        made.blocks[-1] = ("body", f"{last[1]}{rng.choice(('', '　　', ' '))}（{role}{shown}）")
        made.authors = [name]
    if rng.random() < 0.035 * (1 + look.forms) and sum(block[0] == "body" for block in made.blocks) > 3:
        made.kicker = made.deck = made.label = made.byline = ""  # a continuation from another page
        made.authors = []
        made.dateline = made.dateline if made.blocks[-1][1].endswith(f"{made.dateline}）") else ""
        made.sure = False
        made.photos = []
        if rng.random() < 0.7:
            made.title = ""
        bodies = [at for at, block in enumerate(made.blocks) if block[0] == "body"]
        made.blocks = made.blocks[bodies[1] :]
        text = made.blocks[0][1]
        if len(text) > 60 and rng.random() < 0.6:
            made.blocks[0] = ("body", text[rng.randint(8, len(text) - 40) :].lstrip("，。、；：！？”）》"))
        mark = rng.choice(
            ("（上接第{}版）", "(上接第{}版)", "（上接{}版）", "上接第{}版", "（上接第{}版】", "（紧接第{}版）")
        )
        mark = mark.format(rng.choice("一二三四1357"))
        if rng.random() < 0.6:
            made.blocks.insert(0, ("jump", mark))
        else:
            made.blocks[0] = ("body", mark + made.blocks[0][1])
    if rng.random() < 0.05 and made.blocks and made.blocks[-1][0] == "body":
        marks = ("（下转第{}版）", "(下转第{}版)", "（下转{}版）", "下转第{}版", "[下转第{}版）", "（下接第{}版）")
        mark = rng.choice(marks).format(rng.choice("二三四八2346"))
        made.jump = mark
        text = made.blocks[-1][1]
        if len(text) > 60 and rng.random() < 0.4:  # it goes on in mid-sentence there
            made.blocks[-1] = ("body", text[: rng.randint(30, len(text) - 10)].rstrip("，。、；：！？“（"))
        if rng.random() < 0.5:
            made.blocks.append(("jump", mark))
        else:
            made.blocks[-1] = ("body", made.blocks[-1][1] + mark)
    if made.dateline and not made.byline and rng.random() < 0.05 * look.forms and not made.photos:
        made.kicker = made.deck = made.label = made.title = ""
    if not made.label and made.title and rng.random() < 0.08 + 0.14 * look.forms:
        made.label = papers.word(rng, "stamp") if rng.random() < look.forms else rng.choice(LABELS)
    if look.forms:
        if made.title and made.kind == "article":
            _stacked_head(made, rng, look)
            _small_heads(made, rng, look)
        _lists(made, rng, look)
        _boxes(made, rng, look)


def _shortened(made: Item, rng: random.Random) -> None:
    """A small item, as evening papers are full of: one or two paragraphs of a few sentences."""
    bodies = [block[1] for block in made.blocks if block[0] == "body"][: rng.choice((1, 1, 2, 3))]
    made.blocks = [("body", "".join(_sentences(text)[: rng.randint(1, 3)]) or text) for text in bodies]


def _stacked_head(made: Item, rng: random.Random, look: Style) -> None:
    """Headlines as most papers set them, of three lines and more: kicker, headline on one line or two, deck.

    What is invented here goes to headlines that have three: how two lines divide is learned from printed ones only.
    """
    if rng.random() >= look.forms:
        return
    parts = [part for part in re.split(r"\s{2,}|[，：]", made.title) if 6 <= len(part) <= 13]
    if parts and rng.random() < 0.4:  # large type has room for few characters
        made.title = rng.choice(parts)
    both = not made.kicker and not made.deck and rng.random() < 0.25
    if not made.deck and (both or (made.kicker and rng.random() < 0.6)):
        made.deck = _clauses(made, rng)
    if not made.kicker and made.deck and (both or rng.random() < 0.45):
        made.kicker = _opening(made, rng)
    if not made.deck and made.byline and rng.random() < 0.05:
        made.deck = papers.word(rng, "genre")
    made.stacked = len(made.title) >= 10 and rng.random() < (0.2 if made.kicker else 0.04)


def _opening(made: Item, rng: random.Random) -> str:
    """A kicker of what the text's first sentences say, or of a place or an event; "" where nothing fits."""
    if rng.random() < 0.25:
        return papers.word(rng, "topic")
    text = next((block[1] for block in made.blocks if block[0] == "body"), "")
    text = re.sub(r"^.{0,40}?(?:[电讯]|报道：)(?:[（(][^）)]*[）)])?\s*", "", text)[:140]
    parts = [each.strip() for each in re.split("[，。；！？：]", text) if 6 <= len(each.strip()) <= 15]
    parts = [each for each in parts if not re.search("[“”（）《》‘’]", each)]
    return rng.choice(parts[:4]) if parts else ""


def _small_heads(made: Item, rng: random.Random, look: Style) -> None:
    """Sub-heads of a few characters, alike in length, in a text that has none."""
    bodies = [at for at, block in enumerate(made.blocks) if block[0] == "body" and len(block[1]) > 60 and at]
    if len(bodies) < 3 or any(block[0] != "body" for block in made.blocks) or rng.random() >= 0.15 * look.forms:
        return
    size = rng.randint(3, 9)
    heads = []
    for at in sorted(rng.sample(bodies, rng.randint(2, min(4, len(bodies))))):
        parts = re.split("[，。；！？：、“”（）《》\\s]", made.blocks[at][1])
        if parts := [each for each in parts if abs(len(each) - size) <= 1]:
            heads.append((at, rng.choice(parts)))
    if len(heads) < 2:
        return
    mark = rng.choice(("{text}",) * 4 + ("{at}、{text}", "“{text}”", "■{text}", "{text}？", "之{at}：{text}"))
    for place, (at, text) in reversed(list(enumerate(heads))):
        made.blocks.insert(at, ("subhead", mark.format(text=text, at="一二三四五"[place])))


def _whence(rng: random.Random) -> str:
    """Where somebody who writes to the paper lives or works."""
    return rng.choice(PLACES) if rng.random() < 0.5 else papers.word(rng, "from")


def _sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[。！？；])(?![”’）])", text) if len(each) > 8]


def _clauses(made: Item, rng: random.Random) -> str:
    """A deck under kicker and headline, of what the text says further down; "" where nothing fits."""
    text = "".join(block[1] for block in made.blocks if block[0] == "body")[40:900]
    parts = [each for each in re.split("[，。；！？：]", text) if 8 <= len(each) <= 17]
    parts = list(dict.fromkeys(each for each in parts if not re.search("[“”（）《》‘’、]", each)))
    if len(parts) < 2:
        return ""
    first = rng.choice(parts)
    return first if rng.random() < 0.5 else f"{first}  {rng.choice([part for part in parts if part != first])}"


def _items(texts: list[str], rng: random.Random) -> list[str]:
    """The texts as the items of a list."""
    form = rng.randrange(8)
    if form < 3:
        mark = ("①②③④⑤⑥⑦⑧⑨", "１２３４５６７８９", "123456789")[form]
        after = "" if not form else rng.choice((".", "、", "．"))
        return [f"{mark[at]}{after}{text}" for at, text in enumerate(texts[:9])]
    mark = "●△▲■◆·●△"[form] + rng.choice(("", "", " "))
    return [mark + text for text in texts]


def _lists(made: Item, rng: random.Random, look: Style) -> None:
    """A paragraph as a list, each sentence an item."""
    if rng.random() >= 0.07 * look.forms:
        return
    hosts = [at for at, block in enumerate(made.blocks) if block[0] == "body" and len(_sentences(block[1])) >= 3]
    hosts = [at for at in hosts if at]  # the first paragraph may have a dateline
    if hosts:
        at = rng.choice(hosts)
        made.blocks[at : at + 1] = [("body", text) for text in _items(_sentences(made.blocks[at][1]), rng)]


def _boxes(made: Item, rng: random.Random, look: Style) -> None:
    """Boxes under names of other papers, prose, list or figures in them."""
    for at, block in enumerate(made.blocks):
        if block[0] == "box" and rng.random() < 0.6 * look.forms:
            made.blocks[at] = ("box", papers.word(rng, "box"), block[2])
    bodies = [at for at, block in enumerate(made.blocks) if block[0] == "body" and 40 < len(block[1]) < 300 and at]
    if bodies and len(made.blocks) > 3 and rng.random() < 0.12 * look.forms and made.title:
        at = bodies[-1] if rng.random() < 0.4 else rng.choice(bodies)
        texts = [made.blocks[at][1]]
        if rng.random() < 0.5:
            texts = _items(_sentences(texts[0]), rng) if rng.random() < 0.6 else papers.figures(rng)
        if texts:
            made.blocks[at] = ("box", papers.word(rng, "box"), texts)


def verse(made: Item, rng: random.Random) -> Item:
    """The article's words as a poem: short lines without stops."""
    text = "".join(block[1] for block in made.blocks if block[0] == "body")
    pieces = [piece for piece in re.split(r"[，。；！？：、“”（）《》…—\s]+", text) if 4 <= len(piece) <= 15]
    start = rng.randint(0, max(0, len(pieces) - 30))
    lines = pieces[start : start + rng.randint(6, 22)]
    if len(lines) < 6:
        return made
    if rng.random() < 0.5:
        lines = [line + rng.choice("，。，。！") if rng.random() < 0.8 else line for line in lines]
    name = invented_name(rng)
    blocks = [("body", line) for line in lines]
    if len(lines) > 10 and rng.random() < 0.25:
        blocks.insert(len(lines) // 2, ("subhead", rng.choice(lines).rstrip("，。！")[:6]))
    title = rng.choice(lines).rstrip("，。！")[:9]
    return Item(
        title=title,
        byline=" ".join(name) if len(name) == 2 and rng.random() < 0.6 else name,
        authors=[name],
        blocks=blocks,
        byline_last=rng.random() < 0.15,
        label=rng.choice(("", "", "诗苑", "诗歌", "短诗一束", "诗词之页")),
    )


def briefs(articles: list[Item], rng: random.Random) -> list[Item]:
    """Short news in a column: one paragraph each, with a small headline or none."""
    found = []
    headed = rng.random() < 0.5
    signed = rng.random() < 0.4
    for made in articles:
        bodies = [block for block in made.blocks if block[0] == "body"]
        if bodies and made.dateline and not made.byline:
            found.append(
                Item(
                    title=made.title if headed else "",
                    blocks=bodies[:1],
                    authors=made.authors,
                    sure=made.sure,
                    dateline=made.dateline,
                    kind="brief",
                )
            )
            if signed and not made.authors:
                name = invented_name(rng)
                found[-1].byline, found[-1].byline_last, found[-1].authors = f"（{name}）", True, [name]
    if len(found) > 1 and not headed and rng.random() < 0.4:  # under one headline, each with a mark
        texts = _items([each.blocks[0][1] for each in found], rng)
        title = papers.word(rng, "field") + rng.choice(("简讯", "短讯", "点滴", "集锦", "短波"))
        return [Item(title=title, blocks=[("body", text) for text in texts], sure=False, kind="brief")]
    if found and rng.random() < 0.6:
        found[0].label = rng.choice(
            ("简讯", "短讯", "新闻速递", "短波", "一句话新闻", "新闻集装箱", "快讯", "各地短讯")
        )
    return found


LETTER_LABELS = ("读者来信", "来信", "读者之声", "群众来信", "来函照登", "百姓心声", "来信选登", "读者信箱", "来论")


def letters(articles: list[Item], rng: random.Random) -> list[Item]:
    """Letters from readers: a small headline, perhaps 编辑同志：, some paragraphs, a place and a name."""
    found = []
    marks = rng.choice(("{}", "{}", "（{}）"))
    greeting = rng.random() < 0.4
    for made in articles:
        bodies = [block for block in made.blocks if block[0] == "body" and len(block[1]) > 50]
        if not bodies or not made.title or len(made.title) > 18:
            continue
        start = rng.randint(0, max(0, len(bodies) - 3))
        name = invented_name(rng)
        shown = " ".join(name) if len(name) == 2 and rng.random() < 0.5 else name
        city = rng.choice(CITIES) + rng.choice(("市民", "读者", "", "退休职工"))
        place = rng.choice((_whence(rng), _whence(rng), city))
        signed = rng.choice((f"{place}{rng.choice((' ', '  ', '　'))}{shown}",) * 3 + (shown,))
        blocks = bodies[start : start + rng.randint(1, 3)]
        if greeting and rng.random() < 0.8:
            blocks = [("body", rng.choice(("编辑同志：", "编辑：", "编辑同志：", "编辑先生："))), *blocks]
        if greeting and rng.random() < 0.3:  # a letter as it was written: what ends it are paragraphs
            end = rng.choice(((), ("此致", "敬礼"), ("此致", "敬礼"), ("此致敬礼！",)))
            dated = (papers.date(rng),) if rng.random() < 0.5 else ()
            blocks = [*blocks, *(("body", text) for text in (*end, signed, *dated))]
            signed = ""
        found.append(
            Item(
                title=made.title,
                blocks=blocks,
                byline=marks.format(signed) if signed else "",
                byline_last=rng.random() < 0.85,
                authors=[name] if signed else [],
                sure=bool(signed),
            )
        )
    if found and rng.random() < 0.7:
        found[0].label = rng.choice(LETTER_LABELS)
    return found


ASKED = (("问：", "答："), ("问：", "答："), ("Q：", "A："), ("问 ", "答 "), ("读者：", "编辑："), ("【问】", "【答】"))
_ASKS = ("怎么办", "这样做对吗", "是什么原因", "有没有规定", "该找谁", "怎样处理")


def questions(articles: list[Item], rng: random.Random) -> list[Item]:
    """A column of readers' questions and the answers, under one headline or each under its own."""
    ask, answer = rng.choice(ASKED)
    found = []
    for made in articles:
        texts = [block[1] for block in made.blocks if block[0] == "body" and 40 < len(block[1]) < 260]
        parts = [each for each in re.split("[，。；！？：“”（）《》]", "".join(texts[:4])) if 5 < len(each) < 24]
        if len(parts) > 2:
            who = rng.choice(("", "", f"（{_whence(rng)} {invented_name(rng)}）"))
            question = "，".join((*rng.sample(parts, rng.choice((1, 2))), rng.choice(_ASKS)))
            blocks = [("body", f"{ask}{question}？{who}"), ("body", answer + texts[0])]
            blocks += [("body", text) for text in texts[1 : rng.choice((1, 1, 2))]]
            title = made.title if len(made.title) < 18 else ""
            found.append(Item(title=title, blocks=blocks, kind="brief", sure=False))
    if not found:
        return []
    stamp = papers.word(rng, "stamp")
    if rng.random() < 0.5 or not all(each.title for each in found):
        blocks = [block for each in found for block in each.blocks]
        return [Item(title=stamp, blocks=blocks, kind="brief", sure=False)]
    found[0].label = stamp
    return found


def _numbered(photos: list[tuple], rng: random.Random) -> list[tuple]:
    """Photos that belong together: one place, a number each, often one credit for all."""
    form, numbers = rng.choice((("{}", "①②③④⑤⑥⑦⑧⑨"), ("图{}：", "①②③④⑤⑥⑦⑧⑨"), ("图{}：", "一二三四五六七八九")))
    marks = map(form.format, numbers)
    where = rng.choice(("head", "byline", "middle", "torn", "end"))
    once = rng.random() < 0.6
    return [
        ((mark + caption, "" if once and at < len(photos) - 1 else credit), where)
        for at, (mark, ((caption, credit), _)) in enumerate(zip(marks, photos, strict=False))
    ]


def photo_articles(articles: list[dict], rng: random.Random) -> list[dict]:
    """Photos that are news of their own, or a story told in photos, put together from other articles' photos."""
    shown = [photo for article in articles for photo in article.get("photos", ()) if 24 < len(photo["caption"]) < 160]
    found = []
    for _ in range(rng.choice((1, 1, 2))):
        first = rng.choice(articles)
        if not shown or rng.random() < 0.75:
            one = rng.choice(shown) if shown else None
            if one and _CREDIT.match(one["credit"]):
                found.append({"title": "图片报道", "paragraphs": [one["caption"], one["credit"]], "subheads": []})
        else:
            photos = rng.sample(shown, min(len(shown), rng.randint(3, 6)))
            found.append(
                {"title": first["title"], "paragraphs": first["paragraphs"][:2], "subheads": [], "photos": photos}
            )
    return [{"date": "", "page": "", **each} for each in found]


def notice(rng: random.Random, look: Style) -> Item:
    """A notice or a table under a small headline."""
    title, texts = papers.notice(rng, look.old)
    return Item(title=title, blocks=[("body", text) for text in texts], kind="brief")


# -- characters

_HALF = str.maketrans("，：；？！（）", ",:;?!()")
LIKE = "入人己已未末日目干千土士住往设没问间"
"""Characters that are misread for one another, in pairs."""


def noisy(text: str, rng: random.Random, look: Style, fold: dict[int, str]) -> str:
    """The text as OCR gives it on such a page."""
    if look.punctuation == "half" or (look.punctuation == "mixed" and rng.random() < 0.5):
        text = text.translate(_HALF)
    if look.traditional:
        text = text.translate(fold)
    if look.straight and rng.random() < look.straight:
        text = text.replace("“", '"').replace("”", '"')
    if look.misread:
        chars = list(text)
        for at, char in enumerate(chars):
            if rng.random() < look.misread:
                if char in LIKE:
                    chars[at] = LIKE[LIKE.index(char) ^ 1]
                elif char == "0":
                    chars[at] = "O"
                elif char == "1":
                    chars[at] = "l"
                elif char == "—":
                    chars[at] = "一"
                elif char == "。" and rng.random() < 0.1:
                    chars[at] = "."
        text = "".join(chars)
        if text.endswith("。") and rng.random() < look.misread / 2:
            text = text[:-1]
    return text


# -- lines


def broken(text: str, width: int, by_width: bool, indent: int = 0) -> list[str]:
    """The text broken at the column's width; a closing mark hangs on the line that it closes."""
    pieces, piece, room = [], "", width - indent
    for char in text:
        size = 0.5 if by_width and char < "\u0370" else 1
        if room < size and not (char in "，。、；：！？”）》,;:!?)" and room > -1):
            pieces.append(piece)
            piece, room = "", width
        piece += char
        room -= size
    pieces.append(piece)
    return [each.strip() for each in pieces if each.strip()]


def torn(page: list[Row]) -> None:
    """Mark the lines behind which a paragraph waits for its `body more`."""
    last = 0
    for at, row in enumerate(page):
        row.torn = False
        if row.role == "body more":
            for each in page[last:at]:
                each.torn = True
        if row.role in ("body", "body more"):
            last = at


def two_pieces(text: str, rng: random.Random, whole: bool = False) -> list[str]:
    """A part of a headline on two lines, broken at a comma or near the middle; `whole`: words stay whole."""
    commas = [m.end() for m in re.finditer(r"[，、： ]", text) if 5 <= m.end() <= len(text) - 5]
    at = rng.choice(commas) if commas and rng.random() < 0.7 else len(text) // 2 + rng.randint(-2, 2)
    if whole:
        ends = list(itertools.accumulate(map(len, lexicon().cut(text))))[:-1]
        at = min(ends or [at], key=lambda end: abs(end - at))
    return [text[:at].strip(), text[at:].strip()]


class Layout:
    """A page being laid out."""

    def __init__(self, rng: random.Random, look: Style, fold: dict[int, str]):
        self.rng, self.look, self.fold = rng, look, fold
        self.rows: list[Row] = []
        self.units = 0
        self.gold: list[dict] = []

    def add(
        self,
        text: str,
        role: str,
        number: int,
        gold: str,
        pieces: list[str] | None = None,
        learned: list[str] | None = None,
        indent: bool = False,
    ) -> list[Row]:
        self.units += 1
        made = []
        for at, piece in enumerate(pieces or [text]):
            more = (
                role
                if role in ("title", "kicker", "deck", "byline", "label", "credit", "jump", "box")
                else f"{role} more"
            )
            name = role if not at else (learned[at] if learned else more)
            made.append(
                Row(
                    piece.strip(),
                    name,
                    number,
                    unit=self.units,
                    indent=indent and not at,
                    gold=gold if not at or gold != "body" else "cutbody",
                )
            )
        self.rows += made
        return made

    def cut(self, text: str, chance: float, most: int = 2, role: str = "body") -> tuple[list[str], list[str]]:
        """The pieces of a paragraph and what each should be read as: a cut at a sentence's end cannot be seen."""
        rng, look = self.rng, self.look
        if look.width:
            pieces = broken(text, look.width, look.by_width, 2 if look.indent or look.unindented else 0)
            return pieces, [role] + [f"{role} more"] * (len(pieces) - 1)
        pieces, learned = [text], [role]
        for _ in range(most):
            tail = pieces[-1]
            if rng.random() >= chance or len(tail) < 34:
                continue
            at = rng.randint(10, len(tail) - 10)
            how = rng.random()
            if how < 0.2 and (commas := [m.end() for m in re.finditer("[，,、]", tail[10:-10])]):
                at = 10 + rng.choice(commas)
            elif how < 0.27 and (stops := [m.end() for m in re.finditer("[。！？]", tail[10:-10])]):
                at = 10 + rng.choice(stops)
            if tail[at] in "，。、；：！？”）》,;:!?)":
                at += 1
            if at >= len(tail) - 4:
                continue
            seen = not re.search(r"[。！？]”?$", tail[:at].strip())
            pieces[-1:] = [tail[:at], tail[at:]]
            learned.append(f"{role} more" if seen else role)
        return pieces, learned

    def head(self, text: str, role: str, number: int, gold: str, stacked: bool = False) -> None:
        """A part of the headline, on one line or two; `stacked`: on two."""
        rng, look = self.rng, self.look
        parts = [part for part in re.split(r"\s{2,}", text) if part]
        pieces = (parts if stacked or rng.random() < 0.35 else [" ".join(parts)]) if len(parts) > 1 else [text]
        longest = rng.randint(18, 34) if look.width and role == "title" else 34  # they stand over several columns
        if len(pieces) == 1 and (stacked or len(text) > longest or (len(text) > 16 and rng.random() < 0.07)):
            pieces = two_pieces(text, rng, whole=stacked)
        self.add(text, role, number, gold, [self.n(piece) for piece in pieces])

    def photo(self, caption: str, credit: str, number: int, gold: dict) -> None:
        rng, look = self.rng, self.look
        if rng.random() < 0.2 * look.forms and not re.match("图为|[上下左右]图", caption):
            caption = rng.choice(("图为", "图①：", "上图：", "▲", "图：", "图片说明：")) + caption
        if credit and rng.random() < look.forms:
            who = invented_name(rng)
            shown = who if len(who) > 2 or rng.random() < 0.5 else who[0] + " " + who[1]
            credit = rng.choice(
                (
                    f"{shown}摄",
                    f"{shown} 摄",
                    f"新华社发（{shown} 摄）",
                    f"新华社发（{shown}摄）",
                    f"本报记者 {shown}摄",
                    f"{shown}摄（影像中国）",
                    f"{shown}/摄",
                    f"（{shown} 摄）",
                    f"记者 {shown} 摄",
                    f"摄影：{shown}",
                    f"图/{shown}",
                    f"{shown} 摄影报道",
                    "资料图片",
                    f"{shown}供图",
                    "受访者供图",
                    "新华社发",
                    "人民视觉供图",
                    f"通讯员 {shown} 摄",
                    f"本报通讯员 {shown}摄",
                    f"新华社记者 {shown} 摄",
                    f"记者{who}／摄影",
                    f"（本报记者{who}摄）",
                )
            )
        if credit and rng.random() < 0.25 * look.forms:
            credit = ""
        if rng.random() < 0.2 * look.forms and 5 <= len(brief := re.split("[，。]", caption)[0]) <= 22:
            caption = brief
        credit = re.sub(r"\s{2,}", " ", credit)
        if not look.space_names:
            credit = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]摄)", "", credit)
        caption, credit = self.n(caption), self.n(credit)
        gold["photos"].append({"caption": caption, "credit": credit})
        together = credit and rng.random() < 0.13 + 0.25 * look.forms
        if together and credit[0] not in "(（" and rng.random() < 0.4 * look.forms:
            credit = rng.choice(("（{}）", "({})")).format(credit)
        text = caption + rng.choice((" ", "　", "  ", "")) + credit if together else caption
        pieces = broken(text, look.width + self.rng.choice((0, 0, 4)), look.by_width) if look.width else [text]
        self.add(text, "caption", number, "caption+credit" if together else "caption", pieces)
        if credit and not together:
            self.add(credit, "credit", number, "credit")

    def article(self, made: Item) -> None:
        rng, look = self.rng, self.look
        number = len(self.gold) + 1
        start = len(self.rows)
        gold = {
            "order": number,
            "kind": made.kind,
            "photos": [],
            "sidebars": [],
            "subheads": [],
            "authors": made.authors,
            "authors_sure": made.sure,
        }
        photos = [
            (photo, rng.choices(("top", "head", "byline", "middle", "torn", "end"), (8, 20, 15, 15, 27, 15))[0])
            for photo in made.photos
        ]
        if made.kind == "photo":
            photos = [(photo, "head") for photo in made.photos]

        def place(where: str) -> None:
            for photo, at in photos:
                if at == where:
                    self.photo(*photo, number, gold)

        if len(photos) > 1 and rng.random() < 0.5 * look.forms:
            photos = _numbered(photos, rng)

        if made.title:
            place("top")
        label_below = made.label and rng.random() < 0.2
        if made.label and not label_below:
            self.add(
                self.n(rng.choice(("{}", "{}", "{}", "【{}】", "『{}』", "[{}]", "■{}")).format(made.label)),
                "label",
                number,
                "label",
            )
        if made.kicker:
            self.head(made.kicker, "kicker", number, "kicker")
        if made.title:
            self.head(made.title, "title", number, "headline", made.stacked)
        if made.deck:
            self.head(made.deck, "deck", number, "deck")
        if label_below:
            self.add(self.n(made.label), "label", number, "label")
        place("head")
        byline = re.sub(r"\s{2,}", rng.choice((" ", " ", "  ", "　")) if look.space_names else " ", made.byline)
        if made.byline and not look.space_names:
            byline = re.sub(r"(?:(?<=\s)|^)([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?=\s|$)", r"\1\2", byline)
        if byline and not made.byline_last:
            self.add(byline, "byline", number, "byline", broken(byline, look.width + 4, False) if look.width else None)
        place("byline")
        if not made.title:
            place("top")
        self.body(
            made,
            number,
            gold,
            [photo for photo, at in photos if at == "middle"],
            [photo for photo, at in photos if at == "torn"],
        )
        if byline and made.byline_last:
            self.add(byline, "byline", number, "byline")
            if rng.random() < 0.3 * look.forms:
                self.rows[-1].far_in = rng.randint(4, 12)
        place("end")
        self.rows[start].first = True
        torn(self.rows[start:])
        gold |= {"kicker": "", "headline": "", "deck": ""}
        for part, role in (("kicker", "kicker"), ("headline", "title"), ("deck", "deck")):
            gold[part] = " ".join(row.text for row in self.rows[start:] if row.role == role)
        gold["column_label"] = " ".join(row.text for row in self.rows[start:] if row.role == "label")
        gold["dateline"] = made.dateline.translate(_HALF)
        if look.traditional:
            gold["dateline"] = gold["dateline"].translate(self.fold)
        gold["jump"] = made.jump
        self.gold.append(gold)

    def n(self, text: str) -> str:
        """The text as OCR gives it on this page."""
        return noisy(text, self.rng, self.look, self.fold)

    def body(self, made: Item, number: int, gold: dict, middle: list, torn: list) -> None:
        rng, look = self.rng, self.look
        boxes = [block for block in made.blocks if block[0] == "box"]
        blocks = [block for block in made.blocks if block[0] != "box" or block is made.blocks[-1]]
        early = [box for box in boxes if box is not made.blocks[-1]]
        bodies = [at for at, block in enumerate(blocks) if block[0] == "body" and len(block[1]) > 40]
        for photo in middle:
            if len(blocks) > 1:
                blocks.insert(rng.randint(1, len(blocks)), ("photo", photo))
            else:
                blocks.append(("photo", photo))
        waiting = [("photo", photo) for photo in torn]
        for box in early:
            if rng.random() < 0.65 and bodies:
                waiting.append(box)
            else:
                blocks.insert(rng.choice((0, min(1, len(blocks)))), box)
        share = rng.random() < 0.25
        hosts = {id(blocks[at]): [] for at, block in enumerate(blocks) if block[0] == "body" and len(block[1]) > 40}
        for each in waiting:
            if hosts:
                hosts[next(iter(hosts)) if share else rng.choice(list(hosts))].append(each)
            else:
                blocks.append(each)
        for block in blocks:
            if block[0] == "photo":
                self.photo(*block[1], number, gold)
            elif block[0] == "box":
                self.box(block, number, gold)
            elif block[0] == "subhead":
                text = self.n(re.sub(r"\s{2,}", " ", block[1]))
                pieces = broken(text, max(9, look.width - 1), look.by_width) if look.width else [text]
                self.add(text, "subhead", number, "subhead", pieces)
                gold["subheads"].append(text)
            elif block[0] == "credit":
                credit = self.n(block[1])
                self.add(credit, "credit", number, "credit")
                if gold["photos"]:
                    gold["photos"][0]["credit"] = credit
            elif block[0] == "jump":
                self.add(self.n(block[1]), "jump", number, "body")
            else:
                text = self.n(block[1])
                inside = hosts.get(id(block), [])
                if rng.random() < 0.02 * look.forms and len(text) > 80:
                    inside = [*inside, ("furniture",)]
                pieces, learned = self.cut(
                    text, 1.0 if inside and not look.width else look.cuts * min(1, len(text) / 150)
                )
                rows = self.add(text, "body", number, "body", pieces, learned, indent=look.indent)
                cuts = [at for at in range(1, len(rows)) if learned[at] == "body more"]
                if inside and cuts:
                    at = rng.choice(cuts)
                    tail = rows[at:]
                    del self.rows[-len(tail) :]
                    for each in inside:
                        if (
                            tail
                            and rng.random() < 0.4
                            and len(cuts) > 1
                            and each is not inside[0]
                            and learned[len(rows) - len(tail) + 1 :][:1] == ["body more"]
                        ):
                            self.rows.append(tail.pop(0))
                        self.interrupt(each, number, gold)
                    self.rows += tail
                    continue
                for each in inside:
                    self.interrupt(each, number, gold)

    def interrupt(self, each: tuple, number: int, gold: dict) -> None:
        """What stands in the middle of a paragraph: a photo, a box, a line of the page's own."""
        if each[0] == "photo":
            self.photo(*each[1], number, gold)
        elif each[0] == "box":
            self.box(each, number, gold)
        else:
            line = papers.running_line(self.rng, self.look.old)
            self.add(self.n(line), "furniture", 0, "furniture")

    def box(self, block: tuple, number: int, gold: dict) -> None:
        look, rng = self.look, self.rng
        title = block[1]
        shown = rng.choice(("{}", "{}", "{}", "【{}】", "■{}", "{}：")).format(title) if rng.random() < 0.3 else title
        texts = [self.n(text) for text in block[2]]
        shown = self.n(shown)
        self.add(shown, "box", number, "sidebar")
        for text in texts:
            width = max(9, look.width - rng.choice((0, 0, 2)))
            indent = 2 if look.indent or look.unindented else 0
            pieces = broken(text, width, look.by_width, indent) if look.width else [text]
            if not look.width and len(text) > 50 and rng.random() < look.cuts * 0.3:
                at = rng.randint(12, len(text) - 12)
                if not re.search(r"[。！？]”?$", text[:at].strip()):
                    pieces = [text[:at], text[at:]]
            self.add(
                text,
                "box text",
                number,
                "sidebar",
                pieces,
                ["box text"] + ["box more"] * (len(pieces) - 1),
                indent=look.indent,
            )
        gold["sidebars"].append({"title": shown, "paragraphs": texts})

    def furniture(self, where: str) -> None:
        rng = self.rng
        if rng.random() < (0.6 if self.look.forms else 0.3):
            for line in papers.own_words(rng, self.look.old):
                self.add(self.n(line), "furniture", 0, "furniture")
            return
        year, month, day = (
            rng.choice((1998, 2005, 2010, 2014, 2019, 2023, 2025, 2026)),
            rng.randint(1, 12),
            rng.randint(1, 28),
        )
        number, section = rng.randint(1, 24), rng.choice(SECTIONS)
        date = rng.choice(
            (f"{year}年{month}月{day}日", f"{year}年{month:02}月{day:02}日", f"{year} 年 {month} 月 {day} 日")
        )
        if self.look.old:
            date = "".join(
                "〇一二三四五六七八九"[int(c)] if year > 2000 else "○一二三四五六七八九"[int(c)]
                for c in str(rng.randint(1949, 1962))
            )
            date += f"年{papers.chinese(month)}月{papers.chinese(day)}日"
        week = rng.choice(("", " 星期" + rng.choice("一二三四五六日"), "　星期" + rng.choice("一二三四五六日")))
        people = "  ".join(invented_name(rng) for _ in range(rng.randint(1, 4)))
        paper = rng.choice(PAPERS)
        forms = [
            lambda: [date + week],
            lambda: [date + week, paper],
            lambda: [f"{date}{week} 第{number}版 {section}"],
            lambda: [f"{number} {section}", date + week],
            lambda: [section, f"第{number}版", date + week],
            lambda: [paper, date + week, f"第{number:02}版"],
            lambda: [f"{paper} {date}{week} {number:02}版"],
            lambda: [f"第A{number:02}版:{section}"],
            lambda: [f"A{number:02} {section}", date + week],
            lambda: [f"{number:02}版：{section}"],
            lambda: [f"{section} {number}"],
            lambda: [f"{section} {number:02}", f"{date}{week}"],
            lambda: [rng.choice(("本版责编：", "本版编辑：", "责任编辑：", "责编：", "责编/", "本版责编 ")) + people],
            lambda: [
                f"本版责编：{people} 校对：{invented_name(rng)} "
                f"电话：0{rng.randint(100, 999)}-{rng.randint(1000000, 9999999)}"
            ],
            lambda: [f"本版责编：{people}", f"{number} {section}", date + week],
            lambda: ["版式设计：" + people],
            lambda: [f"编辑 {invented_name(rng)} 校对 {invented_name(rng)}"],
            lambda: [f"本版邮箱：{rng.choice('abcdxyz')}ban{number}@example.cn", date + week],
            lambda: [" ".join(paper)],
            lambda: [f"责任编辑：{invented_name(rng)} 美编：{invented_name(rng)} {number:02} {section}"],
            lambda: [f"{paper}·{section} A{number:02}", date + week],
            lambda: [f"{paper} {section} {year}.{month}.{day} {week.strip()}".strip()],
            lambda: [f"{number:02} {section} {date}{week} 责编 {people}"],
            lambda: [f"《{paper}》（ {year}年{month:02}月{day:02}日 第 {number:02} 版）"],
            lambda: [f"{section}·{number:02}", f"{year}-{month:02}-{day:02} {week.strip()}".strip()],
            lambda: [f"主编：{invented_name(rng)} 编辑：{invented_name(rng)} 组版：{invented_name(rng)}"],
            lambda: [
                f"第{rng.randint(1000, 20000)}期",
                date + week,
                f"国内统一刊号CN{rng.randint(11, 60)}-00{rng.randint(10, 99)}",
                "今日八版",
            ],
            lambda: [f"新闻热线：{rng.randint(1000000, 9999999)}", f"编辑：{people}"],
        ]
        lines = [line for form in rng.sample(forms, rng.choice((1, 1, 1, 2, 2, 3))) for line in form()]
        if where == "foot" and rng.random() < 0.4:
            lines = [rng.choice(("本版责编：", "本版编辑：", "责任编辑：")) + people, *lines]
        for line in dict.fromkeys(lines):
            self.add(self.n(line), "furniture", 0, "furniture")

    def text(self) -> tuple[str, dict[int, Row]]:
        """The page's text, and the row of each of its lines."""
        rng, look = self.rng, self.look
        out: list[str] = []
        where: dict[int, Row] = {}
        for at, row in enumerate(self.rows):
            if at or rng.random() < 0.3:
                out += [""] * self.blanks(self.rows[at - 1] if at else None, row)
            elif look.blanks == "many":
                out += [""] * rng.randint(0, 4)
            spread = "\u3000" * (row.far_in or 2 * row.indent)
            out.append(spread + row.text)
            where[len(out)] = row
        return "\n".join(out) + ("\n" if rng.random() < 0.7 else ""), where

    def blanks(self, above: Row | None, row: Row) -> int:
        rng, look = self.rng, self.look
        if above is None:
            return 1
        if look.blanks == "none":
            return 0
        if look.blanks == "double":
            return 1
        same = above.unit == row.unit
        if look.width and (same or look.blanks == "some"):
            if same:
                return 0
            return rng.choice((0, 0, 0, 1)) if above.article == row.article else rng.choice((0, 1, 1, 2, 3))
        if row.role == "credit" and rng.random() < 0.7:
            return 0
        if look.blanks == "one":
            return 1
        if look.blanks == "some":
            return rng.choices((0, 1, 2, 3, 4), (7, 62, 12, 10, 9))[0]
        return rng.choices((0, 1, 2, 3, 5), (10, 30, 25, 20, 15))[0]


def page(articles: list[dict], rng: random.Random, look: Style, fold: dict[int, str]) -> Layout:
    """A page of these articles."""
    laid = Layout(rng, look, fold)
    if look.furniture in ("top", "both"):
        laid.furniture("top")
    made = [found for article in articles if (found := item(article, rng, look)) and (found.blocks or found.photos)]
    if rng.random() < 0.04 + 0.06 * look.forms:
        made = [verse(each, rng) if each.kind == "article" and rng.random() < 0.4 else each for each in made]
    if rng.random() < 0.06:
        short = [each for each in made if each.dateline and not each.byline][: rng.randint(2, 5)]
        made = [each for each in made if each not in short] + briefs(short, rng)
    if rng.random() < 0.06:
        own = [each for each in made if each.kind == "article" and not each.photos][: rng.randint(2, 4)]
        written = letters(own, rng)
        made = [each for each in made if each not in own] + written if written else made
    if rng.random() < 0.08 * look.forms:
        own = [each for each in made if each.kind == "article" and not each.photos][: rng.randint(1, 3)]
        asked = questions(own, rng)
        made = [each for each in made if each not in own] + asked if asked else made
    if look.forms and rng.random() < 0.15 + 0.35 * look.forms:
        for _ in range(rng.choice((1, 1, 2, 3))):
            made.insert(rng.choice((rng.randint(0, len(made)), len(made))), notice(rng, look))
    other = replace(look, width=max(9, round(look.width * rng.uniform(0.55, 1.35)))) if look.width else look
    mixed = rng.random() < 0.25 * look.forms
    for each in made:
        laid.look = other if mixed and rng.random() < 0.3 else look
        laid.article(each)
    laid.look = look
    if look.furniture in ("foot", "both"):
        laid.furniture("foot")
    return laid


PLAIN = 0.45
"""Share of pages as one national daily sets them, among those of all papers."""


def pages(articles: list[dict], count: int, seed: int, fold: dict[int, str] | None = None, draw=style, share=PLAIN):
    """`count` pages (name, text, rows by line, layout) in styles that `draw` gives: half of them pages as they were
    printed, half mixed, and of these a part from articles with a kicker or deck, whose heads are the hardest.
    Of those that `style` draws this `share` is set as one national daily sets them."""
    rng = random.Random(seed)
    printed = defaultdict(list)
    for article in articles:
        printed[article["date"], article["page"]].append(article)
    printed = [group for group in printed.values() if len(group) > 1]
    headed = [article for article in articles if article.get("kicker") or article.get("deck")]
    made = 0
    while made < count:
        look = plain(rng) if draw is style and rng.random() < share else draw(rng)
        pool = headed if len(headed) > 9 and rng.random() < 0.3 else articles
        group = rng.choice(printed) if rng.random() < 0.5 else rng.sample(pool, rng.randint(3, 9))
        group = group[:12]
        if rng.random() < 0.25 * look.forms:
            for extra in photo_articles(articles, rng):
                group = [*group]
                group.insert(rng.randint(0, len(group)), extra)
        laid = page(group, rng, look, fold or {})
        if len(laid.gold) < 2:
            continue
        made += 1
        text, where = laid.text()
        yield f"p{made:04}", text, where, laid


def gold(name: str, text: str, where: dict[int, Row], laid: Layout) -> dict:
    """The answers to a page as the scorer of pages with known answers reads them."""
    articles = []
    for entry in laid.gold:
        mine = {line: row for line, row in where.items() if row.article == entry["order"]}
        roles = {str(line): row.gold for line, row in mine.items()}
        articles.append(entry | {"line_roles": roles, "source_lines": [[line, line] for line in mine]})
    other = [{"lines": [line, line]} for line, row in where.items() if row.role == "furniture"]
    return {"name": name, "level": "laid out", "file": name + ".txt", "furniture": other, "articles": articles}


def read(path: Path) -> list[dict]:
    """The articles of a corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def give_bylines(articles: list[dict], seed: int) -> None:
    """Invent bylines where a corpus has none at all: most articles without a dateline are printed with one."""
    if any("byline" in article for article in articles):
        return
    rng = random.Random(seed)
    for article in articles:
        if not _WIRE.match(article["paragraphs"][0] if article["paragraphs"] else "") and rng.random() < 0.75:
            count = rng.choices((1, 2, 3, 4), (78, 13, 6, 3))[0]
            people = [name if len(name) > 2 else "  ".join(name) for name in (invented_name(rng) for _ in range(count))]
            article["byline"] = rng.choice(("本报记者  ", "本报记者  ", "")) + "  ".join(people)
        article["invented"] = True  # nothing is counted on such bylines


def traditional() -> dict[int, str]:
    """Simplified → traditional; of several the first."""
    return {to: chr(code) for code, to in sorted(simplified().items(), reverse=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--days", default="", help="only articles of these days, commas between")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="pages as one national daily sets them, no other forms")
    options = parser.parse_args()
    days = set(filter(None, options.days.split(",")))
    articles = [article for article in read(options.corpus) if not days or article["date"] in days]
    for folder in ("pages", "gold"):
        (options.output / folder).mkdir(parents=True, exist_ok=True)
    draw = plain if options.plain else style
    for name, text, where, laid in pages(articles, options.pages, options.seed, traditional(), draw):
        (options.output / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
        (options.output / "gold" / f"{name}.json").write_text(
            json.dumps(gold(name, text, where, laid), ensure_ascii=False), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
