"""Everything a flow may use, in one frozen bundle of protocols; built in ``wiring`` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.channels.base import Channel
from app.channels.mail import Mailer
from app.clock import Clock
from app.domain.tenant import ChannelKind
from app.library import Library
from app.live import Live
from app.llm.base import LanguageModel
from app.queue import Bell, Pace
from app.resources import Resources
from app.sealing import Sealer
from app.settings import Settings
from app.store.db import Database
from vectors.base import Embedder
from vectors.finder import Finder

if TYPE_CHECKING:
    from app.documents.guard import Guard


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of a running leadline.

    ``model`` is None when no key is set: the floor answers. ``embedders`` are those that may be
    asked, the wanted one first; without any, knowledge is found by its words alone. ``guard``
    says what may be fetched (None: the public web). ``mailer`` is None when no mail service is set
    up: people are told by text and on the dashboard. ``demo`` is set in the demo only and lets the
    phone page speak through the simulated world.
    """

    settings: Settings
    clock: Clock
    db: Database
    accounts: Resources
    channels: Mapping[ChannelKind, Channel]
    model: LanguageModel | None
    bell: Bell
    live: Live
    sealer: Sealer
    library: Library
    vectors: Finder | None = None
    embedders: tuple[Embedder, ...] = ()
    guard: Guard | None = None
    pace: Pace = field(default_factory=Pace)
    demo: Any = None
    mailer: Mailer | None = None
