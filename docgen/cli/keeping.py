"""The answers of one interview, saved after each of them unless the person wants nothing kept."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from docgen.cli import prompts
from docgen.cli.world import World
from docgen.drafts import Draft, Lock, draft_state, new_draft_name, save_draft, scratch_path
from docgen.errors import OutputProblem
from docgen.interview.said import Said
from docgen.localization import Wording
from docgen.matter.values import Unfit

__all__ = ["Keeper"]


class Keeper:
    """What was said, what is being typed, and the draft that holds both; without a draft nothing is kept."""

    def __init__(
        self, world: World, draft: Draft | None = None, lock: Lock | None = None, *, new: bool = True, save: bool = True
    ) -> None:
        self.world, self.draft, self.lock, self.new = world, draft if save else None, lock, new
        told = copy.deepcopy(dict(draft.said)) if draft else {}
        self.said: Said = {key: reply for key, reply in cast("Said", told).items() if isinstance(reply, list)}
        self.partial: Mapping[str, str] = dict(draft.partial) if draft else {}
        self.folder = world.folder / draft.folder if draft else world.folder
        self.behind = False
        """Whether the disk does not hold what was said last."""
        self._state = None if new or draft is None else draft_state(world.drafts, draft.name)

    @classmethod
    def begin(cls, world: World, kind: str, language: str, lock: Lock | None) -> Keeper:
        """Return a keeper for a new draft, whose name is free."""
        name = new_draft_name(world.drafts, world.today)
        draft = Draft(name=name, kind=kind, language=language, folder=str(world.folder), started=world.today)
        return cls(world, draft, lock)

    def partial_of(self, key: str) -> str:
        """Return the unfinished text for the step `key`; "" for none."""
        return self.partial.get("text", "") if self.partial.get("key") == key else ""

    def scratch(self) -> Path:
        """Return the path of a file for the person's editor.

        Raises `Unfit` where there is no place for one, or where the answers must not lie on the disk in plain.
        """
        if self.lock:
            raise Unfit("wanted.no-editor-where-encrypted")
        name = self.draft.name if self.draft else new_draft_name(self.world.drafts, self.world.today)
        try:
            return scratch_path(self.world.drafts, name)
        except OutputProblem:
            raise Unfit("wanted.editor-that-works") from None

    def save(self, words: Wording, *, durable: bool = True) -> None:
        """Save the draft. Where that fails it is said once, and tried again at the next answer.

        A draft that another program has changed in the meantime stays as it is, and this interview goes on in a new
        one; one that was deleted is not made again.
        """
        if self.draft is None:
            return
        if not self.new and self._state != (state := draft_state(self.world.drafts, self.draft.name)):
            if state is None:
                self._say(words, "interview.draft-deleted")
                self.draft = None
                return
            self.draft = replace(self.draft, name=new_draft_name(self.world.drafts, self.world.today))
            self.new = True
            self._say(words, "interview.saved-apart")
        self.draft = replace(self.draft, said=self.said, partial=self.partial)
        try:
            save_draft(self.world.drafts, self.draft, self.lock, durable=durable, new=self.new)
            self._state = draft_state(self.world.drafts, self.draft.name)
            failed, self.behind, self.new = False, False, False
        except OutputProblem:
            failed = not self.behind
            self.behind = True
        if failed:
            self._say(words, "interview.not-saved")

    def tell(self, words: Wording, id: str) -> None:
        """Write the message `id` about the draft, or that nothing is kept, or not the last answers."""
        late = "interview.kept-in-part" if not self.new else "interview.not-saved"
        self._say(words, (late if self.behind else id) if self.draft else "interview.nothing-kept")

    def farewell(self, words: Wording, id: str) -> None:
        """Write the message `id` about the draft as the disk holds it, or that nothing is kept."""
        if self.new:
            self.draft = None  # it was never saved
        self.tell(words, id)

    def _say(self, words: Wording, id: str) -> None:
        names = {"folder": self.world.drafts, "name": self.draft.name} if self.draft else {}
        prompts.say(self.world, words.say(id, **names))
