"""check: everything that a person may want to look at."""

import argparse
from itertools import groupby
from typing import TYPE_CHECKING

from builder.cli.console import add_content, add_site, command, paint, progress, tell, tell_json
from builder.speech import Saying, counted, said

if TYPE_CHECKING:
    from builder.check import Finding, Report

EXAMPLES = (
    ("banmian check", said("content/, and site/ where it stands")),
    ("banmian check --json", said("for another program")),
    ("banmian build --strict", said("builds only what check finds without an error")),
)
COLOURS = {"error": "31", "warning": "33", "note": "2"}


def add_to(commands: argparse._SubParsersAction) -> None:
    """Put check into the parser."""
    check = command(commands, "check", "what wants a person: errors, warnings, corrections", EXAMPLES, _check)
    add_content(check)
    add_site(check)
    check.add_argument("--json", action="store_true", help="print the findings for another program")


def _check(options: argparse.Namespace) -> int:
    from builder import check

    report = check.report(options.content, options.site, watch=lambda dates: progress(list(dates), "edition"))
    if options.json:
        tell_json(as_data(report))
    else:
        tell_findings(report.findings)
        _tell_ledgers(report)
        _tell_end(report)
    return 1 if report.of(check.ERROR) else 0


def as_data(report: "Report") -> dict[str, object]:
    """The report as JSON has it; sentences in the language that is spoken."""
    return {
        "errors": len(report.of("error")), "warnings": len(report.of("warning")), "notes": len(report.of("note")),
        "findings": [{"path": each.path, "line": each.line, "kind": each.kind, "level": each.level,
                      "what": str(each.what), "hint": str(each.hint)} for each in report.findings],
        "pages": [{name: getattr(ledger, name) for name in ledger.__slots__} for ledger in report.ledgers],
    }


def tell_findings(findings: "tuple[Finding, ...] | list[Finding]") -> None:
    """Print findings, those of a file together."""
    for _, of_file in groupby(findings, lambda each: each.path):
        for each in of_file:
            first, *hint = str(each).splitlines()
            print(paint(f"{first[:-1]}, {LEVELS[each.level]}]", COLOURS[each.level]), *hint, sep="\n")
        print()


LEVELS = {"error": said("error"), "warning": said("warning"), "note": said("note")}


def _tell_ledgers(report: "Report") -> None:
    for page in report.ledgers:
        tell("{path}: {lines} with text, {furniture} of them the page's own words; {corrected} corrected, {lost} lost, "
             "{doubts} open",
             path=page.path, lines=counted(page.lines, "line"), furniture=page.furniture,
             corrected=counted(page.corrected, "text"), lost=counted(page.lost, "line"),
             doubts=counted(page.doubts, "doubt"))


def _tell_end(report: "Report") -> None:
    tell("{errors}, {warnings}, {notes}", errors=counted(len(report.of("error")), "error"),
         warnings=counted(len(report.of("warning")), "warning"), notes=counted(len(report.of("note")), "note"))
    tell(_next(report))


def _next(report: "Report") -> Saying:
    if report.of("error"):
        return said("Next: mend the errors, then banmian check again.")
    if report.of("warning"):
        return said("Next: look at the warnings; what is as it should be may stay. Then: banmian build")
    if any(page.doubts for page in report.ledgers):
        return said("Next: banmian serve shows the doubts; an article that was looked at gets reviewed: in its head. "
                    "Then: banmian build")
    return said("Next: banmian build")
