"""Pictures are fetched for one turn, and only pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.media import MAX_IMAGE_BYTES
from app.domain.message import Author, Media, Message
from app.domain.tenant import ChannelKind
from app.flows.fetch_media import fetch_media, fetch_pictures
from app.flows.manage_tenant import Put
from tests.fixtures import ACCOUNT
from tests.flows.stage import ScriptedModel, Stage, channel

PNG, JPEG = b"\x89PNG\r\n\x1a\n picture", b"\xff\xd8\xff picture"


async def _sent(stage: Stage, *files: tuple[str, bytes]) -> Message:
    record = await stage.world.twilio.inbound(
        public_url="http://127.0.0.1:9/hook",
        account_sid=ACCOUNT,
        from_="+12125550123",
        to="+15550001111",
        body="",
        media=files,
    )
    media = tuple(
        Media(f"{stage.world.base_url}{record.uri}/Media/{file.sid}", file.content_type)
        for file in record.media
    )
    return Message("m1", "c1", Author.LEAD, "", 0, media)


async def test_it_fetches_the_pictures_of_a_message(stage: Stage, acme: Put) -> None:
    message = await _sent(stage, ("image/png", PNG), ("audio/ogg", b"OggS"), ("image/jpeg", JPEG))
    found = await fetch_media(stage.services, channel(acme), message)
    assert [(one.message_id, one.media_type, one.content) for one in found] == [
        ("m1", "image/png", PNG),
        ("m1", "image/jpeg", JPEG),
    ]


@pytest.mark.parametrize(
    "content",
    [b"<html>not a picture</html>", b"", PNG + b"\0" * MAX_IMAGE_BYTES],
    ids=["other", "empty", "huge"],
)
async def test_it_takes_nothing_that_is_no_picture(stage: Stage, acme: Put, content: bytes) -> None:
    message = await _sent(stage, ("image/png", content))
    assert await fetch_media(stage.services, channel(acme), message) == ()


async def test_it_takes_three_pictures_at_most(stage: Stage, acme: Put) -> None:
    message = await _sent(stage, *[("image/png", PNG)] * 5)
    assert len(await fetch_media(stage.services, channel(acme), message)) == 3


async def test_it_lets_no_address_of_a_message_reach_inside(stage: Stage, acme: Put) -> None:
    inside = (Media("http://127.0.0.1:9/x", "image/png"), Media("file:///etc/passwd", "image/png"))
    message = Message("m1", "c1", Author.LEAD, "", 0, inside)
    assert await fetch_media(stage.services, channel(acme), message) == ()


async def test_it_fetches_nothing_on_channels_that_keep_none(stage: Stage, acme: Put) -> None:
    message = await _sent(stage, ("image/png", PNG))
    form = channel(acme, ChannelKind.WEB_FORM)
    assert await fetch_media(stage.services, form, message) == ()


@pytest.mark.parametrize(
    ("wants", "reads", "count"), [(True, True, 1), (False, True, 0), (True, False, 0)]
)
async def test_it_looks_only_where_client_and_model_do(
    stage: Stage, acme: Put, wants: bool, reads: bool, count: int
) -> None:
    model = ScriptedModel("Nice.")
    model.reads_images = reads  # type: ignore[attr-defined]
    stage.with_model(model)
    tenant = replace(acme.tenant, profile=replace(acme.tenant.profile, reads_images=wants))
    message = await _sent(stage, ("image/png", PNG))
    found = await fetch_pictures(stage.services, tenant, channel(acme), [message])
    assert len(found) == count
