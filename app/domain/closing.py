"""Messages that only close a conversation: "thanks!", "vale, gracias", "شكرا", "👍".

Such a message never opens an ended conversation again. In doubt a message is no closing: a reply
too many costs little, a question nobody answers costs a lead.
"""

from __future__ import annotations

import re
import unicodedata

from app.domain.text import strip_marks

_MAX_CHARS = 60
_MAX_WORDS = 7
# "No, thanks" closes; a bare yes or no may answer our last message and closes nothing.
_PHRASES = (
    "thanks,thank you,thankyou,thank u,thx,ty,tysm,tks,cheers,thanks a lot,thanks a million,"
    "thanks so much,thanks very much,many thanks,thank you so much,thank you very much,"
    "thank you all,thanks again,thank you again,thanks for your help,thank you for your help,"
    "thanks for the help,thanks for the info,appreciate it,much appreciated,i appreciate it,"
    "ok,okay,okey,k,kk,oki,alright,all right,all good,great,perfect,cool,awesome,excellent,"
    "wonderful,amazing,lovely,nice,good,super,got it,gotcha,noted,understood,sounds good,"
    "will do,thats all,that is all,no thats all,thats it,thats everything,nothing else,"
    "no thanks,no thank you,no problem,no worries,you too,same to you,have a good day,"
    "have a great day,have a nice day,good night,bye,bye bye,goodbye,good bye,see you,"
    "see you soon,see you then,take care",
    "gracias,muchas gracias,mil gracias,muchisimas gracias,gracias por todo,gracias por su ayuda,"
    "gracias por tu ayuda,gracias por la informacion,gracias igualmente,no gracias,vale,"
    "eso es todo,es todo,nada mas,"
    "de acuerdo,perfecto,genial,excelente,muy bien,esta bien,muy amable,entendido,listo,igualmente,"
    "adios,chao,chau,hasta luego,hasta pronto,nos vemos,buen dia,buenas noches,feliz dia,"
    "que tenga buen dia",
    "هذا كل شيء,هذا كل شي,بس كذا,"
    "شكرا,شكرا لك,شكرا لكم,شكرا جزيلا,شكرا جزيلا لك,شكرا كثيرا,الف شكر,مشكور,مشكورين,مشكورة,"
    "تسلم,تسلمي,تسلموا,يعطيك العافية,لا شكرا,تمام,حسنا,اوكي,اوك,ممتاز,رائع,مع السلامة,"
    "الى اللقاء,وداعا,في امان الله,جزاك الله خيرا,بارك الله فيك,"
    "shukran,choukran,shukran jazilan,tamam,yeslamo,yislamo",
)
# Thanks and good-byes want a word; a bare "ok" or a thumb wants none.
_WANT_A_WORD = (
    "thank", "thx", "tysm", "tks", "cheers", "bye", "appreciate", "good night", "take care",
    "see you", "gracias", "adios", "chao", "chau", "hasta", "nos vemos", "شكر", "مشكور", "تسلم",
    "العافيه", "سلامه", "وداعا", "اللقاء", "امان", "جزاك", "بارك", "shukran", "choukran", "yslam",
    "yeslamo",
)  # fmt: skip
_WELCOME = {
    "en": "You're welcome! Just write if you need anything else.",
    "es": "¡De nada! Escríbanos si necesita algo más.",
    "ar": "على الرحب والسعة! راسلنا في أي وقت.",
}
_SIGNS = frozenset("👍👌🙏🙂😊😀😃😄😁☺❤💙💚💛🧡💜🩷🤍🤝👋🎉🙌👏✅😍🥰😘💯✌🫶✔🤗🌹🌷💐")
# Skin tones, the joiner and the selectors of emoji change no meaning.
_MODIFIERS = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff\u200d\ufe0e\ufe0f")
_QUESTION_MARKS = frozenset("?؟¿")


def _expression() -> re.Pattern[str]:
    phrases = [strip_marks(phrase) for line in _PHRASES for phrase in line.split(",")]
    one_of = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:(?:{one_of})(?: |$))+")


_CLOSING = _expression()


def is_closing(text: str) -> bool:
    """Tell whether a message says nothing but thanks, agreement or good-bye, in words or emoji."""
    if len(text) > _MAX_CHARS:
        return False
    said, has_sign = [], False
    for sign in strip_marks(text):
        if sign in _SIGNS:
            has_sign = True
            said.append(" ")
        elif sign.isalnum():
            said.append(sign)
        elif sign in _QUESTION_MARKS or not (sign in _MODIFIERS or _is_separator(sign)):
            return False
        elif sign not in _MODIFIERS and sign != "'":
            said.append(" ")
    words = "".join(said).split()
    if not words:
        return has_sign
    return len(words) <= _MAX_WORDS and _CLOSING.fullmatch(" ".join(words)) is not None


def wants_a_word(text: str) -> bool:
    """Tell whether a closing message thanks or says good-bye, so that silence would be rude."""
    plain = strip_marks(text)
    return any(word in plain for word in _WANT_A_WORD)


def welcome(language: str) -> str:
    """Return the answer to thanks; English for a language that has none."""
    return _WELCOME.get(language, _WELCOME["en"])


def _is_separator(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign)[0] in "PZ"
