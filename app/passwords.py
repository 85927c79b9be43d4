"""Passwords as they are kept: what can be told from a hash is only whether a password fits."""

from __future__ import annotations


def hashed(password: str) -> str:
    """Return what may be kept of a password; takes about a tenth of a second on purpose."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - only few sessions need it

    return PasswordHasher().hash(password)


def fits(password: str, kept: str) -> bool:
    """Tell whether a password is the one of which ``kept`` was made."""
    from argon2 import PasswordHasher  # noqa: PLC0415
    from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(kept, password)
    except VerifyMismatchError:
        return False
