"""Templates that clinics give one another: packed without traces, and taken in as the work of a stranger."""

from __future__ import annotations

from docgen.packs.giving import Packed, packed_files
from docgen.packs.incoming import read_pack
from docgen.packs.install import Arrival, examined, put_in_place

__all__ = ["Arrival", "Packed", "examined", "packed_files", "put_in_place", "read_pack"]
