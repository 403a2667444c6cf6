"""The one answer to STOP, START and HELP, where the channel does not give it itself.

Non-promotional, with the business's name; HELP also says how to reach it and how to stop.
Source: CTIA Messaging Principles 5.1.3, Twilio "Opt-out keywords", seen 2026-11.
"""

from __future__ import annotations

from app.domain.delivery import Kind
from app.domain.tenant import Tenant

_WORDS: dict[str, dict[Kind, str]] = {
    "en": {
        Kind.OPT_OUT_CONFIRMATION: "{name}: you are unsubscribed and will get no more messages. "
        "Reply START to receive messages again.",
        Kind.OPT_IN_CONFIRMATION: "{name}: you will receive our messages again. "
        "Reply HELP for help.",
        Kind.HELP: "{name}: {help} Reply STOP to receive no more messages.",
    },
    "es": {
        Kind.OPT_OUT_CONFIRMATION: "{name}: ha cancelado la suscripción y no recibirá más "
        "mensajes. Responda START para volver a recibirlos.",
        Kind.OPT_IN_CONFIRMATION: "{name}: volverá a recibir nuestros mensajes. "
        "Responda HELP para obtener ayuda.",
        Kind.HELP: "{name}: {help} Responda STOP para no recibir más mensajes.",
    },
    "ar": {
        Kind.OPT_OUT_CONFIRMATION: "{name}: تم إلغاء اشتراكك ولن تصلك رسائل أخرى. "
        "أرسل START لاستقبال الرسائل من جديد.",
        Kind.OPT_IN_CONFIRMATION: "{name}: ستصلك رسائلنا من جديد. أرسل HELP للمساعدة.",
        Kind.HELP: "{name}: {help} أرسل STOP لإيقاف الرسائل.",
    },
}
_HELP = {
    "en": "we answer your questions here.",
    "es": "respondemos aquí a sus preguntas.",
    "ar": "نجيب عن أسئلتك هنا.",
}


def confirmation(kind: Kind, language: str, tenant: Tenant) -> str:
    """Return the text for a kind in a language; languages we do not write get English."""
    code = language if language in _WORDS else "en"
    help_text = tenant.profile.help_text.get(code) or _HELP[code]
    return _WORDS[code][kind].format(name=tenant.name, help=help_text)
