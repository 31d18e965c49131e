"""Where the answers of an interview are kept: nowhere, in a new draft, or in one that is gone on with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.cli.drafting import lock_of
from docgen.cli.keeping import Keeper
from docgen.cli.prompts import read_secret, say
from docgen.cli.settings import Settings
from docgen.cli.world import World
from docgen.drafts import Draft, list_drafts, load_draft, make_lock
from docgen.errors import Problem, UsageProblem

if TYPE_CHECKING:
    from docgen.cli.new import DocumentOptions

__all__ = ["new_keeper", "opened_keeper"]


def opened_keeper(world: World, settings: Settings, options: DocumentOptions) -> tuple[Keeper, Draft]:
    """Return what keeps the answers of the draft to go on with, after asking for its passphrase where it has one.

    With it comes the draft, whose kind and language are those that `options` want instead, if they do. Raises
    `UsageProblem` where there is no such draft, and `AnswersUnreadable` for a broken one.
    """
    name = options.draft_name or next((each.name for each in list_drafts(world.drafts) if not each.broken), "")
    if not name:
        raise UsageProblem([Problem(id="draft.none-to-resume")])
    lock = lock_of(world, settings, name)
    draft = load_draft(world.drafts, name, lock)
    draft = replace(draft, kind=options.kind or draft.kind, language=options.interview_language or draft.language)
    return Keeper(world, draft, lock, new=False, save=options.save), draft


def new_keeper(world: World, settings: Settings, options: DocumentOptions) -> Keeper:
    """Return what keeps the answers of a new interview, after asking for a passphrase where one is wanted.

    Raises `UsageProblem` where the two passphrases differ.
    """
    if not options.save:
        return Keeper(world)
    lock = None
    if options.encrypt:
        words = settings.library.wording("program", settings.language)
        say(world, words.say("drafts.new-passphrase"))
        first = read_secret(world)
        say(world, words.say("drafts.passphrase-again"))
        if not first or first != read_secret(world):
            raise UsageProblem([Problem(id="draft.passphrases-differ")])
        lock = make_lock(first)
    return Keeper.begin(world, options.kind, settings.language, lock)
