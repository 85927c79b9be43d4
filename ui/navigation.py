"""The pages of an open file: which one is shown, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.registry import page_classes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from app.changes import Changes
    from ui.context import Context
    from ui.page import Page

_REMEMBERED = 50


class Navigation(QObject):
    """Builds pages when they are first asked for and remembers where the user has been.

    Signals
    -------
    moved
        Another page is shown.
    """

    moved = Signal()

    def __init__(self, stack: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._context: Context | None = None
        self.classes: list[type[Page]] = []
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._untold: set[str] = set()
        self._trail: list[tuple[str, dict[str, object]]] = []
        self._here = -1

    @property
    def current(self) -> Page | None:
        """The page shown, None while no file is open."""
        return self._pages[self._trail[self._here][0]] if self._here >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Tell whether there was a page before."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Tell whether the user came back from somewhere."""
        return self._here + 1 < len(self._trail)

    def use(self, context: Context | None) -> None:
        """Throw all pages away and start anew with ``context``."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self._untold.clear()
        self._trail.clear()
        self._here = -1
        self._context = context
        self.classes = page_classes() if context is not None else []
        self.moved.emit()

    def go(self, name: str, **where: object) -> None:
        """Show the page ``name``."""
        if not self._may_leave():
            return
        del self._trail[self._here + 1 :]
        self._trail.append((name, where))
        del self._trail[:-_REMEMBERED]
        self._here = len(self._trail) - 1
        self._show()

    def back(self) -> None:
        """Show the page before."""
        if self.can_go_back and self._may_leave():
            self._here -= 1
            self._show()

    def forward(self) -> None:
        """Show the page that the user came back from."""
        if self.can_go_forward and self._may_leave():
            self._here += 1
            self._show()

    def refresh(self, changes: Changes) -> None:
        """Tell the page shown what is new; the others learn it when they are shown."""
        for name, page in self._pages.items():
            if not changes.touches(*page.listens_to):
                continue
            if page is self.current:
                page.refresh(changes)
            else:
                self._stale.add(name)

    def retranslate(self) -> None:
        """Set the texts of the page shown anew; the others follow when they are shown."""
        self._untold = set(self._pages)
        if self.current is not None:
            self._tell(self.current)

    def _may_leave(self) -> bool:
        return self.current is None or self.current.may_leave()

    def _show(self) -> None:
        name, where = self._trail[self._here]
        page = self._pages.get(name) or self._build(name)
        self._tell(page)
        self._stack.setCurrentWidget(page)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh(None)
        page.arrive(**where)
        self.moved.emit()

    def _tell(self, page: Page) -> None:
        if page.name in self._untold:
            self._untold.discard(page.name)
            page.retranslate()

    def _build(self, name: str) -> Page:
        assert self._context is not None, "pages need an open file"
        page = next(known for known in self.classes if known.name == name)(self._context)
        self._pages[name] = page
        self._stale.add(name)
        self._untold.add(name)
        self._stack.addWidget(page)
        self._context.theme.dress(page)
        return page
