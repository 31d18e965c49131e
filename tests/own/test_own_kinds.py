"""A clinic's own kind gets the checks, passages and law that its manifest says it needs, whatever it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import the_answers, the_facts
from conftest import REPOSITORY, TODAY

from docgen.assemble import Wish, plan_document
from docgen.build import built_template
from docgen.errors import FactsProblem, TemplateProblem
from docgen.files import write_file
from docgen.library import Library
from docgen.plan import DocumentPlan

TEXTS = 'title.en = "Paper"\npurpose.en = "A paper."\n'


def a_kind(folder: Path, name: str, manifest: str) -> Library:
    """Write the kind `name` into the clinic's `folder` and return its library."""
    kind = folder / name
    kind.mkdir(parents=True)
    (kind / "template.toml").write_text(manifest + TEXTS)
    path = kind / f"{name}.en.md"
    path.write_text("# Paper\n\n{{ client.name }}\n")
    write_file(path.with_suffix(".docx"), built_template(Library.open(folder), path))
    return Library.open(folder)


def plan(library: Library, name: str, **changes: object) -> DocumentPlan:
    answers = the_answers(the_facts(**changes))
    return plan_document(library, answers, Wish(kind=name, today=TODAY)).document


def chosen(document: DocumentPlan) -> set[str]:
    return {choice.what for choice in document.choices}


def test_an_own_order_is_checked_and_sworn_as_docgens(tmp_path: Path) -> None:
    library = a_kind(tmp_path, "stay-away-order", 'audience = "court"\nlaw = "order"\nfiled = true\n'
                     'like = "protective-order"\n')  # fmt: skip
    relief = {"order": "us-ca-dvro", "requests": ["no-contact"]}
    partner = {"identity": "known", "name": "Rolf Berg", "relationship": {"kind": "former-partner"}}

    document = plan(library, "stay-away-order", relief=relief, respondent=partner)

    assert {"order", "oath"} <= chosen(document)
    with pytest.raises(FactsProblem) as caught:
        plan(library, "stay-away-order", relief={"order": "no-such-order"}, respondent=partner)
    assert [each.id for each in caught.value.problems] == ["order.unknown"]


def test_an_own_letter_is_stopped_by_an_order_in_force(tmp_path: Path) -> None:
    manifest = 'audience = "respondent"\nlaw = "claims"\n'
    library = a_kind(tmp_path, "warning-letter", manifest)
    facts: Any = {"safety": {"risks": ["order-in-force"]}}

    with pytest.raises(FactsProblem) as caught:
        plan(library, "warning-letter", **facts)

    assert [each.id for each in caught.value.problems] == ["letter.order-in-force"]
    assert plan(a_kind(tmp_path / "b", "log", 'audience = "clinic"\n'), "log", **facts)


def test_an_own_kind_that_says_nothing_has_no_checks_of_others(tmp_path: Path) -> None:
    document = plan(a_kind(tmp_path, "incident-sheet", 'audience = "clinic"\n'), "incident-sheet")

    assert "oath" not in chosen(document)
    assert document.fields["takedown"] is None
    assert document.fields["document"]["copy_note"] is None  # type: ignore[index]


def test_a_filed_kind_says_when_the_office_does_not_take_its_language(tmp_path: Path) -> None:
    facts: Any = {"jurisdiction": "US-CA"}
    library = a_kind(tmp_path, "hoja", 'audience = "court"\nfiled = true\ntitle.es = "Hoja"\n')
    path = tmp_path / "hoja" / "hoja.es.md"
    path.write_text("# Hoja\n\n{{ client.name }}\n")
    write_file(path.with_suffix(".docx"), built_template(library, path))
    answers = the_answers(the_facts(**facts))

    document = plan_document(Library.open(tmp_path), answers, Wish(kind="hoja", today=TODAY, language="es")).document

    assert document.fields["document"]["copy_note"]  # type: ignore[index]


def test_an_own_kind_is_asked_what_its_like_is_asked(tmp_path: Path) -> None:
    library = a_kind(tmp_path, "stay-away-order", 'audience = "court"\nlike = "protective-order"\n')
    other = a_kind(tmp_path / "b", "log", 'audience = "clinic"\n')

    def asked(which: Library, name: str) -> set[str]:
        return {each.fact for each in which.questions(name) if each.ask and (not each.kinds or name in each.kinds)}

    docgens = asked(library, "protective-order")
    assert asked(library, "stay-away-order") == docgens
    assert asked(other, "log") < docgens


def test_a_like_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem) as caught:
        a_kind(tmp_path, "log", 'audience = "clinic"\nlike = "protective-ordr"\n').manifest("log")

    assert [(each.id, each.names["near"]) for each in caught.value.problems] == [
        ("own.unknown-kind", "protective-order")
    ]


def test_what_docgen_asks_of_a_witness_is_known_whatever_kinds_a_clinic_has(tmp_path: Path) -> None:
    kind = tmp_path / "aaa"
    kind.mkdir()
    (kind / "template.toml").write_bytes((REPOSITORY / "templates" / "incident-log" / "template.toml").read_bytes())
    (kind / "questions.toml").write_text("", encoding="utf-8")

    docgens, clinics = Library.open().all_own_questions(), Library.open(tmp_path).all_own_questions()

    assert docgens
    assert clinics
    assert set(clinics.by_fact) >= set(docgens.by_fact) > set()


def test_a_kind_asks_only_what_it_does_not_leave_out_and_a_misspelt_fact_is_told(tmp_path: Path) -> None:
    manifest = 'audience = "court"\nlaw = "none"\nunasked = ["client.contact", "exhibits"]\n'
    asked = {each.fact for each in a_kind(tmp_path, "short-paper", manifest).questions("short-paper")}
    broken = a_kind(tmp_path / "other", "short-paper", manifest.replace("exhibits", "exhibit"))

    assert "client.contact.email" not in asked
    assert "exhibits.title" not in asked
    assert {"client.name", "incidents.exhibits"} <= asked
    with pytest.raises(TemplateProblem) as caught:
        broken.questions("short-paper")
    assert [(each.id, each.names["found"]) for each in caught.value.problems] == [("own.unasked", "exhibit")]


@pytest.mark.parametrize("draft", [True, False])
def test_only_a_kind_that_requires_nothing_of_an_incident_is_written_without_one(tmp_path: Path, draft: bool) -> None:
    facts = the_facts()
    del facts["incidents"]
    library = a_kind(tmp_path, "cover-letter", 'audience = "court"\nlaw = "none"\n')
    needing = a_kind(tmp_path, "account", 'audience = "court"\nrequires = [{ fact = "incidents.summary" }]\n')

    made = plan_document(library, the_answers(facts), Wish(kind="cover-letter", today=TODAY, draft=draft)).document

    assert made.gaps == ()
    assert made.fields["incidents"] == []
    if not draft:
        with pytest.raises(FactsProblem):
            plan_document(needing, the_answers(facts), Wish(kind="account", today=TODAY))
