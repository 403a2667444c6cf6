"""Word lists of the simulated salesperson, in normalised spelling (no accents, no capitals)."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_EN = _words(
    "the a an is are was be do does did have has had i you he she it we they my your our their me "
    "us this that these those there to of in on at for with from by about and or but not if so as "
    "can could would will should may what which who how when where why hi hello hey please thanks "
    "thank still any some much many get got want need like im id am just"
)
_ES = _words(
    "el la los las un una unos unas es son era ser estar esta estan estoy hay de del en con por "
    "para sin sobre y o pero no si que cual cuales quien como cuando donde cuanto cuanta cuantos "
    "cuantas mi tu su nos le lo me te se yo tu usted ustedes hola buenas buenos dias tardes "
    "gracias quiero quisiera busco necesito tengo tienen tiene puedo pueden ofrecen al muy mas ya"
)
_AR = _words(
    "في من على عن الي الى هل ما ماذا كم متي متى اين وين كيف هذا هذه هو هي انا انت نحن لكم لي عند "
    "عندكم يوجد مع او و ان لا نعم السلام عليكم مرحبا اهلا شكرا من فضلك اريد ابغي ابحث احتاج لو سمحت"
)

STOPWORDS: dict[str, str] = {
    **dict.fromkeys(_AR, "ar"),
    **dict.fromkeys(_ES, "es"),
    **dict.fromkeys(_EN, "en"),
}
# In both languages: they tell nothing.
for _word in ("a", "me", "no", "he", "as", "so"):
    STOPWORDS[_word] = ""

QUESTION_WORDS = frozenset(
    _words(
        "what which who how when where why is are do does did can could would will should have has "
        "que cual cuales quien como cuando donde cuanto cuanta cuantos cuantas hay tienen puedo "
        "هل ما ماذا كم متي متى اين وين كيف"
    )
)

POSITIVE = frozenset(
    _words("yes yeah yep yup sure ok okay correct definitely si claro vale correcto por_supuesto "
           "نعم ايوه اكيد طبعا تمام اجل")
)  # fmt: skip
NEGATIVE = frozenset(_words("no nope not dont never nah nunca tampoco لا كلا ليس مو لم"))

TIME_WORDS = frozenset(
    _words(
        "today tomorrow tonight now asap soon immediately week weeks month months year weekend "
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december spring summer autumn winter morning "
        "afternoon evening hoy manana ahora pronto inmediatamente semana semanas mes meses ano "
        "lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio "
        "julio agosto septiembre octubre noviembre diciembre primavera verano otono invierno tarde "
        "اليوم غدا بكره الان قريبا فورا اسبوع الاسبوع شهر الشهر شهرين اشهر سنه السنه الاحد الاثنين "
        "الثلاثاء الاربعاء الخميس الجمعه السبت يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس "
        "سبتمبر اكتوبر نوفمبر ديسمبر صباح مساء"
    )
)

# Stems, as ``words_of`` gives them.
MONEY = frozenset(
    _words("budget dollar usd eur euro sar aed riyal dirham spend pay presupuesto dolar peso "
           "gastar pagar ميزانيه ميزانيتي ميزانيتنا ريال درهم دولار دينار")
)  # fmt: skip

SCALES = {
    "k": 1_000, "mil": 1_000, "thousand": 1_000, "الف": 1_000, "الاف": 1_000,
    "m": 1_000_000, "million": 1_000_000, "millon": 1_000_000, "millones": 1_000_000,
    "مليون": 1_000_000,
}  # fmt: skip

NUMBER_WORDS: dict[str, int] = {
    word: value
    for names in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "صفر واحد اثنين ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
    )
    for value, word in enumerate(names.split())
} | {
    "una": 1,
    "غرفتين": 2,
    "ثلاث": 3,
    "اربع": 4,
    "خمس": 5,
    "million": 1_000_000,
    "مليون": 1_000_000,
}

# Phrases are looked for as whole words.
PERSON = (
    "real person", "a person", "a human", "human being", "speak to someone", "talk to someone",
    "speak with someone", "talk to a", "speak to a", "your manager", "representative",
    "call me please", "una persona", "un humano", "hablar con alguien", "un asesor",
    "hablar con un", "persona real", "شخص حقيقي", "اكلم شخص", "التحدث مع شخص", "اكلم موظف",
    "التحدث مع موظف", "موظف", "انسان",
)  # fmt: skip
WHO_ARE_YOU = (
    "are you a bot", "are you a robot", "are you human", "is this a bot", "are you real",
    "am i talking to a", "eres un bot", "eres un robot", "eres humano", "eres una persona",
    "es un bot", "هل انت روبوت", "انت روبوت", "هل انت بوت", "هل انت انسان",
)  # fmt: skip
BYE = (
    "bye", "goodbye", "good bye", "not interested", "adios", "hasta luego", "no me interesa",
    "مع السلامه", "لست مهتم",
)  # fmt: skip
THANKS = (
    "thanks", "thank you", "bye", "great thanks", "gracias", "muchas gracias", "adios", "شكرا",
    "شكرا لك", "مع السلامه",
)  # fmt: skip
GREETINGS = (
    "hi", "hello", "hey", "good morning", "good afternoon", "hola", "buenas", "buenos dias",
    "buenas tardes", "مرحبا", "اهلا", "السلام عليكم", "صباح الخير",
)  # fmt: skip

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "disclose": ("I'm the virtual assistant here.",),
        "machine": ("Yes, I'm a virtual assistant, not a person; a colleague can take over.",),
        "greet": ("Hello! Good to hear from you.", "Hi, thanks for writing.", "Hello there!"),
        "picture": ("Thanks, I see your picture ({kinds}).",),
        "noted": ("Thanks, noted.", "Got it, thank you.", "Good to know, thanks."),
        "unknown": (
            "I don't have that at hand, so I have passed your question to a colleague.",
            "I can't say that for sure; a colleague now has your question.",
        ),
        "person": ("Of course, I'm handing you to a colleague who will write to you shortly.",),
        "done": ("Thank you, that's all I need to know for now.",),
        "link": ("You can pick a time here:",),
        "bye": ("You're welcome!",),
    },
    "es": {
        "disclose": ("Soy el asistente virtual.",),
        "machine": ("Sí, soy un asistente virtual, no una persona; un compañero puede ayudarle.",),
        "greet": ("¡Hola! Gracias por escribirnos.", "¡Hola! Encantado de ayudarle."),
        "picture": ("Gracias, veo su imagen ({kinds}).",),
        "noted": ("Gracias, anotado.", "Entendido, gracias.", "Perfecto, tomo nota."),
        "unknown": (
            "No tengo ese dato a mano; he pasado su pregunta a un compañero.",
            "No puedo asegurarlo; un compañero ya tiene su pregunta.",
        ),
        "person": ("Por supuesto, le paso con un compañero que le escribirá enseguida.",),
        "done": ("Gracias, de momento ya tengo todo lo que necesito.",),
        "link": ("Puede elegir hora aquí:",),
        "bye": ("¡De nada!",),
    },
    "ar": {
        "disclose": ("أنا المساعد الافتراضي.",),
        "machine": ("نعم، أنا مساعد افتراضي ولست شخصًا، ويمكن لأحد الزملاء متابعة المحادثة.",),
        "greet": ("أهلًا بك! شكرًا لتواصلك معنا.", "مرحبًا، يسعدنا تواصلك."),
        "picture": ("شكرًا، أرى الصورة ({kinds}).",),
        "noted": ("شكرًا، تم التسجيل.", "واضح، شكرًا لك.", "ممتاز، سجلت ذلك."),
        "unknown": (
            "لا تتوفر لدي هذه المعلومة الآن، وقد حولت سؤالك إلى أحد الزملاء.",
            "لا أستطيع الجزم بذلك، وسؤالك الآن لدى أحد الزملاء.",
        ),
        "person": ("بالتأكيد، سأحولك إلى أحد الزملاء وسيكتب لك قريبًا.",),
        "done": ("شكرًا لك، لدي كل ما أحتاجه الآن.",),
        "link": ("يمكنك اختيار الموعد من هنا:",),
        "bye": ("على الرحب والسعة!",),
    },
}
