"""What a clinic says of itself once, in `clinic.toml` of its own folder, so that nobody types it for each client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.answers import Answers
from docgen.frozen import frozen
from docgen.matter.choices import AnsweredBy, Channel, Role
from docgen.matter.values import Address, Email, Line, Phone

__all__ = ["Clinic", "Lawyer", "answered_by_clinic", "with_clinic"]


@frozen
class Lawyer:
    """The supervising lawyer, who acts for the client where the facts name nobody."""

    name: Line
    role: Role = Role.LAWYER
    bar_number: Line | None = None
    authority: Line | None = None
    """What gives the authority to act, where it is the same for every client: a retainer form and its number."""


@frozen
class Languages:
    """Languages that hold where nobody asks for another."""

    interview: str = ""
    document: str = ""


@frozen
class Clinic:
    """What `clinic.toml` holds. Nothing in it is a fact of a client."""

    name: Line
    address: Address | None = None
    email: Email | None = None
    phone: Phone | None = None
    lawyer: Lawyer | None = None
    jurisdiction: str = ""
    """Code of the place whose law holds where the facts name none."""
    languages: Languages = Languages()
    delivery: tuple[Channel, ...] = ()
    """How the clinic sends letters, where the facts do not say."""


def with_clinic(answers: Answers, clinic: Clinic | None) -> Answers:
    """Return `answers` with what `clinic` says where they say nothing; the same where there is no clinic.

    The part of the representative is filled where somebody acts for the client at all. Where the facts name that
    person, the lawyer's name, role, bar number and authority stay out: they are another person's.
    """
    if clinic is None:
        return answers
    values = dict(answers.values)
    if clinic.jurisdiction:
        values.setdefault("jurisdiction", clinic.jurisdiction)
    if clinic.languages.document:
        values["languages"] = _filled(values, "languages", {"document": clinic.languages.document})
    if clinic.delivery:
        values["letter"] = _filled(values, "letter", {"delivery": [channel.value for channel in clinic.delivery]})
    if "representative" in values or values.get("answered_by") in _REPRESENTED:
        values["representative"] = _filled(values, "representative", _representative(values, clinic))
    return replace(answers, values=values)


_REPRESENTED = (AnsweredBy.CLIENT_REPRESENTED, AnsweredBy.REPRESENTATIVE)
"""Answers to "who answers?" by which somebody acts for the client."""


def _filled(values: Mapping[str, object], name: str, known: Mapping[str, object]) -> object:
    """Return the record `name` of `values` with what is `known` besides.

    What is no record stays: null says that there is none, and anything else is for the reader to refuse.
    """
    told = values.get(name, {})
    return {**known, **told} if isinstance(told, Mapping) else told


def _representative(values: Mapping[str, object], clinic: Clinic) -> dict[str, object]:
    told = values.get("representative")
    named = isinstance(told, Mapping) and "name" in told
    own = {"organisation": clinic.name, "address": clinic.address, "email": clinic.email, "phone": clinic.phone}
    if clinic.lawyer is not None and not named:
        lawyer = clinic.lawyer
        own |= {"name": lawyer.name, "bar_number": lawyer.bar_number, "authority": lawyer.authority}
        own |= {"role": Line(lawyer.role.value)}
    return {name: str(value) for name, value in own.items() if value is not None}


def answered_by_clinic(clinic: Clinic | None) -> tuple[str, ...]:
    """Return the names of the facts of the representative that `clinic` answers, so that nobody is asked for them."""
    if clinic is None:
        return ()
    return tuple(_representative({}, clinic))
