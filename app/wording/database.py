"""Sentences about what can be wrong with the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _
from app.wording.formats import moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

TABLES = {
    "absence": N_("absence"),
    "calendar_entry": N_("calendar entry"),
    "closed_day": N_("half-day"),
    "department": N_("department"),
    "employee": N_("person"),
    "idea": N_("idea"),
    "idea_comment": N_("comment on an idea"),
    "idea_vote": N_("vote for an idea"),
    "no_go": N_("no-go"),
    "pair": N_("priority pair"),
    "person_pair": N_("people together or apart"),
    "plan_version": N_("plan"),
    "programme": N_("programme"),
    "reflection": N_("reflection"),
    "role": N_("role"),
    "role_host": N_("host of a role"),
    "sign_up": N_("sign-up"),
    "surprise": N_("what surprised a guest"),
    "told": N_("note of who was told"),
    "visit": N_("visit"),
    "visit_record": N_("record of a visit"),
    "wish": N_("wish"),
}


def _row_changed(*, table: str, row: int, mine: dict[str, Any], theirs: dict[str, Any]) -> str:
    differing = [
        f"{name}: {theirs[name]!s} / {value!s}"
        for name, value in mine.items()
        if theirs[name] != value
    ]
    return _(
        "Somebody else has changed this meanwhile ({what} {row}), so nothing was saved. Theirs / "
        "yours: {differing}. Look at the new state and make your change again if need be."
    ).format(what=_(TABLES.get(table, table)), row=row, differing="; ".join(differing))


def _row_clash(*, file: str, details: str) -> str:
    return _(
        "This contradicts what is already in “{file}”, so nothing was saved. Look at the new "
        "state and try again. ({details})"
    ).format(file=file, details=details)


def _row_gone(*, table: str, row: int) -> str:
    return _(
        "Somebody else has removed this meanwhile ({what} {row}). Nothing was saved; the list "
        "shows what there is now."
    ).format(what=_(TABLES.get(table, table)), row=row)


def _undo_row_changed(*, table: str, row: int) -> str:
    return _(
        "This cannot be undone: it was changed again since then ({what} {row}). Nothing was "
        "touched; change it by hand if it should be as before."
    ).format(what=_(TABLES.get(table, table)), row=row)


_BACKUP_FIRST = {
    "upgrade": N_("The file must be brought up to date, and was left as it is."),
    "import": N_("Nothing was imported."),
    "publish": N_("The plan was not published."),
    "asked": N_("No backup was made."),
}
_NO_ROOM = N_(
    "The disk with the folder “{folder}” has no room for a backup. Free some space and try again."
)
_NOT_ALLOWED = N_(
    "A backup must be written into the folder “{folder}” first, and the program may not write "
    "there. Take its write protection away and try again."
)
_NOT_WHOLE = N_(
    "The backup that is made first in the folder “{folder}” was not whole when it was opened "
    "again ({details}). The data or the disk may be damaged: close the program, copy your file to "
    "another disk and open it there."
)
_BUSY = N_(
    "No backup could be made first, because another window or program is writing. Wait a moment "
    "and try again."
)
_OTHERWISE = N_(
    "No backup could be made first in the folder “{folder}” ({details}). See to it that a file can "
    "be written there, and try again."
)
_BACKUP_CAUSES = {
    "target-disk-full": _NO_ROOM,
    "database-disk-full": _NO_ROOM,
    "target-forbidden": _NOT_ALLOWED,
    "target-disk-read-only": _NOT_ALLOWED,
    "database-read-only": _NOT_ALLOWED,
    "not-whole": _NOT_WHOLE,
    "database-damaged": _NOT_WHOLE,
    "database-busy": _BUSY,
}


def _backup_failed(*, folder: str, reason: str, cause: str, details: str) -> str:
    why = _(_BACKUP_CAUSES.get(cause, _OTHERWISE)).format(folder=folder, details=details)
    return f"{_(_BACKUP_FIRST[reason])} {why}"


def _damaged(*, file: str, backup: str = "", backup_at: dt.datetime | None = None) -> str:
    if backup_at is None:
        return _(
            "“{file}” is damaged, so it was not opened: work on it could lose more. Open a copy "
            "from before, and keep this file, from which much can be rescued."
        ).format(file=file)
    return _(
        "“{file}” is damaged, so it was not opened: work on it could lose more. The newest backup "
        "is of {when}: copy “{backup}” to another folder and open the copy. Keep the damaged file, "
        "from which much can be rescued."
    ).format(file=file, when=moment(backup_at), backup=backup)


SENTENCES: dict[str, str | Callable[..., str]] = {
    "not-a-database": N_(
        "“{file}” is not a file of this program. Choose a file that was made by it; a staff list "
        "is imported instead of opened."
    ),
    "database-of-another-program": N_(
        "“{file}” is a database of another program. Nothing in it was changed. Choose a file that "
        "was made by this program."
    ),
    "database-newer": N_(
        "“{file}” was written by a newer version of this program (data version {found}, this "
        "program knows up to {known}). Nothing in it was changed. Install the newer version."
    ),
    "database-missing": N_(
        "There is no file “{file}”. Check the name, or import a staff list first."
    ),
    "database-is-backup": N_(
        "“{file}” is a backup, which is to stay as it is. Copy it by itself to another folder and "
        "open the copy."
    ),
    "database-is-folder": N_("“{file}” is a folder. Add the name of a file to it."),
    "database-busy": N_(
        "“{file}” is being written by another window or program, so nothing was saved. Wait a "
        "moment and try again."
    ),
    "database-read-only": N_(
        "“{file}” can only be read: the file or its folder is write-protected. Take the protection "
        "away, or copy the file to a folder of your own and open it there."
    ),
    "database-disk-full": N_(
        "The disk with “{file}” is full, so nothing was saved. Free some space and try again."
    ),
    "database-damaged": _damaged,
    "database-disk-failed": N_(
        "The disk with “{file}” is full or fails, so nothing was saved. Free some space and try "
        "again; if that does not help, copy the file to another disk and open it there."
    ),
    "database-cannot-open": N_(
        "“{file}” could not be opened. Check that you may read it and that its disk is connected."
    ),
    "database-cannot-create": N_(
        "“{file}” could not be made. Choose a folder in which you may write."
    ),
    "server-out-of-reach": N_(
        "The database server at {address} cannot be reached or does not let us in. Check the "
        "address and your network, and try again. It was said: {reason}"
    ),
    "server-forbids": N_(
        "The server of {file} does not allow you to do this, so nothing was saved. Ask whoever "
        "looks after it for the right to write."
    ),
    "backup-failed": _backup_failed,
    "driver-missing": N_(
        "The program cannot speak to {address}. Write a file name, or an address like "
        "postgresql://name@server/database; for that, install the program with its extra "
        "“postgres”."
    ),
    "not-an-address": N_(
        "“{address}” is not an address of a database. Write a file name, or an address like "
        "postgresql://name@server/database."
    ),
    "row-changed": _row_changed,
    "row-changed-meanwhile": N_(
        "Somebody else has changed the same thing in “{file}” at this very moment, so nothing was "
        "saved. Try again."
    ),
    "row-clash": _row_clash,
    "row-gone": _row_gone,
    "undo-row-changed": _undo_row_changed,
    "nothing-to-undo": N_("There is nothing to undo or redo."),
}
