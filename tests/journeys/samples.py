"""A full inbox as plain views, to draw every part of the page without a database."""

from __future__ import annotations

from app.routes.pages.views import (
    Bubble,
    Client,
    Counts,
    DeliveryMark,
    Details,
    Escalation,
    Finding,
    Ground,
    Head,
    Inbox,
    Place,
    Reason,
    Row,
    Score,
    ScorePart,
    Thread,
    Why,
)

NOON_MS = 1_795_000_000_000
MINUTE_MS = 60_000

CLIENTS = (
    Client("t1", "Harbour Homes"),
    Client("t2", "Clínica Dental Sonrisa"),
    Client("t3", "مركز النور للعناية بالبشرة"),
)


def rows(now_ms: int = NOON_MS) -> tuple[Row, ...]:
    """Return a list with every kind of row, newest first."""
    m = MINUTE_MS
    return (
        Row(
            "c1",
            "Maya Okafor",
            "sms",
            "Saturday at 10 works for us!",
            "lead",
            now_ms - m,
            "assistant",
            "hot",
            1,
            "Harbour Homes",
            is_answering=True,
        ),
        Row(
            "c2",
            "ليلى حداد",
            "whatsapp",
            "ممكن أعرف سعر جلسة الليزر؟",
            "lead",
            now_ms - 3 * m,
            "needs_person",
            "warm",
            2,
            "مركز النور للعناية بالبشرة",
        ),
        Row(
            "c3",
            "Javier Ortega",
            "whatsapp",
            "Claro, le esperamos el martes. ¿Es su primera visita?",
            "assistant",
            now_ms - 8 * m,
            "assistant",
            "warm",
            0,
            "Clínica Dental Sonrisa",
        ),
        Row(
            "c4",
            "+1555•••0142",
            "sms",
            "Thanks Dana, talk tomorrow",
            "lead",
            now_ms - 26 * m,
            "held",
            "hot",
            0,
            "Harbour Homes",
        ),
        Row(
            "c5",
            "Tom Whitfield",
            "web_chat",
            "We have two three-bedroom homes open this weekend near the park.",
            "assistant",
            now_ms - 55 * m,
            "assistant",
            "cold",
            0,
            "Harbour Homes",
        ),
        Row(
            "c6",
            "Lucía Fernández",
            "web_form",
            "¿Trabajan con mi seguro médico?",
            "lead",
            now_ms - 180 * m,
            "assistant",
            "cold",
            0,
            "Clínica Dental Sonrisa",
        ),
        Row(
            "c7",
            "Ben",
            "sms",
            "STOP",
            "lead",
            now_ms - 1500 * m,
            "ended",
            "cold",
            0,
            "Harbour Homes",
        ),
        Row(
            "c8",
            "Anneliese Bartholomew-Fitzgerald",
            "sms",
            "Is the listing on Larch still available?",
            "lead",
            now_ms - 2900 * m,
            "assistant",
            "",
            0,
            "Harbour Homes",
        ),
    )


def bubbles(now_ms: int = NOON_MS) -> tuple[Bubble, ...]:
    """Return a thread with every author and delivery state, oldest first."""
    m = MINUTE_MS
    why = Why(
        "send",
        (
            Reason("What it rests on answers the question with a probability of {detail}.", "93%"),
            Reason("{detail} of its own words stand in what it rests on.", "81%"),
            Reason("Written by the model."),
        ),
        (
            Ground("What do the Larch Street homes cost?", score=0.93),
            Ground("Larch Street > Prices", "prices-2026.pdf, 3", 0.61, NOON_MS - 90_000_000),
            Ground("", "", None, is_gone=True),
        ),
        answered_in_ms=1840,
        is_simulated=True,
    )
    return (
        Bubble(
            "m1",
            "lead",
            "Hi! Saw the house on Larch St. Is it still available?",
            now_ms - 1460 * m,
            "Maya Okafor",
        ),
        Bubble(
            "m2",
            "assistant",
            "Hi Maya, I'm the automated assistant of Harbour Homes. Yes, 418 Larch St is "
            "still available at $465,000: three bedrooms, two baths. When are you hoping to "
            "move?",
            now_ms - 1459 * m,
            delivery=DeliveryMark("read"),
            confidence=0.92,
            why=why,
        ),
        Bubble(
            "m3", "lead", "Before school starts, so end of August", now_ms - 9 * m, "Maya Okafor"
        ),
        Bubble(
            "m4",
            "lead",
            "we're pre-approved up to 480 with First Coast",
            now_ms - 8 * m,
            "Maya Okafor",
        ),
        Bubble(
            "m5",
            "assistant",
            "That fits well. Would you like to see it? I can offer Saturday 10:00 or Sunday 14:00.",
            now_ms - 7 * m,
            delivery=DeliveryMark("delivered"),
            confidence=0.68,
            why=Why("send", (Reason("Written by the model."),)),
        ),
        Bubble(
            "m6",
            "operator",
            "Hi Maya, Dana here. I'll meet you at the door myself.",
            now_ms - 5 * m,
            "Dana Reyes",
            delivery=DeliveryMark("undelivered", "The phone was unreachable.", "retry"),
        ),
        Bubble(
            "m7",
            "system",
            "Dana Reyes gave the conversation back to the assistant.",
            now_ms - 3 * m,
        ),
        Bubble("m8", "lead", "Saturday at 10 works for us!", now_ms - m, "Maya Okafor"),
        Bubble("m9", "lead", "", now_ms - m, "Maya Okafor", media=("image/jpeg",)),
    )


def thread(now_ms: int = NOON_MS, **changes: object) -> Thread:
    """Return an opened conversation; ``changes`` replace parts of it."""
    parts: dict[str, object] = {
        "head": Head("c1", "Maya Okafor", "+1 555 010 0142", "sms", "Harbour Homes", "active"),
        "bubbles": bubbles(now_ms),
        "details": Details(
            Score(
                82,
                "hot",
                (
                    ScorePart("Budget fits", 30, "we're pre-approved up to 480", "m4"),
                    ScorePart("Wants to move within 3 months", 25, "end of August", "m3"),
                    ScorePart("Agreed to a viewing", 27, "Saturday at 10 works for us!", "m8"),
                ),
            ),
            (
                Finding("Budget", "$480,000", "m4", True),
                Finding("Move-in", "end of August", "m3"),
                Finding("Financing", "pre-approved", "m4"),
                Finding("Has a home to sell"),
            ),
            "Do you have a home to sell first?",
            "English",
            "Facebook ad: Larch St",
            now_ms - 1460 * MINUTE_MS,
        ),
        "is_answering": True,
    }
    return Thread(**{**parts, **changes})  # type: ignore[arg-type]


def needs_person(now_ms: int = NOON_MS) -> Escalation:
    """Return a pending escalation."""
    return Escalation(
        "The lead asks for a person.",
        now_ms - 2 * MINUTE_MS,
        "Wants to talk about a price for six sessions.",
    )


def inbox(now_ms: int = NOON_MS, opened: Thread | None = None, tab: str = "all") -> Inbox:
    """Return the whole screen, with or without an opened conversation."""
    selected = opened.head.id if opened else ""
    return Inbox(rows(now_ms), Counts(1, 1, 2), CLIENTS, Place(tab, "", selected), opened)
