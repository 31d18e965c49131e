"""Many matters at once: one row, one matter; a row with problems never hurts another.

`run_batch` reads rows as a stream, has them made by worker processes and writes each document whole under a name that
is known before. What was made stands in a manifest, so that the next run makes only what is missing or changed.
"""

from docgen.batch.names import NamePattern, read_pattern
from docgen.batch.runs import Counts, Run, run_batch
from docgen.batch.sources import Row, open_source
from docgen.batch.work import BatchWish

__all__ = ["BatchWish", "Counts", "NamePattern", "Row", "Run", "open_source", "read_pattern", "run_batch"]
