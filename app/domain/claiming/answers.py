"""Short answers to a question asked: yes or no, a place, words of one's own.

What evades the question ("not sure", «da igual», «لا أعرف») is no answer, and neither is thanks.
"""

from __future__ import annotations

import re

from app.domain.claiming.clauses import Clause, Said, is_negated
from app.domain.text import strip_marks, word_set
from app.domain.tracking.names import find_names, is_common
from app.domain.tracking.places import find_place

_EVADES = re.compile(
    r"\b(?:not sure|unsure|dont know|don't know|no idea|dunno|depends|maybe|perhaps|possibly|might|"
    r"not decided|undecided|haven't decided|doesn't matter|doesnt matter|no preference|anywhere|"
    r"any(?: where)?|whatever|whichever|wherever|flexible|open to|either|skip|later|not yet know|"
    r"prefer not|rather not|none of your|why do you|no se|ni idea|depende|quiza|quizas|tal vez|"
    r"puede ser|da igual|cualquier\w*|donde sea|no estoy segur[oa]|todavia no se|luego|"
    r"no importa|"
    # Who will not tell has told nothing: "I don't want to say that" is no "no".
    r"(?:don't|dont|do not|would not|wouldn't|won't|cannot|can't|not) (?:really )?"
    r"(?:(?:want|like|wish|going|comfortable|willing|ready) (?:to )?)?"
    r"(?:say|saying|tell|telling|share|sharing|disclose|disclosing|answer|answering|discuss\w*)|"
    r"keep (?:that|this|it) (?:to (?:myself|ourselves)|private)|"
    r"(?:that's|that is|it's|thats|eso es|es algo) "
    r"(?:private|personal|confidential|privado|confidencial)|"
    r"(?:no (?:quiero|queremos|quisiera|voy a|puedo|deseo)|(?:prefiero|preferimos|preferiria) no) "
    r"(?:(?:me|le|te|se|lo|la) )?(?:decir|contar|compartir|contestar|responder|revelar)\w*)\b|"
    r"(?<!\w)(?:لا اريد|لا اود|لا ارغب|لا احب|ما ابي|ما ابغي|ما بدي|افضل الا|افضل عدم|افضل ما) "
    r"(?:ان |في )?(?:اقول|القول|قول|اذكر|ذكر|الافصاح|افصح|مشاركه|اشارك|الاجابه|اجيب|احكي)\w*|"
    r"(?<!\w)(?:لا اعرف|ما اعرف|لا ادري|ما ادري|مدري|ربما|يمكن|مو متاكد|مش متاكد|لست متاكد|حسب|"
    r"اي مكان|"
    r"لا يهم|ما يهم|ما تفرق|مش فارقه|عادي|بعدين)(?!\w)"
)
_YES = re.compile(
    r"\W*(?:(?:well|oh|um|hmm|bueno|pues|والله)\W+)?"
    r"(?P<said>(?:oh )?(?:yes|yeah|yep|yup|yea|ya|sure|definitely|absolutely|of course|certainly|"
    r"correct|indeed|affirmative|(?:i|we) (?:do|am|are|have|would|will|can)(?= *(?:$|[,.!;]))|"
    r"si|sip|claro|por supuesto|desde luego|asi es|efectivamente|correcto|afirmativo|"
    r"نعم|ايوه|ايوا|اي|ايه|اجل|اكيد|طبعا|بالتاكيد|بلي|تمام|صح|صحيح)(?!\w))"
)
_NO = re.compile(
    r"\W*(?:(?:well|oh|um|hmm|bueno|pues|والله)\W+)?"
    r"(?P<said>(?:no(?! (?:problem|worries|doubt|hay problema|se\b|idea|preference|mas|more|less))|"
    r"nope|nah|not (?:really|yet|at all|now|at the moment)|never|negative|"
    r"(?:i|we) (?:don't|dont|do not|haven't|have not|havent|am not|aren't|won't|can't|wouldn't)"
    r"(?= *(?:$|[,.!;]| yet| need| have| want))|"
    r"todavia no|aun no|nunca|tampoco|para nada|negativo|"
    r"لا(?! (?:مشكله|باس|اعرف|ادري|يهم))|كلا|ليس بعد|لسه|لسا|ابدا|مو الان|مش الان)(?!\w))"
)
_CONSENTS = re.compile(
    r"\W*(?P<said>ok|okay|please|sounds good|vale|de acuerdo|perfecto|موافق|ماشي|اوك)(?!\w)"
)
_OFFERS = re.compile(
    r"\b(?:would you like|do you want|shall|can we|could we|may we|should we|desea|quiere|quieres|"
    r"le gustaria|te gustaria|podemos)\b|(?<!\w)(?:هل تريد|هل ترغب|هل تود|تحب)(?!\w)"
)
_OWN = re.compile(
    r"\b(?:i|we)(?:'d| would| will|'ll|'m| am|'ve)? ?(?:really |do |also )?(?:don't |dont |"
    r"do not )?"
    r"(?:need|have|want|own|like|got|going to need)\b|"
    r"\b(?:necesito|necesitamos|tengo|tenemos|quiero|queremos)\b|"
    r"(?<!\w)(?:احتاج|نحتاج|عندي|عندنا|لدي|لدينا|اريد|نريد|ابي|ابغي|معي)(?!\w)"
)
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_QUESTION_WORDS = word_set(
    "what when where which that this your have need want would like with does will there about "
    "already currently looking please",
    "tiene tienes tienen necesita quiere usted para como cuando donde cual esta alguna alguno",
    "لديك عندك تريد تحتاج ترغب الذي التي",
)
_COURTESY = word_set(
    "hi hello hey good morning evening afternoon there thanks thank you very much ok okay yes yeah "
    "sure please great cool nice perfect fine alright no problem bye hm hmm lol so a the stop",
    "hola buenas buenos dias tardes noches gracias vale si claro por favor bien perfecto saludos",
    "مرحبا اهلا هلا السلام عليكم صباح مساء الخير النور شكرا نعم تمام اوك طيب ماشي لا",
)
_AT_END = re.compile(
    r"[\s,]+(?:please|pls|thanks|thank you|por favor|gracias|لو سمحت|من فضلك|شكرا)\W*$"
)
_STEADY_PLACE = re.compile(
    r"\W*(?:(?:i|we|am|are|is|it|would|want|need|prefer|like|looking|to|be|somewhere|something|in|"
    r"near|at|around|the|area|of|city|close|live|i'm|we're|it's|i'd|preferably|please|mainly|maybe|"
    r"en|cerca|de|por|la|el|zona|del|quiero|prefiero|seria|busco|ciudad|vivo|me|gustaria|hacia|"
    r"في|ب|قرب|قريب|من|منطقه|حي|مدينه|ابي|ابغي|اريد|افضل|بدي|نبي|جنب|اسكن)\s+)*"
)
_IN_PLACE = re.compile(
    r"\b(?:in|near|around|en|cerca de|por la zona de|zona de)\s+(?:the |la |el )?(?=[^\W\d_])"
)
# "Near my work" is a place to who was asked for one; "in a hurry" is not.
_NEAR = re.compile(
    r"\b(?:near|close to|around|next to|cerca de|cerca del|junto a)\s+(?=[^\W\d_])"
    r"|(?<!\w)(?:قرب|قريب من|جنب)\s+(?=[^\W\d_])"
)
_ARABIC_IN = re.compile(
    r"(?<!\w)(?:في|بمنطقه|بحي|قرب|قريب من)\s+(?P<place>[^\W\d_]{3,}(?:\s+(?!ب|في|و|من|علي|مع|"
    r"او)[^\W\d_]{4,})?)"
)
_ARABIC_NO_PLACE = word_set(
    "اقرب اسرع حدود الشهر الاسبوع السنه العام اليوم الوقت المستقبل العاده الحقيقه الواقع الميزانيه "
    "الصباح المساء الليل النهار نفس حال حاله حاجه انتظار الشقه الفيلا البيت المنطقه المدينه الصيف "
    "الشتاء نهايه بدايه مكان اي كل هذا هذه الموضوع الموقع الاعلان خدمه"
)
_YOURS = re.compile(r"\b(?:your|yours|branch|office|store|su|sus|sucursal|oficina)\b|فرعكم|مكتبكم")
_RESIDES = re.compile(
    r"\b(?:(?<!to )live|(?<!of )living|lives|based|born|from|work in|working in|"
    r"vivo|vivimos|soy de|trabajo en)\b"
    r"|(?<!\w)(?:اسكن|ساكن|ساكنه|اعيش|نسكن|اعمل|من سكان)(?!\w)"
)

Piece = tuple[str, int, int]


def read_yes_no(said: Said, questions: tuple[str, ...]) -> Piece | None:
    """Return ``yes`` or ``no`` and where it was said, or None when the words leave it open."""
    flat_questions = strip_marks(" ".join(questions))
    for clause in said.clauses[:3]:
        piece = said.flat[clause.start : clause.end]
        if clause.is_question:
            continue
        if _EVADES.search(piece):
            return None
        for answer, pattern in (("no", _NO), ("yes", _YES)):
            if match := pattern.match(said.flat, clause.start, clause.end):
                return answer, match.start("said"), match.end("said")
        if echoed := _echo(said, clause, flat_questions):
            return echoed
        consent = _CONSENTS.match(said.flat, clause.start, clause.end)
        if consent and _OFFERS.search(flat_questions):
            return "yes", consent.start("said"), consent.end("said")
    return None


def _echo(said: Said, clause: Clause, questions: str) -> Piece | None:
    """Return the answer in a sentence that takes up the question: "I need parking for two"."""
    own = _OWN.search(said.flat, clause.start, clause.end)
    if own is None or not clause.tells:
        return None
    wanted = set(_CONTENT.findall(questions)) - _QUESTION_WORDS
    for word in _CONTENT.finditer(said.flat, own.end(), clause.end):
        if word[0] in wanted:
            answer = "no" if is_negated(said, clause, word.start()) else "yes"
            return answer, own.start(), word.end()
    return None


def read_place(said: Said, is_asked: bool, asks_home: bool = False) -> Piece | None:
    """Return the last place a message asks for.

    Args:
        asks_home: the question is where the lead lives or comes from, so that this is told.
    """
    found = None
    for clause in said.clauses:
        piece = said.flat[clause.start : clause.end]
        if not clause.tells or (clause.is_question and not clause.wishes):
            continue
        if (_RESIDES.search(piece) and not asks_home) or _YOURS.search(piece):
            continue
        place = _asked_place(said, clause) if is_asked else _plain_place(said, clause)
        if place and not is_negated(said, clause, place[1]):
            found = place
    return found


def _plain_place(said: Said, clause: Clause) -> Piece | None:
    """Return a place that follows a word of place, in a wish or a bare phrase."""
    piece = said.flat[clause.start : clause.end]
    if not clause.wishes and len(piece.split()) > 7:
        return None
    words = said.quote(clause.start, clause.end)
    offset = clause.start + len(piece) - len(piece.lstrip())
    if match := _ARABIC_IN.search(said.flat, clause.start, clause.end):
        first = match["place"].split()[0]
        if first in _ARABIC_NO_PLACE or not clause.wishes:
            return None
        return _words_of(said, match.start("place"), match.end("place"))
    for match in _IN_PLACE.finditer(piece.lstrip()):
        for name in find_names(words[match.end() :]):
            if name.start == 0 and len(words) == len(piece.strip()):
                start = offset + match.end()
                return _words_of(said, start, start + name.end)
    return None


def _asked_place(said: Said, clause: Clause) -> Piece | None:
    piece = said.flat[clause.start : clause.end]
    if _EVADES.search(piece) or set(re.findall(r"[^\W\d_]+", piece)) <= _COURTESY:
        return None
    if clause.is_question and not clause.wishes:
        return None
    if plain := _plain_place(said, clause):
        return plain
    filler = _STEADY_PLACE.match(piece)
    start = clause.start + (filler.end() if filler else 0)
    rest = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", said.flat[start : clause.end])
    is_name = 0 < len(rest) <= 3 and not any(c.isdigit() for word in rest for c in word)
    if is_name and not any(is_common(word) or word in _COURTESY for word in rest):
        return _words_of(said, start, clause.end)
    if near := _NEAR.search(said.flat, clause.start, clause.end):
        return _words_of(said, near.end(), clause.end) if len(rest) <= 5 else None
    words = said.quote(clause.start, clause.end)
    place = find_place(words, is_asked=True) if words.isascii() else None
    if place is None:
        return None
    start = clause.start + len(piece) - len(piece.lstrip()) + place.start
    return _words_of(said, start, start + place.end - place.start)


def read_text(said: Said) -> Piece | None:
    """Return what the lead answers in their own words, without questions and courtesies."""
    kept = [
        clause
        for clause in said.clauses
        if not clause.is_question
        and not set(re.findall(r"[^\W_]+", said.flat[clause.start : clause.end])) <= _COURTESY
    ]
    if not kept or _EVADES.search(said.flat, kept[0].start, kept[-1].end):
        return None
    if any(c.is_question and kept[0].start < c.start < kept[-1].start for c in said.clauses):
        return None
    return _words_of(said, kept[0].start, kept[-1].end)


def _words_of(said: Said, start: int, end: int) -> Piece:
    if courtesy := _AT_END.search(said.flat, start, end):
        end = courtesy.start()
    while start < end and not said.flat[start].isalnum():
        start += 1
    while end > start and not said.flat[end - 1].isalnum():
        end -= 1
    return said.quote(start, end), start, end
