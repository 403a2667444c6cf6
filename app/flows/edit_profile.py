"""An edited profile is checked, kept as a version, and comes into force.

Every save is a version: what was before can be compared and brought back, and a turn names the one
it ran under. Who saves says which version they began from; when another one is in force by then,
nothing is written and they are told. A draft is kept beside the one in force, evaluated, and
published later.

A client may want an evaluation before it publishes (``must_pass``). The bar is the one in force:
who lowers it does so in a save of its own. What only decides whether the assistant speaks at all
(modes, hours) never waits for one: switching it off must always work. Nor does rolling back: what
is brought back was in force already.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.domain.profile import Settings
from app.domain.profile import settings_of as in_force
from app.domain.profile_check import check_profile
from app.domain.tenant import Mode, Tenant
from app.errors import Conflict, Invalid, NotFound, Unprocessable
from app.flows.announce import announce_for
from app.flows.rescore import rescore_all, scores_alike
from app.services import Services
from app.store import profiles, tenants
from app.store.db import Tx
from app.store.profiles import DRAFT, PUBLISHED, Version

LONGEST_NOTE = 200
# Evaluations of so many versions back are looked through.
_LOOKED_THROUGH = 200


class _Decided(NamedTuple):
    """The version that was made or is in force, and whether leads get other scores by it."""

    version: int
    moves_scores: bool = False


async def save(
    services: Services,
    tenant_id: str,
    settings: Settings,
    *,
    operator_id: str | None,
    expected_version: int,
    note: str = "",
    publish: bool = True,
    replaces: int | None = None,
) -> int:
    """Save settings as a new version and return its number.

    Args:
        expected_version: the version in force that was edited.
        publish: let it decide from now on; else it is kept as a draft.
        replaces: a draft this one takes the place of.

    Returns:
        The number of the version in force when nothing is different.

    Raises:
        Unprocessable: it has mistakes; ``fields`` has them by field.
        Conflict: another version is in force by now (``version`` is its number), or an evaluation
            is wanted first (``least`` percent, by ``command``).
        NotFound: there is no such client.
    """
    refuse_mistakes(settings)
    made = Version(
        tenant_id,
        0,
        PUBLISHED if publish else DRAFT,
        settings,
        " ".join(note.split())[:LONGEST_NOTE],
        operator_id,
    )
    decided = await services.db.write(_save, services, made, expected_version, replaces)
    return await _follow(services, tenant_id, decided)


def refuse_mistakes(settings: Settings) -> None:
    """Refuse settings that have mistakes.

    Raises:
        Unprocessable: all of them, in the message and by field.
    """
    found = check_profile(settings)
    if found:
        fields = {one.field: one.text for one in reversed(found)}
        message = "; ".join(f"{one.field}: {one.text}" for one in found)
        raise Unprocessable(f"The profile has mistakes: {message}", fields=fields)


def _save(
    tx: Tx, services: Services, made: Version, expected_version: int, replaces: int | None
) -> _Decided:
    tenant = _locked(tx, made.tenant_id, expected_version)
    known, now = in_force(tenant), services.clock.now_ms()
    profiles.keep_current(tx, tenant, known, now)
    proof = _evaluation_of(tx, made.tenant_id, made.settings)
    if replaces is not None:
        profiles.discard_draft(tx, made.tenant_id, replaces)
    if made.settings == known:
        return _Decided(tenant.profile_version)
    version = profiles.next_number(tx, made.tenant_id)
    if not made.is_draft:
        _refuse_unproven(tenant, made.settings, proof, None)
    row = profiles.with_number(made, version, evaluation=proof, at_ms=now)
    profiles.insert_version(tx, row)
    if made.is_draft:
        return _Decided(version)
    return _let_decide(tx, services, row, tenant)


async def publish_draft(
    services: Services,
    tenant_id: str,
    version: int,
    *,
    operator_id: str | None,
    expected_version: int,
) -> int:
    """Let a draft decide from now on and return the number it decides under.

    A draft that is older than the version in force takes a new number: numbers rise.

    Raises:
        NotFound: there is no such draft.
        Conflict, Unprocessable: as ``save``.
    """
    decided = await services.db.write(
        _publish_draft, services, tenant_id, version, operator_id, expected_version
    )
    return await _follow(services, tenant_id, decided)


def _publish_draft(
    tx: Tx,
    services: Services,
    tenant_id: str,
    version: int,
    operator_id: str | None,
    expected_version: int,
) -> _Decided:
    tenant = _locked(tx, tenant_id, expected_version)
    draft = _found(tx, tenant, version)
    if not draft.is_draft:
        raise NotFound("There is no such draft.")
    # Written under the rules of its day; those of today hold.
    refuse_mistakes(draft.settings)
    known, now = in_force(tenant), services.clock.now_ms()
    profiles.keep_current(tx, tenant, known, now)
    if draft.settings == known:
        profiles.discard_draft(tx, tenant_id, version)
        return _Decided(tenant.profile_version)
    proof = draft.evaluation or _evaluation_of(tx, tenant_id, draft.settings)
    _refuse_unproven(tenant, draft.settings, proof, version)
    if version > tenant.profile_version:
        profiles.mark_published(tx, tenant_id, version, operator_id, now)
        return _let_decide(tx, services, replace(draft, operator_id=operator_id), tenant)
    number = profiles.next_number(tx, tenant_id)
    row = profiles.with_number(
        draft, number, state=PUBLISHED, operator_id=operator_id, restored_from=version, at_ms=now
    )
    profiles.discard_draft(tx, tenant_id, version)
    profiles.insert_version(tx, replace(row, evaluation=proof))
    return _let_decide(tx, services, row, tenant)


async def roll_back(
    services: Services, tenant_id: str, version: int, *, operator_id: str | None
) -> int:
    """Bring a published version back, as a new one, and return its number.

    Raises:
        NotFound: it was never in force.
        Unprocessable: it holds what would be a mistake today.
    """
    decided = await services.db.write(_roll_back, services, tenant_id, version, operator_id)
    return await _follow(services, tenant_id, decided)


def _roll_back(
    tx: Tx, services: Services, tenant_id: str, version: int, operator_id: str | None
) -> _Decided:
    tenant = _locked(tx, tenant_id, None)
    old = _found(tx, tenant, version)
    if old.is_draft:
        raise NotFound("This version was never in force; publish it instead.")
    refuse_mistakes(old.settings)
    known, now = in_force(tenant), services.clock.now_ms()
    if old.settings == known:
        return _Decided(tenant.profile_version)
    profiles.keep_current(tx, tenant, known, now)
    row = profiles.with_number(
        old,
        profiles.next_number(tx, tenant_id),
        note="",
        operator_id=operator_id,
        restored_from=version,
        at_ms=now,
    )
    profiles.insert_version(tx, row)
    return _let_decide(tx, services, row, tenant)


async def discard(services: Services, tenant_id: str, version: int) -> None:
    """Throw a draft away.

    Raises:
        NotFound: there is no such draft.
    """
    if not await services.db.write(profiles.discard_draft, tenant_id, version):
        raise NotFound("There is no such draft.")


async def versions(
    services: Services, tenant_id: str, before: int = 0, limit: int = 50
) -> list[Version]:
    """Return versions and drafts, newest first; the one in force too when nothing was saved yet.

    Raises:
        NotFound: there is no such client.
    """
    return await services.db.read(_versions, tenant_id, before, limit)


def _versions(tx: Tx, tenant_id: str, before: int, limit: int) -> list[Version]:
    found = profiles.versions_of(tx, tenant_id, before, limit)
    if found or before:
        return found
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    return [Version(tenant_id, tenant.profile_version, PUBLISHED, in_force(tenant))]


async def settings_of(services: Services, tenant_id: str, version: int) -> Settings:
    """Return the settings of a version or draft.

    Raises:
        NotFound: there is none of this number.
    """
    found = await services.db.read(profiles.tenant_at, tenant_id, version)
    if found is None:
        raise NotFound("There is no such version.")
    return in_force(found)


async def record_evaluation(
    services: Services, tenant_id: str, version: int, evaluation: Mapping[str, Any]
) -> None:
    """Keep what an evaluation of exactly a version's settings found.

    Args:
        evaluation: percent by name; ``task_success`` is what ``must_pass`` asks for.

    Raises:
        Invalid: ``task_success`` is no percentage.
        NotFound: there is no such version.
    """
    share = evaluation.get("task_success")
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 100:
        raise Invalid("task_success must be a number from 0 to 100.")
    await services.db.write(_record, services, tenant_id, version, evaluation)


def _record(
    tx: Tx, services: Services, tenant_id: str, version: int, evaluation: Mapping[str, Any]
) -> None:
    tenant = _locked(tx, tenant_id, None)
    if tenant.profile_version == version:
        profiles.keep_current(tx, tenant, in_force(tenant), services.clock.now_ms())
    if not profiles.put_evaluation(tx, tenant_id, version, evaluation):
        raise NotFound("There is no such version.")


def _locked(tx: Tx, tenant_id: str, expected_version: int | None) -> Tenant:
    tenant = profiles.lock_tenant(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    if expected_version not in (None, tenant.profile_version):
        raise Conflict(
            f"Version {tenant.profile_version} was saved meanwhile; nothing was overwritten.",
            version=tenant.profile_version,
        )
    return tenant


def _found(tx: Tx, tenant: Tenant, version: int) -> Version:
    found = profiles.version_by_number(tx, tenant.id, version)
    if found is None:
        if version != tenant.profile_version:
            raise NotFound("There is no such version.")
        return Version(tenant.id, version, PUBLISHED, in_force(tenant))
    return found


def _let_decide(tx: Tx, services: Services, row: Version, former: Tenant) -> _Decided:
    profiles.put_in_force(tx, row.tenant_id, row.settings, row.version)
    announce_for(
        tx,
        services,
        row.tenant_id,
        "profile_published",
        row.operator_id,
        version=row.version,
        restored_from=row.restored_from,
    )
    return _Decided(row.version, not scores_alike(former.profile, row.settings.profile))


async def _follow(services: Services, tenant_id: str, decided: _Decided) -> int:
    """Let everything that rests on the profile follow it, and return the version's number."""
    services.accounts.clear()
    if decided.moves_scores:
        await rescore_all(services, tenant_id)
    return decided.version


def _speech(settings: Settings) -> Settings:
    """Return settings without what only decides whether the assistant speaks at all."""
    profile = replace(
        settings.profile,
        modes={},
        closed_mode="",
        openings=(),
        special_days=(),
        must_pass=None,
        error_rate=None,
    )
    return replace(settings, profile=profile, mode=Mode.AUTOMATIC)


def _evaluation_of(tx: Tx, tenant_id: str, settings: Settings) -> Mapping[str, Any]:
    """Return what an evaluation of exactly these settings found last, or nothing."""
    wanted = _speech(settings)
    for one in profiles.versions_of(tx, tenant_id, limit=_LOOKED_THROUGH):
        if one.evaluation and _speech(one.settings) == wanted:
            return one.evaluation
    return {}


def _refuse_unproven(
    tenant: Tenant, settings: Settings, proof: Mapping[str, Any], version: int | None
) -> None:
    least = tenant.profile.must_pass
    least = settings.profile.must_pass if least is None else least
    if least is None or _speech(settings) == _speech(in_force(tenant)):
        return
    share = proof.get("task_success")
    if share is not None and share >= least:
        return
    reached = f"; it reached {share:g} %" if share is not None else ""
    number = version if version is not None else "VERSION"
    command = f"leadline eval --client {shlex.quote(tenant.name)} --profile {number}"
    first = "Run: " if version is not None else "Keep it as a draft, then run: "
    raise Conflict(
        f"Only what reaches {least} % in an evaluation is published here{reached}."
        f" {first}{command}",
        least=least,
        command=command,
    )
