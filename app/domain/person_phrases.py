"""How people ask for a person instead of the assistant: English, Spanish, Arabic.

Written over ``consent_text.flatten``. A wish has three shapes: to speak with somebody, to be put
through or called, and to be rid of the machine. What is said of the lead's own people, of the
past or of a person as a thing (guests, a price a head) is none.
"""

from __future__ import annotations

# -- English
_ADJ = (
    r"(?:a|an|the|one|your|ur|some|any|of|real|live|actual|human|physical|different|another|"
    r"other|proper|living|breathing|flesh and blood|support|service|sales|customer|care|free|"
    r"available|friendly|bloody|fucking|freaking|damn|goddamn|qualified|competent|senior|local|"
    r"someone from|somebody from|someone in|someone at|member of|people in)"
)
_WHO = (
    r"(?:humans?|persons?|people|agents?|operators?|representatives?|reps?|advis[oe]rs?|"
    r"assistants?|attendants?|managers?|supervisors?|someone|somebody|some1|sb|anyone|anybody|"
    r"staff|employees?|colleagues?|human beings?|beings?|individuals?|specialists?|"
    r"consultants?|"
    r"customer (?:service|care|support)|support|reception\w*|front desk|desk|sales\w*|team|"
    r"owner|"
    r"boss|secretary|broker|realtor|service|technician|expert|salesman|salesperson|associate|"
    r"counsel\w*|concierge|office|department|lawyer|attorney|doctor|nurse|dentist|host|"
    r"director)"
)
_TALK = (
    r"(?:speak(?:ing)?|talk(?:ing)?|cat(?= with| to)|ta\wk(?= to| with)|t\wlk(?= to| with)|"
    r"chat(?:ting)?|contact(?:ing)?|communicat(?:e|ing)|"
    r"convers(?:e|ing)|call(?:ing)?|reach(?:ing)?(?: out)?|connect(?:ing|ed)?|get(?:ting)? in "
    r"(?:touch|contact)|get(?:ting)? (?:ahold|a hold|hold)|in (?:touch|contact)|deal(?:ing)?)"
)
_MINE = (
    r"(?! (?:my|our|his|her|their|him|them|you\b|u\b|each|another (?:company|agency|buyer|"
    r"dentist|"
    r"doctor|lawyer|agent|realtor)|other (?:\w+ )?(?:agents|companies|people|buyers|realtors)|"
    r"(?:a |an |the |some )?(?:few|lots?|other|friend|tenant|landlord|insur\w+|bank|seller|"
    r"wife|husband|partner|mom|dad|family|spouse|accountant|neighbou?r)))"
)

ENGLISH = (
    # to speak with somebody
    rf"\b{_TALK}(?: directly| live)?(?: (?:to|with|2|w|of|by phone with))?{_MINE}"
    rf"(?: {_ADJ})* {_WHO}\b(?! (?:yesterday|last|earlier|else said|limit))",
    r"\b(?:can|could|may|might) (?:i|we) (?:please |just |directly )*(?:speak|talk|chat)(?: "
    r"directly)? "
    rf"(?:to|with){_MINE} (?:the |your |an? )?\w+(?= \.|$| please| directly| about| regarding)|"
    r"\b(?:want|need|like|love|prefer|wanna|demand|let me|how (?:do|can|could) i|trying|"
    r"possible|"
    r"way)(?: to)? (?:just |directly )?"
    rf"(?:speak|talk|chat)(?:ing)? (?:directly )?(?:to|with){_MINE} (?:the |your |an? )?\w+"
    r"(?= \.|$| please| directly| about| regarding)(?<! it)(?<! this)(?<! that)(?<! what)",
    rf"\b(?:someone|somebody|anyone|anybody|{_ADJ} {_WHO})(?: else| there| here| that| who)* "
    r"(?:i|we) (?:can|could|may|might|should|need to|must) (?:\w+ )?(?:speak|talk|chat|contact|"
    r"call|reach)",
    rf"\b(?:someone|somebody|anyone|{_ADJ} {_WHO}) (?:available )?to (?:speak|talk|chat)\b",
    r"^(?:i )?(?:just |really )?(?:want|need|wanna|would like|d like|wish|prefer)(?: to)? "
    r"(?:speak|talk|chat)(?: (?:now|live|directly|on the phone|by phone))?$",
    # to be given or put through to one
    r"\b(?:transfer|connect|patch|redirect|forward|route|escalate|switch|hand|pass|refer|"
    r"direct|"
    r"put|link|send|move)(?: me| us| this| it| the chat| my (?:call|case|chat|question|"
    r"request))"
    r"(?: through| thru| over| on| up| off| directly| straight| back)*(?: (?:to|with|"
    rf"onto))?(?: {_ADJ})* "
    rf"(?:{_WHO}|\w+ (?:service|department|desk|team))\b",
    r"\bput me (?:through|thru)\b|\bescalate (?:this|it|me|my \w+)\b",
    rf"\b(?:get|give|find|bring|send|show|fetch|assign|offer) (?:me|us)(?: {_ADJ})* (?!a "
    r"(?:team|service|"
    r"support|desk|office)\b)(?:human|person|agent|operator|representative|rep|advis[oe]r|"
    r"manager|"
    r"supervisor|someone|somebody|human being|staff member|attendant|live person)\b(?! (?:rate|"
    r"price))",
    r"\b(?:get|have|find) (?:someone|somebody|a person|a human|an agent|a manager|the manager)"
    r"(?: else| real)*(?: on the (?:line|phone)| to (?:call|contact|phone|ring|text|help|reply|"
    r"talk|"
    r"speak|chat|email|reach)| (?:call|contact|phone|ring|text|reach|email)(?:ing)? me)",
    r"\b(?:want|need|require|demand|prefer|insist on|asking for|asked for|request(?:ing)?|"
    r"looking for|rather "
    r"have|like)(?: to have| to get| help from| assistance from| support from)? (?:a |an |the |"
    r"some )?"
    r"(?:real |live |actual |proper |different |another )*(?:human being|human|real person|"
    r"live "
    r"(?:person|agent|chat|operator|support)|actual person|person to (?:help|talk|speak|answer|"
    r"call)|agent|"
    r"operator|representative|customer service|human (?:agent|operator|support|help|contact|"
    r"assistance)|manager|supervisor|someone real|real human)(?: (?:now|please|pls|asap|right "
    r"now|on "
    r"the (?:line|phone)|instead|to (?:help|talk|speak|answer|call|assist|handle)\b.*))*(?=$| "
    r"\.)",
    r"^(?:please |pls |just |can i get |can i have |may i have |could i get |could i have |i "
    r"want |i need |get me |"
    r"give me |is there |are there |any |no |a |an |the |hello |hi |real |live |human |"
    r"customer |"
    r"support |service |care |actual )*(?:human|agent|operator|representative|rep|live person|"
    r"real "
    r"person|actual person|human being|someone real|live chat|customer service|customer care|"
    r"real "
    r"human|live agent|speak agent|talk agent|manager|supervisor|reception)(?: (?:please|pls|"
    r"plz|now|"
    r"asap|thanks|immediately|help|available|there|online|needed|wanted|service))*$",
    r"^(?:the |your )?\w+ (?:team|department|desk|service|manager) please$",
    r"\b(?:are|is) (?:there |any )*(?:any |a |an )?(?:\w+ )?(?:humans?|agents?|operators?|"
    r"representatives?|"
    r"live (?:person|people|agents?)|real (?:person|people|humans?)) (?:available|around|"
    r"online|free|"
    r"i can|that i can|i could|to help|working|there (?:who|i can|to))\b",
    r"\b(?:can|could|will|would|may|let) (?:a |an |some |any |your |the )?(?:real |live |"
    r"actual )*(?:"
    r"human|person|agent|representative|rep|manager|someone|somebody|anybody|anyone|staff "
    r"member|"
    r"colleague|someone real)(?: from \w+(?: \w+)?| there| please| pls| else| real)* (?:call|"
    r"phone|ring|contact|"
    r"reach out|get back|speak|talk|chat|text me|answer me|reply|respond|take over|email me)\b",
    # a call
    r"\b(?:(?:can|could|will|would|have|let|need|want|asking|like) (?:you|u|yall|someone|"
    r"somebody|them|"
    r"him|her|your \w+|the \w+|a \w+)|pls|please|plz|kindly) (?:to |please |pls |guys |just )*"
    r"(?:call|phone|ring) me(?: back)?(?= (?:please|pls|plz|asap|now|back|at|on|about|"
    r"regarding|today|tomorrow|this|as soon|when you can|instead|thanks|directly|to discuss|"
    r"so)\b| \.|$)",
    r"^(?:please |pls |just |ok |yes |hi |hello )*call me(?: back)?(?: (?:please|pls|asap|now|"
    r"thanks|on this number|"
    r"at|on)\b.*)?$|\bgive (?:me|us) a (?:quick )?(?:call|ring|phone call|callback|call ?back|"
    r"buzz)\b|"
    r"\b(?:want|need|like|request(?:ing)?|schedule|arrange|expect|get|have|book|waiting for|"
    r"prefer) (?:to "
    r"(?:get|have|request|schedule|arrange) )?(?:a |an |your )?(?:phone call|call ?back|"
    r"callback|call from)\b|"
    r"\bspeak (?:on|over|by) (?:the )?phone\b|\btalk (?:on|over|by) (?:the )?phone\b",
    # to be rid of the machine
    r"\b(?:stop|quit|tired of|sick of|hate|enough (?:of|with)|no more|done with|fed up with|"
    r"dont want|"
    r"do not want|not interested in|dont need|dont like|cant stand|dont wanna)(?: (?:to|with|"
    r"me|us|the|"
    r"these|this|your|ur|a|an|talking|speaking|chatting|texting|dealing|giving|sending|getting|"
    r"talk|"
    r"speak|chat|deal|be|use|any|more|all|of|replying|answering|responding|stupid|dumb|hearing|"
    r"being|"
    r"helped|by|get))* (?:automated|robots?|bots?|chat ?bots?|machines?|canned|scripted|"
    r"computers?|ai|auto|"
    r"generic|prewritten|copy paste|virtual (?:agents?|assistants?)|answering machines?)\b(?! "
    r"(?:vacuum|"
    r"mower|cleaner|parking|payments?|gate|door|system|wash|kit))",
    r"\b(?:wast\w+|spend\w*|losing|lose)(?: \w+){0,3} (?:time|my day)(?: \w+){0,2}? (?:with|on|"
    r"to|talking|"
    r"arguing|chatting)(?: \w+){0,2} (?:machine|bot|robot|chat ?bot|computer|ai)\b",
    r"\b(?:not|dont|do not|wont|cant|never|isnt|hate) (?:\w+ ){0,4}?(?:comfortable|trust\w*|"
    r"shar\w+|discuss\w*|"
    r"giv\w+|tell\w*|feel\w* safe)(?: \w+){0,6} (?:machine|bot|robot|chat ?bot|computer|ai)\b",
    r"\b(?:this|the|your|stupid|useless|damn|fucking) (?:chat ?bot|bot|robot|machine|ai|"
    r"automated \w+) "
    r"(?:is |isnt |does |doesnt |cant |can not |keeps |never |wont |sucks|just )+(?:\w+ "
    r"){0,3}?(?:useless|"
    r"help\w*|understand\w*|stupid|terrible|annoying|work\w*|answer\w*|repeat\w*|sucks?|dumb|"
    r"awful|get "
    r"it)\b|\b(?:useless|stupid|dumb|fucking|damn) (?:chat ?bot|bot|robot|machine)\b",
    r"\bnot (?:a |an |some |with a |to a |another )(?:bot|robot|machine|ai|computer|chat ?bot|"
    r"automated \w+)(?= \.|$| please)",
    r"\b(?:prefer|rather|instead of|better)(?: \w+){0,4} (?:human|real person|live person|"
    r"actual person)\b",
)
# Voids what follows it in the clause: no wish, or somebody else's.
ENGLISH_NOT = (
    r"\b(?:(?:dont|do not|didnt|no) (?:want|need|have|wanna|wish|like|feel like)(?: to)?|no "
    r"need to|"
    r"without(?: having to)?|instead of|rather than|never|spoke|talked|was|were|been|after|"
    r"before|"
    r"while|when|is it|(?:(?<!can )(?<!could )(?<!would )(?<!will )(?<!please )you|he|she|they|"
    r"who|we|agent|told me to|said to)(?: (?:can|could|will|would|"
    r"may|should|must))?|after i|once i|until i|if i|i am going to|im going to|im gonna|i will|"
    r"ill)$"
)

# -- Spanish
_ES_ADJ = (
    r"(?:un|una|unos|algun|alguna|el|la|los|su|tu|algún|otro|otra|verdader\w+|buen|alguien de|"
    r"persona del|personal de|equipo de|area de|servicio de|departamento de)"
)
_ES_WHO = (
    r"(?:persona\w*|human\w+|alguien|agente\w*|asesor\w*|operador\w*|representante\w*|"
    r"ejecutiv\w+|"
    r"encargad\w+|gerente\w*|dueñ\w+|duen\w+|vendedor\w*|supervisor\w*|emplead\w+|"
    r"responsable\w*|"
    r"recepci\w+|secretari\w+|atencion|servicio al cliente|soporte|jefe\w*|consultor\w*|"
    r"especialista\w*|"
    r"tecnic\w+|abogad\w+|doctor\w*|comercial\w*|administrador\w*|ventas|personal|gente|ser "
    r"humano|"
    r"operari\w+|un real|alguno de ustedes|director\w*|coordinador\w*)"
)
_ES_TALK = (
    r"(?:hablar(?:le)?|hablo|ponerme en contacto|ponerse en contacto|ponganme en contacto|"
    r"conversar|converso|platicar|chatear|charlar|comunic\w+|contactar(?:me|se)?|"
    r"contacto|contacten|tratar|dialogar|hablemos)"
)
SPANISH = (
    rf"\b{_ES_TALK}(?: ya| directamente| por favor)*(?: (?:con|a))(?: {_ES_ADJ})* {_ES_WHO}\b",
    r"\b(?:pas[ea]\w*|comuni[qc]\w+|pon\w+|transf\w+|deriv\w+|conect\w+|enlac\w+|dirij\w+|"
    r"mand\w+)(?:me)?"
    rf" (?:ya )?(?:con|a)(?: {_ES_ADJ})* {_ES_WHO}\b",
    r"\b(?:quiero|necesito|quisiera|deseo|prefiero|exijo|dame|deme|denme|busco|solicito|pido|"
    r"me gustaria|"
    r"consigueme|traigan|mandenme)(?: ser atendid\w| que me (?:atienda|ayude|conteste|"
    r"responda)| la ayuda de| "
    r"atencion de| hablar con)?(?: con)? (?:un |una |a )?(?:human\w+|persona real|persona de "
    r"verdad|"
    r"agente|asesor\w*|operador\w*|representante|ejecutiv\w+|ser humano|atencion (?:humana|"
    r"personal\w*)|"
    r"persona(?= \.|$| por favor)|alguien (?:real|de verdad|que me (?:atienda|ayude|explique|"
    r"llame))|gerente|"
    r"supervisor\w*|encargad\w+)\b",
    r"^(?:por favor |porfa |hola |quiero |un |una |con )*(?:human\w+|agente|asesor\w*|"
    r"operador\w*|"
    r"representante|persona real|ser humano|persona humana|ejecutiv\w+|atencion al cliente|"
    r"encargad\w+)"
    r"(?: (?:por favor|porfa|ya|gracias|urgente|real))*$",
    r"\b(?:hay|habra|tienen|existe) (?:alguien|alguna persona|algun (?:human\w+|agente|"
    r"asesor\w*)|un "
    r"(?:human\w+|agente)|una persona)(?: real| disponible)* (?:con (?:quien|el que|la que)|"
    r"que me (?:pueda )?"
    r"(?:atend\w+|atienda|llam\w+|llame|contest\w+))",
    r"\b(?:puede\w*|podria\w*|pueden|podrian|quiero que|necesito que|que|pido que|prefiero que|"
    r"me gustaria "
    r"que)(?: (?:me|alguien|un \w+|una \w+|por favor))* (?:llam\w+(?:me)?|me llame\w*|"
    r"marcar(?:me)?|telefone\w+)"
    r"(?= \.|$| por| al| a|para| hoy| ahora| mañana| manana| cuando| luego| gracias| urgente| "
    r"para)",
    r"(?:^|\. )(?:por favor |porfa |mejor |hola |si )*(?:llam[ae]n?me|llamenme|llameme|llamame|"
    r"llamadme|"
    r"marcame|marquenme|marqueme)\b|\b(?:me|nos) (?:pueden|puede|podrian|podria|puedes|podes) "
    r"(?:llamar|marcar|"
    r"atender|contactar alguien)\b|\bme llaman\b(?= \.|$| por| al| hoy| porfa)|\bque "
    r"(?:alguien )?me "
    r"(?:llame\w*|atienda (?:una persona|un humano|alguien))\b|\bhablar por telefono\b",
    r"\b(?:no quiero|no deseo|odio|harto de|harta de|cansad\w de|dejen de|basta de|no me gusta|"
    r"deja de|no me "
    r"interesa)(?: (?:hablar|tratar|chatear|con|responderme|contestarme|mandarme|darme|un|una|"
    r"los|las|el|la|"
    r"sus|estos|estas|mas|que me (?:responda|conteste|atienda)|respuestas|mensajes|"
    r"contestaciones|hablando|"
    r"recibir|de))* (?:robots?|bots?|maquinas?|contestador\w*|automatic\w+|automatizad\w+|"
    r"computadora|ia|"
    r"inteligencia artificial|chatbots?|grabacion\w*)\b",
    r"\bno (?:con|a|de) (?:un |una |el |la )?(?:robot|bot|maquina|ia|chatbot|computadora)\b|"
    r"\b(?:bot|robot|"
    r"maquina) (?:inutil|de mierda|estupid\w|no (?:me )?(?:entiende|ayuda|sirve))|\beste "
    r"(?:bot|robot|chat) "
    r"no (?:me )?(?:entiende|ayuda|sirve|funciona)",
)
SPANISH_NOT = (
    r"\b(?:no (?:quiero|necesito|hace falta|deseo)|sin|ya|hable|antes de|despues de|primero|"
    r"tengo que|voy a|"
    r"debo|dejame|deja que|cuando|si)$"
)

# -- Arabic
_AR_WISH = (
    r"(?:اريد|ابي|ابغي|ابغا|بدي|عايز\w*|عاوز\w*|حاب\w*|حابب|ممكن|اقدر|يمكنني|استطيع|ارغب|اود|"
    r"احتاج|محتاج\w*|"
    r"لازم|نحب|بغيت|نبي|ارجو|اتمني|كيف|هل|خليني|خلوني|دعني|ودي|نقدر|فيني|بقدر|ينفع|اريدك|ابيك|"
    r"نحتاج|"
    r"افضل|بفضل|طلبي|طلب)"
)
_AR_TALK = (
    r"(?:ان )?(?:في )?(?:ال|لل)?(?:اتكلم|اتحدث|احكي|اكلم|تحدث|تكلم|كلام|تواصل|اتواصل|نهدر|نحكي|"
    r"نتكلم|نتحدث|"
    r"محادثه|تكليم|اخاطب|حديث|حكي|اتفاهم|دردشه|التواصل|التحدث|التكلم|الكلام|نكلم|اسولف|اتصل)"
)
_AR_WHO = (
    r"(?:ال|لل|ب|ل|بال)?(?:شخص|انسان|موظف\w*|بشر\w*|احد|حدا|حد|واحد|مندوب\w*|ممثل\w*|مسوول\w*|"
    r"مسءول\w*|"
    r"مدير\w*|خدمه العملاء|خدمه|بني ادم|ادمي|بنادم|وكيل\w*|مستشار\w*|استقبال|دعم|مشرف\w*|"
    r"مختص\w*|اخصائي\w*|"
    r"صاحب|سكرتير\w*|عميل بشري|عامل|مبيعات|حقيقي|طبيب\w*|دكتور\w*|محامي\w*|مسؤول\w*|فريق|ايجنت|"
    r"عبد)"
)
ARABIC = (
    rf"\b{_AR_WISH} (?:\w+ )?{_AR_TALK}\w{{0,2}} (?:مباشره |الان |فورا )?(?:مع |الي |مع ال|ل|"
    rf"علي )?(?:اي |شي )?{_AR_WHO}\b",
    r"\b(?:اتكلم|اتحدث|احكي|اكلم|التحدث|التكلم|نهدر|نحكي|الكلام|التواصل) (?:مباشره )?(?:مع |"
    rf"الي )?(?:اي )?{_AR_WHO}\b",
    r"\b(?:حول\w*|وصل\w*|اوصل\w*|عطوني|عطني|اعط\w*|اديني|ادوني|هات|هاتوا|جيب\w*|شوفلي|دير|"
    r"خل\w* لي) "
    rf"(?:لي |علي |الي |مع |ب|مع ال)?(?:اي )?{_AR_WHO}\b",
    r"\bحول(?:ني|وني|ونى|لي|ولي|يني)(?: (?:علي|الي|ل\w+|مع|لحد|لاحد))\b",
    r"\b(?:اريد|ابي|ابغي|بدي|عايز\w*|عاوز\w*|محتاج\w*|نبي|بغيت|اطلب|احتاج) (?:موظف\w*|انسان|"
    r"بشر\w*|شخص (?:حقيقي|"
    r"يكلم|يرد|يساعد|يتواصل|يتصل)|مندوب\w*|بني ادم|خدمه العملاء|احد يكلم\w*|حد يكلم\w*|حدا "
    r"يحكي|حد يرد|احد يرد|"
    r"حد يتصل|احد يتصل|حدا يتصل|حدا يرد|واحد يكلم\w*|مسوول|المدير|مدير|رد من (?:شخص|انسان|"
    r"موظف)|ادمي)",
    r"^(?:لو سمحت\w* |من فضلك\w* |رجاء |ممكن |ال)*(?:موظف|انسان|بشر|مندوب|خدمه العملاء|شخص "
    r"حقيقي|موظفين|"
    r"بني ادم|ممثل خدمه العملاء|مسوول)(?: (?:لو سمحت\w*|من فضلك\w*|رجاء|الان|ضروري|حقيقي))*$",
    r"\b(?:في|فيه|هل يوجد|يوجد|عندكم|اكو|كاين) (?:احد|حد|حدا|شخص|موظف|انسان|واحد) (?:حقيقي "
    r")?(?:اقدر |ممكن |"
    r"يمكن |فيني )?(?:اكلمه|اتكلم معه|احكي معه|يكلمني|يرد علي|يرد عليا|اتواصل معه|يحكي معي|"
    r"يساعدني من البشر)",
    r"\b(?:اتصلو\w*|تتصلو\w*|يتصل|تتصل|كلمو\w*|تكلمو\w*|يكلمني|دقو\w*|تدقون|رنو\w*|عيطو\w*|"
    r"هاتفو\w*|اتصل)"
    r" ?(?:احد |حد |حدا )?(?:بي|بيا|فيني|في|علي|عليا|معي|ليا)\b|(?:^|\. )(?:ممكن |لو سمحتوا |"
    r"رجاء |بس )*"
    r"(?:كلموني|اتصلولي|عيطولي|دقولي|كلمني|تكلمني)\b|\b(?:خل\w*|ابي|بدي|عايز|محتاج|اريد|ممكن) "
    r"(?:احد|حد|حدا|واحد) "
    r"(?:منكم )?(?:يكلمني|يتصل\w*|يحكي معي|يرد\w*|يتواصل\w*|يدق\w*)",
    r"\b(?:لا|ما|مش|مو|بلاش|تعبت من|زهقت من|مليت من|كفايه|بطلوا?|وقفوا?|بدون)(?: \w+){0,4}? "
    r"(?:روبوت\w*|بوت\w*|"
    r"الروبوت|البوت|الاله|الالي|الاليه|رد الي|رد اليه|ردود اليه|كمبيوتر|ذكاء اصطناعي|الذكاء "
    r"الاصطناعي|مسجل\w*|جاهزه|الجاهزه)\b"
    r"(?! (?:مكنس|غسي))",
)
ARABIC_NOT = (
    r"(?:^|\s)(?:لا|ما|مش|مو|لن|بدون|قبل ان|بعد ما|لما|سوف|راح|هل انا|هل)"
    r"(?: اريد| ابي| عايز| بدي)?$"
)
