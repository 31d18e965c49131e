"""Workers on other machines, by way of Dask: the only place of docgen that speaks to a network, and only when asked.

The machines need the same docgen, and see the templates and the files of the evidence under the same paths.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from typing import Any

from docgen.batch.fingerprints import wish_fingerprint
from docgen.batch.work import BatchWish
from docgen.errors import OutputProblem, Problem, UsageProblem

__all__ = ["cluster"]


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
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # their stack traces help nobody who writes letters
    try:
        client = dask.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise OutputProblem([Problem(id="batch.no-cluster")]) from None
    with client:
        try:
            _refuse_others(client, batch_wish)
            yield client.get_executor(pure=False)
        except (CancelledError, TimeoutError, dask.KilledWorker, dask.comm.CommClosedError):
            raise OutputProblem([Problem(id="batch.cluster-lost")]) from None


def _refuse_others(client: Any, batch_wish: BatchWish) -> None:
    """Raise `OutputProblem` where a worker has another docgen, or other templates."""
    here = wish_fingerprint(batch_wish)
    found = client.run(wish_fingerprint, batch_wish, on_error="return").values()
    if any(each != here for each in found):
        raise OutputProblem([Problem(id="batch.other-docgen")])
