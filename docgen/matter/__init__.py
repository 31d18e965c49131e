"""The domain model: one person's problem with all its facts, frozen and typed, every fact with its audiences.

The model knows no language, no country, no Word and no disk.
"""

from collections.abc import Mapping
from dataclasses import field

from docgen.frozen import frozen
from docgen.matter.audiences import Confidential, Guarded, Party, Served, Sworn
from docgen.matter.choices import AnsweredBy
from docgen.matter.events import Account, EarlierOrder, Exhibit, Incident, Loss, Reports, StopRequest
from docgen.matter.own_answers import OwnAnswers
from docgen.matter.people import Client, Court, Police, Representative, Respondent, Witness
from docgen.matter.requests import (
    Disclosure,
    Languages,
    Letter,
    PlatformRequest,
    Relief,
    Safety,
    Signing,
)
from docgen.matter.values import UNANSWERED, Detail, Maybe, Prose

__all__ = ["Matter"]


@frozen
class Matter:
    """One person's problem, with all its facts, in court or not."""

    jurisdiction: Confidential[Detail]
    languages: Confidential[Languages] = Languages()
    answered_by: Confidential[Maybe[AnsweredBy]] = UNANSWERED
    """Who answers the questions: the client, with or without a representative, or the representative for the client.

    Where the representative answers, every paper needs that person's name and authority to act.
    """
    client: Served[Client]
    representative: Served[Maybe[Representative]] = UNANSWERED
    respondent: Served[Respondent]
    background: Sworn[Maybe[Prose]] = UNANSWERED
    """How the parties know each other and how it began."""
    accounts: Served[tuple[Account, ...]] = ()
    incidents: Served[tuple[Incident, ...]]
    stop_requests: Served[tuple[StopRequest, ...]] = ()
    exhibits: Served[tuple[Exhibit, ...]] = ()
    witnesses: Sworn[tuple[Witness, ...]] = ()
    reports: Served[Reports] = Reports()
    losses: Sworn[tuple[Loss, ...]] = ()
    orders: Party[tuple[EarlierOrder, ...]] = ()
    relief: Sworn[Relief] = Relief()
    court: Sworn[Maybe[Court]] = UNANSWERED
    police: Sworn[Maybe[Police]] = UNANSWERED
    platform: Served[PlatformRequest] = PlatformRequest()
    letter: Party[Letter] = Letter()
    disclosure: Sworn[Disclosure] = Disclosure()
    signing: Served[Signing] = Signing()
    safety: Guarded[Safety] = Safety()
    answers: Confidential[Mapping[str, Prose] | OwnAnswers] = field(default_factory=dict)
    """What a clinic's own questions collect, typed, each with its audiences. Where no questions are known, texts by
    name that only the clinic reads."""
