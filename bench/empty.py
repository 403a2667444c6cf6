"""An empty Sanic handler on port 8001: what a webhook costs before anything is done for it."""

from __future__ import annotations

import uvloop
from sanic import HTTPResponse, Request, Sanic


async def main() -> None:
    """Serve until killed."""
    app: Sanic = Sanic("empty", configure_logging=False)
    app.config.update(TOUCHUP=False, ACCESS_LOG=False, MOTD=False)

    @app.post("/webhooks/twilio/bench")
    async def nothing(_: Request) -> HTTPResponse:
        return HTTPResponse(b"", 200)

    server = await app.create_server(
        host="127.0.0.1", port=8001, backlog=1024, return_asyncio_server=True
    )
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
