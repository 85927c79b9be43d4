"""The thin stylesheet over Fusion: buttons, cards, side bar, tables. Sizes come from the font."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from resources import path

if TYPE_CHECKING:
    from ui.colours import Colours

_STYLE = Template("""
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: ${r2}px; }
QFrame[kind="panel"] { background: $surface; border: none; border-left: 1px solid $line; }
QFrame[kind="sidebar"] { background: $sunken; border: none; border-right: 1px solid $line; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="toast"] { background: $text; border: none; border-radius: ${r2}px; }
QFrame[kind="toast"] QLabel { color: $window; }
QFrame[kind="banner-bad"] { background: $bad_soft; border: 1px solid $bad; border-radius: ${r2}px; }
QFrame[kind="banner-warning"] { background: $warning_soft; border: 1px solid $warning;
    border-radius: ${r2}px; }
QFrame[kind="banner-good"] { background: $good_soft; border: 1px solid $good;
    border-radius: ${r2}px; }
QFrame[kind="strip"] { background: $accent_soft; border: none; border-bottom: 1px solid $line; }
QFrame[kind="drop"] { background: $surface; border: 2px dashed $edge; border-radius: ${r2}px; }
QFrame[kind="drop-over"] { background: $accent_soft; border: 2px solid $accent;
    border-radius: ${r2}px; }
QFrame[kind="step"] { background: $surface; border: none; border-left: 3px solid $accent; }
QFrame[kind="column"] { background: $sunken; border: 1px solid $line; border-radius: ${r}px; }
QFrame[kind="column-over"] { background: $accent_soft; border: 1px solid $accent;
    border-radius: ${r}px; }
QFrame[kind="column"] QListView, QFrame[kind="column-over"] QListView { background: transparent;
    border: 1px solid transparent; }
QFrame[kind="column"] QListView:focus { border: 1px solid $focus; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="accent"] { color: $accent; }
QLabel[kind="bad"] { color: $bad; }
QLabel[kind="warning"] { color: $warning; }
QLabel[kind="good"] { color: $good; }

QPushButton { background: $surface; color: $text; border: 1px solid $edge;
    border-radius: ${r}px; padding: ${p}px ${p2}px; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:disabled { color: $faded; border-color: $line; background: $window; }
QPushButton:focus { border: 2px solid $focus; padding: ${p_less}px ${p2_less}px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $faded; border-color: $line; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="link"] { background: transparent; color: $accent; border-color: transparent;
    padding: ${p}px 1px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:disabled { color: $faded; text-decoration: none; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: ${p_less}px 0px; }
QPushButton[kind="toast"] { background: transparent; color: $window; border: 1px solid transparent;
    text-decoration: underline; }
QPushButton[kind="toast"]:focus { border: 2px solid $window; }
QPushButton[kind="door"] { background: $surface; border: 1px solid $line;
    border-radius: ${r2}px; padding: 0px; text-align: left; }
QPushButton[kind="door"]:hover { border-color: $accent; background: $surface; }
QPushButton[kind="door"]:pressed { background: $accent_soft; }
QPushButton[kind="door"]:focus { border: 2px solid $focus; }
QPushButton[kind="line"] { background: transparent; border: 2px solid transparent;
    border-radius: ${r}px; padding: 0px; text-align: left; }
QPushButton[kind="next"] { background: $accent_soft; border: 2px solid transparent;
    border-radius: ${r}px; padding: 0px; text-align: left; }
QPushButton[kind="next"]:hover { background: $sunken; }
QPushButton[kind="next"]:focus { border: 2px solid $focus; }
QPushButton[kind="line"]:hover { background: $sunken; }
QPushButton[kind="line"]:pressed { background: $accent_soft; }
QPushButton[kind="line"]:focus { border: 2px solid $focus; }
QPushButton[kind="chip"] { border-radius: ${chip}px; border-color: $line; background: $surface;
    padding: ${p_chip}px ${p2}px; }
QPushButton[kind="chip"]:hover { border-color: $edge; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $accent;
    border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: ${p_chip_less}px ${p2_less}px; }

QToolButton[kind="nav"] { background: transparent; color: $text; border: 2px solid transparent;
    border-radius: ${r}px; padding: ${p}px ${p}px ${p}px 0px; text-align: left; }
QToolButton[kind="nav"]:hover { background: $line; }
QToolButton[kind="nav"]:checked { background: $accent_soft; color: $accent; }
QToolButton[kind="nav"]:focus { border-color: $focus; }
QToolButton[kind="nav"]:disabled { color: $faded; }
QToolButton[kind="flat"] { background: transparent; border: 2px solid transparent;
    border-radius: ${r}px; padding: ${p_chip}px; }
QToolButton[kind="flat"]:hover { background: $line; }
QToolButton[kind="flat"]:focus { border-color: $focus; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QPlainTextEdit {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: ${r}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
    padding: ${p_field}px ${p}px; min-height: ${field}px; }
QSpinBox, QDoubleSpinBox, QDateEdit { padding: ${p_spin}px ${p}px ${p_spin_below}px ${p_small}px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0px ${p_chip}px;
    min-height: 0px; background: transparent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QPlainTextEdit:focus { border: 2px solid $focus; }
QLineEdit:focus, QComboBox:focus { padding: ${p_field_less}px ${p_less}px; }
QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus {
    padding: ${p_spin_less}px ${p_less}px ${p_spin}px ${p_small}px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QDateEdit:disabled { color: $faded; background: $window; border-color: $line; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${arrow_room}px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url("$icons/down-$shade.svg"); width: ${arrow}px; height: ${arrow}px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/up-$shade.svg");
    width: ${arrow}px; height: ${arrow}px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::down-button { border: none; background: transparent; width: ${arrow_room}px; }
QCheckBox, QRadioButton { spacing: ${p}px; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator { width: ${arrow}px;
    height: ${arrow}px; border: 1px solid $edge; border-radius: ${r_small}px;
    background: $surface; }
QCheckBox::indicator:checked, QTableView::indicator:checked,
QListView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$icons/check-$shade.svg"); }
QCheckBox::indicator:focus { border: 2px solid $focus; }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QRadioButton::indicator { width: ${arrow}px; height: ${arrow}px; border: 1px solid $edge;
    border-radius: ${round}px; background: $surface; }
QRadioButton::indicator:checked { width: ${inner}px; height: ${inner}px;
    border: ${ring}px solid $accent; }
QRadioButton::indicator:focus { border-color: $focus; }
QRadioButton::indicator:disabled { border-color: $line; background: $window; }
QProgressBar { background: $line; border: none; border-radius: ${r_small}px; }
QProgressBar::chunk { background: $accent; border-radius: ${r_small}px; }

QAbstractItemView { background: $surface; border: 1px solid $line; border-radius: 0px;
    outline: none; gridline-color: $line; alternate-background-color: $surface; }
QAbstractItemView:focus { border: 1px solid $focus; }
QTableView::item { border-bottom: 1px solid $line; padding: 0px ${p}px; color: $text; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {
    background: $accent_soft; color: $text; }
QTableView::item:focus { border: 2px solid $focus; padding: 0px ${p_cell}px; }
QListView::item { padding: ${p}px; color: $text; }
QTreeView::item { padding: ${p_chip}px 0px; color: $text; }
QTreeView::item:focus { border: 2px solid $focus; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
    border-bottom: 1px solid $edge; padding: ${p}px ${p_head}px; text-align: left; }
QHeaderView::section:vertical { border-bottom-color: $line; }
QTableCornerButton::section { background: $surface; border: none; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; }
QCalendarWidget QToolButton { background: transparent; color: $text; border: none;
    border-radius: ${r}px; padding: ${p_chip}px ${p}px; }
QCalendarWidget QToolButton:hover { background: $line; }
QCalendarWidget QToolButton#qt_calendar_prevmonth {
    qproperty-icon: url("$icons/left-$shade.svg"); }
QCalendarWidget QToolButton#qt_calendar_nextmonth {
    qproperty-icon: url("$icons/right-$shade.svg"); }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QTableView::item { padding: 0px; border: none; }
QCalendarWidget { min-width: ${calendar}px; min-height: ${calendar_high}px; }
QMenuBar { background: $sunken; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: ${p_chip}px ${p}px; }
QMenuBar::item:selected { background: $accent_soft; color: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: ${p_chip}px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none;
    border-bottom: 3px solid transparent; padding: ${p}px ${p2}px; }
QTabBar::tab:hover { color: $text; border-bottom-color: $line; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; background: $accent_soft; }
QScrollBar:vertical { background: transparent; border: none; width: ${bar}px; margin: 0px; }
QScrollBar:horizontal { background: transparent; border: none; height: ${bar}px; margin: 0px; }
QScrollBar::handle { background: $edge; border-radius: ${bar_r}px; margin: ${bar_m}px; }
QScrollBar::handle:vertical { min-height: ${bar_least}px; }
QScrollBar::handle:horizontal { min-width: ${bar_least}px; }
QScrollBar::handle:hover { background: $muted; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; width: 1px; }
""")


def stylesheet(colours: Colours, unit: int) -> str:
    """Return the stylesheet for ``colours``; ``unit`` is a quarter of the height of a line."""
    names = {name: getattr(colours, name).name() for name in colours.__dataclass_fields__}
    dark = colours.window.lightness() < colours.text.lightness()
    hover = colours.accent.lighter(115) if dark else colours.accent.darker(118)
    padding = round(unit * 1.25)
    wide = unit * 3
    chip = max(2, round(unit * 0.6))
    return _STYLE.substitute(
        names,
        faded=faded(colours).name(),
        accent_hover=hover.name(),
        bar=unit * 3,
        bar_m=max(2, unit // 2),
        bar_r=max(1, unit - max(1, unit // 4)),
        bar_least=unit * 8,
        r=unit,
        r2=round(unit * 1.75),
        p=padding,
        p2=wide,
        p_less=padding - 1,
        p2_less=wide - 1,
        p_chip=chip,
        p_chip_less=chip - 1,
        chip=unit * 2 + chip,
        p_field=unit,
        p_small=unit,
        p_field_less=unit - 1,
        # Qt gives a spin box room of its own: less padding makes it as high as its neighbours.
        p_spin=chip,
        p_spin_below=chip + 1,
        p_spin_less=chip - 1,
        p_head=padding + 3,
        field=unit * 4,
        arrow=round(unit * 3.25),
        arrow_room=round(unit * 5),
        r_small=max(2, unit // 2),
        # The dot of a radio button is what its ring leaves free.
        round=(round(unit * 3.25) + 2) // 2,
        ring=unit + 1,
        inner=round(unit * 3.25) - 2 * unit,
        p_cell=padding - 2,
        calendar=unit * 64,
        calendar_high=unit * 48,
        icons=path("icons").as_posix(),
        shade="dark" if dark else "light",
    )


def faded(colours: Colours) -> QColor:
    """Return the colour of what cannot be used now."""
    mix = QColor(colours.muted)
    mix.setRedF((colours.muted.redF() + colours.window.redF()) / 2)
    mix.setGreenF((colours.muted.greenF() + colours.window.greenF()) / 2)
    mix.setBlueF((colours.muted.blueF() + colours.window.blueF()) / 2)
    return mix


def palette(colours: Colours) -> QPalette:
    """Return the palette by which Fusion draws everything the stylesheet does not name."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.sunken,
        role.Mid: colours.line,
        role.Dark: colours.edge,
        role.Shadow: colours.line,
    }.items():
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faded(colours))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colours.line)
    return made
