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
    assert "One list of customers" in texts(path)


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
    assert slide.shapes.title.text == "3 ideas"
    assert "Idea number 4" not in [s.text_frame.text for s in slide.shapes]
    assert "Idea number 5" in slide.notes_slide.notes_text_frame.text


def test_long_answers_are_cut_on_the_slide_and_whole_in_the_notes(services, send, tmp_path):
    long = "word " * 400
    path = tmp_path / "visit.pptx"
    services.presentations.of_visit(send(replace(FULL, surprised=long)), path)
    slide = Presentation(str(path)).slides[2]
    shown = [s.text_frame.text for s in slide.placeholders if s.placeholder_format.idx]
    assert all(len(text) < 300 for text in shown)
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
        "Marketing 3 in Sales: Sales role 1",
        "Marketing 4 in Sales: Sales role 1",
        "Thank you",
    ]
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
