"""What every test stands on: no network, one fixed day, Hypothesis that gives the same verdict twice."""

from __future__ import annotations

import os
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

TODAY = date(2026, 11, 23)
REPOSITORY = Path(__file__).parents[1]

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("roam", parent=settings.get_profile("steady"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


class _NoNetwork(socket.socket):
    """A socket that refuses to be made, except between processes of this machine."""

    def __init__(self, family: int = socket.AF_INET, *rest: Any, **named: Any) -> None:
        if family != getattr(socket, "AF_UNIX", None):
            raise AssertionError("docgen is offline by construction: something opened a network socket")
        super().__init__(family, *rest, **named)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _NoNetwork)


@pytest.fixture
def today() -> date:
    """The day on which all tests run."""
    return TODAY


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden texts."""
    parser.addoption("--accept", action="store_true", help="write the golden texts anew; look at the pages first")
