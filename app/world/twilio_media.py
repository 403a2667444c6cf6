"""The files of a message: listed and deleted with credentials, fetched through a redirect."""

from __future__ import annotations

from collections.abc import Sequence

from app.world.clockwork import rfc2822
from app.world.http_server import Answer, Request, json_answer
from app.world.twilio_errors import twilio_error
from app.world.twilio_records import MediaFile, Record
from app.world.twilio_rest import Paging, page_of


def media_answer(request: Request, record: Record, rest: list[str], base_url: str) -> Answer:
    """Answer a request below ``Messages/{sid}/Media``; ``rest`` is its path from ``Messages``."""
    if len(rest) == 3:
        rows = [_as_json(record, file) for file in record.media]
        return json_answer(200, page_of("media_list", rows, Paging.read(request)))
    file = next((file for file in record.media if file.sid == rest[3]), None)
    if file is None:
        return twilio_error(20404, request.path)
    if request.method == "DELETE":
        record.media.remove(file)
        return Answer(204)
    if request.path.endswith(".json"):
        return json_answer(200, _as_json(record, file))
    # The real one also sends the client away, to a store that wants no credentials.
    return Answer(307, headers={"Location": f"{base_url}/media/{file.sid}"})


def content_of(records: Sequence[Record], sid: str) -> Answer:
    """Return the file itself, as the store does."""
    for record in reversed(records):
        for file in record.media:
            if file.sid == sid:
                return Answer(200, file.content, content_type=file.content_type)
    return Answer(404, b"", content_type="text/plain")


def _as_json(record: Record, file: MediaFile) -> dict[str, object]:
    return {
        "account_sid": record.account_sid,
        "content_type": file.content_type,
        "date_created": rfc2822(file.created_ms),
        "date_updated": rfc2822(file.created_ms),
        "parent_sid": record.sid,
        "sid": file.sid,
        "uri": f"{record.uri}/Media/{file.sid}.json",
    }
