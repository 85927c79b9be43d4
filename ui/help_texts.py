"""What *Help* tells: the keys, and what the program is made of."""

from __future__ import annotations

from importlib.metadata import version

from PySide6.QtGui import QKeySequence

from app.i18n import N_, _

_KEYS = (
    ("F1", N_("help on this page")),
    ("Ctrl+/", N_("this list")),
    ("Ctrl+1", N_("first page, and so on to Ctrl+8")),
    ("Alt+Left", N_("back")),
    ("Alt+Right", N_("forward")),
    ("F6", N_("between side bar and page")),
    ("Ctrl+F", N_("search on the page")),
    ("Ctrl+Z", N_("undo")),
    ("Ctrl+Y", N_("redo")),
    ("Ctrl+I", N_("import a staff list")),
    ("Ctrl+O", N_("open a file")),
    ("Ctrl+,", N_("settings")),
    ("Ctrl+X", N_("board: pick the visit up")),
    ("Ctrl+V", N_("board: put it down")),
    ("Return", N_("board: menu of the visit, or put down what is carried")),
    ("Space", N_("board: pin or unpin the visit")),
    ("Ctrl+Space", N_("board: mark the visit, to pin several at once")),
    ("Ctrl+.", N_("board: why the visit is where it is")),
    ("Alt+Down", N_("board: best other places")),
    ("Ctrl+Left", N_("board: visit before, Ctrl+Right the next one")),
    ("Ctrl+Down", N_("board: next visit of the same cell")),
    ("Alt+1", N_("board: by person, Alt+2 by department, Alt+3 as a calendar")),
    ("Del", N_("board: take the visit off the plan")),
    ("Ctrl+Left", N_("ideas: move the card to the left")),
    ("Ctrl+Right", N_("ideas: move the card to the right")),
    ("Esc", N_("cancel")),
)


def keys_text() -> str:
    """Return one line for each key."""
    return "\n".join(
        f"{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}  –  {_(meaning)}"
        for keys, meaning in _KEYS
    )


def about_text() -> str:
    """Return version, licence, and the parts that have a licence of their own."""
    return _(
        "Gemba rotation planner {version}, under the MIT licence.\n\n"
        "The window is drawn by Qt {qt} through PySide6, PostgreSQL is reached through psycopg; "
        "both are under the LGPL and lie beside the program as files of their own, which may be "
        "replaced. The text is set in Noto Sans under the Open Font Licence."
    ).format(version=version("gemba"), qt=version("PySide6-Essentials"))
