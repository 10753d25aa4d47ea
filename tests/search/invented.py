"""Invented newspaper articles, as many as a test wants, the same for the same seed."""

import random

from builder.search import Document

NAMES = ("林晚舟", "𠮷田望", "沈砚秋", "欧阳既白", "段简", "贺兰雪", "马青禾", "周一鸣", "Anna Li")
_VOCABULARY = """
人工智能 大模型 模型 小模型 发展 的 在 了 和 经济 农业 农村 现代化 工业 锂矿 湖南
湖南省 北京 上海 上海市 市场 企业 中小企业 生产 生产力 研究 研究生 生命 生命力 起诉
检察院 检察 法院 居民 社区 居民区 社会 会议 会议室 公园 园林 林业 业务 务实 实现 现代
代表 表示 示范 示范区 区域 域名 名人 人民 民生 生活 活动 动力 力量 量子 子公司 公司
司法 法律 律师 师范 师范大学 大学 学生 学生会 会员 员工 工人 人口 口岸 岸线 线上 上课
课程 程度 度过 过去 去年 年度 度假 假日 日报 报纸 纸张 张家口 口号 号召 召开 开放
放心 心理 理论 论坛 坛子 子女 女儿 儿童 童话 话语 语言 言论 新闻 记者 本报 电讯 讯息
鲁迅 狂人 龘靐 〇 乾隆 髮型 發展 習慣 体育 比赛 冠军 羽毛球 医院 医生 药品 药物 保险
保护 环境 环保 河流 长江 黄河 水库 电站 太阳 太阳能 能源 石油 油价 价格 格局
"""
WORDS = _VOCABULARY.split()
LATIN = (
    "4.9亿吨", "2.5B", "12.33%", "33%", "GB/T 7714", "GB/T7714—2015", "iPhone16", "CPI", "核心CPI", "ＰＭ2.5", "AI",
    "1,234", "12:30", "2025-07-10", "C++", "AT&T", "3S", "COVID-19", "№5", "🚀", "２０２６年", "5%—6%",
)
ODD = [
    "", " ", "\0", "-", "--", '"', "“", '""', '-"', "*", "title:x", "~1", "^", "+", "，", "%",
    "𠮷" * 300, "中" * 100_000, "a" * 100_000, "1," * 50_000, '"' * 1000, "🚀👩\u200d👩\u200d👧", "e\u0301",
    "__proto__", "constructor",
]
"""Things that people type, and that break searches."""
MARKS = "，，，，、、；：——。。。！？"


def documents(number: int, seed: int = 1, days: int = 30) -> list[Document]:
    """`number` articles, spread over pages of `days` editions."""
    source = random.Random(seed)
    found = []
    for count in range(number):
        date = f"2025-{1 + count * days // number // 28:02}-{1 + count * days // number % 28:02}"
        page = f"{1 + count % 4:02}"
        names = tuple(source.sample(NAMES, source.choice((0, 1, 1, 2))))
        byline = ("本报记者 " + " ".join(names),) if names else ()
        kicker = line(source, 6) if source.random() < 0.3 else ""
        heads = tuple(filter(None, (kicker, line(source, 5) if source.random() < 0.2 else "")))
        title = f"{line(source, 5)}{count}号{line(source, 2)}"
        body = tuple(paragraph(source) for _ in range(source.randint(1, 6)))
        url = f"{date}/{page}/{count // 4 + 1:02}.html"
        found.append(Document(url, date, page, title, kicker, heads, names, byline + body))
    return found


def line(source: random.Random, words: int) -> str:
    return "".join(word(source) for _ in range(words))


def paragraph(source: random.Random) -> str:
    text = "".join(line(source, source.randint(2, 6)) + source.choice(MARKS) for _ in range(source.randint(2, 12)))
    return f"“{text}”" if source.random() < 0.1 else text


def word(source: random.Random) -> str:
    return source.choice(LATIN) if source.random() < 0.06 else WORDS[int(len(WORDS) * source.random() ** 1.6)]
