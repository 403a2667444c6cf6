"""Whether an inbound text is a mass message: prizes, premium lines, lures, adverts, phishing.

Written by hand and deterministic: it runs on every message before any model, and what it saw is
kept by name so that an operator can judge it. No word condemns alone: the signs are the shape of a
mass message (numbers to dial, prices per text, small print, capitals) and families of words by
meaning, weighed by a logistic sum fitted in ``bench/fit_signs.py``. A lead that talks of itself
pulls the other way: a false alarm loses a customer, a miss costs a look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.sign_weights import SPAM
from app.domain.signs import Marks, folded, weigh
from app.domain.spam_words import BIT, LEXICON

MAX_CHARS = 20_000
SPAM_FROM = 0.5
# A sign is named for the record when it moved the sum at least this much.
_NAMED_FROM = 0.3
_WORDS_OF_A_TEXT = 30
_WORDS_OF_A_LETTER = 50
_USUAL_IN_LETTERS = (
    *("link", "capitals", "big_words", "digits", "age", "postcode"),
    *("money", "large", "percent_off", "long", "exclaims"),
)
# Lures that no genuine sentence without "I", "we" or a question is likely to hold.
_PLAIN_LURES = (
    *("prize", "won", "tone", "handset", "adult", "dating"),
    *("invest", "pharmacy", "phish", "notice", "agency_pitch"),
)
_LURES = (
    *_PLAIN_LURES,
    *("claim", "guaranteed", "urgent", "reward_kind", "money_offer", "promo", "free"),
)

_PREMIUM = re.compile(
    r"(?<!\d)(?:(?:0|\+?44 ?)(?:9\d|87|84|70)(?:[ -]?[\dx]){6,9}|1[ -]?900(?:[ -]?\d){7})"
)
_FREEPHONE = re.compile(r"(?<!\d)(?:0(?:800|808|500)|1[ -]?8(?:00|88|77))(?:[ -]?\d){6,8}")
_NUMBER_TO_DIAL = re.compile(
    r"\b(?:call|ring|dial|phone)(?! me\b| us\b| my\b| him\b| her\b| you\b)"
    r"[^.!?\d]{0,40}\(?\+?\d(?:[ ()-]{0,2}[\dx]){6,}"
)
_SHORT_CODE = re.compile(
    r"\b(?:te?xt|txt|send|reply|to|on|no|number|sms|vote)[: .]{1,3}(?:no[: .]{1,3})?"
    r"[3-9]\d{3,5}(?!\d|[-/:.]\d)"
)
_KEYWORD = re.compile(
    r"\b(?i:te?xt|txt|send|reply|replying)(?i: with| the word| word|:| now)* ['\"]?"
    r"(?!STOP\b|I\b|A\b|ME\b)[A-Z]{2,}\b"
)
_PRICE_EACH = re.compile(
    r"\d ?p(?:/|pm|\b ?(?:per|a|each|to|msg|mt|txt))|\bppm|\d(?:50|5|0|8)p(?![a-z])"
    r"|[£$€]? ?\d(?:\.\d\d?)? ?(?:/|per ?|p/|a ?)"
    r"(?:wk|week|mins?|minute|msg|txt|text|mnth|month|day)"
    r"|p/m|/msg|mtmsg|gbp|per ?wk|wksub"
)
_MONEY = re.compile(
    r"[£$€¥₹]\s?\d|\d\s?(?:pounds?|dollars?|euros?|quid|usd|eur|gbp)\b"
    r"|(?<=\s)\?\d[\d,]{2,}|\d\s?(?:ريال|درهم|دولار|جنيه|руб|元|円|원|₹|€)"
)
_LARGE = re.compile(r"[£$€?]\s?\d{0,3},?\d?[05]0{2,}|\d\s?(?:million|millones|مليون)")
_PERCENT_OFF = re.compile(r"\d\s?% ?(?:off|de descuento|discount|خصم|rabatt|sconto|bonus)")
_LINK = re.compile(
    r"https?[: ]{1,2}//|www ?\.|\b[a-z0-9-]{2,40}\. ?(?:com|net|org|co\.uk|co|biz|info|tv|ru|xyz|"
    r"top|click|online|shop|site|ly|me|io|uk)\b(?!@)"
)
_SHORTENER = re.compile(
    r"\b(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co/|is\.gd|ow\.ly|cutt\.ly|rb\.gy|shorturl\.at|tiny\.cc|"
    r"wa\.me/|t\.me/)|\.(?:xyz|top|click|ru|biz|buzz|loan)\b"
)
_DIGIT_AS_WORD = re.compile(
    r"\b(?:2|4)(?: ?(?:claim|stop|win|get|find|collect|opt|join|hear|receive|reveal|enter|contact|"
    r"unsub|make|chat|meet|download|order|end|cancel)| (?:free|ur|your|info|chance|mths|this))\b"
)
_BY_NAME = re.compile(r"\s{0,9}(?:Hi|Hello|Hey|Dear|Hola|Estimado|Estimada|Querido) [A-Z][a-z]+\b")
_HEADER = re.compile(r"(?im)(?:^|\|)[ \t]{0,4}(?:subject|from|to|email_from|received date) ?:")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_BIG_WORD = re.compile(r"\b[A-Z][A-Za-z]+")
_RUN_TOGETHER = re.compile(r"[a-z]{2}\d{3}|\d{2}[a-z]{3}|[a-z][A-Z]{2,9}[a-z]|\b4u\b|\b2u\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\bBo?x ?\d|\bBOX ?\w?\d", re.ASCII)
_AGE = re.compile(
    r"\b1[68] ?\+|\(1[68]|\b1[68]\b(?: yrs| only)|\bage ?1[68]|\bmsg(?:@|18)|\b18\b(?!:)"
)


@dataclass(frozen=True, slots=True)
class SpamReading:
    """What a text looks like: ``score`` 0 to 1, ``signs`` the names of what was seen."""

    is_spam: bool
    score: float
    signs: tuple[str, ...] = ()


def read_spam(text: str, channel: str = "sms") -> SpamReading:
    """Tell whether a text is a mass message; at most the first ``MAX_CHARS`` letters are read.

    Args:
        channel: where it came in. All are read alike: no genuine message of any channel looks like
            a mass message, and adverts of every kind come in on all of them.
    """
    values = signs_of(text[:MAX_CHARS])
    score = weigh(values, SPAM)
    seen = sorted(
        (name for name, value in values.items() if SPAM.get(name, 0.0) * value >= _NAMED_FROM),
        key=lambda name: -SPAM[name] * values[name],
    )
    is_spam = score >= SPAM_FROM
    return SpamReading(is_spam, round(score, 4), tuple(seen) if is_spam else tuple(seen[:3]))


def signs_of(text: str) -> dict[str, float]:
    """Return what a text shows, by name; 0 and 1 but for counts and shares, which are capped."""
    said = folded(text)
    marks = LEXICON.read(said)
    values = _shape(text, said) | _families(marks)
    values["letter"] = float(len(marks.words) > _WORDS_OF_A_LETTER or bool(_HEADER.search(text)))
    if values["letter"]:
        # Links, amounts, addresses and names stand in every letter.
        values |= dict.fromkeys(_USUAL_IN_LETTERS, 0.0)
    asks_reply = marks.has(BIT["send_word"]) and (values["keyword"] or values["short_code"])
    lures = sum(marks.has(BIT[name]) for name in _LURES)
    # A letter is long enough to touch many subjects; a mass message has them close together.
    dense = min(1.0, _WORDS_OF_A_TEXT / max(len(marks.words), 1))
    values["lures"] = min(max(lures - 1, 0), 3) * dense
    speaks_of_itself = values["self"] or values["everyday"] or values["asks"]
    lured = any(marks.has(BIT[name]) for name in _PLAIN_LURES) or bool(values["price_each"])
    values["impersonal"] = float(lured and not (speaks_of_itself or values["letter"]))
    values["self_asks"] = float(bool(values["self"] and values["asks"]))
    values["act_for_lure"] = float(
        lures > 0 and bool(values["premium"] or values["dial_number"] or asks_reply)
    )
    values["link_for_lure"] = float(lures > 0 and bool(values["link"] or values["shortener"]))
    values["money_for_lure"] = float(lures > 0 and bool(values["money"]))
    values["free_thing"] = float(marks.near(BIT["free"], BIT["handset"], 8)) or float(
        marks.near(BIT["free"], BIT["reward_kind"], 8) or marks.near(BIT["free"], BIT["tone"], 8)
    )
    return values


def _families(marks: Marks) -> dict[str, float]:
    values = {name: float(marks.has(bit)) for name, bit in BIT.items()}
    count = max(len(marks.words), 1)
    values["self"] = min(1.0, marks.count(BIT["self"]) / count * 5)
    values["everyday"] = min(1.0, marks.count(BIT["everyday"]) / count * 5)
    values["adult_many"] = float(marks.count(BIT["adult"]) + marks.count(BIT["dating"]) > 2)
    values["agency_many"] = float(marks.count(BIT["agency_pitch"]) > 1)
    values["promo_many"] = float(marks.count(BIT["promo"]) > 1)
    values["handset_many"] = float(marks.count(BIT["handset"]) > 1)
    values["tone_many"] = float(marks.count(BIT["tone"]) > 1)
    values["short"] = float(count < 8)
    values["long"] = float(count > 15)
    return values


def _shape(text: str, said: str) -> dict[str, float]:
    letters = max(len(text), 1)
    capitals = len(_CAPITALS.findall(text))
    shouting = text.isupper() and len(text) > 20
    return {
        "premium": float(_PREMIUM.search(said) is not None),
        "freephone": float(_FREEPHONE.search(said) is not None),
        "dial_number": float(_NUMBER_TO_DIAL.search(said) is not None),
        "short_code": float(_SHORT_CODE.search(said) is not None),
        "keyword": float(not shouting and _KEYWORD.search(text) is not None),
        "price_each": float(_PRICE_EACH.search(said) is not None),
        "money": float(_MONEY.search(said) is not None),
        "large": float(_LARGE.search(said) is not None),
        "percent_off": float(_PERCENT_OFF.search(said) is not None),
        "link": float(_LINK.search(said) is not None),
        "shortener": float(_SHORTENER.search(said) is not None),
        "capitals": 0.0 if shouting else min(capitals, 4) / 4,
        "big_words": min(1.0, len(_BIG_WORD.findall(text)) / letters * 25),
        "digits": min(1.0, sum(map(str.isdigit, text)) / letters * 5),
        "exclaims": min(text.count("!"), 3) / 3,
        "run_together": float(_RUN_TOGETHER.search(text) is not None),
        "digit_as_word": float(_DIGIT_AS_WORD.search(said) is not None),
        "postcode": float(_POSTCODE.search(text) is not None),
        "age": float(_AGE.search(said) is not None),
        "asks": float("?" in text or "؟" in text or "？" in text),
        "by_name": float(_BY_NAME.match(text) is not None),
        "dots": float("..." in text or ":)" in text or ".." in text),
    }
