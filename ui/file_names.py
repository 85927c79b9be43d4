"""Names of files made from names of things."""

from __future__ import annotations

import re

# What no system allows in the name of a file.
_NOT_ALLOWED = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def file_name(text: str) -> str:
    """Return ``text`` as every system takes it for the name of a file; perhaps nothing is left."""
    return " ".join(_NOT_ALLOWED.sub(" ", text).split()).strip(".")
