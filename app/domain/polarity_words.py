"""The words by which a clause affirms, denies, opens, charges, and those that tell nothing more.

Kept apart from the reading of clauses in ``polarity``; stripped of marks, English, Spanish, Arabic.
"""

from __future__ import annotations

import re

from app.domain.text import word_set

DENIES = word_set(
    "no not never without nor neither none nothing nobody nowhere hardly",
    "unavailable impossible forbidden prohibited prohibits banned refuse refuses refused decline",
    "declines lack lacks lacking exclude excludes excluded unable inaccessible unnecessary",
    "dont doesnt isnt arent cant wont",
    "nunca jamas sin tampoco ni ningun ninguna ninguno nadie prohibido prohibida prohibidos",
    "imposible agotado agotada rechazamos carece excluido excluida",
    "لا ليس ليست ليسوا لم لن غير بدون دون مو مش ما ممنوع ممنوعه يمنع محظور نرفض ماكو مافي مفيش",
)
CLOSED = word_set(
    "closed close closes shut cerrado cerrada cerrados cerramos cierra cierran مغلق مغلقه نغلق مقفل"
)
OPEN = word_set(
    "open opens opened abierto abierta abiertos abrimos abre abren trabajamos"
    " trabajan نعمل تعملون يعمل مفتوح مفتوحه نفتح يفتح"
)
NEED = word_set(
    "need needs needed require requires required requirement must necessary mandatory compulsory",
    "obligatory essential obligatorio obligatoria necesario necesaria necesita necesitas requiere",
    "debe debes hay_que يجب لازم مطلوب مطلوبه ضروري تحتاج يلزم الزامي",
)
OPTIONAL = word_set("optional opcional اختياري اختياريه")
FREE = word_set(
    "free gratis complimentary gratuito gratuita gratuitos gratuitas مجاني مجانيه مجانا"
)
PAID = word_set(
    "fee fees cost costs charge charges charged charging surcharge paid extra",
    "cobra cobramos cobran cuesta cuestan coste costo recargo tarifa",
    "رسوم مدفوع مدفوعه بمقابل تكلفه يكلف تكلف مقابل",
)
INCLUDED = word_set(
    "included incluido incluida incluidos incluidas مشمول مشموله",
)
YES = word_set(
    "yes yeah yep sure certainly absolutely definitely si claro efectivamente نعم اجل ايوه بالتاكيد"
)
NO = word_set("no nope لا كلا")
# Words that only say that something is so, and those that speak of everything.
BARE = word_set(
    "dr dra mr mrs ms sr sra prof too pedimos piden pide pedir solicitamos request"
    " requests ask asks",
    "minute minutes hour hours day days week weeks month months year years takes lasts last about",
    "something anything pay pays payable paying pagar pago",
    "one two three four five six seven eight nine ten eleven twelve dos tres cuatro"
    " cinco seis siete",
    "ocho nueve diez once doce اثنين ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع سبعه"
    " ثمان تسع عشر عشره",
    "include includes including incluye incluyen يشمل تشمل شامل",
    "over under after before during between through into onto upon per behind near"
    " next beside front",
    "around across above below only carry carries carried",
    "detras cerca junto frente sobre entre durante antes despues solo solamente",
    "خلف امام قرب بجانب بعد قبل خلال بين فقط يوم ايام ساعه ساعات دقيقه دقايق شهر"
    " اشهر سياره سيارات السيارات للسيارات",
    "a an the is are be was were been being do does did has have had having it its there this that",
    "these those and or of for to in on at by with you we our your they them their any some all as",
    "i us me my can could may might will would shall should also please so too very just currently",
    "available availability offer offers offered provide provides provided get got"
    " give gives allow",
    "allows allowed permit permitted permits accept accepts accepted accepting take takes taken",
    "welcome possible able find found exist exists come comes use used using let"
    " bring serve serves",
    "served make made here within from up unfortunately sadly afraid happy glad"
    " option options kind",
    "kinds sort type types service services guest guests customer customers client clients patient",
    "patients people person someone anyone one ones place places site location onsite property",
    "gladly happily simply easily offering having right there here sir madam ok okay dear perfect",
    "dollars dollar euros euro pounds usd eur gbp sar aed riyals percent each per total",
    "establishment clinic office shop store restaurant hotel company business team"
    " staff who what which how where when if then than yes sorry still yet own right know",
    "el la los las un una unos unas es son esta estan ser hay tiene tienen tenemos"
    " ofrece ofrecemos",
    "ofrecen disponible disponibles se su sus de del en y o que con para por al lo nos le les a",
    "permite permiten permitido permitida permitidos acepta aceptan aceptamos admite admiten",
    "admitimos puede pueden puedes podemos podra aqui cliente clientes servicio lamentablemente",
    "llevar traer usar tener mi mis me puedo bienvenido bienvenidos bienvenida bienvenidas gusto",
    "clinica oficina tienda restaurante empresa euros dolares pesos perfecto"
    " minuto minutos hora horas dia dias semana semanas mes meses ano anos dura duran algo alguna"
    " contamos cuenta si como cual donde cuando nuestro nuestra nuestros nuestras usted tu",
    "هو هي في من على الى عن مع و او ان انه هذا هذه ذلك لدينا عندنا لديكم عندكم يوجد"
    " توجد متوفر متوفره",
    "متاح متاحه يمكن يمكنك يمكنكم نقدم نوفر نقبل تقبلون مسموح يسمح هل كل اي بعض نحن انتم لكم للاسف",
    "العياده عيادتنا المكتب الشركه مرحبا بكل سرور ريال ريالات درهم دولار يورو عميل"
    " عملاء زبون خدمه خدمات هنا هناك مكان نعم",
)
CONCEPTS = {
    word: concept
    for concept, words in {
        "parking": "parking park parked parqueadero aparcamiento estacionamiento aparcar estacionar"
        " موقف مواقف باركينج",
        "pet": "pet pets dog dogs cat cats animal animals mascota mascotas perro perros"
        " حيوان حيوانات",
        "wifi": "wifi internet wlan واي انترنت",
        "breakfast": "breakfast desayuno desayunos فطور افطار",
        "delivery": "delivery deliver delivers entrega entregas domicilio توصيل",
        "refund": "refund refunds refundable reembolso reembolsos reembolsable استرداد استرجاع",
        "smoking": "smoking smoke smokers fumar fumadores تدخين",
        "child": "child children kid kids nino ninos infantil طفل اطفال",
        "card": "card cards tarjeta tarjetas بطاقه بطاقات",
        "cash": "cash efectivo نقدا كاش",
        "insurance": "insurance insurances insurer seguro seguros aseguradora تامين",
        "installment": "installment installments instalments financing financiacion plazos cuotas"
        " تقسيط اقساط",
        "appointment": "appointment appointments cita citas موعد مواعيد",
        "reservation": "reservation reservations booking bookings reserve book reserva reservas"
        " reservar حجز حجوزات",
        "lift": "lift elevator elevators ascensor مصعد",
        "emergency": "emergency emergencies urgencia urgencias طوارئ",
        "consultation": "consultation consultations consulta consultas استشاره استشارات",
        "warranty": "warranty guarantee guaranteed guarantees garantia garantizado"
        " garantizada مضمون مضمونه ضمان كفاله",
        "pool": "pool pools piscina مسبح",
        "alcohol": "alcohol liquor alcoholic كحول",
        "discount": "discount discounts descuento descuentos خصم تخفيض",
        "treat": "treat treats treated treating tratamos tratan tratar نعالج تعالج",
        "checkup": "checkup checkups revision chequeo فحص",
        "deposit": "deposit deposits fianza deposito عربون",
        "first": "first primera primer primero اولي الاولي",
        "visit": "visit visits visita visitas زياره",
        "monday": "monday mondays lunes الاثنين",
        "tuesday": "tuesday tuesdays martes الثلاثاء",
        "wednesday": "wednesday wednesdays miercoles الاربعاء",
        "thursday": "thursday thursdays jueves الخميس",
        "friday": "friday fridays viernes الجمعه",
        "saturday": "saturday saturdays sabado sabados السبت",
        "sunday": "sunday sundays domingo domingos الاحد",
        "weekend": "weekend weekends",
    }.items()
    for word in words.split()
}
# How it begins, what it is, and how it is read. The hints spare most texts most of the patterns.
SPELLINGS = (
    (
        ("of course", "supuesto", "luego"),
        re.compile(r"\bof course\b|\bpor supuesto\b|\bdesde luego\b"),
        "yes",
    ),
    (("r.", "ra.", "s.", "f."), re.compile(r"\b(dra?|mrs?|ms|sra?|prof)\."), r"\1"),
    (
        ("free ",),
        re.compile(
            r"\bfree (?=(?:time|slot|day|date|appointment|place|spot|seat|hour"
            r"|evening)s?\b)"
        ),
        " ",
    ),
    (("check",), re.compile(r"\bcheck[ -]ups?\b"), "checkup"),
    (("work",), re.compile(r"\b(we|they|no|not|don't) work(?:ing)?\b"), r"\1 open"),
    (("sin ",), re.compile(r"\bsin (?:ningun )?(?:problemas?|dudas?|falta)\b"), " "),
    (("wi-fi", "wi fi"), re.compile(r"\bwi[ -]fi\b"), "wifi"),
    (
        ("take", "to go", "llevar"),
        re.compile(r"\btake[ -]?(?:out|away)s?\b|\bto go\b|\bpara llevar\b"),
        "takeaway",
    ),
    (("car",), re.compile(r"\bcar ?parks?\b"), "parking"),
    (("chair",), re.compile(r"\b(?:high|baby)[ -]?chairs?\b"), "highchair"),
    (
        ("wheel", "silla", "متحرك"),
        re.compile(r"\bwheel[ -]chairs?\b|\bsilla de ruedas\b|كرسي متحرك|الكراسي المتحركه"),
        "wheelchair",
    ),
    (
        ("free",),
        re.compile(r"\b(gluten|sugar|smoke|dairy|lactose|noise|alcohol|hassle)[ -]free\b"),
        r"\1less",
    ),
    (("free to", "toll"), re.compile(r"\b(?:feel|are) free to\b|\btoll[ -]free\b"), " "),
    (("non",), re.compile(r"\bnon[ -](?=\w)"), "not "),
    (("won",), re.compile(r"\bwon['’]?t\b"), "will not"),
    (
        ("n't", "cannot", "cant"),
        re.compile(r"(?<=ca)n['’]?t\b|(?<=ca)nnot\b|(?<=\w)n['’]t\b"),
        " not",
    ),
    (("'",), re.compile(r"(?<=\w)['’](?:re|s|ll|ve|m|d)\b"), ""),
    (
        ("no ", "not ", "why not"),
        re.compile(
            r"\bno (?:matter|doubt|worries|problema?|longer than|more than|later than|hay de que)\b"
            r"|\bnot (?:only|just|to mention)\b|\bno solo\b|\bwhy not\b"
        ),
        " ",
    ),
    (
        ("sold", "fully", "out of"),
        re.compile(r"\b(?:sold out|fully booked|out of (?:stock|order|service))\b"),
        "unavailable",
    ),
    (
        ("charge", "cost", "house", "cargo", "رسوم", "مقابل", "تكلفه"),
        re.compile(
            r"\b(?:free of charge|at no (?:extra |additional )?(?:cost|charge)|on the house"
            r"|sin (?:cargo|coste|costo)(?: adicional| extra)?)\b"
            r"|بدون (?:رسوم|مقابل|تكلفه)|دون مقابل|من غير مقابل"
        ),
        "gratis",
    ),
)
