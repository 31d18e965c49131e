"""One mail saved as .eml: a draft with the words, the account that it came from, and the file as an exhibit."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from docgen.dates import PartialDate
from docgen.errors import Place, Problem
from docgen.frozen import frozen
from docgen.imports.drafts import Draft, Found, Source, named_files, short_name
from docgen.imports.mail_parts import CannotRead, attachments_of, body_of, parse_mail
from docgen.imports.quotations import without_quotations
from docgen.localization import Wording
from docgen.matter.events import Account, Exhibit, Incident
from docgen.matter.values import Line, Unfit

__all__ = ["MailFile", "is_mail", "mail_draft"]

_HEADERS_LIMIT = 256 * 1024
_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_USUAL = re.compile(rb"^(?:from|date|received|message-id|subject|mime-version|to):", re.IGNORECASE | re.MULTILINE)


@frozen
class MailFile:
    """A mail and the file that it stands in."""

    shown: str
    """Name of the file for problems."""
    path: str
    """Path for the facts."""
    sha256: str
    data: bytes


def is_mail(data: bytes) -> bool:
    """Return whether `data` begins as a mail does: with headers, at least two of the usual ones."""
    return bool(_HEADER.match(data)) and len({found.lower() for found in _USUAL.findall(_headers(data))}) >= 2


def _headers(data: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", data[:_HEADERS_LIMIT], maxsplit=1)[0]


def mail_draft(mail: MailFile, wording: Wording) -> Found:
    """Return the draft that `mail` gives; `wording` gives the title of the exhibit.

    The time is that of the Date header: in its own offset where that is whole hours, which a zone of the IANA
    database names (`Etc/GMT+7` is seven hours behind UTC), else in UTC. What the mail quotes of others is left out of
    the words. Attachments are named and not read.
    """
    if len(_headers(mail.data)) >= _HEADERS_LIMIT - 4:
        return _refused("import.mail-too-deep", mail)
    try:
        message = parse_mail(mail.data)
        moment, sender, subject = _moment(message), _sender(message), str(message.get("Subject", ""))
        words = "\n\n".join(filter(str.strip, (subject, without_quotations(body_of(message)))))
        attached = attachments_of(message)
    except CannotRead as error:
        return _refused(str(error), mail)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError, OverflowError):
        return _refused("import.mail-damaged", mail)  # what the parser of the standard library raises on broken mails
    draft = _draft(mail, wording, moment, sender, words)
    if not attached:
        return Found(drafts=(draft,))
    names = (("file", short_name(mail.shown)), ("names", named_files(attached)))
    named = replace(draft, sources={**draft.sources, "exhibits": Source("source.attached", names)})
    note = Problem(id="import.mail-attachments", place=Place(source=mail.shown), names=dict(names))
    return Found(drafts=(named,), notes=(note,))


def _refused(id: str, mail: MailFile) -> Found:
    return Found(problems=(Problem(id=id, place=Place(source=mail.shown)),))


def _draft(mail: MailFile, wording: Wording, moment: datetime, sender: tuple[str, str], words: str) -> Draft:
    shown, zone = _in_a_zone(moment)
    day = PartialDate.of_day(shown.date())
    file, place = ("file", short_name(mail.shown)), Place(source=mail.shown)
    dated = Source("source.header" if shown.utcoffset() == moment.utcoffset() else "source.header-in-utc",
                   (file, ("header", "Date")))  # fmt: skip
    values: dict[str, object] = {
        "date": day.iso(), "time": shown.strftime("%H:%M:%S"), "zone": zone, "platform": "email",
    }  # fmt: skip
    sources = {"date": dated, "time": dated, "zone": dated, "platform": Source("source.mail", (file,))}
    if words.strip():
        values["exact_words"] = words
        sources["exact_words"] = Source("source.mail-words", (file, ("header", "Subject")))
    exhibit = Draft(
        record=Exhibit,
        values={
            "title": wording.say("import.title.mail", date=wording.day(shown.date())),
            "file": mail.path,
            "sha256": mail.sha256,
        },
        sources={"title": dated, "sha256": Source("source.bytes", (file,))},
        place=place,
    )
    accounts = (_account(sender, file, place),) if sender[0] else ()
    return Draft(
        record=Incident, values=values, sources=sources, place=place, exhibits=(exhibit,), accounts=accounts
    )  # fmt: skip


def _account(sender: tuple[str, str], file: tuple[str, str], place: Place) -> Draft:
    address, name = sender
    origin = Source("source.header", (file, ("header", "From")))
    values = {"platform": "email", "handle": address}
    with contextlib.suppress(Unfit):  # no name, or one that could not be printed: the address is what counts
        values |= {"display_name": Line.parse(name)}
    return Draft(record=Account, values=values, sources=dict.fromkeys(values, origin), place=place)


# Headers ------------------------------------------------------------------------------------------------------------


def _moment(message: EmailMessage) -> datetime:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(str(message["Date"]))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        raise CannotRead("import.mail-without-date") from None


def _in_a_zone(moment: datetime) -> tuple[datetime, str]:
    """Return `moment` in a zone of the IANA database that is known for certain, and the name of that zone."""
    hours, rest = divmod(moment.utcoffset() or timedelta(), timedelta(hours=1))
    if rest or not -12 <= hours <= 14:
        return moment.astimezone(UTC), "UTC"
    return moment, f"Etc/GMT{-hours:+d}" if hours else "UTC"


def _sender(message: EmailMessage) -> tuple[str, str]:
    """Return address and name of the sender; "" for what is not said."""
    addresses = getattr(message["From"], "addresses", ())
    found = addresses[0] if addresses else None
    return (found.addr_spec, found.display_name) if found is not None and found.domain else ("", "")
