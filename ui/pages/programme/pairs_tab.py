"""Priority pairs: who should get to know whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.models.pairs import MINIMUM, WEIGHT, PairModel
from ui.widgets.number_field import NumberField
from ui.widgets.parts import button, column, form, frame, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme


class PairsTab(QWidget):
    """The table of pairs and a line to add one.

    Signals
    -------
    pair_wanted(int, int, int, int, bool)
        From, to, minimum, weight, and whether the way back is wanted too.
    removal_wanted(int, int)
        From, to.
    """

    pair_wanted = Signal(int, int, int, int, bool)
    removal_wanted = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.intro = label(theme, muted=True)
        self.pairs = PairModel(self)
        self.table = self._make_table(theme)
        self.nothing = label(theme, muted=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(self.table.viewport(), theme, margin=4).addWidget(self.nothing)
        self.remove = button("plain")
        theme.apply_icon(self.remove, "delete-bin-line")

        self.from_box, self.to_box = QComboBox(), QComboBox()
        self.minimum, self.weight = NumberField(theme, 1, 999), NumberField(theme, 1, 20)
        self.minimum.setValue(3)
        for field in (self.from_box, self.to_box, self.minimum, self.weight):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.both = QCheckBox()
        self.both.setChecked(True)
        self.add = button("plain")
        theme.apply_icon(self.add, "add-line")
        self._captions = [label(theme, muted=True) for _field in range(4)]
        card = frame("card")
        line = row(card, theme, margin=3, gap=3)
        fields = (self.from_box, self.to_box, self.minimum, self.weight)
        for caption, field, stretch in zip(self._captions, fields, (3, 3, 1, 1), strict=True):
            caption.setWordWrap(False)
            caption.setBuddy(field)
            part = form(None, theme)
            part.addRow(caption, field)
            line.addLayout(part, stretch=stretch)
        # As high as the fields, so that its words stand on their line.
        self.both.setFixedHeight(self.from_box.sizeHint().height())
        line.addWidget(self.both, alignment=Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignBottom)

        below = row(None, theme)
        below.addWidget(self.remove)
        below.addStretch(1)
        layout = column(self, theme, margin=4, gap=3)
        layout.addWidget(self.intro)
        layout.addWidget(card)
        layout.addWidget(self.table, stretch=1)
        layout.addLayout(below)

        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.pairs.modelReset.connect(self._tell_nothing)
        self.pairs.pair_wanted.connect(self._changed)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def show_departments(self, departments: Sequence[tuple[int, str]]) -> None:
        """Offer these departments."""
        for box in (self.from_box, self.to_box):
            chosen = box.currentData()
            box.clear()
            for key, name in departments:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        if len(departments) > 1 and self.from_box.currentIndex() == self.to_box.currentIndex():
            self.to_box.setCurrentIndex(1)

    def retranslate(self) -> None:
        """Set all texts."""
        self.intro.setText(
            _(
                "Departments that should get to know each other. The plan reaches the least "
                "number of visits of each pair before it looks at anybody’s comfort."
            )
        )
        texts = (
            _("Department that visits"),
            _("Department visited"),
            _("Visits, at least"),
            _("Weight"),
        )
        fields = (self.from_box, self.to_box, self.minimum, self.weight)
        for caption, field, text in zip(self._captions, fields, texts, strict=True):
            caption.setText(text)
            field.setAccessibleName(text)
        name_control(self.both, _("Both ways"))
        name_control(self.add, _("Add the pair"))
        name_control(self.remove, _("Remove the marked pair"))
        self.nothing.setText(
            _("No pair yet. Choose two departments above and add them, or leave this empty.")
        )
        self.table.setAccessibleName(_("Priority pairs"))
        self.pairs.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEIGHT)

    def _make_table(self, theme: Theme) -> QTableView:
        table = QTableView()
        table.setModel(self.pairs)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space(8))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setDefaultSectionSize(theme.space(30))
        for section in range(2):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        for section in (MINIMUM, WEIGHT):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _tell_nothing(self) -> None:
        self.nothing.setVisible(not self.pairs.lines)
        self.remove.setEnabled(bool(self.pairs.lines))

    def _add(self) -> None:
        first, second = self.from_box.currentData(), self.to_box.currentData()
        if first is not None and second is not None:
            self.pair_wanted.emit(
                first, second, self.minimum.value(), self.weight.value(), self.both.isChecked()
            )

    def _changed(self, first: int, second: int, minimum: int, weight: int) -> None:
        self.pair_wanted.emit(first, second, minimum, weight, False)

    def _remove(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            line = self.pairs.lines[index.row()]
            self.removal_wanted.emit(line.from_id, line.to_id)
