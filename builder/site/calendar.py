"""The days of an archive as a calendar: one small table a month, one line a year."""

from calendar import MONDAY, Calendar
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its editions."""

    iso: str
    """`2025-07`"""
    weeks: tuple[tuple[tuple[int, str], ...], ...]
    """Weeks from Monday, of (day, date of its edition or ""); day 0 belongs to another month."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its months."""

    number: str
    months: tuple[str, ...]
    """Twelve of `2025-07`, "" for a month without an edition."""


def month(iso: str, dates: Iterable[str]) -> Month:
    """The month `iso` (`2025-07`) with the editions of `dates` (ISO)."""
    printed = {date for date in dates if date.startswith(iso)}
    weeks = Calendar(MONDAY).monthdayscalendar(int(iso[:4]), int(iso[5:7]))
    return Month(iso, tuple(
        tuple((day, date if (date := f"{iso}-{day:02}") in printed else "") for day in week) for week in weeks))


def years(dates: Iterable[str]) -> tuple[Year, ...]:
    """The years of `dates` (ISO), latest first."""
    months = {date[:7] for date in dates}
    return tuple(
        Year(year, tuple(name if (name := f"{year}-{number:02}") in months else "" for number in range(1, 13)))
        for year in sorted({name[:4] for name in months}, reverse=True))
