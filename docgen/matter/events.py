"""What happened: accounts, incidents, exhibits, requests to stop, reports, losses and earlier orders."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from docgen.dates import Clock, PartialDate
from docgen.frozen import frozen
from docgen.matter.audiences import Confidential, Guarded, Party, Served, Sworn
from docgen.matter.choices import AttributionBasis, Certainty, Channel, Conduct, KnownThrough, LossKind, Operator
from docgen.matter.values import UNANSWERED, Detail, Id, Line, Maybe, Prose, Sha256, Url, Words, Zone

__all__ = [
    "REFERENCES",
    "Account",
    "Attribution",
    "EarlierOrder",
    "Exhibit",
    "Incident",
    "Loss",
    "PlatformReport",
    "PoliceReport",
    "Reports",
    "StopRequest",
    "Threat",
]

REFERENCES = {"accounts": "accounts", "exhibits": "exhibits", "witnesses": "witnesses", "told_by": "witnesses"}
"""Facts of a record that name other records by their id, and the list that those stand in."""


@frozen
class Attribution:
    """One reason to tie an account to the respondent, or a sign against it."""

    basis: Sworn[AttributionBasis]
    fact: Sworn[Prose]
    certainty: Sworn[Certainty] = Certainty.BELIEVES
    exhibits: Sworn[tuple[Id, ...]] = ()


@frozen
class Account:
    """A profile on a platform, with the facts that tie it to a person."""

    id: Confidential[Id]
    platform: Served[Line]
    """Code of a known platform (`instagram`), or the name of another one."""
    handle: Served[Line]
    display_name: Served[Maybe[Line]] = UNANSWERED
    numeric_id: Served[Maybe[Line]] = UNANSWERED
    profile_url: Served[Maybe[Url]] = UNANSWERED
    handle_seen: Served[Maybe[PartialDate]] = UNANSWERED
    operator: Party[Operator] = Operator.UNKNOWN
    attribution: Sworn[tuple[Attribution, ...]] = ()
    sources: Confidential[Mapping[str, Line]] = field(default_factory=dict)
    """Where each imported fact of this record was found: `mail.eml, header Date`. Printed in no document."""


@frozen
class Threat:
    """What an incident threatened."""

    of_what: Served[Line]
    means: Sworn[Maybe[Prose]] = UNANSWERED
    """Why the threat could be carried out: weapon, knowledge of the place, earlier violence."""


@frozen
class Incident:
    """One dated event."""

    date: Served[PartialDate]
    conduct: Served[tuple[Conduct, ...]]
    summary: Served[Prose]
    """What was sent, posted or done, in plain words; read by everyone, so it names no address."""
    time: Served[Maybe[Clock]] = UNANSWERED
    zone: Served[Maybe[Zone]] = UNANSWERED
    platform: Served[Maybe[Line]] = UNANSWERED
    accounts: Served[tuple[Id, ...]] = ()
    urls: Served[tuple[Url, ...]] = ()
    content_id: Served[Maybe[Line]] = UNANSWERED
    exact_words: Served[Maybe[Words]] = UNANSWERED
    translation: Served[Maybe[Words]] = UNANSWERED
    threat: Served[Maybe[Threat]] = UNANSWERED
    intimate: Served[Maybe[bool]] = UNANSWERED
    altered: Served[Maybe[bool]] = UNANSWERED
    """Whether the image was made or altered, by AI or otherwise."""
    shows_minor: Served[Maybe[bool]] = UNANSWERED
    """Whether somebody in the image was under 18; it is then named with its place, and never listed or attached."""
    still_online: Served[Maybe[bool]] = UNANSWERED
    checked_on: Served[Maybe[PartialDate]] = UNANSWERED
    known_through: Sworn[Maybe[KnownThrough]] = UNANSWERED
    """How the client knows of it. Unanswered is not first-hand: nobody swears to what they did not say."""
    told_by: Sworn[Maybe[Id]] = UNANSWERED
    """The witness who told of it."""
    context: Sworn[Maybe[Prose]] = UNANSWERED
    place: Sworn[Maybe[Detail]] = UNANSWERED
    """Where the client was; left out of letters. Never the home address: write "at home"."""
    device: Guarded[Maybe[Detail]] = UNANSWERED
    witnesses: Sworn[tuple[Id, ...]] = ()
    reaction: Sworn[Maybe[Prose]] = UNANSWERED
    effect: Sworn[Maybe[Prose]] = UNANSWERED
    exhibits: Served[tuple[Id, ...]] = ()
    police_note: Guarded[Maybe[Prose]] = UNANSWERED
    """What only the police may know of this incident."""
    sources: Confidential[Mapping[str, Line]] = field(default_factory=dict)
    """Where each imported fact of this record was found: `mail.eml, header Date`. Printed in no document."""


@frozen
class Exhibit:
    """An attached item with a digest."""

    id: Confidential[Id]
    title: Served[Line]
    file: Confidential[Maybe[Line]] = UNANSWERED
    """Path of the file, so that its digest can be made; never printed, because paths name people."""
    sha256: Served[Maybe[Sha256]] = UNANSWERED
    captured_on: Sworn[Maybe[PartialDate]] = UNANSWERED
    captured_by: Sworn[Maybe[Line]] = UNANSWERED
    method: Sworn[Maybe[Detail]] = UNANSWERED
    device: Guarded[Maybe[Detail]] = UNANSWERED
    url: Served[Maybe[Url]] = UNANSWERED
    original_kept: Guarded[Maybe[Detail]] = UNANSWERED
    intimate: Served[Maybe[bool]] = UNANSWERED
    """An intimate image is never attached: its place, digest and "available under seal" stand in for it."""
    sources: Confidential[Mapping[str, Line]] = field(default_factory=dict)
    """Where each imported fact of this record was found: `mail.eml, header Date`. Printed in no document."""


@frozen
class StopRequest:
    """A time when the respondent was told to stop."""

    date: Served[PartialDate]
    channel: Served[Channel]
    exact_words: Served[Maybe[Words]] = UNANSWERED
    proof: Sworn[Maybe[Detail]] = UNANSWERED
    response: Sworn[Maybe[Prose]] = UNANSWERED


@frozen
class PoliceReport:
    """A report made to the police or a prosecutor."""

    authority: Sworn[Line]
    date: Sworn[PartialDate]
    reference: Sworn[Maybe[Line]] = UNANSWERED
    officer: Guarded[Maybe[Line]] = UNANSWERED
    outcome: Sworn[Maybe[Prose]] = UNANSWERED


@frozen
class PlatformReport:
    """A report made to a platform."""

    platform: Served[Line]
    date: Served[PartialDate]
    reference: Served[Maybe[Line]] = UNANSWERED
    url: Served[Maybe[Url]] = UNANSWERED
    outcome: Served[Maybe[Prose]] = UNANSWERED


@frozen
class Reports:
    """Who has been told already."""

    police: Sworn[tuple[PoliceReport, ...]] = ()
    platform: Served[tuple[PlatformReport, ...]] = ()


@frozen
class Loss:
    """One kind of harm suffered."""

    kind: Sworn[LossKind]
    description: Sworn[Prose]
    amount: Sworn[Maybe[Decimal]] = UNANSWERED
    currency: Sworn[Maybe[Detail]] = UNANSWERED
    """ISO 4217 code; the currency of the jurisdiction when unanswered."""
    date: Sworn[Maybe[PartialDate]] = UNANSWERED
    exhibits: Sworn[tuple[Id, ...]] = ()


@frozen
class EarlierOrder:
    """An order between the parties that exists or existed."""

    court: Party[Line]
    date: Party[PartialDate]
    kind: Party[Detail]
    number: Party[Maybe[Line]] = UNANSWERED
    in_force: Party[Maybe[bool]] = UNANSWERED
    disobeyed: Sworn[Maybe[Prose]] = UNANSWERED
