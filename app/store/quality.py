"""What the quality pages read of a client: what was answered alone, what was decided, what is fit.

Everything is asked for one tenant; what crosses tenants is one number, how many decisions the
calibration of all of them rests on.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.calibration import Calibration
from app.store import outcomes
from app.store.db import Tx


@dataclass(frozen=True, slots=True)
class Coverage:
    """Questions that were answered or handed on, and how many of them by a reply sent alone."""

    questions: int = 0
    alone: int = 0

    @property
    def share(self) -> float | None:
        """Return the share sent alone, 0 to 1; None without a question."""
        return self.alone / self.questions if self.questions else None


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a client's replies are.

    ``calibration`` is what its replies are judged by, ``own`` the one fitted on its own decisions:
    curve and error of any other are not the client's to see. ``raws`` are recent raw confidences,
    0 to 1; ``decided`` and ``decided_all`` count decisions of the client and of everybody.
    """

    calibration: Calibration
    own: Calibration | None
    counts: dict[str, int]
    coverage: Coverage
    raws: tuple[float, ...]
    decided: int
    decided_all: int


# Told by the index alone, without a step to any turn.
_ASKED = (
    "SELECT COUNT(*) AS n, SUM(CASE WHEN state = 'answered' AND confidence > 0 AND by_person = 0"
    " THEN 1 ELSE 0 END) AS alone FROM turns"
    " WHERE tenant_id = :tenant_id AND asks_something = 1 AND answered_at >= :since"
    " AND state IN ('answered', 'escalated') AND path IN ('model', 'repaired', 'floor')"
)


def quality_of(
    tx: Tx, tenant_id: str, since_ms: int, decided_all: int, recent: int = 1000
) -> Quality:
    """Return how good a client's replies are; coverage since a moment, the rest as it stands.

    Args:
        decided_all: as ``decided_by_all`` counts, once for however many clients.
        recent: how many replies ``raws`` are taken from, where the calibration has none.
    """
    own = outcomes.calibration_of(tx, tenant_id)
    counts = outcomes.counts_of(tx, tenant_id)
    raws = own.raws if own else ()
    if not raws and recent:
        raws = tuple(outcomes.recent_raws(tx, tenant_id, recent))
    return Quality(
        own or outcomes.calibration_of(tx, outcomes.ALL) or Calibration(),
        own,
        counts,
        coverage_of(tx, tenant_id, since_ms),
        raws,
        sum(counts.values()),
        decided_all,
    )


def coverage_of(tx: Tx, tenant_id: str, since_ms: int) -> Coverage:
    """Return how many questions were answered alone since a moment.

    Alone is a reply with a confidence that nobody approved: one that only says that a person will
    look has none.
    """
    row = tx.one(_ASKED, tenant_id=tenant_id, since=since_ms)
    return Coverage(int(row["n"]), int(row["alone"] or 0)) if row else Coverage()


def decided_by_all(tx: Tx) -> int:
    """Return how many decisions there are, of all clients together."""
    row = tx.one("SELECT COUNT(*) AS n FROM outcomes")
    return int(row["n"]) if row else 0
