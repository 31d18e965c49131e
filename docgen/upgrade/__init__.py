"""A clinic's own folder over the years: copies that remember what they came from, what changed on either side since,
and docgen's changes brought into what the clinic wrote.
"""

from __future__ import annotations

from docgen.upgrade.builds import Build, built_in_folder, note_builds
from docgen.upgrade.comparing import Difference, differences
from docgen.upgrade.contract import explained
from docgen.upgrade.copying import Copied, copy_kind
from docgen.upgrade.folder_record import Now
from docgen.upgrade.merging import Outcome, advance, merged_file
from docgen.upgrade.place import refuse_place

__all__ = [
    "Build",
    "Copied",
    "Difference",
    "Now",
    "Outcome",
    "advance",
    "built_in_folder",
    "copy_kind",
    "differences",
    "explained",
    "merged_file",
    "note_builds",
    "refuse_place",
]
