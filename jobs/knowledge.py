"""Documents to read and websites to crawl: slow work, in a queue of its own."""

from __future__ import annotations

from huey.api import Huey

from app.flows.crawl_site import crawl_site
from app.flows.ingest import read_document
from app.services import Services
from jobs.bridge import Bridge


def connect(queue: Huey, bridge: Bridge, services: Services) -> None:
    """Give the queue its tasks, which read the document, and crawl the website, with an id."""

    def read(document_id: str) -> None:
        bridge.run(lambda row_id: read_document(services, row_id), document_id)

    def crawl(website_id: str) -> None:
        bridge.run(lambda row_id: crawl_site(services, row_id), website_id)

    queue.task(name="read")(read)
    queue.task(name="crawl")(crawl)
