"""The texts that code answers with by itself, without any model.

Short, true and promising only what has happened: a message was passed on. English, Spanish and
Arabic; any other language gets English. Spanish is written with letters that SMS has, and Arabic
so that it fits men and women alike. None holds a word that a carrier acts on.
"""

from __future__ import annotations

from typing import Literal

Media = Literal["voice", "image", "video", "file"]

_AI = {
    "en": "I am the AI assistant of {name}, not a human being. If you like, a person from the "
    "team can take over: just ask for one.",
    "es": "Soy el asistente de IA de {name}, no un ser humano. Si lo prefiere, una persona del "
    "equipo puede seguir con usted: basta con pedirlo.",
    "ar": "هنا مساعد {name} بالذكاء الاصطناعي، لا إنسان. "
    "يمكن أن يتولى أحد من الفريق المحادثة عند الطلب.",
}
_PERSON = {
    "en": "Your message was passed on to the team of {name}. A colleague will answer you here.",
    "es": "Hemos pasado su mensaje al equipo de {name}. Una persona va a responderle por este "
    "medio.",
    "ar": "تم تمرير رسالتك إلى فريق {name}، وسيرد عليك شخص من الفريق هنا.",
}
_PERSON_AWAY = {
    "en": "Your message was passed on to the team of {name}. They are not there right now and "
    "will see it when they are back.",
    "es": "Hemos pasado su mensaje al equipo de {name}. Ahora no hay nadie; lo van a ver cuando "
    "vuelvan.",
    "ar": "تم تمرير رسالتك إلى فريق {name}. لا أحد منهم موجود الآن، وسيطلعون عليها عند عودتهم.",
}
_CANNOT: dict[str, dict[str, str]] = {
    "en": {
        "voice": "I cannot listen to voice messages.",
        "image": "I cannot see pictures.",
        "video": "I cannot watch videos.",
        "file": "I cannot open files.",
    },
    "es": {
        "voice": "No puedo escuchar mensajes de voz.",
        "image": "No puedo ver fotos.",
        "video": "No puedo ver videos.",
        "file": "No puedo abrir archivos.",
    },
    "ar": {
        "voice": "لا يمكنني سماع الرسائل الصوتية.",
        "image": "لا يمكنني رؤية الصور.",
        "video": "لا يمكنني مشاهدة الفيديو.",
        "file": "لا يمكنني فتح الملفات.",
    },
}
_MEDIA = {
    "en": "This is the AI assistant of {name}. {cannot} Please write it in words.",
    "es": "Soy el asistente de IA de {name}. {cannot} Por favor, escriba con palabras lo que "
    "necesita.",
    "ar": "هنا مساعد {name} بالذكاء الاصطناعي. {cannot} الرجاء كتابة المطلوب بالكلمات.",
}
_OVER_CAP = {
    "en": "I am the AI assistant of {name} and have written enough here. Your messages were "
    "passed on; a colleague goes on from here.",
    "es": "Soy el asistente de IA de {name} y ya he escrito bastante. Hemos pasado sus mensajes "
    "al equipo; una persona sigue con usted.",
    "ar": "كتب مساعد {name} بالذكاء الاصطناعي ما يكفي هنا. "
    "تم تمرير رسائلك، وسيتولى أحد من الفريق المحادثة.",
}


def ai_answer(language: str, name: str) -> str:
    """Return the true answer to "are you a bot?"; ``name`` is the business's."""
    return _in(_AI, language).format(name=name)


def person_answer(language: str, name: str, is_open: bool = True) -> str:
    """Return what is said to a lead whose message was just passed on to a person.

    Args:
        is_open: whether somebody is there by the business's hours; if not, it says so.
    """
    return _in(_PERSON if is_open else _PERSON_AWAY, language).format(name=name)


def unreadable_media(language: str, name: str, kind: str) -> str:
    """Return the honest answer to what the assistant can neither hear nor see.

    Args:
        kind: one of ``Media``; anything else is called a file.
    """
    cannot = _CANNOT.get(language, _CANNOT["en"])
    return _in(_MEDIA, language).format(name=name, cannot=cannot.get(kind, cannot["file"]))


def over_cap(language: str, name: str) -> str:
    """Return the last words of an assistant that has written as often as it may.

    The conversation must have been passed on before this is said.
    """
    return _in(_OVER_CAP, language).format(name=name)


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts["en"])
