"""Sentences that promise what nothing will do, in English, Spanish and Arabic.

The assistant acts only through tools of the same turn. "I'll call you back" without a tool that
calls is a lie the business has to live with. A colleague's answer may be promised when the turn is
escalated, because then a person is really asked; a meeting is booked only by the tool that books.
Discounts, refunds, guarantees and gifts are the business's to give: they may be spoken of where its
own texts speak of them, and are never granted by the assistant itself.
"""

from __future__ import annotations

import re

from app.domain.promise_words import PATTERNS
from app.domain.text import word_set

# What a tool of this turn makes true; everything else is a promise nobody keeps.
KEPT_BY = {
    "check": "escalate",
    "call_back": "escalate",
    "handover": "escalate",
    "booking": "book",
    "send": "send",
    "notify": "remind",
    "subscription": "consent",
}

_COMPILED = tuple((kind, needs, re.compile(pattern)) for kind, needs, pattern in PATTERNS)
# What the business may grant, and we only where its texts speak of it: the words for it, and
# the words of which its vocabulary must hold one.
_GRANTS = (
    (
        "discount",
        word_set(
            "discount discounts discounted off half coupon coupons voucher vouchers promo"
            " promotion",
            "promotions lower better reduced special cheaper percent descuento descuentos rebaja",
            "rebajas cupon cupones mitad two buy cashback cash back dos 2 x 2x1",
        ),
        re.compile(
            r"\b(?:discount\w*|(?:lower|better|reduced|special) (?:price|rate|deal)|cheaper"
            r"|\d+ ?% off|\w+ percent off|half[ -](?:price|off)|coupons?|vouchers?"
            r"|promo(?: code|tion)\w*|descuentos?|rebajas?|cupon(?:es)?|mitad de precio"
            r"|two for (?:the price of )?one|buy one,? get one|cash ?back|dos por uno|2 ?x ?1)\b"
            r"|(?:خصم|تخفيض|كوبون|نصف السعر)"
        ),
        word_set(
            "discount discounts discounted coupon coupons voucher vouchers promotion promotions",
            "promo descuento descuentos rebaja rebajas cupon promocion خصم الخصم خصومات تخفيض",
            "تخفيضات كوبون",
        ),
    ),
    (
        "refund",
        word_set("refund back reembolso dinero"),
        re.compile(
            r"\b(?:(?:full|complete) refund|money[ -]back|reembolso|devolucion del dinero)\b"
            r"|استرداد (?:كامل|المبلغ)"
        ),
        word_set(
            "refund refunds refunded refundable money reimbursement reembolso reembolsos"
            " devolucion",
            "devoluciones استرداد استرجاع",
        ),
    ),
    (
        "guarantee",
        word_set("guarantee warranty garantia"),
        re.compile(
            r"\b(?:lifetime|money[ -]back|full|free|years?) (?:guarantee|warranty)\b"
            r"|\bgarantia (?:de por vida|total|completa)\b|ضمان (?:مدي|كامل)"
        ),
        word_set(
            "guarantee guarantees guaranteed warranty garantia garantias garantizado ضمان"
            " الضمان كفاله"
        ),
    ),
)
# A share that is taken off stands in a text as "10 % off" too.
_OFF = frozenset({"off", "%"})
_NO = re.compile(
    r"\b(?:no|not|cannot|can'?t|don'?t|doesn'?t|isn'?t|without|unable|sin|nor|never)\b"
    r"|(?<!\w)(?:لا|لم|ليس|غير|بدون|لن)(?!\w)"
)
_ASKS = re.compile(
    r"^\W*(?:and |or |y |o |so |also |please )?(?:would|should|shall|do|does|did|can"
    r"|could|may|might"
    r"|will|is|are|have|has|what|which|when|where|how|who|why|want|need|any|if you"
    r"|quiere\w*|desea\w*|le gustaria|te gustaria|puedo|podemos|puede|prefiere\w*|que|cual|cuando"
    r"|donde|como|necesita\w*|هل|متي|ماذا|كيف|اين|تريد|تود|ترغب)\b"
)
_WORD = re.compile(r"[a-z]+|2x1")
_CLAUSE = re.compile(r"[,;:،؛]\s+|\s-\s")


def promises(
    sentence: str,
    done: frozenset[str] = frozenset(),
    vocabulary: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Return the kinds of promise a sentence makes that nothing keeps.

    A question offers and waits for an answer; it is not yet a promise. What stands before a
    question in the same sentence is.

    Args:
        sentence: stripped of marks (``text.strip_marks``).
        done: names of the tools of this turn that really acted.
        vocabulary: the words of the business's own texts, stripped of marks; "%" among them when
            one of them names a share.
    """
    said = _stated(sentence)
    found: dict[str, None] = {}
    told = frozenset(_WORD.findall(said))
    is_latin = said.isascii()
    for kind, needs, pattern in _COMPILED:
        if KEPT_BY.get(kind) in done or (is_latin and needs and needs.isdisjoint(told)):
            continue
        if pattern.search(said):
            found[kind] = None
    for kind, needs, pattern, words in _GRANTS:
        if is_latin and needs.isdisjoint(told):
            continue
        if kind == "discount" and vocabulary >= _OFF:
            continue
        match = pattern.search(said)
        # "Without cost" denies nothing; "it is not without cost" does.
        if match and not (words & vocabulary or _NO.search(said.replace(match[0], " "))):
            found[kind] = None
    return tuple(found)


def _stated(sentence: str) -> str:
    """Return the part of a sentence that does not ask."""
    if not sentence.rstrip().endswith(("?", "؟")):
        return sentence
    head, opened, _ = sentence.partition("¿")
    if opened:
        return head
    clauses = _CLAUSE.split(sentence)
    for number, clause in enumerate(clauses):
        if _ASKS.search(clause):
            return ", ".join(clauses[:number])
    # A tag at the end ("…, okay?") makes no question of what is before it.
    return ", ".join(clauses[:-1]) if len(clauses) > 1 else sentence
