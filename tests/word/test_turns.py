"""What a loop repeats is sound: bookmarks and drawings keep apart, and a list that begins at 1 does so each time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_fields_and_images import field, logo
from word_files import MAIN, PAGE, W, changed, paragraph, paragraphs, part_root, table, word_file

from docgen.word import compile_template, fill, load_prepared, prepare, read_package, searchable_parts

FOR, END = "{%p for i in items %}", "{%p endfor %}"


def mark(number: int, name: str, words: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return paragraph(start, words, f'<w:bookmarkEnd w:id="{number}"/>')


def listed(words: str, number: int) -> str:
    look = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return paragraph(words).replace("<w:p>", f"<w:p>{look}")


def filled(data: bytes, items: list[str], **facts: object) -> bytes:
    fields = {"items": [{"name": item, **facts} for item in items]}
    return fill(compile_template(data, "t.docx"), fields, PAGE)


def names(data: bytes) -> list[str]:
    return [each.get(f"{W}name") or "" for each in part_root(data).iter(f"{W}bookmarkStart")]


def test_each_turn_has_bookmarks_of_its_own_and_refers_to_them() -> None:
    data = word_file(
        paragraph(field(" PAGEREF _Ref1 \\h ")), FOR, mark(3, "_Ref1", "{{ i.name }}"),
        paragraph(field(" PAGEREF _Ref1 \\h ")), END, paragraph('<w:hyperlink w:anchor="_Ref1"/>'), mark(9, "x", "x"),
    )  # fmt: skip
    done = filled(data, ["a", "b", "c"])
    root = part_root(done)
    codes = [each.text for each in root.iter(f"{W}instrText")]

    assert names(done) == ["_Ref1", "_Ref1_2", "_Ref1_3", "x"]
    assert codes == [f" PAGEREF {name} \\h " for name in ("_Ref1", "_Ref1", "_Ref1_2", "_Ref1_3")]
    assert next(root.iter(f"{W}hyperlink")).get(f"{W}anchor") == "_Ref1"
    starts, ends = ([each.get(f"{W}id") for each in root.iter(f"{W}bookmark{end}")] for end in ("Start", "End"))
    assert starts == ends
    assert len(set(starts)) == 4


def test_a_bookmark_around_a_whole_turn_and_one_with_a_long_name() -> None:
    long = "_" + "n" * 39
    data = word_file(FOR, mark(1, long, "{{ i.name }}"), END)
    made = names(filled(data, ["a"] * 12))

    assert len(set(made)) == 12
    assert max(map(len, made)) <= 40


def test_drawings_that_are_repeated_have_numbers_of_their_own() -> None:
    data = word_file(paragraph(logo(1, 1, 0)), FOR, paragraph("{{ i.name }}", logo(1, 1, 0)), END)
    root = part_root(filled(data, ["a", "b"]))
    numbers = [each.get("id") for each in root.iter() if each.tag.endswith("}docPr")]

    assert len(numbers) == 3
    assert len(set(numbers)) == 3


RESTARTED = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'


def with_restarted(data: bytes, number: int) -> bytes:
    """`data` with a list of which somebody said in Word: restart at 1."""
    end = "</w:numbering>"
    return changed(data, word__numbering__xml=b"") if not number else _numbering(data, end, RESTARTED.format(number))


def _numbering(data: bytes, end: str, added: str) -> bytes:
    from docgen.word import write_package

    package = read_package(data)
    package["word/numbering.xml"] = package["word/numbering.xml"].replace(end.encode(), (added + end).encode())
    return write_package(package)


def lists(data: bytes) -> list[str]:
    return [each.get(f"{W}val") or "" for each in part_root(data).iter(f"{W}numId")]


def kinds(data: bytes) -> dict[str, str]:
    root = part_root(data, "word/numbering.xml")
    return {
        each.get(f"{W}numId") or "": each.find(f"{W}abstractNumId").get(f"{W}val")  # type: ignore[union-attr,misc]
        for each in root.iter(f"{W}num")
    }


def test_a_list_told_to_restart_does_so_for_each_record_and_another_goes_on() -> None:
    body = listed("{{ i.name }}", 77), listed("Then", 77), listed("Numbered through", 2)
    done = filled(with_restarted(word_file(listed("Before", 77), FOR, *body, END), 77), ["a", "b", "c"])
    first, *inside = lists(done)
    turns = [inside[number : number + 3] for number in range(0, 9, 3)]

    assert first == "77"
    assert all(one == two and last == "2" for one, two, last in turns)
    assert len({one for one, _, _ in turns}) == 3
    known = kinds(done)
    assert all(known[one] == "0" for one, _, _ in turns)


def test_a_list_of_a_persons_own_account_and_one_of_the_template_do_not_meet() -> None:
    body = listed("{{ i.name }}", 77), "{{p i.story|prose }}"
    done = filled(with_restarted(word_file(FOR, *body, END), 77), ["a", "b"], story="1. One\n2. Two")
    used = lists(done)

    assert len(set(used)) == 4
    assert set(used) <= set(kinds(done))


def test_loops_within_loops_and_an_else_keep_their_turns_apart() -> None:
    data = word_file(
        FOR, mark(1, "outer", "{{ i.name }}"), "{%p for j in i.more %}", mark(2, "inner", "{{ j }}"), END,
        paragraph(field(" REF outer ")), "{%p else %}", "None.", END, mark(3, "last", "End."),
    )  # fmt: skip
    done = filled(data, ["a", "b"], more=["x", "y"])
    codes = [each.text for each in part_root(done).iter(f"{W}instrText")]

    assert len(set(names(done))) == len(names(done)) == 7
    assert codes == [" REF outer ", " REF outer_2 "]
    assert paragraphs(filled(data, []))[-2:] == ["None.", "End."]


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8), max_size=4))
def test_no_mark_of_a_turn_is_left_in_a_paper(items: list[str]) -> None:
    rows = table("<w:tr><w:tc><w:tcPr/>" + mark(4, "cell", "{%tr for i in items %}") + "</w:tc></w:tr>")
    data = word_file(FOR, mark(1, "a", "{{ i.name }}"), END, "End.")
    done = filled(data, items)

    assert rows
    assert re.search(rb"[\x03\x04]", read_package(done)[MAIN]) is None
    assert len(names(done)) == len(items)


def test_a_prepared_template_keeps_them_apart_too() -> None:
    data = with_restarted(word_file(FOR, mark(1, "a", "{{ i.name }}"), listed("x", 77), END), 77)
    compiled = compile_template(data, "t.docx")
    ready = load_prepared(prepare(compiled), data, "t.docx")
    fields = {"items": [{"name": "a"}, {"name": "b"}]}

    assert ready is not None
    assert fill(ready, fields, PAGE) == fill(compiled, fields, PAGE)


@pytest.mark.parametrize("held", [True, False])
def test_an_optional_passage_leaves_no_blank_paragraph(held: bool) -> None:
    data = word_file("Before.", "{%p if shows %}", "Perhaps.", "{%p else %}", "Else.", "{%p endif %}", "After.")
    done = fill(compile_template(data), {"shows": held}, PAGE)

    assert [each for each in paragraphs(done) if not each] == []
    assert searchable_parts(done)
