"""Messages that are not words."""

from __future__ import annotations

import pytest

from app.domain.media import Image, image_type, kind_of, needs_honest_answer
from app.domain.message import Author, Media, Message


def _sent(*kinds: str, text: str = "", author: Author = Author.LEAD) -> Message:
    media = tuple(Media("https://x.example/1", kind) for kind in kinds)
    return Message("m1", "c1", author, text, 0, media)


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("audio/ogg; codecs=opus", "voice"),
        ("image/jpeg", "image"),
        ("IMAGE/PNG", "image"),
        ("video/mp4", "video"),
        ("application/pdf", "file"),
        ("text/x-vcard", "file"),
        ("", "file"),
        ("audio", "voice"),
        ("../../etc", "file"),
    ],
)
def test_it_tells_what_a_media_type_is_to_people(content_type: str, kind: str) -> None:
    assert kind_of(content_type) == kind


@pytest.mark.parametrize(
    ("messages", "kind"),
    [
        ([_sent("audio/ogg")], "voice"),
        ([_sent("image/jpeg")], "image"),
        ([_sent("application/pdf"), _sent("image/png")], "image"),
        ([_sent("image/png"), _sent("audio/ogg")], "voice"),
        ([_sent("audio/ogg", text=" ")], "voice"),
        ([_sent("audio/ogg"), _sent(text="Hello?")], None),
        ([_sent(text="Hello?")], None),
        ([_sent()], None),
        ([], None),
        ([_sent("audio/ogg", author=Author.OPERATOR)], None),
    ],
)
def test_it_says_when_there_is_nothing_to_read(messages: list[Message], kind: str | None) -> None:
    assert needs_honest_answer(messages) == kind


def test_it_needs_no_excuse_for_a_picture_it_can_see() -> None:
    seen = Image("m1", "image/png", b"\x89PNG\r\n\x1a\n")
    assert needs_honest_answer([_sent("image/png")], [seen]) is None


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0 JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n ...", "image/png"),
        (b"GIF89a...", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", ""),
        (b"<svg onload=alert(1)>", ""),
        (b"%PDF-1.7", ""),
        (b"<html>", ""),
        (b"\xff\xd8", ""),
        (b"", ""),
    ],
)
def test_it_knows_a_picture_by_its_first_bytes(content: bytes, media_type: str) -> None:
    assert image_type(content) == media_type


def test_it_keeps_the_bytes_of_a_picture_out_of_every_log() -> None:
    assert "secret" not in repr(Image("m1", "image/png", b"secret"))
