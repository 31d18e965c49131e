"""`docgen drafts …`: the saved answers of interviews, listed, shown and deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.answers import files_from
from docgen.cli.keeping import Keeper
from docgen.cli.prompts import read_secret, say
from docgen.cli.report import write_text
from docgen.cli.settings import Settings, read_settings
from docgen.cli.shown import Line, RecordLine, StepLine, review_lines
from docgen.cli.speaking import Speaker
from docgen.cli.world import World
from docgen.drafts import Draft, Listed, Lock, delete_draft, is_locked, json_text, list_drafts, load_draft, open_lock
from docgen.errors import Problem, UsageProblem
from docgen.interview.said import told_record, with_own_questions
from docgen.interview.script import Script
from docgen.interview.setting import setting_of
from docgen.localization import Wording

__all__ = ["delete_drafts", "lock_of", "print_drafts", "show_draft"]


def print_drafts(world: World, as_json: bool) -> None:
    """List the drafts, the one saved last first."""
    drafts = list_drafts(world.drafts)
    if as_json:
        world.stdout.write(json.dumps([_row(each) for each in drafts], ensure_ascii=False, indent=2) + "\n")
        return
    words = _program(read_settings(world))
    if not drafts:
        say(world, words.say("drafts.none", folder=world.drafts))
    for each in drafts:
        write_text(world.stdout, f"{each.name}  {_state(each, words)}")


def _row(listed: Listed) -> dict[str, object]:
    started = listed.started.isoformat() if listed.started else None
    changed = listed.changed.isoformat(timespec="seconds")
    return {**vars(listed), "started": started, "changed": changed}


def _state(listed: Listed, words: Wording) -> str:
    """Return in words what is known of a draft: its kind, or why that is not known, and when it was last saved."""
    changed = listed.changed.astimezone().strftime("%Y-%m-%d %H:%M")
    if listed.broken:
        return words.say("drafts.broken", changed=changed)
    if listed.encrypted:
        return words.say("drafts.encrypted", changed=changed)
    return words.say("drafts.row", kind=listed.kind, changed=changed)


def show_draft(world: World, name: str, as_json: bool, templates: Path | None = None) -> None:
    """Print what a draft holds: the answers in words, or with `as_json` as a facts file.

    Asks for the passphrase where it has one.
    """
    settings = read_settings(world, templates)
    draft = load_draft(world.drafts, name, lock_of(world, settings, name))
    speaker = Speaker.open(world, settings.library, settings.language, draft.kind)
    setting = setting_of(settings.library, draft.kind, speaker.words, speaker.labels, world.today)
    script = Script(setting, with_own_questions(Keeper(world, draft).said, setting.own_questions), past_gaps=True)
    gaps = list(script.gaps())
    if as_json:
        # Behind a gap nobody knows yet what the paper needs: then all that was told is shown.
        values = told_record(script.said, own_questions=setting.own_questions) if gaps else script.values
        world.stdout.write(json_text(files_from(values, Path(draft.folder), world.folder)) + "\n")
        return
    speaker = speaker.speaking(for_client=script.values.get("answered_by") == "representative")
    for line in _shown(draft, speaker, script, _program(settings)):
        write_text(world.stdout, line)


def _shown(draft: Draft, speaker: Speaker, script: Script, program: Wording) -> Iterator[str]:
    yield program.say("drafts.begun", kind=draft.kind, date=program.day(draft.started))
    for line in review_lines(speaker, script):
        match line:
            case StepLine(label=label, answer=answer):
                yield speaker.words.say("interview.shown-line", label=label, answer=answer)
            case RecordLine(label=label, number=number):
                yield speaker.words.say("interview.record", label=label, number=number)
            case Line(text=text):
                yield text
    if draft.partial:
        yield program.say("drafts.unfinished")
        yield draft.partial["text"]


def lock_of(world: World, settings: Settings, name: str) -> Lock | None:
    """Return the lock of an encrypted draft after asking for its passphrase; None for a plain one."""
    if not is_locked(world.drafts, name):
        return None
    say(world, _program(settings).say("drafts.passphrase"))
    return open_lock(world.drafts, name, read_secret(world))


def delete_drafts(world: World, names: Sequence[str], *, every: bool, sure: bool) -> None:
    """Delete drafts after asking, and say what that cannot undo. Nothing is deleted where one name is wrong."""
    settings = read_settings(world)
    words, known = _program(settings), [each.name for each in list_drafts(world.drafts)]
    wanted = known if every else list(dict.fromkeys(names))
    if not names and not every:
        raise UsageProblem([Problem(id="drafts.which")])
    if unknown := [name for name in wanted if name not in known]:
        raise UsageProblem([Problem(id="draft.none", names={"name": name}) for name in unknown])
    if not wanted:
        say(world, words.say("drafts.none", folder=world.drafts))
        return
    for name in wanted:
        say(world, name)
    if not sure and not Speaker.open(world, settings.library, settings.language).yes(
        words.count("drafts.sure", len(wanted))
    ):
        say(world, words.say("drafts.kept"))
        return
    for name in wanted:
        delete_draft(world.drafts, name)
        world.stdout.write(f"{name}\n")
    say(world, words.say("drafts.deleted"))


def _program(settings: Settings) -> Wording:
    return settings.library.wording("program", settings.language)
