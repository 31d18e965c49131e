"""What exists: kinds, templates, clauses, questions, jurisdictions and platforms, in the clinic's folders and docgen's.

Folders are tried in order, the clinic's first; in a folder the most specific file wins
(`kind.language.jurisdiction.docx` over `kind.language.docx`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from docgen.clinic import Clinic
from docgen.errors import Place, Problem, TemplateProblem, UsageProblem
from docgen.folders import is_of_one_kind, locales_folder, stands, templates_folder
from docgen.frozen import ordered
from docgen.jurisdiction import Jurisdiction, complete
from docgen.jurisdiction.joined import joined
from docgen.localization import Wording, open_wording
from docgen.manifest import Manifest, read_manifest
from docgen.platforms import Platform
from docgen.scalars import unknown_name
from docgen.toml_file import read_toml
from docgen.toml_records import read_record, toml_place
from docgen.wording_file import read_wording

if TYPE_CHECKING:
    from docgen.own_questions import ClinicQuestions, OwnQuestions
    from docgen.questions import Question, Section

__all__ = ["Library"]

T = TypeVar("T")


@ordered
class Library:
    """The folders that templates and catalogs come from, the clinic's before docgen's own.

    What was looked up once is not looked up again: after a change of the files, open the library anew.
    """

    templates: tuple[Path, ...]
    locales: tuple[Path, ...]
    _known: dict[object, Any] = field(default_factory=dict, repr=False)

    def _once(self, key: object, look_up: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = look_up()
        return cast("T", self._known[key])

    @classmethod
    def open(cls, clinic: Path | None = None) -> Library:
        """Return docgen's own library, with the `clinic` folder before it where there is one.

        Raises `UsageProblem` when `clinic` is no folder, a closed one, or that of one kind: docgen would find nothing.
        """
        templates, locales = templates_folder(), locales_folder()
        if clinic is None:
            return cls((templates,), (locales,))
        if not clinic.is_dir():
            raise UsageProblem([Problem(id="usage.no-such-folder", place=Place(source=str(clinic)))])
        if not os.access(clinic, os.R_OK | os.X_OK):
            raise UsageProblem([Problem(id="usage.closed-folder", place=Place(source=str(clinic)))])
        if is_of_one_kind(clinic):
            names = {"folder": str(clinic.resolve().parent)}
            raise UsageProblem([Problem(id="usage.folder-of-one-kind", place=Place(source=str(clinic)), names=names)])
        return cls((clinic, templates), (clinic / "locales", locales))

    @property
    def clinic(self) -> Clinic | None:
        """What `clinic.toml` of the clinic's folder says; None where there is no folder, or no such file in it.

        None, too, where nobody has filled in the one that docgen copied there. Raises `TemplateProblem` with every
        problem of the file.
        """
        path = self.templates[0] / "clinic.toml"
        filled = len(self.templates) > 1 and stands(path)
        return self._once("clinic", lambda: self._read_clinic(path) if filled and read_toml(path) else None)

    def _read_clinic(self, path: Path) -> Clinic:
        clinic = read_record(Clinic, path)
        if clinic.jurisdiction and not self.has_jurisdiction(clinic.jurisdiction):
            problem = unknown_name("usage.no-such-jurisdiction", clinic.jurisdiction, self.jurisdictions())
            raise TemplateProblem([replace(problem, place=toml_place(path, ["jurisdiction"]))])
        return clinic

    # Kinds --------------------------------------------------------------------------------------------------------

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of document that exist, by name."""
        found = (path.parent.name for folder in self.templates for path in folder.glob("*/template.toml"))
        return self._once("kinds", lambda: tuple(sorted(set(found))))

    def manifest(self, kind: str) -> Manifest:
        """Return what `template.toml` says of `kind`. Raises `UsageProblem` for an unknown kind."""
        path = self.file(f"{kind}/template.toml") if kind in self.kinds() else None
        if path is None:
            raise UsageProblem([unknown_name("usage.no-such-kind", kind, self.kinds())])
        return self._once(("manifest", kind), lambda: self._with_own(read_manifest(path, self.kinds()), kind))

    def _with_own(self, manifest: Manifest, kind: str) -> Manifest:
        """Return `manifest` with the own facts that documents of `kind` cannot do without."""
        own_questions = self.own_questions(kind)
        return (
            replace(manifest, requires=(*manifest.requires, *own_questions.requires(kind)))
            if own_questions
            else manifest
        )

    def template(self, kind: str, language: str, jurisdiction: Jurisdiction, suffix: str) -> Path:
        """Return the template of `kind` in `language` for `jurisdiction`, most specific first.

        `suffix` is `docx`, `txt` or `md`. Raises `UsageProblem` when there is none in that language.
        """
        code = jurisdiction.code
        if path := self._once(
            ("template", kind, language, code, suffix), lambda: self._template(kind, language, code, suffix)
        ):
            return path
        names_for = {"kind": kind, "language": language, "jurisdiction": jurisdiction.code}
        raise UsageProblem([Problem(id="usage.no-template", names=names_for)])

    def has_template(self, kind: str, language: str, jurisdiction: Jurisdiction) -> bool:
        """Return whether `kind` has a Word template in `language` for `jurisdiction`."""
        return self._template(kind, language, jurisdiction.code, "docx") is not None

    def _template(self, kind: str, language: str, code: str, suffix: str) -> Path | None:
        files = (self.file(f"{kind}/{kind}.{edition}.{suffix}") for edition in self._editions(language, code))
        return next((path for path in files if path), None)

    def _editions(self, language: str, code: str) -> tuple[str, ...]:
        """Return what can stand in a file's name for `language` in the place `code`, most specific first.

        For `en` in `IE`: the place (`en.ie`), the usage that it follows (`en-GB`), the language (`en`).
        """
        codes = self.chain(code)
        usage = next((found for each in codes if (found := self._own_law(each).usage.get(language))), language)
        parts = usage.split("-")
        usages = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
        return tuple(dict.fromkeys([*(f"{language}.{each.lower()}" for each in codes), *usages]))

    def template_files(self, suffix: str) -> list[Path]:
        """Return all template files that end in `suffix`, a clinic's in place of docgen's of the same name."""
        found: dict[str, Path] = {}
        for folder in reversed(self.templates):
            for kind in self.kinds():
                paths = sorted((folder / kind).glob(f"{kind}.*.{suffix}"))
                found |= {path.name: path for path in paths if stands(path)}
        return [found[name] for name in sorted(found)]

    def clause(self, name: str, language: str, code: str = "") -> str:
        """Return the wording of a clause. Raises `TemplateProblem` when it does not exist in `language`."""
        for edition in self._editions(language, code):
            if path := self.file(f"clauses/{name}.{edition}.md"):
                return read_wording(path)
        raise TemplateProblem([Problem(id="clause.missing", names={"clause": name, "language": language})])

    def file(self, name: str) -> Path | None:
        """Return the file `name` (`kind/template.toml`) of the first folder that has it, None where none has."""
        paths = (folder / name for folder in self.templates)
        return self._once(("file", name), lambda: next(filter(stands, paths), None))

    # Questions ----------------------------------------------------------------------------------------------------

    def sections(self, kind: str) -> tuple[Section, ...]:
        """Return the sections of the interview for `kind`: the shared ones, those that the kind adds, the clinic's own.

        Raises `TemplateProblem` for broken questions.
        """
        own_questions, shared = self.own_questions(kind), self._sections("questions.toml")
        manifest = self.manifest(kind) if kind in self.kinds() else None
        if manifest and (manifest.like or manifest.unasked):
            from docgen.own_questions import asked_like, asked_without

            shared = tuple(asked_like(section, kind, manifest.like) for section in shared)
            shared = asked_without(shared, manifest.unasked, str(self.file(f"{kind}/template.toml")))
        if own_questions is None:
            return (*shared, *self._sections(f"{kind}/questions.toml"))
        from docgen.own_questions import asked

        return (*shared, *self._sections(f"{kind}/questions.toml"), asked(own_questions))

    def _sections(self, name: str) -> tuple[Section, ...]:
        """Return the sections in the file `name` of the first folder that has some there."""
        from docgen.questions import Interview

        *clinic, docgens = self.templates
        found = (self._clinic_questions(folder / name).section for folder in clinic if stands(folder / name))
        path = docgens / name
        if sections := next(filter(None, found), ()):
            return sections
        if "/" in name:  # a kind's file may hold own questions
            return self._clinic_questions(path).section if stands(path) else ()
        return read_record(Interview, path).section if path.is_file() else ()

    def own_questions(self, kind: str = "") -> OwnQuestions | None:
        """Return the own questions of all kinds; None where neither the clinic has any nor docgen's `kind` asks some.

        Without a clinic's, only a kind that asks some needs them: other papers take answers as texts that nobody reads.
        Raises `TemplateProblem` for broken questions.
        """
        return self._own_questions(asked=bool(kind) and self._asks(kind))

    def all_own_questions(self) -> OwnQuestions | None:
        """Return the own questions of the clinic and of all docgen's kinds; raises as `own_questions` does."""
        return self._own_questions(asked=any(map(self._asks, self.kinds())))

    def _asks(self, kind: str) -> bool:
        return (self.templates[-1] / kind / "questions.toml").is_file()

    def _own_questions(self, *, asked: bool) -> OwnQuestions | None:
        if not asked and len(self.templates) == 1:
            return None
        from docgen.own_questions import own_questions_in

        return self._once(("own", asked), lambda: own_questions_in(self.templates, self.kinds(), asked=asked))

    def _clinic_questions(self, path: Path) -> ClinicQuestions:
        from docgen.own_questions import ClinicQuestions

        return read_record(ClinicQuestions, path)

    def questions(self, kind: str) -> tuple[Question, ...]:
        """Return all questions of the interview for `kind`, in order. Raises as `sections` does."""
        return tuple(question for section in self.sections(kind) for question in section.question)

    # Law ----------------------------------------------------------------------------------------------------------

    def jurisdictions(self) -> tuple[str, ...]:
        """Return the codes of the places that documents can be made for, overlays left out.

        Raises `TemplateProblem` for a broken law file.
        """
        return tuple(code for code in self._law_files() if not self._own_law(code).overlay)

    def _law_files(self) -> list[str]:
        found = (path.stem.upper() for folder in self.templates for path in folder.glob("jurisdictions/*.toml"))
        return self._once("laws", lambda: sorted(set(found)))

    def has_jurisdiction(self, code: str) -> bool:
        """Return whether documents can be made for the place `code`, in large or small letters.

        Raises `TemplateProblem` for a broken law file.
        """
        known = code.upper() in self._law_files()
        return known and not self._once(("overlay", code.upper()), lambda: self._own_law(code.upper()).overlay)

    def chain(self, code: str) -> tuple[str, ...]:
        """Return `code` and the places that it builds on, most specific first.

        Raises `TemplateProblem` where the law file of one is broken or missing.
        """
        codes: list[str] = []
        while code and code not in codes:
            codes.append(code)
            code = self._own_law(code).builds_on
        return tuple(codes)

    def jurisdiction(self, code: str) -> Jurisdiction:
        """Return the whole law of the place `code`. Raises `UsageProblem` (unknown) or `TemplateProblem` (broken)."""
        if not self.has_jurisdiction(code):
            raise UsageProblem([unknown_name("usage.no-such-jurisdiction", code, self.jurisdictions())])
        file = self.file(f"jurisdictions/{code.lower()}.toml")
        return self._once(("law", code.upper()), lambda: complete(self._whole_law(code.upper()), str(file)))

    def _whole_law(self, code: str) -> Jurisdiction:
        law = self._own_law(code)
        for base in (*((law.builds_on,) if law.builds_on else ()), *law.overlays):
            law = joined(law, self._whole_law(base))
        return law

    def _own_law(self, code: str) -> Jurisdiction:
        path = self.file(f"jurisdictions/{code.lower()}.toml")
        if path is None:
            raise TemplateProblem([Problem(id="law.missing", names={"code": code})])
        return read_record(Jurisdiction, path)

    def platforms(self) -> tuple[str, ...]:
        """Return the ids of the known platforms."""
        found = (path.stem for folder in self.templates for path in folder.glob("platforms/*.toml"))
        return self._once("platforms", lambda: tuple(sorted(set(found))))

    def platform(self, id: str) -> Platform | None:
        """Return the platform `id`, None where it is none of the known ones.

        Raises `TemplateProblem` for a broken file.
        """
        path = self.file(f"platforms/{id}.toml") if id in self.platforms() else None
        return None if path is None else self._once(("platform", id), lambda: read_record(Platform, path))

    # Words --------------------------------------------------------------------------------------------------------

    def wording(self, domain: str, language: str, locale_id: str = "") -> Wording:
        """Return the sentences of `domain` in `language`, as `open_wording` does with the library's catalogs."""
        key = ("wording", domain, language, locale_id)
        return self._once(key, lambda: open_wording(self.locales, domain, language, locale_id))
