"""The exhibits as a document lists them: everything but what no paper may hold."""

from __future__ import annotations

from docgen.matter.audiences import Audience
from docgen.matter.events import Exhibit
from docgen.plan.brief import Brief, given
from docgen.plan.events_page import ExhibitPage

__all__ = ["exhibits"]


def exhibits(brief: Brief, only: frozenset[str] | None = None) -> tuple[ExhibitPage, ...]:
    """Return the exhibits in the order of their labels; with `only`, those with these ids, labelled as everywhere.

    Those that show somebody under 18 are withheld: see `Brief.withheld`.
    """
    labels = [(id, label) for id, label in brief.exhibit_labels.items() if only is None or id in only]
    by_id = {str(exhibit.id): exhibit for exhibit in brief.matter.exhibits}
    return tuple(_exhibit(brief, label, by_id[id]) for id, label in labels if id in by_id)


def _exhibit(brief: Brief, label: str, exhibit: Exhibit) -> ExhibitPage:
    numbers = [str(number) for number, each in enumerate(brief.incidents, 1) if exhibit.id in each.exhibits]
    taken, who = given(exhibit.captured_on), given(exhibit.captured_by)
    day = brief.wording.partial_date(taken) if taken else None
    captured = brief.wording.say("exhibit.captured-by", date=day, person=who) if day and who else day or who
    return ExhibitPage(
        label=label,
        title=exhibit.title,
        sha256=given(exhibit.sha256),
        url=given(exhibit.url),
        incidents=brief.list_or_none(numbers),
        sealed=bool(given(exhibit.intimate)),
        picture=True if given(exhibit.file) is not None and not given(exhibit.intimate) else None,
        captured=captured,
        method=given(exhibit.method),
        # A court paper is served: whoever harasses must not learn where the evidence lies.
        original_kept=given(exhibit.original_kept) if brief.manifest.audience is Audience.POLICE else None,
        device=given(exhibit.device),
    )
