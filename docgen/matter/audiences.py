"""Who may read a fact. Every fact of the matter says it in its type; what is not said may not be read.

A court paper is served on the respondent and a takedown request may be handed to the poster, so both are written as if
the respondent reads them: `Served` facts only, and, in court papers, the `Sworn` ones that the court must weigh. What
only the court or the police may know is `Guarded` and goes on the sealed form or rear page of the place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias, TypeVar

__all__ = ["Audience", "Confidential", "Guarded", "Party", "Served", "Sworn", "audiences_of"]


class Audience(StrEnum):
    """Who reads a document."""

    RESPONDENT = "respondent"
    PLATFORM = "platform"
    POLICE = "police"
    COURT = "court"
    COURT_SEALED = "court-sealed"
    CLINIC = "clinic"
    CLIENT = "client"


T = TypeVar("T")

_CONFIDENTIAL = frozenset({Audience.CLINIC, Audience.CLIENT})
_GUARDED = _CONFIDENTIAL | {Audience.POLICE, Audience.COURT_SEALED}
_SWORN = _GUARDED | {Audience.COURT}
_PARTY = _SWORN | {Audience.RESPONDENT}

Served: TypeAlias = Annotated[T, frozenset(Audience)]
"""May be read by anyone, the respondent and the public included."""
Party: TypeAlias = Annotated[T, _PARTY]
"""May be read by the respondent, the police and the court, but is no business of a platform."""
Sworn: TypeAlias = Annotated[T, _SWORN]
"""May be read by the police and the court (whose papers are served), but stands in no letter or takedown request."""
Guarded: TypeAlias = Annotated[T, _GUARDED]
"""Only for the police and a sealed court form: addresses, telephone numbers, birth dates, where one is found."""
Confidential: TypeAlias = Annotated[T, _CONFIDENTIAL]
"""Only for the client and the clinic, as what passes between a client and a lawyer."""


def audiences_of(metadata: tuple[object, ...]) -> frozenset[Audience] | None:
    """Return the audiences in the `metadata` of an `Annotated` type, or None where it names none."""
    for item in metadata:
        if isinstance(item, frozenset) and all(isinstance(member, Audience) for member in item):
            return frozenset(member for member in item if isinstance(member, Audience))
    return None
