"""What every page is: a widget with a name, told when to show what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.bootstrap import Services
    from app.changes import Changes
    from ui.context import Context


class Page(QWidget):
    """A page of the window; the controller of one view.

    Attributes
    ----------
    name
        Key for ``context.go``.
    icon
        Icon of the side bar.
    listens_to
        Tables whose changes make the page stale.
    in_sidebar
        False for pages that only other pages lead to.
    opens_group
        Whether a line above its entry sets off what begins with it.
    sidebar_parent
        Entry of the side bar to mark for a page that has none of its own.
    """

    name: ClassVar[str]
    icon: ClassVar[str] = "checkbox-blank-line"
    listens_to: ClassVar[frozenset[str]] = frozenset()
    in_sidebar: ClassVar[bool] = True
    opens_group: ClassVar[bool] = False
    sidebar_parent: ClassVar[str] = ""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def set_view(self, view: QWidget) -> None:
        """Fill the page with ``view``."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)

    @staticmethod
    def title() -> str:
        """Return the page's name in the side bar, which shows it before the page is built."""
        raise NotImplementedError

    @staticmethod
    def offered(services: Services) -> bool:
        """Tell whether the page is listed for what is open."""
        return True

    def retranslate(self) -> None:
        """Set every text anew, in the language of now."""
        raise NotImplementedError

    def arrive(self, **where: object) -> None:
        """Be shown; ``where`` tells what is to be looked at."""

    def refresh(self, changes: Changes | None) -> None:
        """Load what ``changes`` touched, or everything."""

    def actions_of_page(self) -> list[QAction]:
        """Return what the menu bar offers while the page is shown."""
        return []

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through; without any the page is one part."""
        return []

    def may_leave(self) -> bool:
        """Tell whether another page may be shown now."""
        return True
