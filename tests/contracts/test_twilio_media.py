"""Files of messages, from the double of Twilio and from servers that mean ill."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.channels.base import KeepsMedia
from app.channels.twilio import TwilioChannel
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import LeadlineError, ProviderAuthFailed, ProviderRefused, ProviderUnavailable
from app.world.http_server import Answer
from app.world.world import World
from tests.contracts.conftest import ACCOUNT_SID, AUTH_TOKEN
from tests.contracts.model_cases import Recorded

pytestmark = pytest.mark.contracts

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
ACCOUNT = ChannelAccount(
    "ch1",
    "t1",
    ChannelKind.WHATSAPP,
    "key",
    "+15105550100",
    {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN},
)
FOLDER = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages/MM1/Media/ME1"


async def _url(world: World, content: bytes = PNG) -> str:
    record = await world.twilio.inbound(
        public_url="http://127.0.0.1:9/hook",
        account_sid=ACCOUNT_SID,
        from_="+12125550123",
        to="+15105550100",
        body="",
        channel="whatsapp",
        media=[("image/png", content)],
    )
    return f"{world.base_url}{record.uri}/Media/{record.media[0].sid}"


@pytest.fixture
async def channel(world: World) -> AsyncIterator[TwilioChannel]:
    made = TwilioChannel(world.base_url, 1.0)
    yield made
    await made.close()


@pytest.fixture
async def stranger() -> AsyncIterator[Recorded]:
    recorded = await Recorded().start()
    yield recorded
    await recorded.stop()


async def test_it_opens_a_file_with_the_accounts_credentials(
    world: World, channel: TwilioChannel
) -> None:
    assert isinstance(channel, KeepsMedia)
    assert (await channel.open_media(ACCOUNT, await _url(world), 1000)).content == PNG


async def test_it_says_when_the_credentials_are_refused(
    world: World, channel: TwilioChannel
) -> None:
    wrong = replace(ACCOUNT, credentials={"account_sid": ACCOUNT_SID, "auth_token": "no"})
    with pytest.raises(ProviderAuthFailed):
        await channel.open_media(wrong, await _url(world), 1000)


async def test_it_reads_no_more_than_it_wants(world: World, channel: TwilioChannel) -> None:
    with pytest.raises(ProviderRefused, match="large"):
        await channel.open_media(ACCOUNT, await _url(world, PNG * 100), 1000)


@pytest.mark.parametrize(
    "path",
    [
        "/2010-04-01/Accounts/AC99/Messages/MM1/Media/ME1",
        f"/2010-04-01/Accounts/{ACCOUNT_SID}/../AC99/x",
        f"/2010-04-01/Accounts/{ACCOUNT_SID}/%2e%2e/AC99/x",
        "/elsewhere",
    ],
)
async def test_it_gives_credentials_to_its_own_folder_only(path: str, stranger: Recorded) -> None:
    channel = TwilioChannel(stranger.base_url, 1.0)
    with pytest.raises(ProviderRefused):
        await channel.open_media(ACCOUNT, f"{stranger.base_url}{path}", 1000)
    await channel.close()
    assert stranger.asked == []


async def test_it_asks_no_other_server_with_credentials(
    channel: TwilioChannel, stranger: Recorded
) -> None:
    with pytest.raises(ProviderRefused):
        await channel.open_media(ACCOUNT, f"{stranger.base_url}{FOLDER}", 1000)
    assert stranger.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:9/x",
        "https://evil.example/x.png",
        "http://media.twiliocdn.com/x",
        "https://twiliocdn.com.evil.example/x",
        "https://user@mms.twiliocdn.com/x",
        "https://s3.amazonaws.com/another-bucket/x",
        "file:///etc/passwd",
        "//evil.example/x",
    ],
)
async def test_it_follows_no_redirect_to_strangers(target: str, stranger: Recorded) -> None:
    stranger.says(Answer(307, headers={"Location": target}))
    channel = TwilioChannel(stranger.base_url, 1.0)
    with pytest.raises(ProviderRefused):
        await channel.open_media(ACCOUNT, f"{stranger.base_url}{FOLDER}", 1000)
    await channel.close()


async def test_it_sends_no_credentials_to_the_store(stranger: Recorded) -> None:
    stranger.says(Answer(307, headers={"Location": "/media/ME1"}))
    stranger.says(Answer(200, PNG, "image/png"))
    channel = TwilioChannel(stranger.base_url, 1.0)
    opened = await channel.open_media(ACCOUNT, f"{stranger.base_url}{FOLDER}", 1000)
    await channel.close()
    assert opened.content == PNG
    assert ["authorization" in asked.headers for asked in stranger.asked] == [True, False]


@pytest.mark.parametrize(
    "target",
    [
        "https://mms.twiliocdn.com/AC1/x",
        "https://s3-external-1.amazonaws.com/media.twiliocdn.com/x",
    ],
)
async def test_it_tells_which_of_twilios_stores_keeps_it(target: str, stranger: Recorded) -> None:
    stranger.says(Answer(307, headers={"Location": target}))
    channel = TwilioChannel(stranger.base_url, 1.0)
    opened = await channel.open_media(ACCOUNT, f"{stranger.base_url}{FOLDER}", 1000)
    await channel.close()
    assert (opened.content, opened.kept_at) == (b"", target)
    assert channel.keeps(target)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(404, b""), ProviderRefused),
        (Answer(500, b""), ProviderUnavailable),
        (Answer(200, PNG, "image/png", cut_after=20), ProviderUnavailable),
        (Answer(200, PNG, "image/png", delay_s=5.0), ProviderUnavailable),
    ],
    ids=["gone", "broken", "cut", "silent"],
)
async def test_it_turns_every_failure_into_one_of_ours(
    answer: Answer, error: type[LeadlineError], stranger: Recorded
) -> None:
    stranger.says(answer)
    channel = TwilioChannel(stranger.base_url, 0.5)
    with pytest.raises(error):
        await channel.open_media(ACCOUNT, f"{stranger.base_url}{FOLDER}", 1000)
    await channel.close()
