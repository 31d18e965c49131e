"""What people have already, as drafts of incidents: exported chats, mails, pictures, tables.

Nothing is invented: a draft holds what its source says, tells for each value where it was found, and is confirmed by
the person in the interview. Every module but `sources`, which reads the files, takes bytes or values and gives values.
"""

from __future__ import annotations

from docgen.imports.drafts import Draft, Found, Source

__all__ = ["Draft", "Found", "Source"]
