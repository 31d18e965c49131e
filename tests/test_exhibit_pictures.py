"""Exhibits that are pictures, from the person's own files to the paper."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
import terminal
from conftest import REPOSITORY
from PIL import Image

import docgen
from docgen.errors import FactsProblem
from docgen.pictures import Unreadable, clean_picture

PLACE = "GPS-52.52N-13.40E"


def a_photo(width: int = 40, height: int = 20, orientation: int = 1, form: str = "JPEG") -> bytes:
    """A photograph of a telephone: red on its left, blue on its right; with the place and the device in it."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = orientation, PLACE
    out = io.BytesIO()
    comment = {"comment": PLACE} if form == "JPEG" else {}
    image.save(out, form, exif=exif, quality=95, **comment)
    return out.getvalue() + PLACE.encode()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_left(form: str) -> None:
    photo = a_photo(form=form)
    assert PLACE.encode() in photo

    made = clean_picture(photo, "")

    assert PLACE.encode() not in made.data
    assert not Image.open(io.BytesIO(made.data)).getexif()
    assert clean_picture(photo, "") == made


@pytest.mark.parametrize(("orientation", "red"), [(1, (5, 10)), (3, (35, 10)), (6, (10, 5)), (8, (10, 35))])
def test_a_picture_stands_upright(orientation: int, red: tuple[int, int]) -> None:
    made = clean_picture(a_photo(orientation=orientation), "")

    assert (made.width, made.height) == ((40, 20) if orientation in (1, 3) else (20, 40))
    shown = Image.open(io.BytesIO(made.data)).getpixel(red)
    assert isinstance(shown, tuple)
    assert shown[0] > 200 > 60 > shown[2]


def test_a_large_picture_becomes_as_large_as_a_page_shows() -> None:
    made = clean_picture(a_photo(4000, 1000), "")

    assert (made.width, made.height) == (2000, 500)


def test_what_lets_the_ground_through_stands_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")

    assert Image.open(io.BytesIO(clean_picture(out.getvalue(), "").data)).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", a_photo()[:200], b"%PDF-1.7", b"<svg/>", b"GIF89a\xff\xff\xff\xff" + bytes(20)],
)
def test_a_damaged_file_is_no_picture(data: bytes) -> None:
    with pytest.raises(Unreadable):
        clean_picture(data, "")


def test_a_bomb_is_refused_before_it_is_drawn() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")

    with pytest.raises(Unreadable):
        clean_picture(out.getvalue(), "")


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    """A folder with facts whose first exhibit is a photograph, and a clinic's template that shows it."""
    facts = json.loads((REPOSITORY / "templates" / "examples" / "en.us-ca.json").read_text(encoding="utf-8"))
    for exhibit in facts["exhibits"]:
        exhibit.pop("sha256", None)
        exhibit["intimate"] = False
    facts["exhibits"][0]["file"] = "photo.jpg"
    (tmp_path / "photo.jpg").write_bytes(a_photo(400, 200, orientation=6))
    (tmp_path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    kind = tmp_path / "ours" / "police-statement"
    kind.mkdir(parents=True)
    wording = (REPOSITORY / "templates" / "police-statement" / "police-statement.en.md").read_text(encoding="utf-8")
    annex = "\n\n{% for exhibit in exhibits %}\n{% if exhibit.picture %}\n{{ exhibit.label }}: {{ exhibit.picture|picture }}\n{% endif %}\n{% endfor %}\n"
    (kind / "police-statement.en.md").write_text(wording + annex, encoding="utf-8")
    assert terminal.docgen("templates", "build", "ours", folder=tmp_path).returncode == 0
    return tmp_path


def paper(folder: Path, kind: str = "police-statement") -> dict[str, bytes]:
    library = docgen.Library.open(folder / "ours")
    wish = docgen.Wish(kind=kind, today=date(2026, 11, 23))
    planned = docgen.plan_document(library, docgen.load_facts(folder / "facts.json"), wish)
    data = docgen.render_document(planned, ("docx",))[0].data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change(folder: Path, **exhibit: object) -> None:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    facts["exhibits"][0].update(exhibit)
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def pictures_in(members: dict[str, bytes]) -> list[bytes]:
    return [data for name, data in members.items() if name.startswith("word/media/p")]


def test_an_exhibit_is_shown_upright_without_the_place_where_it_was_taken(matter: Path) -> None:
    (picture,) = pictures_in(paper(matter))

    assert Image.open(io.BytesIO(picture)).size == (200, 400)
    assert PLACE.encode() not in picture


def test_an_intimate_picture_is_never_shown(matter: Path) -> None:
    change(matter, intimate=True)

    assert pictures_in(paper(matter)) == []


def test_a_file_that_is_no_picture_leaves_the_passage_out(matter: Path) -> None:
    (matter / "photo.jpg").write_bytes(b"%PDF-1.7 mail")

    assert pictures_in(paper(matter)) == []


def test_a_damaged_picture_is_named_by_its_place_in_the_facts(matter: Path) -> None:
    (matter / "photo.jpg").write_bytes(a_photo()[:100])

    with pytest.raises(FactsProblem) as caught:
        paper(matter)
    (problem,) = caught.value.problems
    assert (problem.id, problem.place.path) == ("exhibit.picture-damaged", "exhibits[0].file")


def test_the_picture_is_the_one_whose_digest_is_printed(matter: Path) -> None:
    answers = docgen.load_facts(matter / "facts.json")
    library, wish = docgen.Library.open(matter / "ours"), docgen.Wish(kind="police-statement", today=date(2026, 11, 23))
    planned = docgen.plan_document(library, answers, wish)
    (matter / "photo.jpg").write_bytes(a_photo(300, 300))

    with pytest.raises(FactsProblem) as caught:
        docgen.render_document(planned, ("docx",))
    assert caught.value.problems[0].id == "exhibit.changed"


def test_the_incident_log_shows_the_exhibits_and_says_where_each_paragraph_comes_from(matter: Path) -> None:
    done = terminal.docgen(
        "new", "incident-log", "--facts", "facts.json", "--output", "log.docx", "--trace", folder=matter
    )

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(matter / "log.docx") as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/media/")]) == 1
    assert "exhibit.picture" in (matter / "log.trace.json").read_text(encoding="utf-8")


def test_a_reading_copy_holds_words_and_no_picture(matter: Path) -> None:
    done = terminal.docgen(
        "new", "incident-log", "--facts", "facts.json", "--output", "log.docx", "--reading-copy", "es", folder=matter
    )

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(matter / "log-copy.docx") as archive:
        assert not [name for name in archive.namelist() if name.startswith("word/media/")]


@pytest.mark.parametrize("gaps", [[], ["--gaps"]])
def test_a_preview_shows_the_pictures_of_the_facts_and_needs_none(matter: Path, gaps: list[str]) -> None:
    shown = terminal.docgen(
        "templates", "preview", "incident-log", "--facts", "facts.json", "-o", "with", *gaps, folder=matter
    )
    bare = terminal.docgen("templates", "preview", "incident-log", "-o", "without", *gaps, folder=matter)

    assert (shown.returncode, bare.returncode) == (0, 0), shown.stderr + bare.stderr
    with zipfile.ZipFile(matter / "with" / "preview.docx") as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
