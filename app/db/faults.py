"""What the database driver says, in kinds: busy, full, read-only, damaged, out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def fault_of(error: DBAPIError, place: str) -> Exception:
    """Return the known error that ``error`` means, or ``error`` itself: a bug of ours."""
    text = str(error.orig).lower()
    if "://" in place and not place.startswith("sqlite"):
        if error.connection_invalidated or "connect" in text or "server closed" in text:
            return EnvironmentFault("server-out-of-reach", address=_without_password(place))
        return error
    for sign, kind, code in _SQLITE:
        if sign in text:
            return kind(code, file=place)
    return error


def _without_password(address: str) -> str:
    from sqlalchemy import make_url  # noqa: PLC0415 - only where a server failed

    return make_url(address).render_as_string(hide_password=True)
