"""Where the run meets Dask: connects, looks at the workers, starts some where it was asked to."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dask
import msgpack
from distributed import Client, LocalCluster
from distributed.security import Security

from grader.batch.cluster import worker
from grader.batch.cluster.address import Local, Remote, refuse_clear_text
from grader.batch.cluster.fitness import Fitness
from grader.errors import ClusterError, UsageError

Told = Callable[[str], None]
_CONNECT_SECONDS = 15.0
_WORKER_SECONDS = 120.0
_RETRY_SECONDS = 2.0
_SILENT = logging.CRITICAL + 1
_TLS_FILES = ("ca.pem", "cert.pem", "key.pem")


@dataclass
class Cluster:
    """A connection to a scheduler and what is known of its workers.

    ``tls`` is a folder with ca.pem, cert.pem and key.pem; None takes Dask's own configuration.
    ``tell`` is told what a person waiting should know.
    """

    where: Local | Remote
    tls: Path | None
    tell: Told
    fit: set[str] = field(default_factory=set)
    unfit: dict[str, str] = field(default_factory=dict)
    _own: Any = None
    _client: Any = None

    def __enter__(self) -> Cluster:
        _quiet()
        try:
            if isinstance(self.where, Local):
                self._own = _start_workers(self.where.workers)
            self._client = self._connect()
            self._wait_for_worker()
        except BaseException:
            self.__exit__()
            raise
        where = "on this machine" if self._own is not None else f"at {self.address}"
        self.tell(f"Cluster {where}: {len(self.fit)} worker{'s' if len(self.fit) > 1 else ''}.")
        return self

    def __exit__(self, *_: object) -> None:
        for part in (self._client, self._own):
            if part is not None:
                with contextlib.suppress(Exception):  # whatever happens there, we are done
                    part.close()

    @property
    def client(self) -> Any:
        """Dask's client."""
        return self._client

    @property
    def address(self) -> str:
        """The scheduler's."""
        if isinstance(self.where, Remote):
            return self.where.address
        return str(self._own.scheduler_address)

    def _connect(self) -> Any:
        address = self.address
        try:
            return Client(
                address,
                security=self._security(address),
                timeout=_CONNECT_SECONDS,
                set_as_default=False,
                name="grader",
            )
        except (OSError, TimeoutError) as error:
            raise ClusterError(
                f"{address}: no scheduler answers ({_brief(error)})",
                hint="Is it running, and do both ends use the same certificates? Start it with "
                "dask scheduler; docs/deploying.md shows how.",
            ) from error

    def _security(self, address: str) -> Security | None:
        if not address.startswith("tls://"):
            return None
        if self.tls is None:
            security = Security()
            if not security.tls_ca_file or not security.tls_client_cert:
                raise UsageError(
                    f"{address}: which certificates?",
                    hint=f"Name the folder that holds {', '.join(_TLS_FILES)} with --tls FOLDER, "
                    "or set distributed.comm.tls in Dask's own configuration.",
                )
            return security
        ca, cert, key = (self.tls / name for name in _TLS_FILES)
        for path in (ca, cert, key):
            if not path.is_file():
                raise UsageError(
                    f"{path}: not there",
                    hint=f"--tls names a folder with {', '.join(_TLS_FILES)}.",
                )
        return Security(
            tls_ca_file=str(ca),
            tls_client_cert=str(cert),
            tls_client_key=str(key),
            require_encryption=True,
        )

    @property
    def is_connected(self) -> bool:
        return bool(self._client.status == "running")

    def reconnect(self) -> None:
        """Wait until the scheduler is there again, however long that takes."""
        self.tell("The scheduler does not answer; waiting for it. Ctrl-C ends the run.")
        while not self.is_connected:
            if self._client.status == "closed":
                with contextlib.suppress(ClusterError):
                    self._client = self._connect()
            time.sleep(_RETRY_SECONDS)
        self.fit.clear()
        self.tell("The scheduler answers again.")

    def _wait_for_worker(self) -> None:
        """Wait for the first worker that fits."""
        give_up = time.monotonic() + _WORKER_SECONDS
        told = False
        while not self.look():
            if self.unfit:
                listed = "\n".join(f"  - {a}: {why}" for a, why in sorted(self.unfit.items()))
                raise ClusterError(
                    f"no worker has what this run needs:\n{listed}",
                    hint="Install the same grader and PyTorch there, and start the workers again.",
                )
            if time.monotonic() > give_up:
                raise ClusterError(
                    f"{self.address}: no worker has come",
                    hint="Start some with dask worker ADDRESS; docs/deploying.md shows how.",
                )
            if not told:
                self.tell("Waiting for a worker …")
                told = True
            time.sleep(_RETRY_SECONDS / 4)

    def look(self) -> int:
        """Look at workers that are new; says how many papers all that fit can grade at a time.

        Raises:
            UsageError: a worker would be spoken to in the clear, over a network.
        """
        threads: dict[str, int] = self._client.nthreads()
        refuse_clear_text(list(threads), "a worker")
        self.fit &= set(threads)
        self.unfit = {address: why for address, why in self.unfit.items() if address in threads}
        new = sorted(set(threads) - self.fit - set(self.unfit))
        if new:
            answers = self._client.run(worker.describe, workers=new, on_error="return")
            for address in new:
                self._judge(address, answers.get(address))
        return sum(threads[address] for address in self.fit)

    def _judge(self, address: str, answer: object) -> None:
        if not isinstance(answer, bytes):
            if answer is not None and not isinstance(answer, OSError):  # those are gone again
                self.leave_out(address, f"grader can't be used there ({_brief(answer)})")
            return
        theirs = Fitness.from_plain(msgpack.unpackb(answer))
        differences = Fitness.of_this_process().differences(theirs)
        if differences:
            self.leave_out(address, ", ".join(differences))
        else:
            self.fit.add(address)

    def leave_out(self, address: str, why: str) -> None:
        """Give a worker nothing to do from now on."""
        self.fit.discard(address)
        if address not in self.unfit:
            self.unfit[address] = why
            self.tell(f"{address} is left out: {why}.")

    def has_gpu(self) -> bool:
        """Whether a worker says that it has a GPU to lend (``--resources GPU=1``)."""
        workers = self._client.scheduler_info()["workers"]
        return any(item["resources"].get("GPU") for item in workers.values())

    def devices(self, wanted: str) -> tuple[str, ...]:
        """The devices for ``--device``, as the workers have them.

        Raises:
            UsageError: CUDA is wanted, and no worker has it.
        """
        if isinstance(self.where, Local):
            from grader.exam.devices import choose_devices

            return choose_devices(wanted)
        if wanted == "cpu":
            return ("cpu",)
        if not self.has_gpu():
            if wanted == "cuda":
                raise UsageError(
                    "--device cuda: no worker says that it has a GPU",
                    hint='Start workers with --resources "GPU=1", one for each GPU.',
                )
            return ("cpu",)
        return ("cpu", "cuda") if wanted == "auto" else (wanted,)


def _start_workers(count: int) -> LocalCluster:
    """Workers on this machine, each a process with one thread, and nothing that listens outside."""
    # Workers must not take our own options for theirs, nor fill the terminal.
    return LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,
        silence_logs=_SILENT,
    )


def _quiet() -> None:
    """What Dask logs is for its own maintainers; what a person should know is told by us."""
    dask.config.set({"distributed.admin.log-format": "%(message)s"})
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(_SILENT)


def _brief(error: object) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return f"{type(error).__name__}: {lines[0][:200]}" if isinstance(error, Exception) else lines[0]
