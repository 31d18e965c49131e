"""Workers on other machines, by way of Dask: the only place of docgen that speaks to a network, and only when asked.

The machines need the same docgen, and see the templates and the files of the evidence under the same paths.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any, ParamSpec, TypeVar

from docgen.batch.fingerprints import wish_fingerprint
from docgen.batch.work import BatchWish
from docgen.errors import OutputProblem, Problem, UsageProblem

__all__ = ["cluster"]

_LOGS = ("distributed", "distributed.client", "tornado.application")
_LOOK = 0.5
"""Seconds after which it is looked again whether the connection still stands."""

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def cluster(address: str, batch_wish: BatchWish) -> Iterator[Executor]:
    """Give the workers of the Dask scheduler at `address` (`tcp://host:8786`) as a standard executor for `batch_wish`.

    Raises `UsageProblem` where Dask is not installed, and `OutputProblem` where nobody answers at `address`, a worker
    that is there would make other documents, or, while it is in use, the cluster is lost.
    """
    try:
        import distributed
    except ImportError:
        raise UsageProblem([Problem(id="usage.no-dask")]) from None
    dask: Any = distributed  # which has no types
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # their stack traces help nobody who writes letters
    try:
        client = dask.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise OutputProblem([Problem(id="batch.no-cluster")]) from None
    try:
        with client, _watched(client) as executor:
            _refuse_others(client, batch_wish)
            yield executor
    except (CancelledError, TimeoutError, dask.KilledWorker, dask.comm.CommClosedError, _ClusterLost):
        raise OutputProblem([Problem(id="batch.cluster-lost")]) from None


class _ClusterLost(Exception):
    """Ends what waits for a scheduler that is gone."""


class _Workers(Executor):
    """The workers of a Dask client, and what waits for them: Dask lets a result wait for ever that was on its way."""

    def __init__(self, client: Any) -> None:
        self._client, self._executor = client, client.get_executor(pure=False)
        self._connection = client.scheduler_comm
        self._waiting: set[Future[Any]] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send `fn` to a worker. Raises `_ClusterLost` where there is none any more."""
        if not self.is_connected():
            raise _ClusterLost
        future: Future[T] = self._executor.submit(fn, *args, **kwargs)
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        return future

    def is_connected(self) -> bool:
        """Return whether the connection still is the first one: a new one knows nothing of what was sent."""
        return self._client.status == "running" and self._client.scheduler_comm is self._connection

    def give_up(self) -> None:
        """End with `_ClusterLost` whatever waits."""
        for each in tuple(self._waiting):
            with suppress(InvalidStateError):  # it came after all
                each.set_exception(_ClusterLost())


@contextmanager
def _watched(client: Any) -> Iterator[_Workers]:
    """Give the workers of `client`; nothing waits for them longer than the connection stands."""
    workers, ended = _Workers(client), Event()

    def watch() -> None:
        while not ended.wait(_LOOK):
            if not workers.is_connected():
                workers.give_up()

    Thread(target=watch, daemon=True).start()
    try:
        yield workers
    finally:
        ended.set()


def _refuse_others(client: Any, batch_wish: BatchWish) -> None:
    """Raise `OutputProblem` where a worker has another docgen, or other templates."""
    here = wish_fingerprint(batch_wish)
    found = client.run(wish_fingerprint, batch_wish, on_error="return").values()
    if any(each != here for each in found):
        raise OutputProblem([Problem(id="batch.other-docgen")])
