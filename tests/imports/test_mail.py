"""A saved mail becomes its words, its moment, the account that it came from, and an exhibit."""

from __future__ import annotations

import time

import pytest
from builders import wording
from chats import a_mail
from hypothesis import given
from hypothesis import strategies as st

from docgen.imports.drafts import Draft, Found, check_drafts
from docgen.imports.html_words import html_words
from docgen.imports.mail import MailFile, is_mail, mail_draft
from docgen.localization import known_zone


def read(data: bytes) -> Found:
    return mail_draft(
        MailFile(shown="in/mail.eml", path="in/mail.eml", sha256="0" * 64, data=data), wording("program", "en")
    )


def only(data: bytes) -> Draft:
    assert is_mail(data)
    found = read(data)
    assert found.problems == ()
    return found.drafts[0]


def test_a_mail_gives_words_moment_account_and_exhibit() -> None:
    draft = only(a_mail())

    assert draft.values == {
        "date": "2026-04-03", "time": "21:14:05", "zone": "UTC", "platform": "email", "exact_words": "Again\n\nI see you.",
    }  # fmt: skip
    assert draft.accounts[0].values == {
        "platform": "email",
        "handle": "casey@example.com",
        "display_name": "Casey Thorn",
    }
    assert draft.exhibits[0].values == {"title": "E-mail of April 3, 2026", "file": "in/mail.eml", "sha256": "0" * 64}
    assert draft.sources["date"].said(wording("program", "en")) == "mail.eml, header Date"
    assert draft.accounts[0].sources["handle"].said(wording("program", "es")) == "mail.eml, encabezado From"


@pytest.mark.parametrize(
    ("date", "day", "time", "zone"),
    [
        ("Fri, 03 Apr 2026 21:14:05 -0700", "2026-04-03", "21:14:05", "Etc/GMT+7"),
        ("Fri, 03 Apr 2026 21:14:05 +0200", "2026-04-03", "21:14:05", "Etc/GMT-2"),
        ("Fri, 03 Apr 2026 02:14:05 +0530", "2026-04-02", "20:44:05", "UTC"),
        ("Fri, 03 Apr 2026 21:14:05 -0000", "2026-04-03", "21:14:05", "UTC"),
        ("3 Apr 26 21:14 PST", "2026-04-03", "21:14:00", "Etc/GMT+8"),
    ],
)
def test_the_time_is_that_of_the_header_in_a_zone_that_is_certain(date: str, day: str, time: str, zone: str) -> None:
    told = only(a_mail(date=date)).values

    assert (told["date"], told["time"], told["zone"]) == (day, time, zone)
    assert known_zone(zone)


def test_the_plain_text_is_taken_before_the_html() -> None:
    body = (
        "--x\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "Wörter, 😠\r\nzwei\r\n--x--"
    )  # fmt: skip

    draft = only(a_mail("MIME-Version: 1.0", 'Content-Type: multipart/alternative; boundary="x"', body=body))

    assert draft.values["exact_words"] == "Again\n\nWörter, 😠\nzwei"


def test_html_alone_becomes_its_words() -> None:
    page = (
        "<html><head><title>no</title><style>p{}</style></head><p>I <b>know</b>\n where &lt;you&gt; live<br>"
        "and I <3 it<!-- hidden <b>x</b> --><a title='a > b'>.</a></p><script>no()</script><div>Bye</div>"
    )

    assert html_words(page) == "I know where <you> live\nand I <3 it.\n\nBye"


def test_text_in_the_wrong_character_set_is_refused_and_not_repaired() -> None:
    plain = a_mail("Content-Type: text/plain; charset=us-ascii", body="?").replace(b"\r\n\r\n?", b"\r\n\r\n\xe9\xff")

    assert [each.id for each in read(plain).problems] == ["import.mail-charset"]
    assert "é" in str(only(a_mail("Content-Type: text/plain; charset=no-such", body="é")).values["exact_words"])


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Fri, 99 Apr 2026 21:14:05 +0000", "Fri, 03 Apr 2026 21:14:05 +99999999"]
)
def test_a_mail_without_a_date_is_a_problem(date: str) -> None:
    assert [each.id for each in read(a_mail(date=date)).problems] == ["import.mail-without-date"]


def test_a_mail_of_ten_thousand_parts_within_each_other_is_refused() -> None:
    nest = "".join(f'--{n}\r\nContent-Type: multipart/mixed; boundary="{n + 1}"\r\n\r\n' for n in range(10_000))
    data = a_mail('Content-Type: multipart/mixed; boundary="0"', body=nest)

    assert [each.id for each in read(data).problems] == ["import.mail-too-deep"]
    assert [each.id for each in read(a_mail("X-Long: " + "a" * 400_000)).problems] == ["import.mail-too-deep"]


def test_a_control_sign_in_a_mail_is_a_problem_of_its_file() -> None:
    found = read(a_mail(body="one\x07two"))

    (problem,) = check_drafts(found.drafts, wording("program", "en"))
    assert (problem.id, problem.place.source, problem.place.path) == ("problem.unfit", "in/mail.eml", "exact_words")


@pytest.mark.parametrize(
    "page", ["<" * 10**6, "<a " * 10**5, "<!--" * 10**5, "<a b='" * 10**5, "<script>" * 10**5, "<![" * 10**5]
)
def test_a_hostile_page_takes_no_time(page: str) -> None:
    """What grows with the square of the length would take minutes."""
    begun = time.process_time()
    html_words(page)

    assert time.process_time() - begun < 30


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("No.\r\n\r\nOn Fri, Apr 3, 2026 at 9:14 PM Robin <robin@example.com>\r\nwrote:\r\n\r\n> Stop\r\n> now\r\n\r\nBye", "No.\n\n[…]\n\nBye"),
        ("No.\r\n\r\nEl vie, 3 abr 2026 a las 21:14, Robin (<robin@example.com>) escribió:\r\n\r\n> Basta\r\n>\r\n>> a", "No.\n\n[…]"),
        ("> Stop\r\nNo.\r\n> Please\r\nNever.", "[…]\nNo.\n[…]\nNever."),
        ("No.\r\n\r\n-----Original Message-----\r\nFrom: Robin\r\n\r\nStop", "No.\n\n[…]"),
        ("No.\r\n\r\n-----Mensaje original-----\r\nDe: Robin\r\n\r\nBasta", "No.\n\n[…]"),
        ("No.\r\n\r\n________________________________\r\nDe: Robin <robin@example.com>\r\nEnviado: viernes\r\n\r\nBasta", "No.\n\n[…]"),
        ("From: your shadow\r\nOn 3 April you wrote:\r\nlies", "From: your shadow\nOn 3 April you wrote:\nlies"),
    ],
)  # fmt: skip
def test_what_a_mail_quotes_is_no_word_of_its_sender(body: str, kept: str) -> None:
    told = only(a_mail("Content-Type: text/plain; charset=utf-8", body=body)).values["exact_words"]

    assert told == f"Again\n\n{kept}"


def test_a_mail_that_a_page_answers_is_no_word_of_its_sender() -> None:
    page = (
        "<div>No.</div><div class='gmail_quote'><div>On Fri, Apr 3, 2026 at 9:14 PM Robin wrote:<br></div>"
        "<blockquote class='gmail_quote'>Stop<blockquote type=cite>Old</blockquote>now</blockquote></div>"
        "<blockquote style='margin:1px'>Never.</blockquote>"
    )

    assert only(a_mail("Content-Type: text/html", body=page)).values["exact_words"] == "Again\n\nNo.\n\n[…]\n\nNever."


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "zlib_codec", "hex"])
def test_what_is_no_character_set_of_mails_is_not_used(charset: str) -> None:
    draft = only(a_mail(f"Content-Type: text/plain; charset={charset}", body="\\u0041-z9"))

    assert draft.values["exact_words"] == "Again\n\n\\u0041-z9"


@given(st.binary(max_size=300))
def test_any_bytes_after_the_headers_break_nothing(rest: bytes) -> None:
    for data in (
        a_mail() + rest,
        a_mail()[:80] + rest,
        rest,
        a_mail("Content-Type: multipart/mixed; boundary=x")[:-12] + rest,
    ):
        is_mail(data)
        found = read(data)
        assert found.drafts or found.problems


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_headers_break_nothing(kind: str, sender: str) -> None:
    data = f"From: {sender}\r\nDate: Fri, 03 Apr 2026 21:14:05 +0000\r\nContent-Type: {kind}\r\n\r\nx".encode(
        "utf-8", "replace"
    )

    found = read(data)

    assert found.drafts or found.problems
