"""Choices: stable codes in the facts, labels in the documents catalog (`choice.<ClassName>.<code>`)."""

from __future__ import annotations

from enum import StrEnum, unique

__all__ = [
    "AnsweredBy",
    "AttributionBasis",
    "Capacity",
    "Certainty",
    "Channel",
    "Conduct",
    "Identity",
    "KnownThrough",
    "LossKind",
    "Operator",
    "Relation",
    "Request",
    "Risk",
    "Role",
    "Yes",
]


@unique
class Conduct(StrEnum):
    """What kind of harassment an incident is; the law of each place names the provisions that it meets."""

    INSULTS = "insults"
    THREATS = "threats"
    STALKING = "stalking"
    UNWANTED_CONTACT = "unwanted-contact"
    IMPERSONATION = "impersonation"
    INTIMATE_IMAGES = "intimate-images"
    PRIVATE_DATA = "private-data"
    FALSE_STATEMENTS = "false-statements"
    HATE = "hate"
    MANY_ACCOUNTS = "many-accounts"
    EXTORTION = "extortion"


@unique
class Identity(StrEnum):
    """How much is known of who the respondent is."""

    KNOWN = "known"
    PARTLY_KNOWN = "partly-known"
    UNKNOWN = "unknown"


@unique
class Relation(StrEnum):
    """What the respondent is to the client; it decides which order serves."""

    SPOUSE = "spouse"
    FORMER_SPOUSE = "former-spouse"
    PARTNER = "partner"
    FORMER_PARTNER = "former-partner"
    FAMILY = "family"
    HOUSEHOLD = "household"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    COWORKER = "coworker"
    CLASSMATE = "classmate"
    CLIENT_OR_CUSTOMER = "client-or-customer"
    ACQUAINTANCE = "acquaintance"
    ONLINE_ONLY = "online-only"
    STRANGER = "stranger"
    UNKNOWN = "unknown"


@unique
class AnsweredBy(StrEnum):
    """Who answers the questions, and whether somebody acts for the client."""

    CLIENT = "client"
    CLIENT_REPRESENTED = "client-represented"
    REPRESENTATIVE = "representative"


@unique
class Role(StrEnum):
    """In what role a representative acts for the client."""

    LAWYER = "lawyer"
    CLINIC = "clinic"
    PARENT = "parent"
    GUARDIAN = "guardian"
    ADVOCATE = "advocate"


@unique
class Operator(StrEnum):
    """Whether an account is believed to be run by the respondent."""

    RESPONDENT = "respondent"
    UNKNOWN = "unknown"


@unique
class Certainty(StrEnum):
    """Whether the person knows a thing or believes it."""

    KNOWS = "knows"
    BELIEVES = "believes"


@unique
class AttributionBasis(StrEnum):
    """Why an account is tied to a person."""

    KNOWN_ACCOUNT = "known-account"
    ADMITTED = "admitted"
    EARLIER_CHATS = "earlier-chats"
    INSIDE_KNOWLEDGE = "inside-knowledge"
    STYLE = "style"
    CROSS_CHANNEL = "cross-channel"
    RECOVERY_HINT = "recovery-hint"
    SHARED_DEVICE = "shared-device"
    SAME_IMAGE = "same-image"
    MUTUAL_CONTACTS = "mutual-contacts"
    TIMING = "timing"
    EARLIER_HARASSMENT = "earlier-harassment"
    RECORDS = "records"
    CONTRARY = "contrary"


@unique
class Channel(StrEnum):
    """How something was sent or delivered."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    TEXT_MESSAGE = "text-message"
    EMAIL = "email"
    PLATFORM_MESSAGE = "platform-message"
    POST = "post"
    TRACKED_POST = "tracked-post"
    BUROFAX = "burofax"
    PROCESS_SERVER = "process-server"
    NOTARY = "notary"
    OTHER = "other"


@unique
class LossKind(StrEnum):
    """What harm was suffered."""

    FEAR = "fear"
    HEALTH = "health"
    SLEEP = "sleep"
    DAILY_LIFE = "daily-life"
    WORK = "work"
    BUSINESS = "business"
    MONEY = "money"
    REPUTATION = "reputation"


@unique
class Request(StrEnum):
    """What an order is asked to say."""

    NO_CONTACT = "no-contact"
    NO_THIRD_PARTY_CONTACT = "no-third-party-contact"
    NO_PUBLICATION = "no-publication"
    TAKE_DOWN = "take-down"
    STAY_AWAY = "stay-away"
    NO_SURVEILLANCE = "no-surveillance"
    NO_IMPERSONATION = "no-impersonation"
    SURRENDER_IMAGES = "surrender-images"
    SURRENDER_WEAPONS = "surrender-weapons"


@unique
class Capacity(StrEnum):
    """In what capacity somebody signs."""

    CLIENT = "client"
    REPRESENTATIVE = "representative"


@unique
class Risk(StrEnum):
    """Signs of danger that come before any letter."""

    THREATS_TO_KILL = "threats-to-kill"
    WEAPONS = "weapons"
    STRANGULATION = "strangulation"
    RECENT_SEPARATION = "recent-separation"
    KNOWS_WHERE_I_LIVE = "knows-where-i-live"
    ORDER_IN_FORCE = "order-in-force"
    POLICE_ADVISED_AGAINST = "police-advised-against"


@unique
class Yes(StrEnum):
    """Yes, no, or the person does not know."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@unique
class KnownThrough(StrEnum):
    """How the person knows what an incident was."""

    SAW_MYSELF = "saw-myself"
    TOLD_BY = "told-by"
    INFERRED = "inferred"
