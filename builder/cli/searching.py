"""search: the built site's index, in the terminal."""

import argparse
from dataclasses import asdict

from builder.cli.console import add_site, command, tell, tell_json, text_of
from builder.errors import UsageFault
from builder.speech import counted, said

EXAMPLES = (
    ("banmian search 锂矿", said("every article that holds the word")),
    ("banmian search 锂矿 湖南", said("with both")),
    ("banmian search --json 锂矿", said("for another program")),
)


def add_to(commands: argparse._SubParsersAction) -> None:
    """Put search into the parser."""
    search = command(commands, "search", "search the built site in the terminal", EXAMPLES, _search)
    search.add_argument("query", nargs="+", metavar="QUERY", help="words, all of which must occur")
    search.add_argument("--json", action="store_true", help="print what the site's script would return")
    search.add_argument("--limit", type=int, default=20, metavar="N", help="so many results; else 20")
    search.add_argument("--offset", type=int, default=0, metavar="N", help="after so many")
    search.add_argument("--from", dest="from_", metavar="DATE", help="2025-01-01 and later")
    search.add_argument("--to", metavar="DATE", help="2025-12-31 and earlier")
    search.add_argument("--page", metavar="PAGE", help="newspaper page: 01")
    search.add_argument("--author", metavar="NAME", help="writer of the article")
    search.add_argument("--sort", choices=("score", "date"), default="score", help="best first, or newest first")
    add_site(search)


def _search(options: argparse.Namespace) -> int:
    from builder import content, search

    query, author = text_of(" ".join(options.query)), options.author and text_of(options.author)
    if not query.strip():
        raise UsageFault("nothing to search for", hint="banmian search 锂矿")
    for name, date in (("--from", options.from_), ("--to", options.to)):
        if date and not content.is_date(date):
            raise UsageFault("{name}: {value!r} is no date", name=name, value=date,
                             hint="{form}", form=f"{name} 2025-07-10")
    if options.limit < 1 or options.offset < 0:
        raise UsageFault("--limit and --offset count results", hint="--limit 20 --offset 0")
    reader = search.Reader(options.site)
    found = search.search(reader, query, limit=options.limit, offset=options.offset, from_=options.from_,
                          to=options.to, page=options.page, author=author, sort=options.sort)
    if options.json:
        tell_json(asdict(found))
        return 0
    inexact = any(not result.exact for result in found.results)
    tell("{count} found, none with the exact words" if inexact else "{count} found", count=found.total)
    if named := search.editions(reader, query):
        tell("{date}: {editions}, in {page}", date=named.date, editions=counted(named.number, "edition"),
             page=options.site / named.url)
    for result in found.results:
        text = "".join(f"[{part.text}]" if part.hit else part.text for part in result.snippet)
        place = " · ".join(filter(None, (result.date, result.page, "、".join(result.authors))))
        print(f"\n{result.title or text}\n  {place}   {options.site / result.url}")
        if result.title:
            print(f"  {text}")
    return 0
