"""What ``--scheduler`` may say."""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from grader.errors import UsageError

MAX_LOCAL = 256
_FORMS = (
    "It is tls://HOST:PORT, tcp://HOST:PORT on this machine alone, a scheduler file, or local:N "
    "for N workers that are started here for this run."
)


@dataclass(frozen=True)
class Local:
    """Workers of one's own, on this machine, for one run."""

    workers: int


@dataclass(frozen=True)
class Remote:
    """A scheduler that is there: its address, ``tls://…`` or ``tcp://…``."""

    address: str


def parse(asked: str) -> Local | Remote:
    """Read the option's value.

    Raises:
        UsageError: it is none, or it would send hidden tests and results over a network in the
            clear.
    """
    local = re.fullmatch(r"local:(\d{1,4})", asked)
    if local is not None:
        return _local(int(local[1]))
    if "://" not in asked and Path(asked).is_file():
        asked = _from_file(Path(asked))
    try:
        parts = urlsplit(asked)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if host is None or port is None or parts.scheme not in ("tcp", "tls"):
        raise UsageError(f"--scheduler {asked}: no address of a scheduler", hint=_FORMS)
    refuse_clear_text([asked], "the scheduler")
    return Remote(asked)


def refuse_clear_text(addresses: list[str], who: str) -> None:
    """Between machines everything is encrypted, and both ends have shown their certificates.

    Dask runs whatever a peer sends: without TLS anybody who reaches a port could run code there,
    read the hidden tests and answer for a worker.

    Args:
        addresses: of Dask's, ``tls://…`` or ``tcp://…``.
        who: whose they are, for the message.

    Raises:
        UsageError: one of them is in the clear, and not on this machine alone.
    """
    for address in addresses:
        if not address.startswith(("tls://", "inproc://")) and not _is_loopback(address):
            raise UsageError(
                f"{address}: {who} would be spoken to in the clear, over a network",
                hint="Whoever reaches such a port can run code and read the hidden tests. Start "
                "scheduler and workers with --tls-ca-file, --tls-cert and --tls-key, and name "
                "tls://HOST:PORT here; docs/deploying.md shows each step.",
            )


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _local(workers: int) -> Local:
    if not 1 <= workers <= MAX_LOCAL:
        raise UsageError(
            f"--scheduler local:{workers}: not so many workers",
            hint=f"Between 1 and {MAX_LOCAL}; about as many as there are cores.",
        )
    return Local(workers)


def _from_file(path: Path) -> str:
    """The address in a file that ``dask scheduler --scheduler-file`` wrote."""
    try:
        return str(json.loads(path.read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}: no scheduler file of Dask's ({error})",
            hint="dask scheduler --scheduler-file writes one.",
        ) from error
