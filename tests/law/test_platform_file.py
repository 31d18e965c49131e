"""`templates/platforms/*.toml`: what a request to a platform rests on must be readable, complete and not doubtful."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from docgen.jurisdiction import Grade, Texts
from docgen.matter.choices import Conduct
from docgen.platforms import Platform
from docgen.records import Reader

FOLDER = Path(__file__).parents[2] / "templates" / "platforms"
TABLES = {"platform": [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]}
IDS = [table["id"] for table in TABLES["platform"]]
LANGUAGES = {"en", "es"}
PER_SITE = {"mastodon", "generic-host"}
"""Platforms that are many sites, each with its own operator."""

PUBLISHED = {
    *("instagram", "facebook", "threads", "whatsapp", "x", "tiktok", "youtube", "google-search", "google-drive"),
    *("gmail", "reddit", "snapchat", "discord", "telegram", "linkedin", "pinterest", "twitch", "tumblr", "bluesky"),
    *("mastodon", "onlyfans", "pornhub", "wordpress-com", "cloudflare", "bing", "generic-host"),
}

WEB = re.compile(r"https://[^\s,;()»”]*[^\s,;:()»”.]")
MAIL = re.compile(r"\b[\w.-]+@[\w-]+(?:\.[\w-]+)+")
PROFILE = re.compile(r"(?<!\S)@\w+")
IN_APP = re.compile(r"[“«](?:Report|Private)")
POST = re.compile(r"Copyright Agent, .+ \d{5}")


def platform_of(table: dict[str, object]) -> Platform:
    reader = Reader()
    platform = reader.read(Platform, table)
    assert platform is not None, reader.problems
    return platform


@pytest.fixture(params=TABLES["platform"], ids=IDS)
def platform(request: pytest.FixtureRequest) -> Platform:
    return platform_of(request.param)


def texts_of(platform: Platform) -> list[Texts]:
    found = [*platform.channels.values(), *platform.pitfalls, platform.identifies]
    return [*found, *(text for text in (platform.forwards, platform.preservation) if text is not None)]


def places_named(text: str) -> list[str]:
    """Return the web, mail and account addresses in `text`, in order of kind."""
    rest = MAIL.sub(" ", text)
    return [*WEB.findall(text), *MAIL.findall(text), *PROFILE.findall(rest)]


def test_the_file_holds_nothing_but_platforms_each_once():
    assert set(TABLES) == {"platform"}
    assert len(set(IDS)) == len(IDS)
    assert set(IDS) == PUBLISHED


def test_every_platform_reads_without_a_problem(platform):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", platform.id)
    assert platform.name


def test_both_languages_are_there_as_whole_sentences(platform):
    for text in texts_of(platform):
        assert set(text) == LANGUAGES
        for sentence in text.values():
            assert re.fullmatch(r"[A-Z¿«“].*\.", sentence), sentence
            assert sentence == sentence.strip()
            assert "  " not in sentence
        assert text["en"] != text["es"]


def test_quotation_marks_are_those_of_the_language(platform):
    for text in texts_of(platform):
        assert not set("«»\"'") & set(text["en"])
        assert not set("“”’\"'") & set(text["es"])


def test_spanish_says_usted(platform):
    informal = re.compile(r"\b(tú|tu|tus|te|ti|contigo|vosotros|vuestr\w+|Ud)\b")
    for text in texts_of(platform):
        assert not informal.search(text["es"]), text["es"]


def test_both_languages_name_the_same_addresses(platform):
    for key, text in platform.channels.items():
        assert places_named(text["en"]) == places_named(text["es"]), key


def test_every_channel_says_where_to_send(platform):
    assert platform.channels
    for key, text in platform.channels.items():
        for sentence in text.values():
            if key == "in-app":
                assert not places_named(sentence)
                continue
            found = [pattern for pattern in (WEB, MAIL, PROFILE, IN_APP, POST) if pattern.search(sentence)]
            assert found, (key, sentence)


def test_every_web_address_begins_with_https(platform):
    for text in platform.channels.values():
        for sentence in text.values():
            rest = MAIL.sub(" ", WEB.sub(" ", sentence))
            assert "http" not in rest
            assert not re.search(r"\b[\w-]+\.(com|org|gov|tv|social|ms|app|me)\b", rest), sentence


def test_nothing_doubtful_is_in_the_file(platform):
    origins = [platform.origin, *(company.origin for company in platform.companies)]
    origins += [rule.origin for rule in platform.rules]
    assert Grade.DOUBTFUL not in {origin.grade for origin in origins}
    for origin in origins:
        assert (origin.source == "recalled") == (origin.grade is Grade.RECALLED)
    for text in texts_of(platform):
        assert not any("R?" in sentence for sentence in text.values())


def test_every_rule_maps_to_conduct_and_is_named_once(platform):
    headings = [rule.heading for rule in platform.rules]
    assert len(set(headings)) == len(headings)
    for rule in platform.rules:
        assert rule.conduct
        assert len(set(rule.conduct)) == len(rule.conduct)
        if rule.intimate_only:
            assert set(rule.conduct) <= {Conduct.INTIMATE_IMAGES, Conduct.EXTORTION}


def test_a_search_engine_says_that_it_is_one(platform):
    assert platform.search is (platform.id in {"google-search", "bing"})


def test_a_place_has_one_company(platform):
    places = [place for company in platform.companies for place in company.places]
    assert len(set(places)) == len(places)
    assert all(re.fullmatch(r"\*|[A-Z]{2}", place) for place in places)
    assert bool(platform.companies) != (platform.id in PER_SITE)


SIGNS_OF_A_COUNTRY = {
    "US": r", [A-Z]{2} \d{5}$", "IE": r"\bDublin\b", "GB": r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$",
    "NL": r"\b\d{4} [A-Z]{2} \w+$", "SG": r"^Singapore \d{6}$", "CY": r"^\d{4} Nicosia$",
}  # fmt: skip


def test_the_country_of_a_company_is_read_from_its_address_alone(platform):
    for company in platform.companies:
        assert bool(company.country) == bool(company.address), company.name
        if company.address:
            found = [
                code
                for code, sign in SIGNS_OF_A_COUNTRY.items()
                if re.search(sign, "\n".join(company.address), re.MULTILINE)
            ]
            assert found == [company.country], company.name
            assert company.address[-1] not in ("Cyprus", "Ireland", "USA", "United States"), company.name


def test_the_person_is_told_where_a_copyright_notice_ends_up(platform):
    if "dmca" in platform.channels:
        assert platform.forwards is not None
        assert all("DMCA" in sentence for sentence in platform.forwards.values())


def test_no_host_belongs_to_two_platforms():
    owners = [(host, table["id"]) for table in TABLES["platform"] for host in table.get("hosts", [])]
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host, _ in owners)
    for (host, owner), (other, other_owner) in combinations(owners, 2):
        assert host != other, (owner, other_owner)
