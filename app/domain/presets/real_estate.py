"""Real estate: homes for sale and to let."""

from __future__ import annotations

from typing import Any

from app.domain.presets.parts import LIMITS, question, usual_rules, words


def document() -> dict[str, Any]:
    """Return the preset as a client's document has it."""
    return {"profile": _profile(), "criteria": _criteria(), "rules": _rules()}


def _profile() -> dict[str, Any]:
    return {
        **LIMITS,
        "tone": "warm, brief, knows the area; never pushes",
        "scope": (
            "Homes for sale and to let, viewings, areas, the steps of buying, renting and selling. "
            "No legal, tax or mortgage advice; no valuation of a home without a visit."
        ),
        "never_say": [
            *("guaranteed return", "the price will rise", "rentabilidad garantizada"),
            *("عائد مضمون",),
        ],
        "escalate_when": (
            "The lead wants to make an offer or negotiate a price.\n"
            "The lead wants to sell and asks what the home is worth.\n"
            "The lead asks about a contract, a deposit or money already paid.\n"
            "The lead is ready to view and no time suits."
        ),
    }


def _rules() -> list[dict[str, Any]]:
    return [
        *usual_rules(),
        words(
            "high",
            "An offer, or money already paid.",
            *("make an offer", "my offer", "paid the deposit", "hacer una oferta", "mi oferta"),
            *("he pagado la señal", "تقديم عرض", "دفعت العربون"),
        ),
        {"kind": "score", "value": "85", "priority": "high", "note": "Ready to view."},
    ]


def _criteria() -> list[dict[str, Any]]:
    return [
        question(
            *("intent", "choice", 15, "Buy, rent or sell"),
            "Are you looking to buy, to rent or to sell?",
            "¿Busca comprar, alquilar o vender?",
            "هل ترغب في الشراء أم الإيجار أم البيع؟",
            options=["buy", "rent", "sell"],
            must_have=True,
        ),
        question(
            *("budget", "budget", 25, "Budget"),
            "What budget do you have in mind?",
            "¿Qué presupuesto tiene pensado?",
            "ما الميزانية التي تفكر فيها؟",
            must_have=True,
        ),
        question(
            *("area", "place", 15, "Area"),
            "Which area do you prefer?",
            "¿Qué zona prefiere?",
            "ما المنطقة التي تفضلها؟",
        ),
        question(
            *("property_type", "choice", 10, "Kind of property"),
            "What kind of property are you looking for?",
            "¿Qué tipo de inmueble busca?",
            "ما نوع العقار الذي تبحث عنه؟",
            options=["flat", "house", "villa", "land", "commercial"],
        ),
        *_details(),
    ]


def _details() -> list[dict[str, Any]]:
    return [
        question(
            *("bedrooms", "range", 10, "Bedrooms"),
            "How many bedrooms do you need?",
            "¿Cuántos dormitorios necesita?",
            "كم غرفة نوم تحتاج؟",
        ),
        question(
            *("when", "date", 15, "When"),
            "When would you like to move?",
            "¿Cuándo le gustaría mudarse?",
            "متى ترغب في الانتقال؟",
            within_days=90,
        ),
        question(
            *("financing", "choice", 10, "Financing"),
            "Will you pay in cash, or do you have or need a mortgage?",
            "¿Pagará al contado, o tiene o necesita una hipoteca?",
            "هل ستدفع نقدًا أم لديك تمويل عقاري أم تحتاج إليه؟",
            options=["cash", "mortgage approved", "mortgage needed"],
            accepts=["cash", "mortgage approved"],
        ),
    ]
