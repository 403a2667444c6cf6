"""Drafts that ask for what nobody may be asked for here, or name a way to pay of somebody else.

Card numbers, passwords, codes sent by text and pictures of documents are never asked for, whatever
a model was told: a lead who sends them has been robbed by us or by who reads along. A way to pay is
the business's to name: what its texts do not hold (a currency of the net, a money transfer, a gift
card, an account) is how fraud is paid. English, Spanish and Arabic.
"""

from __future__ import annotations

import re

from app.domain.text import ascii_digits

_SECRET_EN = (
    r"(?:your (?:credit|debit|bank|payment) cards?|(?:your )?cards? (?:numbers?|details|info\w*"
    r"|data)"
    r"|cvv|cvc|security code|expiry date|(?:bank|account) (?:details|number|login)|your iban"
    r"|passwords?|passcode|your (?:pin|login|credentials|passport)|pin (?:code|number)"
    r"|(?:one[- ]time|verification|confirmation|security|login|sms|6[- ]digit|six[- ]digit)"
    r" (?:code|password|pin)s?|otp|2fa code"
    r"|code (?:we|that we|you|that you) (?:just )?(?:sent|texted|received|got)"
    r"|social security(?: number)?|ssn|mother'?s maiden name|passport (?:number|copy|photo|scan)"
    r"|(?:driv\w+ licen[cs]e|id|identity) (?:card|number|document|photo|copy|scan)s?"
    r"|(?:photo|picture|copy|scan|image)s? of (?:your|the) (?:\w+ ){0,2}"
    r"(?:id|passport|licen[cs]e|card|document)s?)"
)
_ASKING_EN = (
    r"(?:(?:send|give|tell|text|share|provide|enter|type|confirm|write|reply with|message|submit"
    r"|upload"
    r"|forward|dictate|read|e-?mail|need|require|ask for)\b"
    r"|what(?:'s| is| are)|(?:may|could|can) i (?:have|get)|(?:may|could|can) we (?:have|get))"
)
_SECRET_ES = (
    r"(?:(?:numero|datos|codigo|foto)s? de (?:(?:la|su|tu|una) )?(?:tarjeta|cuenta|seguridad)"
    r"|tarjeta de (?:credito|debito)|cvv|cvc|iban|contrasenas?|claves?(?: de acceso)?|pin"
    r"|codigo (?:de (?:verificacion|confirmacion|seguridad|un solo uso|acceso)|que (?:le|te) "
    r"(?:llego|enviamos|mandamos|ha llegado)|sms)|otp"
    r"|(?:foto|copia|imagen|escaneo) de (?:su|tu) (?:dni|nie|pasaporte|documento|tarjeta"
    r"|identificacion)"
    r"|(?:numero de |su |tu )(?:dni|nie|pasaporte|seguridad social)"
    r"|numero de (?:la )?tarjeta|fecha de caducidad)"
)
_ASKING_ES = (
    r"(?:(?:envi|mand|d(?:e|i|eme|ame|igame|ime)\b|facilit|compart|proporcion|escrib|introduzc"
    r"|confirm|indi"
    r"|pas(?:e|a)|necesit|remit|adjunt|sub(?:a|e)\b|responda con|dict)\w*|cual es|me (?:da|dice"
    r"|pasa))"
)
_SECRET_AR = (
    r"(?:(?:رقم|بيانات|صوره|تفاصيل|معلومات) (?:ال)?(?:بطاق|حساب|جواز|هوي|بنك)\w*"
    r"|(?:ال)?رقم السري|كلمه (?:ال)?(?:مرور|سر)\w*|كلمه السر|رمز (?:ال)?(?:تحقق|تاكيد|امان|سري"
    r"|دخول)\w*"
    r"|الرمز (?:الذي|اللي) (?:وصلك|ارسلنا\w*)|الايبان|رقم جوازك|رقم هويتك|بطاقتك (?:البنكيه"
    r"|الايتمانيه))"
)
_ASKING_AR = (
    r"(?:ارسل|ابعث|اعط|زود|اكتب|ادخل|شارك|اخبر|قل|نحتاج|احتاج|نريد|اريد|ممكن|الرجاء|يرجي|ما هو"
    r"|ما هي|هات)\w*"
)
_ASKS = re.compile(
    rf"\b{_ASKING_EN}\s(?:[^.!?\n]{{0,60}}\s)?(?:your |the |a |full |us )?{_SECRET_EN}\b"
    rf"|\b{_ASKING_ES}\s(?:[^.!?\n]{{0,60}}\s)?{_SECRET_ES}\b"
    rf"|(?<!\w){_ASKING_AR}\s(?:[^.!?\n]{{0,60}}\s)?{_SECRET_AR}"
)
_HINT = re.compile(
    r"card|tarjeta|cvv|cvc|security|bank|account|cuenta|iban|pass|contrasena|clave|pin\b|log ?in"
    r"|credential|code|codigo|otp|ssn|maiden|licen|\bid\b|identi|dni|nie\b|pasaporte|seguridad"
    r"|caducidad"
    r"|بطاق|حساب|جواز|هوي|السري|كلمه|رمز|الايبان"
)
# "Please never send us a password", "we do not need your card details".
_NOT = re.compile(
    r"\b(?:never|not|no|don'?t|won'?t|cannot|can'?t|without|nunca|jamas|sin|ni|neither|nor)\b"
    r"|(?<!\w)(?:لا|لن|ابدا|بدون|دون|ليس)(?!\w)"
)
_WAYS = (
    r"bitcoins?|btc|crypto(?:currenc(?:y|ies))?|cripto(?:monedas?)?|ethereum|usdt|tether|western"
    r" union"
    r"|moneygram|zelle|venmo|cash ?app|paypal|bizum|revolut|gift ?cards?|tarjetas? (?:de )?regalo"
    r"|بيتكوين|(?:عملات|عمله|العملات) (?:المشفره|مشفره|الرقميه|رقميه)|ويسترن يونيون|باي بال|بايبال"
    r"|بطاق(?:ه|ات) (?:ال)?هدايا"
)
_NAMED = re.compile(rf"(?<!\w)(?:و|ب|بال|ال|وال)?({_WAYS})(?!\w)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b")


def speaks_of_money(text: str) -> bool:
    """Tell whether a text, stripped of marks, may ask for something secret or name a way to pay."""
    return bool(_HINT.search(text) or _NAMED.search(text))


def asks_for_secret(sentence: str) -> bool:
    """Tell whether a sentence, stripped of marks, asks for a card, a code, a document."""
    if not _HINT.search(sentence) or _NOT.search(sentence):
        return False
    return _ASKS.search(sentence) is not None


def strange_payments(sentence: str, vocabulary: frozenset[str]) -> list[str]:
    """Return the ways to pay that a sentence offers and the business's words do not hold.

    Args:
        sentence: stripped of marks.
        vocabulary: the words of the business's texts, stripped of marks.
    """
    named = {match[1] for match in _NAMED.finditer(sentence)}
    if not named or _NOT.search(sentence):
        return []
    return sorted(one for one in named if not vocabulary.issuperset(one.split()))


def accounts_in(text: str) -> set[str]:
    """Return the numbers of bank accounts (IBAN) in a text, without their blanks."""
    return {re.sub(r"[ -]", "", match[0]) for match in _IBAN.finditer(ascii_digits(text))}
