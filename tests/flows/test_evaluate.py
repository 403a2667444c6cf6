"""Scripted leads on a client's assistant: the card counts what was right, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.profile import settings_of
from app.domain.scripted_lead import OwnQuestion, Script
from app.errors import Invalid, OverBudget
from app.evaluating import summary_of
from app.flows.evaluate import evaluate
from app.flows.manage_tenant import Put
from app.lead_scripts import SHIPPED, read_scripts, shipped_scripts
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from tests.flows.stage import ScriptedModel, Stage

BUYER = Script(
    "buyer",
    "buy",
    "Hello",
    facts={"budget": "My budget is 300000 dollars", "bedrooms": "2 bedrooms"},
    expects={"budget": "USD 300000", "bedrooms": "2"},
)


class AskingModel(ScriptedModel):
    """Asks the first open question of its state, whatever was said."""

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        self.requests.append(request)
        tail = request.messages[-1].blocks[-1].text
        opened = tail.split("open")[1] if "open" in tail else ""
        asks = next((one for one in ("budget", "bedrooms") if one in opened), None)
        text = {"budget": "What is your budget?", "bedrooms": "How many bedrooms do you need?"}
        call = ToolCall("reply", {"text": text.get(asks or "", "Noted."), "asks": asks})
        return ModelAnswer((call,))


async def test_a_lead_whose_facts_are_found_is_a_success(stage: Stage, acme: Put) -> None:
    """Without a model: the floor asks, and rules read the answers."""
    (card,) = await evaluate(stage.services, acme.tenant.id, [BUYER], model=None)
    assert (sorted(card.right), card.wrong, card.missed) == (["bedrooms", "budget"], [], [])
    assert card.is_success
    assert (card.points, card.temperature) == (100, "hot")


async def test_nothing_is_sent_or_kept(stage: Stage, acme: Put) -> None:
    await evaluate(stage.services, acme.tenant.id, [BUYER], model=None)
    for table in ("messages", "conversations", "findings", "deliveries", "turns", "events"):
        rows = await stage.rows(f"SELECT * FROM {table}")
        kept = [row for row in rows if table != "events" or row["conversation_id"]]
        assert kept == [], table
    assert stage.sent() == []


async def test_a_missed_fact_is_named(stage: Stage, acme: Put) -> None:
    script = replace(BUYER, facts={"budget": "rather not"}, ends="silence")
    (card,) = await evaluate(stage.services, acme.tenant.id, [script], model=None)
    assert not card.is_success
    assert set(card.missed) == {"budget", "bedrooms"}


async def test_a_models_needless_questions_are_counted(stage: Stage, acme: Put) -> None:
    model = AskingModel()
    (card,) = await evaluate(
        stage.services, acme.tenant.id, [replace(BUYER, facts={})], model=model
    )
    assert card.calls > 0
    assert card.needless == 0


async def test_a_known_question_must_be_answered(stage: Stage, acme: Put) -> None:
    asks = Script("asks", "hours", "Hi", faqs=2, ends="silence")
    (card,) = await evaluate(stage.services, acme.tenant.id, [asks], model=None)
    assert card.unanswered == []


async def test_an_unknown_question_must_be_admitted(stage: Stage, acme: Put) -> None:
    asks = Script(
        "asks",
        "x",
        "Hi",
        questions=(OwnQuestion("Do you sell bicycles?", "unknown"),),
        ends="silence",
    )
    (card,) = await evaluate(stage.services, acme.tenant.id, [asks], model=None)
    assert card.invented == []


async def test_who_says_stop_is_left_alone(stage: Stage, acme: Put) -> None:
    script = Script("stop", "nothing", "Who is this?", ends="opt_out", escalates="any")
    (card,) = await evaluate(stage.services, acme.tenant.id, [script], model=None)
    assert card.is_success
    assert card.lines[-1].author == "lead"


async def test_a_person_who_is_wanted_must_be_called(stage: Stage, acme: Put) -> None:
    script = Script("person", "talk", "Hi", ends="wants_person", escalates="wants_person")
    (card,) = await evaluate(stage.services, acme.tenant.id, [script], model=None)
    assert card.escalation_right


async def test_another_profile_is_tried_without_being_published(stage: Stage, acme: Put) -> None:
    tenant = (await stage.services.accounts.knowledge(acme.tenant.id)).tenant
    settings = settings_of(tenant)
    bare = replace(settings, profile=replace(settings.profile, criteria=()))
    (card,) = await evaluate(stage.services, acme.tenant.id, [BUYER], model=None, settings=bare)
    assert (card.right, card.missed) == ([], [])
    after = (await stage.services.accounts.knowledge(acme.tenant.id)).tenant
    assert len(after.profile.criteria) == 2


async def test_a_budget_that_is_spent_stops_an_evaluation(stage: Stage, acme: Put) -> None:
    await stage.change("UPDATE tenants SET budget_microusd = 1")
    stage.services.accounts.clear()
    with pytest.raises(OverBudget):
        await evaluate(
            stage.services, acme.tenant.id, [BUYER], model=ScriptedModel(cost_microusd=100)
        )


async def test_a_summary_counts_all_cards(stage: Stage, acme: Put) -> None:
    cards = await evaluate(stage.services, acme.tenant.id, [BUYER, BUYER], model=None)
    summary = summary_of(cards, "none")
    assert (summary["leads_n"], summary["task_success"]) == (2, 100.0)
    assert summary["findings_right"] == 4


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_leads_are_read_and_named(path: Path) -> None:
    scripts = shipped_scripts(path.stem)
    assert len(scripts) >= 4
    assert len({one.name for one in scripts}) == len(scripts)
    assert {one.language for one in scripts} >= {"en", "es"}


def test_every_mistake_of_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(
        "- name: one\n  goal: x\n  openning: hi\n  temperament: furious\n"
        '- name: two\n  goal: x\n  opening: hi\n  questions:\n    - {say: "Why?"}\n'
    )
    with pytest.raises(Invalid) as caught:
        read_scripts(file)
    for part in ("did you mean opening", "opening: missing", "furious", "contains"):
        assert part in caught.value.message


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    for text in ("name: one", "- [", "", "- 3"):
        file.write_text(text)
        with pytest.raises(Invalid):
            read_scripts(file)
