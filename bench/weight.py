"""What a page weighs on its first load, over the wire; and what its fragments weigh.

    python -m bench.weight [--language en --language ar] [--lighthouse DIR] [--json]

Runs the demo for a while, signs in, and opens every page in a Chromium whose cache is empty. Bytes
are what the browser says it received, headers included: page, style, script, fonts, icons. With
``--lighthouse``, a folder where ``npm install lighthouse`` was done, each page is also judged by
it for performance and accessibility (a phone on a slow line, its own default).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

import app  # noqa: F401 - takes the place of the interpreter's own sqlite3
from app.store.sqlite import SqliteTx
from app.wiring import DATABASE_NAME
from bench.places import known_ids, paths, routes

CHROMIUM = "/usr/bin/chromium"
LIMIT_KB = 150
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/login/link/\S+")
_KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")
_FRAGMENTS = """() => [...new Set([...document.querySelectorAll("[hx-get]")]
  .map((one) => one.getAttribute("hx-get")))].slice(0, 6)"""
_FETCH = """async (path) => {
  const answer = await fetch(path, {headers: {"HX-Request": "true"}});
  await answer.text(); return answer.status; }"""


@contextmanager
def demo(folder: Path, wait_s: float) -> Iterator[str]:
    """Run the demo and let some leads write; yields the link that signs in."""
    command = [sys.executable, "-m", "app.cli", "demo", "--data-dir", str(folder), "--port", "0"]
    with (folder / "demo.log").open("w+") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            link = None
            deadline = time.monotonic() + 60
            while link is None and time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.2)
                link = _LINK.search((folder / "demo.log").read_text())
            if link is None:
                raise SystemExit((folder / "demo.log").read_text())
            time.sleep(wait_s)
            yield link[0]
        finally:
            process.terminate()
            process.wait(20)


class Scale:
    """Counts what a page receives, by kind."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, int] = defaultdict(int)

    def received(self, event: dict[str, Any]) -> None:
        kind = event["type"]
        self.kinds[event["requestId"]] = kind if kind in _KINDS else "Other"

    def finished(self, event: dict[str, Any]) -> None:
        self.bytes[self.kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    @property
    def total_kb(self) -> float:
        return sum(self.bytes.values()) / 1000


async def weigh(browser: Browser, state: Any, url: str) -> tuple[dict[str, Any], list[str]]:
    """Open a page with an empty cache; return what came, and the fragments it names."""
    context = await browser.new_context(storage_state=state, viewport={"width": 390, "height": 844})
    page = await context.new_page()
    scale, client = Scale(), await context.new_cdp_session(page)
    await client.send("Network.enable")
    client.on("Network.responseReceived", scale.received)
    client.on("Network.loadingFinished", scale.finished)
    await page.goto(url, wait_until="load")
    await page.evaluate("document.fonts.ready")
    await page.wait_for_timeout(400)
    html = (await page.content()).encode()
    began = time.perf_counter()
    packer = zlib.compressobj(5)
    packed = len(packer.compress(html) + packer.flush())
    row = {
        "kb": {kind: round(scale.bytes[kind] / 1000, 1) for kind in _KINDS},
        "total_kb": round(scale.total_kb, 1),
        "html_kb": round(len(html) / 1000, 1),
        "packed_kb": round(packed / 1000, 1),
        "packing_ms": round((time.perf_counter() - began) * 1000, 2),
    }
    row["fragments"] = await _fragments(page, scale)
    await context.close()
    return row, []


async def _fragments(page: Page, scale: Scale) -> dict[str, float]:
    found = {}
    for path in await page.evaluate(_FRAGMENTS):
        before = scale.total_kb
        if await page.evaluate(_FETCH, path) == 200:
            await page.wait_for_timeout(50)
            found[path[:80]] = round(scale.total_kb - before, 1)
    return found


def ids_of(folder: Path) -> dict[str, str]:
    """Return ids of the client of the demo that has most of everything."""
    database = sqlite3.connect(folder / DATABASE_NAME)
    database.row_factory = sqlite3.Row
    tx = SqliteTx(database)
    first = tx.one("SELECT tenant_id AS id FROM leads GROUP BY tenant_id ORDER BY count(*) DESC")
    assert first is not None, "nobody has written yet"
    known = known_ids(tx, first["id"])
    database.close()
    return known


def judge(folder: Path, url: str, cookie: str, language: str) -> dict[str, int]:
    """Return Lighthouse's points for a page."""
    out = Path(tempfile.gettempdir()) / f"lighthouse-{os.getpid()}.json"
    command = [
        *("node", str(folder / "node_modules" / "lighthouse" / "cli" / "index.js"), url),
        *("--quiet", "--output=json", f"--output-path={out}"),
        "--only-categories=performance,accessibility,best-practices",
        f"--chrome-flags=--headless=new {' '.join(_FLAGS)}",
        "--extra-headers=" + json.dumps({"Cookie": cookie}),
        f"--locale={language}",
    ]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or not out.exists():
        print(done.stderr[-400:], file=sys.stderr)
        return {}
    report = json.loads(out.read_text())
    out.unlink()
    failed = [
        name
        for name in (one["id"] for one in report["categories"]["accessibility"]["auditRefs"])
        if report["audits"][name]["score"] == 0
    ]
    if failed:
        print(f"{url}: {', '.join(failed)}", file=sys.stderr)
    return {name: round(100 * (one["score"] or 0)) for name, one in report["categories"].items()}


async def measure(folder: Path, link: str, wanted: argparse.Namespace) -> list[dict[str, Any]]:
    """Weigh every page in every language."""
    base, known, rows = link.partition("/login")[0], ids_of(folder), []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        context = await browser.new_context()
        page = await context.new_page()
        await page.goto(link)
        await page.wait_for_url(lambda url: "/login" not in url)
        token = await page.locator("input[name=csrf]").first.get_attribute("value")
        for language in wanted.language:
            form = {"csrf": str(token), "language": language}
            headers = {"origin": base}
            await page.request.post(f"{base}/preferences", form=form, headers=headers)
            state = await context.storage_state()
            cookie = "; ".join(f"{one['name']}={one['value']}" for one in state["cookies"])
            seen = set()
            for path in paths(routes(), known):
                answer = await page.request.get(base + path, headers={"accept": "text/html"})
                if not answer.ok or "<html" not in await answer.text() or answer.url in seen:
                    continue
                seen.add(answer.url)
                row, _ = await weigh(browser, state, answer.url)
                row = {"path": answer.url.removeprefix(base), "language": language, **row}
                if wanted.lighthouse:
                    row["lighthouse"] = await asyncio.to_thread(
                        judge, wanted.lighthouse, answer.url, cookie, language
                    )
                rows.append(row)
                show(row)
        await browser.close()
    return rows


def show(row: dict[str, Any]) -> None:
    """Print a line of the table."""
    parts = " ".join(f"{row['kb'][kind]:6.1f}" for kind in _KINDS)
    points = " ".join(f"{name[:4]} {n}" for name, n in row.get("lighthouse", {}).items())
    mark = "!" if row["total_kb"] > LIMIT_KB else " "
    heaviest = max(row["fragments"].values(), default=0)
    print(
        f"{row['language']} {row['path'][:58]:58} {parts} {row['total_kb']:6.1f}{mark}"
        f" {row['html_kb']:6.1f} {row['packing_ms']:5.2f} {heaviest:5.1f} {points}",
        flush=True,
    )


def main(wanted: argparse.Namespace) -> int:
    """Measure, print, and fail when a page is too heavy."""
    heads = " ".join(f"{kind[:6]:>6}" for kind in _KINDS)
    print(f"kB over the wire {'':44} {heads}  total   html pack  fragment", flush=True)
    with tempfile.TemporaryDirectory() as name, demo(Path(name), wanted.wait) as link:
        rows = asyncio.run(measure(Path(name), link, wanted))
    if wanted.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    return int(any(row["total_kb"] > LIMIT_KB for row in rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--language", action="append")
    parser.add_argument("--lighthouse", type=Path, help="folder with node_modules/lighthouse")
    parser.add_argument("--wait", type=float, default=20, help="seconds in which leads write")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    given.language = given.language or ["en", "ar"]
    sys.exit(main(given))
