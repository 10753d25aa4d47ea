"""What check finds, and exactly how it says it, in both languages."""
# ruff: noqa: E501 (a sentence is compared in one piece)

import dataclasses
import json
from pathlib import Path

import pytest
from PIL import Image

from builder import check, leads, speech
from builder.check import built
from builder.check.texts import alone
from builder.cli import main
from builder.site.templates import shipped

PLACE = "content/2001-05-04/02"
RAW = "河堤加固工程完工\n本报临江5月3日电 工程历时三年。\n沿江村民不再担心。\n\n临江日报\n"
RECORD = 'sha256 = ""\nfurniture = [[5, 5]]\n[parsed]\n"01.md" = "ab"\n'
HEAD = '---\ntitle: "河堤加固工程完工"\ndateline: "本报临江5月3日电"\n'
SOURCE = 'source:\n  file: "page.txt"\n  lines: [[1, 3]]\n---\n\n'
BODY = "本报临江5月3日电 工程历时三年。\n\n沿江村民不再担心。\n"
ARTICLE = HEAD + SOURCE + BODY


def article(old: str, new: str) -> str:
    assert old in ARTICLE
    return ARTICLE.replace(old, new)


def record(raw: str = RAW, **changes: str) -> str:
    from builder.content.folder import sha256

    text = RECORD.replace('sha256 = ""', f'sha256 = "{sha256(raw.encode())}"')
    for old, new in changes.values() if changes else ():
        text = text.replace(old, new)
    return text


@pytest.fixture
def laid(tmp_path, monkeypatch):
    """laid({path: text}) makes an archive with one good page of which `files` are other or more; None deletes one."""
    def lay(files: dict[str, str | None]) -> None:
        standing = {"content/archive.toml": "", f"{PLACE}/page.txt": RAW, f"{PLACE}/page.toml": record(),
                    f"{PLACE}/01.md": ARTICLE}
        for name, text in (standing | files).items():
            if text is not None:
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        monkeypatch.chdir(tmp_path)

    yield lay
    speech.speak("en")


def said_of(kind: str, findings) -> list[tuple[str, str, str]]:
    """(level, in English, in Chinese) of the findings of a kind."""
    said = []
    for finding in findings:
        if finding.kind == kind:
            speech.speak("en")
            english = str(finding)
            speech.speak("zh")
            said.append((finding.level, english, str(finding)))
    return said


def test_a_good_page_gives_no_finding(laid):
    laid({})
    report = check.report(Path("content"))
    assert report.findings == ()
    assert report.ledgers == (check.Ledger(f"{PLACE}/page.txt", lines=4, furniture=1, corrected=0, lost=0, doubts=0),)


def test_a_line_that_went_to_another_article_is_doubled_and_not_lost(laid):
    laid({MD: article("\n沿江村民不再担心。\n", ""),
          f"{PLACE}/02.md": TWO + 'source:\n  lines: [[3, 3]]\n---\n\n沿江村民不再担心。\n'})
    report = check.report(Path("content"))
    assert [finding.kind for finding in report.findings if finding.kind in ("lost", "doubled")] == ["doubled"]
    assert report.ledgers[0].lost == 0


@pytest.mark.parametrize(("name", "text"), [("01.md", article('title: "', 'title: 今日：甲: "')), ("01.MD", ARTICLE),
                                          ("01.md.txt", ARTICLE)])
def test_an_article_that_cannot_be_read_is_neither_lost_nor_gone(laid, name, text):
    """Nobody is sent to banmian parse, which would bring back what the parser once wrote."""
    laid({MD: None, f"{PLACE}/{name}": text, f"{PLACE}/02.md": TWO + "---\n\n编者的话。\n"})
    report = check.report(Path("content"))
    assert [(finding.kind, Path(finding.path).name) for finding in report.findings] == [("fault", name)]
    assert report.ledgers[0].lost == 0


@pytest.mark.parametrize(("head", "doubts"), [("", 1), ('reviewed: "2001-05-05"\n', 0), ('withdrawn: "重复"\n', 0)])
def test_doubts_are_counted_until_their_article_is_reviewed(laid, head, doubts):
    notes = "".join(f'[[notes]]\nline = {line}\nrule = "{rule}"\ntext = "read as a title"\n' for line, rule in (
        (2, "unsure"), (2, "suspected misreading"), (1, "printed date"), (5, "unsure")))
    laid({MD: article("source:", f"{head}source:"), f"{PLACE}/page.toml": record() + notes})
    (ledger,) = check.report(Path("content")).ledgers
    assert ledger.doubts == doubts


MD, TXT = f"{PLACE}/01.md", f"{PLACE}/page.txt"
TWO = '---\ntitle: "桥"\n'
CASES = [
    ("fault", "error", {MD: "正文"},
     f'{MD}:1: no front matter [fault]\n    Begin the file with a line ---, then title: "…", then another line ---.',
     f'{MD}:1: 缺少文件头 [fault]\n    文件开头写一行 ---，然后 title: "…"，再写一行 ---。'),
    ("fault", "error", {f"{PLACE}/001.md": TWO + "---\n"},
     f"{PLACE}/001.md: number 1 is 01.md's already [fault]\n    An article's number is its address for good: give the "
     "newer one the next free number.",
     f"{PLACE}/001.md: 编号 1 已属于 01.md [fault]\n    文章的编号就是它永久的网址：请给较新的一篇下一个没用过的编号。"),
    ("fault", "error", {MD: article('title: "河堤加固工程完工"', 'title: "河堤加固工程完工"\ndate: "2001-05-05"')},
     f"{MD}:3: date: '2001-05-05', but the folder says '2001-05-04' [fault]\n    Correct the one or move the file.",
     f"{MD}:3: date 是“2001-05-05”，文件夹却是“2001-05-04” [fault]\n    请改正其一，或把文件移到对的文件夹。"),
    ("markdown", "error", {MD: ARTICLE + "\n> 甲\n>\n> > 乙\n"},
     f"{MD}:15: Markdown would show '乙' for '> 乙' [markdown]\n    Write \\ before a mark that is meant as text: \\*, \\_, "
     "\\#, \\>, 10\\. A box in a box is not possible.",
     f"{MD}:15: Markdown 会把“> 乙”显示成“乙” [markdown]\n    当作文字的符号前加 \\：\\*、\\_、\\#、\\>、10\\.。框里不能再有框。"),
    ("corrected", "note", {MD: article("沿江村民不再担心", "沿江居民不再担心")},
     f"{MD}:11: “江村民” is “江居民” here [corrected]\n    Printed: {TXT}:3",
     f"{MD}:11: 原文“江村民”，这里是“江居民” [corrected]\n    原文见 {TXT}:3"),
    ("lost", "warning", {MD: article("\n沿江村民不再担心。\n", "")},
     f"{TXT}:3: “沿江村民不再担心。” is not in 01.md, whose line this is [lost]\n    Put it back, or leave it out "
     "knowingly.",
     f"{TXT}:3: “沿江村民不再担心。”属于 01.md，那里却没有 [lost]\n    请补回去；有意删去的可以不管。"),
    ("lost", "warning", {MD: article("[[1, 3]]", "[[1, 1]]")},
     f"{TXT}:2: “本报临江5月3日电 工程历时三年。” is in no article [lost]\n    2 lines in a row; banmian parse {TXT} brings a "
     "deleted article back.",
     f"{TXT}:2: “本报临江5月3日电 工程历时三年。”不在任何文章里 [lost]\n    连续 2 行；banmian parse {TXT} 能找回删掉的文章。"),
    ("lost", "warning", {MD: HEAD + SOURCE.replace("---", f'moved_to: "{PLACE[8:]}/02"\n---'),
                         f"{PLACE}/02.md": TWO + 'source:\n  lines: [[1, 1]]\n---\n\n河堤加固工程完工\n'},
     f"{TXT}:2: “本报临江5月3日电 工程历时三年。” is in no article [lost]\n    2 lines in a row; banmian parse {TXT} brings a "
     "deleted article back.",
     f"{TXT}:2: “本报临江5月3日电 工程历时三年。”不在任何文章里 [lost]\n    连续 2 行；banmian parse {TXT} 能找回删掉的文章。"),
    ("added", "note", {MD: ARTICLE + "\n编者添了一句。\n"},
     f"{MD}:13: “编者添了一句。” is not printed on the page [added]",
     f"{MD}:13: “编者添了一句。”不见于原文 [added]"),
    ("source", "error", {MD: article("[[1, 3]]", "[[1, 99]]")},
     f"{MD}:4: source: line 99, but page.txt ends at line 6 [source]\n    Correct the ranges: lines: [[3, 55]].",
     f"{MD}:4: source：写到第 99 行，而 page.txt 只有 6 行 [source]\n    请改正行号范围：lines: [[3, 55]]。"),
    ("source", "error", {MD: article('"page.txt"', '"../../etc/passwd"')},
     f"{MD}:4: source: file is '../../etc/passwd' [source]\n    The raw text of a page is always page.txt.",
     f"{MD}:4: source：file 写的是“../../etc/passwd” [source]\n    版面的原文总是 page.txt。"),
    ("doubled", "warning", {f"{PLACE}/02.md": TWO + 'source:\n  lines: [[3, 3]]\n---\n'},
     f"{PLACE}/02.md:3: source: line 3 is 01.md's already [doubled]\n    A line of the page belongs to one article: "
     "correct the ranges of one of the two.",
     f"{PLACE}/02.md:3: source：第 3 行已属于 01.md [doubled]\n    原文的一行只属于一篇文章：请改正其中一篇的行号范围。"),
    ("vanished", "warning", {f"{PLACE}/page.toml": record(x=('"ab"\n', '"ab"\n"02.md" = "cd"\n'))},
     f"{PLACE}/02.md: no such file; its address led to an article [vanished]\n    Run banmian parse to bring it back; or "
     "write it with moved_to: and its new name, or withdrawn: and the reason.",
     f"{PLACE}/02.md: 没有这个文件，而它的网址曾是一篇文章 [vanished]\n    运行 banmian parse 可以找回；或者重写这个文件，用 "
     "moved_to: 写明移到哪里，或用 withdrawn: 写明撤下的理由。"),
    ("vanished", "warning", {f"{PLACE}/03.md": TWO + "---\n"},
     f"{PLACE}: number 02 is missing [vanished]\n    An article that was published keeps its number: write the file with "
     "withdrawn: and the reason.",
     f"{PLACE}: 缺编号 02 [vanished]\n    发表过的文章编号不变：请写出这个文件，用 withdrawn: 说明理由。"),
    ("date", "error", {MD: article("source:", 'reviewed: "昨天"\nsource:')},
     f"{MD}:4: reviewed: '昨天' is no date [date]\n    reviewed: \"2001-05-04\"",
     f"{MD}:4: reviewed：“昨天”不是日期 [date]\n    reviewed: \"2001-05-04\""),
    ("dateline", "warning", {MD: ARTICLE.replace("5月3日", "5月8日"), TXT: RAW.replace("5月3日", "5月8日"),
                             f"{PLACE}/page.toml": record(RAW.replace("5月3日", "5月8日"))},
     f"{MD}:3: the dateline says 5月8日, the paper is of 2001-05-04 [dateline]\n    News is printed after its day: is it "
     "misread, or the page in the wrong folder?",
     f"{MD}:3: 电头说 5月8日，报纸是 2001-05-04 的 [dateline]\n    新闻登在发稿之后：是不是认错了字，或放错了文件夹？"),
    ("printed", "warning", {f"{PLACE}/page.toml": record() + (
        '[[notes]]\nline = 5\nrule = "printed date"\ntext = "the page prints 2001-05-05, the folder says 2001-05-04"\n')},
     f"{TXT}:5: the page prints 2001-05-05, the folder says 2001-05-04 [printed]\n    Is the page in the right folder?",
     f"{TXT}:5: 版面印作 2001-05-05，文件夹是 2001-05-04 [printed]\n    这个版放对文件夹了吗？"),
    ("newspaper", "warning", {"content/archive.toml": 'newspaper = "临江日报"\n', f"{PLACE}/page.toml": record(
        newspaper=("furniture", 'newspaper = "青溪都市报"\nfurniture'))},
     f"{TXT}:5: the page prints 青溪都市报, archive.toml says 临江日报 [newspaper]\n    Its articles are cited as of 临江日报. "
     "Where the archive is of several newspapers, leave newspaper empty in archive.toml.",
     f"{TXT}:5: 版面印作 青溪都市报，archive.toml 写的是 临江日报 [newspaper]\n    它的文章会引作 临江日报。档案里有几家报纸，"
     "archive.toml 的 newspaper 就留空。"),
    ("in one", "warning", {MD: article("source:", 'authors: ["周三", "林一、王二"]\nsource:')},
     f'{MD}:4: authors: several in one name: 林一、王二 [in one]\n    authors: ["周三", "林一", "王二"]',
     f'{MD}:4: authors：一个名字里有几个人：林一、王二 [in one]\n    authors: ["周三", "林一", "王二"]'),
    ("key", "warning", {MD: article("source:", 'autors: ["林一"]\nsource:')},
     f"{MD}:4: autors is no key of ours [key]\n    Do you mean authors?",
     f"{MD}:4: 没有 autors 这个键 [key]\n    是不是 authors？"),
    ("own key", "note", {MD: article("source:", 'topic: "水利"\nsource:')},
     f"{MD}:4: topic is a key of your own [own key]\n    It is kept, and templates can show it.",
     f"{MD}:4: topic 是您自己加的键 [own key]\n    它会保留，模板可以显示它。"),
    ("picture", "error", {MD: article("source:", 'photos:\n  - image: "photo-1.jpg"\nsource:')},
     f"{MD}:5: there is no picture photo-1.jpg [picture]\n    Put it beside the article's Markdown file.",
     f"{MD}:5: 没有图片 photo-1.jpg [picture]\n    请把图片放在文章的 Markdown 文件旁边。"),
    ("picture", "error", {MD: ARTICLE + "\n![桥](bridge.jpg)\n", f"{PLACE}/Bridge.jpg": ""},
     f"{MD}:13: there is no picture bridge.jpg [picture]\n    Its name is Bridge.jpg: capitals count.",
     f"{MD}:13: 没有图片 bridge.jpg [picture]\n    它叫 Bridge.jpg：大小写有别。"),
    ("picture", "error", {MD: article("source:", 'photos:\n  - image: "Bridge.JPG"\nsource:'), f"{PLACE}/Bridge.JPG": "x"},
     f"{MD}:5: Bridge.JPG: a picture's name may hold only small letters a–z, digits, . _ and - [picture]\n    Rename the file "
     "beside the article, and its name in the article.",
     f"{MD}:5: Bridge.JPG：图片的文件名只能有小写字母、数字、. _ 和 - [picture]\n    请给文章旁的图片改名，并改文章里写的名字。"),
    ("picture", "error", {MD: ARTICLE + "\n![桥](bridge.jpg)\n", f"{PLACE}/bridge.jpg": "no picture"},
     f"{MD}:13: bridge.jpg: the picture cannot be read [picture]\n    JPEG, PNG and WebP can be shown.",
     f"{MD}:13: bridge.jpg：图片打不开 [picture]\n    可用 JPEG、PNG、WebP 图片。"),
    ("unnamed", "note", {f"{PLACE}/bridge.jpg": ""},
     f"{PLACE}/bridge.jpg: no article names this picture, and the site does not show it [unnamed]\n    In the head of its "
     'article: photos: [{image: "bridge.jpg"}]',
     f"{PLACE}/bridge.jpg: 没有文章写到这张图片，网站不会显示它 [unnamed]\n    在所属文章的文件头写："
     'photos: [{image: "bridge.jpg"}]'),
    ("unnamed", "note", {f"{PLACE}/IMG_1.JPG": ""},
     f"{PLACE}/IMG_1.JPG: no article names this picture, and the site does not show it [unnamed]\n    Rename it: small letters "
     'a–z, digits, . _ and - only. Then in the head of its article: photos: [{image: "img_1.jpg"}]',
     f"{PLACE}/IMG_1.JPG: 没有文章写到这张图片，网站不会显示它 [unnamed]\n    请先改名，只用小写字母、数字、. _ 和 -，"
     '再在所属文章的文件头写：photos: [{image: "img_1.jpg"}]'),
    ("same name", "error", {f"{PLACE}/photo.jpg": "", f"{PLACE}/Photo.jpg": ""},
     f"{PLACE}/Photo.jpg: its name differs from another's in capitals alone [same name]\n    To Windows and macOS they are "
     "one file: rename it.",
     f"{PLACE}/Photo.jpg: 与另一个文件的名字只差大小写 [same name]\n    在 Windows 和 macOS 上是同一个文件：请改名。"),
    ("same name", "error", {"content/static/icon.svg": "", "content/static/Icon.svg": ""},
     "content/static/icon.svg: its name differs from Icon.svg in capitals alone [same name]\n    To Windows and macOS they "
     "are one file: rename it.",
     "content/static/icon.svg: 与 Icon.svg 只差大小写 [same name]\n    在 Windows 和 macOS 上是同一个文件：请改名。"),
    ("brackets", "warning", {MD: ARTICLE + "\n他说：“好。\n"},
     f"{MD}:13: “ without its partner: “他说：“好。” [brackets]\n    Compare it with the raw page.",
     f"{MD}:13: “ 不成对：“他说：“好。” [brackets]\n    请对照原文。"),
    ("suspected", "warning", {MD: ARTICLE + "\n企业看好前景，纷纷涌人新的赛道。\n"},
     f"{MD}:13: 涌人: perhaps 涌入 [suspected]\n    Compare it with the printed page.",
     f"{MD}:13: 涌人：或为 涌入 [suspected]\n    请对照报纸。"),
    ("unreadable", "warning", {MD: ARTICLE + "\n修\ufffd桥。\n"},
     f"{MD}:13: a character is lost (U+FFFD): “修\ufffd桥。” [unreadable]\n    Write what the printed page has.",
     f"{MD}:13: 有一个字丢了（U+FFFD）：“修\ufffd桥。” [unreadable]\n    请按报纸补上。"),
    ("invisible", "warning", {MD: ARTICLE + "\n修\u200b桥。\n"},
     f"{MD}:13: a character that nobody sees: U+200B [invisible]\n    Delete it.",
     f"{MD}:13: 有看不见的字符：U+200B [invisible]\n    请删去它。"),
    ("half-width", "warning", {MD: ARTICLE + "\n桥修好了,路也通了。\n"},
     f"{MD}:13: half-width , beside Chinese text: “桥修好了,路也通了。” [half-width]\n    Write ，.",
     f"{MD}:13: 中文旁有半角的 ,：“桥修好了,路也通了。” [half-width]\n    请写作 ，。"),
    ("link", "error", {MD: ARTICLE + "\n见[另一篇](../03/07.md)。\n"},
     f"{MD}:13: the link leads nowhere: ../03/07.md [link]\n    A link to another article is written as seen from this "
     "file: ../02/01.md",
     f"{MD}:13: 链接所指不存在：../03/07.md [link]\n    指向另一篇文章的链接从本文件写起：../02/01.md"),
    ("link", "error", {MD: ARTICLE + "\n见[原文](raw.html#L4)。\n"},
     f"{MD}:13: the link leads to no place of its page: raw.html#L4 [link]\n    A line of the raw text is raw.html#L12; of "
     "an article, 01.html#12.",
     f"{MD}:13: 链接的网页里没有这个位置：raw.html#L4 [link]\n    原文的行写作 raw.html#L12，文章的行写作 01.html#12。"),
    ("leads", "error", {MD: article("source:", 'moved_to: "2001-05-04/02/09"\nsource:')},
     f"{MD}:4: moved_to: there is no article 2001-05-04/02/09 [leads]\n    moved_to: \"2025-07-10/01/03\"",
     f"{MD}:4: moved_to：没有 2001-05-04/02/09 这篇文章 [leads]\n    moved_to: \"2025-07-10/01/03\""),
    ("leads", "error", {MD: article("source:", 'moved_to: "2001-05-04/02/01"\nsource:')},
     f"{MD}:4: moved_to: 2001-05-04/02/01 is this article itself [leads]\n    Name the other one.",
     f"{MD}:4: moved_to：2001-05-04/02/01 就是本文 [leads]\n    请写另一篇。"),
    ("leads", "error", {f"{PLACE}/02.md": TWO + 'moved_to: "2001-05-04/02/03"\n---\n',
                        f"{PLACE}/03.md": TWO + 'moved_to: "2001-05-04/02/01"\n---\n'},
     f"{PLACE}/02.md:3: moved_to: 2001-05-04/02/03 has moved itself [leads]\n    Name the article it moved to.",
     f"{PLACE}/02.md:3: moved_to：2001-05-04/02/03 也已移走 [leads]\n    请写它移到的那一篇。"),
    ("continued", "warning", {MD: article("source:", 'continued_from: "2001-05-04/02/09"\nsource:')},
     f"{MD}:4: continued_from: there is no article 2001-05-04/02/09 [continued]\n    continued_from: \"2025-07-10/01/03\"",
     f"{MD}:4: continued_from：没有 2001-05-04/02/09 这篇文章 [continued]\n    continued_from: \"2025-07-10/01/03\""),
    ("continued", "warning", {MD: article("source:", 'continued_to: "2001-05-04/02/01"\nsource:')},
     f"{MD}:4: continued_to: 2001-05-04/02/01 is this article itself [continued]\n    Name the other one.",
     f"{MD}:4: continued_to：2001-05-04/02/01 就是本文 [continued]\n    请写另一篇。"),
    ("one-sided", "warning", {f"{PLACE}/02.md": TWO + 'continued_from: "2001-05-04/02/01"\n---\n'},
     f"{PLACE}/02.md:3: continued_from: 2001-05-04/02/01 does not lead back [one-sided]\n    Write there: "
     'continued_to: "2001-05-04/02/02"',
     f"{PLACE}/02.md:3: continued_from：2001-05-04/02/01 没有指回来 [one-sided]\n    请在那里写："
     'continued_to: "2001-05-04/02/02"'),
    ("twice", "warning", {"content/2001-05-04/03/page.txt": RAW, "content/2001-05-04/03/page.toml": record(),
                          "content/2001-05-04/03/01.md": ARTICLE},
     "content/2001-05-04/03/page.txt: the same text stands in content/2001-05-04/02/page.txt already [twice]\n"
     "    Is it one page? Then delete one of the two folders.",
     "content/2001-05-04/03/page.txt: 同样的原文已在 content/2001-05-04/02/page.txt [twice]\n"
     "    如果是同一个版，请删去两个文件夹中的一个。"),
    ("one number", "warning", {"content/2001-05-04/2/page.txt": RAW + "另一行\n", "content/2001-05-04/2/01.md": ARTICLE},
     "content/2001-05-04/02: 2 is the same page of this day [one number]\n    Put its articles into one of the two folders.",
     "content/2001-05-04/02: 2 是同一天的同一个版 [one number]\n    请把文章放到其中一个文件夹里。"),
    ("template", "warning", {"templates/artcle.html": ""},
     "templates/artcle.html: it takes the place of no template [template]\n    Do you mean article.html?",
     "templates/artcle.html: 它没有顶替任何模板 [template]\n    是不是 article.html？"),
    ("word", "warning", {"templates/strings/zh-Hans.toml": 'latset = "今天"\n'},
     "templates/strings/zh-Hans.toml:1: latset is no word of ours [word]\n    Do you mean latest?",
     "templates/strings/zh-Hans.toml:1: 没有 latset 这个词条 [word]\n    是不是 latest？"),
    ("word", "warning", {"templates/strings/en.toml": '[reader]\nsmal = "Small"\n'},
     "templates/strings/en.toml:2: reader.smal is no word of ours [word]\n    Do you mean reader.small?",
     "templates/strings/en.toml:2: 没有 reader.smal 这个词条 [word]\n    是不是 reader.small？"),
    ("word", "warning", {"templates/strings/en.toml": '[reader]\nsmall = "Small"\nsmal = "Small"\n'},
     "templates/strings/en.toml:3: reader.smal is no word of ours [word]\n    Do you mean reader.small?",
     "templates/strings/en.toml:3: 没有 reader.smal 这个词条 [word]\n    是不是 reader.small？"),
    ("broken", "error", {"templates/strings/zh-Hans.toml": 'latest = 1\n'},
     'templates/strings/zh-Hans.toml:1: latest is not like ours [broken]\n    latest = "最近一期"',
     'templates/strings/zh-Hans.toml:1: latest 与原来的不是一类 [broken]\n    latest = "最近一期"'),
    ("replaced", "warning", {"content/static/index.html": ""},
     "content/static/index.html: it stands in the place of a file of the site [replaced]\n    Rename it, unless that is "
     "what you want.",
     "content/static/index.html: 它会顶替网站自己的文件 [replaced]\n    请改名；有意如此的可以不管。"),
    ("file name", "error", {"content/static/图.svg": ""},
     "content/static/图.svg: a file of the site cannot be named '图.svg' [file name]\n    ASCII letters, digits, dots and "
     "dashes only: web servers mind the rest.",
     "content/static/图.svg: 网站里的文件不能叫“图.svg” [file name]\n    只用 ASCII 字母、数字、点和短横；其余的网站服务器不一定认得。"),
]


@pytest.mark.parametrize(("kind", "level", "files", "english", "chinese"), CASES,
                         ids=[f"{case[0]}-{at}" for at, case in enumerate(CASES)])
def test_what_is_found_and_how_it_is_said(laid, kind, level, files, english, chinese):
    laid(files)
    assert said_of(kind, check.report(Path("content")).findings) == [(level, english, chinese)]


LINES = [  # what was added below the article, whose last line is the eleventh; and the line that is named
    ("三", 13), ("工程。", 13), ("[工程](02.md)完工", 13), ("**工程**完工后，*两岸*的人都来看。", 13), ("- 年", 13), ("* 春\n* 三", 13),
    ("桥修好了，\n路也通了。", 13), ("***！***", 13), ("河堤加固工程完工，桥也是", 13)]


@pytest.mark.parametrize(("added", "line"), LINES)
def test_the_line_on_which_a_text_stands(laid, added, line):
    """Not the first that holds its characters, and however it is marked."""
    laid({MD: ARTICLE + f"\n{added}\n", f"{PLACE}/02.md": TWO + "---\n"})
    found = [finding for finding in check.report(Path("content")).findings if finding.kind == "added"]
    assert found[0].line == line


@pytest.mark.parametrize("printed", ["臨江日報", "临 江 日 报", "临江日报星期刊"])
def test_a_newspapers_name_may_be_printed_otherwise(laid, printed):
    laid({"content/archive.toml": 'newspaper = "临江日报"\n', f"{PLACE}/page.toml": record(
        newspaper=("furniture", f'newspaper = "{printed}"\nfurniture'))})
    assert said_of("newspaper", check.report(Path("content")).findings) == []


@pytest.mark.parametrize("aim", ["page.txt", "nowhere.jpg"])
def test_a_picture_that_is_a_link_is_told(laid, aim):
    laid({MD: article("source:", 'photos:\n  - image: "bridge.jpg"\nsource:')})
    Path(PLACE, "bridge.jpg").symlink_to(aim)
    assert said_of("picture", check.report(Path("content")).findings) == [(
        "error",
        f"{MD}:5: bridge.jpg: a link is not copied into the site [picture]\n    Put the file or folder itself in its place.",
        f"{MD}:5: bridge.jpg：链接不会复制到网站里 [picture]\n    请换成文件或文件夹本身。")]


def test_two_pictures_that_would_be_published_under_one_name_are_told_as_a_build_tells_them(laid, capsys):
    laid({MD: article("source:", 'photos:\n  - image: "photo.jpg"\nsource:') + "\n![桥](photo-800.jpg)\n"})
    Image.new("RGB", (1000, 500)).save(f"{PLACE}/photo.jpg")
    Image.new("RGB", (300, 200)).save(f"{PLACE}/photo-800.jpg")
    what = f"{MD}:5: photo.jpg: a file of it and one of photo-800.jpg would both be photo-800.jpg in the site"
    hint = "\n    Rename one of the two, and its name in the article."
    assert said_of("picture", check.report(Path("content")).findings) == [(
        "error", f"{what} [picture]{hint}",
        f"{MD}:5: photo.jpg：它在网站里的一个文件会与 photo-800.jpg 的同名，都叫 photo-800.jpg [picture]\n"
        "    请给其中一张改名，并改文章里写的名字。")]
    assert main(["--lang", "en", "build"]) == 1
    assert what + hint in capsys.readouterr().err


def test_a_picture_of_a_withdrawn_article_may_be_gone(laid):
    laid({MD: article("source:", 'withdrawn: "重复"\nphotos:\n  - image: "bridge.jpg"\nsource:')})
    assert said_of("picture", check.report(Path("content")).findings) == []


@pytest.mark.parametrize(("files", "told"), [
    ({"article.html": "<p>\n{% if %}"}, ["article.html:2: the template: Expected an expression, got 'end of statement block'"]),
    ({"404.html": "{{ nope }}"}, ["404.html:1: the template: 'nope' is undefined"]),
    ({"withdrawn.html": "{{ nope }}"}, ["withdrawn.html:1: the template: 'nope' is undefined"]),
    ({"epub/page.xhtml": "{{ nope }}"}, ["epub/page.xhtml:1: the template: 'nope' is undefined"]),
    ({"404.html": "{% if %}", "home.html": "{{ 1 / 0 }}", "year.html": "{% for %}"},
     ["404.html:1: the template: Expected an expression, got 'end of statement block'",
      "year.html:1: the template: Expected an expression, got 'end of statement block'"]),
    ({"article.html": "<article>"}, ["article.html: a template leaves out words of 2001-05-04/02/01.html"]),
    ({"_partials/footer.html": "<footer>{{ archive_name }}</footer>", "assets/own.css": "p {}"}, []),
    ({"._404.html": "\0", "old/404.html": "{% if %}", "assets/proof.html": "{% if %}"}, []),  # nothing is made of them
    ({"404.html": '{% include "own.html" %}', "own.html": "{% if %}"},
     ["own.html:1: the template: Expected an expression, got 'end of statement block'"]),
])
def test_a_template_that_fails_is_told_before_a_build(laid, files, told):
    laid({"content/archive.toml": 'exports = ["epub"]\n', f"{PLACE}/02.md": TWO + 'withdrawn: "重复"\n---\n',
          "content/2001-05-05/01/01.md": TWO + "---\n"} | {f"templates/{name}": text for name, text in files.items()})
    found = said_of("broken", check.report(Path("content")).findings)
    assert [english.removeprefix("templates/").partition(" [")[0] for _, english, _ in found] == told
    assert {level for level, _, _ in found} <= {"error"}


def test_templates_are_tried_with_few_editions_however_far_a_serial_goes_back(laid, monkeypatch):
    def part(day: int) -> str:
        return TWO + f'continued_from: "2001-05-{day - 1:02}/01/01"\ncontinued_to: "2001-05-{day + 1:02}/01/01"\n---\n\n桥。\n'

    laid({f"content/2001-05-{day:02}/01/01.md": part(day) for day in range(11, 19)} | {
        "content/2001-05-10/01/01.md": TWO + '---\n\n桥。\n', f"{PLACE}/02.md": TWO + 'withdrawn: "重复"\n---\n',
        "content/2001-05-19/01/01.md": TWO + 'continued_from: "2001-05-18/01/01"\n---\n\n桥。\n',
        "templates/_partials/article.html": (shipped() / "_partials/article.html").read_text("utf-8").replace(
            "if to in around.places", "if true")})
    tried, pages = [], check.addresses.site.pages
    monkeypatch.setattr(check.addresses.site, "pages", lambda archive, *rest: tried.append(archive) or pages(archive, *rest))
    assert said_of("broken", check.report(Path("content")).findings) == []
    assert [edition.date for edition in tried[0].editions] == ["2001-05-04", "2001-05-18", "2001-05-19"]


@pytest.mark.parametrize(("place", "folder"), [("content", "."), (PLACE, "../.."), (".", "content")])
def test_a_template_that_fails_is_told_wherever_one_stands(laid, monkeypatch, place, folder):
    laid({"templates/404.html": "{% if %}"})
    monkeypatch.chdir(place)
    assert [level for level, _, _ in said_of("broken", check.report(Path(folder)).findings)] == ["error"]


def test_a_word_that_an_own_template_asks_for_is_the_archives_own(laid):
    laid({"templates/strings/zh-Hans.toml": 'imprint = "石桥镇图书馆"\n',
          "templates/_partials/footer.html": "<footer>{{ strings.imprint }}</footer>"})
    assert check.report(Path("content")).findings == ()


@pytest.mark.parametrize("text", ['reader = "x"\n', '[latest]\nday = "x"\n'])
def test_a_word_of_ours_that_is_not_like_ours_is_told_as_that_alone(laid, text):
    laid({"templates/strings/zh-Hans.toml": text})
    assert [finding.kind for finding in check.report(Path("content")).findings] == ["broken"]


def test_an_article_that_cannot_be_shown_is_no_templates_fault(laid):
    laid({MD: ARTICLE + "\n> 甲\n>\n> > 乙\n", "templates/_partials/footer.html": "<footer></footer>"})
    assert said_of("broken", check.report(Path("content")).findings) == []


def test_a_picture_whose_name_is_a_part_of_anothers_is_not_named(laid):
    laid({MD: article("source:", 'photos:\n  - image: "photo-1.jpg"\nsource:'),
          f"{PLACE}/photo-1.jpg": "", f"{PLACE}/1.jpg": ""})
    assert [english.partition(": ")[0] for _, english, _ in said_of("unnamed", check.report(Path("content")).findings)] == [
        f"{PLACE}/1.jpg"]


@pytest.mark.parametrize("text", [
    article("source:", 'photos:\n  - image: "bridge.jpg"\nsource:'), ARTICLE + "\n![桥](bridge.jpg)\n",
    ARTICLE + "\n[桥](bridge.jpg)\n", article("source:", 'withdrawn: "重复"\nphotos:\n  - image: "bridge.jpg"\nsource:')])
@pytest.mark.parametrize("name", ["bridge.jpg", "Ä.JPG"])
def test_a_picture_that_an_article_names_in_any_way_is_named(laid, text, name):
    laid({MD: text.replace("bridge.jpg", name), f"{PLACE}/{name}": ""})
    assert said_of("unnamed", check.report(Path("content")).findings) == []


# --- The site ----------------------------------------------------------------------------------------------------

def site(files: dict[str, str], sizes: dict[str, int] | None = None) -> built.Standing:
    return built.Standing(Path("site"), {name: len(text) for name, text in files.items()} | (sizes or {}), files.get)


SITES = [
    ("site link", "error", site({"a/b.html": '<p id=L1><a class=x href="../c.html">', "404.html": '<a href="/x">'}),
     "site/a/b.html: the link leads nowhere: ../c.html [site link]\n    Build the site again: banmian build",
     "site/a/b.html: 链接所指不存在：../c.html [site link]\n    请重新生成网站：banmian build"),
    ("site link", "error", site({"a.html": '<a href="b.html#L2"><a href="b.html?q=1#L1"><img src=b.html>',
                                 "b.html": "<p id=L1>"}),
     "site/a.html: the link leads to no place of its page: b.html#L2 [site link]\n    Build the site again: banmian build",
     "site/a.html: 链接的网页里没有这个位置：b.html#L2 [site link]\n    请重新生成网站：banmian build"),
    ("size", "warning", site({}, {f"{at}.js": 50_000_000 for at in range(17)}),
     "site: the site has 850 MB; GitHub Pages takes 1000 MB [size]\n    Divide the archive by years, or make pictures "
     "smaller.",
     "site: 网站有 850 MB，GitHub Pages 最多 1000 MB [size]\n    请按年份分成几个档案，或缩小图片。"),
    ("too large", "error", site({}, {"a.js": 101_000_000}),
     "site/a.js: the file has 101 MB; GitHub takes 100 MB [too large]\n    Divide the archive by years, or make pictures "
     "smaller.",
     "site/a.js: 文件有 101 MB，GitHub 最多 100 MB [too large]\n    请按年份分成几个档案，或缩小图片。"),
]


def test_a_page_of_the_archives_own_has_the_places_that_it_has():
    files = {"a.html": '<a href="index.html#dates">', "index.html": "<p>"}
    standing = site(files)
    assert ["leads to no place" in str(fault) for fault in built.links(standing)] == [True]
    assert list(built.links(dataclasses.replace(standing, own=frozenset({"index.html"})))) == []


@pytest.mark.parametrize(("kind", "level", "standing", "english", "chinese"), SITES, ids=[
    "dead link", "dead fragment", "size", "large file"])
def test_what_is_found_in_a_site(kind, level, standing, english, chinese):
    findings = [finding for row in built.KINDS for finding in row.findings(standing)]
    assert said_of(kind, findings) == [(level, english, chinese)]
    speech.speak("en")


def test_every_title_finds_its_article(laid, capsys):
    laid({})
    assert main(["build"]) == 0
    assert said_of("search", check.report(Path("content"), Path("site")).findings) == []
    page = Path("site/2001-05-04/02/01.html")
    Path(MD).write_text(article('title: "河堤', 'title: "新河堤'), encoding="utf-8")
    assert said_of("search", check.report(Path("content"), Path("site")).findings) == [(
        "warning", f"site: the site lacks 1 article as written now, the first is {MD} [search]\n"
        "    Build the site again: banmian build",
        f"site: 有 1 篇文章网站里还没有或已改过，第一篇是 {MD} [search]\n    请重新生成网站：banmian build")]
    page.write_text(page.read_text("utf-8").replace("<title>", "<title>新"), encoding="utf-8")
    assert said_of("search", check.report(Path("content"), Path("site")).findings) == [(
        "warning", f"{MD}:2: a search for its title does not find it [search]\n    Build the site again: banmian build",
        f"{MD}:2: 用标题检索，找不到这篇文章 [search]\n    请重新生成网站：banmian build")]


@pytest.mark.parametrize("head", ['withdrawn: "当事人要求"\n', 'moved_to: "2001-05-04/02/02"\n'])
def test_an_article_that_is_gone_and_that_the_site_still_shows_is_told(laid, head):
    other = f"{PLACE}/02.md"
    laid({other: '---\ntitle: "又一篇"\n---\n\n正文。\n'})
    assert main(["build"]) == 0
    Path(MD).write_text("---\n" + head + "---\n", encoding="utf-8")
    assert said_of("search", check.report(Path("content"), Path("site")).findings) == [(
        "warning", f"site: the site lacks 1 article as written now, the first is {MD} [search]\n"
        "    Build the site again: banmian build",
        f"site: 有 1 篇文章网站里还没有或已改过，第一篇是 {MD} [search]\n    请重新生成网站：banmian build")]
    assert main(["build"]) == 0
    assert said_of("search", check.report(Path("content"), Path("site")).findings) == []


@pytest.mark.parametrize(("damage", "sentence"), [
    (lambda manifest: manifest.unlink(), "site: the site has no search index [fault]\n    Build the site first"),
    (lambda manifest: manifest.write_text("x"),
     "site/search/manifest.js: this part of the search index is missing or damaged [fault]\n    Build the site again"),
], ids=["gone", "damaged"])
def test_an_index_that_cannot_be_read_is_told_among_all_else(laid, damage, sentence):
    laid({MD: ARTICLE + "\n他说：“好。\n"})
    assert main(["build"]) == 0
    damage(Path("site/search/manifest.js"))
    found = check.report(Path("content"), Path("site")).findings
    assert {"brackets", "fault"} <= {finding.kind for finding in found}
    assert [sentence in str(finding) for finding in found if finding.kind == "fault"] == [True]


def test_a_page_of_the_archives_own_may_have_any_encoding(laid):
    laid({})
    Path("content/static").mkdir()
    Path("content/static/old.html").write_bytes("<p>旧页<a href=gone.html>".encode("gb18030"))
    assert main(["build"]) == 0
    assert [str(finding.what) for finding in check.report(Path("content"), Path("site")).findings] == [
        "the link leads nowhere: gone.html"]


def test_every_kind_has_its_messages_tested():
    from builder.check import addresses, pages, texts

    kinds = {row.name for table in (pages.KINDS, texts.KINDS, addresses.KINDS, built.KINDS) for row in table}
    assert kinds | {"fault"} == {case[0] for case in (*CASES, *SITES)}


# --- Marks and their partners ------------------------------------------------------------------------------------

MARKS = [
    ("“甲”（乙）《丙》", "", []), ("“甲", "“乙”", []), ("“甲", "乙", [0]), ("甲”", "", [1]), ("（甲》乙）", "", [2]),
    ("（一“二）三”", "", [2, 6]), ("1）甲；2）乙", "", []), ("a)甲", "", []), ("It’s", "", []), ("第一）、", "", []), ("‘甲’", "", []),
]


@pytest.mark.parametrize(("text", "after", "expected"), MARKS)
def test_marks_without_a_partner(text, after, expected):
    assert alone(text, after) == expected


# --- The command -------------------------------------------------------------------------------------------------

def test_everything_is_told_in_one_go(laid, capsys):
    laid({MD: "正文", f"{PLACE}/02.md": TWO + 'autors: "林一"\n---\n\n![桥](bridge.jpg)\n',
          "content/2001-13-04/01/01.md": "", "content/archive.toml": "newspapr = 1"})
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    for sentence in (f"{MD}:1: no front matter [fault, error]", "autors is no key of ours [key, warning]",
                     "content/2001-13-04: '2001-13-04' is no date [fault, error]",
                     "content/archive.toml:1: newspapr is no setting [fault, error]",
                     "there is no picture bridge.jpg [picture, error]", "4 errors, 1 warning, 0 notes\nNext: mend"):
        assert sentence in out


def test_json(laid, capsys):
    laid({MD: article("source:", 'autors: ["林一"]\nsource:')})
    assert main(["--lang", "zh", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "errors": 0, "warnings": 1, "notes": 0,
        "findings": [{"path": MD, "line": 4, "kind": "key", "level": "warning", "what": "没有 autors 这个键",
                      "hint": "是不是 authors？"}],
        "pages": [{"path": TXT, "lines": 4, "furniture": 1, "corrected": 0, "lost": 0, "doubts": 0}]}


def test_strict_building_fails_on_an_error_before_anything_is_written(laid, capsys):
    laid({MD: article("source:", 'reviewed: "昨天"\nsource:')})
    assert main(["build", "--strict"]) == 1
    assert f"{MD}:4: reviewed: '昨天' is no date [date]\n    reviewed:" in capsys.readouterr().err
    assert not Path("site").exists()
    assert main(["build"]) == 0


@pytest.mark.parametrize("text", [
    ARTICLE + "\n他说：“好。\n", *(article("source:", f'{key}: "2001-05-04/02/09"\nsource:') for key in leads.CONTINUED)])
def test_warnings_alone_pass(laid, text):
    laid({MD: text})
    assert main(["check"]) == 0
    assert main(["build", "--strict"]) == 0
