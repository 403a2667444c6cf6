"""What tests of grounded replies share: a model that cites, and files in a client's knowledge."""

from __future__ import annotations

from app.flows.manage_knowledge import create_base
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.ids import new_id
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.store import bases, documents
from app.store import chunks as staging
from app.store.chunks import ChunkRow
from app.store.db import Tx
from tests.flows.stage import ScriptedModel, Stage


class CitingModel(ScriptedModel):
    """A model that cites what a test wants, and asks for a person if the test wants that."""

    def __init__(self, *says: str, cites: tuple[str, ...] = (), escalates: str = "") -> None:
        super().__init__(*says)
        self.cites = cites
        self.escalates = escalates

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Answer with the next text and the citations."""
        answer = await super().ask(request)
        (call,) = answer.calls
        calls = [ToolCall("reply", {**call.input, "grounding": list(self.cites)})]
        if self.escalates:
            calls.append(ToolCall("escalate", {"reason": self.escalates, "summary": "Asked."}))
        return ModelAnswer(tuple(calls))


async def add_file(stage: Stage, put: Put, *bodies: str) -> str:
    """Put a file's chunks into a base of its own and publish them; return the document."""
    services, tenant_id = stage.services, put.tenant.id
    base = await create_base(services, tenant_id, f"Files {new_id()}")
    document_id = await services.db.write(
        documents.insert_document, tenant_id, base.id, "file", "treatments.pdf", 1
    )
    await read_again(stage, put, document_id, *bodies)
    return document_id


async def read_again(stage: Stage, put: Put, document_id: str, *bodies: str) -> None:
    """Give a document these chunks and publish them."""
    services, tenant_id = stage.services, put.tenant.id

    def stage_it(tx: Tx) -> None:
        now = services.clock.now_ms()
        document = documents.document_by_id(tx, tenant_id, document_id)
        assert document is not None
        chunks = [ChunkRow("Treatments", one, 2, "", "en", f"key-{one}") for one in bodies]
        version = staging.begin_stage(tx, tenant_id, document_id)
        staging.insert_chunks(tx, document, version, 0, chunks)
        staging.finish_stage(
            tx, document, version, title="Our treatments", language="en", pages=3, crawl="{}",
            chunks=len(chunks), media_type="application/pdf", content_hash="h", now_ms=now,
        )  # fmt: skip
        bases.note_change(tx, tenant_id, now)

    await services.db.write(stage_it)
    await publish(services, tenant_id)
