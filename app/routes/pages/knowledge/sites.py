"""Websites of a base: what is read, how often, and the changes that were found."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.knowledge import Base
from app.errors import Conflict, Invalid
from app.flows import crawl_site as flow
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.knowledge import reads
from app.routes.pages.knowledge.frame import done, draw_screen, open_base, screen_of, typed
from app.routes.pages.knowledge.screen import Wanted
from app.routes.pages.knowledge.views import Site
from app.routes.pages.knowledge.words import PROBLEM_WORDS

_ALL = "/knowledge/bases/<base_id:str>/websites"


def add(pages: Blueprint) -> None:
    """Add the pages of a base's websites."""
    one = f"{_ALL}/<website_id:str>"
    pages.add_route(show_list, _ALL, methods=["GET"])
    pages.add_route(create, _ALL, methods=["POST"], stream=True)
    pages.add_route(show, one, methods=["GET"])
    pages.add_route(save, one, methods=["POST"], stream=True)
    pages.add_route(crawl, f"{one}/crawl", methods=["POST"], stream=True)
    pages.add_route(pause, f"{one}/pause", methods=["POST"], stream=True)
    pages.add_route(resume, f"{one}/resume", methods=["POST"], stream=True)
    pages.add_route(remove, f"{one}/remove", methods=["POST"], stream=True)
    change = f"{one}/changes/<change_id:str>"
    pages.add_route(accept, f"{change}/accept", methods=["POST"], stream=True)
    pages.add_route(reject, f"{change}/reject", methods=["POST"], stream=True)


@needs(Right.READ)
async def show_list(request: Request, base_id: str) -> HTTPResponse:
    """Draw the websites of a base."""
    return draw_screen(
        request, "sites.html", await screen_of(request, Wanted("sites", base_id=base_id))
    )


@needs(Right.TEACH)
async def create(request: Request, base_id: str) -> HTTPResponse:
    """Add a website; it is read at once."""
    base, fields = await open_base(request, base_id), form_of(request)
    try:
        await flow.add_website(
            services_of(request),
            base.tenant_id,
            base.id,
            fields.get("url", "").strip(),
            sitemap=fields.get("sitemap", "").strip(),
            max_depth=_number(fields, "max_depth"),
            max_pages=_number(fields, "max_pages"),
            every_hours=_number(fields, "every_hours"),
            review=fields.get("review", "apply"),
        )
    except (Invalid, Conflict) as error:
        screen = await screen_of(request, Wanted("sites", base_id=base_id))
        form = typed(request, error.message)
        return draw_screen(request, "sites.html", screen, error.status, form)
    return done(f"/knowledge/bases/{base.id}/websites", "added")


def _number(fields: dict[str, str], name: str) -> int:
    text = fields.get(name, "").strip()
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(PROBLEM_WORDS["number"])
    return int(text)


@needs(Right.READ)
async def show(request: Request, base_id: str, website_id: str) -> HTTPResponse:
    """Draw a website: its changes, its pages, how it is read."""
    base = await open_base(request, base_id)
    screen = await screen_of(request, Wanted("site", base_id=base_id, site_id=website_id))
    pages = await services_of(request).db.read(reads.site_pages, base, website_id)
    return draw_screen(request, "site.html", screen, pages=pages)


@needs(Right.TEACH)
async def save(request: Request, base_id: str, website_id: str) -> HTTPResponse:
    """Change how a website is read."""
    base, site = await _open(request, base_id, website_id)
    fields = form_of(request)
    try:
        await _change(
            request,
            base,
            site,
            max_depth=_number(fields, "max_depth"),
            max_pages=_number(fields, "max_pages"),
            every_hours=_number(fields, "every_hours"),
            review=fields.get("review", site.review),
        )
    except Invalid as error:
        screen = await screen_of(request, Wanted("site", base_id=base_id, site_id=website_id))
        pages = await services_of(request).db.read(reads.site_pages, base, website_id)
        form = typed(request, error.message)
        return draw_screen(request, "site.html", screen, error.status, form, pages=pages)
    return done(site.path, "saved")


async def _open(request: Request, base_id: str, website_id: str) -> tuple[Base, Site]:
    base = await open_base(request, base_id)
    site = await services_of(request).db.read(reads.site, base, website_id)
    return base, reads.found(site, "website")


async def _change(
    request: Request,
    base: Base,
    site: Site,
    *,
    max_depth: int,
    max_pages: int,
    every_hours: int,
    review: str,
    is_paused: bool | None = None,
) -> None:
    await flow.change_website(
        services_of(request),
        base.tenant_id,
        site.id,
        max_depth=max_depth,
        max_pages=max_pages,
        every_hours=every_hours,
        review=review,
        is_paused=site.is_paused if is_paused is None else is_paused,
    )


@needs(Right.TEACH)
async def crawl(request: Request, base_id: str, website_id: str) -> HTTPResponse:
    """Read a website now."""
    base, site = await _open(request, base_id, website_id)
    await flow.crawl_now(services_of(request), base.tenant_id, site.id)
    return done(site.path, "crawling")


@needs(Right.TEACH)
async def pause(request: Request, base_id: str, website_id: str) -> HTTPResponse:
    """Leave a website alone; what was read of it goes on answering."""
    return await _set_paused(request, base_id, website_id, is_paused=True)


@needs(Right.TEACH)
async def resume(request: Request, base_id: str, website_id: str) -> HTTPResponse:
    """Read a paused website again, when it is due."""
    return await _set_paused(request, base_id, website_id, is_paused=False)


async def _set_paused(
    request: Request, base_id: str, website_id: str, *, is_paused: bool
) -> HTTPResponse:
    base, site = await _open(request, base_id, website_id)
    await _change(
        request,
        base,
        site,
        max_depth=site.max_depth,
        max_pages=site.max_pages,
        every_hours=site.every_hours,
        review=site.review,
        is_paused=is_paused,
    )
    return done(site.path, "saved")


@needs(Right.TEACH)
async def remove(request: Request, base_id: str, website_id: str) -> HTTPResponse:
    """Remove a website with all its pages."""
    base, site = await _open(request, base_id, website_id)
    await flow.remove_website(services_of(request), base.tenant_id, site.id)
    return done(f"/knowledge/bases/{base.id}/websites", "deleted")


@needs(Right.TEACH)
async def accept(request: Request, base_id: str, website_id: str, change_id: str) -> HTTPResponse:
    """Let a change answer."""
    return await _decide(request, base_id, website_id, change_id, is_accepted=True)


@needs(Right.TEACH)
async def reject(request: Request, base_id: str, website_id: str, change_id: str) -> HTTPResponse:
    """Keep what answered before."""
    return await _decide(request, base_id, website_id, change_id, is_accepted=False)


async def _decide(
    request: Request, base_id: str, website_id: str, change_id: str, *, is_accepted: bool
) -> HTTPResponse:
    base, site = await _open(request, base_id, website_id)
    reads.found(await services_of(request).db.read(reads.change, base, site, change_id), "change")
    await flow.decide(
        services_of(request), base.tenant_id, change_id, is_accepted, operator_of(request).id
    )
    return done(site.path, "decided")
