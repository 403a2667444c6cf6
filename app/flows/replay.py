"""Recorded turns run again by today's code, with recorded or new answers of a model.

Nothing is sent and nothing is written but what a new answer costs: only the drafting is run, on the
material the turn had. So a change of the rules, of the profile or of the model is seen on real
conversations before a lead meets it.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import msgspec

from app.domain.budget import Cost
from app.domain.profile import Settings, mode_at, with_settings
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.errors import Invalid, NotFound, OverBudget, ProviderUnavailable
from app.flows.draft import draft
from app.flows.drafting import Draft, Material
from app.flows.record import Answered, Outcome, Recorded, outcome_of, unpack
from app.flows.spend import Purse
from app.llm.base import LanguageModel, ModelAnswer, ModelRequest
from app.services import Services
from app.store import inbox, profiles, recordings

_SAME = 0.999
# Why no model answered is a fact of that hour, which replaying a turn does not change.
_NO_ANSWER = frozenset(
    {"no_model", "model_unavailable", "over_budget", "provider_auth_failed", "provider_refused"}
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A turn before and after; ``lead_said`` is what it answers.

    ``is_unknown``: the code of today asks the model something it was not asked then, so that no
    recorded answer fits; what is shown as ``after`` is the floor's.
    """

    turn_id: str
    at_ms: int
    lead_said: str
    before: Outcome
    after: Outcome
    is_unknown: bool = False

    @property
    def differences(self) -> tuple[str, ...]:
        """Name what differs: reply, findings, verdict, escalation, path, cost."""
        old, new = self.before, self.after
        said = SequenceMatcher(None, old.text, new.text, autojunk=False).ratio()
        pairs = (
            ("reply", said >= _SAME or old.text == new.text),
            ("findings", _facts(old) == _facts(new)),
            ("verdict", (old.decision, old.reasons) == (new.decision, new.reasons)),
            ("escalation", old.escalation == new.escalation),
            ("path", old.path == new.path),
            ("cost", (old.cost_microusd, old.tokens) == (new.cost_microusd, new.tokens)),
        )
        return tuple(name for name, is_same in pairs if not is_same)


class RecordedModel:
    """Gives a turn's recorded answers again, one after the other."""

    name = "recorded"

    def __init__(self, answers: Sequence[Answered]) -> None:
        self._left = list(answers)
        self.is_out = False

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Return the next recorded answer.

        Raises:
            ProviderUnavailable: there is none left; today's code asks once more than then.
        """
        del request
        if not self._left:
            self.is_out = True
            raise ProviderUnavailable("No answer was recorded for this question.")
        answered = self._left.pop(0)
        return ModelAnswer(answered.calls, answered.usage)

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return 0: a recorded answer is paid for already."""
        del request
        return 0


async def replay(
    services: Services,
    tenant_id: str,
    conversation_id: str,
    *,
    version: int | None = None,
    model: LanguageModel | None = None,
) -> list[Replayed]:
    """Run the recorded turns of a conversation again, oldest first.

    Args:
        version: run them under this version of the profile; None: as it was then.
        model: asked anew, and paid for by the client's budget; None: recorded answers.

    Raises:
        NotFound: there is no such conversation or version of this tenant.
        Invalid: no turn of it is recorded (they are kept for some days only).
    """
    if await services.db.read(inbox.tenant_of, conversation_id) != tenant_id:
        raise NotFound("There is no such conversation.")
    rows = await services.db.read(recordings.recordings_of, tenant_id, conversation_id)
    if not rows:
        raise Invalid(
            "No turn of this conversation is recorded. Turns are kept for recordings_days days, "
            "and none of before this version of leadline is."
        )
    settings = None
    if version is not None:
        found = await services.db.read(profiles.version_by_number, tenant_id, version)
        if found is None:
            raise NotFound(f"This client's profile has no version {version}.")
        settings = found.settings
    made = []
    for row in rows:
        try:
            recorded = unpack(row)
        except (msgspec.DecodeError, zlib.error, ValueError) as error:
            raise Invalid("These turns were recorded by another version of leadline.") from error
        made.append(await _again(services, recorded, settings, version or 0, model))
    return made


async def _again(
    services: Services,
    recorded: Recorded,
    settings: Settings | None,
    version: int,
    model: LanguageModel | None,
) -> Replayed:
    material = replace(recorded.material, may_wait=False)
    if settings is not None:
        tenant = with_settings(material.tenant, settings, version)
        mode = mode_at(tenant, material.channel.value, material.now_ms)
        material = replace(material, tenant=tenant, mode=mode)
    asked = model or _as_then(recorded)
    made = await _draft(services, material, asked, is_paid=model is not None)
    is_out = isinstance(asked, RecordedModel) and asked.is_out
    said = " / ".join(message.text for message in material.unanswered)
    outcome = outcome_of(made)
    if asked is None and {outcome.escalation, recorded.outcome.escalation} <= _NO_ANSWER:
        outcome = replace(outcome, escalation=recorded.outcome.escalation)
    return Replayed(
        recorded.turn_id, recorded.at_ms, said, recorded.outcome, outcome, is_unknown=is_out
    )


def _as_then(recorded: Recorded) -> LanguageModel | None:
    """Return what answers as it did then; None where no model did and the floor stood in."""
    if not recorded.answers and recorded.outcome.path == "floor":
        return None
    return RecordedModel(recorded.answers)


async def _draft(
    services: Services, material: Material, model: LanguageModel | None, is_paid: bool
) -> Draft:
    """Draft with a model; what it costs is paid as for any call, by the limits of today."""
    if not is_paid:
        return await draft(replace(services, model=model), material, _free)
    tenant = (await services.accounts.knowledge(material.tenant.id)).tenant
    made = await paid_draft(replace(services, model=model), tenant, material)
    if made.trace.get("why") == "over_budget":
        raise OverBudget("The client's budget does not hold the calls of this replay.")
    return made


async def paid_draft(services: Services, tenant: Tenant, material: Material) -> Draft:
    """Draft outside of a turn, and book what it cost, whatever becomes of it."""
    purse, used = Purse(services, tenant), list[Usage]()
    try:
        return await draft(services, material, purse.may_ask, used)
    finally:
        await purse.pay(used)


async def _free(worst: Cost) -> bool:
    del worst
    return True


def _facts(one: Outcome) -> set[tuple[str, str, str]]:
    return {(row.criterion_id, row.value, row.message_id) for row in one.findings}
