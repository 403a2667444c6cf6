"""What the contract tests of both language models share: a provider that plays recorded answers."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from app.domain.knowledge import Passage
from app.domain.media import Image
from app.domain.message import Author, Message
from app.domain.prompt import Shown, TurnState
from app.domain.tenant import Criterion, CriterionKind, Profile, Tenant
from app.llm.base import ModelRequest
from app.llm.prompts import build_request, load_prompts
from app.world.http_server import Answer, HttpServer, Request

ACME = Tenant(
    "acme",
    "Acme Homes",
    profile=Profile(criteria=(Criterion("budget", CriterionKind.BUDGET, {"en": "Budget?"}),)),
)
SHOWN = Shown(
    tuple(Passage(f"f{n}", "faq", f"Question {n}?", f"Answer {n}.", f"k{n}") for n in range(3))
)


class Recorded:
    """A provider on loopback: keeps what it was asked, answers what it was told to."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.answers: deque[Answer] = deque()
        self.base_url = ""
        self._server = HttpServer(self._handle)

    async def start(self) -> Recorded:
        """Listen on a free port."""
        self.base_url = f"http://127.0.0.1:{await self._server.start('127.0.0.1', 0)}"
        return self

    async def stop(self) -> None:
        """Stop listening."""
        await self._server.stop()

    def says(self, answer: Answer) -> None:
        """Answer the next request so."""
        self.answers.append(answer)

    def _handle(self, request: Request) -> Answer:
        self.asked.append(request)
        return self.answers.popleft()


PNG = b"\x89PNG\r\n\x1a\n a picture"


def request_of_two_turns(lifetime: str = "5m", with_picture: bool = False) -> ModelRequest:
    """Return a request as the product builds it."""
    messages = [
        Message("m1", "c1", Author.LEAD, "Hi, is it free?", 1_795_339_800_000),
        Message("a1", "c1", Author.ASSISTANT, "It is.", 1_795_339_801_000),
        Message("o1", "c1", Author.OPERATOR, "Ask for Sam.", 1_795_339_802_000),
        Message("m2", "c1", Author.LEAD, "كم السعر؟ <b>", 1_795_339_803_000),
    ]
    state = TurnState("ar", "sms", 1_795_339_804_000, 320, ("budget",), {}, True)
    return build_request(
        load_prompts(),
        ACME,
        SHOWN,
        messages,
        state,
        user_ref="c1",
        images=[Image("m2", "image/png", PNG)] if with_picture else (),
        lifetime=lifetime,
    )


def problems(spec: Path, schema: str, value: Any) -> list[str]:
    """Return how a value breaks a schema of a recorded specification."""
    document = json.loads(spec.read_text("utf-8"))
    root = {"$ref": f"#/components/schemas/{schema}", "components": document["components"]}
    return [error.message for error in Draft202012Validator(root).iter_errors(value)]
