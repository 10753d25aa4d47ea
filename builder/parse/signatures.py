"""The writers that sign at the end of the text, in brackets or alone behind the last sentence."""
# ruff: noqa: E501 (a pattern, a table of characters is read in one piece)

import re
from collections.abc import Sequence

from builder.lexicon import part_of_speech
from builder.parse.bylines import names, printed_apart
from builder.parse.looks import COMPOUND, closed
from builder.parse.people import OFFICE, SURNAMES, is_place, is_word, may_sign, surely_a_name, tibetan
from builder.parse.sight import HAN, printed, sight

_H = f"[{HAN}]"
_SIGNED = rf"(?:(?:执笔|参[与加]采写|采写|撰文|撰稿|整理|编译|文/?图?)[人者]?[ ：:/]+)?(?:本报|本台|新华社|记者|通讯员|实习生|综合)*[ 　]?{_H}(?: ?{_H}){{1,11}}(?:[ 、，]+{_H}(?: ?{_H}){{1,3}}){{0,5}}(?:参[与加]采写|采写|整理|报道|采访整理|文/图)?"
_RUN_IN = re.compile(rf"[（(〔【](?P<who>{_SIGNED})[)）〕】]$")
_ROLE = "(?:记者|通讯员|实习生|特约撰稿人?)"
_REPORTERS = re.compile(rf"[（(〔【](?P<where>[^（）〔〕【】。！？；]{{0,60}}?)(?P<who>(?:本报|本台|新华社)?{_ROLE}[^（）〔〕【】。！？；：]{{2,200}}?)(?P<work>参[与加]采写|采访整理|采写|整理|报道|综合)?[)）〕】]$")
"""Reporters, many or of two roles: （本报记者林小满、本报通讯员王鑫参与采写）, （案例来源：最高人民法院，本报记者林小满整理）."""
_COMPILED = re.compile(rf"[（(〔【]综合[^（）〔〕【】]*{_ROLE}[^（）〔〕【】]*报道[)）〕】]$")
"""Whose reports the desk has compiled; they have written others: （综合本报记者林小满、王鑫报道）."""
_BARE = re.compile(rf"[。！？”…][ 　]*(?P<who>(?:本报|新华社|{_H}{{2,4}}报)?(?:见习|特约|实习|全媒体)?(?:记者|通讯员)[ 　]?{_H}{{2,4}}(?:[ 、]+(?:(?:记者|通讯员|实习生) ?)?{_H}{{2,4}}){{0,4}})$")
"""Reporters run in at the end without brackets: …到场。 本报记者 林小满."""
_TAKEN = re.compile("(?:摄影?|插图)$")
"""Who took the picture is no writer: （本报记者 林小满摄）."""

_GAVE = re.compile(rf"(?<={_H}{{2}}) ?(?:(?<![编辑翻])译|供稿)$|(?<={_H} {_H}) (?:译|供稿)$")
"""What a writer did who signs so, whoever else is named: （林小满译）, （林小满供稿）."""


def closing_names(paragraphs: Sequence[str], known: bool, nameless: bool = False) -> tuple[str, ...]:
    """Writers named in brackets at the end of the text: （范小俊）, （林小满参与采写）.

    `known`: the article names its writers elsewhere, or has a byline that names none (`nameless`: 本报记者); then a bare
    name in brackets is not taken for one.
    """
    found: list[str] = []
    for text in paragraphs[-3:]:
        seen = re.sub(" {2,}", " ", sight(re.sub(r"[（(][下上]?转[^（）]*[）)]$", "", text)))
        if _COMPILED.search(seen):
            continue
        match = _RUN_IN.search(seen)
        if not match and (many := _REPORTERS.search(seen)):
            signed = _reporters(many["who"])
            if many["work"] or not known or nameless:
                found += [printed(text, name) for name in signed]
            continue
        if not match:
            bare = _BARE.search(seen)
            signed = names(bare["who"]) if bare and not known else ()
            found += [printed(text, name) for name in signed if all(may_sign(each, told=False) for each in signed)]
            continue
        who = match["who"]
        if _TAKEN.search(who):
            continue
        if _GAVE.search(who):
            signed, apart = names(_GAVE.sub("", who)), printed_apart(_GAVE.sub("", who))
            sure = all(surely_a_name(name) or name in apart for name in signed)
            found += [printed(text, name) for name in signed if sure]
            continue
        worked, told = re.search("采写|报道|整理|执笔|撰|有贡献", who), re.search("记者|通讯员|实习生|^文/?图?[ ：/]|编译|辑译", who)
        apart = printed_apart(who)
        if worked or (told and (nameless or not known)):
            signed = [name for name in names(who) if worked or name in apart or not is_word(name)]  # （记者手记）
            signed = [name for name in signed if len(name) != 4 or name[0] in SURNAMES or tibetan(name)]  # 均为化名
        elif not known and match.start() and _sign(who):
            signed = [name for name in names(who) if name != _whereabouts(who)]
        elif not known and match.start() and who.replace(" ", "") in apart and not part_of_speech(who.replace(" ", "")):
            signed = apart  # a pen name: （秋 雁）, but not （工 商）
        elif not known and _placed(who):
            signed = [name for name in names(who) if surely_a_name(name)]
        else:
            signed = []
        found += [printed(text, name) for name in signed]
    return tuple(found)


_LETTER = re.compile(r"^(?:[^，。：！？]{0,8}(?:同志们?|编辑部|编辑|编者|老师|先生|女士)|[^，。：！？]{0,4}编辑同志)：|^(?:此致|(?:此致)?敬礼|祝?编安|撰安)[！。]?$")
_DAY = re.compile(r"^[^，。！？：]{0,12}[月][^，。！？：]{1,3}日$|[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,2}$")


def letter_signers(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Who signs a letter below its text, in a paragraph of his own: 青溪县柳林乡　林小满, 读者 林小满 / 四月二十日."""
    seen = [sight(text) for text in paragraphs]
    if not any(map(_LETTER.match, seen)):
        return ()
    below = next((at for at in range(len(seen) - 1, 0, -1) if not _DAY.match(seen[at])), 0)
    who = seen[below]
    if not below or len(who) > 24 or re.search("[，。：；！？”》]", who) or _LETTER.match(who):
        return ()
    signed, apart = names(paragraphs[below]), printed_apart(who)
    placed = len(closed(who).split()) > 1
    sure = all(surely_a_name(name) or name in apart or (placed and _named(name)) for name in map(sight, signed))
    return signed if sure and not OFFICE.search(who) else ()


def _named(name: str) -> bool:
    """Whether a word begins with a surname and is no longer than a name."""
    return (name[0] in SURNAMES and len(name) <= 3) or (name[:2] in COMPOUND and len(name) <= 4)


def _reporters(who: str) -> tuple[str, ...]:
    """The reporters, none where something among them is no name (答记者问见第四版)."""
    if _TAKEN.search(who):
        return ()
    who = re.sub("(?:参[与加]采写|采访整理|采写|整理)(?=，)", "", who)
    signed, apart = names(who), printed_apart(who)
    each = all(name in apart or "·" in name or tibetan(name) or (name[0] in SURNAMES and len(name) <= 4) for name in signed)
    return signed if each else ()


def _placed(who: str) -> bool:
    """Whether a place or an office and a name stand in brackets: 昌邑 丛日东, 某师范学院 聂 风, 读者 余大年."""
    *places, name = closed(who).split() or [""]
    return bool(places) and surely_a_name(name)


def _sign(who: str) -> bool:
    """Whether what stands in brackets are names: alone, spread, or behind an office or a place (区法院 童正)."""
    parts, behind = closed(who.replace("、", " ")).split(), _whereabouts(who)
    told = set(parts) if OFFICE.search(behind) else set(parts) - set(re.split("[ 、]", who))
    return all(may_sign(part, part in told) for part in parts if part != behind)


def _whereabouts(who: str) -> str:
    """The office or place that stands in brackets before a name, "" for none."""
    first, *more = closed(who.replace("、", " ")).split()
    return first if more and (OFFICE.search(first) or is_place(first)) else ""
