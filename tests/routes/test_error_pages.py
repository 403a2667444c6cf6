"""Error pages speak the reader's language, and show nothing of the server's own words."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest

from app.services import Services
from tests.routes.public import site


@pytest.fixture
async def web(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with site(services) as client:
        client.headers["accept"] = "text/html"
        yield client


@pytest.mark.parametrize(("language", "words"), [("es", "No hay nada aquí"), ("ar", "لا شيء هنا")])
async def test_it_says_nothing_is_here_in_the_readers_language(
    web: httpx2.AsyncClient, language: str, words: str
) -> None:
    answer = await web.get("/nope", headers={"accept-language": language})
    assert answer.status_code == 404
    assert words in answer.text
    assert "Requested URL" not in answer.text
