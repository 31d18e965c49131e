"""A place takes from the place it builds on what its own file leaves open, and can say no to what that place says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.library import Library

STATE = 'code = "XX-YY"\nbuilds_on = "XX"\n'
COUNTRY = 'code = "XX"\nlanguages = ["en"]\nexhibit_letters = true\nexhibit_prefix = "P-"\n'


@pytest.mark.parametrize(
    ("own", "lettered"), [("", True), ("exhibit_letters = false\n", False), ("exhibit_letters = true\n", True)]
)
def test_a_state_can_number_the_exhibits_that_its_country_letters(tmp_path: Path, own: str, lettered: bool) -> None:
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / "xx.toml").write_text(COUNTRY + '[name]\nen = "Xanadu"\n', "utf-8")
    (tmp_path / "jurisdictions" / "xx-yy.toml").write_text(STATE + own + '[name]\nen = "Yonder"\n', "utf-8")

    place = Library((tmp_path,), ()).jurisdiction("XX-YY")

    assert place.exhibit_letters is lettered
    assert place.exhibit_prefix == "P-"
