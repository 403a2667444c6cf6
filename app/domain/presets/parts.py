"""What every trade has in common: rules that call a person, and how a question is written down."""

from __future__ import annotations

from typing import Any

LIMITS: dict[str, Any] = {"hot_at": 70, "warm_at": 40, "max_replies": 30, "max_segments": 3}


def question(
    key: str, kind: str, weight: int, label: str, en: str, es: str, ar: str, **more: Any
) -> dict[str, Any]:
    """Return a criterion as a document has it."""
    wording = {"en": en, "es": es, "ar": ar}
    return {"id": key, "kind": kind, "weight": weight, "label": label, "questions": wording, **more}


def words(priority: str, note: str, *phrases: str) -> dict[str, Any]:
    """Return a hard rule that looks for words."""
    return {"kind": "words", "value": ", ".join(phrases), "priority": priority, "note": note}


def usual_rules() -> list[dict[str, Any]]:
    """Return the rules no business does without: anger, law, and an assistant that is lost."""
    return [
        words(
            "high",
            "A complaint, or a threat of one.",
            *("complaint", "file a complaint", "my lawyer", "sue you", "refund", "scam"),
            *("queja", "reclamación", "denuncia", "mi abogado", "reembolso", "estafa"),
            *("شكوى", "محامي", "استرداد", "نصب", "احتيال"),
        ),
        {
            "kind": "unanswered",
            "value": "2",
            "priority": "normal",
            "note": "Two replies in a row had no answer.",
        },
    ]
