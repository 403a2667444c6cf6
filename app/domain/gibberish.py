"""Stretches of a draft that are no language: codes, text backwards or letter by letter.

What they hide is not asked: whoever cannot read it is not answered, and whoever can has been told
something on a hidden way. A stretch is a run of words of which none is known, in the business's
words or among the commonest of a language, and of single letters and figures; names and lists of
things in a row are shorter than what is worth hiding. So is a text that is more of a language
backwards, or with each letter thirteen further.
"""

from __future__ import annotations

import re

from app.domain.text import strip_marks, word_set

LEAST_CHARS = 60
# Of the longer words of a text so many are known once it is turned the right way.
_LEAST_SHARE = 0.3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROT13 = str.maketrans(_LETTERS, _LETTERS[13:] + _LETTERS[:13])
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"(?:[^\w\s]|_){30}|[01.\-_/|][01.\-_/| \t]{58}")
_COMMON = word_set(
    "the is are was were be been being you your we our us im it its of to and for in on at with"
    " what",
    "when where how much many can could do does did has have had need want would like please"
    " thanks",
    "thank hi hello there this that my me not dont will any looking about price yes just get if or",
    "but from am an who why which so as by up out off all also only more most other here they them",
    "their his her she he than then now well very too day days week time make take know see come"
    " let",
    "help happy sorry welcome glad ask tell sure each while free open closed between after before",
    "until no name may one two some something anything new good great question message team",
    "el la los las un una unos es son esta estoy estan que de del en por para con como cuanto"
    " donde",
    "cual quiero necesito tengo tiene puede puedo hola gracias buenas dias si mi mis su sus muy"
    " mas",
    "hay precio cita hoy manana favor al lo le les se pero usted nada algo ser ya eso este sin"
    " sobre",
    "desde hasta soy tambien nuestro nuestra nuestros nos entre cada todo toda todos todas aqui",
    "cuando otro otra bien gusto ayudarle ayudar podemos tenemos abrimos estamos cerrado pregunta",
    "bienvenido bienvenida busca buscan comprar alquilar vender prefiere viene dia zona piso casa",
    "في من على الى عن مع هذا هذه ذلك كل او ان لا نعم لكن حتى عند بعد قبل هل ما كم لك لكم نحن انا",
    "يمكن يمكنك يمكنني لدينا الان اليوم شكرا مرحبا اهلا نفتح موعد عليكم كيف اي غير قد تم هنا هناك",
    "السعر سعر الساعه يوم موعدك رسالتك سوالك مساعدتك الفريق بالذكاء مساعد",
)


def is_gibberish(text: str, known: frozenset[str]) -> bool:
    """Tell whether a text, without its links, holds so long a stretch that is no language.

    Args:
        known: the words of the business's texts, stripped of marks.
    """
    if len(text) < LEAST_CHARS:
        return False
    if _SIGNS.search(text):
        return True
    plain = strip_marks(text)
    return _has_run(plain, known) or _reads_better(plain, known)


def _has_run(plain: str, known: frozenset[str]) -> bool:
    start, end = -1, 0
    for match in _WORD.finditer(plain):
        if _is_known(match[0], known):
            start = -1
            continue
        if start < 0:
            start = match.start()
        end = match.end()
        if end - start >= LEAST_CHARS:
            return True
    return False


def _reads_better(plain: str, known: frozenset[str]) -> bool:
    """Tell whether a text is more of a language backwards, or each letter thirteen further."""
    here = _share(plain, known)
    return here < _LEAST_SHARE and any(
        _share(form, known) >= max(_LEAST_SHARE, 2 * here)
        for form in (plain[::-1], plain.translate(_ROT13))
    )


def _share(plain: str, known: frozenset[str]) -> float:
    said = [word for word in _WORD.findall(plain) if len(word) > 2]
    return sum(_is_known(word, known) for word in said) / len(said) if len(said) > 4 else 0.0


def _is_known(word: str, known: frozenset[str]) -> bool:
    if len(word) < 2:
        return False
    return word in known or word in _COMMON or (word[0] > "\u05ff" and word[1:] in _COMMON)
