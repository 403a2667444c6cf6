"""The words by which a follow-up is told from a full question, in English, Spanish and Arabic."""

from __future__ import annotations

import re

from app.domain.text import strip_marks, word_set, words


def _phrases(*lines: str) -> tuple[tuple[str, ...], ...]:
    found = {tuple(words(phrase)) for line in lines for phrase in line.split(",")}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


# Said without meaning anything to look up.
COURTESY = word_set(
    "hi hello hey yo good morning evening afternoon day there thanks thank you thx cheers ok okay",
    "k yes yeah yep no nope sure fine great nice cool perfect please bye goodbye got it sorry",
    "hola buenas buenos dias tardes noches saludos gracias muchas vale si claro bueno bien",
    "perfecto genial listo por favor adios hasta luego",
    "مرحبا اهلا هلا السلام عليكم وعليكم ورحمة الله وبركاته صباح مساء الخير النور شكرا جزيلا",
    "تمام طيب نعم لا اوك اوكي ايوه اي حسنا ممتاز من فضلك لو سمحت مع السلامه",
)
# Said before the question proper.
FILLERS = word_set(
    "ok okay so thanks thank great good cool well hmm hi hello hey yes please sorry",
    "vale gracias bueno bien claro hola perfecto",
    "طيب تمام شكرا حسنا اوك اوكي مرحبا السلام عليكم يعني",
)
OPENINGS = _phrases(
    "and,and what about,and how about,what about,how about,also,or,but,then,and for,for,with",
    "without,what if,and if,same for,any,only",
    "y,e,pero,o,entonces,que tal,y que tal,tambien,y para,y si,para,con,sin,y en,y con",
    "و,ماذا عن,وماذا عن,شو عن,ايش عن,طب,بالنسبه,وبالنسبه,واذا,ولو,او,بس,مع,بدون",
)
# What anything has: a price, an hour, a place. Alone it does not say of what.
ATTRIBUTES = word_set(
    "price prices cost costs much many long far big old soon often size sizes colour color colors",
    "time times duration fee fees rate rates total include includes included extra minimum",
    "maximum cheaper cheapest",
    "expensive discount warranty guarantee available availability",
    "precio precios cuesta cuestan costo coste costos vale valen cuanto cuanta cuantos cuantas",
    "tarda dura duracion horario horarios tamano color talla incluye incluido descuento garantia",
    "disponible disponibilidad barato caro",
    "سعر سعرها السعر الاسعار اسعار تكلفه التكلفه كلفه ثمن بكم كم بكام قديش مده المده موعد وقت",
    "الوقت مكان المكان لون مقاس حجم خصم ضمان يكلف تكلف يستغرق تستغرق متوفر متوفره",
)
TIMES = word_set(
    "monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays",
    "saturday saturdays sunday sundays weekend weekends today tomorrow tonight now morning",
    "mornings evening evenings afternoon afternoons night nights week weeks month months year",
    "years day days hour hours minute minutes next later holiday holidays christmas",
    "lunes martes miercoles jueves viernes sabado sabados domingo domingos hoy manana noche tarde",
    "semana mes ano dia dias hora horas festivos navidad proximo proxima",
    "الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت اليوم غدا بكره بكرا الليله صباحا مساء",
    "الاسبوع الشهر السنه شهر اسبوع سنه يوم رمضان العيد القادم الجاي",
)
# Who speaks of "you" names the business, and with it a topic of its own.
YOU = word_set(
    "you your yours u ur",
    "usted ustedes tienen tiene tienes ofrecen aceptan venden hacen abren cierran estan su sus",
    "عندكم لديكم انتم انتو عندك لديك فيكم تقدمون تبيعون تقبلون تفتحون تقفلون توفرون",
)
POINTING = word_set(
    "it its them they he she him one ones",
    "eso esa ese esos esas ello aquel aquella lo",
    "له لها فيه فيها عنه عنها منه منها عليه عليها به بها هو هي",
)
POINTING_ALONE = word_set(
    "this that these those same",
    "esto esta este estos estas mismo misma",
    "هذا هذه هذي ذلك تلك هاد هاي",
)
# "Is it possible", "it is true": the word stands for nothing.
SAID_OF_NOTHING = word_set("possible true ok okay allowed necessary safe too")
EMPTY = word_set(
    "a an the is are was were be been am do does did have has had can could will would should may",
    "i me my we us our you your it its this that these those them they he she him one ones there",
    "what when where which who whose why how of to in on at for by with from about and or but if",
    "so also too then any some please tell know let just want need like get give possible same",
    "again more else not no yes really only per each exactly",
    "el la los las un una unos unas es son de del en y o a al que me mi te se su lo le con por",
    "para sin como cuando donde cual cuales quien si no tambien hay esta estan eso ese esa esto",
    "este ello quiero saber puede pueden tienen tiene usted ustedes mas ya muy mismo misma seria",
    "في من على الى عن هل ما ماذا متي اين وين كيف كم ان انا هو هي هذا هذه هذي ذلك تلك مع او ثم لو",
    "قد يا شو وش ايش ليش لماذا له لها فيه فيها عنه عنها منه منها عليه عليها به بها عندكم لديكم",
    "ممكن اريد ابغي بدي عاوز اعرف تكون يكون بعد كذا ايضا بس",
)

_WITHOUT = (
    # About ourselves.
    r"\b(?:are|r) (?:you|u) (?:an? )?(?:bot|robot|ai|human|machine|real|person|chatbot)\b",
    r"\b(?:is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? )?"
    r"(?:bot|robot|ai|human|machine|real|person|chatbot)\b",
    r"\bwho (?:am i|are you|is this)\b|\bare you (?:there|still there)\b|\banybody there\b",
    r"\b(?:eres|es usted|es esto|hablo con) (?:un |una )?"
    r"(?:bot|robot|humano|persona|maquina|ia)\b|\bquien eres\b|\bhay alguien\b",
    r"\bانت (?:روبوت|بوت|انسان|شخص|اليا|الي)|\bمن انت\b|\bاكلم (?:روبوت|بوت|انسان)",
    # A person is wanted; that is its own answer.
    r"\b(?:speak|talk|chat)(?:ing)? (?:to|with) (?:an?|the|your|some\w*)\b"
    r"|\breal (?:person|human)\b|\bhuman being\b",
    r"\bhablar con (?:un|una|alguien|el|la)\b|\bpersona real\b",
    r"(?:اكلم|التحدث|اتحدث|التكلم|اتكلم)(?: مع)? (?:شخص|احد|موظف|انسان|مدير|حدا)|شخص حقيقي",
    # Small talk, and asking whether one may ask.
    r"^\W*how(?: are|'re|s| is) (?:you|it going|u|things)(?: doing| today)?\W*$"
    r"|^\W*(?:que tal|como estas?)\W*$"
    r"|^\W*كيف (?:حالك|الحال|حالكم)\b|^\W*شلونك",
    r"^\W*(?:can|could|may) (?:i|you|u) (?:ask|help)(?: (?:me|you|a|something|question))*"
    r"(?: please)?\W*$",
    r"^\W*(?:me )?(?:puede|puedes|podria|pueden) ayudar(?:me)?\W*$"
    r"|^\W*(?:هل )?(?:ممكن|تقدر|يمكنك) (?:تساعدني|مساعدتي|سؤال|اسال)\W*$",
)
NEEDS_NO_KNOWLEDGE = re.compile("|".join(_WITHOUT))
WANTS_APPOINTMENT = re.compile(
    r"\b(?:book|schedule|make|get|arrange|set up) (?:an?|the|my)? ?"
    r"(?:appointment|viewing|visit|meeting|slot|consultation|call)\b"
    r"|\b(?:agendar|reservar|pedir|programar|sacar|concertar) (?:una |la )?(?:cita|visita|hora)\b"
    + strip_marks(r"|(?:احجز|حجز|اخذ|احدد|تحديد) (?:لي )?(?:موعد|زياره|معاينه)")
)
