"""Moodle's dates, written out in the language of whoever downloaded the file."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_TIME = re.compile(r"([0-9]{1,2})\s?[:h.]\s?([0-9]{2})(?![0-9])")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[0-9]+")
_MOST = 80  # letters; a date has no more
_AFTERNOON = frozenset({"pm", "下午"})
_MORNING = frozenset({"am", "上午"})


def read_moment(said: str) -> datetime.datetime | None:
    """A date and time such as "Friday, 13 March 2026, 5:00 PM" or "2026年03月13日 17:00".

    Month and weekday may be in any of some languages; it has no zone. None where it can't be read
    for sure.
    """
    said = said.casefold().replace("：", ":")
    times = list(_TIME.finditer(said)) if len(said) <= _MOST else []
    if not times:
        return None
    hour, minute = int(times[-1][1]), int(times[-1][2])
    day = _date(said[: times[-1].start()])
    words = set(re.findall(r"[ap]m|[上下]午", said.replace(".", "")))
    if words & _AFTERNOON | words & _MORNING and hour <= 12:
        hour = hour % 12 + (12 if words & _AFTERNOON else 0)
    try:
        return None if day is None else datetime.datetime(*day, hour, minute)
    except ValueError:
        return None


def _date(said: str) -> tuple[int, int, int] | None:
    """Year, month, day."""
    numbers = [int(found) for found in _NUMBER.findall(said)]
    months = {_months()[word] for word in _WORD.findall(said) if word in _months()}
    years = [found for found in numbers if found > 1000]
    rest = [found for found in numbers if found <= 1000]
    if len(years) != 1:
        return None
    if len(months) == 1 and len(rest) == 1:
        return years[0], months.pop(), rest[0]
    if not months and len(rest) == 2 and numbers[0] == years[0]:
        return years[0], rest[0], rest[1]
    return None


@functools.cache
def _months() -> Mapping[str, int]:
    from babel.dates import get_month_names  # imported late: few exports need it

    return {
        _WORD.findall(name.casefold())[0]: month
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, locale=language).items()
    }
