"""How promises are put into words, in English, Spanish and Arabic: for ``promises``.

Each row is a kind of promise, the words that spare a sentence its pattern, and the pattern; all
stripped of marks.
"""

from __future__ import annotations

from app.domain.text import word_set

_WHO = (
    r"\b(?:i|we|someone|somebody|a colleague|colleagues|a human|a person|our team|the team"
    r"|an? (?:\w+ )?(?:agent|adviser|advisor|manager|specialist|member|representative"
    r"|doctor|dentist"
    r"|technician|lawyer|expert)(?: of (?:the|our) \w+)?|one of our \w+|an? \w+ of ours|my \w+"
    r"|our (?:\w+ )?(?:team|staff|manager|office|agents?|experts?|doctors?|advisors?))"
)
_EASE = (
    r"(?: (?:also|then|now|just|gladly|happily|personally|go ahead and|be happy to|be glad to"
    r"|make sure to|definitely|certainly|immediately|quickly|right away|be sure to|be able to"
    r"|try to|need to|first))*"
)
_WILL = (
    rf"{_WHO}(?:'ll| will| shall|'d| would| can| am going to| are going to|'m going to|'re going to"
    rf"| is going to|'m gonna|'ll be){_EASE} "
)
# "Would" and "can" offer; only deeds that follow at once are promised with them.
_SHALL = _WILL.replace("|'d| would| can", "")
_NOW = rf"{_WHO}(?:'m| am|'re| are|'s| is)(?: (?:now|just|already|currently|going))* "
_HAVE = rf"{_WHO}(?:'ve| have|'s| has)(?: (?:already|just|now|also))* "
# Of these words one stands in every sentence that a pattern matches, which spares most sentences
# most of the patterns. None: it must always be tried; Arabic ones in every text not of ASCII.
_ALWAYS: frozenset[str] = frozenset()
_ARABIC = frozenset({"\u0627"})
_WHO_WORDS = word_set(
    "i we someone somebody colleague colleagues human person team agent adviser advisor manager",
    "specialist member representative doctor dentist technician lawyer expert ours my our one",
)
_BOOKED = word_set(
    "booked confirmed reserved scheduled booking reserving scheduling holding"
    " arranging arranged held",
    "saved secured cancelled canceled moved rescheduled registered set down see"
    " done signed added put",
    "made guaranteed in come visit drop",
)
_SPANISH = word_set(
    "te le les os lo la las los se nos me he hemos ha han voy vamos va van su tu el"
    " mi queda quedas",
    "esta estas listo hecho reservado deje deja dejeme dejame dejanos dejenos un una cita reserva",
    "visita recibira recibiras recibiran consultare consultaremos verificare"
    " verificaremos averiguare",
    "averiguaremos revisare revisaremos confirmare confirmaremos preguntare"
    " preguntaremos comprobare",
    "comprobaremos",
)
_GIFTS = word_set(
    "discount discounts off free refund cheaper fee price deal half less voucher"
    " gift upgrade waive",
    "waived waives special exclusive secret descuento rebaja precio gratis oferta",
)
_VOWS = word_set(
    "guarantee guaranteed promise swear assure sure safe certain garantizo garantizamos prometo",
    "prometemos aseguro",
)
_TALKED = _WHO_WORDS | word_set("you your expect talk speak")
_LOOKED = _WHO_WORDS | word_set("let allow moment minute second sec hold bear hang leave while as")
_PASSED = _WHO_WORDS | word_set("request message question enquiry inquiry case staff owner the")
_SENT = _WHO_WORDS | word_set("inbox way mail")
_PAID_BACK = _WHO_WORDS | word_set("refund money te le")
_MATCHED = _WHO_WORDS | word_set("price igualamos mejoramos igualo igualaremos")
_SUBSCRIBED = word_set(
    "subscribed resubscribed opted messages texts notifications suscrito suscrita suscritos"
    " mensajes"
)
_APPROVED = (
    _WHO_WORDS
    | _SPANISH
    | word_set("you deal agreed says accept agree take trato acepto aceptamos")
)
PATTERNS = (
    (
        "call_back",
        _WHO_WORDS,
        _SHALL + r"(?:call|phone|ring|text|message|contact|update|ping|reach out|get back|come back"
        r"|follow up|let you know|write (?:to )?you|be in touch|get in touch|give you a \w+"
        r"|drop you|get hold of|reply to you|have (?:an? )?answer|calling|texting|in touch)",
    ),
    (
        "call_back",
        _WHO_WORDS,
        rf"{_WHO}(?:'ll| will| can) (?:make sure|see to it|arrange)(?: that)? .{{0,40}}?"
        r"\b(?:calls?|phones?|rings?|contacts?|texts?|writes?|gets? back|reach(?:es)? out)\b",
    ),
    (
        "check",
        _WHO_WORDS,
        _SHALL + r"(?:check (?:with|for|on|and|if|whether|that|this|it)|look into|find out"
        r"|ask (?:the|my|our|around|someone|a)|verify|investigate|see (?:if|whether|what)"
        r"|(?:speak|talk) (?:to|with)|confirm (?:with|and|that|this|it|the|your))",
    ),
    (
        "notify",
        _WHO_WORDS,
        _SHALL + r"(?:notify|remind|alert|keep you"
        " (?:posted|updated|informed))",
    ),
    (
        "send",
        _WHO_WORDS,
        _SHALL + r"(?:send|e-?mail|mail|forward (?:you|it to you)|text you (?:the|a|an|our)|attach"
        r"|share (?:\w+ ){1,4}(?:by|via|over|to) (?:e-?mail|mail|whatsapp|sms)|fax)",
    ),
    (
        "handover",
        _WHO_WORDS,
        _SHALL + r"(?:pass|forward|hand|escalate|transfer|relay|connect you|put you (?:through|in"
        r" touch)|tell (?:the|my|our|a)|inform|let (?:the|my|our) \w+ know|flag"
        r"|note (?:this|it) for)",
    ),
    (
        "booking",
        _WHO_WORDS,
        _SHALL
        + r"(?:book|reserve|schedule|arrange|set (?:it |that |this )?up|hold|save|put you down"
        r"|pencil|sign you up|register|block|secure|squeeze|fit you in|add you"
        r"|see you (?:on|at|then"
        r"|tomorrow|tonight|next)|expect you|cancel|move|reschedule)\b",
    ),
    (
        "call_back",
        _TALKED,
        r"\b(?:expect|you(?:'ll| will| can expect to)? ?(?:get|receive|hear)) (?:a |an |our )?"
        r"(?:call|text|message|from (?:us|me|our|someone|a))"
        r"|\bexpect (?:a |an |our )?(?:call|text|message|reply)"
        r"|\b(?:talk|speak) (?:to you )?(?:soon|later|shortly)\b"
        r"|\b(?:i|we)(?:'ll| will) (?:have|get|ask) (?:\S+ ){1,4}"
        r"(?:to )?(?:call|text|contact|e-?mail|reach|get in touch|follow up|write)",
    ),
    (
        "send",
        _TALKED,
        r"\byou(?:'ll| will)(?: \w+)? (?:get|receive|find) (?:an? |our |the |your )?"
        r"(?:\w+ )?(?:e-?mail|confirmation|brochure|document|invoice|quote|contract|pdf"
        r"|sms|reminder)",
    ),
    (
        "check",
        _LOOKED,
        r"\b(?:let me|allow me to|i need to|i have to|i must|give me (?:a|one) \w+ (?:to|while i)"
        r"|(?:one|a|just a) (?:moment|minute|second|sec)(?: please)?(?:,)? (?:while i|i'?ll|let me)"
        r"|(?:hold on|bear with me|hang on)(?: \w+){0,2}? while i) ?(?:just |quickly |first )?"
        r"(?:find out|ask|look into|confirm|verify|get back|check (?:with|and)"
        r"|check .{0,40}\b(?:get back|let you know))"
        r"|\b(?:while|as) i (?:check|look|verify|find|ask)|\bleave it (?:with|to) (?:me|us)\b"
        rf"|{_NOW}(?:checking|asking|looking into|verifying|finding out)\b"
        rf"|{_HAVE}(?:checked|asked|verified|confirmed|looked into|spoken|talked)\b",
    ),
    (
        "handover",
        _PASSED,
        rf"{_NOW}(?:forwarding|passing|transferring|escalating|connecting|notifying|informing)\b"
        rf"|{_HAVE}(?:forwarded|passed|notified|informed|told|contacted|called|let|escalated"
        r"|transferred|alerted|flagged|handed|shared|raised|connected)\b"
        r"|\byour (?:\w+ )?(?:request|message|question|enquiry|inquiry|case) (?:has been"
        r"|was|is being)"
        r" (?:forwarded|passed|sent|escalated|transferred|shared)"
        r"|\b(?:the|our|my) (?:team|manager|colleagues?|staff|owner) (?:has|have|is"
        r"|are)(?: now| just"
        r"| already)? (?:been )?(?:told|informed|notified|aware|alerted|checking|looking)",
    ),
    (
        "send",
        _SENT,
        rf"{_NOW}(?:sending|e-?mailing|texting|mailing)\b"
        rf"|{_HAVE}(?:sent|e-?mailed|texted|mailed|attached)\b"
        r"|\b(?:is|are) (?:on (?:its|the|their) way to you|in your inbox)"
        r"|\bcheck your (?:inbox|mail)",
    ),
    (
        "booking",
        _BOOKED,
        rf"{_NOW}(?:booking|reserving|scheduling|holding|arranging)\b"
        rf"|{_HAVE}(?:booked|reserved|scheduled|arranged|held|saved|secured|put you"
        rf"|cancell?ed|moved"
        r"|rescheduled|confirmed your|added you)\b"
        r"|\byour (?:\w+ )?(?:appointment|booking|reservation|viewing|visit|slot|spot"
        r"|place|table|seat"
        r"|room|consultation|order|tour|meeting|session|call)(?: [\w:.]+){0,6}? (?:is"
        r"|has been|was|are)(?: now| all| already"
        r"| hereby)? (?:booked|confirmed|scheduled|made|set|reserved|saved|secured|guaranteed|held"
        r"|cancell?ed|moved)"
        r"|\byou(?:'re| are|r)(?: now| all| already| officially)* (?:booked|confirmed|scheduled"
        r"|registered|set for|down for|signed up|all set|in for)|\byou(?:'re| are) all set\b"
        r"|\b(?:it'?s|it is|that'?s|all|and|consider it"
        r"|consider yourself) (?:now )?(?:booked|reserved"
        r"|confirmed|scheduled)\b|^\W*(?:booked|confirmed|reserved|done)\b[ !,:.-]"
        r"|\b(?:booking|appointment|reservation|viewing)(?: is)? confirmed\b"
        r"|\b(?:the|this) (?:booking|appointment|reservation|visit|viewing) (?:is|was|has been)"
        r"(?: now| already)? (?:done|made|booked|set|held|reserved)\b"
        # A day and an hour to come are an appointment, whoever named them.
        r"|\byou can (?:come|visit|drop by)(?: by| in| over)?,? (?:today|tomorrow|(?:on|this"
        r"|next) \w+),?"
        r" at (?:\d|noon|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
        r"|\bsee you (?:on |at |then|tomorrow|tonight|next |mon|tue|wed|thu|fri|sat|sun)",
    ),
    (
        "call_back",
        _SPANISH,
        r"\b(?:te|le|les|os|lo|la) (?:llamo|escribo|contacto|llama|escribe|contacta|atiende)\b"
        r"|\b(?:te|le|les|os|lo|la) (?:llamar|escribir|avisar|contactar|informar|responder"
        r"|contestar"
        r"|atender)(?:e|emos|a|an)\b|\b(?:te|le|les|os) aviso\b"
        r"|\b(?:se|nos|me) (?:comunicara|comunicaran|contactara|contactaran|pondre|pondremos|pondra"
        r"|pondran)\b"
        r"|\b(?:voy|vamos|va|van) a (?:llamar|avisar|escribir|contactar|responder)\w*"
        r"|\brecibira(?:s|n)? (?:una|un|nuestra) (?:llamada|mensaje|respuesta)",
    ),
    (
        "check",
        _SPANISH,
        r"\b(?:te|le|les|os|lo|la) (?:confirmo|consulto|averiguo|verifico|pregunto|reviso|miro)\b"
        r"|\b(?:lo |la |te |le )?(?:consultar|verificar|averiguar|revisar|confirmar|preguntar"
        r"|comprobar)(?:e|emos)\b"
        r"|\b(?:voy|vamos) a (?:consultar|verificar|averiguar|preguntar|revisar|comprobar"
        r"|confirmar)"
        r"|\bdeja(?:me|nos|d?me) (?:que )?(?:\w+ )?(?:consulte|verifique|verificar"
        r"|consultar|revisar"
        r"|preguntar|averiguar)|\b(?:he|hemos) (?:consultado|preguntado|verificado|comprobado)\b"
        r"|\bun momento,? (?:mientras|que) (?:lo )?(?:consulto|reviso|verifico|miro)",
    ),
    (
        "notify",
        _SPANISH,
        r"\b(?:te|le|les|os) (?:recordar|notificar)(?:e|emos)\b"
        r"|\b(?:voy|vamos) a (?:recordar|notificar)\w*",
    ),
    (
        "send",
        _SPANISH,
        r"\b(?:te|le|les|os|lo|la|se) (?:la |lo |las |los )?(?:envio|mando|enviare"
        r"|enviaremos|mandare"
        r"|mandaremos|adjunto|reenvio)\b|\b(?:he|hemos) (?:enviado|mandado|adjuntado)\b"
        r"|\b(?:voy|vamos) a (?:enviar|mandar)\w*"
        r"|\brecibira(?:s|n)? (?:una?|su|tu|el|la) (?:correo|email|e-mail|confirmacion|documento"
        r"|presupuesto|factura|folleto)",
    ),
    (
        "handover",
        _SPANISH,
        r"\b(?:he|hemos|ha|han) (?:avisado|informado|notificado|contactado|pasado"
        r"|trasladado|derivado"
        r"|remitido|comunicado)\b"
        r"|\b(?:lo|la|le|se lo|te lo) (?:paso|traslado|derivo|remito|comunico|pasar(?:e|emos)"
        r"|trasladar(?:e|emos))\b|\b(?:voy|vamos) a (?:pasar|trasladar|derivar|avisar)\w*",
    ),
    (
        "booking",
        _SPANISH,
        r"\b(?:he|hemos) (?:reservado|agendado|programado|apartado|guardado|cancelado|apuntado)\b"
        r"|\b(?:te|le|les|os|lo|la) (?:reservo|agendo|apunto|aparto|guardo|reservar(?:e|emos)"
        r"|agendar(?:e|emos)|apuntar(?:e|emos)|guardar(?:e|emos)|esperamos el)\b"
        r"|\b(?:su|tu|la|el|mi)? ?(?:cita|reserva|visita|mesa|turno|plaza|hora"
        r"|consulta)(?: \w+){0,5}?"
        r" (?:esta|ha sido|queda|ha quedado|quedo)(?: ya)? (?:confirmad|reservad|agendad|hech"
        r"|guardad|programad|apuntad)"
        r"|\b(?:queda|quedas|esta|estas)(?: usted| ya)? (?:confirmad|reservad|agendad"
        r"|apuntad|citad)"
        r"|\bya (?:te|le|les|os) (?:reserve|agende|apunte|confirme|guarde|aparte)\b"
        r"|\b(?:te|le|les|os) (?:reserve|agende) (?:manana|hoy|el|para|la|una|un)\b"
        r"|\b(?:cita|reserva|visita) (?:confirmada|reservada|agendada)\b|^\W*(?:reservado"
        r"|listo|hecho)\b"
        r"|\bpuedes? (?:venir|pasar) (?:hoy|manana|el \w+),? a las? \w"
        r"|\bnos vemos (?:el|la|manana|a las)\b",
    ),
    (
        "call_back",
        _ARABIC,
        r"(?<!\w)(?:و)?(?:س|سوف |راح |رح |حا?)[انيت]?(?:تصل|تواصل|عود|خبر|بلغك|كلم|رد عليك|رد علي"
        r"|جيبك|وافيك)"
        r"|(?<!\w)(?:انتظر|توقع) (?:اتصال|مكالم|رسال)|(?<!\w)(?:راح|رح|حا) ?(?:نرد|ارد)",
    ),
    (
        "check",
        _ARABIC,
        r"(?<!\w)(?:و)?(?:س|سوف |راح |رح )[انيت]?(?:تحقق|تاكد|راجع|سال|ستفسر|ستعلم|شوف|بحث)"
        r"|(?<!\w)(?:دعني|اسمح لي|خليني) (?:ا|ان )?(?:تحقق|تاكد|راجع|اسال|استفسر|اشوف)"
        r"|(?<!\w)(?:لقد )?(?:تحققت|تاكدت|سالت|راجعت)(?!\w)",
    ),
    ("notify", _ARABIC, r"(?<!\w)(?:و)?(?:س|سوف |راح |رح )[انيت]?(?:ذكر|نبه|شعر)ك?"),
    (
        "send",
        _ARABIC,
        r"(?<!\w)(?:و)?(?:س|سوف |راح |رح )[انيت]?(?:رسل|بعث|ارسل)|(?<!\w)(?:لقد )?(?:ارسلت"
        r"|ارسلنا|بعثت)"
        r"|(?<!\w)تم (?:ارسال|بعث)|(?<!\w)(?:سيصلك|ستصلك|سوف يصلك|ستتلقي)",
    ),
    (
        "handover",
        _ARABIC,
        r"(?<!\w)(?:و)?(?:س|سوف |راح |رح )[انيت]?(?:حول|حيل|نقل|بلغ|مرر|رفع)"
        r"|(?<!\w)(?:لقد )?(?:ابلغت|ابلغنا|اخبرت|اخبرنا|حولت|حولنا|احلت|نقلت)(?!\w)"
        r"|(?<!\w)تم (?:ابلاغ|اخبار|تحويل|احاله|رفع|نقل)",
    ),
    (
        "booking",
        _ARABIC,
        r"(?<!\w)(?:تم|لقد تم|وتم) (?:ال)?(?:حجز|تاكيد|تثبيت|جدول|الغاء|تحديد)"
        r"|(?<!\w)(?:لقد )?(?:حجزت|حجزنا|اكدت|ثبتنا|الغيت)(?!\w)"
        r"|(?<!\w)(?:و)?(?:س|سوف |راح |رح )[انيت]?(?:حجز|رتب|ثبت|جدول|لغي)"
        r"|(?<!\w)يمكنكم? (?:الحضور|المجيء|القدوم|الزياره) (?:غدا|اليوم|يوم \w+)،? (?:في )?الساعه"
        r"|(?:موعدك|حجزك|زيارتك)(?: \w+){0,4}? (?:موكد|محجوز|مثبت|جاهز)|(?<!\w)نراك (?:يوم"
        r"|غدا|الساعه)",
    ),
    (
        "discount",
        _GIFTS,
        rf"{_WILL}(?:give|offer|do|knock|take|apply|throw in|waive|lower|reduce|drop"
        rf"|get)\b.{{0,40}}?"
        r"\b(?:discounts?|% ?off|off|free|refund|cheaper|waive\w*|fee|price|deal|half|less|voucher"
        r"|gift|upgrade)\b"
        r"|\b(?:special|exclusive|secret) (?:price|deal|discount|offer|rate) (?:just "
        r"|only )?for you"
        r"|\b(?:te|le|les|os) (?:hago|hacemos|doy|damos|ofrezco|ofrecemos|aplico|aplicamos|regalo"
        r"|regalamos|puedo hacer|podemos hacer)\b.{0,30}?\b(?:descuento|rebaja|precio"
        r"|gratis|oferta)"
        r"|\b(?:hare|haremos|dare|daremos) .{0,20}\bdescuento"
        r"|(?<!\w)(?<!لا )(?:س|يمكنني |نستطيع |اقدر )[انيت]?(?: ?ان )?(?:عطي|منح|قدم|خصم|اعطا"
        r"|منح)\w* .{0,20}"
        r"(?:خصم|تخفيض|مجان)",
    ),
    (
        "approval",
        _APPROVED,
        r"\byou(?:'re| are| have been)(?: now| already)? (?:pre-?)?approved\b|"
        r"\b(?:it'?s|that'?s|we have) a deal\b|^\W*(?:deal|agreed)\b|\bsays? yes to your\b"
        r"|\b(?:we|i) (?:accept|agree to|take) your (?:\w+ )?(?:offer|price|proposal|terms)\b"
        rf"|{_HAVE}(?:changed|lowered|cut|reduced|adjusted) (?:the|your|our|its) (?:price|fee"
        rf"|rate|cost)"
        r"|\btrato hecho\b|\bacept(?:o|amos) su (?:oferta|precio|propuesta)\b"
        r"|\b(?:le|te) (?:cambio|bajo|rebajo|ajusto) el precio\b"
        r"|(?<!\w)(?:اتفقنا|متفقون)(?!\w)|(?<!\w)(?<!لا )(?:نقبل|اقبل|قبلنا) (?:عرضك|سعرك)"
        r"|(?<!\w)(?:غيرت|غيرنا|خفضت|خفضنا)(?: لك)? السعر|"
        rf"{_HAVE}(?:approved|agreed|accepted|authori[sz]ed|granted)\b"
        r"|\b(?:he|hemos|ha|han) (?:aprobado|autorizado|aceptado)\b|تمت? الموافقه",
    ),
    (
        "refund",
        _PAID_BACK,
        rf"{_WILL}(?:refund|reimburse|pay you back|compensate|return your (?:money|deposit"
        rf"|payment))"
        r"|\byou(?:'ll| will| can)? ?(?:get|receive) (?:a |your )?(?:full "
        r"|complete )?(?:refund|money"
        r" back)|\b(?:te|le) (?:devolver|reembolsar|devolvere)\w*"
        r"|(?<!\w)(?:س|سوف )[انيت]?(?:عيد|رد|سترد|عوض)\w* (?:لك|المبلغ|مالك|فلوس|نقود)",
    ),
    (
        "guarantee",
        _VOWS,
        r"\b(?:i|we)(?:'ll| will| can)? (?:personally )?(?:guarantee|promise|swear|assure)\b"
        r"|\bguaranteed? (?:you|that|to|results?)\b|\b100 ?% (?:guarantee|sure|safe|certain)"
        r"|\b(?:le|te|les|os)? ?(?:garantizo|garantizamos|prometo|prometemos|aseguro)\b"
        r"|(?<!\w)(?:اضمن|نضمن|اعدك|نعدك|اوكد لك ان)",
    ),
    (
        "subscription",
        _SUBSCRIBED,
        r"\b(?:re-?)?subscribed\b|\bopted[ -](?:back )?in\b"
        r"|\b(?:switched|turned|activated|enabled|resumed|restarted)\b.{0,20}\b(?:messages|texts"
        r"|notifications)|\b(?:messages|texts|notifications) (?:are|were|is)(?: now)?"
        r" (?:switched |turned )?"
        r"(?:back )?on\b|\bsuscrit[oa]s?\b|\b(?:re)?activ(?:e|amos|ado|ados"
        r"|ar)\b.{0,30}\bmensajes\b"
        r"|اشتراكك|(?<!\w)(?:فعلت|فعلنا|اعدنا|اعدت|تم تفعيل)\b.{0,20}(?:الرسايل|رسايل)",
    ),
    (
        "price_match",
        _MATCHED,
        rf"{_WILL}(?:match|beat) (?:any|the|their|that|your|every|all|whatever)"
        r"|\bprice[ -]match\w*\b|\b(?:igualamos|mejoramos|igualo|igualaremos) (?:cualquier"
        r"|el|su|la)"
        r"|(?<!\w)(?:س)?[ان]?طابق (?:اي |ال)?(?:سعر|عرض)",
    ),
)
