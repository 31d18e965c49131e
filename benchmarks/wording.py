"""What the benchmark's documents say: one letter and one declaration, with invented people.

A document is a list of paragraphs and blocks without any engine's tags; `benchmarks.word_noise` writes it as a Word
file in the dialect of an engine. `[name]` stands for a fact, `[.name]` for a fact of the incident that is repeated.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DECLARATION", "LETTER", "Block", "If", "Incidents", "Rows", "Table", "facts"]


@dataclass(frozen=True)
class If:
    """Paragraphs that stand only where the fact `name` is true."""

    name: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Incidents:
    """Paragraphs that are repeated for every incident."""

    body: tuple[Block, ...]


@dataclass(frozen=True)
class Table:
    """A table whose rows are always there."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Rows:
    """A table with a head and one row for every incident."""

    head: tuple[str, ...]
    row: tuple[str, ...]


Block = str | If | Incidents | Table | Rows

LETTER: tuple[Block, ...] = (
    "# [client_name]",
    "[client_address]",
    "[letter_date]",
    "[respondent_name], [respondent_address]",
    "Re: [letter_subject]",
    "Dear [respondent_name],",
    (
        "I am writing to you about your messages of [first_date] and later. I do not want any contact with you, by any "
        "means, and I asked you so on [stop_date]. You have written to me [message_count] times since then."
    ),
    If("has_court", ("The [court_name] has been told; its number for this matter is [case_number].",)),
    (
        "Stop at once, and delete what you have put online about me: [posts]. Tell me in writing by [deadline] that it "
        "is done, through [advocate_name], [advocate_contact]. Do not answer to me."
    ),
    "If you go on, I shall ask the court for an order against you, and I shall show it this letter.",
    "Sincerely, [client_name]",
)

_ABOUT: tuple[Block, ...] = (
    "# Declaration of [client_name] in support of the petition",
    (
        "[court_name], [court_address]. Number of the matter: [case_number]. Petitioner: [client_name], "
        "[client_occupation], represented by [advocate_name], [advocate_contact]. Respondent: [respondent_name], "
        "[respondent_address], also known as [respondent_alias]."
    ),
    (
        "I, [client_name], declare as follows. I am [client_age] years old, I live in [client_town], and I make this "
        "declaration from my own knowledge, except where I say who told me."
    ),
    "# The respondent and I",
    (
        "I met the respondent in [met_date] at [met_place]. We were [relation] until [end_date], when I ended it "
        "because [end_reason]. Since [first_date] the respondent has written to me at least [message_count] times."
    ),
    (
        "The respondent is about [respondent_height] tall, works at [respondent_work], and drives [respondent_car]. He "
        "has been seen at [seen_place] on [seen_date] by [witness_name], [witness_relation]."
    ),
    If("has_children", ("We have [children_count] children, who live with me. Their school is [children_school].",)),
    If("has_weapon", ("The respondent owns [weapon]. I saw it last on [weapon_date] in [weapon_place].",)),
    "On [stop_date] I told him in writing, by [stop_means], that I wanted no contact. He answered: [stop_answer]",
    Table(
        (
            ("Account", "Platform", "How I know that it is his"),
            ("[account_one]", "[platform_one]", "[account_one_reason]"),
            ("[account_two]", "[platform_two]", "[account_two_reason]"),
            ("[account_three]", "[platform_three]", "[account_three_reason]"),
        )
    ),
)
_EVENTS: tuple[Block, ...] = (
    "# What happened",
    Incidents(
        (
            "## [.number]. [.date], [.platform]",
            "On [.date] at about [.time] the respondent, writing as [.account] on [.platform], [.summary]",
            "His words were: [.words]",
            If(".has_witness", ("[.witness] was with me and read them too.",)),
            (
                "I was [.place] when I saw it. [.effect] A copy is exhibit [.exhibit], [.exhibit_pages] pages, which I "
                "made on [.saved_on] with [.device]."
            ),
        )
    ),
    "# All incidents in one table",
    Rows(
        ("No.", "Date and time", "Where", "What", "Exhibit"),
        ("[.number]", "[.date], [.time]", "[.platform], [.account]", "[.short]", "[.exhibit]"),
    ),
)
_CLOSING: tuple[Block, ...] = (
    "# What I ask the court to order",
    If("has_court", ("An order is in force: [order_name] of [order_date], and the respondent broke it.",)),
    "1. That the respondent keep [distance] away from me, from [protected_places], and from my work at [client_work].",
    "2. That he not write to me, call me, or have others do so, and that he take down what he put online: [posts].",
    If("has_fees", ("3. That he pay my costs of [fees], which the list of [fees_date] shows.",)),
    (
        "I declare under penalty of perjury under the laws of [place_of_law] that the foregoing is true and correct. "
        "Signed on [letter_date] at [client_town]."
    ),
    "______________________ [client_name]",
)

DECLARATION: tuple[Block, ...] = (*_ABOUT, *_EVENTS, *_CLOSING)

_PEOPLE = {
    "client_name": "Ana Nguyễn-O'Leary",
    "client_address": "c/o Tidewrack Mail & Parcel, PO Box 5501, Exampleton",
    "client_occupation": "dental hygienist",
    "client_age": "33",
    "client_town": "Exampleton",
    "client_work": "Juniper Row Dental & Sons",
    "respondent_name": "Rémy <Ray> D'Arcy",
    "respondent_address": "12 Quillback Way, Exampleton",
    "respondent_alias": "“ray_ray” and 'the other one'",
    "respondent_height": "six feet",
    "respondent_work": "Acme <Logistics> & Sons",
    "respondent_car": "a grey van, number EX55 0123",
    "advocate_name": "Chloé Baptiste, J.D.",
    "advocate_contact": "clinic@example.org, 555-0142",
    "witness_name": "Mr. Æthel Stone",
    "witness_relation": "my neighbour",
    "children_count": "two",
    "children_school": "Larch Street School",
}
_MATTER = {
    "court_name": "Superior Court of Example County",
    "court_address": "1 Court Square, Exampleton",
    "case_number": "26-EX-0147",
    "letter_date": "23 November 2026",
    "letter_subject": "your messages & posts, and what I expect of you now",
    "first_date": "2 March 2026",
    "stop_date": "9 April 2026",
    "stop_means": "e-mail",
    "stop_answer": "“You don't get to just leave & forget me.” <3",
    "message_count": "214",
    "posts": "https://example.com/p/1?a=1&b=2 and https://example.com/p/2",
    "deadline": "7 December 2026",
    "met_date": "June 2023",
    "met_place": "a climbing hall",
    "relation": "a couple",
    "end_date": "February 2026",
    "end_reason": "he threw furniture at me & said that he would do worse",
    "seen_place": "the bus stop before my house",
    "seen_date": "3 July 2026",
    "weapon": "a rifle",
    "weapon_date": "31 December 2025",
    "weapon_place": "his hall cupboard",
    "order_name": "the emergency order",
    "order_date": "15 May 2026",
    "distance": "300 yards",
    "protected_places": "my home, my sister's home & Larch Street School",
    "fees": "$ 1,240.00",
    "fees_date": "20 November 2026",
    "place_of_law": "the State of California",
}
_ACCOUNTS = {
    f"{kind}_{number}{end}": text.format(number=number)
    for number in ("one", "two", "three")
    for kind, end, text in (
        ("account", "", "@ray.{number}"),
        ("platform", "", "Platform {number} & Co."),
        ("account", "_reason", "He wrote “it's me, Ray” on account {number}, and it shows his van <with the number>."),
    )
}
_WORDS = (
    "“I know what time you leave. I'll be there.”",
    "“Delete your account <now> or I'll send everyone the pictures & more.”",
    "“Ya sé a qué hora sales. You can't hide, em yêu, ở đâu cũng thế.”",
    "“Everybody in your office knows what you did; ask them & see.”",
)
_SUMMARIES = (
    "sent me three messages within ten minutes, the last one a threat to break my hands.",
    "put a picture of my house online, with the hour at which I come home & the number of my bus.",
    "opened an account in my name, with my portrait, that says that I steal from patients.",
    "wrote to my employer's public page that I am <unfit> and ought to be dismissed.",
)


def facts(incidents: int, document: int = 0) -> dict[str, object]:
    """Return the facts of one document with so many `incidents`; `document` makes each of a batch another one."""
    name = {"client_name": f"{_PEOPLE['client_name']} {document}"} if document else {}
    flags = dict.fromkeys(("has_court", "has_children", "has_weapon", "has_fees"), True)
    return {
        **flags,
        **_PEOPLE,
        **_MATTER,
        **_ACCOUNTS,
        **name,
        "incidents": [_incident(number) for number in range(1, incidents + 1)],
    }


def _incident(number: int) -> dict[str, object]:
    day, month = 1 + number % 28, ("April", "May", "June", "July")[number % 4]
    return {
        "number": str(number),
        "date": f"{day} {month} 2026",
        "time": f"{number % 12 + 1}:{number % 60:02d} p.m.",
        "platform": ("Instagram", "WhatsApp", "E-mail", "Snapchat")[number % 4],
        "account": f"@ray.{number % 3}",
        "summary": _SUMMARIES[number % 4],
        "words": f"{_WORDS[number % 4]} {_WORDS[(number + 1) % 4]}",
        "short": ("Threats", "Address put online", "False account", "Letter to employer")[number % 4],
        "has_witness": number % 3 == 0,
        "witness": "My sister Zoë",
        "place": ("at home, in the kitchen", "at work", "on the bus", "at my sister's")[number % 4],
        "effect": "I could not sleep that night, and I had a second lock put on the door & a chain.",
        "exhibit": f"{number}-A",
        "exhibit_pages": str(1 + number % 5),
        "saved_on": f"{day} {month} 2026",
        "device": "my telephone",
    }
