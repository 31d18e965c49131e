"""`docgen facts import`: drafts of incidents from what a person has already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from docgen.answers import Answers, files_from, read_facts_file
from docgen.cli.as_json import facts_as_json
from docgen.cli.report import report_problems, write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.vocabulary import vocabulary_of, wordings_of
from docgen.cli.world import World
from docgen.dates import read_iso_date
from docgen.errors import AnswersUnreadable, DocgenError, FactsProblem, Place, Problem, TemplateProblem, UsageProblem
from docgen.files import refuse_odd_target, write_file
from docgen.frozen import frozen
from docgen.imports.chat_messages import Phrases, is_chat
from docgen.imports.drafts import Draft, Found, check_drafts, in_order, join_drafts, within
from docgen.imports.mail import mail_draft
from docgen.imports.pictures import ExhibitFile, picture_drafts
from docgen.imports.sources import Read, TextFile, read_sources
from docgen.imports.table import is_table, table_drafts
from docgen.imports.whatsapp import ChatFile, Wanted, chat_drafts, sent_files
from docgen.localization import Wording
from docgen.matter.events import REFERENCES
from docgen.questions import fact_types
from docgen.shell_words import shell_word
from docgen.toml_file import read_toml
from docgen.toml_records import record_in
from docgen.typed_values import Vocabulary, fold

__all__ = ["ImportOptions", "import_facts"]

_BY_OPTION = {"import.which-order", "import.other-order", "import.which-sender", "import.no-such-sender"}
"""Problems that another command line mends."""
_LISTS = ("incidents", "exhibits", "accounts")


@frozen
class ImportOptions:
    """What the command line asks of `docgen facts import`."""

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


def import_facts(world: World, options: ImportOptions) -> None:
    """Write the drafts that the sources give as facts, and say on standard error how many and what to do next.

    Raises a `DocgenError` with every problem of every source; then nothing is written.
    """
    settings = read_settings(world, None, options.interview_language)
    output = world.folder / options.output if options.output else None
    if output:
        refuse_odd_target(output, force=options.force)
    merged = _facts_to_merge(world, options.merge)
    old = (world.folder / options.merge).parent if options.merge else world.folder
    base = output.parent if output else old
    wanted = Wanted(
        sender=options.sender, day_first=options.day_first, since=_day(options.since), until=_day(options.until)
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageProblem([Problem(id="usage.since-after-until")])
    wordings = wordings_of(settings, "program")
    found, left_out = _found(settings, wordings[0], wanted, world.today, _read_all(world, options.sources, base))
    drafts = in_order(each for each in found.drafts if within(each, wanted.since, wanted.until))
    if problems := (*found.problems, *check_drafts(drafts, wordings[0])):
        raise _refusal(problems)
    facts, added = join_drafts(files_from(merged.values, old, base), drafts, wordings)
    text = facts_as_json(facts)
    if output:
        write_file(output, text.encode(), force=options.force)
    else:
        world.stdout.write(text)
    report_problems(world.stderr, wordings[0], found.notes)
    _tell(world, wordings[0], left_out, (added, len(drafts) - added), str(options.output or "FILE"))


def _tell(world: World, wording: Wording, left_out: Sequence[str], counts: tuple[int, int], file: str) -> None:
    lines = [wording.say("import.left-out", file=each) for each in left_out]
    added, known = counts
    lines.append(wording.count("import.done", added))
    if known:
        lines.append(wording.count("import.already", known))
    if added:
        lines.append(wording.say("import.next", file=shell_word(Path(file))))
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


# Sources ------------------------------------------------------------------------------------------------------------


def _read_all(world: World, sources: Sequence[Path], base: Path) -> Iterator[tuple[Read, bool]]:
    """Yield each file as what it is, and whether a folder was named and not the file itself."""

    def calendar(moment: float) -> datetime:
        return datetime.fromtimestamp(moment)  # noqa: DTZ006  the day on the person's own calendar

    for source in sources:
        in_folder = (world.folder / source).is_dir()
        for each in read_sources(world.folder / source, str(source), base, calendar):
            yield each, in_folder


def _found(
    settings: Settings, wording: Wording, wanted: Wanted, today: date, files: Iterable[tuple[Read, bool]]
) -> tuple[Found, list[str]]:
    """Return the drafts and problems of all `files`, and the names of those of a folder that docgen cannot use."""
    phrases, vocabulary = _phrases(settings), _vocabulary(settings, today)
    pictures: dict[str, ExhibitFile] = {}
    texts: list[tuple[int, TextFile]] = []
    found: list[tuple[Found, bool]] = []
    for file, in_folder in files:  # a mail is let go before the next is read: a folder of them can fill the memory
        if isinstance(file, ExhibitFile):
            pictures[file.shown] = file
        elif isinstance(file, TextFile):
            texts.append((len(found), file))
            found.append((Found(), in_folder))
        else:
            made = Found(problems=(file,)) if isinstance(file, Problem) else mail_draft(file, wording)
            found.append((made, in_folder))
    sent: set[str] = set()
    for place, text in texts:
        made, of_chat = _of_text(text, pictures, phrases, vocabulary, wanted, wording)
        sent |= of_chat
        found[place] = (made, found[place][1])
    # What came with a message of a chat is no incident of its own: others sent it too, the person among them.
    found.insert(0, (picture_drafts([each for name, each in pictures.items() if name not in sent], wording), False))
    return _joined(found)


def _joined(found: Sequence[tuple[Found, bool]]) -> tuple[Found, list[str]]:
    left_out: list[str] = []
    kept: list[Found] = []
    for made, in_folder in found:
        unknown = [each for each in made.problems if each.id == "import.unknown-file" and in_folder]
        left_out += [each.place.source for each in unknown]
        kept += [] if unknown else [made]
    drafts: tuple[Draft, ...] = tuple(draft for each in kept for draft in each.drafts)
    problems = tuple(problem for each in kept for problem in each.problems)
    return Found(drafts=drafts, problems=problems, notes=tuple(note for each in kept for note in each.notes)), left_out


def _of_text(
    file: TextFile, pictures: Mapping[str, ExhibitFile], phrases: Phrases, vocabulary: Vocabulary,
    wanted: Wanted, wording: Wording,
) -> tuple[Found, set[str]]:  # fmt: skip
    """Return the drafts of a chat or table, and which of the `pictures` came with messages of the chat."""
    if is_chat(file.text, phrases):
        beside = {Path(name).name: name for name in pictures if Path(name).parent == Path(file.shown).parent}
        near = {name: pictures[shown] for name, shown in beside.items()}
        chat = ChatFile(shown=file.shown, text=file.text, files=near, in_archive=not file.path)
        return chat_drafts(chat, phrases, wanted, wording), {beside[name] for name in sent_files(chat, phrases)}
    if is_table(file.text, file.shown, vocabulary):
        return table_drafts(file.text, file.shown, vocabulary, day_first=wanted.day_first), set()
    return Found(problems=(Problem(id="import.unknown-file", place=Place(source=file.shown)),)), set()


# The words that sources may use -------------------------------------------------------------------------------------


def _phrases(settings: Settings) -> Phrases:
    path = settings.library.file("chats.toml")
    assert path is not None, "docgen's own templates have it"
    return record_in(Phrases, path, read_toml(path), TemplateProblem)


def _vocabulary(settings: Settings, today: date) -> Vocabulary:
    library = settings.library
    facts = {
        fact.removeprefix("incidents."): wanted
        for fact, wanted in fact_types().items()
        if fact.startswith("incidents.") and not wanted.records and fact.rpartition(".")[2] not in REFERENCES
    }
    columns = {fold(fact): fact for fact in facts}
    labels = {each.fact.removeprefix("incidents."): each for each in library.questions(library.kinds()[0])}
    for wording in wordings_of(settings, "interview"):
        for fact in facts.keys() & labels.keys():
            question = labels[fact]
            if question.fact.startswith("incidents."):
                columns.setdefault(fold(wording.translate(f"{question.fact}.label", question.label)), fact)
    return vocabulary_of(settings, today, columns)


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
