"""Short answers to a question asked: yes or no, a place, words of one's own.

What evades the question (``evasions``) is no answer, and neither is thanks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.claiming.clauses import CORRECTS, Clause, Said, is_negated
from app.domain.claiming.evasions import REACTS, evades, only_reacts, puts_off
from app.domain.claiming.figures import BUDGETS, MONEY
from app.domain.person_request import wants_person
from app.domain.text import strip_marks, word_set
from app.domain.tracking.names import find_names, is_common
from app.domain.tracking.places import find_place

# "Maybe", "either": no answer yet to a question for a place or for yes or no.
_HEDGES = re.compile(
    r"\b(?:not sure|unsure|dont know|don't know|no idea|dunno|depends|maybe|perhaps|possibly|might|"
    r"not decided|undecided|haven't decided|doesn't matter|doesnt matter|no preference|anywhere|"
    r"any(?: where)?|whatever|whichever|wherever|flexible|open to|either|skip|not yet know|"
    r"prefer not|rather not|none of your|why do you|no se|ni idea|depende|quiza|quizas|tal vez|"
    r"puede ser|da igual|cualquier\w*|donde sea|no estoy segur[oa]|todavia no se|"
    r"no importa)\b|"
    r"(?<!\w)(?:لا اعرف|ما اعرف|لا ادري|ما ادري|مدري|ربما|يمكن|مو متاكد|مش متاكد|لست متاكد|حسب|"
    r"اي مكان|"
    r"لا يهم|ما يهم|ما تفرق|مش فارقه|عادي)(?!\w)"
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
    r"(?P<said>(?:no(?! (?:problem|worries|doubt|reason|hay problema|se\b|idea|preference|mas|"
    r"more|less))|"
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
    "sure please great cool nice perfect fine alright no problem bye hm hmm lol so a the stop "
    "sorry",
    "hola buenas buenos dias tardes noches gracias vale si claro por favor bien perfecto saludos "
    "perdon perdona disculpa disculpe",
    "مرحبا اهلا هلا السلام عليكم صباح مساء الخير النور شكرا نعم تمام اوك طيب ماشي لا عفوا اسف",
)
# What stands before an answer and says nothing of it.
_TEXT_COURTESY = _COURTESY | word_set(
    "actually sorry well i mean oh um perdon bueno pues mejor digo عفوا قصدي والله"
)
# More words around a "maybe" say what may be.
_HEDGING_WORDS = 4
_ASKS_MONEY = re.compile(
    r"\b(?:how much|price|cost|pay|budget|spend|money|amount|cuanto|precio|coste|costo|pag\w+|"
    r"presupuesto|gast\w+|dinero|importe)\b|كم|سعر|ميزاني|تدفع|مبلغ|تكلف"
)
_NO_PLACE = word_set(
    "i ll ve re you he she we they it its me my him us them this that these those there im ill "
    "yes no not stop call don do does did is are was let lets say tell ask wait who what why how "
    "haven hasn isn aren won didn doesn shouldn wouldn couldn can could would should ring",
    "yo tu usted ustedes nosotros ella ello ellos nos eso esto esa ese se lo me te mi no si "
    "ya que quien cuando como porque para hay soy estoy estamos esta estan somos",
    "je il elle on nous vous ils ne ca ich du er wir ihr sie io lui lei noi voi non nao eu "
    "ele ela isso",
    "انا نحن انت انتي انتم هو هي هم هذا هذه ذلك هاد هاي ده دي ما لا ليش شو وش كل",
)
_TALKS = word_set(
    "you your u te ti contigo usted vous toi ihnen dich",
    "لك لكم عليك عليكم معك معكم منك منكم بك فيك اليك",
)
# "We are in the process", "I already told you": small letters in a sentence about something else.
_SPEAKS = re.compile(
    r"\b(?:i|you|u|we|they|he|she)(?:'(?:ll|ve|d|s|m|re))? "
    r"(?!(?:(?:am|are|is|be|live|stay) )?(?:in|near|at|from|around|by|based)\b|"
    r"(?:think|guess|love|said|meant|say|suppose|choose|pick|chose)\b)\w+|\b(?:let's|lets) "
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
    for number, clause in enumerate(said.clauses[:3]):
        piece = said.flat[clause.start : clause.end]
        if clause.is_question:
            continue
        if _HEDGES.search(piece) or evades(piece):
            return None
        if match := _YES.match(said.flat, clause.start, clause.end):
            return "yes", match.start("said"), match.end("said")
        if wants_person(piece):
            return None
        if match := _NO.match(said.flat, clause.start, clause.end):
            is_taken_back = number + 1 < len(said.clauses) and _evades_at(said, number + 1)
            return None if is_taken_back else ("no", match.start("said"), match.end("said"))
        if echoed := _echo(said, clause, flat_questions):
            return echoed
        consent = _CONSENTS.match(said.flat, clause.start, clause.end)
        if consent and _OFFERS.search(flat_questions):
            return "yes", consent.start("said"), consent.end("said")
    return None


def _evades_at(said: Said, number: int) -> bool:
    clause = said.clauses[number]
    return not clause.is_question and evades(said.flat[clause.start : clause.end])


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
        if not clause.tells or (clause.is_question and not clause.wishes) or only_reacts(piece):
            continue
        if (_RESIDES.search(piece) and not asks_home) or _YOURS.search(piece):
            continue
        # "Triana would be great": the place is what is said before.
        reaction = REACTS.search(said.flat, clause.start, clause.end)
        told = replace(clause, end=reaction.start()) if reaction else clause
        place = _asked_place(said, told) if is_asked else _plain_place(said, told)
        if place is None or not _is_place(said, place) or is_negated(said, told, place[1]):
            continue
        is_told = clause.wishes or not place[0].islower() or not _SPEAKS.search(piece)
        if is_told and not puts_off(piece):
            found = place
    return found


def _is_place(said: Said, place: Piece) -> bool:
    """Tell whether words can be a place: no rest of a word ("'ll"), no pronoun or its verb."""
    _, start, end = place
    named = re.findall(r"[^\W\d_]+", said.flat[start:end])
    is_cut = start > 0 and said.flat[start - 1] in "'_"
    if is_cut or all(len(word) < 2 for word in named) or named[0] in _NO_PLACE:
        return False
    # Who is spoken to stands in sentences, never in the name of a place.
    return not any(word in _TALKS for word in named)


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
    if _HEDGES.search(piece) or set(re.findall(r"[^\W\d_]+", piece)) <= _COURTESY:
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


def read_text(
    said: Said, questions: tuple[str, ...] = (), taken: Sequence[tuple[int, int]] = ()
) -> Piece | None:
    """Return what the lead answers in their own words, without questions and courtesies.

    Args:
        questions: of the criterion; an amount of money answers only one that asks for money.
        taken: the pieces of ``said.flat`` that settle other criteria; their clauses are no answer.
    """
    kept: list[Clause] = []
    for clause in said.clauses:
        piece = said.flat[clause.start : clause.end]
        if clause.is_question or only_reacts(piece):
            continue
        if set(re.findall(r"[^\W_]+", piece)) <= _TEXT_COURTESY:
            continue
        if puts_off(piece) or (_HEDGES.search(piece) and len(piece.split()) <= _HEDGING_WORDS):
            return None
        kept.append(clause)
    untaken = [one for one in kept if not _is_taken(said, one, questions, taken)]
    if not untaken:
        return None
    first, last = untaken[0].start, untaken[-1].end
    if any(first < one.start < last for one in kept if one not in untaken):
        return None
    if any(one.is_question and first < one.start < last for one in said.clauses):
        return None
    return _words_of(said, first, last)


def _is_taken(
    said: Said, clause: Clause, questions: tuple[str, ...], taken: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether a clause answers another question, or only names a sum nobody asked for."""
    if any(start < clause.end and clause.start < end for start, end in taken):
        return True
    piece = said.flat[clause.start : clause.end]
    amount = MONEY.search(piece)
    if amount is None or not (amount["before"] or amount["mid"] or amount["after"]):
        return False
    others = _CONTENT.findall(BUDGETS.sub(" ", CORRECTS.sub(" ", MONEY.sub(" ", piece))))
    return not others and _ASKS_MONEY.search(strip_marks(" ".join(questions))) is None


def _words_of(said: Said, start: int, end: int) -> Piece:
    if courtesy := _AT_END.search(said.flat, start, end):
        end = courtesy.start()
    while start < end and not said.flat[start].isalnum():
        start += 1
    while end > start and not said.flat[end - 1].isalnum():
        end -= 1
    return said.quote(start, end), start, end
