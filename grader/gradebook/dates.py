"""Dates as instructors write them."""

from __future__ import annotations

import datetime

from grader.errors import UsageError

_END_OF_DAY = datetime.time(23, 59, 59)


def moment(written: str, due: datetime.datetime | None) -> datetime.datetime:
    """A date and time in ISO 8601; a date alone is the end of that day.

    Args:
        written: for example 2026-12-03, 2026-12-03T18:00 or 2026-12-03T18:00+01:00.
        due: the assignment's due date; without a time zone that of it is meant, and this machine's
            where there is none.

    Raises:
        UsageError: it is no date.
    """
    try:
        try:
            day = datetime.date.fromisoformat(written)
            found = datetime.datetime.combine(day, _END_OF_DAY)
        except ValueError:
            found = datetime.datetime.fromisoformat(written)
        if found.tzinfo is not None:
            return found
        if due is not None:
            return found.replace(tzinfo=due.tzinfo)
        return found.astimezone()
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{written}: this is no date", hint="Write one like 2026-12-03 or 2026-12-03T18:00."
        ) from error


def later_than(due: datetime.datetime | None, until: datetime.datetime) -> datetime.datetime:
    """``until``, where it is later than a student's due date.

    Raises:
        UsageError: it is not, and would change nothing.
    """
    if due is not None and until <= due:
        form = "%Y-%m-%d %H:%M %Z"
        raise UsageError(
            f"{until.strftime(form)} is not after the student's due date, {due.strftime(form)}",
            hint="The latest extension holds. To shorten one, withdraw it first: "
            "grader gradebook history STUDENT has its number.",
        )
    return until
