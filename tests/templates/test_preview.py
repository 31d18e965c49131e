"""What a template's writer sees before anybody else does: values on yellow, every passage, pages made anew."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY
from edited import edited, paragraph, put
from test_pdf import files, said, world_in

from docgen.cli import run
from docgen.localization import open_wording
from docgen.word import MAIN_PART, read_package, text_of

KIND = "cease-and-desist"
NOTE = "Not to be sent or filed."
_RUN = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?(.*?)</w:r>")
_TEXT = re.compile(r"<w:t[^>]*>(.*?)</w:t>")


def previewed(folder: Path, *more: str, kind: str = KIND) -> Path:
    """Preview as Word file; return its folder."""
    world = world_in(folder)
    code = run(["templates", "preview", kind, "--format", "docx", *more], world)
    assert code == 0, said(world)
    return folder / "preview"


def body(path: Path) -> str:
    return read_package(path.read_bytes())[MAIN_PART].decode()


def yellow(path: Path) -> list[str]:
    """The texts on yellow."""
    runs = _RUN.findall(body(path))
    return [text for look, inner in runs if "w:highlight" in look for text in _TEXT.findall(inner)]


def words(path: Path) -> str:
    return text_of(path.read_bytes())


def test_what_comes_from_the_facts_is_on_yellow_and_the_wording_is_not(tmp_path: Path) -> None:
    path = previewed(tmp_path) / "preview.docx"

    shown = yellow(path)
    assert "Dana Merriweather-Cole" in shown
    assert any("no longer feel safe" in text for text in shown), "a person's own account"
    assert not any("None of this conduct was wanted" in text for text in shown)
    assert "None of this conduct was wanted" in words(path)


@pytest.mark.parametrize(("place", "language"), [("US-CA", "en"), ("DE", "de"), ("US-CA", "es"), ("IE", "en")])
@pytest.mark.parametrize("kind", ["cease-and-desist", "police-statement", "protective-order", "takedown-request"])
def test_a_preview_has_the_words_of_the_document_and_a_first_line(
    kind: str, place: str, language: str, tmp_path: Path
) -> None:
    path = previewed(tmp_path, "-j", place, "-l", language, kind=kind) / "preview.docx"
    facts = REPOSITORY / "templates" / "examples" / f"{language}.{place.lower()}.json"
    made = run(["new", kind, "-f", str(facts), "-l", language, "--format", "docx", "-o", "x.docx"], world_in(tmp_path))

    assert made == 0
    first, note, *rest = words(path).splitlines()
    assert [first, *rest] == words(tmp_path / "x.docx").splitlines()
    assert NOTE in note


def test_yellow_stands_where_the_schema_wants_it(tmp_path: Path) -> None:
    """CT_RPr is a sequence (17.3.2.28): Word calls a file damaged that breaks it."""
    later = ("u", "effect", "bdr", "shd", "vertAlign", "rtl", "cs", "lang")
    for kind in ("cease-and-desist", "police-statement", "protective-order"):
        folder = tmp_path / kind
        folder.mkdir()
        path = previewed(folder, "--gaps", "-l", "ar", kind=kind)
        looks = [look for each in path.iterdir() for look, _ in _RUN.findall(body(each)) if "highlight" in look]
        assert looks
        assert [look for look in looks if re.search(rf"<w:(?:{'|'.join(later)})\b.*<w:highlight", look)] == []


def test_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    path = previewed(tmp_path, "-l", "ar", kind="police-statement") / "preview.docx"

    xml = body(path)
    assert xml.count("<w:bidi/>") > 50
    assert "إفادة" in words(path)


def test_only_its_owner_can_read_a_preview_and_its_name_tells_nothing(tmp_path: Path) -> None:
    folder = previewed(tmp_path, "--gaps")

    assert files(folder) == ["preview-every-passage.docx", "preview-no-passage.docx", "preview.docx"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_every_optional_passage_and_none_of_them(tmp_path: Path) -> None:
    folder = previewed(tmp_path, "--gaps")
    plain, every, none = (words(folder / f"preview{name}.docx") for name in ("", "-every-passage", "-no-passage"))

    lawyer = "In this letter, “you” means your client."
    assert (lawyer in plain, lawyer in every, lawyer in none) == (False, True, False)
    told = "Anything done after that was done knowing that it was unwanted."
    assert (told in plain, told in every, told in none) == (True, True, False)
    own = "I write to you about your conduct towards me."
    assert own in every, "what stands behind the “else” of a passage is optional too"
    assert own in none
    assert "[lawyer of the other person]" in every, "a fact that is missing has its name"
    assert "[law.protocol]" in every


def test_a_passage_within_a_passage_and_a_clinics_own_question_are_seen(tmp_path: Path) -> None:
    own = tmp_path / "own"
    inner = [paragraph(text) for text in ("{%p if law.protocol %}", "Inner words.", "{%p endif %}")]
    around = [paragraph("{%p if letter.to_lawyer %}"), *inner, paragraph("{%p else %}"), *inner]
    put(own, edited(*around, paragraph("{%p endif %}")))

    folder = previewed(tmp_path, "--gaps", "--templates", str(own))

    assert words(folder / "preview-every-passage.docx").count("Inner words.") == 2
    assert words(folder / "preview-no-passage.docx").count("Inner words.") == 0


def test_a_fact_that_the_reader_must_not_see_stays_hidden(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(own, edited("{{ police.station }}"))
    world = world_in(tmp_path)

    code = run(["templates", "preview", KIND, "--gaps", "--format", "docx", "--templates", str(own)], world)

    assert code == 4
    assert "police.station" in said(world)


def test_without_libreoffice_the_word_file_is_there_and_the_person_told_what_to_install(tmp_path: Path) -> None:
    world = world_in(tmp_path, "/nowhere")

    assert run(["templates", "preview", KIND], world) == 0
    assert files(tmp_path / "preview") == ["preview.docx"]
    assert "LibreOffice, the program that makes it, is not installed" in said(world)


def test_pages_that_were_asked_for_and_cannot_be_made_are_a_failure(tmp_path: Path) -> None:
    assert run(["templates", "preview", KIND, "--format", "png"], world_in(tmp_path, "/nowhere")) == 1


@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftoppm"), reason="LibreOffice is not installed")
def test_the_pages_are_pictures_and_those_of_a_longer_preview_are_gone(tmp_path: Path) -> None:
    (tmp_path / "preview").mkdir()
    (tmp_path / "preview" / "preview-7.png").write_bytes(b"old")
    (tmp_path / "preview" / "preview-8.png").write_bytes(b"old")
    world = world_in(tmp_path)

    assert run(["templates", "preview", KIND, "--format", "png"], world) == 0, said(world)

    made = files(tmp_path / "preview")
    assert made == [f"preview-{number}.png" for number in range(1, len(made) + 1)]
    assert 3 <= len(made) <= 6
    assert (tmp_path / "preview" / "preview-1.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["en", "es", "de", "fr", "it", "pt", "ar"])
def test_the_first_line_is_in_the_language_of_its_reader(language: str, tmp_path: Path) -> None:
    world = world_in(tmp_path)
    world.environment["DOCGEN_LANGUAGE"] = language  # type: ignore[index]
    assert run(["templates", "preview", KIND, "--format", "docx"], world) == 0

    wanted = open_wording((REPOSITORY / "locales",), "program", language).say("preview.note")
    assert words(tmp_path / "preview" / "preview.docx").splitlines()[1] == wanted


def _until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_the_pages_are_made_anew_as_word_saves_until_ctrl_c(tmp_path: Path) -> None:
    own = tmp_path / "own"
    template = put(own, edited("First words."))
    page = tmp_path / "preview" / "preview.docx"
    asked = ["templates", "preview", KIND, "--format", "docx", "--templates", str(own), "--watch"]
    watching = subprocess.Popen(
        [sys.executable, "-m", "docgen", *asked],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "DOCGEN_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def shows(text: str) -> bool:
        try:
            return text in words(page)
        except OSError:
            return False

    try:
        assert _until(lambda: shows("First words."))
        assert "Watching" in (watching.stderr or sys.stderr).readline()
        new = edited("Second words.")
        template.unlink()  # Word takes the old file away before it gives the new one its name
        time.sleep(1)
        half = tmp_path / "half.docx"
        half.write_bytes(new[: len(new) // 2])
        half.rename(template)
        time.sleep(2)
        assert shows("First words."), "half a file is no template"
        half.write_bytes(new)
        half.rename(template)
        assert _until(lambda: shows("Second words."))
    finally:
        watching.send_signal(signal.SIGINT)
        told = watching.communicate(timeout=20)[1]

    assert watching.returncode == 0
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "words", ["She lives at Heronsgate House.", "{% if letter.to_lawyer %}Heronsgate House{% endif %}"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_secret_typed_into_a_template_stops_its_preview(words: str, language: str, tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(own, edited(words), f"{KIND}.{language}.docx")
    world = world_in(tmp_path)
    more = ["--gaps", "--format", "docx", "-l", language, "--templates", str(own)]

    assert run(["templates", "preview", KIND, *more], world) == 5
    assert "client.shelter" in said(world)
    assert [path for path in files(tmp_path / "preview") if "passage" in path] == []


def test_no_page_of_an_earlier_preview_stays_beside_a_new_one(tmp_path: Path) -> None:
    folder = previewed(tmp_path)
    for name in ("preview.pdf", "preview-1.png", "preview-2.png"):
        (folder / name).write_bytes(b"old")
    previewed(tmp_path)

    assert sorted(path.name for path in folder.iterdir()) == ["preview.docx"]
