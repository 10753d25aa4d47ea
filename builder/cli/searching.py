"""search: the built site's index, in the terminal."""

import argparse
import json
from dataclasses import asdict

from builder.cli.console import add_site
from builder.errors import UsageFault


def add_to(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("search", help="search the built site in the terminal")
    command.add_argument("query", nargs="+", metavar="QUERY")
    command.add_argument("--json", action="store_true", help="print what the site's script would return")
    command.add_argument("--limit", type=int, default=20, metavar="N")
    command.add_argument("--offset", type=int, default=0, metavar="N")
    command.add_argument("--from", dest="from_", metavar="DATE", help="2025-01-01 and later")
    command.add_argument("--to", metavar="DATE", help="2025-12-31 and earlier")
    command.add_argument("--page", metavar="PAGE", help="newspaper page: 01")
    command.add_argument("--author", metavar="NAME")
    command.add_argument("--sort", choices=("score", "date"), default="score", help="best first, or newest first")
    add_site(command)
    command.set_defaults(run=_search)


def _search(options: argparse.Namespace) -> int:
    from builder import content, search

    query = " ".join(options.query)
    if not query.strip():
        raise UsageFault("nothing to search for", hint="banmian search 锂矿")
    for name, date in (("--from", options.from_), ("--to", options.to)):
        if date and not content.is_date(date):
            raise UsageFault(f"{name}: {date!r} is no date", hint=f"{name} 2025-07-10")
    if options.limit < 1 or options.offset < 0:
        raise UsageFault("--limit and --offset count results", hint="--limit 20 --offset 0")
    found = search.search(options.site, query, limit=options.limit, offset=options.offset, from_=options.from_,
                          to=options.to, page=options.page, author=options.author, sort=options.sort)
    if options.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return 0
    inexact = any(not result.exact for result in found.results)
    print(f"{found.total} found" + (", none with the exact words" if inexact else ""))
    for result in found.results:
        text = "".join(f"[{part.text}]" if part.hit else part.text for part in result.snippet)
        place = " · ".join(filter(None, (result.date, result.page, "、".join(result.authors))))
        print(f"\n{result.title}\n  {place}   {options.site / result.url}\n  {text}")
    return 0
