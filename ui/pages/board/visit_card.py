"""Cards of the panel beside the board: a visit with its reasons, and a visit on its way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.i18n import _, ngettext
from app.wording import sentence
from ui.dates import short_date, short_slot
from ui.models.board_hints import cost_title
from ui.widgets.level_badge import LevelBadge
from ui.widgets.parts import button, column, frame, label, name_control
from ui.widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from app.services.moving import LastAct, Story, Target
    from ui.models.board import Chip, RoleLine
    from ui.models.board_hints import Carry, Hint
    from ui.theme import Theme


class VisitCard(QFrame):
    """A visit with its acts, and why it is where it is.

    Signals
    -------
    pin_asked(), move_asked(), remove_asked()
        Buttons of the card.
    place_asked(object)
        One of the better places (``Target``) is wanted.
    """

    pin_asked = Signal()
    move_asked = Signal()
    remove_asked = Signal()
    place_asked = Signal(object)

    def __init__(self, theme: Theme, chip: Chip, *, with_guest: bool, editable: bool) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "card")
        layout = column(self, theme, margin=3, gap=2)
        if with_guest:
            self._add(layout, chip.guest, "strong")
        self._add(layout, chip.role, "body" if with_guest else "strong")
        self._add(layout, chip.department)
        badge = LevelBadge(theme)
        badge.set_level(chip.level)
        layout.addWidget(badge)
        host = _("Host: {person}").format(person=chip.host) if chip.host else _("No host yet")
        self._add(layout, host, muted=not chip.host)
        for text in chip.troubles:
            card = frame("banner-bad")
            words = label(theme)
            words.setText(text)
            column(card, theme, margin=2).addWidget(words)
            layout.addWidget(card)
        if chip.pinned:
            self._add(layout, _("Pinned: every new plan keeps this visit."), muted=True)
        if chip.changed:
            self._add(layout, _("Not as in the published plan."), muted=True)
        if chip.owed:
            self._add(layout, _("A reflection is owed."), muted=True)
        for text, icon, signal in (
            (
                _("Unpin") if chip.pinned else _("Pin"),
                "pushpin-2-fill" if chip.pinned else "pushpin-2-line",
                self.pin_asked,
            ),
            (_("Move…"), "drag-move-2-line", self.move_asked),
            (_("Take out of the plan"), "delete-bin-line", self.remove_asked),
        ):
            act = button("plain")
            name_control(act, text)
            theme.apply_icon(act, icon)
            act.clicked.connect(signal)
            act.setEnabled(editable)
            layout.addWidget(act)
        self._why = column(None, theme, gap=1.5)
        layout.addLayout(self._why)

    def show_why(
        self,
        story: Story,
        best: Sequence[Target],
        act: LastAct | None,
        roles: Mapping[int, RoleLine],
        *,
        editable: bool,
    ) -> None:
        """Say what the visit costs here, where else it could be, and how it came here."""
        theme = self._theme
        self._why.addSpacing(theme.space(1))
        self._add(self._why, _("What it costs here"), "strong")
        for term, cost in story.costs:
            self._add(self._why, cost_line(term, cost))
        if not story.costs:
            self._add(self._why, _("Nothing: it suits everybody."), muted=True)
        if best:
            self._add(self._why, _("Best other places"), "strong")
        for target in best:
            role = roles.get(target.role_id)
            if role is None:
                continue
            link = place_link(theme, target, role)
            link.setEnabled(editable)
            link.clicked.connect(partial(self.place_asked.emit, target))
            self._why.addWidget(link)
        if act is not None:
            at = act.at.astimezone()
            told = _("Last: {what}; {who}, {date}, {time}").format(
                what=act.what, who=act.who or "—", date=short_date(at.date()), time=f"{at:%H:%M}"
            )
            self._add(self._why, told, muted=True)

    def _add(
        self, layout: QVBoxLayout, text: str, kind: str = "body", *, muted: bool = False
    ) -> None:
        made = label(self._theme, kind, muted=muted)
        made.setText(text)
        layout.addWidget(made)


class CarryCard(QFrame):
    """What is carried, and what it would be to put it into the current cell.

    Signals
    -------
    drop_asked(), leave_asked()
        Buttons of the card.
    """

    drop_asked = Signal()
    leave_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        carry: Carry,
        hint: Hint | None,
        closed: str | None,
        *,
        refused: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        kinds = {"fits": "banner-good", "costs": "banner-warning", "breaks": "banner-bad"}
        self.setProperty("kind", kinds[hint.kind] if hint and closed is None else "card")
        layout = column(self, theme, margin=3, gap=2)
        heading = label(theme, "strong")
        if carry.chip is None:
            heading.setText(_("A missing visit of: {person}").format(person=carry.name))
        else:
            heading.setText(
                _("Moving the visit: {department}, {role}").format(
                    department=carry.chip.department, role=carry.chip.role
                )
            )
        layout.addWidget(heading)
        self._told = column(None, theme, gap=1.5)
        layout.addLayout(self._told)
        if closed is not None:
            self._say(_("Closed: {reason}").format(reason=closed))
        elif hint is not None:
            self._say(hint_text(hint))
        if refused:
            self._say(_("The board refuses what breaks a rule; its menu can allow it."))
        elif closed is None and hint is not None:
            here = button("plain")
            name_control(here, _("Put it here"))
            here.clicked.connect(self.drop_asked)
            layout.addWidget(here)
        back = button("plain")
        name_control(back, _("Leave it"))
        back.clicked.connect(self.leave_asked)
        layout.addWidget(back)

    def show_story(self, story: Story) -> None:
        """Add the sentences of all rules that would be broken, and every cost."""
        for finding in story.findings:
            self._say(sentence(finding.code, finding.parameters))
        if not story.findings:
            for term, cost in story.costs:
                self._say(cost_line(term, cost))

    def _say(self, text: str) -> None:
        made = label(self._theme)
        made.setText(text)
        self._told.addWidget(made)


def hint_text(hint: Hint) -> str:
    """Return the first sentence about a place."""
    if hint.kind == "fits":
        return _("It fits here.")
    if hint.kind == "costs":
        return _("It breaks no rule here, but it costs comfort: {comfort}.").format(
            comfort=cost_title(hint.target.term or "wishes")
        )
    return _("It breaks a rule here: {rule}.").format(rule=hint.word)


def cost_line(term: str, cost: int) -> str:
    """Return a cost with its name; the sign says which way it goes."""
    # A real minus: a hyphen beside "+6" looks like a slip.
    figure = f"{cost:+d}".replace("-", "−")
    points = ngettext("{count} point", "{count} points", abs(cost)).format(count=figure)
    return _("{comfort}: {points}").format(comfort=cost_title(term), points=points)


def effect_text(target: Target) -> str:
    """Return in few words what a place is worth against the present one."""
    if target.cost < 0:
        return ngettext("saves {count} point", "saves {count} points", -target.cost).format(
            count=-target.cost
        )
    if target.kind == "costs":
        return _("costs: {comfort}").format(comfort=cost_title(target.term or "wishes"))
    return _("fits as well")


def place_text(target: Target, role: RoleLine) -> str:
    """Return when, where and to what effect."""
    return _("{half_day}: {department}, {role} – {effect}").format(
        half_day=short_slot(target.date, target.half),
        department=role.short_name,
        role=role.name,
        effect=effect_text(target),
    )


def place_link(theme: Theme, target: Target, role: RoleLine) -> WrappedButton:
    """Return a place to press: when and where, and under it as what and to what effect."""
    when = short_slot(target.date, target.half)
    made = WrappedButton(
        theme, f"{when}: {role.short_name}", f"{role.name} – {effect_text(target)}"
    )
    made.setAccessibleName(place_text(target, role))
    return made
