"""A Dask scheduler and workers as processes of their own, for tests; each with nothing of ours but
the installed package."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

DASK = Path(sys.executable).with_name("dask")


class Machines:
    """``scheduler()`` and ``worker()`` start processes; all are ended by ``close``.

    ``host`` is where the scheduler listens; ``tls`` a folder with ca.pem, cert.pem and key.pem.
    """

    def __init__(self, place: Path, *, host: str = "127.0.0.1", tls: Path | None = None) -> None:
        self.place = place
        self.host = host
        self.port = free_port()
        self.address = f"{'tcp' if tls is None else 'tls'}://{host}:{self.port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._tls: list[str] = []
        if tls is not None:
            files = {"ca-file": "ca.pem", "cert": "cert.pem", "key": "key.pem"}
            self._tls = [f"--tls-{option}={tls / name}" for option, name in files.items()]

    def scheduler(self) -> subprocess.Popen[bytes]:
        """Start one, and wait until it listens."""
        process = self._start(
            ["scheduler", "--host", self.host, "--port", str(self.port), "--no-dashboard"]
        )
        wait_for(lambda: _listens(self.host, self.port))
        return process

    def worker(
        self,
        name: str,
        *,
        preload: str = "",
        nanny: bool = True,
        within: Sequence[str] = (),
        options: Sequence[str] = (),
    ) -> int:
        """Start one of one thread; with ``preload``, after that code; ``within`` is a command that
        starts it somewhere else. Gives the pid."""
        words = ["worker", self.address, "--name", name, "--nthreads", "1", "--no-dashboard"]
        words += ["--nanny" if nanny else "--no-nanny", *options]
        words += ["--local-directory", str(self.place / f"worker-{name}")]
        if preload:
            script = self.place / f"preload_{name}.py"
            script.write_text(preload, "utf-8")
            words += ["--preload", str(script)]
        return self._start(words, within).pid

    def _start(self, words: Sequence[str], within: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        place = self.place / "elsewhere"  # where no course is
        place.mkdir(exist_ok=True)
        log = (self.place / f"log-{len(self.processes)}.txt").open("wb")
        with log:
            process = subprocess.Popen(
                [*within, str(DASK), *words, *self._tls],
                cwd=place,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # A peer that is cut off is noticed soon.
                env={**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s"},
            )
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()

    def logs(self) -> str:
        return "\n".join(path.read_text("utf-8") for path in sorted(self.place.glob("log-*.txt")))


def wait_for(what: object, seconds: float = 60.0) -> None:
    """Until a condition holds. Raises TimeoutError."""
    assert callable(what)
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError("it did not come to be")
        time.sleep(0.05)


@contextlib.contextmanager
def machines(
    place: Path, *, host: str = "127.0.0.1", tls: Path | None = None
) -> Iterator[Machines]:
    """Machines that are gone afterwards."""
    place.mkdir()
    made = Machines(place, host=host, tls=tls)
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(place, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def certificates(folder: Path) -> Path:
    """One certificate for scheduler, workers and run, as docs/deploying.md makes it."""
    folder.mkdir()
    subprocess.run(
        "openssl req -x509 -newkey rsa:3072 -nodes -days 200 -subj /CN=grader "
        "-keyout key.pem -out cert.pem && cp cert.pem ca.pem",
        shell=True,
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder
