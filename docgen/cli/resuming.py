"""Where the answers of an interview are kept: nowhere, in a new draft, or in one that is gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.cli.drafting import lock_of
from docgen.cli.keeping import Keeper
from docgen.cli.prompts import read_secret, say
from docgen.cli.settings import Settings
from docgen.cli.world import World
from docgen.drafts import Wanted, list_drafts, load_draft, make_lock
from docgen.errors import Problem, UsageProblem
from docgen.localization import open_wording

if TYPE_CHECKING:
    from docgen.cli.new import Ordered

__all__ = ["keeper_for"]


def keeper_for(world: World, settings: Settings, ordered: Ordered) -> Keeper:
    """Return what keeps the answers. Raises `UsageProblem` where there is no draft to go on with."""
    words = open_wording(settings.library.locales, "program", settings.language)
    if ordered.resume or ordered.draft_name:
        name = ordered.draft_name or next((each.name for each in list_drafts(world.drafts) if not each.broken), "")
        if not name:
            raise UsageProblem([Problem(id="draft.none-to-resume")])
        lock = lock_of(world, settings, name)
        keeper = Keeper(world, load_draft(world.drafts, name, lock), lock, new=False)
        if not ordered.save:
            keeper.draft = None
        return keeper
    if not ordered.save:
        return Keeper(world)
    lock = None
    if ordered.encrypt:
        say(world, words.say("drafts.new-passphrase"))
        first = read_secret(world)
        say(world, words.say("drafts.passphrase-again"))
        if not first or first != read_secret(world):
            raise UsageProblem([Problem(id="draft.passphrases-differ")])
        lock = make_lock(first)
    wanted = Wanted(jurisdiction=ordered.jurisdiction, document_language=ordered.language, platform=ordered.platform)
    return Keeper.begin(world, ordered.kind, settings.language, wanted, lock)
