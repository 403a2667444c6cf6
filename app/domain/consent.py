"""Words by which a lead gives and takes away consent: STOP, START, HELP.

Deterministic and without a model: it runs before anything else sees the text, acts at once, and
must give the same answer tomorrow. A bare keyword counts in any case and with any punctuation; a
sentence counts when it asks to be left alone, and not when it merely holds the same words
(cancelling an appointment, reporting what somebody else said, asking for another hour or another
channel). In doubt it is an opt-out: a wrong one costs a question, a missed one costs the law.

Source: FCC 47 CFR 64.1200(a)(10), in force since 2025-04-11 (any reasonable means, keywords
stop, quit, end, revoke, opt out, cancel, unsubscribe); Twilio default opt-out keywords, 2026-11.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from app.domain import language as languages
from app.domain.consent_phrases import Phrases
from app.domain.consent_phrases.arabic import ARABIC, ARABIZI
from app.domain.consent_phrases.english import ENGLISH
from app.domain.consent_phrases.germanic import GERMANIC
from app.domain.consent_phrases.latin import LATIN
from app.domain.consent_phrases.others import OTHERS
from app.domain.consent_phrases.refusals import REFUSALS
from app.domain.consent_phrases.romance import ROMANCE
from app.domain.consent_phrases.romanised import HINDUSTANI
from app.domain.consent_phrases.scripts import OTHER_SCRIPTS
from app.domain.consent_phrases.spanish import SPANISH
from app.domain.consent_text import bounded, fold, has_latin, is_only_signs, said
from app.domain.consent_words import (
    CARRIER_WORDS,
    FILLERS,
    HELP_WORDS,
    LONE_STOP_WORDS,
    START_WORDS,
    STOP_WORDS,
    SURELY_ENGLISH,
    SURELY_SPANISH,
    is_english_alone,
)
from app.domain.delivery import Kind
from app.domain.tenant import Tenant

# The carriers' word as they print it, before whatever else is said.
_STOP_IN_CAPITALS = re.compile(r"\s*STOP\s*(?:[!.,;]+|[-\u2013\u2014])\s")


class ConsentWord(StrEnum):
    """What a lead asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


class _Rules:
    """The compiled phrases of one language."""

    def __init__(self, phrases: Phrases, has_spaces: bool) -> None:
        self.language = phrases.language
        start = r"(?<!\w)" if has_spaces else ""
        more = () if phrases is ARABIZI else REFUSALS.get(phrases.language, ())
        # One expression per phrase would be tried one after the other at every position.
        stop = "|".join(bounded(one) for one in (*phrases.stop, *more))
        self.stop = re.compile(f"{start}(?:{stop})")
        self.before = _optional(phrases.unless_before)
        self.after = _optional(phrases.unless_after)
        self.anywhere = _optional(phrases.unless_anywhere)
        self.support = _optional(phrases.support)

    def says_stop(self, flat: str) -> bool:
        """Tell whether the flattened message holds a phrase that nothing around it voids."""
        found = self.stop.search(flat)
        while found:
            is_void = self._is_void_by_what_precedes(found, flat)
            if not is_void and not (self.after and self.after.match(flat[found.end() :])):
                return not (self.anywhere and self.anywhere.search(flat))
            # Another phrase may begin within one that its beginning voids ("favor de no …").
            found = self.stop.search(flat, found.start() + 1 if is_void else found.end())
        return False

    def _is_void_by_what_precedes(self, found: re.Match[str], flat: str) -> bool:
        """Tell whether what stands before a phrase in its clause takes its meaning away."""
        start = flat[: found.start()].rstrip(" .")
        before = flat[: found.start()].rpartition(" .")[2].strip()
        if _REPORTED.search(start) or (self.before and before and self.before.search(before)):
            return True
        return found[0].startswith(("stop", "end ")) and bool(_NOT_TO_STOP.search(before))


# "Stop" is understood in many languages; so is the English way of asking for the opposite.
_NOT_TO_STOP = re.compile(
    r"\b(?:never|dont|do not|didnt|wont|cant|not to|why)(?: \w+){0,3}$|"
    r"\b(?:full|bus|tram|train|metro|truck|pit|rest|next|last|first|non|one|the)$"
)

# Somebody else's words, told or quoted ("Ana dijo: …").
_REPORTED = re.compile(
    fold(
        r"\b(?!i |yo )\w+ (?:said|says|wrote|texted|replied|dijo|dice|escribió|respondió|"
        r"قال|قالت|كتب|a dit|sagte|schrieb|disse|ha detto|сказал|сказала)$"
    )
)


def _optional(pattern: str) -> re.Pattern[str] | None:
    return re.compile(bounded(pattern)) if pattern else None


# Scripts that do not part words with spaces, or whose vowel signs look like word ends.
_UNSPACED = frozenset({"cjk", "thai", "indic"})


@cache
def _rules(script: str) -> tuple[_Rules, ...]:
    """Return the rules of the languages written in a script; compiled at the first need."""
    own = {
        "latin": (ENGLISH, SPANISH, ARABIZI, HINDUSTANI, *ROMANCE, *GERMANIC, *LATIN, *OTHERS),
        "arabic": (ARABIC,),
    }.get(script, ())
    phrases = (*own, *OTHER_SCRIPTS.get(script, ()))
    return tuple(_Rules(one, script not in _UNSPACED) for one in phrases)


def classify(text: str) -> ConsentWord | None:
    """Return what the message asks for, or None when it is an ordinary message."""
    flat = said(text)
    if is_only_signs(text):
        return ConsentWord.STOP
    if not flat:
        return None
    word = _keyword(flat)
    if word is None and _STOP_IN_CAPITALS.match(text) and not text.isupper():
        word = ConsentWord.STOP
    if word is not None:
        return word
    return ConsentWord.STOP if _matching_language(text, flat) else None


def is_keyword(text: str) -> bool:
    """Tell whether a carrier acts on this message itself: one bare word and nothing else."""
    return text.strip().upper() in CARRIER_WORDS


def language_of(text: str) -> str:
    """Return the language of a consent message (``en``, ``es``, ``ar``, …), empty if unknown."""
    flat = said(text)
    if not flat:
        return ""
    bare = _bare(flat)
    for words in (STOP_WORDS, LONE_STOP_WORDS, START_WORDS, HELP_WORDS):
        if bare in words:
            return words[bare]
    return _matching_language(text, flat) or languages.detect(text).code


# One message, nothing promotional, and none of the words a carrier would act on but STOP and START.
_REPLIES: dict[Kind, dict[str, str]] = {
    Kind.OPT_OUT_CONFIRMATION: {
        "en": "{name}: you will get no more messages from us. Reply START to undo this.",
        "es": "{name}: no recibirá más mensajes nuestros. Responda START para volver a recibirlos.",
        "ar": "{name}: لن تصلك رسائل منا بعد الآن. أرسل START للتراجع.",
    },
    Kind.OPT_IN_CONFIRMATION: {
        "en": "{name}: messages are on again. Reply HELP for help, STOP for no more messages.",
        "es": "{name}: volverá a recibir mensajes. Responda HELP para ayuda, STOP para no "
        "recibir más.",
        "ar": "{name}: عادت الرسائل. أرسل HELP للمساعدة و STOP لإيقافها.",
    },
    Kind.HELP: {
        "en": "{name}: write your question here and we will answer. {contact}Reply STOP for no "
        "more messages.",
        "es": "{name}: escriba aquí su pregunta y le respondemos. {contact}Responda STOP para no "
        "recibir más mensajes.",
        "ar": "{name}: اكتب سؤالك هنا وسنجيبك. {contact}أرسل STOP لإيقاف الرسائل.",
    },
}


def confirmation(kind: Kind, language: str, tenant: Tenant) -> str:
    """Return the one text that answers STOP, START or HELP where the provider does not.

    The tenant's own help text wins in its language; a language we do not have becomes English.
    """
    texts = _REPLIES[kind]
    own = tenant.profile.help_text
    if kind is Kind.HELP and own:
        return own.get(language) or own.get("en") or next(iter(own.values()))
    link = tenant.profile.booking_link
    contact = f"{link} " if link else ""
    return texts.get(language, texts["en"]).format(name=tenant.name, contact=contact)


def _keyword(flat: str) -> ConsentWord | None:
    """Judge messages that are a keyword, alone or among words that carry no wish of their own."""
    if flat in LONE_STOP_WORDS:
        return ConsentWord.STOP
    bare = _bare(flat)
    if bare in STOP_WORDS:
        return ConsentWord.STOP
    if bare in START_WORDS:
        return ConsentWord.START
    if flat in HELP_WORDS:
        return ConsentWord.HELP
    return ConsentWord.STOP if _has_stop_clause(flat) else None


def _bare(flat: str) -> str:
    """Return the message without courtesies around it."""
    words = flat.replace(" . ", " ").split()
    if len(words) > 1 and len(set(words)) == 1:
        del words[1:]
    while len(words) > 1 and words[0] in FILLERS:
        del words[0]
    while len(words) > 1 and words[-1] in FILLERS:
        del words[-1]
    return " ".join(words)


def _has_stop_clause(flat: str) -> bool:
    """Tell whether one clause is a keyword and all others only explain it."""
    clauses = flat.split(" . ")
    if len(clauses) < 2:
        return False
    if _bare(clauses[-1]) in STOP_WORDS and len(clauses[0].split()) > 1:
        # Whatever was said before, it ends with the word itself.
        return True
    rest = [clause for clause in clauses if _bare(clause) not in STOP_WORDS]
    return len(rest) < len(clauses) and all(_supports(clause) for clause in rest)


def _supports(clause: str) -> bool:
    if _bare(clause) in FILLERS:
        return True
    for script in ("latin", "arabic"):
        for rules in _rules(script):
            if rules.support and rules.support.fullmatch(clause):
                return True
    return False


# A courtesy or "from now on" may stand anywhere; the phrases are looked for with and without.
_COURTESY = re.compile(
    fold(
        r"(?<!\S)(?:please|pls|plz|plse|kindly|thanks|thank you|thx|asap|immediately|right now|"
        r"por favor|porfa|porfavor|porfis|gracias|من فضلك|من فضلكم|لو سمحت|لو سمحتم|رجاء|الرجاء|"
        r"شكرا|s il vous plait|sil vous plait|svp|merci|bitte|danke|obrigad[oa]|prego|grazie|"
        r"per favore|aub|alstublieft|lutfen|prosze|пожалуйста|спасибо|будь ласка|"
        r"por fa|x fa|xfa|xfavor|x favor|plis|plox|بليز|plss+|guys|you guys|people|amigos?|"
        r"يا جماعه|يا اخي|يا شباب|اخي|going forward|moving forward|in (?:the )?future|"
        r"from now on|from here on(?: out)?|henceforth|from this (?:day|point)(?: on| forward)?|"
        r"en adelante|de ahora en adelante|en el futuro|a partir de (?:ahora|hoy)|de hoy en "
        r"adelante|in zukunft|kunftig|zukunftig|ab jetzt|ab sofort|a lavenir|a l avenir|"
        r"dorenavant|desormais|in futuro|dora in poi|d ora in poi|no futuro|daqui (?:em|para|"
        r"pra) (?:diante|frente)|in de toekomst|voortaan|vanaf nu|bundan sonra|bundan boyle|"
        r"w przyszlosci|od teraz|впредь|в будущем|отныне|आगे से|अब से|mulai sekarang|"
        r"ke depannya|tu nay(?: ve sau)?|مستقبلا|في المستقبل|من الان فصاعدا|من الان وصاعدا|"
        r"من اليوم(?: وطالع| ورايح)?)(?= |$)|以后|以後|今后|今後|从现在起|從現在起|앞으로 ?"
    )
)
_SCRIPTS = (
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("cjk", re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")),
    ("indic", re.compile("[\u0900-\u0dff]")),
    ("hebrew", re.compile("[\u0590-\u05ff]")),
    ("greek", re.compile("[\u0370-\u03ff]")),
    ("thai", re.compile("[\u0e00-\u0e7f]")),
)


def _matching_language(text: str, flat: str) -> str:
    """Return the language in which the message says stop, or an empty string."""
    scripts = ["latin"] if text.isascii() else _scripts(flat)
    bare = " ".join(_COURTESY.sub("", flat).split())
    for script in scripts:
        for rules in _likely(_rules(script), flat):
            if rules.says_stop(flat) or (bare != flat and rules.says_stop(bare)):
                return rules.language
    return ""


# Written in one breath with English or Spanish; the others are left out beside those.
_MIXED = frozenset({"en", "es", "ar", "hi", "tl"})


def _likely(rules: tuple[_Rules, ...], flat: str) -> tuple[_Rules, ...]:
    """Leave out languages that the message is surely not in; most messages are ordinary ones."""
    words = set(flat.split())
    if words.isdisjoint(SURELY_ENGLISH) and words.isdisjoint(SURELY_SPANISH):
        return rules
    mixed = _MIXED - {"es"} if is_english_alone(flat, words) else _MIXED
    return tuple(one for one in rules if one.language in mixed) or rules


def _scripts(flat: str) -> list[str]:
    found = [name for name, letters in _SCRIPTS if letters.search(flat)]
    return found if found and not has_latin(flat) else [*found, "latin"]
