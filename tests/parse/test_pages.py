"""Whole pages of invented text, in the forms of many papers and decades: tests/pages/<case>/.

page.txt is the page; answers.txt says what each line is (made by hand); outline.txt is what `banmian explain page.txt`
prints today.
"""

import json
from pathlib import Path

import pytest

from builder import parse
from builder.model import Kind
from builder.parse import decoder, evidence
from builder.parse.lines import lines

TESTS = Path(__file__).parent.parent
PAGES = sorted(path.parent for path in (TESTS / "pages").glob("*/page.txt"))
FLOORS = json.loads((TESTS / "evaluation/invented.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_a_page_reads_as_it_did(folder, update_golden):
    """The outline is what `banmian explain page.txt` prints: a change of it is looked at, line by line."""
    got = parse.outline(parse.read((folder / "page.txt").read_text(encoding="utf-8")))
    golden = folder / "outline.txt"
    if update_golden:
        golden.write_text(got, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == got


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_every_filled_line_has_one_label(folder):
    text = (folder / "page.txt").read_text(encoding="utf-8")
    reading = parse.read(text)
    assert [line.number for line in lines(text) if line.text.strip()] == [label.line.number for label in reading.labels]
    assert all((label.kind is Kind.FURNITURE) == (label.article == 0) for label in reading.labels)


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_as_many_lines_are_right_as_before(folder):
    """The floors in tests/evaluation/invented.json only rise."""
    page, answers = folder / "page.txt", (folder / "answers.txt").read_text(encoding="utf-8").splitlines()
    assert page.read_text(encoding="utf-8").splitlines() == [row.partition("|")[2] for row in answers]
    wanted = [row.partition("|")[0] for row in answers if row]
    choices = decoder.reading(evidence.evidence(lines(page.read_text(encoding="utf-8"))))
    got = [choice.place.role + "^" * choice.place.first for choice in choices]
    right = sum(want == found for want, found in zip(wanted, got, strict=True))
    assert FLOORS[folder.name] <= right
