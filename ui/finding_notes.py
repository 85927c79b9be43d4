"""Findings as notes: each with the buttons that lead to its cure, or make it at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording import sentence
from app.wording.rules import rule_title
from ui.widgets.notes import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtCore import QObject

    from app.services.findings import Finding
    from ui.context import Context

    Act = tuple[str, Callable[[], None]]


class FindingNotes:
    """Makes notes for a page or panel.

    Parameters
    ----------
    owner
        Lives as long as the notes are shown.
    """

    def __init__(self, context: Context, owner: QObject) -> None:
        self._context = context
        self._owner = owner

    def of(self, findings: Iterable[Finding], programme_id: int) -> tuple[Note, ...]:
        """Return a note for each finding, in the order given."""
        return tuple(
            Note(sentence(it.code, it.parameters), tuple(self._acts(it, programme_id)))
            for it in findings
        )

    def _acts(self, finding: Finding, programme_id: int) -> Iterator[Act]:
        keys = finding.keys
        go = partial(self._context.go, "programme", programme_id=programme_id)
        match finding.code:
            case "concern-role-without-host":
                yield _("Choose hosts…"), self._to("departments", role_id=keys["role"])
            case "concern-role-never-open":
                yield _("Open half-days…"), self._to("departments", role_id=keys["role"])
            case "concern-no-slot":
                yield _("Open half-days…"), partial(go, side="calendar")
            case "concern-no-open-role" | "concern-few-slots":
                yield _("Show the person"), self._to("staff", person_id=keys["person"])
                yield _("Change the rules…"), partial(go, side="rules")
            case "concern-few-seats" | "concern-few-away":
                yield _("Change the rules…"), partial(go, side="rules")
            case "concern-pins-clash":
                for key, visit in zip(
                    finding.visit_ids, finding.parameters["visits"], strict=False
                ):
                    yield self._unpin(key, visit["guest"], visit["role"])
            case "conflict-pin":
                for key in finding.visit_ids:
                    yield self._unpin(key, finding.parameters["person"], finding.parameters["role"])
            case "conflict-rule":
                rule = str(finding.parameters["rule"])
                text = _("Switch off the rule “{rule}”").format(rule=rule_title(rule))
                yield text, partial(self._switch_off, programme_id, rule.replace("-", "_"))

    def _to(self, page: str, **where: object) -> Callable[[], None]:
        return partial(self._context.go, page, **where)

    def _unpin(self, visit_id: int, guest: str, role: str) -> Act:
        text = _("Unpin {guest}: {role}").format(guest=guest, role=role)
        return text, partial(self._set_free, visit_id)

    def _set_free(self, visit_id: int) -> None:
        pin = self._context.services.planning.pin
        self._context.operations.command(self._owner, partial(pin, visit_id, False))

    def _switch_off(self, programme_id: int, rule: str) -> None:
        set_rule = self._context.services.programmes.set_rule
        work = partial(set_rule, programme_id=programme_id, rule=rule, parameter="on", value=False)
        self._context.operations.command(self._owner, work)
