"""An invented newspaper archive: two days, three pages, every kind of article."""

from builder import prose
from builder.model import Archive, Article, Block, Edition, Kind, Page, PageRecord, Photo, Settings, Source

DATE, NEXT = "2031-03-04", "2031-03-05"


def article(**fields) -> Article:
    """An article whose `text` is its paragraphs, "#" before a sub-head."""
    text = fields.pop("text", "")
    blocks = [
        Block(Kind.SUBHEAD, line[1:]) if line.startswith("#") else Block(Kind.BODY, line)
        for line in text.splitlines() if line
    ] + list(fields.pop("boxes", ()))
    return Article(body=prose.markdown(blocks), **({"date": DATE, "page": "01"} | fields))


LEAD = article(
    title="石桥镇修好了三座老桥，外出的人回来看灯", kicker="过河不用再绕十里路", deck="一年里只停工两天",
    label="乡村纪事", bylines=("本报记者 林望舒",), authors=("林望舒",), order=1,
    text="三月的石桥镇，河水刚没过脚踝。\n"
    + "老石匠韩守业说，桥墩里的每一块石头他都认得，哪块是祖父凿的，哪块是后来补的。" * 9
    + "\n#先修人心里的桥\n" + "镇上开了十一次会，吵了九次，第十次没有人吵。" * 12
    + "\n#灯是最后装的\n装灯那天，来的人比过年还多。\n（本报石桥3月3日电）",
    dateline="本报石桥3月3日电",
    boxes=(Block(Kind.SIDEBAR, "相关链接", ("三座桥分别建于明、清与民国。", "最长的一座二十六米。")),),
    source=Source("page.txt", ((2, 7), (9, 11))),
)
RAIN = article(
    title="北岭3月降水量比常年多15.5%", order=2, dateline="本报北岭3月3日电", authors=("苏木",),
    text="本报北岭3月3日电（记者苏木）气象台说，3月头三天下的雨，抵得上往年半个月。CPI不归他们管。",
    photos=(Photo("雨后的北岭茶园。", "高树 摄"),), source=Source("page.txt", ((12, 13),)),
)
PHOTO = article(title="渔港开海", kind="photo", order=3,
                photos=(Photo("三月三日，渔船驶出白沙港。", "本报记者 高树 摄"),))
UNTITLED = article(order=4, kind="brief", text="县图书馆自即日起延长开放时间，每晚九点闭馆，周一照常休息。")
WITHDRAWN = article(title="不应再有人读到的标题", text="不应再有人读到的正文。", order=5, withdrawn="当事人要求",
                    source=Source("page.txt", ((14, 14),)))
VERSE = article(title="渡口", page="02", order=1, text="船还没有来\n水已经等了很久\n我们说起你")

RAW = """石桥日报 2031年3月4日

过河不用再绕十里路
石桥镇修好了三座老桥,外出的人回来看灯
一年里只停工两天
本报记者 林望舒
三月的石桥镇,河水刚没过脚踝。

老石匠韩守业说
镇上开了十一次会
装灯那天,来的人比过年还多。
北岭3月降水量比常年多15.5%
本报北岭3月3日电(记者苏木)气象台说
不应再有人读到的正文。
"""


def archive(**settings) -> Archive:
    """The archive, with `settings` of its own."""
    first = Page(DATE, "01", (("01", LEAD), ("02", RAIN), ("03", PHOTO), ("04", UNTITLED), ("05", WITHDRAWN)),
                 PageRecord(date_from="datelines", page_from="given", furniture=((1, 1),)), RAW)
    second = Page(DATE, "a02", (("01", VERSE),))
    third = Page(NEXT, "01", (("01", article(title="次日", date=NEXT, text="次日的报纸只有一篇。")),),
                 PageRecord(date_from="printed", page_from="printed", newspaper_from="printed"))
    return Archive(Settings(**settings), (Edition(DATE, (first, second)), Edition(NEXT, (third,))))


def with_article(article: Article, **settings) -> Archive:
    """An archive of nothing but `article`."""
    return Archive(Settings(**settings), (Edition(DATE, (Page(DATE, "01", (("01", article),)),)),))
