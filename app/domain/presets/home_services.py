"""Home services: plumbing, heating, electricity, cleaning, repairs."""

from __future__ import annotations

from typing import Any

from app.domain.presets.parts import LIMITS, question, usual_rules, words


def document() -> dict[str, Any]:
    """Return the preset as a client's document has it."""
    return {"profile": _profile(), "criteria": _criteria(), "rules": _rules()}


def _profile() -> dict[str, Any]:
    return {
        **LIMITS,
        "tone": "friendly, practical, plain words",
        "scope": (
            "Jobs the business does, the areas it serves, prices it has published, visits. "
            "No instructions for work on gas, electricity or roofs; no quote without a look."
        ),
        "never_say": ["fix it yourself", "arréglelo usted mismo", "أصلحها بنفسك"],
        "escalate_when": (
            "There is danger: gas, sparks, smoke, water near electricity.\n"
            "The lead is without water, heat or power now.\n"
            "The lead asks for a fixed price for a job nobody has seen.\n"
            "The lead speaks of work already done, or of a warranty."
        ),
    }


def _rules() -> list[dict[str, Any]]:
    return [
        words(
            "urgent",
            "Danger: a person calls at once.",
            *("smell gas", "gas leak", "gas smell", "sparks", "smoke", "on fire", "flooding"),
            *("burst pipe", "huele a gas", "fuga de gas", "chispas", "humo", "incendio"),
            *("inundación", "تسرب غاز", "رائحة غاز", "شرارة", "دخان", "حريق", "فيضان"),
        ),
        *usual_rules(),
        words(
            "high",
            "Work already done.",
            *("warranty", "came back", "broke again", "garantía", "otra vez roto"),
            *("ضمان", "تعطل مرة أخرى"),
        ),
    ]


def _criteria() -> list[dict[str, Any]]:
    return [
        question(
            *("job", "text", 25, "Job"),
            "What needs to be done?",
            "¿Qué hay que hacer?",
            "ما العمل المطلوب؟",
            must_have=True,
        ),
        question(
            *("area", "place", 20, "Place"),
            "Where is it: which town or postcode?",
            "¿Dónde es: qué localidad o código postal?",
            "أين الموقع: أي مدينة أو حي؟",
            must_have=True,
        ),
        question(
            *("when", "date", 20, "When"),
            "When do you need it done?",
            "¿Para cuándo lo necesita?",
            "متى تحتاج إنجازه؟",
            within_days=14,
        ),
        question(
            *("owner", "yes_no", 15, "Decides"),
            "Is the decision about the work yours?",
            "¿La decisión sobre la obra es suya?",
            "هل قرار العمل بيدك؟",
            accepts=["yes"],
        ),
        question(
            *("phone", "phone", 10, "Phone"),
            "Which number can we call you on?",
            "¿A qué número podemos llamarle?",
            "ما الرقم الذي يمكننا الاتصال بك عليه؟",
        ),
        question(
            *("budget", "budget", 10, "Budget"),
            "Do you have a budget in mind?",
            "¿Tiene un presupuesto en mente?",
            "هل لديك ميزانية محددة؟",
        ),
    ]
