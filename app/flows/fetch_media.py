"""Pictures of a message are fetched for the one turn that looks at them, and kept nowhere.

The provider is asked with the channel's credentials, which go to the provider only. Where it keeps
the file is fetched through the guard of the web, without credentials, and only if that is one of
the provider's own stores, at the end of every redirect too. What comes is a picture by its first
bytes or it is not used. Nothing here fails a turn: a picture that cannot be had is one that the
assistant says it cannot see.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from app.channels.base import KeepsMedia
from app.documents.fetch import fetch
from app.domain.media import MAX_IMAGE_BYTES, MAX_IMAGES, Image, image_type, kind_of
from app.domain.message import Media, Message
from app.domain.tenant import ChannelAccount, Tenant
from app.errors import LeadlineError
from app.llm.base import reads_images
from app.log import get_logger
from app.services import Services

log = get_logger("media")

_TIMEOUT_S = 10.0


async def fetch_pictures(
    services: Services, tenant: Tenant, account: ChannelAccount, unanswered: Sequence[Message]
) -> tuple[Image, ...]:
    """Return the pictures of a turn that a model shall see, the newest first, three at most.

    Empty where the client does not want it or the model reads none.
    """
    if not tenant.profile.reads_images or not reads_images(services.model):
        return ()
    found: list[Image] = []
    for message in reversed(unanswered):
        if len(found) < MAX_IMAGES and message.media:
            found += await fetch_media(services, account, message)
    return tuple(found[:MAX_IMAGES])


async def fetch_media(
    services: Services, account: ChannelAccount, message: Message
) -> tuple[Image, ...]:
    """Return the pictures of a message that can be had, in order, three at most."""
    wanted = [item for item in message.media if kind_of(item.content_type) in ("image", "file")]
    channel: object = services.channels.get(account.kind)
    if not wanted or not isinstance(channel, KeepsMedia):
        return ()
    contents = await asyncio.gather(
        *(_content(services, channel, account, item) for item in wanted[:MAX_IMAGES])
    )
    return tuple(
        Image(message.id, image_type(content), content)
        for content in contents
        if image_type(content)
    )


async def _content(
    services: Services, channel: KeepsMedia, account: ChannelAccount, item: Media
) -> bytes:
    """Return a file, empty when it cannot be had."""
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            opened = await channel.open_media(account, item.url, MAX_IMAGE_BYTES)
            if not opened.kept_at:
                return opened.content
            return await _kept(services, channel, opened.kept_at)
    except (LeadlineError, TimeoutError) as error:
        log.warning("media_not_fetched", channel_id=account.id, reason=type(error).__name__)
        return b""


async def _kept(services: Services, channel: KeepsMedia, url: str) -> bytes:
    if not channel.keeps(url):
        return b""
    fetched = await fetch(
        url,
        max_bytes=MAX_IMAGE_BYTES,
        media_types=None,
        timeout_s=_TIMEOUT_S,
        guard=services.guard,
    )
    # It may have led elsewhere: what a stranger serves is not what the lead sent.
    return fetched.body if fetched.is_ok and channel.keeps(fetched.url) else b""
