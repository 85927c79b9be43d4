"""Errors in kinds: what the user can mend, what the surroundings did, what somebody else changed.

Everything else that is raised is a bug and goes to the crash report. ``app.wording`` turns a
code with its parameters into sentences; the text here is for logs.
"""

from __future__ import annotations

from typing import Any


class KnownError(Exception):
    """An error with a code, its parameters and a cure that ``app.wording`` puts into words.

    Parameters
    ----------
    code
        Stable name of the error, for instance ``"file-not-found"``.
    **parameters
        What and where: file, sheet, row, column, value, names.
    """

    exit_code = 2

    def __init__(self, code: str, **parameters: Any) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.parameters.items())
        return f"{self.code} ({details})" if details else self.code


class InputError(KnownError):
    """The user can mend it: a wrong file, a contradiction, a missing name."""


class EnvironmentFault(KnownError):  # noqa: N818 - a fault, not an error of anybody
    """The surroundings failed: disk, permission, server."""

    exit_code = 3


class ConflictError(KnownError):
    """Somebody else changed the same thing meanwhile; parameters hold both versions."""


class Interrupted(Exception):  # noqa: N818 - asked for, nobody's error
    """Work was stopped because nobody wants its result any more; there is nothing to show."""
