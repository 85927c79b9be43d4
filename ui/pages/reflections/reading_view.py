"""Layout of reading: what is looked for above, the list and a reader below, or guests abreast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QWidget,
)

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.models.reading import SideBySide
from ui.pages.reflections.reader import Reader
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_HEADINGS = (N_("Guest"), N_("Visited"), N_("When"), N_("Theme"), N_("Quote"))


class ReadingView(QWidget):
    """Widgets of the reading tab and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.department, self.theme_box = QComboBox(), QComboBox()
        for box in (self.department, self.theme_box):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(16)
        self.abreast = button("chip")
        self.found = label(theme, muted=True)
        self.found.setWordWrap(False)
        self.export, self.deck, self.report = button(), button(), button()
        self.template = button("link")
        self.table = LinesTable(theme, Lines(_HEADINGS), (30, 28, 44, 26))
        self.reader = Reader(theme)
        self.side = StateStack(theme, self.reader)
        self.beside = SideBySide()
        self.guests = _guests_table(theme, self.beside)

        layout = column(self, theme, gap=3)
        layout.setContentsMargins(0, theme.space(3), 0, 0)
        looked = row(None, theme, gap=2)
        looked.addWidget(self.search, stretch=1)
        looked.addWidget(self.department)
        looked.addWidget(self.theme_box)
        looked.addWidget(self.abreast)
        layout.addLayout(looked)
        acts = row(None, theme, gap=2)
        acts.addWidget(self.found)
        acts.addStretch(1)
        for part in (self.template, self.export, self.deck, self.report):
            acts.addWidget(part)
        layout.addLayout(acts)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.side)
        splitter.setSizes([theme.space(165), theme.space(110)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        self.faces = QStackedWidget()
        self.faces.addWidget(splitter)
        self.faces.addWidget(self.guests)
        self.states = StateStack(theme, self.faces)
        layout.addWidget(self.states, stretch=1)

    def show_abreast(self, abreast: bool) -> None:
        """Show guests side by side, or the list with its reader."""
        self.faces.setCurrentIndex(int(abreast))

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.search.setPlaceholderText(_("Search in all answers"))
        self.search.setAccessibleName(_("Search in all answers"))
        self.search.findChild(QToolButton).setAccessibleName(_("Clear the search"))
        self.department.setAccessibleName(_("Department visited"))
        self.theme_box.setAccessibleName(_("Theme"))
        name_control(self.abreast, _("Side by side"))
        name_control(self.export, _("Export to Excel…"))
        name_control(self.deck, _("Presentation of these…"))
        name_control(self.report, _("Report of the programme"))
        self.table.setAccessibleName(_("Reflections found"))
        self.guests.setAccessibleName(_("Reflections side by side"))
        self.table.lines.retranslate()
        self.beside.retranslate()
        self.reader.retranslate()


class _WholeAnswers(QStyledItemDelegate):
    """Gives each answer the height that all of it needs; a table of Qt forgets the padding."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room for the words of a cell."""
        width = self._table.columnWidth(index.column()) - self._theme.space(5)
        words = self._table.fontMetrics().boundingRect(
            QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap, index.data() or ""
        )
        return QSize(width, words.height() + self._theme.space(3))


def _guests_table(theme: Theme, model: SideBySide) -> QTableView:
    made = QTableView()
    made.setModel(model)
    made.setItemDelegate(_WholeAnswers(theme, made))
    made.setWordWrap(True)
    made.setTabKeyNavigation(False)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.horizontalHeader().setDefaultSectionSize(theme.space(64))
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    made.verticalHeader().setFixedWidth(theme.space(48))
    made.verticalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    )
    made.verticalHeader().setMinimumSectionSize(theme.space(11))
    # At most twelve guests by five questions: so few cells are measured at once.
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return made
