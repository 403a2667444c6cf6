"""What simulated leads say: openings, questions and answers in three trades and three languages.

Topics are recognised in the assistant's question by these words (normalised spelling, stems).
"""

from __future__ import annotations

TRADES = ("real_estate", "dental", "home_services")
LANGUAGES = ("en", "es", "ar")

# Looked for in this order; the first topic named in the question is answered.
TOPIC_WORDS: dict[str, str] = {
    "budget": "budget spend presupuesto gastar ميزانيه ميزانيتك",
    "financing": "mortgage financing preapproved loan cash hipoteca financiacion contado "
    "تمويل رهن كاش",
    "rooms": "bedroom bedrooms room habitacion habitaciones dormitorio dormitorios غرف غرفه",
    "insurance": "insurance insured seguro aseguradora تامين تاميني",
    "patient": "patient registered before paciente primera مريض زياره سابق",
    "owner": "own owner propietario propietaria dueno مالك تملك",
    "intent": "buy rent buying renting comprar alquilar compra alquiler شراء ايجار تستاجر تشتري",
    "urgent": "urgent emergency pain hurt urgente urgencia dolor duele عاجل طارئ الم",
    "area": "area where neighbourhood neighborhood address location district zip zona barrio donde "
    "direccion ubicacion codigo منطقه حي اين وين عنوان موقع",
    "service": "treatment service help problem job work tratamiento servicio problema trabajo "
    "ayudar averia علاج خدمه مشكله عمل اساعدك",
    "kind": "type apartment villa house property tipo piso casa inmueble نوع شقه فيلا عقار",
    "when": "when date time soon day move week month cuando fecha hora dia mudar semana mes "
    "متي موعد يوم وقت انتقال تاريخ شهر",
    "name": "name nombre llama اسمك اسم",
}

OPENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "real_estate": {
        "en": (
            "Hi, is the 3 bedroom villa still available?",
            "Hello, what are your fees for buyers?",
            "Hi! Can I view the apartment this week?",
            "Do you also have apartments for rent?",
        ),
        "es": (
            "Hola, ¿sigue disponible la casa de tres habitaciones?",
            "Buenas, ¿cuánto cobran de comisión?",
            "Hola, ¿puedo visitar el piso esta semana?",
            "¿Tienen también pisos en alquiler?",
        ),
        "ar": (
            "السلام عليكم، هل الفيلا بثلاث غرف ما زالت متوفرة؟",
            "مرحبا، كم عمولتكم؟",
            "هل يمكنني معاينة الشقة هذا الأسبوع؟",
            "هل لديكم شقق للإيجار؟",
        ),
    },
    "dental": {
        "en": (
            "Hi, how much is a cleaning?",
            "Hello, do you take new patients?",
            "I have a toothache, do you have emergency appointments?",
            "What are your opening hours?",
        ),
        "es": (
            "Hola, ¿cuánto cuesta una limpieza dental?",
            "Buenas, ¿aceptan pacientes nuevos?",
            "Me duele una muela, ¿atienden urgencias?",
            "¿Cuál es su horario?",
        ),
        "ar": (
            "مرحبا، كم سعر تنظيف الأسنان؟",
            "هل تستقبلون مرضى جدد؟",
            "عندي ألم في السن، هل لديكم مواعيد طارئة؟",
            "ما هي ساعات العمل؟",
        ),
    },
    "home_services": {
        "en": (
            "Hi, do you repair air conditioners?",
            "My kitchen tap is leaking, can somebody come?",
            "Hello, how much is a call-out?",
            "Do you work at weekends?",
        ),
        "es": (
            "Hola, ¿reparan aires acondicionados?",
            "Me gotea el grifo de la cocina, ¿puede venir alguien?",
            "Buenas, ¿cuánto cuesta la visita?",
            "¿Trabajan los fines de semana?",
        ),
        "ar": (
            "مرحبا، هل تصلحون مكيفات الهواء؟",
            "حنفية المطبخ تسرب الماء، هل يمكن أن يأتي أحد؟",
            "كم تكلفة الزيارة؟",
            "هل تعملون في عطلة نهاية الأسبوع؟",
        ),
    },
}

ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "budget": {
        "en": ("Around {budget} dollars", "My budget is {budget}"),
        "es": ("Unos {budget} dólares", "Mi presupuesto es {budget}"),
        "ar": ("حوالي {budget} دولار", "ميزانيتي {budget}"),
    },
    "financing": {
        "en": ("Yes, I'm pre-approved", "No, not yet"),
        "es": ("Sí, ya la tengo aprobada", "No, todavía"),
        "ar": ("نعم، لدي موافقة", "لا، ليس بعد"),
    },
    "rooms": {
        "en": ("{rooms} bedrooms", "At least {rooms}"),
        "es": ("{rooms} habitaciones", "Al menos {rooms}"),
        "ar": ("{rooms} غرف", "على الأقل {rooms}"),
    },
    "insurance": {
        "en": ("Yes, I have insurance", "No insurance"),
        "es": ("Sí, tengo seguro", "No tengo seguro"),
        "ar": ("نعم، لدي تأمين", "لا، بدون تأمين"),
    },
    "patient": {
        "en": ("No, it's my first visit", "Yes, I've been there before"),
        "es": ("No, es mi primera visita", "Sí, ya he estado antes"),
        "ar": ("لا، هذه أول زيارة", "نعم، زرتكم من قبل"),
    },
    "owner": {
        "en": ("Yes, it's my house", "No, I'm renting"),
        "es": ("Sí, es mi casa", "No, estoy de alquiler"),
        "ar": ("نعم، هو بيتي", "لا، أنا مستأجر"),
    },
    "intent": {
        "en": ("I want to buy", "To rent"),
        "es": ("Quiero comprar", "Alquilar"),
        "ar": ("أريد الشراء", "للإيجار"),
    },
    "urgent": {
        "en": ("Yes, it's urgent", "No, it can wait a few days"),
        "es": ("Sí, es urgente", "No, puede esperar unos días"),
        "ar": ("نعم، الأمر عاجل", "لا، يمكن الانتظار"),
    },
    "area": {
        "en": ("{place}", "Near {place}"),
        "es": ("{place}", "Por {place}"),
        "ar": ("{place}", "قرب {place}"),
    },
    "service": {
        "en": ("{service}",),
        "es": ("{service}",),
        "ar": ("{service}",),
    },
    "kind": {
        "en": ("A villa", "An apartment"),
        "es": ("Una casa", "Un piso"),
        "ar": ("فيلا", "شقة"),
    },
    "when": {
        "en": ("Next week if possible", "Tomorrow morning", "Within two months"),
        "es": ("La próxima semana si se puede", "Mañana por la mañana", "En dos meses"),
        "ar": ("الأسبوع القادم إن أمكن", "غدا صباحا", "خلال شهرين"),
    },
    "name": {
        "en": ("It's {name}", "{name}"),
        "es": ("Soy {name}", "{name}"),
        "ar": ("أنا {name}", "{name}"),
    },
}

# For a question about nothing we know.
SHRUGS: dict[str, tuple[str, ...]] = {
    "en": ("Yes", "Yes, that works for me"),
    "es": ("Sí", "Sí, me va bien"),
    "ar": ("نعم", "نعم، هذا يناسبني"),
}

NAMES: dict[str, tuple[str, ...]] = {
    "en": ("Alex Carter", "Jamie Lee", "Morgan Reed", "Taylor Brooks", "Sam Hughes"),
    "es": ("Lucía Romero", "Mateo Vargas", "Carmen Ortiz", "Diego Navarro", "Elena Ruiz"),
    "ar": ("سارة الحربي", "خالد العتيبي", "نورة القحطاني", "عمر حداد", "ليلى منصور"),
}
PLACES: dict[str, tuple[str, ...]] = {
    "en": ("Riverside", "the old town", "Maple Street 12", "Northgate"),
    "es": ("el centro", "el barrio norte", "la calle Mayor 12", "la zona del puerto"),
    "ar": ("وسط المدينة", "حي الشمال", "شارع الملك 12", "منطقة الميناء"),
}
SERVICES: dict[str, dict[str, tuple[str, ...]]] = {
    "real_estate": {
        "en": ("Finding a home",),
        "es": ("Encontrar una vivienda",),
        "ar": ("البحث عن منزل",),
    },
    "dental": {
        "en": ("A cleaning", "An implant", "Whitening"),
        "es": ("Una limpieza", "Un implante", "Un blanqueamiento"),
        "ar": ("تنظيف", "زراعة سن", "تبييض"),
    },
    "home_services": {
        "en": ("Plumbing", "Air conditioning", "An electrician"),
        "es": ("Fontanería", "Aire acondicionado", "Un electricista"),
        "ar": ("سباكة", "تكييف", "كهربائي"),
    },
}
BUDGETS: dict[str, tuple[str, ...]] = {
    "real_estate": ("350,000", "480,000", "600k", "1,100,000"),
    "dental": ("200", "900", "2,500"),
    "home_services": ("150", "400", "1,200"),
}
