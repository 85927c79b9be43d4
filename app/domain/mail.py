"""What is handed to a program for e-mail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailLink:
    """A message for whatever program writes mails here.

    Attributes
    ----------
    address
        What the system opens, beginning with ``mailto:``.
    whole
        False where the text is too long for an address: then it is to be pasted.
    """

    address: str
    text: str
    whole: bool
