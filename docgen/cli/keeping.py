"""The answers of one interview, saved after each of them unless the person wants nothing kept."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import cast

from docgen.cli import prompts
from docgen.cli.world import World
from docgen.drafts import Draft, Lock, Wanted, new_draft_name, save_draft
from docgen.errors import OutputProblem
from docgen.interview.said import Said
from docgen.localization import Wording

__all__ = ["Keeper"]


class Keeper:
    """What was said, what is being typed, and the draft that holds both; without a draft nothing is kept."""

    def __init__(self, world: World, draft: Draft | None = None, lock: Lock | None = None, *, new: bool = True) -> None:
        self.world, self.draft, self.lock, self._new = world, draft, lock, new
        told = copy.deepcopy(dict(draft.said)) if draft else {}
        self.said: Said = {key: reply for key, reply in cast("Said", told).items() if isinstance(reply, list)}
        self.partial: Mapping[str, str] = dict(draft.partial) if draft else {}

    @classmethod
    def begin(cls, world: World, kind: str, language: str, wanted: Wanted, lock: Lock | None) -> Keeper:
        """Return a keeper for a new draft, whose name is free."""
        name = new_draft_name(world.drafts, world.today)
        draft = Draft(name=name, kind=kind, language=language, wanted=wanted, started=world.today)
        return cls(world, draft, lock)

    def partial_of(self, key: str) -> str:
        """Return the unfinished text for the step `key`; "" for none."""
        return self.partial.get("text", "") if self.partial.get("key") == key else ""

    def save(self, words: Wording, *, durable: bool = True) -> None:
        """Save the draft. Where that fails it is said once, and the interview goes on without."""
        if self.draft is None:
            return
        made = Draft(
            name=self.draft.name, kind=self.draft.kind, language=self.draft.language, wanted=self.draft.wanted,
            said=self.said, partial=self.partial, started=self.draft.started,
        )  # fmt: skip
        try:
            save_draft(self.world.drafts, made, self.lock, durable=durable, new=self._new)
        except OutputProblem:
            prompts.say(self.world, words.say("interview.not-saved"))
            self.draft = None
        self._new = False

    def introduce(self, words: Wording) -> None:
        """Say where the answers are kept, or that they are not."""
        if self.draft is None:
            prompts.say(self.world, words.say("interview.nothing-kept"))
        else:
            prompts.say(self.world, words.say("interview.kept-in", folder=self.world.drafts, name=self.draft.name))

    def farewell(self, words: Wording) -> None:
        """Say how to go on, or that nothing was kept."""
        if self.draft is None:
            prompts.say(self.world, words.say("interview.nothing-kept"))
        else:
            prompts.say(self.world, words.say("interview.go-on", name=self.draft.name))
