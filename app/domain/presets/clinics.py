"""Clinics: dentists, doctors, physiotherapy, aesthetic treatments."""

from __future__ import annotations

from typing import Any

from app.domain.presets.parts import LIMITS, question, usual_rules, words


def document() -> dict[str, Any]:
    """Return the preset as a client's document has it."""
    return {"profile": _profile(), "criteria": _criteria(), "rules": _rules()}


def _profile() -> dict[str, Any]:
    return {
        **LIMITS,
        "tone": "calm, kind, clear; takes worries seriously",
        "scope": (
            "Appointments, treatments the clinic offers, prices it has published, insurance, how "
            "to get there. No diagnosis, no medical advice, nothing about medicines or results."
        ),
        "never_say": [
            *("guaranteed painless", "guaranteed result", "sin dolor garantizado"),
            *("resultado garantizado", "بدون أي ألم مضمون", "نتيجة مضمونة"),
        ],
        "escalate_when": (
            "The lead describes symptoms and asks what it is or what to take.\n"
            "The lead is in strong pain, or something got worse after a treatment.\n"
            "The lead asks about results, prescriptions or their file.\n"
            "It is about a child, and somebody else than a parent writes."
        ),
    }


def _rules() -> list[dict[str, Any]]:
    return [
        words(
            "urgent",
            "It may be an emergency.",
            *("chest pain", "cannot breathe", "can't breathe", "heavy bleeding", "unconscious"),
            *("overdose", "suicide", "kill myself", "dolor en el pecho", "no puedo respirar"),
            *("mucha sangre", "inconsciente", "sobredosis", "suicidio", "ألم في الصدر"),
            *("لا أستطيع التنفس", "نزيف شديد", "فاقد الوعي", "جرعة زائدة", "انتحار"),
        ),
        *usual_rules(),
        words(
            "high",
            "Something went wrong after a treatment.",
            *("infection", "swollen", "allergic reaction", "infección", "hinchado"),
            *("reacción alérgica", "التهاب", "تورم", "حساسية شديدة"),
        ),
    ]


def _criteria() -> list[dict[str, Any]]:
    return [
        question(
            *("treatment", "text", 30, "Treatment"),
            "Which treatment do you need?",
            "¿Qué tratamiento necesita?",
            "ما العلاج الذي تحتاجه؟",
            must_have=True,
        ),
        question(
            *("when", "date", 25, "When"),
            "When would you like to come?",
            "¿Cuándo le gustaría venir?",
            "متى ترغب في الحضور؟",
            within_days=30,
        ),
        question(
            *("urgent", "yes_no", 15, "Pain"),
            "Is it urgent, are you in pain?",
            "¿Es urgente, tiene dolor?",
            "هل الأمر عاجل، هل تشعر بألم؟",
        ),
        question(
            *("insurance", "text", 10, "Insurance"),
            "How will you pay: privately, or with which insurance?",
            "¿Cómo pagará: de forma privada o con qué seguro?",
            "كيف ستدفع: على حسابك أم عبر أي تأمين؟",
        ),
        question(
            *("new_patient", "yes_no", 10, "New patient"),
            "Is this your first visit to us?",
            "¿Es su primera visita con nosotros?",
            "هل هذه زيارتك الأولى لنا؟",
        ),
        question(
            *("phone", "phone", 10, "Phone"),
            "Which number may we call to confirm?",
            "¿A qué número podemos llamar para confirmar?",
            "ما الرقم الذي نتصل به للتأكيد؟",
        ),
    ]
