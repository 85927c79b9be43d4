"""The tiers of a plan: what each counts, its value now, and what is proven of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from ui.widgets.parts import column, label, row

if TYPE_CHECKING:
    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier: what it counts, its value now, the best that is proven possible."""

    title: str
    now: int | None
    best: int | None

    @property
    def proven(self) -> bool:
        """Tell whether nothing better is possible."""
        return self.now is not None and self.now == self.best


class _TierRow(QWidget):
    """A tier: a sign, what it counts, and how far it is in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tier: TierLine | None = None
        self._over = False
        self._sign = QLabel()
        self.title = label(theme, "strong")
        self.state = label(theme, muted=True)
        words = column(None, theme, gap=0.5)
        words.addWidget(self.title)
        words.addWidget(self.state)
        line = row(self, theme)
        line.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, stretch=1)
        theme.changed.connect(self._draw)

    def show_tier(self, tier: TierLine, *, over: bool) -> None:
        """Show ``tier``; what has not changed is left alone."""
        if (tier, over) == (self._tier, self._over):
            return
        self._tier, self._over = tier, over
        self.title.setText(tier.title)
        if tier.now is None:
            text = _("not known yet")
        elif tier.proven:
            text = _("{now}: proven, no plan does better").format(now=tier.now)
        elif over:
            text = _("{now}; proven best possible: {best}").format(
                now=tier.now, best=_("not known") if tier.best is None else tier.best
            )
        elif tier.best is None:
            text = _("now {now} · still searching").format(now=tier.now)
        else:
            text = _("now {now} · proven best possible {best} · still searching").format(
                now=tier.now, best=tier.best
            )
        self.state.setText(text)
        self._draw()

    def _draw(self) -> None:
        if self._tier is not None:
            proven, side = self._tier.proven, self._theme.space(4.5)
            colour = self._theme.colours.good if proven else self._theme.colours.muted
            waiting = "checkbox-blank-circle-line" if self._over else "search-line"
            icon = self._theme.icon("checkbox-circle-fill" if proven else waiting, colour)
            self._sign.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))


class TierList(QWidget):
    """Tiers in order of weight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[_TierRow] = []
        self._layout = column(self, theme, gap=2.5)

    def show_tiers(self, tiers: tuple[TierLine, ...], *, over: bool = False) -> None:
        """Show ``tiers``; ``over`` says that nobody searches any more."""
        while len(self.rows) < len(tiers):
            made = _TierRow(self._theme)
            self.rows.append(made)
            self._layout.addWidget(made)
        for at, made in enumerate(self.rows):
            made.setVisible(at < len(tiers))
            if at < len(tiers):
                made.show_tier(tiers[at], over=over)

    def retranslate(self) -> None:
        """Name the list; its lines come anew with their texts."""
        self.setAccessibleName(_("What counts, most important first"))
