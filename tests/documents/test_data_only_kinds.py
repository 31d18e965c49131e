"""Kinds that are data only: a preservation request, a statement of a witness, a log of the incidents."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from conftest import REPOSITORY

from docgen.errors import FactsProblem
from docgen.matter.audiences import Audience
from docgen.word import text_of

from .conftest import LIBRARY, OFFERED, Offered, made

DATA_ONLY = ("preservation-request", "witness-statement", "incident-log")
CITATION = re.compile(r"§|U\.S\.C\.|\bart(?:s|ikel|igo|ículo|icolo)?\.?\s*\d|\bsection \d", re.IGNORECASE)


def _all(kind: str) -> list[Any]:
    return [pytest.param(each, id=each.name) for each in OFFERED if each.kind == kind]


def _words(offered: Offered) -> str:
    return text_of(made(offered)["docx"])


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []


def _guarded(facts: dict[str, Any]) -> list[str]:
    client, respondent = facts["client"], facts["respondent"]
    private = "home_address home_phone private_email workplace work_address school shelter former_addresses"
    told = [client.get(name) for name in [*private.split(), "birth_date", "support_needs", "safe_contact_times"]]
    told += [respondent.get("where_found"), respondent.get("vulnerability")]
    told += [each.get("contact") for each in facts["witnesses"]]
    told += [each.get("officer") for each in facts["reports"]["police"]]
    told += [incident.get("police_note") for incident in facts["incidents"]]
    return [line for text in _texts([each for each in told if each]) for line in text.splitlines() if len(line) > 5]


@pytest.mark.parametrize("kind", DATA_ONLY)
def test_no_python_names_a_kind_that_is_data(kind: str) -> None:
    assert kind in LIBRARY.kinds()
    assert [path for path in (REPOSITORY / "docgen").rglob("*.py") if kind in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("kind", DATA_ONLY)
def test_every_place_and_language_has_a_template(kind: str) -> None:
    for code in LIBRARY.jurisdictions():
        law = LIBRARY.jurisdiction(code)
        assert [each for each in law.languages if not LIBRARY.has_template(kind, each, law)] == [], code


# A preservation request ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line"),
    [("de.de", "IRLAND"), ("fr.ca-qc", "ÉTATS-UNIS"), ("es.mx", "ESTADOS UNIDOS"), ("en.gb-eaw", "UNITED STATES"),
     ("en.au-vic", "SINGAPORE"), ("en.us-ny", None), ("en.ie", None)],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["preservation-request", "takedown-request"])
def test_only_a_letter_that_goes_abroad_names_the_country_below_the_address(
    kind: str, name: str, line: str | None
) -> None:
    offered = next(each for each in OFFERED if each.name == f"{kind}.{name}")
    address = str(offered.planned().document.fields["takedown"]["company_address"]).splitlines()  # type: ignore[index]
    assert (
        ([each for each in address if each.isupper() and not re.search(r"\d", each)] == [line])
        if line
        else bool(re.search(r"\d", address[-1]))
    )
    assert "\n".join(address) in _words(offered)


@pytest.mark.parametrize("offered", _all("preservation-request"))
def test_a_preservation_request_holds_only_what_anybody_may_read(offered: Offered) -> None:
    facts: dict[str, Any] = offered.facts
    words = _words(offered)

    assert LIBRARY.manifest(offered.kind).audience is Audience.PLATFORM
    assert [text for text in _guarded(facts) if text in words] == []
    assert [each["reference"] for each in facts["reports"]["police"] if each.get("reference", "-") in words] == []
    assert not CITATION.search(words)


@pytest.mark.parametrize("offered", _all("preservation-request"))
def test_a_preservation_request_names_the_platform_the_items_and_the_earlier_reports(offered: Offered) -> None:
    facts: dict[str, Any] = offered.facts
    words, platform = _words(offered), facts["platform"]["name"]

    for incident in facts["incidents"]:
        there = [url for url in incident.get("urls", ()) if f"/{platform}/" in url]
        assert [url for url in there if url not in words] == []
    for report in facts["reports"]["platform"]:
        assert report["platform"] != platform or report["reference"] in words


def test_a_preservation_request_asks_which_platform_where_the_facts_leave_it_open() -> None:
    offered = Offered("preservation-request", "en", "US-CA")
    facts: dict[str, Any] = offered.facts
    del facts["platform"]["name"]
    facts["incidents"][1]["platform"] = "reddit"

    with pytest.raises(FactsProblem) as caught:
        offered.planned(facts)

    assert [each.id for each in caught.value.problems] == ["takedown.which-platform"]


def test_a_preservation_request_leaves_out_what_happened_on_another_platform() -> None:
    offered = Offered("preservation-request", "en", "US-CA")
    facts: dict[str, Any] = offered.facts
    facts["incidents"][2] |= {"platform": "reddit", "urls": ["https://example.com/elsewhere"]}

    import docgen

    data = docgen.render_document(offered.planned(facts))[0].data

    assert "https://example.com/elsewhere" not in text_of(data)


# An image of a child --------------------------------------------------------------------------------------------------

TO_A_PLATFORM = ("takedown-request", "preservation-request")


def _with_a_child(kind: str, **changes: object) -> tuple[Offered, dict[str, Any]]:
    offered = Offered(kind, "en", "US-CA")
    facts: dict[str, Any] = offered.facts
    facts["incidents"][3] |= {"shows_minor": True, **changes}
    return offered, facts


@pytest.mark.parametrize("kind", TO_A_PLATFORM)
def test_nothing_is_written_to_a_platform_about_an_image_of_a_child(kind: str) -> None:
    offered, facts = _with_a_child(kind)

    with pytest.raises(FactsProblem) as caught:
        offered.planned(facts)

    assert [(each.id, each.place.path) for each in caught.value.problems] == [
        ("takedown.shows-minor", "incidents[3].shows_minor")
    ]


@pytest.mark.parametrize("kind", TO_A_PLATFORM)
def test_nothing_is_written_to_a_platform_where_such_an_image_must_be_feared(kind: str) -> None:
    offered, facts = _with_a_child(kind, shows_minor=None)
    facts["client"]["birth_date"] = "2011-02-03"

    with pytest.raises(FactsProblem, match=r"takedown\.shows-minor"):
        offered.planned(facts)


@pytest.mark.parametrize("kind", TO_A_PLATFORM)
def test_not_even_a_draft_to_a_platform_tells_where_an_image_of_a_child_is(kind: str) -> None:
    offered, facts = _with_a_child(kind)

    plan = offered.planned(facts, draft=True).document
    told = " ".join(_texts(plan.fields))

    assert "Cz9Tk4" not in told
    assert "Cz9Tk7" not in told
    assert "undressed" not in told
    assert "Cx7Qe1" in told


@pytest.mark.parametrize("kind", TO_A_PLATFORM)
def test_an_image_of_a_child_on_another_platform_stops_no_paper_and_stands_in_none(kind: str) -> None:
    elsewhere: dict[str, object] = {"platform": "reddit", "accounts": [], "urls": ["https://example.com/elsewhere"]}
    offered, facts = _with_a_child(kind, **elsewhere)

    plan = offered.planned(facts).document

    assert "example.com/elsewhere" not in " ".join(_texts(plan.fields))
    assert any("Do not copy, save, send or print it" in notice.text for notice in plan.notices)


@pytest.mark.parametrize("kind", DATA_ONLY)
def test_each_paper_tells_the_person_where_to_report_an_image_of_a_child_at_this_place(kind: str) -> None:
    offered, facts = _with_a_child(kind)

    told = " ".join(notice.text for notice in offered.planned(facts, draft=True).document.notices)

    assert "report.cybertip.org" in told
    assert "Do not copy, save, send or print it" in told


@pytest.mark.parametrize("kind", ["witness-statement", "incident-log"])
def test_the_first_step_after_the_paper_keeps_an_image_of_a_child_out_of_what_is_handed_over(kind: str) -> None:
    offered, facts = _with_a_child(kind)

    first = offered.planned(facts).document.next_steps[0]
    usual = Offered(kind, "en", "US-CA").planned().document.next_steps

    assert "under 18" in first
    assert first not in usual


def test_a_log_lists_no_file_of_an_image_of_a_child_and_says_why() -> None:
    offered, facts = _with_a_child("incident-log")

    words = " ".join(_texts(offered.planned(facts).document.fields))

    assert facts["exhibits"][4]["sha256"] not in words
    assert "No copy of it is attached, printed or listed" in words


# A statement of a witness --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("offered", _all("witness-statement"))
def test_a_statement_of_a_witness_prints_nothing_guarded_and_nothing_that_the_client_told(offered: Offered) -> None:
    facts: dict[str, Any] = offered.facts
    words = _words(offered)

    assert [text for text in _guarded(facts) if text in words] == []
    assert [each["summary"] for each in facts["incidents"] if str(each["summary"]) in words] == []
    assert [each["saw"] for each in facts["witnesses"] if each.get("saw") and each["saw"] in words] == []
    assert [each["title"] for each in facts["exhibits"] if each["title"] in words] == []
    assert facts["answers"]["witness_saw"] in words


def test_what_the_witness_has_not_answered_becomes_a_line_to_write_on() -> None:
    offered = Offered("witness-statement", "en", "IE")
    facts = {name: value for name, value in offered.facts.items() if name != "answers"}

    import docgen

    words = text_of(docgen.render_document(offered.planned(facts))[0].data)

    assert words.count("…" * 14) > 5
    assert "None" not in words


def test_a_statement_is_sworn_only_where_the_place_has_an_oath_for_it() -> None:
    truth = "What I state here is true to the best of my knowledge and belief."

    sworn, plain = (_words(Offered("witness-statement", "en", place)) for place in ("GB-EAW", "IE"))

    assert "proceedings for contempt of court may be brought" in sworn
    assert truth not in sworn
    assert truth in plain
    assert "prosecution" not in plain


def test_in_france_the_statement_is_a_model_to_copy_by_hand() -> None:
    assert "écrite en entier, datée et signée de votre main" in _words(Offered("witness-statement", "fr", "FR"))
    assert "de votre main" not in _words(Offered("witness-statement", "fr", "CH"))


def test_answers_of_a_witness_do_not_stop_another_paper() -> None:
    facts = Offered("witness-statement", "en", "US-CA").facts

    assert Offered("police-statement", "en", "US-CA").planned(facts)


# A log of the incidents ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("offered", _all("incident-log"))
def test_a_log_tells_every_incident_and_lists_every_exhibit_with_its_digest(offered: Offered) -> None:
    facts: dict[str, Any] = offered.facts
    words = _words(offered)

    assert [each["sha256"] for each in facts["exhibits"] if each.get("sha256", "") not in words] == []
    assert [each["reference"] for each in facts["reports"]["police"] if each["reference"] not in words] == []
    assert all(url in words for each in facts["incidents"] for url in each.get("urls", ()))
    assert [text for text in _guarded(facts) if text in words] == []


def test_a_log_of_twelve_incidents_repeats_its_head_on_pages_across() -> None:
    offered = Offered("incident-log", "en", "US-CA")
    facts: dict[str, Any] = offered.facts
    facts["incidents"] = (facts["incidents"] * 3)[:12]

    import docgen

    data = docgen.render_document(offered.planned(facts))[0].data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()

    assert 'w:orient="landscape"' in body
    assert body.count("<w:tblHeader/>") >= 2
    assert re.search(r"\b12\b", text_of(data))


WITNESS_WORDINGS = sorted((REPOSITORY / "templates" / "witness-statement").glob("witness-statement.*.md"))


@pytest.mark.parametrize("path", WITNESS_WORDINGS, ids=lambda path: path.stem)
def test_a_witness_who_writes_by_hand_has_room_and_is_told_who_may_read_the_contact(path: Any) -> None:
    wording = path.read_text(encoding="utf-8")
    contact = next(line for line in wording.splitlines() if "answers.witness_contact" in line)
    assert re.match(r"\| [^|(]+ \([^|)]+\) \|", contact)
    lines = next(line for line in wording.splitlines() if "<br><br>" in line).split("<br><br>")
    assert len(lines) == 8
    assert all(re.fullmatch("…{20,}", line) for line in lines)
