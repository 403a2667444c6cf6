"""The last look at a draft before it may become a message.

Refuses by default: every figure, day, street, link, phone number and mail address in the draft must
stand in what the business said or, for figures only, in what the lead said. Nothing contradicts the
business, no name stands there that nobody gave, nothing is promised that no tool did, nothing of
our own workings is told, the writer claims to be nobody, and the text is in the lead's script and
short enough. ``hold`` can be mended by one more try (``Verdict.hint`` says how); ``escalate``
cannot: a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.addresses import revealed, without_links
from app.domain.admission import admits, unfounded
from app.domain.contacts import wrong_emails, wrong_handles, wrong_links, wrong_phones
from app.domain.evidence import Evidence, Statement, gather, sentences, statements_of
from app.domain.figures import (
    Ground,
    references,
    unfounded_dates,
    unfounded_figures,
    unfounded_streets,
)
from app.domain.foreign import other_names, strange_names
from app.domain.gibberish import is_gibberish
from app.domain.gifts import strange_gifts
from app.domain.knowledge import Passage
from app.domain.language import arabic_share, detect, latin_share
from app.domain.leaks import joined, shows_secret, shows_workings
from app.domain.numbers import plain
from app.domain.payments import accounts_in, asks_for_secret, speaks_of_money, strange_payments
from app.domain.persona import denies_ai, takes_name
from app.domain.polarity import contradicted
from app.domain.promises import promises
from app.domain.segments import measure, normalise
from app.domain.tenant import Tenant
from app.domain.text import fold, strip_marks, words
from app.domain.verdict import Decision as Decision
from app.domain.verdict import GuardReason as GuardReason
from app.domain.verdict import Verdict as Verdict

_ESCALATES = frozenset({"secret", "workings"})
_SAME_SENTENCE = 0.75
_SAME_WORDS = 0.95
_CARRIER_WORD = re.compile(
    r"\b(?i:reply|text|answer|send|type|write|responde|responda|envia|escribe|escriba)\b"
    r"[^.!?\n]{0,20}"
    r"[\"'*]?\b(?:STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|YES|START)\b"
)
# Many ask without the sign.
_ASKS = re.compile(
    r"\W*(?:do|does|is|are|can|could|will|have|has|any|may|hay|tienen|tiene|puedo|se puede|aceptan"
    r"|acepta|admiten|ofrecen|es|son|هل|عندكم|لديكم|فيه|في|ممكن|يوجد)\b"
)
_MARKDOWN = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|`([^`]+)`|^#{1,6}\s+", re.MULTILINE)
_BLANK = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
# A phrase of so many letters is found in letters alone, whatever stands between them.
_LONG_PHRASE = 8


@dataclass(frozen=True, slots=True)
class GuardContext:
    """What a draft is judged against.

    ``business_texts`` are the tenant's words (``business_texts``), ``lead_texts`` the lead's and
    the operator's of this conversation, ``facts`` what code computed (the local time);
    ``private_texts`` must never be told (the rules); ``never_say`` are the business's own
    forbidden phrases; ``foreign_names`` are other businesses.
    ``max_chars`` and ``max_segments`` (of an SMS) 0 mean no limit; ``done`` are the tools that
    acted in this turn. ``must_admit``:
    something was asked that nothing here answers, and the draft rests on nothing; ``name`` is
    the business's; ``asked`` the lead's newest words (else the last of ``lead_texts``), which a
    bare yes or no answers; ``passages`` those of ``business_texts``, for what stands in documents
    only.
    """

    language: str
    business_texts: tuple[str, ...]
    lead_texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    private_texts: tuple[str, ...] = ()
    never_say: tuple[str, ...] = ()
    foreign_names: tuple[str, ...] = ()
    max_chars: int = 0
    max_segments: int = 0
    done: frozenset[str] = frozenset()
    is_latin_arabic: bool = False
    must_admit: bool = False
    name: str = ""
    asked: str = ""
    passages: tuple[Passage, ...] = ()


def business_texts(tenant: Tenant, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return a tenant's own words as evidence, in a stable order.

    Args:
        passages: what the model was shown: the whole knowledge, or what was found for the turn.
    """
    profile = tenant.profile
    said = (tenant.name, profile.about, profile.scope, profile.booking_link)
    questions = tuple(
        text for c in profile.criteria for text in (*c.questions.values(), *c.options)
    )
    help_texts = (*profile.help_text.values(), *profile.disclosure.values())
    # A question and its answer are one text: a bare "no" says what it denies.
    known = tuple(text for one in passages for text in (one.words, one.url))
    return (*said, *questions, *help_texts, *known)


def judge(draft: str, context: GuardContext) -> Verdict:
    """Return whether a draft may be sent, why not, and its text with tidy typography."""
    text = tidy(draft)
    if not any(c.isalnum() for c in text):
        # Dots, blanks and signs nobody sees are no answer.
        return Verdict(Decision.HOLD, (GuardReason("empty"),), text)
    evidence = gather(context.business_texts)
    # As a reader takes it: addresses and names in disguise are what they seem.
    read = revealed(text)
    reasons = _leaks(text, read, context, evidence)
    reasons += _form(text, read, context)
    reasons += _persona(read, context)
    reasons += _promised(read, context, evidence)
    reasons += _paid(read, evidence)
    reasons += _addresses(text, read, context, evidence)
    reasons += _figures(read, context, evidence)
    reasons += _statements(read, context, evidence)
    if context.must_admit:
        reasons += _unfounded(text, context, evidence)
    if any(reason.code in _ESCALATES for reason in reasons):
        return Verdict(Decision.ESCALATE, tuple(reasons), text)
    return Verdict(Decision.HOLD if reasons else Decision.SEND, tuple(reasons), text)


def tidy(draft: str) -> str:
    """Return a draft without markdown, control characters and doubled blanks."""
    text = draft
    if not text.replace("\n", "").isprintable():
        text = "".join(
            c for c in draft if c == "\n" or c.isprintable() or c in "\u200c\u200d\u200f\u200e"
        )
    text = _MARKDOWN.sub(lambda m: m[1] or m[2] or m[3] or "", text)
    lines = [_BLANK.sub(" ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def with_disclosure(text: str, line: str) -> str:
    """Return the text opened by the disclosure line, unless it already carries it."""
    if not line or fold(line) in fold(text):
        return text
    return f"{line.strip()} {text}"


def _leaks(text: str, read: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    reasons = []
    if shows_secret(text, (*context.business_texts, *context.links, *context.lead_texts)):
        reasons.append(GuardReason("secret"))
    is_latin_arabic = context.language == "ar" and context.is_latin_arabic
    if shows_workings(text, context.private_texts, evidence.snakes) or (
        not is_latin_arabic and is_gibberish(without_links(text), evidence.vocabulary)
    ):
        reasons.append(GuardReason("workings"))
    if names_in(read, context):
        reasons.append(GuardReason("other_business"))
    heard = frozenset(word for said in context.lead_texts for word in words(said))
    own = frozenset(
        (*words(context.name), *(word for fact in context.facts for word in words(fact)))
    )
    strange = strange_names(without_links(read), evidence.vocabulary, heard | own)
    if strange:
        reasons.append(GuardReason("name", ", ".join(strange)))
    return reasons


def names_in(text: str, context: GuardContext) -> tuple[str, ...]:
    """Return the other businesses' names in a text that this business's own texts do not hold."""
    said = other_names(joined(text), context.foreign_names)
    own = [one.casefold() for one in context.business_texts] if said else []
    return tuple(name for name in said if not any(name.casefold() in one for one in own))


def _form(text: str, read: str, context: GuardContext) -> list[GuardReason]:
    reasons = []
    if context.max_chars and len(text) > context.max_chars:
        reasons.append(GuardReason("too_long", str(len(text))))
    segments = measure(normalise(text)).segments if context.max_segments else 0
    if segments > context.max_segments:
        reasons.append(GuardReason("too_many_segments", f"{segments} > {context.max_segments}"))
    if not _is_in_language(text, context):
        reasons.append(GuardReason("language", context.language))
    if _CARRIER_WORD.search(text):
        reasons.append(GuardReason("carrier_word"))
    said = _forbidden(read, context.never_say)
    if said:
        reasons.append(GuardReason("never_say", ", ".join(said)))
    return reasons


def _forbidden(read: str, phrases: tuple[str, ...]) -> list[str]:
    """Return the phrases a text says, in whatever case, number and punctuation."""
    if not phrases:
        return []
    told = words(read)
    roots = f" {' '.join(map(_singular, told))} "
    letters = "".join(told)
    found = []
    for phrase in phrases:
        wanted = words(phrase)
        row = " ".join(map(_singular, wanted))
        joined = "".join(wanted)
        is_long = len(joined) >= _LONG_PHRASE
        if row and (f" {row} " in roots or (is_long and joined in letters)):
            found.append(phrase)
    return found


def _singular(word: str) -> str:
    """Return a word without what number and article add to it."""
    if "\u0600" <= word[0] <= "\u06ff":
        bare = re.sub(r"^(?:وال|بال|لل|ال|و)(?=\w{3})", "", word)
        return re.sub(r"(?<=\w{3})(?:ات|ين|ون|ه)$", "", bare)
    for tail in ("es", "s"):
        if len(word) > len(tail) + 3 and word.endswith(tail):
            return word[: -len(tail)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def _persona(read: str, context: GuardContext) -> list[GuardReason]:
    if denies_ai(read):
        return [GuardReason("denies_ai")]
    if any(takes_name(sentence, context.name) for sentence in sentences(read)):
        return [GuardReason("takes_name")]
    return []


def _promised(read: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    """Return the promises nothing keeps; what the business itself says word for word is its own."""
    kinds: dict[str, None] = {}
    for sentence in sentences(read):
        found = promises(strip_marks(sentence), context.done, evidence.vocabulary)
        if found and not _is_told(sentence, evidence):
            kinds |= dict.fromkeys(found)
    if strange_gifts(sentences(read), evidence.free, _question(context) or context.asked):
        kinds["free"] = None
    return [GuardReason("promise", ", ".join(kinds))] if kinds else []


def _paid(read: str, evidence: Evidence) -> list[GuardReason]:
    """Return what is asked of a lead that nobody may ask, and strange ways to pay."""
    reasons, ways = [], [*(accounts_in(read) - evidence.accounts)]
    for sentence in sentences(read) if speaks_of_money(strip_marks(read)) else ():
        bare = strip_marks(sentence)
        if asks_for_secret(bare) and not _is_told(sentence, evidence):
            reasons.append(GuardReason("asks_secret"))
        ways += strange_payments(bare, evidence.vocabulary)
    if ways:
        reasons.append(GuardReason("payment", ", ".join(dict.fromkeys(ways))))
    return reasons


def _is_told(sentence: str, evidence: Evidence) -> bool:
    """Tell whether the business itself says a sentence, about word for word."""
    return any(evidence.near(mine, _SAME_WORDS) for mine in statements_of(sentence))


def _is_in_language(text: str, context: GuardContext) -> bool:
    bare = without_links(text)
    if context.name:
        # "La Mimosa" is no Spanish, wherever it stands.
        bare = re.sub(re.escape(context.name), " ", bare, flags=re.IGNORECASE)
    if not any(c.isalpha() for c in bare):
        return True
    if context.language == "ar":
        return context.is_latin_arabic or arabic_share(bare) >= 0.3
    if context.language not in ("en", "es"):
        return True
    if not bare.isascii() and latin_share(bare) < 0.5:
        return False
    guess = detect(bare)
    # Two languages share many words: only a clear majority in a text of some length counts.
    is_clear = guess.margin >= 0.6 and len(words(bare)) >= 5
    return not (is_clear and guess.code != context.language)


def _addresses(
    text: str, read: str, context: GuardContext, evidence: Evidence
) -> list[GuardReason]:
    known = (context.links, evidence, context.business_texts, context.passages)
    found = (
        ("link", wrong_links(text, read, *known)),
        ("link", wrong_handles(read, context.business_texts, evidence.vocabulary)),
        ("email", wrong_emails(read, evidence, context.lead_texts)),
        ("phone", wrong_phones(read, evidence, context.lead_texts)),
    )
    return [GuardReason(code, ", ".join(wrong)) for code, wrong in found if wrong]


def _figures(read: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    ground = Ground(evidence, context.lead_texts, context.facts)
    found = (
        ("number", unfounded_figures(read, ground)),
        ("date", unfounded_dates(read, ground)),
        ("address", unfounded_streets(read, ground)),
    )
    return [GuardReason(code, ", ".join(wrong)) for code, wrong in found if wrong]


def _statements(read: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    """Return why a sentence does not say what the business says.

    One that repeats a sentence of the business's may neither turn its sense nor carry a figure
    that stands elsewhere; one in other words may not mean the opposite.
    """
    asked = _question(context)
    for sentence in sentences(read):
        repeats = (_of_repeated(mine, evidence) for mine in statements_of(sentence))
        if wrong := next((reason for reason in repeats if reason), None):
            return [wrong]
        is_asking = sentence.rstrip().endswith(("?", "؟"))
        turned = "" if is_asking else contradicted(sentence, evidence.index, asked)
        # "I do not know Dr. Smith" denies nothing of the business.
        if turned and not admits(strip_marks(sentence)):
            return [GuardReason("polarity", turned)]
    return []


def _of_repeated(mine: Statement, evidence: Evidence) -> GuardReason | None:
    """Return why a sentence that repeats one of the business's does not say the same."""
    near = evidence.near(mine, _SAME_SENTENCE)
    if not near:
        return None
    top = max(share for share, _ in near)
    best = [theirs for share, theirs in near if share == top]
    if all(theirs.is_negative != mine.is_negative for theirs in best):
        return GuardReason("polarity", " ".join(sorted(best[0].words)))
    # Not the lead's figures either: "yes, it costs 900" is the lead's guess, confirmed.
    if any(theirs.bears(mine) for _, theirs in near):
        return None
    strange = mine.figures - best[0].values - evidence.told_with(mine)
    if not strange and not mine.times:
        return None
    told = ", ".join(plain(value) for value in sorted(strange))
    return GuardReason("number", told or "the time of day")


def _question(context: GuardContext) -> str:
    """Return what the lead asked last, or nothing."""
    asked = context.asked or (context.lead_texts[-1] if context.lead_texts else "")
    for sentence in reversed(sentences(asked)):
        if sentence.rstrip().endswith(("?", "؟")) or _ASKS.match(strip_marks(sentence)):
            return sentence
    return ""


def _unfounded(text: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    theirs = {token for heard in context.lead_texts for token in references(heard)}
    stated = unfounded(text, evidence, context.name, theirs)
    return [GuardReason("unfounded", "; ".join(stated))] if stated else []
