"""The parser: bytes → text, rules, fields, the reading of whole pages, the ledger."""

import math
import re
import subprocess
import sys

import pytest

from builder import parse, prose
from builder.errors import ContentFault, UsageFault
from builder.model import Kind, Line
from builder.parse import (
    blocks,
    bylines,
    captions,
    datelines,
    decoder,
    edges,
    evidence,
    furniture,
    joins,
    labels,
    ledger,
    looks,
    numerals,
    photos,
    rules,
    signatures,
    spans,
    statistics,
    suspects,
)
from builder.parse.credits import FORMS, credit_at
from builder.parse.lines import lines
from builder.parse.sight import sight
from builder.parse.spans import joined

PAGE = "标题一行字\n\n本报讯（记者王小鑫）昨天，全市开学。\n"


# --- bytes → text

SAVE = "\n    Save the page as UTF-8, or name its encoding: --encoding big5"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PAGE.encode(), "utf-8"),
        (PAGE.encode("utf-8-sig"), "utf-8"),
        (PAGE.encode("gb18030"), "gb18030"),
        (PAGE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + PAGE.encode("utf-16-be"), "utf-16"),
    ],
    ids=["utf-8", "utf-8 with a mark", "gb18030", "utf-16", "utf-16, big end first"],
)
def test_the_usual_encodings_are_found(data, encoding):
    assert (PAGE, encoding) == parse.decode(data, "page.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_control_character_that_strayed_into_a_page_makes_it_no_binary_file(encoding):
    assert parse.decode((PAGE + "\x07\n").encode(encoding), "page.txt") == (PAGE + "\x07\n", encoding)


def test_another_encoding_is_named_by_a_person():
    assert parse.decode("標題\n".encode("big5"), "page.txt", "big5") == ("標題\n", "big5")


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"", None, "page.txt:1: the page is empty\n    Put the page's text into the file."),
        ("\ufeff \n\u3000\n".encode(), None, "page.txt:1: the page is empty\n    Put the page's text into the file."),
        (
            b"PNG\r\n\x1a\n\x00\x00",
            None,
            "page.txt:2: this is a binary file, no text\n    A page is the plain text of a printed page.",
        ),
        (
            "标题\n正文".encode() + b"\xff\xfe\xff" + "后面还有很多字".encode(),
            None,
            "page.txt:2: this is UTF-8 with damaged bytes\n    Mend this line in an editor, or take the page's text "
            "from its source again.",
        ),
        (
            b"\n\n\xe9t\xe9 \xe0 la plage\n",
            None,
            "page.txt:3: the bytes are neither UTF-8 nor GB18030" + SAVE,
        ),
        (
            "标题\n正文".encode("gb18030"),
            "utf-8",
            "page.txt:1: the bytes are not utf-8" + SAVE,
        ),
    ],
    ids=[
        "no bytes",
        "only blanks",
        "binary",
        "damaged UTF-8",
        "Latin-1",
        "told wrongly",
    ],
)
def test_what_is_no_page_is_told_with_its_line_and_a_way_out(data, encoding, message):
    with pytest.raises(ContentFault) as told:
        parse.decode(data, "page.txt", encoding)
    assert message == str(told.value)


@pytest.mark.parametrize("name", ["klingon", "zlib"])
def test_an_encoding_that_is_none_is_wrong_usage(name):
    with pytest.raises(UsageFault) as told:
        parse.decode(b"abc", "page.txt", name)
    assert str(told.value) == f"no encoding is called {name}\n    For example --encoding gb18030, big5, utf-16-le."


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_at_lf_crlf_and_cr_only(separator):
    assert [(1, "一"), (2, f"二{separator}三"), (3, ""), (4, "四")] == [
        (line.number, line.text) for line in lines(f"一\r\n二{separator}三\r\r四\n")
    ]


# --- rules


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_a_rule_claims_its_own_example(rule):
    assert rule in rules.claims_printed(rule.example)


@pytest.mark.parametrize(
    "printed",
    [
        "《临江晚报》1987年9月30日第六版",
        "2025年7月10日星期四 第3版",
        "滨海晚报 2004年7月5日 星期一",
        "中華民國五十年三月五日 第一版",
    ],
)
def test_a_date_of_the_page_in_company(printed):
    assert "date of the page" in {rule.name for rule in rules.claims_printed(printed)}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2010.03.17 星期三", "date of the page"),
        ("滨海晚报 社会新闻 2011年3月8日 星期二 A7", "date of the page"),
        ("05 国际 2025年7月10日 星期四 责编 林小满 周大海", "date of the page"),
        ("滨海晚报·社会新闻 A07", "page number"),
        ("要闻·03", "page number"),
        ("责任编辑：林小满 美编：周舟 02 综合新闻", "page's editors"),
    ],
)
def test_the_pages_own_words_stand_in_one_line_too(line, name):
    assert name in [rule.name for rule in rules.claims_printed(line)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("冯 素 芳", "names alone"),
        ("董　培　文　　贺　建　国", "names alone"),
        ("周 　砚", "names alone"),
        ("林小满词 周大海曲", "named role"),
        ("（周大海搜集整理）", "named role"),
        ("主持：林小满", "named role"),
        ("青溪县河湾小学四（2）班　林 小 满", "place and name"),
        ("渡口街　周大海等十一人", "place and name"),
        ("△上接第一版△", "jump line"),
        ("（文接第一版）", "jump line"),
        ("河湾大队周大海同志：来信收到。", "salutation"),
        ("革命敬礼！", "letter's close"),
    ],
)
def test_other_forms_of_names_letters_and_jumps(line, name):
    assert name in [rule.name for rule in rules.claims_printed(line)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("责任编辑　林小满", "place and name"),
        ("通讯员　林 小 满摄", "place and name"),
        ("炉台新曲有新意", "named role"),
        ("扫描二维码，观看相关视频。", "imprint"),
    ],
)
def test_what_looks_like_them(line, name):
    assert name not in [rule.name for rule in rules.claims_printed(line)]


def test_a_jump_may_stand_above_the_continuations_headline():
    places = {str(place): place for place in decoder.PLACES}
    assert decoder.may_follow(places["title"], places["jump^"])
    assert not decoder.may_follow(places["title"], places["jump"])


def test_rules_have_names_of_their_own():
    assert len(rules.RULES) == len({rule.name for rule in rules.RULES})


EVERY_RULE = """
from builder.parse import rules
for rule in rules.RULES:
    print(rule.name, flush=True)
    for part in ("本", "记者", "一 ", "（", "王 小 ", "—", "1年", "报社 "):
        rule.pattern.search(part * (60 // len(part)))
"""


def test_no_rule_tries_all_ways_to_read_a_line():
    """A pattern that does would come to no end within any time; the last name in the output is such a rule's."""
    subprocess.run([sys.executable, "-c", EVERY_RULE], check=True, timeout=300)


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("　　新华社电(记者 王鑫) ", "新华社电（记者 王鑫）"),
        ("新華社記者", "新华社记者"),
        ("１２月３０日，增长１２.３％", "12月30日，增长12.3%"),
        ('他说:"好."', "他说：“好。”"),
        ("2.5B", "2.5B"),
    ],
)
def test_a_line_is_looked_at_in_one_width(printed, seen):
    assert seen == sight(printed)


# --- the named changes of text


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("参数量只有2.5B(25亿),是小模型", "参数量只有2.5B（25亿），是小模型"),
        ("居民消费价格指数(CPI)显示:上涨", "居民消费价格指数(CPI)显示：上涨"),
        ("时间12:30,比分3:2,共1,234人", "时间12:30，比分3:2，共1,234人"),
        ("“好!”他说,“走?”", "“好！”他说，“走？”"),
        ("9-12个月;4.9亿吨", "9-12个月；4.9亿吨"),
        ("Hello, world: (ok)?", "Hello, world: (ok)?"),
        ("清洁柴油车(机)行动(含(二)款)", "清洁柴油车（机）行动（含（二）款）"),
        (") 反了 (", ") 反了 ("),
        ('他说"好"', '他说"好"'),
    ],
)
def test_half_width_marks_beside_chinese_become_full(printed, full):
    assert full == spans.printed_full(printed)
    assert len(printed) == len(full)


def test_punctuation_stays_as_printed_where_the_archive_says_so():
    text = "标题\n\n本报讯(记者王小鑫)昨天,全市开学。\n"
    reading = parse.read(text, punctuation="as-printed")
    assert "本报讯(记者王小鑫)昨天,全市开学。" in "".join(prose.blocks(reading.articles[0].body)[0].text)


def test_a_character_that_html_forbids_is_replaced_and_noted():
    reading = parse.read("标题一行字\n\n本报讯 昨天，\x01全市\ufffe开学了。\n")
    assert "昨天，\ufffd全市\ufffd开学了。" in reading.articles[0].body
    assert [note.line for note in reading.notes if note.rule == "forbidden character"] == [3]


# --- fields


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("本报记者 陶稳", ["陶稳"]),
        ("本报记者  马跃峰  黄  娴  陈隽逸", ["马跃峰", "黄娴", "陈隽逸"]),
        ("新华社记者 唐诗凝 周圆", ["唐诗凝", "周圆"]),
        ("本报记者 罗阳奇 安徽日报记者 吴量亮", ["罗阳奇", "吴量亮"]),
        ("《中国经济周刊》记者 周 琦 谢 玮", ["周琦", "谢玮"]),
        ("□ 晚报记者 王小丽", ["王小丽"]),
        ("■郑小砾", ["郑小砾"]),
        ("□ 记者 陆新 徐晶玮 徐芊卉", ["陆新", "徐晶玮", "徐芊卉"]),
        ("撰稿:本报通讯员 彭 亮 胡华跃 本报特派记者 方臻子 摄影:牛冬 刘道华", ["彭亮", "胡华跃", "方臻子"]),
        ("作者:尕玛多吉", ["尕玛多吉"]),
        ("迈穆娜·穆赫德·谢里夫", ["迈穆娜·穆赫德·谢里夫"]),
        ("河北平泉市 李小永", ["李小永"]),
        ("(辽宁省沈阳市 叶 子)", ["叶子"]),
        ("中国教育科学研究院副院长  李晓强", ["李晓强"]),
        ("本报评论员", []),
        ("引子", []),
        ("尕玛多吉", ["尕玛多吉"]),
        ("本报记者", []),
        ("本报记者 胡 悦 文/图", ["胡悦"]),
        ("本报记者 胡悦 摄影报道", ["胡悦"]),
        ("文/林小满 图/周大海", ["林小满"]),
        ("本报记者 王鑫 通讯员 李文 张辑", ["王鑫", "李文", "张辑"]),
        ("云溪乡 王鑫小", ["王鑫小"]),
        ("陈 上 舟", ["陈上舟"]),
        ("王 鑫  李 文", ["王鑫", "李文"]),
        ("（口述 李文 整理 本报记者 王鑫）", ["李文", "王鑫"]),
        ("王 鑫（口述） 李文（整理）", ["王鑫", "李文"]),
        ("◎盧小滿（高雄市，退休教師）", ["盧小滿"]),
        ("漫画/周大海　文/林 满", ["林满"]),
        ("战士　尤金小", ["尤金小"]),
        ("武汉 李小满", ["李小满"]),
        ("记者　聂汝舟　龚　凡", ["聂汝舟", "龚凡"]),
        ("聂汝舟　龚　凡", ["聂汝舟", "龚凡"]),
        ("记者　向前　杜晓江　特约记者　刘军", ["向前", "杜晓江", "刘军"]),
        ("县文化馆　岳　峰", ["岳峰"]),
        ("利民紗廠通訊員　胡小香", ["胡小香"]),
        ("王伟 李小满", ["王伟", "李小满"]),
        ("高峰、李小满", ["高峰", "李小满"]),
        ("記者葉小君／鹿港報導", ["葉小君"]),
        ("本报记者　钟　丽／文　通讯员　韦　峰／图", ["钟丽"]),
        ("报道：林小云　摄影：陈大坚", ["林小云"]),
        ("（新界）田　心", ["田心"]),
        ("（宋）楊小里", ["楊小里"]),
        ("（蘇州 宋小英輔導員）", ["宋小英"]),
        ("南开区　荣小敏（纺织女工）", ["荣小敏"]),
        ("小记者 梁果小（青石桥小学五（3）班）", ["梁果小"]),
        ("（孟长小、本报记者　房　杰）", ["孟长小", "房杰"]),
        ("炼铁工人 钱 勇", ["钱勇"]),
        ("郑州　铸造工人　邢小山", ["邢小山"]),
        ("（手外科　谢晖　宣传科　路小）", ["谢晖", "路小"]),
        ("南 生译", ["南生"]),
        ("于　津搜集整理", ["于津"]),
        ("祁连小　著", ["祁连小"]),
        ("（程 孟摘自《山野往事》）", ["程孟"]),
        ("【記者田小誠臺北報導】", ["田小誠"]),
        ("記者崔小傑／泉州專訪", ["崔小傑"]),
        ("【洪小綺╱台北報導】", ["洪小綺"]),
        ("本报特派记者 高小翔 滨海报道", ["高小翔"]),
        ("特派记者 郑小棠 发自银川、广州", ["郑小棠"]),
        ("记者 高小翔 李小明报道", ["高小翔", "李小明"]),
        ("新甘肃·陇上日报记者 桑吉", ["桑吉"]),
        ("（戚 明 志　郎 秀 英）", ["戚明志", "郎秀英"]),
        ("萧　然　文　　安　民　图", ["萧然"]),
        ("逍 遙", ["逍遙"]),
        ("编 者", []),
        ("沁源县　一社员", []),
        ("文／戴小宇 十歲", ["戴小宇"]),
        ("本报记者／吴小凤报道", ["吴小凤"]),
        ("【中央社記者林小滿台北1日電】", ["林小滿"]),
        ("Yannis", ["Yannis"]),
        ("CFP", []),
        ("（长沙饮食公司　何 师傅）", ["何师傅"]),
        ("咸阳发电厂　上官 明 哲", ["上官明哲"]),
        ("文学院2010级 田 小雨", ["田小雨"]),
        ("司徒小 著", ["司徒小"]),
        ("（路　小小）", ["路小小"]),
        ("马 云 李小满", ["马云", "李小满"]),
        ("本报记者 王 鑫 摄影", ["王鑫"]),
        ("青潭診所　鄭小榮醫師", ["鄭小榮"]),
        ("五班　张　强等九人", ["张强"]),
        ("（北江站　楊小海等）", ["楊小海"]),
        ("老 　麦", ["老麦"]),
        ("（缩写者：萧　然）", ["萧然"]),
        ("青溪日报·青溪在线记者 王小鑫 通讯员 李文小", ["王小鑫", "李文小"]),
        ("本报记者 王小鑫 青溪晚报·壹点记者 李文小", ["王小鑫", "李文小"]),
        ("青溪晚报/紫云新闻记者 王小鑫", ["王小鑫"]),
        ("采写：青都记者 王小鑫", ["王小鑫"]),
        ("冰心", ["冰心"]),
        ("□小刀", ["小刀"]),
        ("□本报评论员", []),
        ("新 凤 霞", ["新凤霞"]),
        ("决 心 书", []),
        ("紫金山　唐 　柯", ["唐柯"]),
        ("□ 上海 律师 房 小讼", ["房小讼"]),
        ("文 王小鑫 图 李文小", ["王小鑫"]),
        ("文 / 王小鑫 图 / 李文小", ["王小鑫"]),
        ("文 小满", ["文小满"]),
        ("王小鑫/文并图", ["王小鑫"]),
        ("王小鑫 文并图", ["王小鑫"]),
        ("本报记者 王小鑫 报道员 李文小", ["王小鑫", "李文小"]),
        ("本报记者 王小鑫 北京 报道", ["王小鑫"]),
        ("本报记者 王小鑫 上海、北京报道", ["王小鑫"]),
        ("本报记者 王小鑫、李文小 报道", ["王小鑫", "李文小"]),
        ("记者 王小鑫 通讯员 于洋 报道", ["王小鑫", "于洋"]),
        ("文丨王小鑫", ["王小鑫"]),
        ("文｜本报记者 王小鑫　图｜李文小", ["王小鑫"]),
        ("图/文 王小鑫", ["王小鑫"]),
        ("文 图／王小鑫", ["王小鑫"]),
        ("摄影/撰文　本报记者　王小鑫", ["王小鑫"]),
        ("记者王小鑫 摄影李文小", ["王小鑫"]),
        ("王小鑫文 李文小图", ["王小鑫"]),
        ("本报记者 王小鑫 李文小摄", ["王小鑫"]),
        ("记者 王小鑫 文 李文小 图", ["王小鑫"]),
        ("青溪报记者 王小鑫 摄影记者 李文小", ["王小鑫"]),
        ("本报摄影记者 李文小", ["李文小"]),
        ("口述：王小鑫（88岁）　整理：李文小", ["王小鑫", "李文小"]),
        ("本报记者 王小鑫（北京）、李文小（上海）", ["王小鑫", "李文小"]),
        ("口述者：王小鑫 记录：李文小", ["王小鑫", "李文小"]),
        ("採訪：王小鑫", ["王小鑫"]),
        ("翻译：李文小", ["李文小"]),
        ("編譯王小鑫／綜合外電", ["王小鑫"]),
        ("國際中心／綜合報導", []),
        ("華商報 記者 王小鑫", ["王小鑫"]),
        ("都市快报　记者　王小鑫", ["王小鑫"]),
        ("本组稿件采写 本报记者 王小鑫", ["王小鑫"]),
        ("本版文/图　王小鑫", ["王小鑫"]),
        ("每经记者 王小鑫 每经编辑 李文小", ["王小鑫", "李文小"]),
        ("杨浦　顾先生", ["顾先生"]),
        ("通讯员李文王鑫", ["李文", "王鑫"]),
        ("记者 乌云高娃", ["乌云高娃"]),
        ("外语学院　江小白鹭", ["江小白鹭"]),
        ("余先生　徐女士", ["余先生", "徐女士"]),
        ("本报记者 林伟李娜张鑫", ["林伟", "李娜", "张鑫"]),
        ("林伟李小娜张鑫", ["林伟", "李小娜", "张鑫"]),
        ("林小伟李小娜", ["林小伟", "李小娜"]),
        ("尼玛次仁", ["尼玛次仁"]),
        ("平安王国方法常识", []),
        ("张晔文、李小娜摄", ["张晔"]),
        ("林小满文 李小娜摄", ["林小满"]),
        ("记者 王小文 李小娜摄", ["王小文"]),
        ("主持：霍小棠律師", ["霍小棠"]),
        ("主持人：霍小棠", ["霍小棠"]),
        ("李小满　徐女士", ["李小满", "徐女士"]),
        ("車務段　丁小鵬", ["丁小鵬"]),
        ("三连　黎小生", ["黎小生"]),
        ("（四連　毛小勝）", ["毛小勝"]),
        ("（六連二排）", []),
        ("一营　程　川", ["程川"]),
        ("高二　谷　雨", ["谷雨"]),
        ("屋崙　馮　耆", ["馮耆"]),
        ("武威　藜　麦", ["藜麦"]),
        ("蒲种　黄小仪", ["黄小仪"]),
        ("牛池灣　陳太", ["陳太"]),
        ("唐山一中　馮　玉", ["馮玉"]),
        ("完县　齐小印", ["齐小印"]),
        ("和庄 社員 李进小", ["李进小"]),
        ("光孝路　梁小珍", ["梁小珍"]),
        ("黄土店　田小香", ["田小香"]),
        ("邵东　舒小平", ["舒小平"]),
        ("沙坪坝　程小之", ["程小之"]),
        ("（云纺 侯小国）", ["侯小国"]),
        ("伊春　小　卢", ["小卢"]),
        ("绵阳　雨 霏", ["雨霏"]),
        ("（沈阳农学院　岑　明）", ["岑明"]),
        ("龙眼里居民　邓炳", ["邓炳"]),
        ("黎民福利厂 萧 定", ["萧定"]),
        ("江岸　李　洪", ["李洪"]),
        ("勿洛　陈小发", ["陈小发"]),
        ("高雄　林太太", ["林太太"]),
        ("沈阳　老 铁", ["老铁"]),
        ("石家庄　冯 小 棠", ["冯小棠"]),
        ("湖南 邵阳 田小飞", ["田小飞"]),
        ("迈皋桥　余小曼", ["余小曼"]),
        ("江城市　一厂长", []),
        ("乐清　王阿弟", ["王阿弟"]),
        ("横州 梁 小妹", ["梁小妹"]),
        ("萧山　朱小根", ["朱小根"]),
        ("（江北市解放路 骆小平）", ["骆小平"]),
        ("师傅　崔小元", ["崔小元"]),
        ("三营 卫生员 苗 芳", ["苗芳"]),
        ("解放路　残废军人　雷小山", ["雷小山"]),
        ("后沟民兵　郝小锁", ["郝小锁"]),
        ("辛店區社員　牟小福", ["牟小福"]),
        ("设备科　小邓　小凌", ["小邓", "小凌"]),
        ("江夏、王小明", ["江夏", "王小明"]),
        ("记者 张北 李小满", ["张北", "李小满"]),
        ("林晓路 王小明", ["林晓路", "王小明"]),
    ],
)
def test_writers_of_a_byline(byline, names):
    assert names == list(bylines.names(byline))


@pytest.mark.parametrize(("example", "pattern"), [row[:2] for row in bylines.NO_WRITERS])
def test_what_names_no_writer_is_found_in_its_own_example(example, pattern):
    assert re.search(pattern, re.sub(" */ *", "/", sight(example)))


@pytest.mark.parametrize("text", ["王 李 " * 100, "记者 " + "王 " * 200, "、王" * 100], ids=["bare", "told", "listed"])
def test_a_long_row_of_single_characters_is_cut_into_names_at_once(text):
    """All ways to cut it are some 10²⁴."""
    assert len(bylines.names(text)) < 200


@pytest.mark.parametrize(
    ("paragraphs", "dateline", "names"),
    [
        (["【屏東訊】青溪鎮昨日開渠。"], "屏東訊", []),
        (["【共同社东京二月五日电】林小满今天说。"], "共同社东京二月五日电", []),
        (["（特訊）昨晨三時大火。"], "特訊", []),
        (["【泗水通訊】白糖漲價。"], "泗水通訊", []),
        (["【简讯】全镇安装路灯三十盏。"], "", []),
        (["青溪都市报讯（记者 林小满）昨天开渠。"], "青溪都市报讯", ["林小满"]),
        (["▶本报讯 青溪昨天开渠。"], "本报讯", []),
        (["【日本《每日科學報》9月5日報道】青溪開渠。"], "日本《每日科學報》9月5日報道", []),
        (["【本報綜合報道】青溪開渠。"], "本報綜合報道", []),
        (["【特派記者林小邦、張小如／新加坡廿三日電】會談結束。"], "新加坡廿三日電", ["林小邦", "張小如"]),
        (["【本報記者黃小珍屋崙報導】八街昨晨失火。"], "屋崙報導", ["黃小珍"]),
        (["記者楊小振／北區報導　大學生的機車被偷。"], "北區報導", ["楊小振"]),
        (["本报北京7月9日电（记者时小娜）国家统计局今天发布"], "本报北京7月9日电", ["时小娜"]),
        (["本报北京7月9日电  （记者王鑫、方大丰）今天"], "本报北京7月9日电", ["王鑫", "方大丰"]),
        (["本报讯（记者王鑫 方大丰）我国"], "本报讯", ["王鑫", "方大丰"]),
        (["本报珠海、横琴9月9日电 今天"], "本报珠海、横琴9月9日电", []),
        (["据新华社赫尔辛基电 （记者陈小静）芬兰"], "据新华社赫尔辛基电", ["陈小静"]),
        (["【新华社重庆十四日电】拉萨讯：人民解放军"], "新华社重庆十四日电", []),
        (["（新華社北京五日電）毛主席"], "新華社北京五日電", []),
        (
            ["本报北京１２月３０日讯新华社记者胡晓梦、本报记者吴亚明报道：今天"],
            "本报北京１２月３０日讯",
            ["胡晓梦", "吴亚明"],
        ),
        (["本报讯记者陈陆军报道：昨天"], "本报讯", ["陈陆军"]),
        (["中新网保定10月1日电 (吕子豪 李芳华)河北"], "中新网保定10月1日电", ["吕子豪", "李芳华"]),
        (["本报北京专电 昨天"], "本报北京专电", []),
        (["昨天，大会开幕。", "大会闭幕。", "（新华社北京7月9日电）"], "新华社北京7月9日电", []),
        (["昨天，大会开幕。", "谢谢！（新华社北京１２月３１日电）"], "新华社北京１２月３１日电", []),
        (["昨天，大会闭幕。（本报华盛顿5月16日电）（下转第三版）"], "本报华盛顿5月16日电", []),
        (["【本報消息】青溪湖"], "本報消息", []),
        (["〔記者林小滿、王鑫／台北報導〕入秋以來"], "台北報導", ["林小滿", "王鑫"]),
        (["（吉隆坡综合电）三座滤水站"], "吉隆坡综合电", []),
        (["晚报讯 （记者 王鑫）昨天"], "晚报讯", ["王鑫"]),
        (["（怡保14日讯）陈小水"], "怡保14日讯", []),
        (["【記者　龍小霞專題報道】買樓時"], "", ["龍小霞"]),
        (["岭东时讯6月23日电（记者臧小博）记者从"], "岭东时讯6月23日电", ["臧小博"]),
        (["【新華社前線十五日電】前線記者報道：我軍"], "新華社前線十五日電", []),
        (["【路透社马德里3月17日电】题：撤军（记者　埃玛·罗斯）"], "路透社马德里3月17日电", ["埃玛·罗斯"]),
        (["【大公報訊】（記者 盧小滿）青溪昨天開渠。"], "大公報訊", ["盧小滿"]),
        (["本報訊 記者盧小滿報導：青溪昨天開渠。"], "本報訊", ["盧小滿"]),
        (["【屏東訊】（記者盧小滿）青溪昨天開渠。"], "屏東訊", ["盧小滿"]),
        (["羊城晚报讯 记者林小满、通讯员李文小摄影报道：昨天"], "羊城晚报讯", ["林小满", "李文小"]),
        (["【路透社马德里3月17日电】题：西班牙撤军（记者　埃玛·罗斯）"], "路透社马德里3月17日电", ["埃玛·罗斯"]),
        (["昨天，大会闭幕。", "（本报青溪7月9日电　记者林小满）"], "本报青溪7月9日电", ["林小满"]),
        (["昨天，大会闭幕。（新华社北京7月9日电 记者王小鑫、李文小）"], "新华社北京7月9日电", ["王小鑫", "李文小"]),
        (["昨天，大会闭幕。", "新华社北京7月9日电"], "新华社北京7月9日电", []),
        (["文汇报北京7月9日电"], "文汇报北京7月9日电", []),
        (["昨天，大会闭幕。（新华社记者 王小鑫）"], "", []),
        (["本报讯（青溪日报·青溪在线记者 王小鑫）昨天"], "本报讯", ["王小鑫"]),
        (["【呂小豪、吳小萱╱高雄報導】公寓昨傳出鱷魚逃脫。"], "高雄報導", ["呂小豪", "吳小萱"]),
        (["【國際中心／綜合報導】公寓昨傳出鱷魚逃脫。"], "綜合報導", []),
        (["〔即時新聞／綜合報導〕公寓昨傳出鱷魚逃脫。"], "綜合報導", []),
        (["【國際新聞／綜合報導】公寓昨傳出鱷魚逃脫。"], "綜合報導", []),
        (["【台北報導】一名上班族昨凌晨醉倒。"], "台北報導", []),
        (["【綜合倫敦十四日外電報導】公開賽今天公布名單。"], "綜合倫敦十四日外電報導", []),
        (["【特别报道】公開賽今天公布名單。"], "", []),
        (["【記者林小彥台北訊】青溪鎮昨日開渠。"], "台北訊", ["林小彥"]),
        (["【記者林彥舊金山報導】青溪鎮昨日開渠。"], "舊金山報導", ["林彥"]),
        (["【記者林小文旗山報導】青溪鎮昨日開渠。"], "旗山報導", ["林小文"]),
        (["（中央社記者林小恩台北1日電）青溪鎮昨日開渠。"], "中央社記者林小恩台北1日電", ["林小恩"]),
        (["記者林小傑／泉州專訪"], "泉州專訪", ["林小傑"]),
        (["【唐河消息】青溪鎮昨日開渠。"], "唐河消息", []),
        (["【最新消息】青溪鎮昨日開渠。"], "", []),
        (["【股市消息】青溪湖昨日开渠。"], "", []),
        (["（有关消息）青溪鎮昨日開渠。"], "", []),
        (["△【埃菲社哈瓦那3月16日电】青溪昨天開渠。"], "埃菲社哈瓦那3月16日电", []),
        (["（记者 林小满）七月一日起，青溪开渠。"], "", ["林小满"]),
        (["（记者注：青溪是一条河）七月一日起，青溪开渠。"], "", []),
        (["本报记者林小满青溪报道：昨天，青溪开渠。"], "", ["林小满"]),
        (["本报长治9月22曰电 全国联赛今天赛完第七轮"], "本报长治9月22曰电", []),
        (["本 报 讯　青溪昨天开渠。"], "本 报 讯", []),
        (["新华社长沙消息　青溪昨天开渠。"], "新华社长沙消息", []),
        (["新华社播发消息 说，青溪昨天开渠。"], "", []),
        (["新华社伦敦6月11日体育专电（记者林小满）联赛11日结束"], "新华社伦敦6月11日体育专电", ["林小满"]),
        (["新华社“雪龙”号7月9日电（记者林小满）今天"], "新华社“雪龙”号7月9日电", ["林小满"]),
        (["中青报·中青网北京7月9日电（记者林小满）今天"], "中青报·中青网北京7月9日电", ["林小满"]),
        (["南都讯 记者林小满 实习生王鑫 昨天"], "南都讯", ["林小满", "王鑫"]),
        (["快讯 记者林小满 昨天"], "", []),
        (["新快报讯 记者林小满 通讯员王鑫报道 昨天"], "新快报讯", ["林小满", "王鑫"]),
        (["晨报讯 特派记者林小满 昨晚从杭州发回报道：预赛开赛"], "晨报讯", ["林小满"]),
        (["昨天，大会闭幕。（本报北京7月9日电）　　（下转第三版）"], "本报北京7月9日电", []),
        (["昨天，大会闭幕。　据新华社北京7月9日电"], "据新华社北京7月9日电", []),
        (["本报记者从现场发回报道：昨天，青溪开渠。"], "", []),
        (["（记者林小满）昨天开渠。", "（新华社北京7月9日电）"], "新华社北京7月9日电", ["林小满"]),
        (["据本报驻华盛顿记者吕小欣电　今天"], "据本报驻华盛顿记者吕小欣电", ["吕小欣"]),
        (["【本報駐東京記者呂小欣七月九日電】今天"], "本報駐東京記者呂小欣七月九日電", ["呂小欣"]),
        (["昨天，大会闭幕。", "（据本报驻华盛顿记者吕小欣电）"], "据本报驻华盛顿记者吕小欣电", ["吕小欣"]),
        (["据本报驻华盛顿记者吕小欣电话采访"], "", []),
        (["蘭州訊　為開渠，青溪昨日集會。"], "蘭州訊", []),
        (["兰州讯：昨天开渠。"], "兰州讯", []),
        (["平壤消息：昨天开渠。"], "平壤消息", []),
        (["平壤消息灵通人士：昨天开渠。"], "", []),
        (["◎香港消息 昨天开渠。", "◎台北消息 昨天架桥。"], "", []),
        (["可靠消息：昨天开渠。"], "", []),
        (["最新消息 昨天开渠。"], "", []),
        (["喜讯：昨天开渠。"], "", []),
        (["短平快讯 昨天开渠。"], "", []),
        (["本报消息灵通的读者都知道"], "", []),
        (["（小满短讯，转自某处）今年"], "", []),
        (["本报记者从国家电网获悉，今年"], "", []),
        (["本报的通讯员来电说"], "", []),
        (["新华社记者近日走进"], "", []),
    ],
)
def test_dateline_at_the_head_or_the_foot(paragraphs, dateline, names):
    assert (dateline, names) == (lambda line, who: (line, list(who)))(*datelines.dateline(paragraphs))


@pytest.mark.parametrize(
    ("last", "known", "names"),
    [
        ("皮怎样剥才能卖好价钱？（固阳 吕小贵）", False, ["吕小贵"]),
        ("捣烂外敷，一日两次。（枞阳　章 小 厚）", False, ["章小厚"]),
        ("可見外因仍要通过内因。（某师范学院 聶 風）", False, ["聶風"]),
        ("可否同時申請？（油塘　蔡先生）", False, ["蔡先生"]),
        ("（榆中　刘小兰）", False, ["刘小兰"]),
        ("电视剧重播。（湖北　通城）", False, []),
        ("枯死了，可以砍掉吗？（固阳 吕小贵）", True, []),
        ("（林小满、周大海参与采写）", True, ["林小满", "周大海"]),
        ("（本报记者邱小奕整理）", False, ["邱小奕"]),
        ("晚会在歌声中结束。（范国俊）", False, ["范国俊"]),
        ("晚会在歌声中结束。（范国俊）", True, []),
        ("法院判处有期徒刑。（区法院　童小正）", False, ["童小正"]),
        ("法院判处有期徒刑。（童小正）", False, ["童小正"]),
        ("晚会在歌声中结束。（欧阳小雨）", False, ["欧阳小雨"]),
        ("晚会在歌声中结束。（夏天）", False, ["夏天"]),
        ("晚会在歌声中结束。（高　原）", False, ["高原"]),
        ("每日刷牙两次。（口腔科　高原）", False, ["高原"]),
        ("问：自留地里的树归谁？（石台　汪小和）", False, ["汪小和"]),
        ("没有桨的船，什么风都不是顺风。（罗马尼亚）", False, []),
        ("晚会在歌声中结束。（石家庄）", False, []),
        ("晚会在歌声中结束。（高兴）", False, []),
        ("晚会在歌声中结束。（全文完）", False, []),
        ("晚会在歌声中结束。（温馨提示）", False, []),
        ("煎水熏洗，一日两次。（安徽　霍山）", False, []),
        ("是年冬写成。（于上海）", False, []),
        ("晚会在歌声中结束。（记者手记）", False, []),
        ("晚会在歌声中结束。（本报记者 秋 叶）", False, ["秋叶"]),
        ("（记者王小鑫、李文小参加采写）", True, ["王小鑫", "李文小"]),
        ("（作者为某大学教授）", False, []),
        ("晚会在歌声中结束。（本報記者 柯小勝攝）", False, []),
        ("晚会在歌声中结束。（本報記者林小滿攝影）", False, []),
        ("晚会在歌声中结束。（林 满 摄）", False, []),
        ("晚会在歌声中结束。（林小满 摄影报道）", False, ["林小满"]),
        ("晚会在歌声中结束。（左图）", False, []),
        ("今年各县收入如下。（万元）", False, []),
        ("煎水熏洗，一日两次。（陕西咸阳　魏小芬）", False, ["魏小芬"]),
        ("煎水熏洗，一日两次。（江 强、毛 勇）", False, ["江强", "毛勇"]),
        ("晚会在歌声中结束。〔記者林小滿〕", False, ["林小滿"]),
        ("晚会在歌声中结束。　　本报记者 林小满 通讯员 王鑫", False, ["林小满", "王鑫"]),
        ("晚会在歌声中结束。记者 王小一", False, ["王小一"]),
        ("晚会在歌声中结束。记者 王小一", True, []),
        ("晚会在歌声中结束。记者从现场", False, []),
        ("晚会在歌声中结束。记者手记", False, []),
        ("（执笔：林小满、王鑫）", True, ["林小满", "王鑫"]),
        ("晚会在歌声中结束。（文/图　盛　开）", False, ["盛开"]),
        ("晚会在歌声中结束。（实习生 江 实）", False, ["江实"]),
        ("（本报记者林小满采访整理）", True, ["林小满"]),
        ("晚会在歌声中结束。（本報記者林小滿對本文亦有貢獻）", True, ["林小滿"]),
        ("以上七则。（晓 舟 辑译）", False, ["晓舟"]),
        ("昨天，大会闭幕。（完）", False, []),
        ("昨天，大会闭幕。（林小满译）", False, ["林小满"]),
        ("昨天，大会闭幕。（林小滿、王鑫譯）", True, ["林小滿", "王鑫"]),
        ("昨天，大会闭幕。（林　满　译）", False, ["林满"]),
        ("昨天，大会闭幕。（林小满编译）", False, ["林小满"]),
        ("昨天，大会闭幕。（林小满供稿）", False, ["林小满"]),
        ("昨天，大会闭幕。（通讯员 林小满 王鑫 供稿）", False, ["林小满", "王鑫"]),
        ("昨天，大会闭幕。（青溪县文化馆供稿）", False, []),
        ("昨天，大会闭幕。（新华社供稿）", False, []),
        ("他说的是“再会”。（直译）", False, []),
        ("他说的是“再会”。（白话今译）", False, []),
        ("法院判处有期徒刑。（王某）", False, []),
        ("法院判处有期徒刑。（王某某、李某）", False, []),
        ("法院判处有期徒刑。（张某 李某）", False, []),
        ("晚会在歌声中结束。（谢谢）", False, []),
        ("晚会在歌声中结束。（许可）", False, []),
        ("晚会在歌声中结束。（程序）", False, []),
        ("晚会在歌声中结束。（黄金）", False, []),
        ("晚会在歌声中结束。（沙特）", False, []),
    ],
)
def test_writers_in_brackets_at_the_end(last, known, names):
    assert names == list(signatures.closing_names(["正文。", last], known))


@pytest.mark.parametrize(
    ("printed", "given", "day"),
    [
        (["本报北京7月9日电", "本报讯", "新华社北京7月8日电"], "2025-07-10", "2025-07-10"),
        (["新华社北京12月31日电"], "2026-01-01", "2026-01-01"),
        (["新华社北京12月31曰电"], "2026-01-01", "2026-01-01"),
        (["【新华社北京十二月三十日电】"], "1951-12-31", "1951-12-31"),
        (["本报讯"], "2025-07-10", ""),
        (["本报北京7月9日电"], "", ""),
        (["本报北京2月30日电"], "2025-07-10", ""),
    ],
)
def test_a_daily_prints_yesterdays_news(printed, given, day):
    assert day == datelines.day_after(printed, given)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("十", 10), ("二十三", 23), ("廿一", 21), ("卅", 30), ("○五", 5), ("一九八七", 1987),
        ("一百一十二", 112), ("一百零五", 105), ("", 0), ("十版", 0), ("二十x", 0), ("第三", 0),
    ],
)
def test_a_number_in_digits_or_chinese_numerals(text, value):
    assert value == numerals.number(text)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("演员在排练。 新华社记者 朱 峥摄", "新华社记者 朱 峥摄"),
        ("图为游客在购物。新华社发(孙小喆 摄)", "新华社发(孙小喆 摄)"),
        ("图为游客在购物。王 力摄（影像中国）", "王 力摄（影像中国）"),
        ("演员在排练。　　本报记者　苏　照摄", "本报记者　苏　照摄"),
        ("消防員背着老人走出來。（本報記者　鄺小生攝）", "（本報記者　鄺小生攝）"),
        ("图为睡眠监测室.受访者供图", "受访者供图"),
        ("话剧《雷雨》剧照。资料图片", None),
        ("开工那天的工地。以上图片均为资料图片", None),
        ("开工那天的工地。以上图片均为林小满摄", "以上图片均为林小满摄"),
        ("渔民整理渔网。記者林小安／攝影", "記者林小安／攝影"),
        ("渔民整理渔网。（攝影：林小安）", "（攝影：林小安）"),
        ("渔民整理渔网。　供稿/林小安", "供稿/林小安"),
        ("渔船示意图　小树/绘", "小树/绘"),
        ("渔船下水。 CFP供图", "CFP供图"),
        ("渔船下水。 人民图片网供图", "人民图片网供图"),
        ("渔船出港。（新華社發）", "（新華社發）"),
        ("渔船出港。（新华社发　传真照片）", "（新华社发　传真照片）"),
        ("渔船出港。　本报传真照片", "本报传真照片"),
        ("渔船出港。（新华社稿）", "（新华社稿）"),
        ("渔船出港。（某某通讯社稿　新华社发）", "（某某通讯社稿　新华社发）"),
        ("渔船出港。 新华社/法新", "新华社/法新"),
        ("渔船出港。本报记者林小满、通讯员周大海摄", "本报记者林小满、通讯员周大海摄"),
        ("渔船出港。 林小满摄/光明图片", "林小满摄/光明图片"),
        ("渔船出港。　　本报记者  林  满摄", "本报记者  林  满摄"),
        ("渔船出港。　　青溪县交通局供图", "青溪县交通局供图"),
        ("渔船出港。 东方IC供图", "东方IC供图"),
        ("游客在购物（王小鑫摄）。", "（王小鑫摄）。"),
        ("渔船泊在岸邊（本報記者攝）", "（本報記者攝）"),
        ("渔船泊在岸边。 林小满画", "林小满画"),
        ("行军路上。　（木刻）　战士　田力小作", "战士　田力小作"),
        ("渔船出港。　全媒体记者 林小满 摄", "全媒体记者 林小满 摄"),
        ("渔船出港。 青溪日报首席记者 林小满 摄", "青溪日报首席记者 林小满 摄"),
        ("渔船出港。 本社记者林小满摄", "本社记者林小满摄"),
        ("渔船出港。 林小满摄 （人民视觉）", "林小满摄 （人民视觉）"),
        ("渔船出港。（美聯社）", "（美聯社）"),
        ("渔船出港。 图片均由受访者提供", "图片均由受访者提供"),
        ("渔船出港。图源：新华社", "图源：新华社"),
        ("林小满（右） 庆祝进球　本报记者 萧小逸摄", "本报记者 萧小逸摄"),
        ("渔船出港。 青溪台 本报记者 萧小逸摄", "青溪台 本报记者 萧小逸摄"),
        ("渔船出港。 林小满 本报记者 萧小逸摄", "林小满 本报记者 萧小逸摄"),
        ("渔船出港。林小满7月9日摄", "林小满7月9日摄"),
        ("渔船出港。 新华社记者林小满７月９日摄", "新华社记者林小满７月９日摄"),
        ("渔船出港 施工现场7月9日摄", None),
        ("渔船出港。林小满制图", "林小满制图"),
        ("渔船出港。 制图：林小满", "制图：林小满"),
        ("渔船出港。 本报制图", None),
        ("渔船出港。　文/图 林小满", "文/图 林小满"),
        ("渔船出港。 图/文：本报记者 林小满", "图/文：本报记者 林小满"),
        ("渔船出港。林晓摄(影像中国)。", "林晓摄(影像中国)。"),
        ("渔船出港。 人们在拍摄。", None),
        ("他在看书。 图文 并茂", None),
        ("渔船出港。 图文：林小满", "图文：林小满"),
        ("渔船出港。 尼玛次仁 本报记者 林小满摄", "尼玛次仁 本报记者 林小满摄"),
        ("渔船出港。 阿依古丽 本报记者 林小满摄", "阿依古丽 本报记者 林小满摄"),
        ("渔船泊在岸边（宣传画）", None),
        ("渔船泊在岸边（儿童习作）", None),
        ("工人在车间 紧张工作", None),
        ("河边的排污口（今年六月摄）。", None),
        ("游客在拍摄。", None),
        ("图为12月6日拍摄的大桥(12月6日摄)。", None),
    ],
)
def test_caption_and_credit_on_one_line(text, credit):
    at = credit_at(text)
    assert credit == (None if at is None else text[at:])


@pytest.mark.parametrize("example", [example for _, example in FORMS])
def test_each_form_of_a_credit_is_found_behind_a_caption(example):
    assert credit_at(f"渔船出港。　{example}") == len("渔船出港。　")


@pytest.mark.parametrize("text", ["王 " * 30, "王  小  " * 10, "、王" * 20, "本报社网" * 12, "林小满、" * 12])
def test_no_caption_takes_long(text):
    assert credit_at(text) is None


@pytest.mark.parametrize(
    ("printed", "folio"),
    [
        (
            ["2026年5月20日 星期三 第7版 经济", "本版责编:吕小正 吴 凯 黄玉"],
            furniture.Folio("", "2026-05-20", "07", "经济", ("吕小正", "吴凯", "黄玉")),
        ),
        (["工人日报 2014年12月08日 星期一 02版"], furniture.Folio("工人日报", "2014-12-08", "02", "", ())),
        (["第A05版:要闻"], furniture.Folio("", "", "a05", "要闻", ())),
        (
            ["人 民 日 报", "一九五一年九月十五日 星期六", "第一版"],
            furniture.Folio("人民日报", "1951-09-15", "01", "", ()),
        ),
        (
            ["责任编辑：林小满 美编：周舟 02 综合新闻"],
            furniture.Folio("", "", "02", "综合新闻", ("林小满", "周舟")),
        ),
        (
            ["05 国际 2025年7月10日 星期四 责编 林小满 周大海"],
            furniture.Folio("", "2025-07-10", "05", "国际", ("林小满", "周大海")),
        ),
        (["一版责编：林小满 二版责编：周大海"], furniture.Folio("", "", "", "", ("林小满", "周大海"))),
        (
            ["主编：王小 编辑：李文 组版：张三 电话：0123-4567890"],
            furniture.Folio("", "", "", "", ("王小", "李文")),
        ),
        (["《江南日报》（ 2026年05月26日 第 04 版）"], furniture.Folio("江南日报", "2026-05-26", "04", "", ())),
        (["滨海晚报·社会新闻 A07"], furniture.Folio("滨海晚报", "", "a07", "社会新闻", ())),
        (
            ["球场风云", "B11", "滨海晚报 2004年7月5日 星期一", "责编：林小满 图编：周舟 校对：李文"],
            furniture.Folio("滨海晚报", "2004-07-05", "b11", "球场风云", ("林小满",)),
        ),
        (["中華民國五十年三月五日 第一版"], furniture.Folio("", "1961-03-05", "01", "", ())),
        (
            ["沂岭报　1984年11月8日　第三版　本版编辑　林小满 每份二分"],
            furniture.Folio("沂岭报", "1984-11-08", "03", "", ("林小满",)),
        ),
        (["《青溪报》", "08 2014年3月19日 星期三"], furniture.Folio("青溪报", "2014-03-19", "08", "", ())),
        (["海港日報　港聞", "中共青溪县委主办"], furniture.Folio("海港日報", "", "", "港聞", ())),
        (["江南时报 体育 B3 2009.5.1"], furniture.Folio("江南时报", "2009-05-01", "b03", "体育", ())),
        (["05文化"], furniture.Folio("", "", "05", "文化", ())),
        (["责任编辑：王鑫李文"], furniture.Folio("", "", "", "", ("王鑫", "李文"))),
        (["责任编辑：阿依古丽 王鑫 版面制作：李文"], furniture.Folio("", "", "", "", ("阿依古丽", "王鑫"))),
        (["责任编辑 王小鑫 版面制作 李文"], furniture.Folio("", "", "", "", ("王小鑫", "李文"))),
        (["2 要闻", "2026年5月20日 星期三"], furniture.Folio("", "2026-05-20", "02", "要闻", ())),
        (["2025年2月30日"], furniture.Folio("", "", "", "", ())),
        (["青溪晨讯", "2003.5.12 星期一", "06版 社会"], furniture.Folio("青溪晨讯", "2003-05-12", "06", "社会", ())),
        (
            ["岭东时讯　2005年6月24日　星期五　第3版　基础研究·前沿"],
            furniture.Folio("岭东时讯", "2005-06-24", "03", "基础研究·前沿", ()),
        ),
        (["东方纺织市场信息报", "第3版 商情·供求"], furniture.Folio("东方纺织市场信息报", "", "03", "商情·供求", ())),
        (
            ["清溪小报", "地址：县城十字街　电话：57", "责编：欧阳小雨 内部发行"],
            furniture.Folio("清溪小报", "", "", "", ("欧阳小雨",)),
        ),
        (["球场风云", "B11"], furniture.Folio("", "", "b11", "球场风云", ())),
        (
            ["海港日報", "夏曆辛丑年二月初六", "一九六一年三月廿二日　第九頁", "編輯／黃小寧"],
            furniture.Folio("海港日報", "1961-03-22", "09", "", ("黃小寧",)),
        ),
        (
            ["滨海周报 2012年4月12日 第 28 期", "5版　庄稼院"],
            furniture.Folio("滨海周报", "2012-04-12", "05", "庄稼院", ()),
        ),
        (["青溪日報", "民國二十四年六月十八日"], furniture.Folio("青溪日報", "1935-06-18", "", "", ())),
        (["泰京日報", "佛曆二五一五年七月廿二日"], furniture.Folio("泰京日報", "1972-07-22", "", "", ())),
        (["滨海晨报", "2008年2月", "28", "星期四"], furniture.Folio("滨海晨报", "2008-02-28", "", "", ())),
        (
            ["滨海晚报 1999年3月", "17日", "副刊·芦苇荡", "·14·"],
            furniture.Folio("滨海晚报", "1999-03-17", "14", "副刊·芦苇荡", ()),
        ),
        (["青溪日报", "二版", "总编室电话：2246"], furniture.Folio("青溪日报", "", "02", "", ())),
        (["青溪晚报 1985年12月7日", "农历乙丑年十月廿六 大雪"], furniture.Folio("青溪晚报", "1985-12-07", "", "", ())),
        (["2012.7.31", "星期二", "A3·焦点", "青溪报"], furniture.Folio("青溪报", "2012-07-31", "a03", "焦点", ())),
        (["青溪时讯报", "2003年5月9日 C2国际纵横"], furniture.Folio("青溪时讯报", "2003-05-09", "c02", "国际纵横", ())),
        (["A03 / 重点", "青溪快报"], furniture.Folio("青溪快报", "", "a03", "重点", ())),
        (["２　１９８３年３月２４日　星期四　青 溪 日 报"], furniture.Folio("青溪日报", "1983-03-24", "02", "", ())),
        (["青溪城市报　民生周刊", "T4"], furniture.Folio("青溪城市报", "", "t04", "民生周刊", ())),
        (["青溪农民", "青溪县委员会主办", "1955年9月13日"], furniture.Folio("青溪农民", "1955-09-13", "", "", ())),
        (["文 化 周 末", "青溪日报", "8"], furniture.Folio("青溪日报", "", "08", "文化周末", ())),
        (["第6版", "工业·商业·市场"], furniture.Folio("", "", "06", "工业·商业·市场", ())),
        (["夕阳红 · 生活", "青溪报"], furniture.Folio("青溪报", "", "", "夕阳红·生活", ())),
        (["青溪侨报", "灣區新聞", "廣告熱線：415-555-0112"], furniture.Folio("青溪侨报", "", "", "灣區新聞", ())),
        (["青溪报", "第一張　第二頁", "今日惊蛰"], furniture.Folio("青溪报", "", "02", "", ())),
        (["第九版 本版编辑 周 真 电话 8805173"], furniture.Folio("", "", "09", "", ("周真",))),
        (["三期星　版三第", "日六月三年七十二國民華中"], furniture.Folio("", "1938-03-06", "03", "", ())),
        (["三十八年六月廿八日　禮拜二"], furniture.Folio("", "1949-06-28", "", "", ())),
        (["九五年七月十日　星期一"], furniture.Folio()),
        (["85年7月10日　星期三"], furniture.Folio()),
        (["第GA12版"], furniture.Folio("", "", "ga12", "", ())),
        (["29·7·1983（星期五）"], furniture.Folio("", "1983-07-29", "", "", ())),
        (["青溪晚报　2020年2月25日　星 期二"], furniture.Folio("青溪晚报", "2020-02-25", "", "", ())),
        (["A09　现场　　编辑　龙　梅　版式　罗　艳"], furniture.Folio("", "", "a09", "现场", ("龙梅",))),
        (["责任校对 / 林 冬"], furniture.Folio()),
        (["第四版 · 芷兰"], furniture.Folio("", "", "04", "芷兰", ())),
        (["本期责编　杜小鹃　版式　周涛"], furniture.Folio("", "", "", "", ("杜小鹃",))),
        (["全國版", "中華民國109年7月22日"], furniture.Folio("", "2020-07-22", "", "全國版", ())),
        (["责 编：林 满 美 编：周 舟"], furniture.Folio("", "", "", "", ("林满", "周舟"))),
        (["编　辑：林小满　版　式：周舟"], furniture.Folio("", "", "", "", ("林小满",))),
        (["责 任 编 辑 / 林小满"], furniture.Folio("", "", "", "", ("林小满",))),
        (["本版责 编　林小满"], furniture.Folio("", "", "", "", ("林小满",))),
        (["见习编辑：林小满"], furniture.Folio("", "", "", "", ("林小满",))),
        (["值班编辑：林小满", "值班主任：周舟"], furniture.Folio("", "", "", "", ("林小满",))),
        (["总编辑：林小满 责任编辑：周舟"], furniture.Folio("", "", "", "", ("周舟",))),
        (["副总编辑：林小满", "社长 王鑫"], furniture.Folio()),
        (["A1 头版"], furniture.Folio("", "", "a01", "头版", ())),
        (["A1頭版"], furniture.Folio("", "", "a01", "頭版", ())),
        (["二00五年三月五日"], furniture.Folio("", "2005-03-05", "", "", ())),
        (["二OO五年三月五日"], furniture.Folio("", "2005-03-05", "", "", ())),
        (["一九九0年五月一日"], furniture.Folio("", "1990-05-01", "", "", ())),
        (["本版编辑：林小满（电话：010-65368888）"], furniture.Folio("", "", "", "", ("林小满",))),
        (["责任编辑：尼玛次仁 扎西卓玛"], furniture.Folio("", "", "", "", ("尼玛次仁", "扎西卓玛"))),
        (["责任编辑：林伟李娜张鑫"], furniture.Folio("", "", "", "", ("林伟", "李娜", "张鑫"))),
        (["国际A12"], furniture.Folio("", "", "a12", "国际", ())),
        (["青溪晚报A12"], furniture.Folio("青溪晚报", "", "a12", "", ())),
        (["国际A12版"], furniture.Folio("", "", "a12", "国际", ())),
        (["GA12"], furniture.Folio("", "", "ga12", "", ())),
        (["青溪日报　第AA05版　国际"], furniture.Folio("青溪日报", "", "aa05", "国际", ())),
        (["AA05　要闻"], furniture.Folio("", "", "aa05", "要闻", ())),
        (["FM99"], furniture.Folio()),
        (["星洲新語", "副刊", "版位B7"], furniture.Folio("星洲新語", "", "b07", "副刊", ())),
        (["值班主编/林小满 美编/周舟"], furniture.Folio("", "", "", "", ("周舟",))),
        (["[3]"], furniture.Folio("", "", "03", "", ())),
        (["③"], furniture.Folio("", "", "03", "", ())),
        (["申報 (九) 民國二十四年六月十八日"], furniture.Folio("申報", "1935-06-18", "09", "", ())),
        (["參考消息 2005年3月5日"], furniture.Folio("參考消息", "2005-03-05", "", "", ())),
        (["青溪日报 参考消息 2005年3月5日"], furniture.Folio("青溪日报", "2005-03-05", "", "参考消息", ())),
        (["球场风云 2005年3月5日"], furniture.Folio("", "2005-03-05", "", "球场风云", ())),
    ],
)
def test_what_the_furniture_says(printed, folio):
    assert folio == furniture.folio(Line(number, text) for number, text in enumerate(printed, 1))


# --- statistics


@pytest.mark.parametrize(
    ("name", "word"),
    [("彭程", "来论"), ("丁雅诵", "连线基层"), ("周小满", "师说"), ("阿比布·迪亚洛", "社会·观察")],
)
def test_a_name_reads_more_like_a_name_than_a_column_does(name, word):
    assert statistics.nameness(name) > 0 > statistics.nameness(word)


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("渔民在白沙港码头整理渔网。", "今年的渔期比去年晚了十天，价钱却高了三成。"),
        ("工人在车间检查新机床。", "林小满说，要把这件事办好，先得把账算清楚。"),
    ],
)
def test_a_caption_reads_more_like_one_than_text_does(caption, text):
    assert statistics.captionness(caption) > 0 > statistics.captionness(text)


@pytest.mark.parametrize(
    ("paragraph", "torn"),
    [("近日，江城市水务局", "了不少小螃蟹，孩子们"), ("据介绍，新桥", "的发展离不开"), ("“我们", "、保险等环节")],
)
def test_a_paragraph_begins_otherwise_than_the_rest_of_a_torn_one(paragraph, torn):
    assert statistics.beginness(paragraph) > 1 > -1 > statistics.beginness(torn)


@pytest.mark.parametrize(("head", "torn"), [("迈出坚实步伐", "这座桥连接起城市和乡村的")])
def test_a_headline_ends_otherwise_than_a_torn_line(head, torn):
    assert statistics.endness(head) > 1 > -1 > statistics.endness(torn)


def test_what_the_lead_says_is_evidence_of_how_a_headline_divides():
    lead = "本报江城5月4日电（记者林一）江城市水务局近日发布方案，明年建成十二座水库。"
    found = statistics.two_lines("江城市水务局发布方案", "十二座水库明年建成", lead, "dateline", "plain")
    assert {"u begins 0", "l begins 1", "reported dateline", "seam plain", "l verbatim 0"} <= set(found)


# --- lines as the parser looks at them

COLUMN = """老街改造以后，街坊们最大
的变化是出门就能散步。去
年春天，区里投入三百万元
，把六条背街小巷重新铺了
一遍，又在河边修起两公里
长的步道。每天傍晚，步道
上都有人走路、跑步、下棋
。“以前这里堆满杂物，现
在干净多了。”住在巷口的
退休教师周敏说，她每天要
走上一个来回，碰到老邻居
就停下来聊上几句，走完一
圈差不多要一个小时。"""
SENTENCES = "\n".join(f"第{number}组今天已经出发上路。" for number in "一二三四五六七八九十甲乙丙丁")
SHORT = "老桥通车\n本报记者 周敏\n" * 7


@pytest.mark.parametrize(
    ("text", "width"), [(COLUMN, 12), (SENTENCES, 0), (SHORT, 0), (COLUMN[:60], 0)],
    ids=["column", "sentences alike in length", "heads", "too few lines"],
)
def test_the_width_of_a_column_is_told_by_lines_cut_within_a_sentence(text, width):
    assert looks.Page(looks.looks_of(lines(text))).width == width


def test_other_lines_like_it_speak_for_a_sub_head():
    """The same line, once the only one of its kind and once with two more that part the text."""
    text = "这一年里，街道办了三十二件实事，件件有回音，居民们都说好，日子也一天比一天有奔头，往后还要接着办下去。"

    def third(*heads: str) -> list[str]:
        return evidence.evidence(lines("".join(f"{head}\n{text}\n" for head in heads))).rows[4]

    assert "parts=1|near=0" in third("江风吹过老渡口。", "雨停了。", "把路修到家门口")
    assert "parts=1|near=2" in third("江风吹过", "灯亮了", "把路修到家门口", "河清了")


def test_sub_heads_of_one_article_are_as_long_as_one_another():
    text = "这一年里，街道办了三十二件实事，件件有回音，居民们都说好，日子也一天比一天有奔头，往后还要接着办下去。"

    def second(*heads: str) -> list[str]:
        return evidence.evidence(lines("".join(f"{text}\n{head}\n" for head in heads) + text)).rows[3]

    assert "twins=2" in second("江风吹过", "灯火可亲", "把路修好")
    assert "twins=0" in second("江风吹过老渡口，船又来了", "灯火可亲", "把路一直修到家门口去")


def test_a_line_in_the_middle_of_a_word_is_spanned():
    torn = "青溪县的博物馆有两万件文物，守护千年文脉，也让它们融入现"
    rest = "代生活，孩子们每个周末都来这里上课。"

    def spanned(*between: str) -> list[str]:
        rows = evidence.evidence(lines("\n".join((torn, *between, rest)))).rows[1:-1]
        return [next((name for name in row if name.startswith("spanned=") and "|" not in name), "") for row in rows]

    assert spanned("白釉龙首净瓶。") == ["spanned=6"]
    assert spanned("白釉龙首净瓶。", "林小满摄") == ["spanned=6", "spanned=6"]
    assert spanned("代生活，也走进课堂。") == [""], "it joins the line above as well"
    assert spanned("白釉龙首净瓶。", "瓶高一尺。", "林小满摄", "龙首向左。") == [""] * 4, "too far apart"


@pytest.mark.parametrize(
    ("line", "name", "alone"),
    [("林小满", True, True), ("欧阳小雨", True, True), ("花海引客", False, True), ("租得到", False, False)],
)
def test_a_line_of_names_has_surnames_and_reads_like_names(line, name, alone):
    found = evidence.evidence(lines(f"水獭回到青溪湖\n{line}\n青溪湖的水獭去年春天回来了。\n")).rows[1]
    assert ("one name" in found, "is:names alone" in found) == (name, alone)


def test_text_about_the_same_on_both_sides_speaks_against_a_new_article():
    otters = "青溪湖的水獭去年春天回来了，巡护员孙小正每天清晨在湖边记录它们的足迹。"
    weavers = "云锦镇的织锦厂今年来了八名学徒，最年轻的十九岁，跟着老师傅学挑花织锦。"

    def around(*text: str) -> str:
        rows = evidence.evidence(lines("\n".join((*text[:2], "青溪湖的早晨", *text[2:])))).rows
        return next(name for name in rows[2] if name.startswith("around"))

    assert around(otters, "雨一直下到傍晚才停，路上没有一个行人，也没有一辆车。", weavers, weavers) == "around 0"
    assert around(otters, "水獭在湖边留下足迹，巡护员拍下了照片，送到县里展览馆。", otters, otters) == "around 6"


# --- the chain


def test_no_headline_part_follows_text_without_a_new_article():
    places = {str(place): place for place in decoder.PLACES}
    assert not decoder.may_follow(places["kicker"], places["body"])
    assert not decoder.may_follow(places["deck"], places["body"])
    assert not decoder.may_follow(places["title^"], places["body~"])
    assert not decoder.may_follow(places["body"], places["box text~"])
    assert decoder.may_follow(places["body more"], places["box text~"])
    assert decoder.may_follow(places["kicker^"], places["body more"])


def test_the_chain_knows_an_articles_first_paragraph_and_tells_nobody():
    places = {str(place): place for place in decoder.PLACES}
    assert decoder.may_follow(places["lead"], places["title"])
    assert decoder.may_follow(places["lead~"], places["deck"])
    assert not decoder.may_follow(places["body"], places["title"])
    assert decoder.may_follow(places["body"], places["lead"])
    assert decoder.may_follow(places["body more"], places["lead~"])
    assert not decoder.may_follow(places["lead"], places["body"])
    page = lines("水獭回到青溪湖\n本报记者 林小满\n青溪湖的水獭去年春天回来了，足迹留在湖边。\n巡护员每天记录。\n")
    roles = [choice.place.role for choice in decoder.reading(evidence.evidence(page))]
    assert roles == ["title", "byline", "body", "body"]


def test_behind_every_place_a_line_may_follow_and_some_chain_lets_the_page_end():
    for place in decoder.PLACES:
        assert any(decoder.may_follow(after, place) for after in decoder.PLACES), str(place)
    ending = {place for place in decoder.PLACES if decoder.may_end(place)}
    assert not {"body~", "kicker^"} & {str(place) for place in ending}
    while more := {
        place
        for place in decoder.PLACES
        if place not in ending and any(decoder.may_follow(after, place) for after in ending)
    }:
        ending |= more
    assert ending == set(decoder.PLACES)


@pytest.mark.parametrize(
    ("head", "foot", "own"),
    [
        (["球场风云", "B11", "滨海晚报"], [], ["球场风云", "B11", "滨海晚报"]),
        (["B11", "滨海晚报", "蓝鲸队昨晚险胜"], [], ["B11", "滨海晚报"]),
        (["B11", "蓝鲸队昨晚险胜，", "滨海晚报"], [], ["B11"]),
        (["蓝鲸队昨晚主场险胜铁流队", "B11"], [], []),
        ([], ["青溪汽车站", "B11", "球场风云"], ["B11", "球场风云"]),
        ([], ["B11", "球场风云"], ["B11", "球场风云"]),
    ],
)
def test_a_section_of_any_name_stands_among_the_pages_own_lines(head, foot, own):
    text = ["青溪湖的水獭去年春天回来了，足迹留在湖边，巡护员每天清晨记录。"] * 9
    printed = [*head, *text, *foot]
    rows = evidence.evidence(lines("\n".join(printed))).rows
    assert [line for line, row in zip(printed, rows, strict=True) if edges.AMONG in row] == own


@pytest.mark.parametrize(
    ("head", "foot", "own"),
    [
        (["毛主席语录", "要准备打仗。", "湖区战友", "1969年12月5日 第三版"], [], 4),
        (["老街改造昨完工", "本报讯 老街改造昨天完工", "2026年5月5日 星期二"], [], 0),
        ([], ["责任编辑：林小满", "更 正", "本报昨日三版有误，特此更正。"], 0),
        ([], ["策划：王鑫", "采写：本报记者 李文"], 0),
        (["水獭回来了", "2026年5月"], [], 0),
        (["水獭回来了", "2026年5月5日，"], [], 0),
        ([], ["责任编辑：林小满", "拾到钥匙请送传达室", "来稿不退"], 3),
        ([], ["编辑：已转交有关部门，答复后即见报。", "来稿不退"], 0),
    ],
)
def test_names_and_slogans_above_the_pages_date_or_below_its_editors_are_its_own(head, foot, own):
    text = ["青溪湖的水獭去年春天回来了，足迹留在湖边，巡护员每天清晨记录，一本写满了，再写一本，写了五年。"] * 9
    printed = [*head, *text, *foot]
    found = evidence.evidence(lines("\n".join(printed)))
    edging = [line for line, row in zip(printed, found.rows, strict=True) if edges.EDGING in row]
    assert edging == [*head, *foot][:own]
    roles = [choice.place.role for choice in decoder.reading(found)]
    assert [role for role, row in zip(roles, found.rows, strict=True) if edges.EDGING in row] == ["furniture"] * own


@pytest.mark.parametrize(
    ("head", "gap", "own"),
    [
        (["滨海晚报", "B11", "球场风云"], "\n", True),
        (["滨海晚报", "B11", "球场风云"], "", False),
        (["滨海晚报", "B11", "蓝鲸队昨晚主场险胜铁流队"], "\n", False),
        (["球场风云"], "\n", False),
    ],
)
def test_a_section_may_be_the_last_of_the_pages_own_lines(head, gap, own):
    text = ["青溪湖的水獭去年春天回来了，足迹留在湖边，巡护员每天清晨记录。"] * 9
    looks_ = looks.looks_of(lines("\n".join([*head, gap + text[0], *text[1:]])))
    for look in looks_:
        looks.measured(look, looks.Page(looks_), {})
    found = edges.behind_the_pages_own(looks_, edges.among_the_pages_own(looks_))
    assert found == ({len(head) - 1} if own else set())


def test_a_line_that_a_page_prints_again_is_the_same_each_time():
    text = "青溪湖的水獭去年春天回来了，足迹留在湖边。"
    found = evidence.evidence(lines(f"湖边见闻\n水獭\n{text}\n湖边见闻\n白鹭\n{text}\n{text}"))
    assert found.repeats == [[0, 3]]
    never = decoder._NEVER
    rows = [[score] * len(decoder.PLACES) for score in (1.0, 2.0, 3.0)]
    rows[0][5] = never
    decoder.together(rows, [[0, 2]])
    assert [row[4] for row in rows] == [2.0, 2.0, 2.0]
    assert [row[5] for row in rows] == [never, 2.0, 3.0]


def test_no_sub_head_stands_above_a_dateline():
    told = ("青溪湖今晨开湖", "　　本报讯　青溪湖今晨开湖，三十条渔船出发。", "青溪湖今晨开湖", "　　今晨，渔船出发。")
    page_lines = lines("\n".join(told))
    rows = decoder.scores(evidence.evidence(page_lines).rows, decoder.fitted())
    at = [place.role for place in decoder.PLACES].index("subhead")
    assert rows[0][at] < -1e6 < rows[2][at]


def test_a_short_line_shows_how_much_text_stands_between_it_and_the_next():
    text = "青溪湖今晨开湖，三十条渔船出发。" * 3
    page_lines = lines("\n".join((text, "风浪里的早市", text * 5, "码头上的账本", text * 20)))
    told = [{name for name in row if name.startswith("stretch=")} for row in evidence.evidence(page_lines).rows]
    assert told == [set(), {"stretch=0/3"}, set(), {"stretch=3/5"}, set()]


def test_a_place_and_a_name_shows_how_much_the_name_is_one():
    page_lines = lines("陽城上伏　張小旺\n渔船出海　秋收冬藏\n")
    told = [{name for name in row if name.startswith("last a name")} for row in evidence.evidence(page_lines).rows]
    assert [int(name.partition("=")[2]) > 0 for name in told[0]] == [True]
    assert told[1] == set()


def test_a_credit_may_stand_in_a_torn_paragraph():
    torn = decoder.Place("body", torn=True)
    credit = decoder.Place("credit", torn=True)
    assert decoder.may_follow(credit, torn)
    assert decoder.may_follow(decoder.Place("body more"), credit)
    assert not decoder.may_follow(decoder.Place("credit"), torn)


def test_lines_that_begin_alike():
    text = "1. 把白菜洗净。\n切成两半。\n2. 捞出晾干。\n记者：您养船吗？\n老周：养过。\n记者：现在呢？\n《渡口》\n"
    rows = evidence.evidence(lines(text)).rows
    told = [{name for name in row if name.startswith("opened alike=")} for row in rows]
    assert told == [
        {"opened alike=1", "opened alike=1|number"}, set(), {"opened alike=1", "opened alike=1|number"},
        {"opened alike=1", "opened alike=1|speaker"}, {"opened alike=0", "opened alike=0|speaker"},
        {"opened alike=1", "opened alike=1|speaker"}, {"opened alike=0", "opened alike=0|title"},
    ]  # fmt: skip


def _told(text, start):
    return [
        {name for name in row if name.startswith(start) and "|" not in name}
        for row in evidence.evidence(lines(text)).rows
    ]


def test_what_stands_under_a_letter_is_a_date_or_an_institution():
    text = "编辑同志：\n渡口的灯坏了三个月，请有关部门派人来修。\n青溪供销合作社\n八月十五日\n水獭回来了\n"
    rows = evidence.evidence(lines(text)).rows
    own = [{"date", "institution"} & set(row) for row in rows]
    assert own == [set(), set(), {"institution"}, {"date"}, set()]
    assert "1:date" in rows[2]
    assert "-1:institution" in rows[3]
    assert "-1:date" in rows[4]


def test_a_short_line_shows_how_far_above_a_letter_begins_or_closes():
    text = "编辑同志：\n渡口的灯坏了三个月，请派人来修。\n此致\n敬礼\n李小渡\n"
    rows = evidence.evidence(lines(text)).rows
    found = [sorted(name for name in row if name in ("letter=3", "letter=8", "close=3")) for row in rows]
    assert found == [[], [], ["letter=3"], ["close=3", "letter=3"], ["close=3", "letter=8"]]


def test_a_head_without_name_or_dateline_shows_whether_others_have_them():
    def shown(*leads: str) -> list[str]:
        heads = ["水獭回来了", "渡口的灯亮了", "织锦厂招学徒", "湖边的早晨"]
        text = "\n".join(f"{head}\n{lead}" for head, lead in zip(heads, leads, strict=True))
        rows = evidence.evidence(lines(text)).rows
        return [name for row in rows[::2] for name in row if name.startswith("opening=") and name.count("|") == 1]

    plain = "昨天清晨，湖边来了三只水獭，在水里待了一个上午，看的人站满了河堤，船也停了，渡口的灯亮着。"
    dated = f"本报讯　{plain}"
    assert shown(dated, dated, plain, dated) == ["opening=1|most"] * 2 + ["opening=0|most", "opening=1|most"]
    assert shown(plain, plain, plain, plain) == ["opening=0|none"] * 4
    assert shown(plain, plain + "（林小满）", plain, plain)[2] == "opening=1|some"


def test_blank_lines_around_a_short_line_count_by_how_many_the_page_has():
    text = "昨天清晨，湖边来了三只水獭，在水里待了一个上午，看的人站满了河堤，船也停了，渡口的灯亮着。"
    apart = evidence.evidence(lines(f"水獭回来了\n{text}\n\n渡口的灯\n{text}\n湖边\n{text}")).rows
    assert [name for name in apart[2] if name.count("|") == 1 and name.startswith("spacing=")] == ["spacing=2|1/0"]
    assert [name for name in apart[4] if name.count("|") == 1 and name.startswith("spacing=")] == ["spacing=2|0/0"]
    assert not [name for name in apart[3] if name.startswith("spacing=")]


def test_what_goes_on_within_a_sentence_below_a_stop_goes_on_with_a_line_far_above():
    def distances(last: str) -> list[str]:
        between = [*["一条一条地数。"] * 19, last]
        text = ["那年春天水獭回到青溪湖，渡口的老周天天清晨都数到", *between, "了不少脚印，数了五年。"]
        row = evidence.evidence(lines("\n".join(text))).rows[-1]
        return [name.partition("|")[0] for name in row if name.startswith("over distance=")]

    assert distances("一条一条地数。") == ["over distance=6"]
    assert distances("一条一条地数，") == []


def test_rows_of_a_list_begin_or_end_alike_but_for_their_numbers():
    prices = "鱼市\n鲈鱼　每斤七角二分\n虾干　每两一角五分\n一等奖　三个\n二等奖　十个\n"
    assert _told(prices, "ends as others") == [
        set(), {"ends as others=1"}, {"ends as others=1"}, {"ends as others=1"}, {"ends as others=1"},
    ]  # fmt: skip
    assert _told(prices, "begins as others")[3:] == [{"begins as others=1"}, {"begins as others=1"}]


def test_verse_pauses_at_the_end_of_each_line():
    verse = "渡船歌\n水一程，山一程，\n撑船的人起五更；\n一篙点破江心月，\n摇到天明\n靠岸。\n"
    assert _told(verse, "pauses") == [set(), {"pauses=3"}, {"pauses=3"}, {"pauses=3"}, set(), set()]


def test_numerals_of_both_kinds_are_counted():
    assert _told("渡口早班六时三十分\n渡口早班6时30分\n渡口早班\n", "numerals") == [
        {"numerals=3"}, {"numerals=3"}, {"numerals=0"},
    ]  # fmt: skip


def test_a_run_of_more_short_lines_than_a_head_has_shows_it():
    def told(count):
        rows = evidence.evidence(lines("\n".join(f"渔船第{number}次出海" for number in range(count)))).rows
        return {name for row in rows for name in row if name.startswith("long run")}

    assert [told(6), told(7), told(12), told(40)] == [set(), {"long run 9"}, {"long run 14"}, {"long run 99"}]


def test_a_bare_paragraph_begins_no_article_but_at_the_pages_head():
    told = "青溪日报\n今晨，三十条渔船出发。\n渔民说，鱼汛来得早。\n●县图书馆每晚九点闭馆。\n本报讯　渔港开海。\n"
    rows = decoder.scores(evidence.evidence(lines(told)).rows, decoder.fitted())
    at = decoder.PLACES.index(decoder.Place("body", first=True))
    assert [row[at] > -1e6 for row in rows] == [True, True, False, True, True]


def test_a_letters_close_is_text():
    letter = "读者来信\n编辑同志：\n渡口的灯坏了三天，请派人修一修。\n此致\n敬禮\n青溪渡口　周大海\n渡口的灯修好了\n"
    rows = decoder.scores(evidence.evidence(lines(letter)).rows, decoder.fitted())
    able = [{str(place) for place, score in zip(decoder.PLACES, row, strict=True) if score > -1e6} for row in rows[3:5]]
    assert able[0] == able[1] <= {"lead", "lead~", "body", "body~", "body more", "body more~", "box text", "box text~",
                                  "box more", "box more~"}
    assert {"body", "box text"} <= able[0]


def test_a_line_set_far_to_the_right_shows_it():
    page_lines = lines("　　今晨，三十条渔船出发。\n　　　　　　　　　　　　青溪渔场　周大海\n")
    rows = evidence.evidence(page_lines).rows
    assert ["far in" in row for row in rows] == [False, True]


def test_two_lines_join_by_the_word_that_stands_across():
    join = joins.joiner({"渔": 50, "船": 50, "渔船": 900, "出": 50, "发": 50, "出发": 900})
    assert join("三十条渔", "船出发") == pytest.approx(math.log(900 / 2500) + joins._TOTAL)
    assert join("三十条渔船", "出发") == 0.0
    assert join("第3", "0期") == join("New", "York") == 8.0


def test_lines_in_a_row_that_are_alike():
    verse = ["水獭回到青溪湖", "足迹留在湖边上", "巡护员每天清晨", "记录它们的去向"]
    table = ["蓝鲸 3胜 9分", "铁流 2胜 6分", "猛虎队 无胜"]
    rows = evidence.evidence(lines("\n".join([*verse, "这是青溪湖边的一个长句子，不是诗。", *table]))).rows
    told = [{name for name in row if re.fullmatch("(?:even|parted)=.", name)} for row in rows]
    assert told[:4] == [{"even=4"}] * 4
    assert told[4] == set()
    assert [{name for name in row if name.startswith("parted")} for row in told[5:7]] == [{"parted=2"}] * 2


def test_a_small_head_printed_spread_is_no_name():
    def reads_as_names(text):
        look = looks.looks_of(lines(text))[0]
        looks.measured(look, looks.Page([look]), {})
        return "names alone" in {rule.name for rule in look.rules}

    assert all(map(reads_as_names, ("王　鑫", "王　伟　李　明")))
    assert not any(map(reads_as_names, ("简　讯", "失　物　招　领")))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("民國二十四年六月十八日　星期二", "date of the page"),
        ("中華民國九十九年四月十九日／星期一", "date of the page"),
        ("2001年12月6日 星期四 11", "date of the page"),
        ("第二版　　　青　溪　日　報　　　1953年9月2日", "date of the page"),
        ("2008年2月", "date of the page"),
        ("SATURDAY, MARCH 13, 1999", "date of the page"),
        ("第五頁", "page number"),
        ("·七·", "page number"),
        ("（4）", "page number"),
        ("③", "page number"),
        ("滨海·民生 A5", "page number"),
        ("星期三　第二版", "day of the week"),
        ("中共青溪县委主办　第187期", "newspaper's publisher"),
        ("BINHAI TRADE & ECONOMIC NEWS", "name in Latin letters"),
        ("滨海航天报　BINHAI SPACE NEWS", "newspaper's name"),
        ("投書請寄：本報言論組", "page's imprint"),
        ("編輯部電話：二〇五八八", "page's address"),
        ("今日出紙三大張", "imprint"),
        ("内部刊物　注意保存", "imprint"),
        ("副刊 第四七六期", "imprint"),
        ("今晚到明天：多云转阴，偏北风三到四级", "weather of the day"),
        ("今日青溪 阴转小雨 7℃-12℃", "weather of the day"),
        ("青　溪　副　刊", "section"),
        ("本　埠　新　聞", "section"),
        ("民國卅七年三月九日　每份國幣二千元", "date of the page"),
        ("1999.4.26—5.2", "date of the page"),
        ("2021.06.18　FRI", "date of the page"),
        ("Tuesday, September 27, 2005", "date of the page"),
        ("第一張　第二頁", "page number"),
        ("青溪晚報（二）本埠新聞", "page number"),
        ("共4版", "page number"),
        ("星期日　每份二分", "day of the week"),
        ("青溪铁路分局政治部编印", "newspaper's publisher"),
        ("青溪街道党工委　办事处主办", "newspaper's publisher"),
        ("Photo Weekly", "name in Latin letters"),
        ("《青溪报》文艺副刊第86期", "newspaper's name"),
        ("版面编辑：安 宁", "page's editors"),
        ("發行人／林小滿　總編輯／周大海", "page's imprint"),
        ("督印人林小滿　承印者青溪印刷公司", "page's imprint"),
        ("战地电话：总机转前编组", "page's imprint"),
        ("青溪报官微：qxb 客服：96111", "page's address"),
        ("部隊讀物　不得遺失", "imprint"),
        ("每份两角", "imprint"),
        ("今日白天多云转阴，最高气温6℃", "weather of the day"),
        ("多云转阵雨 26℃～34℃", "weather of the day"),
        ("日六月三年七十二國民華中", "date of the page"),
        ("星期五　日四月九年五十二國民華中", "date of the page"),
        ("三十八年六月廿八日　禮拜二", "date of the page"),
        ("29·7·1983（星期五）", "date of the page"),
        ("1981年9月21日—9月27日", "date of the page"),
        ("一九八一年十月三日 第二百零八号", "date of the page"),
        ("P06 港聞　2018.10.16 (二)", "date of the page"),
        ("青溪晚报　社会　第三版　中華民國七十二年五月四日　星期三", "date of the page"),
        ("A12　奥运特刊　青溪晨报", "page number"),
        ("版三第", "page number"),
        ("GA12", "page number"),
        ("国际A12", "page number"),
        ("05　民生　　责编　聂　冰　版式　徐　晶　校对　金　玲", "page's editors"),
        ("今日值班编委 邹红缨　首席编辑 甄平", "page's editors"),
        ("本期责任编辑　方　宇", "page's editors"),
        ("责任校对 / 林 冬", "page's editors"),
        ("青溪新闻网：www.example.cn", "page's address"),
        ("青溪农民报 ·第二百五十四期·", "imprint"),
        ("社会·法制·生活", "section"),
        ("今日天气：多云，午后局部有雷阵雨。气温二十六至三十四度", "weather of the day"),
        ("天气：今夜到明天阴有小雨，偏北风一到二级。", "weather of the day"),
        ("（宴会上的讲话载第二版）", "jump line"),
        ("(详见A4版)", "jump line"),
    ],
)
def test_what_stands_at_a_pages_edge_is_claimed(line, name):
    assert name in {rule.name for rule in rules.claims_printed(line)}


@pytest.mark.parametrize("line", ["读者 方桂珍", "青溪都市报 林小满", "Photo", "青溪湖管理局的人都来了"])
def test_what_is_a_writers_or_the_texts_is_not_claimed_for_the_pages_edge(line):
    assert "furniture" not in {rule.kind.value for rule in rules.claims_printed(line)}


@pytest.mark.parametrize(
    "line",
    ["扫码点餐，不扫不行？", "昨日天气晴朗，船都出了海。", "今天下雨，改在后天。", "他周三看了第二版。"],
)
def test_what_only_speaks_of_such_things_is_not(line):
    assert not [rule.name for rule in rules.claims_printed(line) if rule.kind is Kind.FURNITURE]


def test_when_a_law_was_made_is_not_the_date_of_the_page():
    def dates_the_page(text):
        return "date of the page" in {rule.name for rule in rules.claims_printed(text)}

    assert not dates_the_page("(2001年11月16日国务院令第321号公布 根据2017年12月22日的决定修订)")
    assert not dates_the_page("的决定》修订  2026年5月15日国务院令第838号修订")
    assert dates_the_page("岭东时讯 2005年6月24日 第3版 基础研究·前沿")


def test_furniture_is_only_what_a_rule_claims():
    page_lines = lines("本版责编：王小明\n\n这一行什么也不是，也不短\n")
    rows = decoder.scores(evidence.evidence(page_lines).rows, decoder.fitted())
    at = [place.role for place in decoder.PLACES].index("furniture")
    assert rows[0][at] > -1e6 > rows[1][at]


# --- the ledger


def _piece(text: str, *positions) -> spans.Span:
    return spans.Span(text, positions)


@pytest.mark.parametrize(
    ("pieces", "own", "message"),
    [
        ([_piece("甲乙", (1, 0), (1, 1))], [], "line 2: character 1 ('丙') is in no article"),
        (
            [_piece("甲乙", (1, 0), (1, 1)), _piece("乙丙", (1, 1), (2, 0))],
            [],
            "line 1: character 2 is in two places of the articles",
        ),
        ([_piece("甲己", (1, 0), (1, 1))], [2], "line 1: '乙' became '己'"),
        ([_piece("乙甲", (1, 1), (1, 0)), _piece("丙", (2, 0))], [], "line 1: text out of the page's order"),
        ([_piece("甲乙丙", (1, 0), (1, 1), (2, 0))], [2], "line 2: furniture is also in an article"),
        ([_piece("甲假乙", (1, 0), spans.JOINT, (1, 1))], [2], "line 1: '假' behind it is on no line"),
    ],
)
def test_a_breach_stops_the_parse_and_names_the_line(pieces, own, message):
    with pytest.raises(ledger.LedgerBreach, match=re.escape(message)):
        ledger.prove([Line(1, "甲乙"), Line(2, "丙")], pieces, own)


def test_lines_are_joined_with_a_space_and_nothing_else():
    head = spans.joined([spans.span(Line(1, "甲乙")), spans.span(Line(2, "丙"))], space=True)
    assert (head.text, head.positions[2]) == ("甲乙 丙", spans.JOINT)
    ledger.prove([Line(1, "甲乙"), Line(2, "丙")], [head], [])


def test_every_article_of_a_page_tells_its_lines():
    reading = parse.read("标题一\n\n本报讯（记者王小鑫）昨天，全市开学。\n\n\n本版责编：李小丽\n", file="a.txt")
    (article,) = reading.articles
    assert (article.source.file, article.source.lines) == ("a.txt", ((1, 3),))
    assert reading.furniture == ((6, 6),)
    assert reading.editors == ("李小丽",)


def test_date_and_page_are_the_folders_or_the_prints_or_none():
    text = "2025年7月10日 星期四\n第3版\n标题一行字\n本报讯（记者王小鑫）昨天，全市开学。\n"
    assert (parse.read(text).articles[0].date, parse.read(text).articles[0].page) == ("2025-07-10", "03")
    assert (lambda a: (a.date, a.page))(parse.read(text, date="2025-07-11", page="a01").articles[0]) == (
        "2025-07-11",
        "a01",
    )
    bare = parse.read(text.partition("版\n")[2])
    assert (bare.articles[0].date, bare.articles[0].page, bare.date, bare.page) == ("", "", "", "")


# --- suspected misreadings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("越来越多的企业涌人这个赛道", [("涌人", "涌入")]),
        ("2O25年我国户外运动消费", [("2O25", "2025")]),
        ("罚款50O元", [("50O", "500")]),
        ("税额为8一12元", [("8一12", "8—12")]),
        ("推动“整车一零部件”协作", [("整车一零部件", "整车—零部件")]),
        ("打通“最后一公里”，深入人心，投入人力", []),
        ("参数量为7B的模型", []),
        ("不少以色列人认为，已缴纳人的要求不同，排列人形", []),
        ("夜深人静时，他更关注人的处境", []),
        ("近年来全面深人农村，陆续纳人保障，列人名单", [("深人", "深入"), ("纳人", "纳入"), ("列人", "列入")]),
        ("GPT-4o在手机上运行，A25O相机和8l的水壶", []),
        ("8O年代，1O月里3l名学员用了5O.8元", [("8O", "80"), ("1O", "10"), ("3l", "31"), ("5O.8", "50.8")]),
        ("自l998年起，共2l0件", [("l998", "1998"), ("2l0", "210")]),
        ("被告昨延律師羅文海出庭，聲請延期。", []),
        ("青溪大學的學生她己經走了。", [("生她己經走", "生她已經走")]),
    ],
)
def test_misreadings_are_suspected_sparingly(text, found):
    suspicions = suspects.suspicions(text, suspects.Usual([text]))
    assert found == [(each.printed, each.better) for each in suspicions]
    assert all(text[each.at :].startswith(each.printed) for each in suspicions)


@pytest.mark.parametrize(("text", "found"), [("这个道理早已深人人心", ["深人"]), ("这支球队陷人绝境", ["陷人"])])
def test_a_character_is_suspected_once(text, found):
    assert found == [each.printed for each in suspects.suspicions(text, suspects.Usual([text]))]


def test_a_misreading_is_noted_at_the_line_where_the_character_stands():
    page = "会议由他主持\n\n本报讯（记者王小鑫）昨天，全市中小学开学，孩子们走进教室，校长\n主特开学典礼。\n"
    (note,) = [note for note in parse.read(page).notes if note.rule == suspects.RULE]
    assert (note.line, note.text) == (4, "长主特开学: perhaps 长主持开学")


def test_characters_alike_stand_together_once():
    groups = ["".join(sorted(group)) for group in suspects.ALIKE.split()]
    assert len(groups) == len(set(groups))
    assert (suspects.DOUBLES["往"], suspects.DOUBLES["太"]) == ("住", "大犬")


def test_a_unit_that_stands_once_beside_one_alike_is_suspected():
    assert suspects.odd_units(["2.5B、7B、100B、200B的模型", "参数量在3S左右"]) == {"S": "B"}


WHITE_HERON = (
    "今天上午，市民李先生在公园散步时发现一只受伤的白鹭。\n他立即联系了林业部门。工作人员赶到后，把白鹭送往救助站。\n"
    "目前，白鹭情况稳定。\n"
)
MELONS = (
    "高温天 西瓜价格降了\n新华社湖滨7月10日电(记者钱多多)连日来,湖滨市气温升高,西瓜大量上市。批发市场里,"
    "每公斤西瓜的价格比上周降了三角。\n\n图片新闻\n7月9日,市民在青年湖畔纳凉。 孙亮摄\n"
)


@pytest.mark.parametrize(
    ("text", "first"),
    [(WHITE_HERON, "今天上午，市民李先生"), (MELONS, "新华社湖滨7月10日电（记者钱多多）连日来，")],
    ids=["no headline", "a wire story above a photo"],
)
def test_what_nothing_shows_to_be_a_caption_is_text(text, first):
    article = parse.read(text).articles[0]
    assert article.body.startswith(first)
    assert article.photos == ()


def test_the_writer_of_a_wire_story_above_a_photo_is_found():
    assert "钱多多" in parse.read(MELONS).articles[0].authors


def roles_after(*rows: tuple[str, str]) -> list[str]:
    """Lines read as these roles ("^": an article begins), and what the pass over captions reads them as."""
    lines = [Line(number, text) for number, (_, text) in enumerate(rows, 1)]
    places = [decoder.Place(role.rstrip("^"), first=role.endswith("^")) for role, _ in rows]
    choices = [decoder.Choice(place, 0.9, decoder.Place("caption")) for place in places]
    choices = photos.given(lines, captions.sure(lines, choices))
    return [choice.place.role + "^" * choice.place.first for choice in choices]


OTTERS = [
    ("title^", "水獭回到青溪湖"),
    ("byline", "本报记者 林小满"),
    ("body", "青溪湖的水獭去年春天回来了，巡护员孙小正每天清晨在湖边记录它们的足迹。"),
]
WEAVERS = [
    ("title^", "织锦厂里的年轻人"),
    ("byline", "本报记者 周小舟"),
    ("body", "云锦镇的织锦厂今年来了八名学徒，最年轻的十九岁，跟着老师傅学挑花。"),
]
OTTER_PHOTO = [("caption", "青溪湖边，巡护员在记录水獭的足迹。"), ("credit", "林小满摄")]
WEAVER_PHOTO = [("caption", "学徒在织锦厂跟老师傅学挑花。"), ("credit", "周小舟摄")]


def first(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(rows[0][0] + "^", rows[0][1]), *rows[1:]]


def plain(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(rows[0][0].rstrip("^"), rows[0][1]), *rows[1:]]


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ([*OTTERS, *WEAVER_PHOTO, *WEAVERS], [0, 3]),
        ([*OTTERS, *first(OTTER_PHOTO), *plain(WEAVERS)], [0, 5]),
        ([*OTTERS, *first(WEAVER_PHOTO), *WEAVERS], [0, 3]),
        ([*OTTERS, *first(OTTER_PHOTO), *WEAVERS], [0, 5]),
        ([*OTTERS, *OTTER_PHOTO, *WEAVER_PHOTO, *WEAVERS], [0, 5]),
        ([*OTTERS, ("caption", "灯会上人来人往。"), ("credit", "马小平摄"), *WEAVERS], [0, 5]),
        ([*OTTERS, ("caption^", "灯会上人来人往。"), ("credit", "马小平摄"), *WEAVERS], [0, 3, 5]),
        ([*OTTERS, WEAVERS[0], *WEAVER_PHOTO, *first([WEAVERS[2]])], [0, 3]),
        ([OTTERS[0], *OTTER_PHOTO, *first([WEAVERS[2]])], [0, 3]),
        ([WEAVERS[0], *OTTER_PHOTO, *OTTERS], [0, 3]),
        ([*OTTERS, *first(OTTER_PHOTO), ("furniture", "责任编辑：马小平")], [0, 3]),
    ],
    ids=["below", "above", "alone, below", "alone, above", "one each", "neither's: as read", "neither's, alone",
         "its text under the photo", "other text under the photo", "under another headline", "last on the page"],
)
def test_a_photo_between_two_articles_goes_where_its_words_are(rows, begins):
    assert [at for at, role in enumerate(roles_after(*rows)) if role.endswith("^")] == begins


def broken(rows: list[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """Captions broken at a column's width, 0 for none."""
    found = []
    for role, text in rows:
        parts = [text[at : at + width] for at in range(0, len(text), width)] if width and "caption" in role else [text]
        found += [(role, parts[0]), *(("caption more", part) for part in parts[1:])]
    return found


@pytest.mark.parametrize("width", [0, 16, 5])
def test_photo_news_that_tells_its_own_story_stays_an_article(width):
    story = "云锦镇的织锦厂近日开门迎客，" + "游客在老师傅身边看挑花、学织锦，也把一块块织锦买回家。" * 4
    above = broken([*OTTERS, ("caption^", story), ("credit", "马小平摄")], width)
    roles = roles_after(*above, *WEAVERS)
    assert [at for at, role in enumerate(roles) if role.endswith("^")] == [0, 3, len(above)]


@pytest.mark.parametrize("width", [0, 9, 5])
def test_what_tells_whose_a_photo_is_may_stand_on_any_line_of_its_caption(width):
    photo = broken([("caption", "昨天阳光很好，学徒在织锦厂跟老师傅学挑花。"), ("credit", "周小舟摄")], width)
    roles = roles_after(*OTTERS, *photo, *WEAVERS)
    assert [at for at, role in enumerate(roles) if role.endswith("^")] == [0, 3]


@pytest.mark.parametrize(
    ("rows", "role"),
    [
        ([*OTTERS, ("body", "巡护员孙小正（左）在青溪湖边放置相机。"), OTTERS[2]], "caption"),
        ([*OTTERS, ("body", "图为青溪湖的水獭在岸边晒太阳。"), OTTERS[2]], "caption"),
        ([*OTTERS, ("body", "清晨，水獭在青溪湖岸边晒太阳。"), ("credit", "林小满摄")], "caption"),
        ([*OTTERS, ("body", "清晨，水獭（国家二级保护动物）在青溪湖岸边晒太阳。"), OTTERS[2]], "body"),
        ([*OTTERS, ("body", "图为青溪湖的水獭在岸边晒太阳。资料照片"), OTTERS[2]], "caption"),
        ([*OTTERS, ("body", "图为青溪湖的水獭在岸边晒太"), ("body more", "阳。")], "body"),
        ([OTTERS[0], OTTERS[2], OTTERS[2], ("body", "水獭在岸边晒太阳。"), ("credit", "林小满摄")], "body"),
        ([*OTTERS, ("body", "①巡护日志（原件和复印件）。"), ("body", "②相机的照片。")], "body"),
        ([*OTTERS, ("body", "照片上的那个孩子（如今是巡护员）站在湖边，笑得最开心。"), OTTERS[2]], "body"),
    ],
    ids=["who stands where", "图为", "above a credit", "a bracket's remark", "with its credit", "torn", "photo news",
         "a list", "about a photo"],
)
def test_a_paragraph_that_speaks_of_a_photo_is_a_caption(rows, role):
    assert roles_after(*rows)[3] == role


def test_an_unsigned_caption_without_headline_and_with_text_below_is_the_article_above_going_on():
    text = ("body", "巡护员每天清晨在青溪湖边走一圈，记下水獭的足迹。")
    rows = [*OTTERS, ("caption^", "村民孙小正说，水獭又回来了。"), text]
    assert roles_after(*rows)[3:] == ["body", "body"]
    rows[len(OTTERS):] = [("caption^", "图为村民孙小正。"), text]
    assert roles_after(*rows)[3].startswith("caption")
    rows[len(OTTERS):] = [("caption^", "村民孙小正说，水獭又回来了。"), ("credit", "林小满摄"), text]
    assert roles_after(*rows)[3].startswith("caption")


def test_a_caption_that_columns_break_shows_its_credit_on_its_last_line():
    rows = [*OTTERS, ("caption^", "昨天，青溪湖畔的一株三角"), ("caption more", "梅开满枝头。 林小满 摄")]
    assert roles_after(*rows)[3:] == ["caption^", "caption more"]
    rows[-1] = ("caption more", "梅开满枝头，游人如织。")
    assert roles_after(*rows)[3:] == ["body^", "body more"]


@pytest.mark.parametrize(
    ("lines_", "photos_"),
    [
        (["渔民在白沙港码头整理渔网。　记者林小", "满摄"], [("渔民在白沙港码头整理渔网。", "记者林小满摄")]),
        (["渔民在白沙港码头整理渔网。记者", "林小满　摄"], [("渔民在白沙港码头整理渔网。", "记者林小满　摄")]),
        (["渔民在白沙港", "码头整理渔网。林小满摄", "（影像中国）"],
         [("渔民在白沙港码头整理渔网。", "林小满摄（影像中国）")]),
        (["渔民整理渔网。林小满摄", "学徒在学挑花。周小舟摄"],
         [("渔民整理渔网。", "林小满摄"), ("学徒在学挑花。", "周小舟摄")]),
    ],
    ids=["in a name", "behind the role", "before the agency", "two photos"],
)
def test_a_line_may_end_within_the_credit_behind_a_caption(lines_, photos_):
    lines = [Line(number, text) for number, text in enumerate(lines_, 1)]
    places = [decoder.Place("caption", first=True), *[decoder.Place("caption more")] * (len(lines) - 1)]
    (draft,), _, _ = blocks.drafts(lines, [decoder.Choice(place, 0.9, place) for place in places])
    assert photos_ == [(joined(each.caption).text, joined(each.credit).text) for each in draft.pictures]


def test_a_credit_may_say_that_the_picture_was_drawn_over():
    names = {rule.name for rule in rules.claims_printed("渔船停在青溪湖边。林小满摄（湖滨图库），AI修饰生成水彩画")}
    assert "caption with its credit" in names


def test_doubtful_lines_that_stand_near_share_a_note_that_names_them_all():
    certainties = {3: 0.7, 9: 0.4, 10: 0.85, 11: 0.86, 15: 0.89, 22: 0.6, 35: 0.85}
    body, subhead = decoder.Place("body"), decoder.Place("subhead")
    choices = [decoder.Choice(body, certainties.get(number, 0.95), subhead) for number in range(1, 41)]
    notes = labels.doubts([Line(number, "一行字") for number in range(1, 41)], choices)
    assert [(note.line, note.text) for note in notes] == [
        (9, "read as a paragraph; it may be a sub-head. Also unsure: lines 3, 10–11, 15"),
        (22, "read as a paragraph; it may be a sub-head"),
    ]


def test_a_note_that_names_one_other_line_says_line():
    choices = [decoder.Choice(decoder.Place("body"), certainty, decoder.Place("subhead")) for certainty in (0.7, 0.4)]
    [note] = labels.doubts([Line(number, "一行字") for number in (17, 18)], choices)
    assert note.text == "read as a paragraph; it may be a sub-head. Also unsure: line 17"
