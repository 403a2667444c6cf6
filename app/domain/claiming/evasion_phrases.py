"""The words of ``evasions``, by meaning: ``ANYWHERE`` in a clause, ``WHOLE`` as all of it.

Written for folded text: small letters, no accents, one form of each Arabic letter.
"""

from __future__ import annotations

# English: the verb of a denied knowledge or decision, then what one still has to do.
_UNKNOWN_EN = (
    r"(?:don't|dont|do not|doesn't|can't|cant|cannot|couldn't|haven't|havent|have not|hasn't|"
    r"never|not) (?:really |quite |actually |even |honestly |yet |fully |exactly |100% )?"
    r"(?:know|knew|sure|certain|decided|decide|made up|thought|figured|settled|have a clue|"
    r"have any idea|say for sure|remember|recall)",
    r"double[ -]?check|ask (?:my|our) \w+|(?:gotten|got|come) (?:that|this) far|between me and|"
    r"no (?:opinion|preference|decision)|look (?:it|that|this) up|figuring (?:it|that|this|out)|"
    r"(?:chat|talk|speak|catch up) (?:about (?:it|this) )?(?:later|another|some other|next|"
    r"tomorrow)|"
    r"(?:haven't|havent|don't have|without) (?:a |any |the (?:slightest|faintest) )?(?:clue|idea)|"
    r"couldn't (?:tell|say)|too (?:early|soon) to (?:say|tell|know)|(?:i'm|i am|we're|we are) "
    r"(?:torn|in two minds|on the fence)|be in touch|let (?:you|u) know|"
    r"(?:speak|talk|check|discuss (?:it|this)) (?:to|with) (?:my|our|the) (?:wife|husband|partner|"
    r"boss|family|mum|mom|dad|parents|bank|manager|team|girlfriend|boyfriend|mother|father)",
    r"(?:unsure|undecided|no idea|no clue|idk|dunno|beats me|hard to say|who knows|it depends|"
    r"not (?:so|too|very|entirely|totally|completely) (?:sure|certain))",
    r"still (?:thinking|deciding|considering|unsure|undecided|figuring|making up|debating)",
    r"(?:need|have|want|got|going) to (?:think|sleep on|talk (?:it|this|that) over|"
    r"(?:check|ask|decide|discuss|consult)(?= *(?:$|it|this|that|first|with|my|about)))",
    r"(?:let me|i'?ll|i will|we'?ll|we will|gonna|i'm going to|lemme) (?:just |have to |need to )?"
    r"(?:think|check(?! in)|ask|get back|let (?:you|u) know|tell (?:you|u)|sleep on|consider|"
    r"come back|see(?= *$)|decide|reply|answer|call|text|write|message|contact|reach|ping)",
    r"(?:up to|depends on) (?:my|him|her|us|them|our|the)|ask (?:me|us) (?:again|later|tomorrow|"
    r"next|in|on)|(?:need|give me|take|want) (?:a |some |more |another |the )?(?:bit |little )?"
    r"(?:of )?(?:day|days|week|time|hour|hours|while)(?: to|(?= *$))",
)
_UNKNOWN_ES = (
    r"no (?:lo |la |les? |te |me )?(?:se|sabemos|sabria|sabriamos|recuerdo|acuerdo|decido)"
    r"(?! (?:puede|permite|admite|trata))",
    r"(?:no|ni|aun no|todavia no) (?:lo )?(?:tengo|tenemos) (?:ni )?(?:muy )?"
    r"(?:idea|claro|decidido|pensado|seguro)",
    r"(?:sabria|sabriamos) decir\w*|(?:estoy|estamos|sigo|seguimos) "
    r"(?:dudando|pensando|mirando|comparando|decidiendo|valorando)|"
    r"no (?:tengo|tenemos|hay) nada (?:claro|decidido|pensado|mirado)|ni lo se|tengo dudas|"
    r"no es (?:un )?buen momento",
    r"no (?:lo )?(?:he|hemos) (?:decidido|pensado|mirado|visto)",
    r"lo (?:estoy|estamos|seguimos|sigo|andamos) \w+ndo|a ver (?:que|si) (?:dice|opina|piensa|me|"
    r"nos)|(?:te|le|os|les) (?:escribo|escribire|llamo|llamare|contacto|contactare|cuento|busco)|"
    r"(?:necesito|dame|deme) (?:un poco de |algo de |mas |unos )?(?:tiempo|dias)",
    r"no (?:estoy|estamos) (?:muy |del todo |tan )?(?:segur[oa]s?|decidid[oa]s?|convencid[oa]s?)",
    r"(?:ni|sin) idea|(?:ni )?yo (?:tampoco )?lo se|(?:estamos|estoy|seguimos) en ello|(?:luego|"
    r"despues|manana) (?:te|le|les|os|lo) \w+|quien sabe|sin decidir|"
    r"indecis[oa]s?|depende",
    r"(?:tengo|tendria|tenemos|hay|habra) que (?:pensar|preguntar|consultar|verlo|mirarlo|decidir|"
    r"hablarlo)\w*",
    r"(?:dejame|dejeme|dejadme|dejenme) (?:que )?(?:pensar|ver|consultar|mirar|preguntar|que lo)"
    r"\w*",
    r"(?:me )?lo (?:pienso|pensare|pensaremos|voy a pensar|vamos a pensar|estoy pensando|consulto|"
    r"consultare|vere|hablo|hablare|miro|mirare)",
    r"(?:voy|vamos) a (?:pensar|consultar|preguntar)\w*|ya (?:veremos|vere|se vera)",
    r"(?:te|le|les|os) (?:lo )?(?:digo|dire|diremos|aviso|avisare|confirmo|confirmare|contare|"
    r"contesto|respondo) (?:luego|manana|despues|mas tarde|pronto|otro dia|en (?:unos|un)|cuando|"
    r"el|la)|ya (?:te|le|les|os) (?:lo )?(?:digo|contesto|respondo|escribo|dire|aviso|avisare|"
    r"confirmo|contare)",
)
_NOT_AR = r"(?:لا|ما|لم|مش|مو|موب|مب|ماني|مني|لست|لسنا|مانا|مانيش|ليس|غير|لسه ما|لسا ما)"
_UNKNOWN_AR = (
    rf"{_NOT_AR} ?(?:ب?اعرف|ب?نعرف|ب?عرف|تعرف|عرفت|عرفنا|اعلم|نعلم|ب?ادري|ب?ندري|دري|عارف\w{{0,2}}|"
    rf"متاكد\w{{0,2}}|متيقن\w{{0,2}}|واثق\w{{0,2}}|اقرر|نقرر|قررت|قررنا|مقرر\w{{0,2}}|احدد|حددت|"
    rf"حددنا|اكيد|اتذكر|ب?تذكر|فكرت|فكرنا)",
    r"مدري|مادري|معرفش|ماعرفش|معرفتش|ماعرف|مابعرف|مبعرفش|مش فاكر\w{0,2}|محتار\w{0,2}|(?:ما|لم|"
    r"لسه ما) ?(?:حسم|اتفق|استقر)\w*|(?:ما|مافي|ما في) ?(?:عندنا|عندي) قرار|"
    r"(?:بناقش|بتناقش|بتشاور|نتشاور|اناقش)\w*|"
    r"متردد\w{0,2}|الله اعلم|من يدري|مين يعرف",
    r"(?:خليني|خلني|دعني|دعيني|دعوني|اتركني|لازم|يجب ان|احتاج ان|محتاج\w?) "
    r"(?:افكر|اشوف|اسال|استشير|اري|اراجع|اتاكد|اقرر)\w*",
    r"(?:احتاج|نحتاج|محتاج\w{0,2}|بدي|ابي|ابغي|عايز\w?|اعطني|عطني|عطيني|اديني|امهلني) (?:شويه? |"
    r"بعض )?"
    r"(?:ال)?(?:وقت|مهله|فرصه)|(?:ما|ليس|مافي|ما في) ?(?:عندي|لدي|معي) (?:اي )?فكره",
    r"(?:س|ب|ح|راح |رح |حا|ه|و)?(?:اسال|سال|ارجع|رجع|اخبر|خبر|ابلغ|بلغ|ارد|رد|اشاور|شاور)"
    r" ?(?:كم|ك|لك|لكم|عليك|عليكم)|(?:بكر[هاي]|غدا|بعدين|لاحقا) (?:ب)?(?:ارد|اقول|اخبر|اقرر|نشوف)"
    r"\w*|(?:بسال|بشوف|بشاور|بنشوف|ما ?زلت|لازلت) و?(?:[اب]\w+)|(?:مو|مش|ليس) (?:ال)?وقت\w{0,2}|"
    r"(?:ما|لا) ?(?:اقدر|بقدر|استطيع|فيني) (?:ان )?(?:اقول|احكي|اجاوب|ارد|احدد)\w*",
    r"(?:س|ب|ح|راح |رح |حا|ه)?(?:اكلمك|كلمك|اراسلك|راسلك|ارجع لك|رجع لك|ارجعلك|رجعلك|شوف|اشوف|"
    r"احكيك|"
    r"افكر|فكر|نفكر|اخبرك|خبرك|اقولك|قولك|اقول لك|قول لك|"
    r"ارد عليك|رد عليك|اعلمك|ابلغك)\w{0,2}",
)
_UNTOLD = (
    r"(?:don't|dont|do not|would not|wouldn't|won't|wont|cannot|can't|not|never|refuse to|rather "
    r"not|prefer not to|prefer not|why should i|no need to) (?:really )?"
    r"(?:(?:want|like|wish|going|comfortable|willing|ready) (?:to )?)?"
    r"(?:say|saying|tell|telling|share|sharing|disclos\w+|answer\w*|discuss\w*|reveal\w*)",
    r"keep (?:that|this|it) (?:to (?:myself|ourselves)|private)",
    r"(?:prefer|rather|i'd better) not(?= *$| to)|none of (?:your|ur)|mind your own|no comment|"
    r"going into (?:the )?details?|is sensitive|"
    r"not your (?:concern|business|problem)|"
    r"(?:don't|dont|do not) (?:give|hand) out|guardar(?:me|nos)\w*|"
    r"(?:that's|that is|it's|thats|this is|too|a bit|eso es|es algo|es|muy) "
    r"(?:private|personal|confidential|privado|personal|confidencial)",
    r"(?:no (?:quiero|queremos|quisiera|voy a|vamos a|puedo|deseo|pienso|me apetece|tengo por que)|"
    r"(?:prefiero|preferimos|preferiria|mejor) no) (?:(?:me|le|te|se|lo|la) )?"
    r"(?:decir|contar|compartir|contestar|responder|revelar|dar|hablar)\w*",
    r"prefiero no|preferiria no|no (?:te|le|os|se) (?:lo )?(?:importa|incumbe|digo|voy a decir)|"
    r"(?:queda|es|cosa) entre (?:mi|nosotros|los)|es (?:algo )?(?:muy )?intimo|no es (?:asunto|"
    r"de (?:tu|su|"
    r"vuestra) incumbencia|cosa tuya)|sin comentarios|no te metas",
    r"(?:ما ودي|ما ودنا|لا اريد|لا اود|لا ارغب|لا احب|ما ابي|ما ابغي|ما بدي|مش عايز\w?|مش عاوز\w?|"
    r"مش حابب?\w?|"
    r"مو حاب\w?|ما احب|ما بحب|افضل الا|افضل ان لا|افضل عدم|افضل ما) (?:ان |في )?"
    r"(?:اقول|القول|قول|اذكر|ذكر|الافصاح|افصح|مشاركه|اشارك|الاجابه|اجاوب|اجيب|احكي|اجب)\w*",
    r"(?:لن|ما راح|ما رح|مش ح|مش ه|مش راح|ما) ?(?:اقول|قول|بقول|احكي|بحكي|اخبر|اجاوب|اجيب|جاوب)"
    r"\w*",
    r"(?:هذا|هذه|هاي|هاد|ده|دي|هيدا|امر|شي|شيء|موضوع|معلومه|معلومات) (?:امر |شي |شيء |موضوع )?"
    r"(?:خاص|شخصي|سري|خصوصي)\w?|(?:مش|ليس|مو) (?:شغلك|من شانك)|ما (?:يخصك|دخلك|لك دخل)",
)
_UNWILLING_EN = (
    r"(?:not|no longer|isn't|aren't|don't think (?:i'm|we're)) (?:really |that |at all )?"
    r"interested|lost interest|"
    r"(?:don't|dont|do not) (?:want|need) (?:anything|any of|your)|"
    r"no longer (?:need anything|want anything|looking)|"
    r"not (?:looking|searching|buying|moving) (?:any ?more|now)|"
    r"(?:already )?(?:found|bought|rented|booked|got) (?:one|something|another|elsewhere|it) ?"
    r"(?:else|already|elsewhere)?(?= *$)|changed my mind|forget (?:it|about it|this)|never ?mind|"
    r"leave (?:it|me|us)(?= *$| alone)|drop it|go away|just (?:browsing|looking)(?= *$| around)|"
    r"(?:you're|ur|this is|that's|so) (?:annoying|ridiculous|too much|a waste|boring|pushy)",
    r"(?:stop|quit|enough|enough with|no more|too many|so many|done with) (?:it|this|that|asking|"
    r"with|bothering|messag\w+|text\w+|writing|calling|contacting|questions?|please|now|already|"
    r"all|the|these|your)|(?:don't|dont|do not) (?:ask|bother|contact|call|text|write|message|"
    r"annoy)|wrong (?:number|person)|waste (?:of )?(?:my )?time|found (?:a |an )?(?:better|"
    r"cheaper|other)|(?:ring|phone) me|"
    r"(?:already|just) (?:told|said|answered)|(?:went|gone|going) with (?:someone|somebody|another|"
    r"a different)|you (?:guys|people) (?:are|keep)|how did you get (?:my|this)|who cares|i refuse",
)
_UNWILLING_ES = (
    r"no (?:me|nos|le) interesa\w*|no (?:estoy|estamos|sigo) interesad[oa]s?|"
    r"ya no (?:me|nos|quiero|necesito|busco|hace|estoy|buscamos|queremos)|"
    r"no (?:quiero|necesito|busco|queremos|necesitamos) nada|(?:ya )?(?:encontre|compre|compramos|"
    r"encontramos|alquilamos|contratamos|alquile|"
    r"contrate|elegi|"
    r"consegui) (?:a )?(?:un[oa]|otr[oa]|algo)|ya tengo (?:un[oa]|otr[oa])(?= *$)|"
    r"(?:ya |al final )?(?:he|hemos) (?:encontrado|comprado|alquilado|reservado|contratado|"
    r"conseguido)|que (?:pesad|cansin|pelma)\w+|"
    r"(?:me|nos) pued\w+ (?:llamar|contactar)|(?:me|nos) podeis (?:llamar|contactar)|"
    r"cambie de (?:opinion|idea)|he cambiado de|olvid[ae]l[oa]|dej[ae]l[oa]|"
    r"(?:deja|deje|dejen|dejad|para|pare|paren) (?:ya )?de|(?:ya )?basta|"
    r"no (?:me|nos) (?:pregunt|molest|insist|escrib|llam|contact)\w*|no (?:pregunt|insist)\w*|"
    r"(?:demasiadas|tantas|mas) preguntas|numero equivocado|se ha equivocado|te has equivocado|"
    r"(?:solo|nada mas) (?:miro|estoy mirando|mirando|miraba|curioseo)",
)
_UNWILLING_AR = (
    rf"{_NOT_AR} ?(?:ب?مهتم\w{{0,2}}|يهمني|يهمنا|تهمني|ب?يهمني|يعنيني|هاممني|مهتمين)|"
    r"ما عاد|معد|لم اعد|(?:ما|لم) ?(?:عجبني|يعجبني|عجبنا)|(?:لا|ما|مش) ?(?:اريد|ارغب|احتاج|ابي|"
    r"ابغي|بدي|عايز\w?|عاوز\w?|محتاج\w?) "
    r"(?:في )?(?:شي|شيء|شيئا|حاجه|اي شي|اي شيء|الاستمرار|المتابعه)|"
    r"غيرت راي\w?|غيرنا راي\w*|انس\w? الموضوع|كفايه|يكفي|"
    r"(?:بدون|بلا|بلاش|كثرت|كتير|كثير|كفايه|وقف\w?) (?:ال)?اسئله|(?:ال)?اسئله (?:كثيره|كتيره|كتير)|"
    r"توقف\w{0,2}|بطل\w{0,2} (?:اسئله|تسال\w*|سوال)|لا تسال\w*|لا تزعج\w*|لا تراسل\w*|"
    r"(?:الرقم|رقم) (?:غلط|خطا|خاطي)|(?:اتفرج|بتفرج) بس|لقيت (?:ارخص|احسن|افضل|غيره|غيرها|واحد\w?)|"
    r"(?:وجدت|اشتريت|حجزت) (?:غيره|غيرها|خلاص|واحد\w?)",
)
_ASKS_BACK = (
    r"why (?:do|are|would|should|does|is|so|u) \w+|why (?:you )?asking|what for|how come|"
    r"who (?:are|r) (?:you|u|this|these)|who(?:'s| is)? (?:this|that|there|asking)|"
    r"what do (?:you|u) (?:mean|recommend|suggest|think|have|offer)|"
    r"(?:you|u) (?:tell me|decide|choose|pick)|"
    r"(?:up to|depends on) (?:you|u)|your (?:call|choice)|surprise me|as (?:you|u) (?:like|wish)|"
    r"(?:don't|dont|do not|didn't|didnt|not) (?:quite )?(?:understand|get it|follow|get the "
    r"question)(?:ing)?|is this (?:a )?(?:bot|scam|real|spam|automated)|are you (?:a )?"
    r"(?:bot|real|human|robot)",
    r"(?:por|para) que (?:lo |me |la |te |le |se |os )?(?:pregunt|quier|necesit|quer|interes|"
    r"import)\w*|quien (?:eres|es|habla|sois|son|me|sos|pregunta)|(?:con|de parte de) quien|"
    r"de que (?:va|se trata|es)|que (?:vend|ofrec)\w+|"
    r"(?:que|como) (?:dices|dice|dijiste|dijo|has dicho)|"
    r"(?:que|cual|cuales) (?:me |nos )?(?:recomiend|suger|aconsej|sugier|propon|opin)\w*|"
    r"(?:usted(?:es)?|tu|vos) "
    r"(?:dir|eli|deci|escog)\w*|lo que (?:tu|usted|quier|dig|me dig|vea|prefier)\w*|"
    r"(?:elige|elija|decide|decida|escoge) (?:tu|usted)|como (?:quieras|prefieras|veas|quiera|"
    r"guste)|no (?:lo |te |le |la )?(?:entiendo|entendi|comprendo|pillo)|no he entendido|"
    r"a que (?:te|se) refier\w*|que (?:quier|signific)\w* (?:decir|eso)|"
    r"(?:eres|es|sois) (?:un |una )?(?:robot|bot|maquina|estafa|persona|humano|real)",
    r"(?:ليش|ليه|لماذا|لم) (?:ب?ت?سال\w*|تريد\w*|تبي\w*|بدك\w*|عايز\w*)|(?:وش|شو|ماذا|ايش|ايه) "
    r"(?:تقصد\w*|قصدك\w?|بتقصد\w*|تعني|بتنصح\w*|تنصح\w*|ترشح\w*|تقترح\w*|رايك\w?)|"
    r"بماذا تنصح\w*|(?:من|مين|منو|انت|انتي) (?:انت\w{0,2}|معي|معايا|حضرتك|مين|منو|من)|"
    r"(?:من وين|كيف) (?:جبت|اخذت|حصلت|عرفت)\w*|(?:ما|لم|مش|مو) ?(?:فهمت|افهم|ب?فهم|فاهم\w?|فهمتش)|"
    r"(?:انت\w?|انتم) (?:اختر|اختار\w?|قرر\w?)|(?:اختر|اختار\w?|قرر\w?) انت\w?|علي (?:كيفك|راحتك)|"
    r"(?:زي|مثل|متل) ما (?:تحب|تبي|بدك|تشوف)\w*|(?:انت|هل انت)\w? (?:روبوت|بوت|انسان|حقيقي|اله|"
    r"شخص)|كما (?:تشاء|تريد|تحب)\w*|اللي تشوف\w*",
)
_OTHERS = (
    r"(?:je |j')?(?:ne )?sais pas|aucune idee|pas (?:encore )?(?:sure?|certaine?|decidee?)|"
    r"pas interessee?s?|ca depend|c'est tout|prefere ne pas|peu importe|qui (?:etes|es)[ -](?:vous|"
    r"tu)|laissez[ -](?:moi|nous)|(?:vais|dois|faut) (?:y |que je )?reflech\w+|pas pour le moment|"
    r"j'y reflechis|"
    r"(?:je|on) (?:reflechis|verra|vous rappelle|vous dira)|regarde pas|ne (?:veux|souhaite) pas",
    r"wei(?:ss|ß) (?:ich |es |das )?(?:noch |leider )?nicht|keine ahnung|nicht sicher|"
    r"kein interesse|nicht interessiert|das (?:war|ist|wars) (?:alles|es)|"
    r"(?:mochte|will) (?:ich )?(?:das |es )?nicht|ich uberlege|wer (?:ist|sind|bist) "
    r"(?:da|sie|du|das)|kommt drauf an|lassen sie mich|mal (?:sehen|schauen)|"
    r"geht (?:sie|dich|euch) (?:das )?nichts an|(?:muss|mussen) (?:ich |wir )?(?:noch |erst )?"
    r"(?:uberlegen|nachdenken)|ich melde mich",
    r"non (?:lo )?(?:so|sappiamo|saprei)|non (?:sono|siamo) (?:ancora )?(?:sicur|interessat|decis)"
    r"\w|non (?:mi|ci) interessa|preferisco non|chi (?:sei|parla|siete)|nessuna idea|"
    r"ci devo pensare|ci penso|non ne ho idea|vediamo|vedremo|"
    r"(?:vi|le|ti) faccio sapere|non (?:voglio|posso) (?:dir|rispond)\w+",
    r"(?:ainda )?nao (?:sei|sabemos|tenho certeza|tenho ideia|decidi|estou certo|estou interess\w*|"
    r"tenho interesse|me interessa)|isso e tudo|e so isso|tanto faz|prefiro nao|"
    r"quem (?:e|fala)|vou pensar|sem interesse|sei la|depois (?:vejo|digo|falo)|"
    r"nao (?:quero|posso|vou) (?:dizer|responder|falar|contar)",
)
# What may stand inside an answer, and is none where nothing else is said.
_LATER = (
    r"(?:ask |tell |talk |speak |write |text |message |reply |answer |respond |later |call )?"
    r"(?:me |you |to you |u )?(?:again )?(?:later|some other time|another time|next time|in a bit|"
    r"another (?:day|week|month)|"
    r"in a (?:minute|moment|second|while)|soon|l8r)(?: on| today| maybe)?|"
    r"(?:talk|speak) (?:later|soon)|not (?:right )?now|not (?:today|tonight|this (?:week|month))|"
    r"(?:one|just a|a|wait a|hang on a|give me a) "
    r"(?:moment|minute|second|sec|min)|give me (?:some )?time|hold on|hang on|wait|busy|"
    r"(?:i'?m|i am|we'?re) (?:busy|driving|working|at work|in a meeting)(?: (?:right )?now)?|"
    r"(?:catch|see|call|text) (?:you|u|ya) (?:later|soon)|brb|in a sec|"
    r"(?:i'?m |i am |we're )?(?:in a meeting|driving|eating|cooking|out|(?:at|in) (?:the )?(?:work|"
    r"gym|office|doctor'?s?|cinema|class|movies))|not for (?:me|us)|"
    r"can'?t (?:talk|speak|answer|write)(?: (?:right )?now)?",
    r"(?:hablamos |escribo |contesto |respondo |te |le |lo |(?:te|le|lo) \w+ |preguntame |"
    r"preguntame \w+ )?(?:luego|mas tarde|despues|mas adelante|otro dia|otro rato|"
    r"(?:en )?otro momento|otra vez|mas tardecito|al rato|ahorita)|(?:ahora|ahorita|hoy) "
    r"(?:mismo )?no(?: puedo)?|no(?: puedo)? ahora|un (?:momento|momentito|segundo|minuto|rato)|"
    r"dame (?:un|unos) \w+|esper[ae](?:me)?|(?:ahora (?:mismo )?)?(?:estoy|ando|voy) "
    r"(?:ocupad[oa]|trabajando|conduciendo|manejando|en el trabajo|reunid[oa]|liad[oa]|comiendo|"
    r"cenando|fuera|en clase|en una reunion)|(?:luego |"
    r"despues |manana )?hablamos(?: luego| manana)?|no puedo hablar",
    r"(?:(?:اكلمك|احكيك|ارد عليك|نحكي|نتكلم|كلمني|اسالني|نتحدث) )?(?:لاحقا|بعدين|بعد شويه?|"
    r"بعد قليل|كمان شويه?|في وقت (?:لاحق|اخر|ثاني)|وقت (?:تاني|ثاني|اخر)|مره (?:ثانيه|تانيه|اخري)|"
    r"غير وقت|يوم (?:ثاني|تاني|اخر))|(?:مو|مش|ليس|مب|موب|لا) (?:الحين|الان|هلا|هلق|هسه|دلوقتي|"
    r"دلوقت|الوقت|ذحين|توا)|(?:الحين|الان|هلا|دلوقتي) (?:لا|مشغول\w?|مو فاضي\w?|مش فاضي\w?)|"
    r"(?:انا )?(?:مشغول\w?|(?:مو|مش) فاضي\w?)(?: (?:الان|الحين|هلا|دلوقتي))?|"
    r"لحظه|دقيقه|ثواني|ثانيه|استن[يا]\w?|انتظر\w{0,2}|اصبر\w?|شوي|"
    r"(?:انا )?(?:بالشغل|في الشغل|بالدوام|في الدوام|في العمل|بالعمل|اسوق|بسوق|في اجتماع)",
)
_NOTHING = (
    r"stop|end|quit|cancel|enough|skip|skip (?:it|this|that)|next|next question|pass|i'?ll pass|"
    r"nothing|nothing (?:really|special|in particular|at the moment)|none|n/?a|why|what|who|huh|"
    r"no reason|"
    r"pardon|help|info|whatever|nvm|no way|agent|human|person|operator|i (?:don't|dont) care|"
    r"(?:i'm|im|i am|we're) (?:good|fine|ok|okay|all set)|nope nothing|that's it|done|"
    r"good question|i see|interesting|really|seriously",
    r"para|pare|paso|siguiente|nada|nada (?:en especial|en particular|mas)|ninguno|ninguna|"
    r"por que|para que|que|quien|como|ayuda|me da (?:igual|lo mismo)|da (?:igual|lo mismo)|"
    r"humano|agente|persona|ya esta|salta|saltar|suficiente|ni hablar|que va",
    r"خلاص|خلصنا|سر|خصوصي\w*|(?:بكره|غدا|اليوم) (?:احسن|"
    r"افضل|لا)|اسرار|ما عاد|كفي|وقف|قف|بطل|لا شيء|لا شي|ولا شي|ولا حاجه|ولا شيء|ولا اشي|تخطي|"
    r"التالي|ليش|ليه|"
    r"لماذا|شو|وش|ايش|ايه|مين|من|مساعده|اي شي|اي شيء|كله واحد|عادي|ما تفرق|موظف|انسان|مدري|"
    r"ما في شي|مافي شي|هذا هو|هيك بس|بس هيك",
    r"كيفك|كيف (?:حالك|الحال)|spater vielleicht|vielleicht spater|plus tard|pas maintenant|"
    r"pourquoi|rien|apres|spater|jetzt nicht|noch nicht|nichts|egal|warum|"
    r"wieso|weiter|dopo|piu tardi|non ora|non adesso|niente|perche|boh|e tutto|basta cosi|"
    r"mais tarde|depois|agora nao|nada nao|por que|so isso|passo|stopp|stop it",
)
_REACTIONS = (
    r"(?:that'?s? a |what a )?(?:good|great|fair|nice|interesting|tricky) (?:question|point)",
    r"(?:(?:that|it|this|which|they) )?(?:would|will|'d|could) (?:really )?(?:be (?:so |really |"
    r"just |very )?(?:great|nice|perfect|ideal|fine|good|best|lovely|amazing|super|awesome|better)|"
    r"suit|work|do (?:nicely|fine))",
    r"sounds? (?:good|great|nice|perfect|fine|lovely)|(?:suits|works for) (?:me|us)",
    r"(?:muy )?buena pregunta|(?:excelente|gran|interesante) pregunta",
    r"(?:nos|me) (?:vendria|viene|vendra|iria|va|quedaria|queda|parece|conviene|encaja|gusta mucho|"
    r"encantaria)(?: (?:muy |super )?(?:bien|genial|perfecto|ideal|estupendo|mejor|fenomenal|de "
    r"perlas))?|(?:seria|estaria|suena|quedaria|es lo) (?:muy )?(?:genial|perfect[oa]|ideal|bien|"
    r"estupend[oa]|lo mejor|lo ideal|fantastic[oa]|excelente|mejor|buenisim[oa])",
    r"سوال (?:جيد|حلو|ممتاز|مهم|جميل)|(?:ب)?يناسبن[اي]|مناسب\w? (?:لنا|لي|جدا)|"
    r"(?:سيكون|بيكون|يكون|حيكون) (?:رائع|ممتاز|جميل|حلو|افضل|مناسب)\w*",
)

ANYWHERE = "|".join(
    (
        *(*_UNKNOWN_EN, *_UNKNOWN_ES, *_UNKNOWN_AR, *_UNTOLD),
        *(*_UNWILLING_EN, *_UNWILLING_ES, *_UNWILLING_AR, *_ASKS_BACK, *_OTHERS),
    )
)
WHOLE = "|".join((*_LATER, *_NOTHING))
REACTIONS = "|".join(_REACTIONS)
