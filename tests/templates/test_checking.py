"""A clinic's mistakes: each is told with its exact place, in words for somebody who never saw a template language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY
from edited import KIND, OWN, edited, own_paragraphs, paragraph, put, table

from docgen.build import built_template
from docgen.check import check_library, check_template
from docgen.cli.report import place_in_words, sentence
from docgen.cli.sarif import sarif_of
from docgen.errors import Place, Problem, UsageProblem
from docgen.library import Library
from docgen.localization import Wording
from docgen.word import mended, read_package, spots_in, tags_in, text_of

LAST = own_paragraphs()
COMMENT = '<w:commentRangeStart w:id="1"/><w:r><w:t>see</w:t></w:r><w:commentRangeEnd w:id="1"/>'
INSERTED = '<w:ins w:id="9" w:author="x"><w:r><w:t>new words</w:t></w:r></w:ins>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>between us</w:t></w:r>"
IMAGE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r>'
)
ROWS = table(("Day", "What", "Where"), ("{%tr for i in incidents %}", "", ""), ("{{ i.day }}", "x", "y"))
ENDED = ROWS.replace("</w:tbl>", "<w:tr><w:tc><w:tcPr/>" + paragraph("{%tr endfor %}") + "</w:tc></w:tr></w:tbl>")

MISTAKES: dict[str, tuple[tuple[str, ...], int, str, str]] = {
    "a tag without its last brace": (("Dear {{ client.name }",), 1, "template.unclosed-tag", "never closed"),
    "a tag without its first braces": (("Dear client.name }}",), 1, "template.unopened-tag", "never opened"),
    "a passage without its end": (("{%p if conduct.threats %}", "x"), 1, "template.unclosed-block", "nothing ends"),
    "an end without its passage": (("{%p endif %}",), 1, "template.unopened-block", "nothing begins"),
    "a tag over two paragraphs": (("Dear {{ client.", "name }}"), 1, "template.tag-over-paragraphs", "one paragraph"),
    "a misspelt fact": (("{{ respondant.label }}",), 1, "template.unknown-fact", "“respondent.label”"),
    "a misspelt fact of an incident": (
        ("{%p for i in incidents %}", "{{ i.sumary }}", "{%p endfor %}"),
        2,
        "template.unknown-fact",
        "“i.summary”",
    ),
    "a filter that does not exist": (("{{ client.name|shout }}",), 1, "template.unknown-filter", "“shout”"),
    "a fact that the reader must not see": (("{{ client.home_address }}",), 1, "template.hidden-fact", "other person"),
    "a fact of an incident only for the police": (
        ("{%p for i in incidents %}", "{{ i.police_note }}", "{%p endfor %}"),
        2,
        "template.hidden-fact",
        "must not see",
    ),
    "low quotation marks in a tag": (("{% if client.name == „x“ %}y{% endif %}",), 1, "template.syntax", "quotation"),
    "a comment left in": ((paragraph(COMMENT),), 1, "template.comment", "Delete it in Word"),
    "a tracked change": ((paragraph(INSERTED),), 1, "template.tracked-change", "Accept or reject"),
    "a tracked change inside a tag": (
        (paragraph("{{ client", '<w:del w:id="3"><w:r><w:delText>.nme</w:delText></w:r></w:del>', ".name }}"),),
        1,
        "template.tracked-change",
        "Accept or reject",
    ),
    "hidden text": ((paragraph(HIDDEN),), 1, "template.hidden-text", "Delete it in Word"),
    "a letter that the end of a passage lacks": (
        ("{%p if conduct.threats %}", "x", "{% endif %}"),
        3,
        "template.other-prefix",
        "the same letters",
    ),
    "a space before the letters": (("{% p if conduct.threats %}", "x", "{%p endif %}"), 1, "", ""),
    "words beside a tag that stands alone": (
        ("Then {%p if conduct.threats %}", "x", "{%p endif %}"),
        1,
        "template.text-beside-block-tag",
        "its own paragraph",
    ),
    "a loop's name after the loop": (
        ("{%p for i in incidents %}", "{{ i.day }}", "{%p endfor %}", "{{ i.day }}"),
        4,
        "template.loop-is-over",
        "has ended before",
    ),
    "a table that repeats rows without a header": ((ENDED,), 1, "template.table-without-header", "Repeat Header Rows"),
    "an image without a description": ((paragraph(IMAGE),), 1, "template.image-without-description", "Alt Text"),
}


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Library.open().wording("program", "en")


def found_in(path: Path, wording: Wording) -> list[Problem]:
    library = Library.open(path.parent.parent)
    return check_template(path, library.manifest(KIND), library, wording)


def test_the_own_template_is_good(tmp_path: Path, wording: Wording) -> None:
    assert found_in(put(tmp_path, OWN.read_bytes()), wording) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_at_its_paragraph_and_in_plain_words(tmp_path: Path, wording: Wording, mistake: str) -> None:
    added, number, id, words = MISTAKES[mistake]
    told = [problem for problem in found_in(put(tmp_path, edited(*added)), wording) if problem.place.paragraph]

    assert told, "nothing is said"
    assert all(problem.place.part == "word/document.xml" for problem in told)
    if id:
        here = [problem for problem in told if (problem.id, problem.place.paragraph) == (id, LAST + number)]
        assert here, [(problem.id, problem.place.paragraph and problem.place.paragraph - LAST) for problem in told]
        assert words in sentence(wording, here[0])
        assert here[0].place.near or here[0].id == "template.image-without-description"
    assert {problem.place.paragraph for problem in told} <= set(range(LAST + 1, LAST + 1 + len(added) + 3))
    assert len(told) == 1 or id == "", [problem.id for problem in told]


def test_all_mistakes_are_told_in_one_run(tmp_path: Path, wording: Wording) -> None:
    single = [MISTAKES[name] for name in MISTAKES if len(MISTAKES[name][0]) == 1 and MISTAKES[name][2]]
    apart = [item for added, _, _, _ in reversed(single) for item in (added[0], "{{ client.name }}")]
    found = found_in(put(tmp_path, edited(*apart)), wording)

    assert {id for _, _, id, _ in single} <= {problem.id for problem in found}


def test_a_mistake_in_a_table_names_table_row_and_cell(tmp_path: Path, wording: Wording) -> None:
    inner = table(("{{ respondant.label }}",))
    path = put(tmp_path, edited(table(("a", "b"), ("c", "d")).replace(paragraph("d"), inner + paragraph(""))))
    (problem,) = found_in(path, wording)
    first = 1 + max(spot.cells[-1][0] for spot in spots_in(OWN.read_bytes())["word/document.xml"] if spot.cells)

    assert problem.place.table == ((first, 2, 2), (first + 1, 1, 1))
    assert f"table {first}, row 2, cell 2, table {first + 1}, row 1, cell 1, paragraph" in place_in_words(
        wording, problem.place
    )


def test_a_mistake_in_a_footer_names_the_footer(tmp_path: Path, wording: Wording) -> None:
    footer = read_package(OWN.read_bytes())["word/footer1.xml"]
    broken = footer.replace(b"</w:p>", paragraph("{{ clinet.name }}")[5:].encode(), 1)
    (problem,) = found_in(put(tmp_path, edited(word__footer1_xml=broken)), wording)

    assert place_in_words(wording, problem.place).startswith(f"{KIND}.en.docx, footer, paragraph 1")


@pytest.mark.parametrize(("content", "id"), [("rels", "template.active-content"), ("macro", "template.active-content")])
def test_links_to_files_outside_and_macros_are_refused(tmp_path: Path, wording: Wording, content: str, id: str) -> None:
    package = read_package(OWN.read_bytes())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = f'<Relationship Id="rIdX" Type="{kind}" Target="file:///x.dotm" TargetMode="External"/></Relationships>'
    rels = package["word/_rels/document.xml.rels"].replace(b"</Relationships>", relation.encode())
    members = {"word___rels__document_xml.rels": rels} if content == "rels" else {"word__vbaProject.bin": b"x"}
    (problem,) = found_in(put(tmp_path, edited(**members)), wording)

    assert problem.id == id


@pytest.mark.parametrize("kind", ["cease-and-desist", "police-statement", "protective-order", "takedown-request"])
def test_what_the_law_asks_for_and_somebody_deleted_is_missed(kind: str, tmp_path: Path, wording: Wording) -> None:
    """Each name in `prints` of template.toml stands in every template of docgen, and is missed where it does not."""
    library = Library.open(tmp_path)
    manifest = library.manifest(kind)
    own = REPOSITORY / "templates" / kind / f"{kind}.en.docx"
    empty = put(tmp_path, edited()) if kind != KIND else None
    bare = read_package(own.read_bytes())
    bare["word/document.xml"] = bare["word/document.xml"].replace(b"{{", b"").replace(b"}}", b"")
    for tag in (b"{%p", b"{%tr", b"{%"):
        bare["word/document.xml"] = bare["word/document.xml"].replace(tag, b"")
    bare["word/document.xml"] = bare["word/document.xml"].replace(b"%}", b"")
    from docgen.word import write_package

    path = tmp_path / kind / f"{kind}.en.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(write_package(bare))
    missed = [each.place.path for each in check_template(path, manifest, library, wording) if each.id.endswith("print")]

    assert missed == [item.name for item in manifest.prints]
    assert manifest.prints
    assert empty is None or empty.is_file()


def test_a_style_of_ones_own_is_told_because_the_house_style_cannot_change_it(tmp_path: Path, wording: Wording) -> None:
    styles = read_package(OWN.read_bytes())["word/styles.xml"]
    own = b'<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our Look"/></w:style></w:styles>'
    changed = styles.replace(b"</w:styles>", own)
    (problem,) = found_in(put(tmp_path, edited(paragraph("x", style="Ours"), word__styles_xml=changed)), wording)

    assert (problem.id, problem.warning, problem.place.paragraph) == ("template.strange-style", True, LAST + 1)
    assert "“Our Look”" in sentence(wording, problem)


def test_a_language_that_lags_behind_is_told(tmp_path: Path, wording: Wording) -> None:
    put(tmp_path, edited("{{ respondent.relationship }}"))
    found = check_library(Library.open(tmp_path), wording)

    assert {problem.id for problem in found} == {"template.language-behind"}
    (problem,) = found
    assert problem.warning
    assert (problem.place.source, problem.place.paragraph) == (f"{KIND}.en.docx", LAST + 1)
    assert "respondent.relationship" in sentence(wording, problem)
    assert f"{KIND}.es.docx" in sentence(wording, problem)


def test_a_clause_without_its_translation_is_told(tmp_path: Path, wording: Wording) -> None:
    own = (REPOSITORY / "templates" / KIND / f"{KIND}.es.md").read_text(encoding="utf-8")
    (tmp_path / KIND).mkdir()
    (tmp_path / KIND / f"{KIND}.es.md").write_text(f"{own}\n\n[[clause: our-closing]]\n", encoding="utf-8")
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "our-closing.en.md").write_text("With regards.\n", encoding="utf-8")
    found = check_library(Library.open(tmp_path), wording)

    assert [problem.id for problem in found] == ["clause.missing"]


def test_what_is_safe_to_mend_is_mended_in_a_copy() -> None:
    broken = edited(
        paragraph("{{ client", ".name|upp", "er }"),
        "{% if client.name == „x“ %}y{% endif %}",
        "{%p for i in incidents %}",
        "{{ i.day }}",
        "{% endfor %}",
        paragraph(COMMENT),
    )
    data, changes = mended(broken)

    lines = text_of(data).splitlines()
    assert '{% if client.name == "x" %}y{% endif %}' in lines
    assert "{{ client.name|upper }}" in lines
    assert "{%p endfor %}" in lines
    assert {change.paragraph - LAST for change in changes} == {1, 2, 5, 6}
    assert tags_in(data)


def test_what_is_not_safe_to_mend_stays() -> None:
    broken = edited("{{ respondant.label }}", paragraph(INSERTED))

    assert mended(broken)[1] == ()


def checked(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "docgen", "templates", "check", f"{KIND}/{KIND}.en.docx", *more]
    settings = {"PATH": "", "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def test_the_copy_with_comments_says_in_word_what_the_terminal_says(tmp_path: Path) -> None:
    original = edited("{{ respondant.label }}", table(("{{ client.home_address }}",)))
    put(tmp_path, original)
    done = checked(tmp_path, "--annotate")
    copy = Path(done.stdout.strip())

    assert done.returncode == 4
    assert copy.name == f"checked-{KIND}.en.docx"
    assert (tmp_path / KIND / f"{KIND}.en.docx").read_bytes() == original
    comments = text_of(copy.read_bytes()).partition("## word/comments.xml")[2]
    assert "Did you mean “respondent.label”?" in comments
    assert "must not see" in comments


def test_of_a_folder_each_template_with_a_mistake_gets_its_copies(tmp_path: Path) -> None:
    put(tmp_path, edited("{{ respondant.label }", "{{ client.name }"))
    put(tmp_path, OWN.read_bytes(), f"{KIND}.en.us-ny.docx")
    command = [sys.executable, "-m", "docgen", "templates", "check", ".", "--annotate", "--fix"]
    settings = {"PATH": "", "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}
    subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)

    copies = sorted(path.name for path in (tmp_path / KIND).iterdir() if not path.name.startswith(KIND))
    assert copies == [f"checked-{KIND}.en.docx", f"mended-{KIND}.en.docx"]


def test_programs_get_json_and_sarif(tmp_path: Path) -> None:
    put(tmp_path, edited("{{ respondant.label }}"))
    rows = [json.loads(line) for line in checked(tmp_path, "--json").stdout.splitlines()]
    sarif = json.loads(checked(tmp_path, "--sarif").stdout)

    assert [(row["id"], row["part"], row["paragraph"], row["level"]) for row in rows] == [
        ("template.unknown-fact", "word/document.xml", LAST + 1, "error")
    ]
    (result,) = sarif["runs"][0]["results"]
    assert sarif["version"] == "2.1.0"
    assert (result["ruleId"], result["level"]) == ("template.unknown-fact", "error")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"{KIND}.en.docx"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].endswith(f"paragraph {LAST + 1}")


@pytest.mark.parametrize("form", ["--json", "--sarif"])
def test_a_program_reads_nothing_but_json_where_a_copy_is_written_too(form: str, tmp_path: Path) -> None:
    put(tmp_path, edited("{{ respondant.label }}", "{{ client.name|upper }"))
    done = checked(tmp_path, form, "--annotate", "--fix")

    assert json.loads(done.stdout if form == "--sarif" else done.stdout.splitlines()[0])
    assert f"checked-{KIND}.en.docx" not in done.stdout
    assert f"checked-{KIND}.en.docx" in done.stderr
    assert f"mended-{KIND}.en.docx" in done.stderr


def test_sarif_names_a_file_as_an_address_without_spaces() -> None:
    told = json.dumps(sarif_of([Problem(id="template.syntax", place=Place(source="our letter.en.docx"))], str))

    assert '"uri": "our%20letter.en.docx"' in told


def test_warnings_alone_do_not_fail(tmp_path: Path) -> None:
    put(tmp_path, edited(paragraph(IMAGE)))
    done = checked(tmp_path)

    assert done.returncode == 0
    assert "Note: This image has no description" in done.stderr


def test_a_mended_copy_is_a_sound_word_file(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "mended.docx"
    path.write_bytes(mended(edited("{{ client.name }", paragraph(COMMENT)))[0])

    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.parametrize("file", [f"{KIND}.en.docx", f"{KIND}.en.md"])
def test_the_folder_of_one_kind_is_refused_and_never_called_good(tmp_path: Path, file: str) -> None:
    wrong = put(tmp_path, edited("{{ client.home_address }}"), file).parent

    with pytest.raises(UsageProblem) as stopped:
        Library.open(wrong)
    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.source) == ("usage.folder-of-one-kind", str(wrong))
    assert len(Library.open(tmp_path).templates) == 2


def test_a_folder_named_like_a_file_that_lies_in_it_is_a_folder_of_templates(tmp_path: Path) -> None:
    folder = tmp_path / "house-style"
    folder.mkdir()
    (folder / "house-style.docx").write_bytes(b"")

    assert Library.open(folder).templates[0] == folder


def test_a_wording_saved_in_another_encoding_is_told_and_not_a_defect(tmp_path: Path) -> None:
    wording = put(tmp_path, "# Atenci\u00f3n\n".encode("latin-1"), f"{KIND}.en.md")
    library = Library.open(tmp_path)

    (problem,) = check_library(library, library.wording("program", "en"))
    assert (problem.id, problem.place.source) == ("template.wrong-encoding", str(wording))


def test_a_wording_with_the_mark_that_a_windows_editor_puts_first_builds_the_same(tmp_path: Path) -> None:
    own = OWN.with_suffix(".md").read_bytes()
    wording = put(tmp_path, own, f"{KIND}.en.md")
    plain = built_template(Library.open(tmp_path), wording)
    wording.write_bytes(b"\xef\xbb\xbf" + own)

    assert built_template(Library.open(tmp_path), wording) == plain


# Plain text -----------------------------------------------------------------------------------------------------------

TEXT_MISTAKES = {
    "a misspelt fact": ("{{ client.nmae }}", "template.unknown-fact", "“client.name”"),
    "a misspelt fact of an incident": (
        "{% for i in incidents %}{{ i.sumary }}{% endfor %}", "template.unknown-fact", "“i.summary”",
    ),
    "a filter that does not exist": ("{{ client.name|shout }}", "template.unknown-filter", "“shout”"),
    "a fact that the reader must not see": ("{{ client.home_address }}", "template.hidden-fact", "must not see"),
    "a passage without its end": ("{% if x %}", "template.syntax", "cannot be understood"),
    "another program's encoding": ("Se\udcf1ora", "template.wrong-encoding", "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", TEXT_MISTAKES)
def test_a_mistake_in_a_text_template_is_told_with_its_line(tmp_path: Path, wording: Wording, mistake: str) -> None:
    text, id, told = TEXT_MISTAKES[mistake]
    path = tmp_path / "takedown-request" / "takedown-request.en.txt"
    path.parent.mkdir()
    path.write_bytes(f"Hello,\n\n{text}\n".encode("utf-8", "surrogateescape"))

    (problem,) = check_library(Library.open(tmp_path), wording)

    assert (problem.id, problem.place.line) == (id, 3)
    assert told in sentence(wording, problem)


def test_docgens_own_text_templates_are_right(wording: Wording) -> None:
    library = Library.open()
    texts = library.template_files("txt")

    assert texts
    assert [check_template(path, library.manifest(path.parent.name), library, wording) for path in texts] == [[]] * len(
        texts
    )
