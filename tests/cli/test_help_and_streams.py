"""What a person sees: help with an example in their language; and what a program sees: results alone on standard output."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from builders import ALL_KINDS, LANGUAGES, examples, the_library, wording, written
from terminal import docgen

from docgen.cli.commands import app
from docgen.cli.program import command

MACHINES = {**{each: f"{each}_{each.upper()}.UTF-8" for each in LANGUAGES}, "en": "en_US.UTF-8", "es": "es_MX.UTF-8"}


def _commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command that does something."""
    for name, inner in group.commands.items():
        if hasattr(inner, "commands"):
            yield from _commands(inner, (*path, name))
        else:
            yield (*path, name)


COMMANDS = sorted(_commands(typer.main.get_command(app)))


@functools.cache
def _help(words: tuple[str, ...], language: str, folder: Path) -> str:
    done = docgen(*words, "--help", folder=folder, LANG=MACHINES[language])
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder to work in."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A facts file that passes for every kind."""
    path = tmp_path / "facts.json"
    path.write_text(written(examples()["en.us-ca.json"]), encoding="utf-8")
    return path


# Help -----------------------------------------------------------------------------------------------------------------


def test_the_commands_of_the_design_are_there() -> None:
    assert {
        ("new",), ("plan",), ("jurisdictions",), ("facts", "example"), ("facts", "schema"), ("facts", "check"),
        *(("drafts", name) for name in ("list", "show", "delete")),
        *(("templates", name) for name in ("list", "show", "copy", "check", "build", "text", "diff", "merge", "pack", "install")),
    } <= set(COMMANDS)  # fmt: skip


def test_the_first_page_of_help_lists_every_command_with_its_own_summary(folder: Path) -> None:
    """It is made of a list of names, without reading the commands themselves."""
    listed = dict(line.split(maxsplit=1) for line in _help((), "en", folder).split("Commands:")[1].strip().splitlines())
    whole: Any = typer.main.get_command(app)

    assert list(listed) == list(whole.commands)
    for name, summary in listed.items():
        told = wording("program", "en").say(whole.commands[name].help)
        assert " ".join(told.split()).startswith(summary.removesuffix("..."))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_shows_a_whole_example(words: tuple[str, ...], folder: Path) -> None:
    told = " ".join(_help(words, "en", folder).split())

    assert f"Example: docgen {' '.join(words)}" in told


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_example_is_a_command_line_that_docgen_understands(words: tuple[str, ...]) -> None:
    """The words after `docgen` name the command, and each option in it is one of its options."""
    for language in LANGUAGES:
        example = wording("program", language).say(f"epilog.{'-'.join(words)}")
        line = re.search(r"docgen ([^>|]+)", example)
        assert line
        assert tuple(line[1].split()[: len(words)]) == words
        found: Any = command(words[0], language, with_help=True)
        for word in words:
            found = found.commands[word]
        known = {option for parameter in found.params for option in parameter.opts}
        assert {part for part in line[1].split() if part.startswith("-") and part != "-"} <= known


@pytest.mark.parametrize("words", [(), ("facts",), ("templates",), ("drafts",), *COMMANDS], ids=" ".join)
def test_help_speaks_the_language_of_the_machine(words: tuple[str, ...], folder: Path) -> None:
    english, *others = (
        _help(words, language, folder) for language in ("en", *(each for each in LANGUAGES if each != "en"))
    )

    assert not any("Example:" in other for other in others)
    assert english not in others
    assert not re.search(r"\b(help|epilog)\.[a-z]", english + "".join(others))


def test_no_word_of_the_frame_around_the_help_stays_english(folder: Path) -> None:
    """Headings, the placeholder of the options, and what the library says of its own options."""
    frame = ("Usage", "Options", "Commands", "Arguments", "OPTIONS", "Show this message", "[required]", "[default")
    told = {words: _help(words, "es", folder) for words in [(), ("facts",), *COMMANDS]}

    assert {word for word in frame for text in told.values() if word in text} == set()


def test_a_wrong_command_line_is_answered_in_the_language_of_the_machine(folder: Path) -> None:
    frame = ("Usage:", "Missing argument", "No such option", "No such command", "Try '", "Did you mean", "Error:")
    wrong = (("new",), ("new", "cease-and-desist", "--no-such-option"), ("no-such-command",))
    told = [docgen(*words, folder=folder, LANG=MACHINES["es"]).stderr for words in wrong]

    assert {word for word in frame for text in told if word in text} == set()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("nonsense", "further"), "nonsense"),
        (("templates", "nonsense"), "templates nonsense"),
        (("facts", "translations", "nonsense"), "facts translations nonsense"),
    ],
)
def test_a_command_that_is_not_there_is_named_and_none_that_is(
    words: tuple[str, ...], named: str, folder: Path
) -> None:
    assert f"There is no command “{named}”." in docgen(*words, folder=folder).stderr


def test_a_word_too_many_is_not_taken_for_a_command(folder: Path) -> None:
    assert "There is no command" not in docgen("new", "cease-and-desist", "letter", folder=folder).stderr


def test_no_arguments_show_the_help(folder: Path) -> None:
    done = docgen(folder=folder)

    assert "docgen" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_printed(folder: Path) -> None:
    done = docgen("--version", folder=folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"docgen \d+\.\d+\.\d+\n", done.stdout)


def test_a_language_that_docgen_lacks_is_answered_in_english_and_an_asked_one_is_refused(folder: Path) -> None:
    assert "Write letters" in docgen("--help", folder=folder, LANG="ja_JP.UTF-8").stdout
    assert docgen("templates", "list", folder=folder, DOCGEN_LANGUAGE="ja").returncode == 2


# Streams --------------------------------------------------------------------------------------------------------------


def test_new_prints_the_path_and_nothing_else(facts: Path) -> None:
    done = docgen(
        "new",
        "takedown-request",
        "--facts",
        "facts.json",
        "--date",
        "2026-11-23",
        "-o",
        "out.docx",
        folder=facts.parent,
    )

    paths = done.stdout.splitlines()
    assert done.returncode == 0
    assert [Path(path).name for path in paths] == ["out.docx", "out.txt"]
    assert all(Path(path).is_file() for path in paths)
    assert done.stderr


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_plan_prints_json_that_a_program_can_read(facts: Path, kind: str) -> None:
    done = docgen("plan", kind, "--facts", "facts.json", "--date", "2026-11-23", folder=facts.parent)

    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (told["kind"], told["jurisdiction"], told["date"]) == (kind, "US-CA", "2026-11-23")
    assert told["choices"] or kind in ("preservation-request", "incident-log")  # which name no law


def test_facts_from_standard_input_are_facts_from_a_file(facts: Path) -> None:
    asked = ("--date", "2026-11-23", "--output")
    typed = docgen(
        "new", "cease-and-desist", "--facts", "-", *asked, "a.docx", folder=facts.parent, typed=facts.read_text()
    )
    read = docgen("new", "cease-and-desist", "--facts", "facts.json", *asked, "b.docx", folder=facts.parent)

    assert (typed.returncode, read.returncode) == (0, 0)
    assert (facts.parent / "a.docx").read_bytes() == (facts.parent / "b.docx").read_bytes()


def test_without_a_name_the_document_gets_one_that_names_nobody(facts: Path) -> None:
    done = docgen("new", "cease-and-desist", "--facts", "facts.json", "--date", "2026-11-23", folder=facts.parent)

    assert re.fullmatch(r"document-\d{4}-\d{2}-\d{2}\.docx", Path(done.stdout.strip()).name)


def test_a_document_and_its_plan_are_kept_from_other_users(facts: Path) -> None:
    docgen("new", "cease-and-desist", "--facts", "facts.json", "--output", "letter.docx", folder=facts.parent)

    assert (facts.parent / "letter.docx").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("code", [code for code in the_library().jurisdictions() if code != "US"])
def test_the_example_of_every_place_passes(code: str, tmp_path: Path) -> None:
    printed = docgen("facts", "example", "protective-order", "--jurisdiction", code, folder=tmp_path)
    checked = docgen("facts", "check", "-", "--kind", "protective-order", folder=tmp_path, typed=printed.stdout)

    assert (printed.returncode, printed.stderr) == (0, "")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert checked.stderr


def test_the_schema_is_json(folder: Path) -> None:
    done = docgen("facts", "schema", folder=folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["type"] == "object"


def test_the_schema_without_a_kind_has_what_each_kind_asks_and_with_one_only_that(folder: Path) -> None:
    every = json.loads(docgen("facts", "schema", folder=folder).stdout)["properties"]["answers"]
    letter = json.loads(docgen("facts", "schema", "cease-and-desist", folder=folder).stdout)["properties"]["answers"]
    wrong = docgen("facts", "schema", "witness", folder=folder)

    assert "witness_saw" in every["properties"]
    assert "properties" not in letter
    witness = json.loads(docgen("facts", "schema", "witness-statement", folder=folder).stdout)
    assert "incidents" not in witness["required"], "docgen writes that paper without one"
    assert wrong.returncode == 2
    assert "witness-statement" in wrong.stderr


def test_lists_are_for_people_and_for_programs(folder: Path) -> None:
    rows = json.loads(docgen("templates", "list", "--json", folder=folder).stdout)
    law = json.loads(docgen("jurisdictions", "ES", "--json", folder=folder).stdout)
    people = docgen("templates", "list", folder=folder).stdout

    assert {row["kind"] for row in rows} == set(ALL_KINDS)
    assert law["code"] == "ES"
    assert all(kind in people for kind in ALL_KINDS)
    assert all(code in docgen("jurisdictions", folder=folder).stdout for code in ("US-CA", "GB-EAW", "ES", "MX"))


def test_the_law_of_a_place_is_told_with_source_and_grade(folder: Path) -> None:
    told = docgen("jurisdictions", "gb-eaw", folder=folder, LANG=MACHINES["es"]).stdout

    assert "verificad" in told
    assert "https://" in told


def test_templates_can_be_copied_changed_checked_and_used(facts: Path) -> None:
    """The clinic's way: a folder of its own, whose templates win."""
    copied = docgen("templates", "copy", "cease-and-desist", "-l", "en", "--to", "ours", folder=facts.parent)
    checked = docgen("templates", "check", "ours/cease-and-desist/cease-and-desist.en.docx", folder=facts.parent)
    used = docgen(
        *("new", "cease-and-desist", "--facts", "facts.json", "--output", "letter.docx", "--templates", "ours"),
        folder=facts.parent,
    )

    assert copied.returncode == 0
    assert all(Path(line).is_file() for line in copied.stdout.splitlines())
    assert (checked.returncode, used.returncode) == (0, 0)
    words = docgen("templates", "text", "letter.docx", folder=facts.parent)
    assert "Dana Merriweather-Cole" in words.stdout
    assert words.stderr == ""


@pytest.mark.parametrize(
    "settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}]
)
def test_no_output_steers_a_terminal(facts: Path, settings: dict[str, str]) -> None:
    done = docgen("plan", "cease-and-desist", "--facts", "facts.json", folder=facts.parent, **settings)

    assert "\x1b" not in done.stdout + done.stderr


def test_a_plan_is_json_whatever_signs_the_facts_hold(facts: Path) -> None:
    told = json.loads(facts.read_text(encoding="utf-8"))
    words = "soft\u00adhyphen \x7f flag \U0001f3f4\U000e0067\U000e0062\U000e007f \u2028 \u202e"
    told["incidents"][0]["exact_words"] = words
    facts.write_text(json.dumps(told), encoding="utf-8")

    done = docgen("plan", "cease-and-desist", "--facts", "facts.json", folder=facts.parent)

    assert done.returncode == 0, done.stderr
    assert words in [incident.get("exact_words") for incident in json.loads(done.stdout)["fields"]["incidents"]]
    assert "\u202e" not in done.stdout


def test_a_hostile_fact_cannot_steer_the_terminal(facts: Path) -> None:
    """Keys are what a problem names, so that they are made visible."""
    facts.write_text('{"\\u001b[31mred\\u202e": 1}', encoding="utf-8")

    done = docgen("facts", "check", "facts.json", folder=facts.parent)

    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "red" in done.stderr


def test_settings_are_taken_from_option_environment_and_file_in_this_order(facts: Path) -> None:
    configuration = facts.parent / "settings" / "docgen"
    configuration.mkdir(parents=True)
    (configuration / "config.toml").write_text('interview_language = "es"\n')
    ask = ("new", "cease-and-desist", "--facts", "facts.json", "--force", "-o", "letter.docx")
    settings = {"XDG_CONFIG_HOME": str(facts.parent / "settings")}

    from_file = docgen(*ask, folder=facts.parent, **settings).stderr
    from_environment = docgen(*ask, folder=facts.parent, DOCGEN_LANGUAGE="en", **settings).stderr
    from_option = docgen(
        *ask, "--interview-language", "es", folder=facts.parent, DOCGEN_LANGUAGE="en", **settings
    ).stderr

    assert from_file == from_option
    assert from_environment != from_file


def test_a_configuration_with_a_misspelt_key_says_so(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "docgen").mkdir()
    (tmp_path / "docgen" / "config.toml").write_text('templats = "x"\n')

    done = docgen("templates", "list", folder=folder, XDG_CONFIG_HOME=str(tmp_path))

    assert done.returncode == 2
    assert "“templates”" in done.stderr
