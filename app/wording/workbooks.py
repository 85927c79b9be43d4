"""Sentences about files that are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable


def _open_elsewhere(*, file: str, lock: str) -> str:
    if not lock:
        return _(
            "“{file}” is open in another program. Close it there and try again, or save under "
            "another name."
        ).format(file=file)
    return _(
        "“{file}” is open in another program. Close it there and try again, or save under "
        "another name. If it is open nowhere, delete “{lock}”, which a crash left behind."
    ).format(file=file, lock=lock)


SENTENCES: dict[str, str | Callable[..., str]] = {
    "target-folder-missing": N_(
        "“{file}” cannot be saved: there is no folder “{folder}”. Make the folder, or choose "
        "another one."
    ),
    "target-is-folder": N_("“{file}” is a folder. Add the name of a file to it."),
    "target-no-folder": N_("“{file}” is a file, not a folder. Choose a folder for the files."),
    "target-folder-unmade": N_(
        "The folder “{folder}” could not be made. Choose a place in which you may write."
    ),
    "target-kind-unknown": N_(
        "“{file}” cannot be written. Let the name end in .xlsx, .ics or .pdf, or in / for a folder."
    ),
    "target-name-bad": N_(
        "“{file}” is a name that this disk does not take. Choose a shorter or simpler one."
    ),
    "target-no-workbook": N_("“{file}” is no name of an Excel workbook. Let it end in “.xlsx”."),
    "target-no-pdf": N_("“{file}” is no name of a PDF file. Let it end in “.pdf”."),
    "target-read-only": N_(
        "“{file}” is marked as read-only and was left as it is. Save under another name, or take "
        "the mark away."
    ),
    "target-open": _open_elsewhere,
    "target-forbidden": N_(
        "“{file}” was not saved: you may not write in the folder “{folder}”. Choose another "
        "folder, or ask whoever looks after it."
    ),
    "target-disk-full": N_(
        "“{file}” was not saved: the disk with the folder “{folder}” is full. Free some space and "
        "try again; an older file of that name is unharmed."
    ),
    "target-disk-read-only": N_(
        "“{file}” was not saved: the disk with the folder “{folder}” can only be read. Choose "
        "another one."
    ),
    "sample-needs-empty-file": N_(
        "“{file}” holds a company already, and the sample company would be mixed into it. Make "
        "the sample in a new file."
    ),
    "export-stopped": N_("The export was stopped; “{file}” was not written."),
    "target-failed": N_(
        "“{file}” was not saved; the system says: {reason}. Try again, or choose another folder; "
        "an older file of that name is unharmed."
    ),
}
