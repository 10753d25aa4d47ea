"""Dates, places and doubts in the words of the archive's language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from builder.model import PageRecord
from builder.site.addresses import author_url


@dataclass(frozen=True, slots=True)
class Words:
    """The site's words, and what is said with them. Dates are ISO, page numbers as their folders are named."""

    strings: Mapping[str, object]

    def day(self, iso: str, form: str = "date") -> str:
        """`2025-07-10` → 2025年7月10日; `form` is date, date_short or month."""
        day = date.fromisoformat(iso)
        return str(self.strings[form]).format(
            year=day.year, month=day.month, day=day.day, month_name=self.strings["months"][day.month - 1])

    def broken_day(self, iso: str) -> Markup:
        """The day, with a place to break after its year: for a narrow column."""
        return Markup(str(escape(self.day(iso))).replace("年", "年<wbr>"))

    def weekday(self, iso: str) -> str:
        return self.strings["weekdays"][date.fromisoformat(iso).weekday()]

    def page(self, number: str) -> str:
        """`01` → 第1版."""
        return self.strings["page_name"].format(page=numeral(number))

    def place(self, name: str, date: str) -> str:
        """`2025-07-10/03/02` → 2025年7月10日 第3版, on that `date` itself 第3版; what is no name stays as it is."""
        parts = name.split("/")
        try:
            page = self.page(parts[1])
            return page if parts[0] == date else f"{self.day(parts[0])} {page}"
        except (ValueError, IndexError):
            return name

    def byline(self, byline: str, authors: Sequence[str], root: str) -> Markup:
        """A byline, the names of `authors` in it leading to their pages."""
        parts = re.split("(" + "|".join(map(re.escape, sorted(authors, key=len, reverse=True))) + ")", byline) \
            if authors else [byline]
        return Markup("").join(
            Markup('<a href="{}{}">{}</a>').format(root, author_url(part), part) if part in authors else escape(part)
            for part in parts)

    def note(self, record: PageRecord | None, *of: str) -> str:
        """What the page does not print and from where it is known instead; "" where all is printed or nothing is said.

        `of` are newspaper, page, date: those that stand beside the note.
        """
        if record is None:
            return ""
        missing = [self.strings[f"{what}_word"] for what, is_missing in (
            ("newspaper", record.newspaper_from == ""), ("page", record.page_from == "given"))
            if is_missing and what in of]
        said = [self.strings["unprinted"].format(what=self.strings["listing"].join(missing))] if missing else []
        if "date" in of and record.date_from in ("datelines", "given"):
            said.append(self.strings[f"date_from_{record.date_from}"])
        return self.strings["clause"].join(said)


def numeral(number: str) -> str:
    """A page's number as it is said: `01` → 1, `a05` → A05."""
    return (number.lstrip("0") or "0") if number.isdecimal() else number.upper()
