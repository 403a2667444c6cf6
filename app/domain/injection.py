"""Whether an inbound text tries to instruct the model that reads it.

An alarm, not the defence: nothing an attacker writes is obeyed because the assistant's powers do
not come from text. The alarm is deterministic, costs a fraction of a millisecond and names what
it saw. Words alone never raise it ("Should I ignore this warning?"): a sign is an order together
with what only a model has (its rules, its prompt, its role, its output), a costume (system tags,
a developer's voice, a world without rules), or a disguise (ciphers, hidden letters). The signs are
weighed by a logistic sum fitted in ``bench/fit_signs.py``. What is planted in somebody else's
letter is read sentence by sentence in ``app.domain.planted``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from app.domain import planted
from app.domain.injection_shapes import shape
from app.domain.injection_words import BIT, LEXICON
from app.domain.sign_weights import INJECTION
from app.domain.signs import Marks, folded, weigh
from app.domain.text import word_set

MAX_CHARS = 20_000
# Orders are also put at the end, where a model reads them last.
TAIL_CHARS = 4_000
FLAGGED_FROM = 0.45
_NAMED_FROM = 0.3
_MOST_SPANS = 20
_IDLE_FAMILIES = (
    *("prior", "reveal", "your", "possess", "mine", "inner", "iam", "dont"),
    *("without", "mail_object", "wipe", "turn", "asks_self", "text_word", "as_per"),
    *("place", "not_after"),
)
# Families that show nothing as long as no other was seen: most messages are read no further.
_IDLE = sum(BIT[name] for name in _IDLE_FAMILIES)
_SPELT_APART = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]){5,60}[^\W\d_](?!\w)")


@dataclass(frozen=True, slots=True)
class InjectionReading:
    """What a text tries: ``score`` 0 to 1, ``signs`` by name, ``spans`` of suspicious sentences.

    Spans are offsets into the text that was read, first come first; empty when nothing is flagged.
    """

    is_flagged: bool
    score: float
    signs: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def read_injection(text: str) -> InjectionReading:
    """Tell whether a text gives orders to a model; reads its start and its end when it is long."""
    direct, foreign = 0.0, 0.0
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, part in _parts(text):
        values = signs_of(part)
        score = weigh(values, INJECTION)
        direct = max(direct, score)
        if score >= FLAGGED_FROM:
            signs += _telling(values)
            spans += [(start + a, start + b) for a, b in _suspicious(part)]
        for a, b, likeness, names in planted.foreign_sentences(part):
            foreign = max(foreign, likeness)
            signs += names
            spans.append((start + a, start + b))
    is_flagged = direct >= FLAGGED_FROM or foreign > 0
    score = max(direct, foreign)
    kept = tuple(sorted(set(spans)))[:_MOST_SPANS] if is_flagged else ()
    return InjectionReading(is_flagged, round(score, 4), tuple(dict.fromkeys(signs)), kept)


def _parts(text: str) -> list[tuple[int, str]]:
    if len(text) <= MAX_CHARS + TAIL_CHARS:
        return [(0, text)]
    return [(0, text[:MAX_CHARS]), (len(text) - TAIL_CHARS, text[-TAIL_CHARS:])]


def _telling(values: dict[str, float]) -> list[str]:
    named = [
        name for name, value in values.items() if INJECTION.get(name, 0) * value >= _NAMED_FROM
    ]
    return sorted(named, key=lambda name: -INJECTION[name] * values[name])


def _suspicious(text: str) -> list[tuple[int, int]]:
    """Return the sentences that alone raise the alarm, or the text whole when none does."""
    found: list[tuple[int, int]] = []
    for start, end in planted.sentences(text):
        if len(found) < _MOST_SPANS and weigh(signs_of(text[start:end]), INJECTION) >= FLAGGED_FROM:
            found.append((start, end))
    return found or [(0, len(text))]


def signs_of(text: str) -> dict[str, float]:
    """Return what a text shows, by name: 0 or 1, or a count brought to at most 1."""
    spelt = _SPELT_APART.search(text) is not None
    if spelt:
        text = _SPELT_APART.sub(_joined, text)
    said = folded(text)
    marks = LEXICON.read(said)
    values = shape(text, said)
    if marks.seen & ~_IDLE or values["dan"]:
        values |= _orders(marks) | _claims(marks, is_named=bool(values["dan"]))
        values |= _together(marks, values)
    values["spelt_apart"] = float(spelt)
    return values


def _joined(found: re.Match[str]) -> str:
    return "".join(filter(str.isalpha, found.group()))


def _seen(marks: Marks, name: str) -> bool:
    return marks.has(BIT[name])


def _many(marks: Marks, name: str, most: int) -> float:
    return min(marks.count(BIT[name]), most) / most


def _orders(marks: Marks) -> dict[str, float]:
    """Read what is to be forgotten, shown or put out."""
    forget = _let_go(marks, "override")
    rules = _near(forget, marks, "rules", 6) | _near(forget, marks, "maker", 3)
    earlier = _near(forget, marks, "prior", 4) | _near(forget, marks, "told", 6)
    wiped = _let_go(marks, "wipe")
    wiped_rules = _near(wiped, marks, "rules", 4)
    wiped_all = wiped_rules & _near(wiped, marks, "prior", 3)
    above = {place for place, _ in marks.pairs(BIT["above"], BIT["text_word"], 3)}
    says = _near(forget, marks, "reveal", 5) | _near(forget, marks, "output", 5)
    if _seen(marks, "reveal"):
        says |= _near(forget, marks, "above", 4)
    spares = bool(_near(forget, marks, "mail_object", 4)) and not rules
    own_rules = {place for place, _ in marks.pairs(BIT["rules"], BIT["possess"], 2)}
    inner = marks.near(BIT["inner"], BIT["rules"], 2)
    own = _seen(marks, "own_text") or (inner and bool(own_rules))
    brief = {place for place, _ in marks.pairs(BIT["brief"], BIT["possess"], 2)}
    topic = bool(own_rules) and any(map(_has_topic, pairwise(marks.words)))
    theirs = marks.near(BIT["secret"], BIT["mine"], 2)
    return {
        "override_rules": float(bool(rules & earlier or wiped_all)),
        "wiped_rules": float(bool(wiped_rules) and not wiped_all),
        "override_bare": float(bool(rules) and not rules & earlier),
        "override_prior": float(bool(earlier) and not rules & earlier),
        "override_first": float(any(place <= 3 for place in forget)),
        "override_twice": float(len(forget) > 1),
        "override_says": float(bool(earlier & says)),
        "override_mail": float(spares),
        "reveal_above": float(bool(above and _near(sorted(above), marks, "reveal", 6))),
        "own_text": float(own),
        "new_rules": float(_seen(marks, "fresh")),
        "prompt_text": float(_seen(marks, "prompt_text")),
        "reveal_own": float(own and _seen(marks, "reveal")),
        "rules_topic": float(topic or bool(own_rules and _seen(marks, "as_per"))),
        "your_brief": float(bool(brief)),
        "reveal_brief": float(bool(_near(sorted(brief), marks, "reveal", 5))),
        "briefed": float(_seen(marks, "briefed")),
        "your_rules": float(bool(own_rules)),
        "reveal_rules": float(bool(own_rules & _near(sorted(own_rules), marks, "reveal", 6))),
        "secret": float(_seen(marks, "secret")),
        "secret_yours": float(marks.near(BIT["secret"], BIT["possess"], 2) and not theirs),
        "secret_asked": float(marks.near(BIT["secret"], BIT["reveal"], 5) and not theirs),
        "secret_mine": float(theirs),
        "output": _many(marks, "output", 3),
        "without_rules": float(marks.near(BIT["without"], BIT["rules"], 3)),
        "told": float(_seen(marks, "told")),
        "told_what": float(marks.near(BIT["told"], BIT["reveal"], 4)),
        "asks_self": float(_seen(marks, "asks_self")),
        "instead": float(_seen(marks, "instead")),
    }


def _claims(marks: Marks, is_named: bool) -> dict[str, float]:
    """Read roles, worlds, voices and names."""
    claims = _seen(marks, "iam")
    branded = marks.near(BIT["maker"], BIT["vendor"], 3) and _seen(marks, "model")
    moded = marks.near(BIT["mode_word"], BIT["upkeep"], 3) or marks.near(
        BIT["mode_word"], BIT["maker"], 2
    )
    moded = moded or any(
        marks.near(BIT["system"], BIT[name], 2) for name in ("upkeep", "mode_word")
    )
    maker = marks.near(BIT["maker"], BIT["your"], 2) or marks.near(BIT["maker"], BIT["model"], 3)
    god = marks.near(BIT["god"], BIT["iam"], 2)
    return {
        "role": _many(marks, "role", 3),
        "persona": float(_seen(marks, "persona") or is_named),
        "freedom": _many(marks, "freedom", 4),
        "mode": float(_seen(marks, "mode") or moded),
        "obey": float(_seen(marks, "obey")),
        "authority": float(_seen(marks, "authority") or god or branded or (claims and maker)),
        "model": _many(marks, "model", 3),
        "brand": float(_seen(marks, "brand")),
        "fiction": float(_seen(marks, "fiction")),
        "codec": float(_seen(marks, "codec")),
        "harm": _many(marks, "harm", 2),
        "others_data": float(_seen(marks, "others_data")),
        "off_task": float(_seen(marks, "off_task")),
        "pretext": float(_seen(marks, "pretext")),
        "upkeep": float(_seen(marks, "upkeep")),
        "much_you": float(len(marks.words) > 60 and marks.count(BIT["your"]) > 4),
    }


def _together(marks: Marks, values: dict[str, float]) -> dict[str, float]:
    """Read what stands together anywhere in the text."""
    forgets = bool(_let_go(marks, "override"))
    data = (_seen(marks, "secret") and not values["secret_mine"]) or _seen(marks, "others_data")
    wants = data or _seen(marks, "off_task")
    costume = bool(values["authority"] or values["obey"] or values["mode"] or values["capital_tag"])
    role, model = _seen(marks, "role"), _seen(marks, "model")
    hides = _seen(marks, "codec")
    maker = _seen(marks, "maker") and _seen(marks, "iam")
    return {
        "override_wants": float(forgets and wants),
        "override_costume": float(forgets and (costume or role or bool(values["persona"]))),
        "costume_wants": float(costume and (wants or _seen(marks, "own_text"))),
        "costume_model": float(costume and model),
        "maker_upkeep": float(maker and _seen(marks, "upkeep")),
        "upkeep_secret": float(_seen(marks, "upkeep") and data and _seen(marks, "iam")),
        "system_tag": float(bool(values["capital_tag"]) and _seen(marks, "system")),
        "pretext_wants": float(_seen(marks, "pretext") and data),
        "tongue_wants": float(_seen(marks, "tongue") and (data or _seen(marks, "own_text"))),
        "tongue_pretext": float(_seen(marks, "tongue") and _seen(marks, "pretext")),
        "fiction_lawless": float(_seen(marks, "fiction") and bool(values["without_rules"])),
        "role_fiction": float(role and _seen(marks, "fiction")),
        "new_rules_order": float(bool(values["new_rules"]) and (role or bool(values["output"]))),
        "role_model": float(role and model),
        "role_lawless": float(role and bool(values["without_rules"])),
        "markup_model": float(bool(values["markup"]) and model),
        "role_freedom": float(role and _seen(marks, "freedom")),
        "model_freedom": float(model and _seen(marks, "freedom")),
        "codec_cipher": float(hides and bool(values["cipher"])),
        "codec_shows": float(hides and (_seen(marks, "reveal") or _seen(marks, "output"))),
        "instead_task": float(
            _seen(marks, "instead")
            and _seen(marks, "off_task")
            and (forgets or _seen(marks, "turn") or marks.near(BIT["instead"], BIT["prior"], 3))
        ),
        "instead_prior": float(marks.near(BIT["instead"], BIT["rules"], 5)),
        "fiction_markup": float(_seen(marks, "fiction") and bool(values["markup"])),
        "markup_task": float(bool(values["markup"]) and _seen(marks, "off_task")),
        "braced_wants": float(bool(values["braced"]) and (wants or forgets)),
        "output_quoted": float(_seen(marks, "output") and bool(values["quoted"])),
        "dialogue_roles": float(bool(values["dialogue"]) and (role or model)),
        "wifi": float(_seen(marks, "place")),
    }


# "Your rules on pets" have a subject of their own; a model's rules have none.
_TOPIC_AFTER = word_set(
    "on for about regarding concerning sobre para zu fur concernant per su بشان"
)
_RULE_WORDS = word_set(
    "rules rule instructions guidelines reglas instrucciones regeln regles regole"
)


def _has_topic(pair: tuple[str, str]) -> bool:
    return pair[0] in _RULE_WORDS and pair[1] in _TOPIC_AFTER


def _let_go(marks: Marks, name: str) -> list[int]:
    """Return where something is to be forgotten, but for "should I ignore" and "don't forget".

    Germanic languages put their "not" behind the verb.
    """
    spared = set(marks.places.get(BIT["dont"], ()))
    for place in marks.places.get(BIT["not_after"], ()):
        spared |= {place - 1, place - 2, place - 3}
    return [p for p in marks.places.get(BIT[name], ()) if p not in spared and p - 1 not in spared]


def _near(places: list[int], marks: Marks, name: str, gap: int) -> set[int]:
    only = Marks(places={1: places, 2: marks.places.get(BIT[name], [])})
    return {place for place, _ in only.pairs(1, 2, gap)}
