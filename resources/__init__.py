"""Files that travel with the program: translations, icons, templates, the sample company."""

from pathlib import Path


def path(name: str) -> Path:
    """Return where the resource ``name`` lies, a path relative to this folder with ``/``."""
    return Path(__file__).parent.joinpath(*name.split("/"))
