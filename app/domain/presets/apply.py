"""A preset laid over a client's settings: part by part, as somebody chose."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.profile import Settings
from app.domain.tenant import EscalationRule, Profile

_DEFAULT = Profile()


@dataclass(frozen=True, slots=True)
class Parts:
    """What is taken from a preset. ``questions`` is ``keep``, ``add`` or ``replace``."""

    questions: str = "add"
    tone: bool = False
    scope: bool = False
    rules: bool = True
    limits: bool = False


def fitting(settings: Settings) -> Parts:
    """Return the parts that overwrite nothing anybody wrote."""
    profile = settings.profile
    limits = (profile.hot_at, profile.warm_at, profile.max_replies)
    return Parts(
        tone=profile.tone in ("", _DEFAULT.tone),
        scope=not profile.scope,
        limits=limits == (_DEFAULT.hot_at, _DEFAULT.warm_at, _DEFAULT.max_replies),
    )


def apply_preset(settings: Settings, preset: Settings, parts: Parts) -> Settings:
    """Return the settings with the parts of a preset taken over.

    Questions are added when no other has their id; what is never said and what calls a person is
    added to what is there.
    """
    mine, theirs = settings.profile, preset.profile
    if parts.questions == "replace":
        mine = replace(mine, criteria=theirs.criteria)
    elif parts.questions == "add":
        known = {one.id for one in mine.criteria}
        new = tuple(one for one in theirs.criteria if one.id not in known)
        mine = replace(mine, criteria=(*mine.criteria, *new))
    if parts.tone:
        mine = replace(mine, tone=theirs.tone)
    if parts.scope:
        never = tuple(dict.fromkeys((*mine.never_say, *theirs.never_say)))
        mine = replace(mine, scope=theirs.scope, never_say=never)
    if parts.rules:
        mine = replace(
            mine,
            escalate_when=_joined(mine.escalate_when, theirs.escalate_when),
            rules=_added(mine.rules, theirs.rules),
        )
    if parts.limits:
        names = ("hot_at", "warm_at", "max_replies", "max_segments")
        mine = replace(mine, **{name: getattr(theirs, name) for name in names})
    return replace(settings, profile=mine)


def _joined(mine: str, theirs: str) -> str:
    return "\n".join(dict.fromkeys((*mine.splitlines(), *theirs.splitlines())))


def _added(
    mine: tuple[EscalationRule, ...], theirs: tuple[EscalationRule, ...]
) -> tuple[EscalationRule, ...]:
    known = {(one.kind, one.value) for one in mine}
    return (*mine, *(one for one in theirs if (one.kind, one.value) not in known))
