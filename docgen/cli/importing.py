"""`docgen facts import`: drafts of incidents from what a person has already."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from docgen.answers import Answers, files_from, read_facts_file
from docgen.cli.dates_typed import date_words
from docgen.cli.report import as_number, write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.world import World
from docgen.dates import read_iso_date
from docgen.errors import AnswersUnreadable, DocgenError, FactsProblem, Place, Problem, TemplateProblem, UsageProblem
from docgen.files import refuse_odd_target, write_file
from docgen.frozen import frozen
from docgen.imports.drafts import Draft, Found, check_drafts, in_order, join_drafts, within
from docgen.imports.mail import MailFile, mail_draft
from docgen.imports.pictures import ExhibitFile, picture_drafts
from docgen.imports.sources import Read, TextFile, read_sources
from docgen.imports.table import Vocabulary, fold, is_table, table_drafts
from docgen.imports.whatsapp import Phrases, Wanted, chat_drafts, is_chat
from docgen.localization import Wording, languages_with, open_wording
from docgen.matter.events import REFERENCES
from docgen.questions import fact_types
from docgen.records import Reader, path_text
from docgen.toml_file import read_toml

__all__ = ["ImportOrder", "import_facts"]

_BY_OPTION = {"import.which-order", "import.other-order", "import.which-sender", "import.no-such-sender"}
"""Problems that another command line mends."""
_LISTS = ("incidents", "exhibits", "accounts")


@frozen
class ImportOrder:
    """What the command line asks for."""

    sources: tuple[Path, ...]
    output: Path | None = None
    """None for standard output."""
    sender: str = ""
    since: str = ""
    until: str = ""
    day_first: bool | None = None
    merge: Path | None = None
    interview_language: str = ""
    force: bool = False


def import_facts(world: World, ordered: ImportOrder) -> None:
    """Write the drafts that the sources give as facts, and say on standard error how many and what to do next.

    Raises a `DocgenError` with every problem of every source; then nothing is written.
    """
    settings = read_settings(world, None, ordered.interview_language)
    output = world.folder / ordered.output if ordered.output else None
    if output:
        refuse_odd_target(output, force=ordered.force)
    merged = _facts_to_merge(world, ordered.merge)
    old = (world.folder / ordered.merge).parent if ordered.merge else world.folder
    base = output.parent if output else old
    wanted = Wanted(
        sender=ordered.sender, day_first=ordered.day_first, since=_day(ordered.since), until=_day(ordered.until)
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageProblem([Problem(id="usage.since-after-until")])
    wordings = _wordings(settings, "program")
    found, left_out = _found(settings, wordings[0], wanted, world.today, list(_read_all(world, ordered.sources, base)))
    drafts = in_order(each for each in found.drafts if within(each, wanted.since, wanted.until))
    if problems := (*found.problems, *check_drafts(drafts, wordings[0])):
        raise _refusal(problems)
    facts, added = join_drafts(files_from(merged.values, old, base), drafts, wordings)
    text = _as_json(facts)
    if output:
        write_file(output, text.encode(), force=ordered.force)
    else:
        world.stdout.write(text)
    _tell(world, wordings[0], left_out, (added, len(drafts) - added), str(ordered.output or "FILE"))


def _tell(world: World, wording: Wording, left_out: Sequence[str], counts: tuple[int, int], file: str) -> None:
    lines = [wording.say("import.left-out", file=each) for each in left_out]
    added, known = counts
    lines.append(wording.count("import.done", added))
    if known:
        lines.append(wording.count("import.already", known))
    if added:
        lines.append(wording.say("import.next", file=file))
    for line in lines:
        write_text(world.stderr, line)


def _refusal(problems: Sequence[Problem]) -> DocgenError:
    ids = {problem.id for problem in problems}
    if ids <= _BY_OPTION:
        return UsageProblem(problems)
    return AnswersUnreadable(problems) if ids == {"input.unreadable"} else FactsProblem(problems)


def _day(text: str) -> date | None:
    try:
        return read_iso_date(text) if text else None
    except ValueError:
        raise UsageProblem([Problem(id="usage.bad-date")]) from None


def _as_json(facts: object) -> str:
    """Return `facts` as JSON; signs that could steer a terminal are written as JSON escapes them."""
    text = json.dumps(facts, ensure_ascii=False, indent=2, default=as_number)
    return "".join(json.dumps(sign)[1:-1] if _steers(sign) else sign for sign in text) + "\n"


def _steers(sign: str) -> bool:
    return (not sign.isascii() and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")) or sign == "\x7f"


# Sources ------------------------------------------------------------------------------------------------------------


def _read_all(world: World, sources: Sequence[Path], base: Path) -> Sequence[tuple[Read, bool]]:
    """Return each file as what it is, and whether a folder was named and not the file itself."""

    def calendar(moment: float) -> datetime:
        return datetime.fromtimestamp(moment)  # noqa: DTZ006  the day on the person's own calendar

    return [
        (each, (world.folder / source).is_dir())
        for source in sources
        for each in read_sources(world.folder / source, str(source), base, calendar)
    ]


def _found(
    settings: Settings, wording: Wording, wanted: Wanted, today: date, files: Sequence[tuple[Read, bool]]
) -> tuple[Found, list[str]]:
    """Return the drafts and problems of all `files`, and the names of those of a folder that docgen cannot use."""
    phrases, vocabulary = _phrases(settings), _vocabulary(settings, today)
    found = [picture_drafts([file for file, _ in files if isinstance(file, ExhibitFile)], wording)]
    left_out: list[str] = []
    for file, in_folder in files:
        if isinstance(file, TextFile):
            made = _of_text(file, phrases, vocabulary, wanted)
        elif isinstance(file, MailFile):
            made = mail_draft(file, wording)
        else:
            made = Found(problems=(file,)) if isinstance(file, Problem) else Found()
        unknown = [each for each in made.problems if each.id == "import.unknown-file" and in_folder]
        left_out += [each.place.source for each in unknown]
        found.append(Found() if unknown else made)
    drafts: tuple[Draft, ...] = tuple(draft for each in found for draft in each.drafts)
    return Found(drafts=drafts, problems=tuple(problem for each in found for problem in each.problems)), left_out


def _of_text(file: TextFile, phrases: Phrases, vocabulary: Vocabulary, wanted: Wanted) -> Found:
    if is_chat(file.text, phrases):
        return chat_drafts(file.text, file.shown, phrases, wanted)
    if is_table(file.text, file.shown, vocabulary):
        return table_drafts(file.text, file.shown, vocabulary, day_first=wanted.day_first)
    return Found(problems=(Problem(id="import.unknown-file", place=Place(source=file.shown)),))


# The words that sources may use -------------------------------------------------------------------------------------


def _wordings(settings: Settings, domain: str) -> list[Wording]:
    """Return the catalogs of `domain`, that of the language of the interview first."""
    folders, spoken = settings.library.locales, settings.language
    others = [each for each in languages_with(folders, "program") if each != spoken]
    return [open_wording(folders, domain, each) for each in (spoken, *others)]


def _phrases(settings: Settings) -> Phrases:
    path = settings.library.file("chats.toml")
    assert path is not None, "docgen's own templates have it"
    reader = Reader(lambda at: Place(source=str(path), path=path_text(at)))
    phrases = reader.read(Phrases, read_toml(path))
    if phrases is None:
        raise TemplateProblem(reader.problems)
    return phrases


def _vocabulary(settings: Settings, today: date) -> Vocabulary:
    library = settings.library
    facts = {
        fact.removeprefix("incidents."): wanted
        for fact, wanted in fact_types().items()
        if fact.startswith("incidents.") and not wanted.records and fact.rpartition(".")[2] not in REFERENCES
    }
    columns = {fold(fact): fact for fact in facts}
    labels = {each.fact.removeprefix("incidents."): each for each in library.questions(library.kinds()[0])}
    for wording in _wordings(settings, "interview"):
        for fact in facts.keys() & labels.keys():
            question = labels[fact]
            if question.fact.startswith("incidents."):
                columns.setdefault(fold(wording.translate(f"{question.fact}.label", question.label)), fact)
    classes = {each.type for each in facts.values() if isinstance(each.type, type) and issubclass(each.type, StrEnum)}
    words = _wordings(settings, "program-interview")
    return Vocabulary(
        columns=columns,
        choices={each.__name__: _choices(each, _wordings(settings, "documents")) for each in classes},
        yes=frozenset({"true", *_spellings("words.yes", words)}),
        no=frozenset({"false", *_spellings("words.no", words)}),
        dates=tuple(date_words(each) for each in words),
        today=today,
    )


def _choices(wanted: type[StrEnum], wordings: Sequence[Wording]) -> dict[str, str]:
    labels = {
        fold(words.say(f"choice.{wanted.__name__}.{each.value}")): each.value for words in wordings for each in wanted
    }
    return labels | {fold(each.value): each.value for each in wanted}


def _spellings(id: str, wordings: Sequence[Wording]) -> list[str]:
    return [fold(each) for wording in wordings for each in wording.say(id).split("|")]


# The facts to add to ------------------------------------------------------------------------------------------------


def _facts_to_merge(world: World, name: Path | None) -> Answers:
    """Return the facts in the file `name`, none where none is named; the lists that an import adds to must be lists."""
    if name is None:
        return Answers({})
    answers = read_facts_file(world.folder / name, str(name))
    wrong = [each for each in _LISTS if not isinstance(answers.values.get(each, []), list)]
    if wrong:
        names = {"wanted": "wanted.list"}
        raise FactsProblem(Problem(id="problem.unfit", place=answers.place_of((each,)), names=names) for each in wrong)
    return answers
