from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from app.domain.reflections import Answers, IdeaText, Source
from app.errors import InputError
from app.i18n import language
from tests.app.after_visits import FULL, publish_visits

if TYPE_CHECKING:
    from pathlib import Path

    from app.bootstrap import Services


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    return publish_visits(services)


@pytest.fixture
def send(services, keys):
    def send_one(answers=FULL, guest="Marketing 3"):
        record = keys[f"visit of {guest}"]
        services.reflections.send(record_id=record, answers=answers, source=Source.FORM)
        return record

    return send_one


def titles(path: Path) -> list[str]:
    return [slide.shapes.title.text for slide in Presentation(str(path)).slides]


def texts(path: Path) -> list[str]:
    return [
        shape.text_frame.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


def photo(colour: str = "red", size: tuple[int, int] = (3000, 2000)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_visit_becomes_three_to_six_slides(services, send, tmp_path):
    record = send()
    services.presentations.add_photo(record, name="desk.png", content=photo())
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(record, path)
    assert titles(path) == [
        "Half a day in Sales",
        "What I saw",
        "What surprised me",
        "1 idea",
        "Pictures",
        "Thank you",
    ]
    assert any("One list of customers" in text for text in texts(path))


def test_what_was_not_answered_has_no_slide(services, send, tmp_path):
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(Answers(surprised="Quiet")), path)
    assert titles(path) == ["Half a day in Sales", "What surprised me", "Thank you"]


def test_ratings_alone_leave_a_slide_to_fill_in(services, send, tmp_path):
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(Answers(hosting=5)), path)
    assert titles(path) == ["Half a day in Sales", "What I saw", "Thank you"]


def test_three_ideas_are_shown_and_all_are_in_the_notes(services, send, tmp_path):
    ideas = tuple(IdeaText(f"Idea number {n}") for n in range(1, 6))
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(replace(FULL, ideas=ideas)), path)
    slide = Presentation(str(path)).slides[3]
    assert slide.shapes.title.text == "5 ideas"
    shown = slide.placeholders[1].text_frame.text
    assert shown.splitlines() == [
        "Idea number 1",
        "Idea number 2",
        "Idea number 3",
        "and 2 more",
    ]
    assert "Idea number 5" in slide.notes_slide.notes_text_frame.text


def test_long_answers_are_cut_on_the_slide_and_whole_in_the_notes(services, send, tmp_path):
    long = "word " * 400
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(replace(FULL, surprised=long)), path)
    slide = Presentation(str(path)).slides[2]
    shown = [s.text_frame.text for s in slide.placeholders if s.placeholder_format.idx]
    assert all(len(text) < 450 for text in shown)
    assert shown[0].endswith("…")
    assert long.strip() in slide.notes_slide.notes_text_frame.text


def test_hostile_text_stays_text(services, send, tmp_path):
    nasty = '=HYPERLINK("x") <img src=x> \x07 \u202e'
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(replace(FULL, surprised=nasty)), path)
    found = next(text for text in texts(path) if "HYPERLINK" in text)
    assert found.startswith('=HYPERLINK("x") <img src=x>')
    assert "\x07" not in found
    links = [
        run.hyperlink.address
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert not any(links)


def test_the_company_template_is_used_without_its_example_slides(services, send, tmp_path):
    own = Presentation()
    own.slide_width = Inches(11)
    example = own.slides.add_slide(own.slide_layouts[0])
    example.shapes.title.text = "Our style guide"
    own.save(tmp_path / "own.pptx")
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(), path, template=tmp_path / "own.pptx")
    assert "Our style guide" not in titles(path)
    assert Presentation(str(path)).slide_width == Inches(11)


def test_a_template_that_is_none_is_refused_by_name(services, send, tmp_path):
    (tmp_path / "own.pptx").write_text("no presentation")
    with pytest.raises(InputError, match="template-unreadable"):
        services.presentations.of_visit(
            send(), tmp_path / "visit.pptx", template=tmp_path / "own.pptx"
        )
    assert not (tmp_path / "visit.pptx").exists()


def test_one_deck_for_a_department_or_a_programme(services, keys, send, tmp_path):
    send()
    send(guest="Marketing 4")
    send(replace(FULL, ideas=()), guest="Sales 3")
    row = services.reflections.reflections(department_id=keys["Sales"])[0]
    services.reflections.set_quotable(reflection_id=row.id, shown_version=None, quotable=True)
    path = tmp_path / "all.pptx"
    services.presentations.of_many(
        path, title="Sales, seen from outside", department_id=keys["Sales"]
    )
    assert titles(path) == [
        "Sales, seen from outside",
        "In their own words",
        "Marketing 3",
        "Marketing 4",
        "Thank you",
    ]
    shown = Presentation(str(path)).slides[2].placeholders[1].text_frame.text.splitlines()
    assert shown[0].startswith("Sales: Sales role 1 · ")
    assert "What surprised me?" in shown
    services.presentations.of_many(path, title="Spring", programme_id=keys["programme"])
    assert len(titles(path)) == 6


def test_without_a_reflection_there_is_no_presentation(services, keys, tmp_path):
    with pytest.raises(InputError, match="reflection-owed"):
        services.presentations.of_visit(keys["visit of Marketing 3"], tmp_path / "x.pptx")
    with pytest.raises(InputError, match="reflection-owed"):
        services.presentations.of_many(tmp_path / "x.pptx", title="All")


def test_photos_are_shrunk_and_lose_what_the_camera_noted(services, keys):
    record = keys["visit of Marketing 3"]
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ann"
    buffer = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(buffer, "JPEG", exif=exif)
    key = services.presentations.add_photo(record, name="a/b/desk.jpg", content=buffer.getvalue())
    assert services.presentations.photos(record) == [(key, "desk.jpg")]
    services.presentations.remove_photo(key)
    assert services.presentations.photos(record) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"no picture", "photo-unreadable"), (b"x" * (10 * 1024**2 + 1), "photo-too-large")],
)
def test_what_is_no_photo_is_refused(services, keys, content, code):
    with pytest.raises(InputError, match=code):
        services.presentations.add_photo(
            keys["visit of Marketing 3"], name="desk.jpg", content=content
        )


def test_photos_out_of_files_are_kept_up_to_the_first_bad_one(services, keys, tmp_path):
    record = keys["visit of Marketing 3"]
    good, bad = tmp_path / "a.jpg", tmp_path / "b.jpg"
    Image.new("RGB", (40, 30)).save(good)
    bad.write_bytes(b"no picture")
    with pytest.raises(InputError, match="photo-unreadable"):
        services.presentations.add_photo_files(record, [good, bad, good])
    assert [name for _key, name in services.presentations.photos(record)] == ["a.jpg"]
    with pytest.raises(InputError, match="photo-unreadable"):
        services.presentations.add_photo_files(record, [tmp_path / "gone.jpg"])


def test_nothing_leaves_its_place_however_much_was_written(services, keys, send, tmp_path):
    long = "Each order goes through three systems that do not know each other. " * 15
    ideas = tuple(IdeaText("A button on the card of the order " * 5, long) for _ in range(5))
    answers = Answers(*[long] * 5, ideas=ideas)
    record = send(answers)
    department = next(d for d in services.staff.departments() if d.name == "Sales")
    services.staff.change_department(
        department_id=department.id, shown_version=None, name="Department of " + "Relations " * 12
    )
    visit, many = tmp_path / "visit.pptx", tmp_path / "many.pptx"
    services.presentations.of_visit(record, visit)
    services.presentations.of_many(many, title="Relations " * 20)
    for path in (visit, many):
        deck = Presentation(str(path))
        for slide in deck.slides:
            for shape in slide.placeholders:
                room = shape.height - shape.text_frame.margin_top - shape.text_frame.margin_bottom
                assert text_height(shape) <= room, (path.name, shape.text_frame.text[:40])
                assert shape.top + shape.height <= deck.slide_height


def text_height(shape) -> int:
    """EMU that text takes in letters half as wide as high, which is wider than most."""
    width = (shape.width - shape.text_frame.margin_left - shape.text_frame.margin_right) / 12_700
    points = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size.pt
        rows = -(-len(paragraph.text) * size * 0.5 // width)
        points += rows * size * 1.2 + (paragraph.space_before.pt if paragraph.space_before else 0)
    return round(points * 12_700)


def test_a_quote_is_set_in_the_quotation_marks_of_the_language(services, keys, send, tmp_path):
    send(replace(FULL, surprised="Они говорят «нет» прямо. " * 30))
    row = services.reflections.reflections()[0]
    services.reflections.set_quotable(reflection_id=row.id, shown_version=None, quotable=True)
    with language("ru"):
        services.presentations.of_many(tmp_path / "all.pptx", title="Весна")
    quote, source = (
        Presentation(str(tmp_path / "all.pptx"))
        .slides[1]
        .placeholders[1]
        .text_frame.text.splitlines()
    )
    assert quote.startswith("«Они говорят „нет“ прямо.")
    assert quote.endswith(" …»")
    assert source == "Marketing 3, визит: Sales"


def test_our_own_look_is_in_the_layouts_so_that_slides_stay_plain(services, send, tmp_path):
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(), path)
    deck = Presentation(str(path))
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    for slide in deck.slides:
        assert all(shape.is_placeholder for shape in slide.shapes)
    foot = [s.text_frame.text for s in deck.slides[1].slide_layout.shapes if s.name == "Foot"]
    assert [text.removeprefix("#") for text in foot] == ["  ·  Half a day in Sales"]
