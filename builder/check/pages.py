"""What check knows about a page of the paper by itself: its raw text, its articles' fields and files."""

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePath

from builder import content
from builder.check.finding import ERROR, NOTE, WARNING, Found, Kind, Sheet
from builder.collation import CHANGED, Pair, Segment
from builder.errors import ContentFault
from builder.folds import simplified
from builder.model import Article, Note, line_numbers
from builder.parse import suspects
from builder.site.pictures import ELSEWHERE, NAME, SUFFIXES, clashes, upright
from builder.speech import counted, retold

SHOWN = 24
"""Characters of a text that a sentence quotes."""
PRINTED = ("printed date", "printed page")
"""Rules of the notes on a page that prints what its folder does not say."""
IMAGE = re.compile(r"!\[[^\]]*\]\(([^\s()]+)\)")


# --- The ledger: the articles beside the raw text ----------------------------------------------------------------

def corrected(sheet: Sheet) -> Found:
    """Texts of which a person changed words."""
    for number, pairs in sheet.pairs.items():
        for pair in pairs:
            if pair.is_corrected:
                text = "".join(segment.text for segment in pair.text)
                yield ContentFault(
                    "“{before}” is “{after}” here", path=sheet.file(number), line=sheet.line(number, text),
                    before=_changes(pair.printed),
                    after=_changes(pair.text), hint="Printed: {raw}:{at}", raw=sheet.folder / content.PAGE_FILE,
                    at=pair.line)


def _changes(segments: Sequence[Segment]) -> str:
    """What differs, with a character on either side to know it by."""
    marked = [at for at, segment in enumerate(segments) if segment.mark == CHANGED]
    if not marked:
        return short("".join(segment.text for segment in segments))
    first, last = marked[0], marked[-1]
    before = segments[first - 1].text[-1:] if first else ""
    after = segments[last + 1].text[:1] if last + 1 < len(segments) else ""
    return short(before + "".join(segment.text for segment in segments[first:last + 1]) + after)


def lost(sheet: Sheet) -> Found:
    """Raw lines that are in no text of their article, or in no article at all."""
    path = sheet.folder / content.PAGE_FILE
    for number, pair in left_out(sheet):
        yield ContentFault("“{text}” is not in {article}, whose line this is", path=path, line=pair.line,
                           text=short("".join(segment.text for segment in pair.raw[0].segments)),
                           article=f"{number}.md", hint="Put it back, or leave it out knowingly.")
    for run in unowned(sheet):
        yield ContentFault("“{text}” is in no article", path=path, line=run[0], text=short(sheet.lines[run[0] - 1]),
                           hint="{lines} in a row; banmian parse {path} brings a deleted article back.",
                           lines=counted(len(run), "line"))


def left_out(sheet: Sheet) -> Iterator[tuple[str, Pair]]:
    """(number, raw text that is in no text of its article); without lines that stand in another one, which says they
    are its own too: these are `doubled`."""
    has = {number: {line.number for pair in pairs if pair.role for line in pair.raw}
           for number, pairs in sheet.pairs.items()}
    for number, pairs in sheet.pairs.items():
        elsewhere = set().union(*(lines for other, lines in has.items() if other != number))
        yield from ((number, pair) for pair in pairs if not pair.role and pair.line not in elsewhere)


def unowned(sheet: Sheet) -> list[list[int]]:
    """Runs of lines that neither an article nor the page's own words account for; none where that is not known, as
    where an article cannot be read.

    What moved to another article of the page has its lines there, or has lost them."""
    if sheet.page.record is None or sheet.illegible:
        return []
    here = f"{sheet.page.date}/{sheet.page.number}/"
    owned = line_numbers(sheet.page.record.furniture).union(
        *(article.lines for _, article in sheet.page.articles if not article.moved_to.startswith(here)))
    free = [number for number, text in enumerate(sheet.lines, 1) if text.strip() and number not in owned]
    return [[number for _, number in run] for _, run in groupby(enumerate(free), lambda pair: pair[1] - pair[0])]


def doubts(sheet: Sheet) -> list[Note]:
    """What the parser was unsure of, in articles that no person has reviewed."""
    open_lines = {line for _, article in sheet.standing if not article.reviewed for line in article.lines}
    return [note for note in (sheet.page.record.notes if sheet.page.record else ())
            if note.rule not in (suspects.RULE, *PRINTED) and note.line in open_lines]


def added(sheet: Sheet) -> Found:
    """Texts that the raw page does not have."""
    for number, pairs in sheet.pairs.items():
        for pair in pairs:
            if pair.role and not pair.raw:
                text = "".join(segment.text for segment in pair.text)
                yield ContentFault("“{text}” is not printed on the page", path=sheet.file(number), text=short(text),
                                   line=sheet.line(number, text))


def source(sheet: Sheet) -> Found:
    """Articles whose raw text is another file, or ends before their lines do."""
    for number, article in sheet.page.articles:
        if article.source is None:
            continue
        place = {"path": sheet.file(number), "line": sheet.key(number, "source")}
        if article.source.file != content.PAGE_FILE:
            yield ContentFault("source: file is {file!r}", file=article.source.file, **place,
                               hint="The raw text of a page is always page.txt.")
        elif sheet.lines and (last := max((last for _, last in article.source.lines), default=0)) > len(sheet.lines):
            yield ContentFault("source: line {last}, but page.txt ends at line {end}", last=last, end=len(sheet.lines),
                               **place, hint="Correct the ranges: lines: [[3, 55]].")


def doubled(sheet: Sheet) -> Found:
    """Articles that say of a raw line that it is theirs, and another says so too."""
    owner: dict[int, str] = {}
    for number, article in sheet.standing:
        shared = [line for line in sorted(article.lines)
                  if line <= len(sheet.lines) and owner.setdefault(line, number) != number]
        if shared:
            yield ContentFault("source: line {at} is {other}'s already", path=sheet.file(number), at=shared[0],
                               line=sheet.key(number, "source"), other=f"{owner[shared[0]]}.md",
                               hint="A line of the page belongs to one article: correct the ranges of one of the two.")


# --- Numbers, dates, fields --------------------------------------------------------------------------------------

def vanished(sheet: Sheet) -> Found:
    """Articles that are gone without a word, though their addresses were published."""
    known = sheet.page.record.parsed if sheet.page.record else {}
    for name in sorted(known.keys() - sheet.names - sheet.illegible):
        yield ContentFault("no such file; its address led to an article", path=sheet.folder / name, hint=(
            "Run banmian parse to bring it back; or write it with moved_to: and its new name, or withdrawn: and the "
            "reason."))
    numbers = {int(PurePath(name).stem) for name in (*known, *sheet.names) if content.ARTICLE_NAME.fullmatch(name)}
    for number in range(1, max(numbers, default=0)):
        if number not in numbers and number - 1 in numbers | {0}:
            yield ContentFault("number {number} is missing", path=sheet.folder, number=f"{number:02}",
                               hint="An article that was published keeps its number: write the file with withdrawn: "
                                    "and the reason.")


def dates(sheet: Sheet) -> Found:
    """`reviewed` that is no day."""
    for number, article in sheet.page.articles:
        if article.reviewed and not content.is_date(article.reviewed):
            yield ContentFault("reviewed: {value!r} is no date", path=sheet.file(number), value=article.reviewed,
                               line=sheet.key(number, "reviewed"), hint="{form}", form=f'reviewed: "{sheet.page.date}"')


def dateline(sheet: Sheet) -> Found:
    """Datelines of a day that is none, or comes after the paper."""
    for number, article in sheet.standing:
        if late := _too_late(article, datetime.date.fromisoformat(sheet.page.date)):
            yield ContentFault("the dateline says {said}, the paper is of {date}", path=sheet.file(number), said=late,
                               line=sheet.key(number, "dateline"), date=sheet.page.date,
                               hint="News is printed after its day: is it misread, or the page in the wrong folder?")


def _too_late(article: Article, day: datetime.date) -> str:
    """The day in a dateline that is no day, or later than the paper's and within half a year of it; else ""."""
    found = re.search(r"(\d{1,2})月(\d{1,2})日", article.dateline)
    if not found:
        return ""
    try:
        told = datetime.date(day.year, int(found[1]), int(found[2]))
    except ValueError:
        return found[0]
    return found[0] if 0 < (told - day).days < 183 else ""


def printed(sheet: Sheet) -> Found:
    """Pages that print another date or number than their folders say."""
    for note in sheet.page.record.notes if sheet.page.record else ():
        if note.rule in PRINTED:
            yield ContentFault(retold(note.text), path=sheet.folder / content.PAGE_FILE, line=note.line,
                               hint="Is the page in the right folder?")


def newspaper(sheet: Sheet) -> Found:
    """Pages that print another newspaper's name than the archive's."""
    record, name = sheet.page.record, sheet.settings.newspaper
    if record and record.newspaper and name and not _one_name(record.newspaper, name):
        yield ContentFault("the page prints {printed}, archive.toml says {given}", printed=record.newspaper, given=name,
                           path=sheet.folder / content.PAGE_FILE, line=min(line_numbers(record.furniture), default=1),
                           hint="Its articles are cited as of {given}. Where the archive is of several newspapers, "
                                "leave newspaper empty in archive.toml.")


def _one_name(*names: str) -> bool:
    """Whether two newspapers' names may be one's: in other characters, spread, or one a part, as in 石桥日报星期刊."""
    one, other = ("".join(name.translate(simplified()).split()) for name in names)
    return one in other or other in one


def misspelt_key(sheet: Sheet) -> Found:
    """Keys that are nearly ours."""
    for number, article in sheet.page.articles:
        for name in article.extra:
            if near := difflib.get_close_matches(name, content.KNOWN, 1, 0.7):
                yield ContentFault("{key} is no key of ours", path=sheet.file(number), key=name,
                                   line=sheet.key(number, name), hint="Do you mean {near}?", near=near[0])


def own_key(sheet: Sheet) -> Found:
    """Keys that are the archive's own."""
    for number, article in sheet.page.articles:
        for name in article.extra:
            if not difflib.get_close_matches(name, content.KNOWN, 1, 0.7):
                yield ContentFault("{key} is a key of your own", path=sheet.file(number), key=name,
                                   line=sheet.key(number, name), hint="It is kept, and templates can show it.")


# --- Files -------------------------------------------------------------------------------------------------------

def picture(sheet: Sheet) -> Found:
    """Pictures that articles name and that are not there, cannot be shown, or would have another's name in the site."""
    widths: dict[str, int] = {}
    places: dict[str, dict[str, object]] = {}
    for number, article in sheet.standing:
        named = [photo.image for photo in article.photos if photo.image]
        named += [name for name in IMAGE.findall(article.body) if not ELSEWHERE.match(name)]
        for name in dict.fromkeys(named):
            place = {"path": sheet.file(number), "line": sheet.line(number, name), "name": name}
            if name in sheet.names | sheet.links:
                try:
                    widths[name] = upright(Path(sheet.folder), name).width
                    places.setdefault(name, place)
                except ContentFault as fault:
                    yield ContentFault("{name}: {what}", what=fault.what, hint=fault.hint, **place)
            else:
                near = [other for other in sheet.names if other.lower() == name.lower()]
                yield ContentFault("there is no picture {name}", near=near[0] if near else "",
                                   hint="Its name is {near}: capitals count." if near else
                                   "Put it beside the article's Markdown file.", **place)
    for name, fault in clashes(sheet.folder, widths):
        yield ContentFault("{name}: {what}", what=fault.what, hint=fault.hint, **places[name])


def unnamed(sheet: Sheet) -> Found:
    """Pictures that no article of their page names, whether it stands or not."""
    written = "\n".join(data.decode("utf-8", "replace") for name, data in sheet.files.items()
                        if name.lower().endswith(".md")).lower()
    for name in sorted(sheet.names):
        own = name.lower()
        if own.endswith(SUFFIXES) and not re.search(rf"(?<![a-z0-9._-]){re.escape(own)}", written):
            form = f'photos: [{{image: "{own if NAME.fullmatch(own) else "…"}"}}]'
            yield ContentFault("no article names this picture, and the site does not show it", path=sheet.folder / name,
                               form=form, hint="In the head of its article: {form}" if NAME.fullmatch(name) else
                               "Rename it: small letters a–z, digits, . _ and - only. "
                               "Then in the head of its article: {form}")


def same_name(sheet: Sheet) -> Found:
    """Files whose names are one to Windows and macOS."""
    spelled = Counter(name.lower() for name in sheet.names)
    for name in sorted(sheet.names):
        if spelled[name.lower()] > 1 and name != name.lower():
            yield ContentFault("its name differs from another's in capitals alone", path=sheet.folder / name,
                               hint="To Windows and macOS they are one file: rename it.")


def short(text: str) -> str:
    """A text as a sentence quotes it."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def around(text: str, at: int) -> str:
    """The words beside a place of a text."""
    return short(text[max(0, at - 8):at + 12])


KINDS = (
    Kind("corrected", NOTE, corrected),
    Kind("lost", WARNING, lost),
    Kind("added", NOTE, added),
    Kind("source", ERROR, source),
    Kind("doubled", WARNING, doubled),
    Kind("vanished", WARNING, vanished),
    Kind("date", ERROR, dates),
    Kind("dateline", WARNING, dateline),
    Kind("printed", WARNING, printed),
    Kind("newspaper", WARNING, newspaper),
    Kind("key", WARNING, misspelt_key),
    Kind("own key", NOTE, own_key),
    Kind("picture", ERROR, picture),
    Kind("unnamed", NOTE, unnamed),
    Kind("same name", ERROR, same_name),
)
