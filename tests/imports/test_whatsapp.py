"""A chat becomes what was written and when, in whatever layout, and never a guess."""

from __future__ import annotations

from datetime import date

import pytest
from builders import wording
from chats import phrases
from hypothesis import given
from hypothesis import strategies as st

from docgen.imports.chat_messages import is_chat
from docgen.imports.drafts import Found
from docgen.imports.whatsapp import ChatFile, Wanted, chat_drafts
from docgen.matter.values import Unfit, Words


def read(text: str, **wanted: object) -> Found:
    assert is_chat(text, phrases())
    return drafts_of(ChatFile(shown="talk/chat.txt", text=text), **wanted)


def drafts_of(chat: ChatFile, **wanted: object) -> Found:
    return chat_drafts(chat, phrases(), Wanted(**wanted), wording("program", "en"))


def only(text: str, **wanted: object) -> dict[str, object]:
    found = read(text, **wanted)
    assert found.problems == ()
    (draft,) = found.drafts
    return dict(draft.values)


def problem(text: str, **wanted: object) -> str:
    found = read(text, **wanted)
    assert found.drafts == ()
    return found.problems[0].id


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ("\u200e[23/04/2026, 21:14:05] ", "21:14:05"),
        ("[4/23/26, 9:14:05\u202fPM] ", "21:14:05"),
        ("23/04/2026, 21:14 - ", "21:14"),
        ("4/23/26, 9:14 PM - ", "21:14"),
        ("4/23/26, 9:14\u202fpm - ", "21:14"),
        ("23/4/26, 9:14 p. m. - ", "21:14"),
        ("23/4/26, 9:14\u00a0p.\u00a0m. - ", "21:14"),
        ("23/4/26 21:14 - ", "21:14"),
        ("23.04.26, 21:14 - ", "21:14"),
        ("[23.04.26, 21:14:05] ", "21:14:05"),
        ("23/04/2026 à 21:14 - ", "21:14"),
        ("23-04-2026 21:14 - ", "21:14"),
        ("2026-04-23, 21:14 - ", "21:14"),
        ("4/23/26, 12:14 AM - ", "00:14"),
        ("4/23/26, 12:14 PM - ", "12:14"),
    ],
)
def test_every_usual_layout_gives_the_day_the_time_and_the_words(head: str, time: str) -> None:
    told = only(f"{head}Casey Thorn: I know where you live.\n")

    assert told == {
        "date": "2026-04-23", "time": time, "platform": "whatsapp", "exact_words": "I know where you live.",
    }  # fmt: skip


def test_the_messages_of_a_day_stand_together_with_their_times_as_written() -> None:
    text = (
        "23/04/2026, 21:14 - Messages and calls are end-to-end encrypted.\n"
        "23/04/2026, 21:14 - Casey: First  line 😠\nsecond line\n\n"
        "23/04/2026, 21:15 - Robin: Stop\n"
        "23/04/2026, 21:16 - Casey: NO: never\n"
        "24/04/2026, 00:01 - Casey: Awake?\n"
    )

    first, second = read(text, sender="Casey").drafts

    assert first.values["exact_words"] == "[21:14] First  line 😠\nsecond line\n\n[21:16] NO: never"
    assert second.values["exact_words"] == "Awake?"
    assert first.sources["date"].names == (("file", "chat.txt"), ("line", "2"))
    assert dict(first.sources["exact_words"].names) == {"file": "chat.txt", "first": "2", "last": "6"}
    assert {"conduct", "summary"}.isdisjoint(first.values)


@pytest.mark.parametrize(
    "line",
    ["<Media omitted>", "<Multimedia omitido>", "IMG-20260423-WA0001.jpg (file attached)", "\u200e<attached: 0001-PHOTO.jpg>",
     "\u200eimage omitted", "IMG-1.jpg (archivo adjunto)", "This message was deleted", "Diese Nachricht wurde gelöscht."],
)  # fmt: skip
def test_what_the_app_wrote_in_place_of_a_picture_is_no_word_of_the_sender(line: str) -> None:
    alone = only(f"23/04/2026, 21:14 - Casey: {line}\n")
    before = only(f"23/04/2026, 21:14 - Casey: {line}\n23/04/2026, 21:15 - Casey: Look.\n")

    assert "exact_words" not in alone
    assert before["exact_words"] == "Look."
    assert before["time"] == "21:14"


@pytest.mark.parametrize("words", ["<you are dead>", "photo.jpg (your house)", "I have image omitted", "<3", "deleted"])
def test_what_only_looks_like_a_mark_of_the_app_is_kept(words: str) -> None:
    assert only(f"23/04/2026, 21:14 - Casey: {words}\n")["exact_words"] == words


def test_the_words_under_a_picture_are_kept() -> None:
    android = only("23/04/2026, 21:14 - Casey: IMG-1.jpg (file attached)\nYour door.\n")
    apple = only("[23/04/2026, 21:14:05] Casey: Your door. \u200e<attached: 0001-PHOTO.jpg>\n")

    assert android["exact_words"] == apple["exact_words"].strip() == "Your door."


def test_what_the_app_says_of_a_document_is_no_word_of_the_sender() -> None:
    line = "[23/04/2026, 21:14:05] Casey: \u200eLetter.pdf • \u200e2 pages \u200e<attached: 0001-Letter.pdf>\n"

    assert "exact_words" not in only(line)
    assert only(line.replace("\u200eLetter.pdf •", "Read Other.pdf •"))["exact_words"].startswith("Read Other.pdf")


@pytest.mark.parametrize("mark", ["<This message was edited>", "<Se editó este mensaje.>"])
def test_the_mark_of_an_edited_message_is_no_word_of_the_sender(mark: str) -> None:
    assert only(f"23/04/2026, 21:14 - Casey: one\ntwo \u200e{mark}\n")["exact_words"] == "one\ntwo"
    assert only("23/04/2026, 21:14 - Casey: one <edited>\n")["exact_words"] == "one <edited>"


def test_a_name_with_a_colon_is_found_where_it_is_given() -> None:
    text = "23/04/2026, 21:14 - Casey: work: hello: you\n23/04/2026, 21:15 - Robin: Casey: work: no\n"

    assert only(text, sender="casey: Work")["exact_words"] == "hello: you"
    assert problem(text, sender="Casey: home") == "import.no-such-sender"


def test_a_notice_under_the_name_of_a_person_is_not_theirs() -> None:
    text = "[23/04/2026, 21:14:05] Casey: \u200eMessages and calls are end-to-end encrypted. Only people…\n"

    assert read(text).drafts == ()


# Day and month --------------------------------------------------------------------------------------------------------


def test_a_part_over_twelve_anywhere_decides_for_the_whole_chat() -> None:
    days = [each.values["date"] for each in read("3/4/26, 21:14 - Casey: a\n13/4/26, 21:14 - Casey: b\n").drafts]
    months = [each.values["date"] for each in read("3/4/26, 21:14 - Casey: a\n4/13/26, 21:14 - Casey: b\n").drafts]

    assert (days, months) == (["2026-04-03", "2026-04-13"], ["2026-03-04", "2026-04-13"])


def test_dates_that_would_run_backwards_decide() -> None:
    """3/4, then 5/3: 3 April before 5 March is impossible."""
    found = read("3/4/26, 21:14 - Casey: a\n5/3/26, 21:14 - Casey: b\n").drafts

    assert [each.values["date"] for each in found] == ["2026-03-04", "2026-05-03"]


def test_the_messages_of_others_decide_too() -> None:
    assert only("3/4/26, 21:14 - Casey: a\n13/4/26, 21:14 - Robin: b\n", sender="Casey")["date"] == "2026-04-03"


def test_an_open_order_is_asked_for_and_never_guessed() -> None:
    text = "3/4/26, 21:14 - Casey: a\n4/4/26, 21:14 - Casey: b\n"

    assert problem(text) == "import.which-order"
    assert [each.values["date"] for each in read(text, day_first=True).drafts] == ["2026-04-03", "2026-04-04"]
    assert [each.values["date"] for each in read(text, day_first=False).drafts] == ["2026-03-04", "2026-04-04"]


def test_a_traveller_whose_clock_goes_back_a_day_gets_no_wrong_month() -> None:
    """A day back is no proof against the order in which it is one day."""
    found = read("4/4/26, 00:14 - Casey: a\n3/4/26, 23:50 - Casey: b\n").drafts

    assert [each.values["date"] for each in found] == ["2026-04-03", "2026-04-04"]


def test_an_order_that_the_chat_contradicts_is_refused() -> None:
    assert problem("13/4/26, 21:14 - Casey: a\n", day_first=False) == "import.other-order"
    assert problem("13/4/26, 21:14 - Casey: a\n4/13/26, 21:14 - Casey: b\n") == "import.no-order"


@given(
    st.lists(st.dates(date(2010, 1, 1), date(2099, 12, 31)), min_size=1),
    st.booleans(),
)
def test_a_chat_gives_its_own_dates_or_asks(days: list[date], day_first: bool) -> None:
    """Whatever the days are, in order: the right ones, or a question; never others."""
    form = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    ordered = sorted(set(days))
    text = "".join(f"{day.strftime(form)}, 21:14 - Casey: a\n" for day in ordered)

    found = read(text)

    if found.problems:
        assert [each.id for each in found.problems] == ["import.which-order"]
    else:
        assert [each.values["date"] for each in found.drafts] == [day.isoformat() for day in ordered]


# Senders --------------------------------------------------------------------------------------------------------------


def test_several_senders_are_listed_with_what_they_wrote() -> None:
    text = "23/04/2026, 21:14 - Casey: a\n23/04/2026, 21:14 - Robin: b\n23/04/2026, 21:14 - Casey: c\n"

    for wanted, id in (("", "import.which-sender"), ("Casy", "import.no-such-sender")):
        (asked,) = read(text, sender=wanted).problems
        assert (asked.id, asked.names["senders"]) == (id, "Casey (2), Robin (1)")


@pytest.mark.parametrize("name", ["casey thorn", "Casey  Thorn", "~ Casey Thorn"])
def test_a_sender_is_found_however_the_name_is_typed(name: str) -> None:
    text = "23/04/2026, 21:14 - ~\u202fCasey Thorn: a\n23/04/2026, 21:14 - Robin: b\n"

    assert only(text, sender=name)["exact_words"] == "a"


def test_a_telephone_number_between_invisible_signs_is_found() -> None:
    text = "23/04/2026, 21:14 - \u202a+1 415 555 0101\u202c: a\n23/04/2026, 21:14 - Robin: b\n"

    assert only(text, sender="+1 415 555 0101")["exact_words"] == "a"


# Hostile --------------------------------------------------------------------------------------------------------------


def test_a_message_that_no_document_can_hold_is_named_by_its_line() -> None:
    found = read("23/04/2026, 21:14 - Casey: a\n23/04/2026, 21:15 - Casey: b\x07\n")

    assert [(each.id, each.place.source, each.place.line) for each in found.problems] == [
        ("problem.unfit", "talk/chat.txt", 2)
    ]


def test_a_quoted_export_in_another_layout_begins_no_message() -> None:
    told = only("[23/04/2026, 21:14:05] Casey: you wrote\n3/4/26, 9:14 PM - Robin: I did it\n")

    assert told["exact_words"] == "you wrote\n3/4/26, 9:14 PM - Robin: I did it"


def test_a_line_of_ten_million_signs_takes_no_time() -> None:
    text = "23/04/2026, 21:14 - Casey: " + "x" * 10_000_000 + "\n"

    assert read(text).problems[0].names["wanted"] == "wanted.shorter-text"


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_whatever_is_written_comes_out_as_written_or_is_a_problem(lines: list[str]) -> None:
    text = "".join(f"23/04/2026, 21:14 - Casey: {line}\n" for line in [*lines, "the end"])
    shown = [line.lstrip("\u200e\u200f\ufeff") for line in [*lines, "the end"]]
    found = read(text)

    if found.problems:
        assert {each.id for each in found.problems} == {"problem.unfit"}
    else:
        kept = [line for line in shown if line.strip()]
        words = str(found.drafts[0].values["exact_words"])
        assert words == (kept[0] if len(kept) == 1 else "\n".join(f"[21:14] {line}" for line in kept))


@given(st.text())
def test_any_text_is_a_chat_or_none_and_breaks_nothing(text: str) -> None:
    is_chat(text, phrases())
    found = drafts_of(ChatFile(shown="chat.txt", text="23/04/2026, 21:14 - Casey: a\n" + text))

    for draft in found.drafts:
        try:
            Words.parse(str(draft.values.get("exact_words", "-")))
        except Unfit as unfit:
            raise AssertionError(unfit.wanted) from None
