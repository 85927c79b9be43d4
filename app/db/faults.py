"""What the database driver says, in kinds: busy, full, read-only, damaged, out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import make_url

from app.errors import EnvironmentFault, InputError, KnownError

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

_SQLITE: tuple[tuple[str, type[KnownError], str], ...] = (
    ("file is not a database", InputError, "not-a-database"),
    ("locked", EnvironmentFault, "database-busy"),
    ("busy", EnvironmentFault, "database-busy"),
    ("readonly", EnvironmentFault, "database-read-only"),
    ("read-only", EnvironmentFault, "database-read-only"),
    ("disk is full", EnvironmentFault, "database-disk-full"),
    ("malformed", EnvironmentFault, "database-damaged"),
    ("disk i/o error", EnvironmentFault, "database-disk-failed"),
    ("unable to open", EnvironmentFault, "database-cannot-open"),
)
# Beginnings of SQLSTATE.
_POSTGRESQL = (
    ("40", "database-busy"),
    ("55P03", "database-busy"),
    ("53", "database-disk-full"),
    ("25006", "database-read-only"),
    ("42501", "server-forbids"),
)


def fault_of(error: DBAPIError, place: str) -> Exception:
    """Return the known error that ``error`` means, or ``error`` itself: a bug of ours."""
    text = str(error.orig)
    if "://" in place:
        return _server_fault(error, place, text)
    return file_fault(text, place) or error


def file_fault(text: str, place: str) -> KnownError | None:
    """Return the known error that SQLite means by ``text``, None if it is none."""
    for sign, kind, code in _SQLITE:
        if sign in text.lower():
            return kind(code, file=place)
    return None


def _server_fault(error: DBAPIError, place: str, text: str) -> Exception:
    address = make_url(place).render_as_string(hide_password=True)
    state = getattr(error.orig, "sqlstate", None) or ""
    for beginning, code in _POSTGRESQL:
        if state.startswith(beginning):
            return EnvironmentFault(code, file=address)
    # Without a state the server was not reached, or it sent the client away at the door.
    if error.connection_invalidated or not state or state.startswith(("08", "57P")):
        reason = text.strip().splitlines()[0] if text.strip() else ""
        return EnvironmentFault("server-out-of-reach", address=address, reason=reason)
    return error
