"""Indirect ways to ask whether a machine answers, by what the question is about.

**Called** ("would you be described as a bot"), **living** ("are you alive", "do you have
feelings"), **made** ("were you programmed", "do you run on AI"), **sender** ("who writes this, a
robot?"), **reply** ("is this an automatic answer"), **likeness** ("you sound like a bot"),
**nature** ("what are you?" alone). Patterns are over ``consent_text.flatten``, as in
``ai_question``, which holds the direct ways.
"""

from __future__ import annotations

_END = r"(?= \.|$| or\b| o\b| ou\b| oder\b| of\b| right\b| lol\b| haha| though\b| then\b| too\b)"
_MACHINE = (
    r"(?:ro+bots?|bots?|chat ?bots?|a ?i|ais|artificial intelligence|machines?|computers?|"
    r"computer programs?|programs?|software|algorithms?|automat\w+|virtual (?:assistant|agent)|"
    r"chat ?gpt|gpt\w*|language model|llm|siri|alexa|cortana|gemini|claude|copilot|script|code|"
    r"simulation|simulated|synthetic|artificial|computerized|android|cyborg|avatar|recording|"
    r"autobot|drone|ia)"
)
_LIVING = (
    r"(?:humans?|human beings?|(?:live|living|alive|real|actual|breathing|flesh and blood|genuine|"
    r"true|conscious|sentient|organic|biological|physical|natural|thinking|sapient)(?:,? ?(?:and "
    r")?"
    r"(?:live|living|breathing|real|actual|conscious|human|biological))*(?: (?:human|being|person|"
    r"thing|creature|entity|individual|soul|people|man|woman|organism|lifeform|life form))?|"
    r"person|people|sentient|conscious|alive|self ?aware|mortal|homo sapiens?)"
)
_KIND = (
    r"(?:(?:an? |the |some |any |just |really |actually |type of |kind of |sort of |form of |real |"
    rf"like )*(?:{_MACHINE}|{_LIVING})(?: (?:being|entity|system|thing|program|bot|assistant|agent|"
    r"creature|model|device))?)"
)
_YOU = r"(?:you|u|ya|yourself|this|it|that|urself)"
_AUX = (
    r"(?:are|r|is|were|was|would|could|can|do|does|did|should|may|might|will|must|arent|isnt|dont)"
)

ENGLISH = (
    # called
    r"\b(?:would|could|can|should|may|might|do|does|did|will|must|is|are|shall)(?: (?:you|u|it|"
    rf"this|"
    r"i|we|one|people|they|others|someone|be|say|not|ever|yourself|to|it|fair|correct|right|"
    rf"accurate|"
    r"safe|true|say|that|rightly|best|better|also|been|being))* (?:call\w*|consider\w*|"
    rf"describ\w+|"
    r"classif\w+|categori[sz]\w+|identif\w+|label\w*|see|view\w*|think of|term\w*|regard\w*|"
    rf"deem\w*|"
    r"defin\w+|refer\w*|count\w*|qualif\w+|known|think)(?: (?:to|as|you|u|yourself|urself|of|"
    rf"are|be|"
    rf"that|it|this|more|like|being|youre|your self))* {_KIND}{_END}",
    rf"\b(?:{_AUX}|say) {_YOU}(?: (?:are|r|say|not|really|actually|just|even|truly|in fact|"
    rf"possibly|by any chance|"
    r"being|be|a|an|the|some|either|honestly|legit|literally|perhaps|maybe|100|only|still|like|"
    rf"kind of|"
    rf"sort of|type of|any|one of those|of|those|at all))* (?:{_LIVING}(?<!people)|(?:{_MACHINE} "
    rf"?)+)"
    r"(?: (?:being|entity|system|creature|bot|assistant|agent|life|form|model|generated|powered|"
    r"driven|"
    r"controlled|operated|based))?(?=$| \.| or| right| lol| are you| then| haha)(?<!real)(?<!it "
    rf"code)"
    r"(?<!is it a person)(?<!is it people)(?<!is it person)(?<!it alive)",
    # living
    r"\b(?:do|does|can|could|have) (?:you|u|ya)(?: (?:even|actually|really|ever|not))? (?:have |"
    r"got |"
    r"feel |experience )?(?:any |a |an |real |human )*(?:feelings|emotions?|a? ?body|a? ?soul|"
    r"consciousness|heart|pulse|heartbeat|brain|parents|breathe|bleed|feel (?:pain|emotions?|"
    r"things|"
    r"love)|think for yourself|pain|eat food|sleep|get tired|flesh|fingers|dna|free will)(?=$| "
    r"\.| or\b|"
    r" like)(?<!or sleep)",
    r"\b(?:are|r|you|ur|youre|is) (?:you |u |it |this )?(?:really |actually |made |made of |"
    r"created from |"
    r"of |from )+(?:flesh|skin|metal|code|wires|circuits|silicon|bits|pixels|meat|blood|"
    r"carbon)\b|\bare "
    r"(?:you|u) flesh and blood",
    # made
    r"\b(?:are|r|were|is|was) (?:you|u|this|it|these|your \w+|this \w+)(?: \w+)? (?:being "
    r")?(?:run|running|"
    r"powered|generated|operated|controlled|driven|written|made|created|built|programmed|managed|"
    r"handled|typed|sent|answered|coded|trained|designed)(?: (?:by|on|with|through|from|using|"
    rf"entirely|as|in))*(?: (?:an?|the|some|actual|real|open|to))* (?:{_MACHINE}|{_LIVING}|"
    rf"openai|open ai|"
    r"google|someone|somebody)"
    rf"{_END}(?<!is made by people)|\b(?:are|were) (?:you|u) (?:programmed|coded|pre ?programmed|"
    r"computer generated|ai generated|a? ?trained model|built by openai|trained on data)\b|\bdo "
    r"(?:you|u) (?:run|work|operate|rely|use|function)(?: \w+)? (?:on|with|through|via|using) "
    r"(?:an? |"
    r"some )*(?:chat ?gpt|gpt\w*|ai|artificial intelligence|code|algorithms?|electricity|"
    r"batteries|"
    r"openai|llm|servers?)\b|\b(?:who|what company|what) (?:programmed|coded|trained) (?:you|"
    r"u)\b|\bwhat "
    r"(?:language model|llm|ai|model|bot|software) (?:do|are|is) (?:you|u|this)\b",
    # sender
    r"\b(?:who|what)(?: (?:am|is|are|s|m|i|we|did|do|does|even|exactly))* (?:i |it |this |that "
    rf")?("
    rf"?:talk\w*|speak\w*|chat\w*|text\w*|writ\w*|typ\w+|answer\w*|reply\w*|replies|respond\w*|"
    r"messag\w*|behind|there|this|reading|on)(?: (?:to|with|me|my|this|these|the|other|end|"
    rf"messages?|"
    r"questions|texts?|here|now|line|in))* ?(?:\. )?(?:is it |are you |maybe |a real |like "
    rf")*{_KIND}"
    rf"{_END}(?<!real)",
    rf"\b(?:talk|speak|chat|text|writ|messag|convers|interact|communicat|deal|correspond|typ)\w*"
    r"(?: (?:to|with|w|here|now|currently|2))+ (?:an? |the |some |just |actual |real |my "
    rf")*(?:live |"
    rf"living |real |actual |human |ai |breathing )*(?:{_MACHINE}|siri|alexa|human being)"
    r"(?=$| \.| or\b| right| lol| are you| rn| here| now)(?<!the program)(?<!the software)"
    r"(?<!with software)(?<!the computer)(?<!the code)|"
    rf"\b(?:do|am|did) i (?:know )?(?:\w+ )?(?:speak|talk|chat|text)\w* (?:to|with) {_KIND}{_END}",
    r"\b(?:is|was) (?:it|this|that|there) (?:an? |the |some |any |really |actually |just "
    r")*(?:real |"
    rf"actual |live |living )*(?:{_MACHINE}|human|person|people|someone|somebody|anyone|anybody) "
    rf"(?:that |"
    r"who |which |is |thats |whos )?(?:answer\w*|writ\w+|repl\w+|respond\w*|typ\w+|talk\w*|"
    r"text\w*|read\w*|"
    r"send\w*|behind|chat\w*|on the other)(?! (?:the phone|the door|calls))",
    r"\b(?:did|does|do|is|was|has|will) (?:an? |any |some )?(?:real |actual |live |living "
    r")*(?:human|"
    rf"person|people|{_MACHINE}|someone|somebody|anyone|anybody)(?: being)?(?: (?:actually|"
    rf"really|ever|"
    r"even))? (?:write|wrote|writing|type|typed|typing|read|reading|reads|answer|answering|reply|"
    r"replying|respond|responding|send|sending)(?: (?:this|these|that|those|it|me|my|your|the|to|"
    r"here|"
    r"messages?|texts?|replies|answers|chats?|stuff|them|us|back))+",
    r"\b(?:is|are) (?:there )?(?:any ?(?:one|body)|some ?(?:one|body)|this person|the person|who "
    r"i)(?: "
    r"(?:here|there|out there|am talking to))? (?:even |actually |really )?(?:a )?(?:real|human|"
    r"alive|"
    r"living)(?: (?:here|there|reading|answering|person|or|or \w+|on|behind|human|being))*(?=$| "
    r"\.)",
    # reply
    r"\b(?:is|are|was|were|get\w*|got|sounds? like|looks? like|feels?|seems?)(?: (?:this|these|"
    r"that|it|"
    r"they|your|ur|the|those|you|an?|i|like|just|another|all|only|some|getting|kind of|sort of|"
    r"so|very|"
    r"really|messages?|replies|reply|response|responses|answers?|chat|texts?|conversation))* "
    r"(?:auto|automatic|automated|auto ?mated|canned|pre ?written|pre ?recorded|computer "
    r"generated|robotic|"
    r"scripted|machine generated|ai generated|generated|bot like|botty|copy ?paste\w*|"
    r"automatically "
    r"generated|automatically)(?: (?:repl\w+|response\w*|answer\w*|messages?|texts?|chat|system|"
    r"sms|service|assistant|email|conversation|sent|generated))?(?=$| \.| or| right| lol| to me|"
    r" rn)(?<!car automatic)(?<!is the automatic)(?<!auto)",
    r"\b(?:is|was) this (?:an? )?auto ?(?:responder|response|reply|message|text)\b",
    # likeness
    r"\b(?:you|u|this|it|that|your \w+|ur \w+|these)(?: (?:really|kinda|kind of|sort of|"
    rf"definitely|all|"
    r"totally|just|so|are|texts?|messages?|replies))* (?:sound|sounds|seem|seems|feel|feels|"
    rf"look|looks|"
    r"talk|talks|act|acts|write|writes|read|reads|type|text)(?: (?:exactly|a lot|a bit|kinda|"
    rf"very|just|"
    r"more|so|too|to be|really|like|as if|written by|was|were|me|im talking to|youre|you are))* "
    rf"(?:an? |"
    rf"the |some |any |real |total )*(?:{_MACHINE}|robotic|fake|automated|inhuman|nonhuman|"
    rf"scripted|human)"
    rf"{_END}(?<!human resources)",
    r"\b(?:you|u)(?: (?:arent|are not|re not|cant be|must be|gotta be|have to be|aint|cannot be|"
    rf"might "
    r"be|could be|probably|just|really|even|are|actually|not))+ (?:an? |the |really |even |"
    rf"actually )*(?:"
    rf"{_MACHINE}|human|human being|real person|real human|a person|living person)(?= (?:are|r|"
    rf"right|"
    r"huh|is|correct|yes|no|eh)\b|$| \.)",
    # nature
    r"^(?:hey |hi |wait |so |ok |but |um |umm |lol |hello |and )*(?:what|wat|wut) (?:exactly |"
    r"even |the "
    r"(?:hell|heck) )?(?:are|r) (?:you|u)(?: (?:exactly|really|even|actually|anyway))?$|"
    r"\b(?:your name|"
    r"who are you|who is this|hello|hi|hey)(?: (?:and|\.))+ ?(?:are|r) (?:you|u) real\b|"
    r"\b(?:what|which) "
    r"(?:kind|type|sort) of (?:thing|being|entity|bot|ai|machine|creature|robot) (?:are|r|is) "
    r"(?:you|u|"
    r"this)\b|\b(?:prove|convince me|how do i know|can you prove|show)(?: (?:to|me|that|it|can|"
    r"i))* ?(?:"
    rf"you|u|youre|ur)(?: (?:are|re|r|not|arent))* {_KIND}{_END}",
    r"\b(?:turing test|captcha|pass the turing)\b|\b(?:bot|robot|human|person|machine|ai) or "
    r"(?:a |an )?(?:"
    r"bot|robot|human|person|machine|ai|real|not|what|no|nah)\b(?<!ai or ai)(?<!person or person)",
)
_ES_KIND = (
    r"(?:(?:un|una|el|la|como|algun|alguna|solo|puro|tipo|mas)? ?(?:robots?|bots?|chat ?bots?|"
    r"maquinas?|"
    r"ia|inteligencia artificial|computador\w*|ordenador|programa|software|asistente virtual|"
    r"chat ?gpt|"
    r"human\w|ser(?:es)? (?:human\w+|viv\w+|real\w*)|personas? (?:reales?|de verdad|humana|viva|"
    r"de carne)|algoritmo|"
    r"automat\w+|contestador\w*|siri|alexa|grabacion|script))"
)
SPANISH = (
    r"\b(?:te|se|os) (?:consider\w+|defin\w+|describ\w+|ves|ve|clasific\w+|identific\w+|llam\w+|"
    r"podria\w* "
    r"(?:considerar|llamar|describir|definir|decir que eres))(?: (?:a|usted|ti|mismo|como|tu|"
    rf"misma|que))* {_ES_KIND}\b",
    r"\b(?:tienes|tenes|tiene|tienen|puedes|sientes|siente|podes)(?: (?:usted|tu|vos|algun|"
    r"alguna))? ?(?:"
    r"sentimientos|emociones|cuerpo|alma|conciencia|corazon|sentir|dolor|respirar|vida "
    r"propia)(?=$| \.| o)|"
    r"\b(?:estas|esta usted|eres|es usted|sos) (?:viv[oa]|hech[oa] de|de carne|consciente|un ser "
    r"viv\w+|de "
    r"verdad|de mentira|artificial|programad\w)\b(?! (?:interesad|en )\w*)|\bde carne y hueso\b|"
    r"\b(?:te |"
    r"fuiste |eres |estas )(?:programaron|programad\w|entrenad\w|hecho con ia)\b",
    rf"\b(?:quien|que)(?: \w+){{0,2}}? (?:contest|respond|escrib|habl|atiend|me)\w*(?: "
    rf"\w+){{0,2}}? ?(?:\. )?(?:es )?"
    rf"{_ES_KIND}(?=$| \.| o\b)|\b(?:me|nos) (?:esta|estan|estas) (?:\w+ndo) {_ES_KIND}|\b(?:me|"
    rf"nos) "
    rf"(?:contest|respond|escrib|habl|atiend)\w+ {_ES_KIND}|\b(?:hay|existe|esta)(?: (?:un|una|"
    rf"algun|alguna|"
    r"alguien))* ?(?:humano|persona|alguien|ser humano)(?: (?:real|de verdad|verdadera|humana|"
    r"viva|ahi|"
    r"escribiendo|respondiendo))+",
    r"\b(?:es|son|esto es|estos son|parece\w*|suena\w*|me parece|sera|esta|esto parece|recibo|es "
    r"esto)(?: "
    r"(?:un|una|muy|todo|como|esto|esta|este|estas|mensajes?|respuestas?|contestacion|chat|texto|"
    r"puras|"
    r"puros|sus|tus))* ?(?:respuestas?|mensajes?|contestacion\w*|chat|texto|conversacion)?(?: es|"
    r" son)? "
    r"(?:automatic\w+|automatizad\w+|pregrabad\w+|generad\w+ por ia|robotic\w+|programad\w+|de "
    r"(?:un )?"
    r"(?:bot|robot|maquina|ia))(?=$| \.| o\b| verdad| no\b)(?<!es automatica)(?<!es automatico)|"
    r"(?:^|\. )"
    r"(?:esto |esta |este )(?:es |parece )?(?:automatic\w+|una respuesta automatica)",
    r"\b(?:suenas?|sueno|pareces?|hablas|escribes|contestas|respondes|actuas|suena|habla|"
    rf"responde)(?: (?:"
    rf"usted|como|mas|a|igual|que|muy|si|fueras|fuera))* {_ES_KIND}\b|^(?:oye |y |pero |hola "
    rf")*(?:que|tu que) "
    r"(?:eres|es usted|sos)(?: (?:tu|vos|usted|exactamente|realmente))?$|\b(?:demuestra\w*|"
    r"prueba\w*|"
    r"pruebeme|demuestreme|comprueba\w*|como se)(?: (?:me|que|si))* ?(?:no )?(?:eres|es|sos)(?: "
    rf"(?:usted|"
    rf"tu|no))? {_ES_KIND}|\b(?:escrib|habl|charl|chate|convers|trat|comunic|platic)\w*(?:me)? "
    rf"con {_ES_KIND}"
    r"\b(?<!con el programa)",
)
_AR_KIND = (
    r"(?:ال)?(?:روبوت\w*|روبو|بوت\w*|شات ?بوت|انسان\w*|بشر\w*|بني ادم|بنادم|ادمي|شخص حقيقي|شخص "
    r"بشري|ذكاء "
    r"(?:ا?صطناعي|صناعي)|كمبيوتر|حاسوب|برنامج|مجيب الي|اله|ماكينه|كائن حي|موظف حقيقي|جهاز|"
    r"خوارزميه|"
    r"تشات جي بي تي|شات جي بي تي|chatgpt|ai|bot|robot)"
)
ARABIC = (
    r"\b(?:تعتبر|تعتبري|تعتبرين|تصنف|تسمي|تصف|توصف|تري|تعد|نعتبرك|اعتبرك|يمكن اعتبارك|تقول "
    rf"عن)(?: (?:نفسك|"
    rf"حالك|انك|كانك|ك))* {_AR_KIND}",
    r"\b(?:هل )?(?:عندك|لديك|عندكم|تملك|تحس|تشعر|هل لديك|فيك)(?: (?:اي|ب))? ?(?:مشاعر|احساس|"
    r"احاسيس|جسد|جسم|"
    r"روح|قلب|وعي|بالالم|الم|عواطف)(?=$| \.)|\b(?:انت|انتي|حضرتك|انك) (?:حي|حيه|كائن حي|على قيد "
    r"الحياه|"
    r"مبرمج\w*|من لحم ودم|علي قيد الحياه)(?=$| \.)|\bلحم ودم\b",
    rf"\b(?:مين|من|منو|شكون|مين اللي|من الذي|منهو|مين الي)(?: \w+){{0,2}}? ?(?:بيرد|يرد|يكتب|"
    rf"بيكتب|يجاوب|معي|"
    r"معايا|يكلمني|اكلم|بكلم|اتكلم|عم يرد|اللي يرد|كيهدر|احكي)(?: (?:علي|عليا|معه|مع|لي|معاه|"
    rf"هنا|معك))* ?("
    rf"?:\. )?(?:هو |هل هو )?{_AR_KIND}(?=$| \.| ولا| او| ام)",
    r"\b(?:هل )?(?:فيه|في|يوجد|هناك|كاين|اكو|كو)(?: (?:اي|احد|حد|حدا|شخص|انسان|بني ادم|بشر|"
    r"واحد))+ ?(?:"
    r"حقيقي|بشري|فعلا|صدق|بجد)?(?: (?:هنا|هون|هناك|وراء|ورا|خلف|موجود|يرد|يقرا|عم))+(?<!احد "
    r"هنا)(?<!حد هنا)"
    r"(?<!احد موجود)(?<!حد موجود)(?<!حدا هون)(?<!احد يرد)",
    r"\b(?:كلامك|اسلوبك|ردك|ردودك|رسائلك|طريقتك|تبدو|شكلك|حاسس|حاسه|احس|اشعر|تتكلم|تحكي|"
    rf"بتتكلم)(?: (?:زي|مثل|"
    r"كانك|ك|اني|انك|انه|بتكلم|اكلم|عم احكي مع|مع|كان|كلام|وكانك|اتكلم|جاي من|من|انت))* "
    rf"{_AR_KIND}",
    r"\b(?:رد|ردود|رسائل|رساله|رسايل|الرد|الردود|الرسائل|الرسايل|رسالتك|محادثه|دردشه|ردك|اجابه|اجابات|جواب|"
    r"الرساله|"
    r"المحادثه|ردودك)(?: (?:هذا|هذه|هذي|هاي|ده|دي|كلها|كله|منكم))* (?:الي|اليه|تلقائي|تلقائيه|"
    r"اوتوماتيك\w*|"
    r"مبرمج\w*|جاهز\w*|مسجل\w*|روبوت|بوت|من (?:روبوت|بوت|برنامج))(?=$| \.| ولا| او| ام|  )",
    r"^(?:طيب |هل |يا |مرحبا )*(?:ما|ماذا|شو|ايش|وش|شنو|انت ايه|ايه) (?:انت|انتي|تكون|بالضبط "
    rf"انت)(?: بالضبط)?$|"
    r"\b(?:اثبت|اثبتي|اثبتلي|اثبت لي|برهن|كيف اعرف|شو بيثبت)(?: \w+)? ?(?:انك|انكم|انت)(?: "
    rf"(?:لست|مو|مش|"
    rf"ليس))? {_AR_KIND}|\b(?:واش|اش|ياك) (?:نتا|نتي|انت|انتا|هادا|هدا|هاد) {_AR_KIND}",
)
_AUTO = r"(?:automati\w+|automatizad\w+|otomatik|automat\w+)"
OTHERS = (
    r"\b(?:das|dies|ist das|ist dies|c est|cest|est ce|isso e|isso eh|isto e|isso|isto|e|is dit|"
    rf"dit is|"
    r"bu|to|czy to|det|ar det|er det|ini|apakah ini|questa e|questo e|e questa|e questo|"
    rf"sono)(?: (?:eine?|"
    r"une?|uma?|un|een|jest|en|et|ett|d|des|delle|hier|bara|nur|que|tout|jawaban|balasan|pesan|"
    rf"risposte|"
    r"reponses?|respostas?|mensagem|messaggio|messaggi|risposta|reponse|message|resposta))* "
    rf"(?:{_AUTO} "
    r"(?:antwort|nachricht|reponse|message|resposta|mensagem|risposta|antwoord|bericht|cevap|"
    rf"mesaj|"
    r"yanit|odpowiedz|wiadomosc|svar)|(?:antwort|reponse|message|resposta|mensagem|risposta|"
    rf"risposte|"
    rf"messaggio|jawaban|balasan|pesan|respostas|reponses) (?:{_AUTO}|otomatis))(?:\b| mi| mu)|"
    r"\botomatik (?:cevap|mesaj|yanit) mi\b|\b(?:pesan|balasan|jawaban) otomatis\b",
    r"\b(?:sitzt|ist|schreibt|antwortet|steckt)(?: (?:da|hier|dort|mir|dahinter))* (?:ein|eine) "
    r"(?:echter?|"
    r"richtiger?|realer?|wirklicher?|lebendiger?) (?:mensch|person)\b|\b(?:y a t il|il y a|ya t "
    r"il|est ce qu "
    r"?il y a)(?: bien)? (?:une?|quelqu ?un) ?(?:vrai\w* )?(?:humain|personne|etre humain|reel|"
    r"de reel)(?: "
    r"(?:derriere|au bout|qui|reelle|en face))|\b(?:falo|falando|conversando|converso) com "
    r"(?:uma? )?(?:pessoa (?:de verdade|real|humana)|ser humano|maquina|inteligencia artificial)|"
    r"\btem "
    r"alguem (?:real|de verdade|humano)|\b(?:c e|ce)(?: (?:una?|qualcuno|davvero))* ?(?:persona|"
    r"umano|"
    r"qualcuno|essere umano)(?: (?:vera|vero|reale|in carne|dietro))+|\b(?:ben je|ben jij|bent u|"
    r"zit er|"
    r"is er|spreek ik|praat ik)(?: (?:een|met|hier|wel|echt|echte|met een))* (?:echt persoon|"
    r"echte persoon|"
    r"echt mens|echt iemand|mens|echte mens|robot|computer)\b|\bfinns det (?:en )?(?:riktig|"
    r"verklig) "
    r"(?:person|manniska)|\bczy (?:jest tam|pisze|odpisuje)(?: \w+)? (?:czlowiek|prawdziw\w+)|"
    r"\b(?:karsimda|"
    r"orada) (?:gercek )?(?:bir )?(?:insan|kisi) (?:mi|var mi)|\b(?:gercek|canli) (?:misin\w*|"
    r"bir insan mi)",
    r"\b(?:hast du|haben sie|as tu|avez vous|tens|voce tem|tem|hai|ha lei|heb je|duygularin|"
    r"masz)(?: \w+)? ?("
    r"?:gefuhle|emotionen|un corps|des sentiments|des emotions|sentimentos|emocoes|sentimenti|"
    r"emozioni|"
    r"gevoelens|var mi|uczucia)(?=$| \.)|\b(?:was bist du|was sind sie|qu es tu|tu es quoi|o que "
    r"e voce|o que "
    r"voce e|cosa sei|che cosa sei|wat ben je|sen nesin|kim jestes|czym jestes)(?: (?:eigentlich|"
    r"genau|"
    r"exactement|exatamente|esattamente))?$|\b(?:du klingst|sie klingen|tu parles|vous parlez|"
    r"voce parece|"
    r"parece|sembri|je klinkt|u klinkt|brzmisz)(?: (?:wie|comme|um|uma|come|un|una|als|een|jak|"
    r"ein|eine))* (?:"
    r"bot|robot|roboter|robo|maschine|machine|maquina|macchina|ki|ia|automat)\b",
    r"\b(?:это|вы|ты|мне|тут)(?: (?:просто|что|уже|мне))* (?:автоответ\w*|автоматическ\w+ "
    r"(?:ответ\w*|сообщени\w*)|"
    r"отвечает (?:бот|робот|машина|человек|программа)|пишет (?:бот|робот|человек|программа)|"
    r"живои человек|настоящии человек)|\b(?:у тебя|у вас) есть (?:чувства|эмоции|тело|душа)|"
    r"\b(?:ты|вы) "
    r"(?:живои|живая|живые|настоящии|настоящая|реальныи)(?=$| \.| или)|^(?:а )?(?:кто|что) ты(?: "
    r"такое)?$(?<!кто ты)",
    r"(?:这|這|这些|你)(?:个|些|條|条)?(?:是|都是|不是|是不是)?(?:自动|自動|机器|機器|系统|系統|"
    r"ai)(?:的)?(?:回复|回覆|发送|發送|"
    r"消息|生成|回答|回)(?:吗|嗎|吧|的吗|$)|(?:有|没有|有没有)(?:真人|活人|真的人|人工)(?:在|吗|"
    r"嗎|回|跟我|和我)|"
    r"(?:你|您)(?:有|会有)(?:感情|情感|身体|感觉|意识)(?:吗|嗎)|^你是(?:什么|什麼|啥)(?:东西|"
    r"東西)?$|(?:真人|活人|机器人|"
    r"機器人|ai)(?:在|回复|聊天|客服)?(?:吗|嗎|呢)",
    r"(?:自動|機械|ロボット|ai)(?:的な|の|で|が)?(?:返信|返事|応答|メッセージ|対応|書いて|返して|"
    r"答えて)(?:です|なの|でしょう|"
    r"い|ます|る|いる)*(?:か|の|$)|(?:本物|本当|実在|生身|リアル)の?(?:人間|人)(?:が|と|です|"
    r"なの|でしょう|は)?.{0,10}"
    r"(?:か|の)?$|(?:感情|心|体)は?(?:あり|ある)(?:ます)?(?:か|の)|(?:자동|기계|봇|ai)(?:으로|"
    r"이)? ?(?:답장|응답|답변|메시지|"
    r"대답)|(?:진짜|실제) ?사람|감정(?:이|은)? ?있",
    r"(?:क्या )?.{0,20}(?:ऑटोमैटिक|स्वचालित|ऑटो).{0,6}(?:जवाब|मैसेज|संदेश|रिप्लाई|उत्तर)|"
    r"(?:इंसान|व्यक्ति|मशीन|रोबोट) से "
    r"(?:बात|चैट)|असली (?:इंसान|व्यक्ति|आदमी)|(?:भावनाएं|भावनाएँ|फीलिंग) (?:हैं|है)",
)
HINTS = (
    r"canned|verdad|yapay|bots?\b|\blive\b|\bbeing\b|alive|living|sentient|conscious|feelings?\b|emotion|breathe|"
    r"flesh|what (?:are|r) (?:you|u)\b|"
    r"wat r u|auto|siri\b|alexa|robotic|someone real|anyone real|"
    r"program|algor|gpt|turing|sentim|emocion|viv[oa]\b|que (?:eres|sos|es usted)|carne|pregrabad|"
    r"gefuhl|sentiment|emozion|gevoelens|otomat|duygu|uczuc|bist du|cosa sei|qu es tu|nesin|"
    r"مشاعر|تلقاي|روبو|حي\b|ما انت|لحم|احساس|وعي|شو انت|وش انت|ايش انت|автоотв|чувств|настоящ|"
    r"has a body|a body|soul|breath|script|generated"
)
