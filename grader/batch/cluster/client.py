"""Where the run meets Dask: connects, looks at the workers, starts some where it was asked to."""

from __future__ import annotations

import contextlib
import logging
import secrets
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dask
import msgpack
from distributed import CancelledError, Client, KilledWorker, LocalCluster
from distributed.security import Security

from grader.batch.cluster import worker
from grader.batch.cluster.address import Local, Remote, refuse_clear_text
from grader.batch.cluster.fitness import Fitness
from grader.errors import ClusterError, UsageError
from grader.exam.devices import choose_devices
from grader.sandbox import readable_by_candidates

Told = Callable[[str], None]
_CONNECT_SECONDS = 15.0
_WORKER_SECONDS = 120.0
_RETRY_SECONDS = 2.0
_ANSWER_SECONDS = 2.0
_TICK_SECONDS = 0.05
_SILENT = logging.CRITICAL + 1
_TLS_FILES = ("ca.pem", "cert.pem", "key.pem")


@dataclass(frozen=True)
class _Worker:
    """A worker that fits: how many papers it grades at a time, and whether it has a GPU to lend."""

    threads: int
    has_gpu: bool


@dataclass
class Cluster:
    """A connection to a scheduler and what is known of its workers.

    ``tls`` is a folder with ca.pem, cert.pem and key.pem; None takes Dask's own configuration.
    ``tell`` is told what a person waiting should know.
    """

    where: Local | Remote
    tls: Path | None
    tell: Told
    fit: dict[str, _Worker] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)
    _asked: dict[str, Any] = field(default_factory=dict)  # futures of what workers say they have
    _own: Any = None
    _client: Any = None

    def __enter__(self) -> Cluster:
        _quiet()
        try:
            if isinstance(self.where, Local):
                self._own = _start_workers(self.where.workers)
            self._client = self._connect()
            # A scheduler that is reached on loopback may listen to the whole network.
            refuse_clear_text([self._scheduler_info()["address"]], "the scheduler")
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
    def is_local(self) -> bool:
        """Whether its workers are this run's own, on this machine."""
        return isinstance(self.where, Local)

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
        if self._own is not None:
            return self._own.security
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
        root = readable_by_candidates(key.resolve())
        if root is not None:
            raise UsageError(
                f"{key}: student code could read this key, as all of {root}",
                hint="Keep the certificates elsewhere, in a folder of your own.",
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
        self._asked.clear()
        self.tell("The scheduler answers again.")

    def _wait_for_worker(self) -> None:
        """Wait for the first worker that fits."""
        give_up = time.monotonic() + _WORKER_SECONDS
        told = False
        while True:
            self.look()
            if self.fit:
                return
            if self.unfit:
                listed = "\n".join(f"  - {a}: {why}" for a, why in sorted(self.unfit.items()))
                raise ClusterError(
                    f"no worker has what this run needs:\n{listed}",
                    hint="Install the same grader and PyTorch there, and start the workers again.",
                )
            if time.monotonic() > give_up:
                silent = ", ".join(sorted(self._asked))
                what = f"no answer from {silent}" if silent else "no worker has come"
                raise ClusterError(
                    f"{self.address}: {what}",
                    hint="Start some with dask worker ADDRESS; docs/deploying.md shows how.",
                )
            if not told:
                self.tell("Waiting for a worker …")
                told = True
            time.sleep(_RETRY_SECONDS / 4)

    def look(self) -> None:
        """Look at the workers that are there; judge those that are new.

        Raises:
            UsageError: a worker would be spoken to in the clear, over a network.
            OSError: the scheduler does not answer.
        """
        workers = self._scheduler_info()["workers"]
        refuse_clear_text(list(workers), "a worker")
        self.unfit = {address: why for address, why in self.unfit.items() if address in workers}
        known = {address for address in self.fit if address in workers}
        self._ask(sorted(set(workers) - known - set(self.unfit) - set(self._asked)))
        for address in [address for address in self._asked if address not in workers]:
            del self._asked[address]
        judged = {address for address in list(self._asked) if self._fits(address)}
        self.fit = {
            address: _Worker(
                workers[address]["nthreads"], bool(workers[address]["resources"].get("GPU"))
            )
            for address in known | judged
        }

    def _ask(self, addresses: list[str]) -> None:
        """Ask what they have. One that is busy or hangs may say so later: the others go on."""
        for address in addresses:
            self._asked[address] = self._client.submit(
                worker.describe,
                key=f"grader-worker-{secrets.token_hex(8)}",
                pure=False,
                workers=[address],
            )
        give_up = time.monotonic() + _ANSWER_SECONDS
        new = [self._asked[address] for address in addresses]
        while any(future.status == "pending" for future in new) and time.monotonic() < give_up:
            time.sleep(_TICK_SECONDS)

    def ask_each(self, question: Callable[[], object], addresses: Iterable[str]) -> dict[str, Any]:
        """What workers answer at once, also while they grade; one that does not is left out.

        Raises:
            OSError: the scheduler does not answer.
        """
        found: dict[str, Any] = {}
        for address in sorted(addresses):
            with contextlib.suppress(TimeoutError):
                answer = self._client.run(
                    question,
                    workers=[address],
                    on_error="ignore",
                    callback_timeout=_ANSWER_SECONDS,  # of Dask's own, not the question's
                )
                found.update(answer)
        return found

    def _scheduler_info(self) -> dict[str, Any]:
        return dict(self._client.scheduler_info(n_workers=-1))

    def _fits(self, address: str) -> bool:
        """Whether a worker has said what it has, and that is what it takes."""
        if self._asked[address].status == "pending":
            return False
        future = self._asked.pop(address)
        try:
            answer = future.result(timeout=_ANSWER_SECONDS)
        except (CancelledError, KilledWorker, TimeoutError, OSError):
            return False  # gone again, or lost on the way: the next look asks once more
        except Exception as error:  # whatever an installation that is none may raise
            self.leave_out(address, f"grader can't be used there ({_brief(error)})")
            return False
        differences = Fitness.of_this_process().differences(
            Fitness.from_plain(msgpack.unpackb(answer))
        )
        if differences:
            self.leave_out(address, ", ".join(differences))
        return not differences

    def usable(self, *, gpu: bool) -> set[str]:
        """The workers that fit, and have a GPU if it takes one."""
        return {address for address, item in self.fit.items() if item.has_gpu or not gpu}

    def room(self, *, gpu: bool) -> int:
        """How many papers these can grade at a time."""
        return sum(self.fit[address].threads for address in self.usable(gpu=gpu))

    def leave_out(self, address: str, why: str) -> None:
        """Give a worker nothing to do from now on."""
        self.fit.pop(address, None)
        if address not in self.unfit:
            self.unfit[address] = why
            self.tell(f"{address} is left out: {why}.")

    def devices(self, wanted: str) -> tuple[str, ...]:
        """The devices for ``--device``, as the workers have them that are there by now.

        Raises:
            UsageError: CUDA is wanted, and no worker has it.
        """
        if isinstance(self.where, Local):
            return choose_devices(wanted)
        if wanted == "cpu":
            return ("cpu",)
        give_up = time.monotonic() + (_WORKER_SECONDS if wanted == "cuda" else 0)
        while not self.usable(gpu=True):
            if time.monotonic() >= give_up:
                if wanted != "cuda":
                    return ("cpu",)
                raise UsageError(
                    "--device cuda: no worker says that it has a GPU",
                    hint='Start workers with --resources "GPU=1", one for each GPU.',
                )
            time.sleep(_RETRY_SECONDS)
            self.look()
        return ("cpu", "cuda") if wanted == "auto" else (wanted,)


def _start_workers(count: int) -> LocalCluster:
    """Workers on this machine, each a process with one thread. They have certificates as well: any
    account of this machine could reach their ports."""
    # Ctrl-C is the run's to answer: what is started now does not hear of it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            protocol="tls://",
            security=Security.temporary(),
            resources={"GPU": 1},  # where there is one they share it, as --jobs do
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=_SILENT,
        )
    except (RuntimeError, OSError, TimeoutError) as error:
        raise ClusterError(
            f"--scheduler local:{count}: workers can't be started here ({_brief(error)})",
            hint="Grade without --scheduler: --jobs does the same on one machine.",
        ) from error
    finally:
        signal.signal(signal.SIGINT, before)


def _quiet() -> None:
    """What Dask logs and measures is for its own maintainers; what a person should know is told by
    us. Its profiler alone looks at every thread a hundred times a second."""
    dask.config.set(
        {
            "distributed.admin.large-graph-warning-threshold": "1GB",
            "distributed.admin.tick.interval": "1s",
            "distributed.worker.profile.enabled": False,
        }
    )
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(_SILENT)


def _brief(error: object) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return f"{type(error).__name__}: {lines[0][:200]}" if isinstance(error, Exception) else lines[0]
