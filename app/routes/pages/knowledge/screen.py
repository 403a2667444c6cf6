"""What one open knowledge page shows, read as a whole, for the page and for its live stream.

The page and the stream read the same ``Screen``; the stream draws those of its parts that differ
from what was sent before. ``Screen.mark`` names a state of the screen, so that a stream knows
whether its page has missed something.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.domain.knowledge import Base
from app.errors import NotFound
from app.routes.pages.knowledge import reads
from app.routes.pages.knowledge.views import Card, Change, Document, Gap, Index, Side, Site
from app.services import Services
from app.store.db import Tx
from app.store.operators import Operator

_P = "pages/knowledge/"
PAGES = ("home", "files", "sites", "site", "gaps", "other")
TABS = ("", "files", "faqs", "sites", "settings")
TAB_OF = {"files": "files", "sites": "sites", "site": "sites"}


@dataclass(frozen=True, slots=True)
class Part:
    """A partial that is drawn live: its template, and the one value it is given, by name."""

    template: str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Screen:
    """A page: which one, of which client (and base, and website), and what it shows."""

    page: str
    side: Side
    base: Base | None = None
    site_id: str = ""
    tab: str = ""
    index: Index | None = None
    documents: tuple[Document, ...] = ()
    more: str = ""
    sites: tuple[Site, ...] = ()
    changes: tuple[Change, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def card(self) -> Card | None:
        """Return the figures of the base that is open."""
        return next((c for c in self.side.cards if self.base and c.id == self.base.id), None)

    @property
    def tabs(self) -> Tabs | None:
        """Return the tabs of the base that is open."""
        return Tabs(self.card, self.tab or TAB_OF.get(self.page, "")) if self.card else None

    @property
    def site(self) -> Site | None:
        """Return the website that is open."""
        return self.sites[0] if self.site_id and self.sites else None

    def parts(self) -> dict[str, Part]:
        """Return what may change by itself, by the id it has on the page, in reading order."""
        parts = {"knowledge-gaps": Part(_P + "_gap_count.html", "gap_count", self.side.gaps)}
        if self.index is not None:
            parts["index-state"] = Part(_P + "_index.html", "index", self.index)
            for card in self.side.cards:
                parts[f"base-{card.id}"] = Part(_P + "_card.html", "card", card)
        elif self.tabs is not None:
            parts["base-tabs"] = Part(_P + "_tabs.html", "tabs", self.tabs)
        for document in self.documents:
            parts[f"document-{document.id}"] = Part(_P + "_document.html", "document", document)
        for site in self.sites:
            parts[f"site-{site.id}"] = Part(_P + "_site.html", "site", site)
        for change in self.changes:
            parts[f"change-{change.id}"] = Part(_P + "_change.html", "change", change)
        for gap in self.gaps:
            parts[f"gap-{gap.id}"] = Part(_P + "_gap.html", "gap", gap)
        return parts

    @property
    def mark(self) -> str:
        """Return a name of what is shown, the same for the same."""
        return hashlib.sha256(repr(self.parts()).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def live_query(self) -> str:
        """Return the query of the page's live stream; older files do not go on living."""
        asked = {"page": self.page, "client": self.side.client_id, "seen": self.mark}
        asked |= {"base": self.base.id} if self.base else {}
        asked |= {"site": self.site_id} if self.site_id else {}
        asked |= {"tab": self.tab} if self.tab else {}
        return urlencode(asked)


@dataclass(frozen=True, slots=True)
class Tabs:
    """The tabs of a base with their figures; ``here`` is the page that is open."""

    card: Card
    here: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which screen is asked for."""

    page: str
    client_id: str = ""
    base_id: str = ""
    site_id: str = ""
    before_id: str = ""
    tab: str = ""
    here: str = ""


async def load(services: Services, operator: Operator, wanted: Wanted) -> Screen:
    """Return a screen the operator may see.

    Raises:
        NotFound: page, client, base or website does not exist, or is not theirs.
    """
    if wanted.page not in PAGES or wanted.tab not in TABS:
        raise NotFound("There is no such page.")
    base = None
    if wanted.base_id:
        base = await reads.base_of(services, operator, wanted.base_id)
    client_id = base.tenant_id if base else wanted.client_id
    here = wanted.here or (base.id if base else wanted.page)
    side = await reads.side_of(services, operator, here, client_id)
    screen = await services.db.read(_load, wanted, side, base)
    return replace(screen, tab=wanted.tab)


def _load(tx: Tx, wanted: Wanted, side: Side, base: Base | None) -> Screen:
    page, tenant_id = wanted.page, side.client_id
    if page == "home":
        return Screen(page, side, index=reads.index(tx, tenant_id))
    if page == "gaps":
        return Screen(page, side, gaps=reads.open_gaps(tx, tenant_id))
    if base is None:
        if page != "other":
            raise NotFound("There is no such knowledge base.")
        return Screen(page, side)
    if page == "files":
        documents, more = reads.files(tx, base, wanted.before_id)
        return Screen(page, side, base, documents=documents, more=more)
    if page == "sites":
        return Screen(page, side, base, sites=reads.sites(tx, base))
    if page == "site":
        site = reads.found(reads.site(tx, base, wanted.site_id), "website")
        changes = reads.changes(tx, base, site)
        return Screen(page, side, base, site.id, sites=(site,), changes=changes)
    return Screen(page, side, base)
