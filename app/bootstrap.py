"""The only place that knows everybody: opens a database and puts the services on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.db.session import Database
from app.services.backups import BackupService
from app.services.comparing import ComparingService
from app.services.explaining import ExplainingService
from app.services.exports import ExportService
from app.services.forms import FormService
from app.services.heads import HeadService
from app.services.idea_history import IdeaHistoryService
from app.services.ideas import IdeaService
from app.services.kept_plans import KeptPlanService
from app.services.letters import LetterService
from app.services.messages import MessageService
from app.services.moving import MovingService
from app.services.overview import OverviewService
from app.services.planning import PlanningService
from app.services.presentations import PresentationService
from app.services.profiles import ProfileService
from app.services.programmes import ProgrammeService
from app.services.publishing import PublishingService
from app.services.reading_back import ReadBackService
from app.services.reflection_lists import ReflectionListService
from app.services.reflections import ReflectionService
from app.services.replanning import ReplanningService
from app.services.reports import ReportService
from app.services.rule_effects import RuleEffectService
from app.services.samples import SampleService
from app.services.staff import StaffService
from app.services.staff_import import StaffImportService
from app.services.variants import VariantService
from app.services.visit_records import VisitRecordService
from app.services.wishes import WishService
from app.settings import Settings
from app.undo import UndoStack


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that can be done with one open database."""

    database: Database
    undo: UndoStack
    settings: Settings
    backups: BackupService
    staff: StaffService
    overview: OverviewService
    profiles: ProfileService
    staff_import: StaffImportService
    programmes: ProgrammeService
    wishes: WishService
    rule_effects: RuleEffectService
    planning: PlanningService
    kept_plans: KeptPlanService
    moving: MovingService
    publishing: PublishingService
    comparing: ComparingService
    explaining: ExplainingService
    replanning: ReplanningService
    variants: VariantService
    exports: ExportService
    messages: MessageService
    read_back: ReadBackService
    samples: SampleService
    visit_records: VisitRecordService
    reflections: ReflectionService
    ideas: IdeaService
    idea_history: IdeaHistoryService
    heads: HeadService
    forms: FormService
    presentations: PresentationService
    letters: LetterService
    reflection_lists: ReflectionListService
    reports: ReportService

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def own_file() -> Path:
    """Return where the user's own data lies."""
    return platformdirs.user_data_path("gemba", appauthor=False) / "gemba.db"


def is_there(place: str | None) -> bool:
    """Tell whether ``place`` holds data already; of a server only opening it can tell."""
    if place is None:
        return own_file().exists()
    return "://" in place or Path(place).expanduser().exists()


def open_services(
    place: str | Path | None, *, settings: Settings | None = None, create: bool = True
) -> Services:
    """Open the database at ``place``, the user's own by default, and put the services on it."""
    database = Database.open(own_file() if place is None else place, create=create)
    planning = PlanningService(database)
    records, reflections = VisitRecordService(database), ReflectionService(database)
    ideas, undo = IdeaService(database), UndoStack(database)
    known = settings or Settings()
    return Services(
        database=database,
        undo=undo,
        settings=known,
        backups=BackupService(database),
        staff=StaffService(database),
        overview=OverviewService(database),
        profiles=ProfileService(database),
        staff_import=StaffImportService(database),
        programmes=ProgrammeService(database),
        wishes=WishService(database),
        rule_effects=RuleEffectService(database),
        planning=planning,
        kept_plans=KeptPlanService(database),
        moving=MovingService(database),
        publishing=PublishingService(database, undo),
        comparing=ComparingService(database),
        explaining=ExplainingService(database),
        replanning=ReplanningService(database),
        variants=VariantService(planning),
        exports=ExportService(database, planning, known),
        messages=MessageService(database, known),
        read_back=ReadBackService(database),
        samples=SampleService(database),
        visit_records=records,
        reflections=reflections,
        ideas=ideas,
        idea_history=IdeaHistoryService(database),
        heads=HeadService(database, ideas, reflections),
        forms=FormService(records, reflections),
        presentations=PresentationService(database, reflections),
        letters=LetterService(known, records, ideas),
        reflection_lists=ReflectionListService(records, reflections),
        reports=ReportService(database, records, reflections, ideas),
    )
