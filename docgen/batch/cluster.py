"""Workers on other machines, by way of Dask: the only place of docgen that speaks to a network, and only when asked.

The machines need the same docgen, and see the templates and the files of the evidence under the same paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from docgen.errors import OutputProblem, Problem, UsageProblem

__all__ = ["cluster"]


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give the workers of the Dask scheduler at `address` (`tcp://host:8786`) as a standard executor.

    Raises `UsageProblem` where Dask is not installed, and `OutputProblem` where nobody answers at `address`.
    """
    try:
        import distributed
    except ImportError:
        raise UsageProblem([Problem(id="usage.no-dask")]) from None
    dask: Any = distributed  # which has no types
    try:
        client = dask.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise OutputProblem([Problem(id="batch.no-cluster")]) from None
    with client:
        yield client.get_executor(pure=False)
