"""A place takes from the place it builds on what its own file leaves open, and can say no to what that place says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import TemplateProblem
from docgen.library import Library

STATE = 'code = "XX-YY"\nbuilds_on = "XX"\n'
COUNTRY = 'code = "XX"\nbuilds_on = "US"\nlanguages = ["en"]\nexhibit_letters = true\nexhibit_prefix = "P-"\n'


@pytest.mark.parametrize(
    ("own", "lettered"), [("", True), ("exhibit_letters = false\n", False), ("exhibit_letters = true\n", True)]
)
def test_a_state_can_number_the_exhibits_that_its_country_letters(tmp_path: Path, own: str, lettered: bool) -> None:
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / "xx.toml").write_text(COUNTRY + '[name]\nen = "Xanadu"\n', "utf-8")
    (tmp_path / "jurisdictions" / "xx-yy.toml").write_text(STATE + own + '[name]\nen = "Yonder"\n', "utf-8")

    place = Library.open(tmp_path).jurisdiction("XX-YY")

    assert place.exhibit_letters is lettered
    assert place.exhibit_prefix == "P-"


def test_a_place_that_lacks_what_every_paper_needs_is_named(tmp_path: Path) -> None:
    (tmp_path / "jurisdictions").mkdir()
    bare = 'code = "ZZ"\nlanguages = ["en"]\n[name]\nen = "Zembla"\n'
    (tmp_path / "jurisdictions" / "zz.toml").write_text(bare, "utf-8")

    with pytest.raises(TemplateProblem) as caught:
        Library.open(tmp_path).jurisdiction("ZZ")

    assert [problem.place.path for problem in caught.value.problems] == ["letter", "police", "privacy"]
    assert caught.value.problems[0].place.source.endswith("zz.toml")


@pytest.mark.parametrize(
    "wrong",
    [
        '[[limits]]\nid = "x"\ncite = "x"\ndays = 3\nruns_from = "last-incidents"\n[limits.text]\nen = "x"\n',
        '[[takedown]]\nid = "x"\ncite = "x"\n[[takedown.elements]]\nid = "no-concent"\ncite = "x"\n',
    ],
)
def test_a_misspelt_requirement_is_no_requirement_that_nobody_checks(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / "zz.toml").write_text(
        'code = "ZZ"\nbuilds_on = "US"\nlanguages = ["en"]\n[name]\nen = "Zembla"\n' + wrong, "utf-8"
    )

    with pytest.raises(TemplateProblem) as caught:
        Library.open(tmp_path).jurisdiction("ZZ")

    assert {problem.id for problem in caught.value.problems} >= {"problem.no-such-choice"}
