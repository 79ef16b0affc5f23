"""When something was handed in, as platforms write it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_MAX_LENGTH = 100


def moment(written: str) -> datetime | None:
    """A time in UTC, or None where it is written in no form that is known.

    Known is ISO 8601 in its long and its short form, and after it, with or without a space, ``Z``,
    an offset, or the name of a zone (``America/Los_Angeles``). Without any of these it is UTC.
    """
    if len(written) > _MAX_LENGTH:
        return None
    words = written.removesuffix("Z").split()
    try:
        zone = ZoneInfo(words.pop()) if len(words) > 1 and words[-1][0].isalpha() else UTC
        offset = words.pop() if len(words) > 1 and words[-1][0] in "+-" else ""
        found = datetime.fromisoformat(" ".join(words) + offset)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, KeyError, OverflowError, OSError):  # no such time, no such zone
        return None
