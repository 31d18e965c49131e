"""The samples are what docgen writes today: every document that a sample's README orders stands beside its facts."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

import docgen

from .conftest import LIBRARY, TODAY

SAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "samples").glob("*/facts.json"))


def kinds_of(sample: Path) -> list[str]:
    """Return the kinds that the README of `sample` orders with `docgen new KIND --facts facts.json`."""
    lines = (sample / "README.md").read_text(encoding="utf-8").splitlines()
    return [shlex.split(line)[2] for line in lines if line.startswith("docgen new ")]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_kept_current(sample: Path, request: pytest.FixtureRequest):
    """`--accept` writes the documents anew."""
    answers = docgen.load_facts(sample / "facts.json")
    folder = sample / "documents"
    assert kinds_of(sample)
    for kind in kinds_of(sample):
        planned = docgen.plan_document(LIBRARY, answers, docgen.Wish(kind=kind, today=TODAY))
        for made in docgen.render_document(planned):
            path = folder / f"{kind}.{made.format}"
            if request.config.getoption("--accept"):
                folder.mkdir(exist_ok=True)
                path.write_bytes(made.data)
            assert path.read_bytes() == made.data


def test_one_sample_has_more_than_ten_incidents_on_three_platforms_and_an_unknown_operator():
    facts = docgen.load_facts(next(path for path in SAMPLES if path.name == "three-platforms") / "facts.json").values
    incidents, accounts = facts["incidents"], facts["accounts"]

    assert len(incidents) > 10  # type: ignore[arg-type]
    assert len({account["platform"] for account in accounts}) >= 3  # type: ignore[attr-defined, index]
    assert any(account.get("operator") == "unknown" for account in accounts)  # type: ignore[attr-defined]
