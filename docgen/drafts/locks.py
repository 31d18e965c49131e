"""Encryption of drafts in the age format (https://age-encryption.org/v1), so that the standard tool opens them.

A passphrase takes more than a second to check, by design, which is too slow after every answer. So each draft has a
key of its own (X25519): it lies beside the draft, encrypted with the passphrase, and the draft is encrypted to it.
`age -d -i NAME.key.age NAME.json.age` opens it without docgen. Only this module imports pyrage.
"""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from types import ModuleType

from docgen.errors import AnswersUnreadable, Place, Problem, UsageProblem
from docgen.frozen import ordered

__all__ = ["Lock", "closed", "make_lock", "opened", "read_lock"]

_HEADER = b"age-encryption.org/v1\n"


@ordered
class Lock:
    """The key of one draft; whoever holds it can read the draft."""

    identity: str = field(repr=False)
    """The secret key, `AGE-SECRET-KEY-1…`; never written."""
    sealed: bytes = field(repr=False)
    """The key encrypted with the passphrase, as it lies beside the draft."""


def make_lock(passphrase: str) -> Lock:
    """Return a new key, sealed with `passphrase`; takes more than a second.

    Raises `UsageProblem` for a passphrase without a sign in it, or where pyrage is not installed.
    """
    pyrage = _pyrage()
    if not passphrase.strip() or not _is_text(passphrase):
        raise UsageProblem([Problem(id="draft.empty-passphrase")])
    identity = str(pyrage.x25519.Identity.generate())
    return Lock(identity, pyrage.passphrase.encrypt(f"{identity}\n".encode(), passphrase))


def read_lock(path: Path, passphrase: str) -> Lock:
    """Return the key that the file `path` holds, sealed with `passphrase`; takes more than a second.

    Raises `AnswersUnreadable` for a wrong passphrase or a damaged file, `UsageProblem` where pyrage is not installed.
    """
    pyrage = _pyrage()
    try:
        sealed = path.read_bytes()
    except OSError:
        raise _unreadable("draft.no-key", path) from None
    if not sealed.startswith(_HEADER):
        raise _unreadable("draft.no-key", path)
    if not _is_text(passphrase):
        raise _unreadable("draft.wrong-passphrase", path)
    try:
        identity = pyrage.passphrase.decrypt(sealed, passphrase).decode().strip()
        pyrage.x25519.Identity.from_str(identity)
    except pyrage.DecryptError:
        raise _unreadable("draft.wrong-passphrase", path) from None
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise _unreadable("draft.no-key", path) from None
    return Lock(identity, sealed)


def closed(data: bytes, lock: Lock) -> bytes:
    """Return `data` encrypted for `lock`. Raises `UsageProblem` where pyrage is not installed."""
    pyrage = _pyrage()
    recipient = pyrage.x25519.Identity.from_str(lock.identity).to_public()
    encrypted: bytes = pyrage.encrypt(data, [recipient])
    return encrypted


def opened(data: bytes, lock: Lock, path: Path) -> bytes:
    """Return what `closed` encrypted for `lock`; `path` is named in problems. Raises `AnswersUnreadable`."""
    pyrage = _pyrage()
    try:
        plain: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(lock.identity)])
    except pyrage.DecryptError:
        raise _unreadable("draft.broken", path) from None
    return plain


def _is_text(passphrase: str) -> bool:
    """Return whether `passphrase` can be written in UTF-8: bytes that are no text cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in passphrase)


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError:
        raise UsageProblem([Problem(id="draft.no-encryption", hint="hint.draft.no-encryption")]) from None
    module: ModuleType = pyrage
    return module


def _unreadable(id: str, path: Path) -> AnswersUnreadable:
    return AnswersUnreadable([Problem(id=id, place=Place(source=str(path)))])
