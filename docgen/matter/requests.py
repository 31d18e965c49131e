"""What the client asks for, and how each paper is sent and signed."""

from datetime import date

from docgen.frozen import frozen
from docgen.matter.audiences import Confidential, Guarded, Party, Served, Sworn
from docgen.matter.choices import Capacity, Channel, Request, Risk
from docgen.matter.values import UNANSWERED, Detail, Line, Maybe, Prose, Url

__all__ = [
    "Copyright",
    "Disclosure",
    "Languages",
    "Letter",
    "PlatformRequest",
    "Relief",
    "Safety",
    "Signing",
    "StayAway",
]


@frozen
class Languages:
    """Two separate choices: the language we ask in, and the language that the reader reads."""

    interview: Confidential[Maybe[Detail]] = UNANSWERED
    document: Confidential[Maybe[Detail]] = UNANSWERED


@frozen
class Letter:
    """What only a cease-and-desist letter needs."""

    deadline: Party[Maybe[date]] = UNANSWERED
    """Last day for the written confirmation; counted from the customs of the place when unanswered."""
    delivery: Party[tuple[Channel, ...]] = ()
    demands: Party[tuple[Prose, ...]] = ()
    """Further undertakings beside those that the conduct calls for."""
    corrections: Party[tuple[Prose, ...]] = ()
    """False statements to retract, each with what is true."""
    exceptions: Party[tuple[Prose, ...]] = ()
    """Contact that stays allowed: through lawyers, a court-ordered parenting application."""
    harm: Party[Maybe[Prose]] = UNANSWERED
    """What the client is willing to tell the respondent about the harm done."""
    funding: Party[Maybe[Detail]] = UNANSWERED
    """Funding arrangement, where a pre-action protocol asks for it."""
    advised: Confidential[Maybe[bool]] = UNANSWERED
    """Whether a lawyer or the police advised to send it although an order is in force or danger signs exist."""


@frozen
class StayAway:
    """A place to keep away from, named without its address."""

    place: Sworn[Detail]
    distance: Sworn[Maybe[Detail]] = UNANSWERED


@frozen
class Relief:
    """What the court is asked to order."""

    order: Sworn[Maybe[Detail]] = UNANSWERED
    """Id of an order in the jurisdiction file; the one that fits the relationship when unanswered."""
    requests: Sworn[tuple[Request, ...]] = ()
    other: Sworn[tuple[Prose, ...]] = ()
    stay_away: Sworn[tuple[StayAway, ...]] = ()
    protected_people: Sworn[tuple[Line, ...]] = ()
    duration: Sworn[Maybe[Detail]] = UNANSWERED
    without_notice: Sworn[Maybe[bool]] = UNANSWERED
    why_without_notice: Sworn[Maybe[Prose]] = UNANSWERED
    fear: Sworn[Maybe[Prose]] = UNANSWERED
    """What the client fears will happen, and why that fear is reasonable."""
    likely_to_continue: Sworn[Maybe[Prose]] = UNANSWERED


@frozen
class Copyright:
    """Only for a copyright notice, which hands the sender's name and address to the poster."""

    owns: Served[bool]
    work: Served[Line]
    urls: Served[tuple[Url, ...]] = ()
    """The items that show the work: the notice goes to these and no others."""
    fair_use_considered: Served[Maybe[bool]] = UNANSWERED
    """Whether it was considered that the use may be lawful; after a no, no such notice is written."""
    accepts_disclosure: Confidential[Maybe[bool]] = UNANSWERED
    """Whether the person was warned that the poster gets name and address, and accepts it."""


@frozen
class PlatformRequest:
    """What only a takedown request needs."""

    name: Served[Maybe[Line]] = UNANSWERED
    """Code of a known platform, or the name of another one; needed when the incidents are on several."""
    bases: Served[tuple[Line, ...]] = ()
    """Ids of takedown bases; those that fit the conduct, without a copyright notice, when empty."""
    depicted: Served[Maybe[bool]] = UNANSWERED
    """Whether the images show the client."""
    no_consent: Served[Maybe[Prose]] = UNANSWERED
    """How it can be seen that the image was published without consent."""
    original_context: Served[Maybe[Prose]] = UNANSWERED
    identifiable_how: Served[Maybe[Line]] = UNANSWERED
    copies: Served[tuple[Url, ...]] = ()
    search_name: Served[Maybe[Line]] = UNANSWERED
    """The name under which a search finds the items; only a search engine is told it."""
    urgency: Served[Maybe[Prose]] = UNANSWERED
    copyright: Served[Maybe[Copyright]] = UNANSWERED


@frozen
class Disclosure:
    """What an honest applicant tells the court even though it does not help."""

    other_proceedings: Sworn[Maybe[Prose]] = UNANSWERED
    own_messages: Sworn[Maybe[Prose]] = UNANSWERED
    counter_allegations: Sworn[Maybe[Prose]] = UNANSWERED
    delay: Sworn[Maybe[Prose]] = UNANSWERED
    current_contact: Sworn[Maybe[Prose]] = UNANSWERED


@frozen
class Signing:
    """How the paper will be signed. docgen never signs, dates an oath or ticks a box."""

    capacity: Served[Capacity] = Capacity.CLIENT
    place: Served[Maybe[Line]] = UNANSWERED
    """City where it will be signed, where the law or custom wants it."""
    prepared_with: Sworn[Maybe[Detail]] = UNANSWERED
    """How the statement was taken: in person, by telephone, through an interpreter."""


@frozen
class Safety:
    """Signs of danger and what the person wants kept in mind."""

    risks: Guarded[tuple[Risk, ...]] = ()
    immediate_risk: Guarded[Maybe[Prose]] = UNANSWERED
    """What danger is near, in words; read by the police."""
    support: Confidential[Maybe[Line]] = UNANSWERED
    """Who supports the person. Nobody is asked, and no paper names it: it is searched for, so that none lets it out."""
