"""Legal: law firms and advisers."""

from __future__ import annotations

from typing import Any

from app.domain.presets.parts import LIMITS, question, usual_rules, words


def document() -> dict[str, Any]:
    """Return the preset as a client's document has it."""
    return {"profile": _profile(), "criteria": _criteria(), "rules": _rules()}


def _profile() -> dict[str, Any]:
    return {
        **LIMITS,
        "tone": "calm, precise, discreet",
        "scope": (
            "What the firm does, where, first consultations, published fees. No legal advice, no "
            "opinion on a case or its chances; writing here makes nobody a client."
        ),
        "never_say": [
            *("you will win", "guaranteed outcome", "va a ganar", "resultado garantizado"),
            *("ستكسب القضية", "نتيجة مضمونة"),
        ],
        "escalate_when": (
            "A deadline or a hearing is near.\n"
            "Somebody is arrested, or in danger.\n"
            "The lead asks whether they are right, or what they should do.\n"
            "The lead names the other side, or sends documents."
        ),
    }


def _rules() -> list[dict[str, Any]]:
    return [
        words(
            "urgent",
            "Somebody is held or in danger.",
            *("arrested", "in custody", "detained", "deported", "restraining order"),
            *("court tomorrow", "hearing tomorrow", "detenido", "detenida", "deportación"),
            *("orden de alejamiento", "juicio mañana", "اعتقال", "محتجز", "ترحيل"),
            *("جلسة غدا", "أمر حماية"),
        ),
        words(
            "high",
            "A complaint about the firm.",
            *("complaint about you", "bar association", "refund", "colegio de abogados"),
            *("reembolso", "نقابة المحامين", "استرداد"),
        ),
        usual_rules()[1],
    ]


def _criteria() -> list[dict[str, Any]]:
    return [
        question(
            *("matter", "choice", 25, "Matter"),
            "What is it about: family, immigration, injury, criminal, employment, property, "
            "business or something else?",
            "¿De qué se trata: familia, inmigración, lesiones, penal, laboral, inmuebles, empresa "
            "u otra cosa?",
            "ما موضوع القضية: أسرة أم هجرة أم إصابة أم جنائي أم عمل أم عقار أم شركات أم غير ذلك؟",
            options=[
                *("family", "immigration", "injury", "criminal", "employment", "property"),
                *("business", "other"),
            ],
            must_have=True,
        ),
        question(
            *("place", "place", 15, "Where"),
            "In which city or state did it happen?",
            "¿En qué ciudad o estado ocurrió?",
            "في أي مدينة أو ولاية حدث ذلك؟",
            must_have=True,
        ),
        question(
            *("deadline", "date", 20, "Deadline"),
            "Is there a deadline or a hearing, and when?",
            "¿Hay un plazo o una vista, y cuándo?",
            "هل هناك موعد نهائي أو جلسة، ومتى؟",
            within_days=60,
        ),
        question(
            *("has_lawyer", "yes_no", 15, "Has a lawyer"),
            "Do you already have a lawyer in this matter?",
            "¿Ya tiene abogado en este asunto?",
            "هل لديك محامٍ في هذه القضية بالفعل؟",
            accepts=["no"],
        ),
        question(
            *("phone", "phone", 15, "Phone"),
            "Which number can we reach you on?",
            "¿En qué número podemos localizarle?",
            "ما الرقم الذي يمكننا الوصول إليك عليه؟",
        ),
        question(
            *("budget", "budget", 10, "Budget"),
            "Have you set aside an amount for it?",
            "¿Ha reservado una cantidad para ello?",
            "هل خصصت مبلغًا لذلك؟",
        ),
    ]
