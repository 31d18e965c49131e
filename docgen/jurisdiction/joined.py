"""The law of a place with what it takes over from another."""

from __future__ import annotations

from dataclasses import fields, replace

from docgen.jurisdiction import Jurisdiction

__all__ = ["joined"]


def joined(law: Jurisdiction, base: Jurisdiction) -> Jurisdiction:
    """Return `law` with what it does not say taken from `base`; lists are its own items, then those of `base`."""
    changes: dict[str, object] = {}
    for item in fields(Jurisdiction):
        own, inherited = getattr(law, item.name), getattr(base, item.name)
        if item.name in ("offences", "claims", "orders", "oaths", "takedown", "cautions", "limits"):
            known = {each.id for each in own}
            changes[item.name] = (*own, *(each for each in inherited if each.id not in known))
        elif not own and own is not False and item.name not in ("builds_on", "overlays", "overlay"):
            changes[item.name] = inherited
    return replace(law, **changes)  # type: ignore[arg-type]
