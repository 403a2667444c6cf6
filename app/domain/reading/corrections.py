"""What a lead takes back in the same breath: "for 7, no wait, for 8", "10 am, not 10 pm"."""

from __future__ import annotations

import re

from app.domain.reading.span import Span

_CORRECTS = re.compile(
    r"\bno,?\s+(?:wait|sorry|make|i)\b|\bi\s+mean|\bwait\b|\bmake\s+(?:it|that)\b|\bor\s+rather\b"
    r"|\bscratch\s+that|\bcorrection\b|\bsorry\b|\bactually\b|\bperdón\b|\bmejor\b|\bdigo\b|قصدي|اقصد|أقصد",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|no|n't|and\s+not)\s+(?:for|at|on|the|a|las?|el|para)?\s*$", re.IGNORECASE
)
_WIDEST_GAP = 60
# More than a message can mean: a list, or noise.
_MOST_SPANS = 60


def kept(text: str, spans: list[Span]) -> list[Span]:
    """Return the spans without those that another of the same kind takes back."""
    if len(spans) > _MOST_SPANS:
        return spans
    return [span for span in spans if not _is_taken_back(text, span, spans)]


def _is_taken_back(text: str, span: Span, spans: list[Span]) -> bool:
    kind = span.kind.split("_")[0]
    others = [o for o in spans if o.kind.split("_")[0] == kind and not _share(o, span)]
    if not others or kind not in ("date", "time", "people", "rooms", "adults", "kids"):
        return False
    if _DENIES.search(text[max(0, span.start - 12) : span.start]):
        return True
    later = min((o.start for o in others if o.start >= span.end), default=None)
    if later is None or later - span.end > _WIDEST_GAP:
        return False
    return _CORRECTS.search(text[span.end : later]) is not None


def _share(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
