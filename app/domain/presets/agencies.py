"""Agencies: marketing, design, software."""

from __future__ import annotations

from typing import Any

from app.domain.presets.parts import LIMITS, question, usual_rules, words


def document() -> dict[str, Any]:
    """Return the preset as a client's document has it."""
    return {"profile": _profile(), "criteria": _criteria(), "rules": _rules()}


def _profile() -> dict[str, Any]:
    return {
        **LIMITS,
        "tone": "clear, curious, no jargon",
        "scope": (
            "Services of the agency, published packages and prices, how a project goes, first "
            "calls. No promise of rankings, reach or sales; no audit of a site in a message."
        ),
        "never_say": [
            *("first place on google", "guaranteed leads", "primer puesto en google"),
            *("clientes garantizados", "المركز الأول في جوجل", "عملاء مضمونون"),
        ],
        "escalate_when": (
            "The lead asks for a proposal or a discount.\n"
            "The lead asks for a reference or about another client.\n"
            "The project starts within days.\n"
            "The lead is a client already and writes about running work."
        ),
    }


def _rules() -> list[dict[str, Any]]:
    return [
        *usual_rules(),
        words(
            "high",
            "Asks for an offer in writing.",
            *("proposal", "send a quote", "tender", "rfp", "propuesta", "licitación"),
            *("عرض سعر", "مناقصة"),
        ),
        {"kind": "score", "value": "80", "priority": "high", "note": "Worth a call today."},
    ]


def _criteria() -> list[dict[str, Any]]:
    return [
        question(
            *("service", "choice", 20, "Service"),
            "What do you need: a website, ads, social media, branding, search or something else?",
            "¿Qué necesita: web, anuncios, redes sociales, marca, buscadores u otra cosa?",
            "ماذا تحتاج: موقع أم إعلانات أم تواصل اجتماعي أم هوية أم محركات بحث أم غير ذلك؟",
            options=["website", "ads", "social media", "branding", "search", "other"],
            must_have=True,
        ),
        question(
            *("goal", "text", 15, "Goal"),
            "What should it achieve?",
            "¿Qué quiere conseguir con ello?",
            "ما الهدف الذي تريد تحقيقه؟",
        ),
        question(
            *("budget", "budget", 25, "Budget"),
            "What budget have you planned?",
            "¿Qué presupuesto ha previsto?",
            "ما الميزانية التي رصدتها؟",
            must_have=True,
        ),
        question(
            *("when", "date", 15, "Start"),
            "When do you want to start?",
            "¿Cuándo quiere empezar?",
            "متى تريد أن تبدأ؟",
            within_days=60,
        ),
        question(
            *("decides", "yes_no", 15, "Decides"),
            "Do you decide on it yourself?",
            "¿Lo decide usted?",
            "هل القرار لك؟",
            accepts=["yes"],
        ),
        question(
            *("email", "email", 10, "E-mail"),
            "Where may we send an example?",
            "¿A qué correo podemos enviar un ejemplo?",
            "إلى أي بريد إلكتروني نرسل مثالًا؟",
        ),
    ]
