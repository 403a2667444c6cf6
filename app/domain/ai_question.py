"""Tells whether a lead asks if it is talking to a machine.

Deterministic and before any model, because the answer is always given and always true (EU AI Act,
Article 50(1)). Two shapes: what are you (a bot, a person, one or the other), and whom do I talk
to. A robot for sale, a real estate agent and the lead being a real person itself are neither.
"""

from __future__ import annotations

import re
from functools import cache

from app.domain import ai_wordings as indirect
from app.domain.consent_text import bounded, fold, has_latin, said
from app.domain.consent_words import is_english_alone

_HINTS = re.compile(
    fold(
        r"bot\b|bots\b|robot|roboter|\bai\b|\bia\b|\bki\b|artificial|machine|maquina|macchina|"
        r"maschine|"
        r"computer|computador|ordenador|human|humain|uman|mensch|person|\breal\b|\bvera\b|"
        r"\bgpt|chatgpt|"
        r"automat|program|software|algorit|virtual|insan|ensan|robo\b|czlowiek|manniska|maskin|"
        r"mens\b|"
        r"manusia|orang|\btao\b|\bnguoi|\bmay\b|fake|alive|"
        r"بوت|روبوت|اله|الي|انسان|بشر|حقيقي|ذكاء|ادم|كمبيوتر|برنامج|ربات|آدم|ادمي|انسان|هوش|"
        r"روبوٹ|"
        r"бот|робот|человек|людин|живо|машин|программ|[\u0370-\u03ff\u0590-\u05ff\u0900-\u0dff"
        r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]" + "|" + indirect.HINTS
    )
)
_EN_KIND = (
    r"(?:(?:real |live |actual |living |breathing |genuine |fellow )*(?:human being|human|"
    r"person|people|humans)|"
    r"robots?|bots?|chat ?bots?|robo|ai|a i|artificial intelligence|machine|computer(?: "
    r"program)?|program|"
    r"software|algorithm|automated(?: \w+)?|automatic(?: reply| system)?|virtual (?:assistant|"
    r"agent)|"
    r"chat ?gpt|gpt|language model|llm|auto ?responder|auto ?reply|answering machine|script|"
    r"fake|real|"
    r"siri|alexa|ai (?:assistant|bot|agent)|recording|artificial|alive|computerized|robotic|"
    r"man or machine)"
)
_EN_A = (
    r"(?:a|an|the|some|kind of|sort of|just|actually|really|truly|like|legit|even|only|one of "
    r"those|"
    r"those|in fact|maybe|perhaps|probably|definitely|possibly|fucking|damn|stupid|another|any|"
    r"by chance|"
    r"actual|real|genuine|live|either|or|also|still|my|secretly|100|of|all)"
)
# What may stand behind such a word without giving it another sense ("a robot vacuum").
_EN_STOP = (
    r"(?= \.|$| or\b| and\b| are you\b| r u\b| right\b| though\b| too\b| then\b| because\b| "
    r"cuz\b| cause\b| "
    r"lol\b| haha| im\b| i am\b| "
    r"that i\b| writing| texting| answering| replying| responding| typing| talking| reading| "
    r"behind| on the| "
    r"here\b| there\b| not\b| please\b| bro\b| man\b| sir\b| instead| vs\b| like\b| this\b| "
    r"rn\b| to me\b| aren| arent\b| "
    r"isnt\b| yes\b| no\b| huh\b| correct\b| handling| sending| messag\w+| chatting| yeah\b| "
    r"by any\b| or what)"
)
_ENGLISH = (
    r"\b(?:you|u|ru|ya|ur|your|youre|ure|yourself|yourselves)(?: (?:are|re|r|is|be|being|to be|"
    r"to|as|in fact|happen|happen to|say|"
    r"that|consider\w*|consist|not|already|were|was|must|might|may|could|can|would|should|"
    rf"sound|seem|look|feel|got|gotta|guys|{_EN_A}))* "
    rf"{_EN_KIND}{_EN_STOP}",
    r"\b(?:is|was|think|if|whether|that|guess|bet|are)(?: \w+)?? (?:this|it|that|these|they|he|"
    r"she)(?: (?:is|are|s|just|being|be|all|"
    rf"{_EN_A}))* (?:robots?|bots?|chat ?bots?|ai|human|real (?:person|human)|actual (?:person|"
    r"human)|human being|person(?! or (?!machine|bot|robot|ai|computer))|machine|computer|"
    rf"automated(?: \w+)?|chat ?gpt|virtual assistant|auto ?reply){_EN_STOP}",
    r"(?:\b(?:am i|i am|im|i m|are we|have i been|ive been|i have been|was i|i was|who i am|do "
    r"i|did i|is who im|were we|be|been|"
    r"seems? like|feels? like|currently|actually|really)|^(?:so |wait |hey |hi |hello )*)(?: "
    r"(?:really|actually|just|currently|even|now|"
    r"still))? ?(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|text(?:ing)?|messag(?:e|ing)|"
    r"convers(?:e|ing)|dealing|communicating|writing|"
    r"connected|interacting|corresponding)(?: here| right now| currently| actually)* (?:to|"
    rf"with|w|2)(?: {_EN_A})* {_EN_KIND}{_EN_STOP}",
    r"\b(?:call|consider|describe|identify|classify|label|refer to)(?: \w+)? (?:you|"
    rf"yourself)(?: as)?(?: {_EN_A})* {_EN_KIND}{_EN_STOP}",
    r"\b(?:human|person|real person|real human|man|real) or (?:are you |is this |is it "
    r")?(?:an? |the |just |some )*(?:bot|robot|machine|ai|computer|"
    r"chat ?bot|program|automated\w*|fake|artificial|virtual|not)\b|\b(?:bot|robot|machine|ai|"
    r"computer|chat ?bot|program|automated) or "
    r"(?:are you |is this |is it )?(?:an? |the |some )*(?:real |actual |live )*(?:human|person|"
    r"real|man|woman|people|someone)(?= \.|$| being| here| answering| talking| typing| i)",
    r"\b(?:having|have|in|is|was)(?: \w+)? (?:a |an |this |the )?(?:conversation|chat|contact|"
    r"touch|"
    r"exchange|dialogue?) (?:is )?with(?: (?:a|an|the|real|live|actual|some))* (?:bot|robot|"
    r"human|ai|machine|"
    r"computer|person)(?= \.|$| or\b)|\b(?:bot|robot|machine|ai|computer|chat ?bot|human) "
    r"(?:like|such as) "
    r"(?:you|yourself)\b|\b(?:bot|robot|human|ai|real) or not(?= \.|$)|\bdo you have (?:a |any "
    r")?(?:real "
    r")?(?:humans?|persons?|people) (?:typing|writing|reading|answering|there|behind)|\b(?:is|"
    r"are) there "
    r"(?:\w+ ){0,3}(?:humans?|persons?|people)(?: \w+){0,2} or (?:\w+ ){0,2}(?:bots?|robots?|"
    r"ai|machines?)"
    r"(?= \.|$)|\b(?:not|other than|anything but) (?:a |an )?human(?: being)?(?= \.|$| "
    r"are)(?<!i am not human)",
    r"\bis (?:there |this |it |that )?(?:an? |any |some )?(?:real |actual |live )*(?:human|"
    r"person|people|someone|somebody|anyone|anybody|man|real person)"
    r"(?: \w+)?? (?:behind|on the other (?:end|side)|at the other end|reading|writing|"
    r"answering|typing|replying|responding|there|on this|texting)\b"
    r"(?! (?:who|that) (?:can|could|will))",
    r"\b(?:is|are) (?:this|these|it|that|(?:this|these|it|that|your|ur|the)(?: \w+)? (?:chat|"
    r"conversation|number|"
    r"text|texts|messages?|replies|answers?|responses?|account|line|service))"
    r" ?(?:an? |all |being |run by |sent by |written by |just )*(?:automated|automatic|auto|ai|"
    r"bots?|robots?|machines?|computers?|computer generated|ai generated|"
    r"humans?|generated|prewritten|chatgpt)(?= \.|$| or| right| messages?\b| replies| "
    r"responses?| texts?| chat| system| thing)",
    r"\b(?:do|am|did) i (?:just |actually |really )?(?:talk|speak|chat|text|get)\w* (?:to|"
    r"with)?(?: an?)? ?(?:bot|robot|machine|human|computer|real person)\b",
    r"\b(?:prove|show me) (?:that |me )?(?:you|u|youre|ur)(?: are| re)? (?:an? |not an? "
    r")*(?:human|real|bot|person|robot)\b|^(?:are )?(?:you|u) (?:human|real|a bot|"
    r"a robot|ai|an ai)$|^(?:bot|robot|ai|human|real person|chat ?bot|a bot|an ai|chatgpt)$|"
    r"\bwhat (?:are|r) (?:you|u)(?: \.)? (?:an? |some )*(?:bot|robot|human|ai|"
    r"machine|person|computer)\b|\bwhat (?:ai|model|bot|llm) (?:are|r|is) (?:you|u|this)\b|"
    r"\b(?:who|what) am i (?:talking|speaking|chatting|texting) (?:to|with)(?: \.)? "
    r"(?:an? )?(?:bot|robot|human|ai|machine|person|computer)\b",
)
_ES_KIND = (
    r"(?:robots?|bots?|chat ?bots?|maquina|ia|inteligencia artificial|computadora|ordenador|"
    r"programa|software|automatic\w+(?! o manual)|"
    r"automatizad\w+|contestador\w*|asistente virtual|chat ?gpt|human\w|ser humano|persona(?: "
    r"(?:real|de verdad|humana|viva|de carne"
    r"(?: y hueso)?))?|real|alguien real|de verdad|virtual|algoritmo)"
)
_ES_A = (
    r"(?:un|una|el|la|acaso|realmente|de verdad|verdaderamente|solo|algun|alguna|en serio|tipo|"
    r"puro|como|usted|tu|vos|o|en realidad|acaso un|nada mas)"
)
_ES_STOP = (
    r"(?= \.|$| o\b| u\b| verdad| cierto| no\b| quien\b| la que\b| el que\b| que (?:me "
    r")?(?:respond|contest|escrib|atiend)\w*| ahi\b| aqui\b| detras| y no\b| "
    r"por favor| jaja| respond\w+| contest\w+| me (?:respond|contest|escrib|atiend)\w+)"
)
_SPANISH = (
    r"\b(?:eres|es|sos|sois|son|seras|sera|usted es|ustedes son|esto es|este es|este chat es|"
    rf"estas siendo|parece\w*|pareces|creo que eres|era)(?: {_ES_A})* "
    rf"{_ES_KIND}{_ES_STOP}",
    r"\b(?:hablo|hablando|hablamos|chateo|chateando|escribo|escribiendo|trato|tratando|"
    r"conversando|converso|platico|platicando|charlando|comunicando|comunico)(?:me)?(?: (?:yo|"
    rf"ahora))? (?:con|a)(?: {_ES_A})* {_ES_KIND}{_ES_STOP}",
    r"\b(?:robot|bot|maquina|ia|automatico|computadora|chatbot) o (?:eres |es |con )?(?:una? "
    r")?(?:persona|human\w|real|de verdad|alguien)\b|\b(?:persona|human\w|"
    r"real) o (?:eres |es |con |a )?(?:una? |un )?(?:robot|bot|maquina|ia|chatbot|computadora|"
    r"programa)\b",
    r"\b(?:me|quien|nos) (?:\w+ )?(?:respond|contest|escrib|atiend|habl)\w+ (?:es )?(?:una?|"
    r"un) (?:robot|bot|maquina|ia|persona(?: real)?|human\w)(?= \.|$| o\b| real| de verdad)|"
    r"\bhay (?:una? |alguna? )?(?:persona|human\w|alguien)(?: real| de verdad| human\w)* "
    r"(?:detras|del otro lado|ahi|al otro lado|respondiendo|contestando|leyendo)|"
    r"\b(?:son|es) (?:respuestas?|mensajes?) automatic\w+",
)
_AR_YOU = (
    r"(?:(?:هل |هو |يعني |طيب )?(?:انت|انتي|انتم|انتو|انتا|حضرتك|حضرتكم|انك|إنت|نتا|نتي|هذا|"
    r"هاد|ده|دا|هذي)(?: \w+){0,2}?)"
)
_AR_KIND = (
    r"(?:ال)?(?:روبوت\w*|بوت\w*|شات بوت|انسان\w*|بشر\w*|بني ادم\w*|ادمي|بنادم|شخص حقيقي|شخص|"
    r"ذكاء (?:ا?صطناعي|صناعي)|كمبيوتر|كومبيوتر|"
    r"برنامج|مجيب الي|رد الي|رد تلقائي|ماكينه|حقيقي\w*|الي(?= \.|$| ولا| ام)|اله(?= \.|$| ولا| "
    r"ام| او)|تلقائي|عبد|موظف حقيقي|موظف|ai|chatgpt|شات جي بي تي)"
)
_AR_STOP = (
    r"(?= \.|$| ولا| او| ام| يرد| ترد| عم| اللي| يلي| والا| وله| فعلا| صح| هنا| لو| مو| مش| "
    r"بجد| حقيقي)"
)
_ARABIC = (
    rf"\b{_AR_YOU} {_AR_KIND}{_AR_STOP}",
    r"\b(?:اتكلم|اتحدث|احكي|اكلم|بكلم|بحكي|اخاطب|نهدر|نحكي|تكلم|اراسل|كلمت|يرد علي|بيرد علي|"
    r"يرد عليا|عم يرد|عم احكي|اتواصل|اتخاطب)(?: (?:الان|هلق|حاليا|انا))*"
    rf" (?:مع |ل|وياه |الي |علي )?{_AR_KIND}{_AR_STOP}",
    r"\b(?:ال)?(?:روبوت|بوت|اله|الي|ذكاء اصطناعي|ماكينه) (?:ولا|او|ام|والا|وله) (?:انت "
    r")?(?:انسان|بشر|شخص|بني ادم|ادمي|حقيقي|موظف|واحد|بنادم)|\b(?:انسان|بشر|شخص حقيقي|شخص|بني "
    r"ادم|ادمي|حقيقي|موظف|بنادم) (?:ولا|او|ام|والا|وله) (?:انت )?(?:ال)?(?:روبوت|بوت|اله|الي|"
    r"ذكاء|ماكينه|كمبيوتر|برنامج)",
    r"\b(?:هل )?(?:يوجد|في|فيه|كاين) (?:شخص|انسان|احد|حد|حدا)(?: حقيقي| بشري)? (?:وراء|ورا|خلف|"
    r"عم يرد|يرد|يقرا)|\b(?:هذا|هذه|هل هذه|هل هذا) (?:\w+ )?(?:رد|ردود|رسائل|رساله) "
    r"(?:اليه|الي|تلقائيه|تلقائي|اوتوماتيكيه)",
    r"\b(?:enta|inta|ent|enti|inti|nta|nti|anta|int|7adretak|hadretak) (?:\w+ )?(?:robot|bot|"
    r"ai|ensan|insan|bani adam|bashar|7a2i2i|haqiqi)\b|\b(?:robot|bot|ai) (?:wala|walla|wla|aw|"
    r"wela) "
    r"(?:ensan|insan|bani adam|bashar|shakhs|real)\b",
)
_OTHERS = (
    # Portuguese, French, German, Italian
    r"\b(?:voce|vc|tu|voces|isso|isto|aqui)(?: \w+)? (?:e|eh|es|seria|sao) (?:um |uma "
    r")?(?:robo|bot|maquina|ia|humano|humana|pessoa(?: real| de verdade)?|inteligencia "
    r"artificial|chatbot)"
    r"(?= \.|$| ou| ne\b| real)|\b(?:e|eh|es|sera) (?:um |uma )?(?:robo|bot|maquina|humano|"
    r"pessoa real)(?= \.|$| ou)|\b(?:falando|falo|conversando) com (?:um |uma )?(?:robo|bot|"
    r"maquina|"
    r"humano|pessoa|ia)(?= \.|$| ou| real| de verdade)|\b(?:robo|bot) ou (?:pessoa|humano|"
    r"gente)|\b(?:pessoa|humano) ou (?:um )?(?:robo|bot|maquina)",
    r"\b(?:etes vous|es tu|vous etes|tu es|t es|est ce que (?:vous etes|tu es|c est|je parle)|"
    r"c est|cest)(?: (?:un|une|vraiment|bien|juste|l|vrai|vraie))* (?:robot|bot|humain\w*|"
    r"machine|ia|intelligence "
    r"artificielle|chatbot|vraie personne|personne (?:reelle|vraie)|reel|reelle|automatique|"
    r"ordinateur)(?= \.|$| ou| qui| reel)|\bje (?:parle|discute)(?: (?:a|avec|bien))* (?:un |"
    r"une )?(?:robot|bot|humain|machine|"
    r"ia|vraie personne|personne)\b|\b(?:parle|discute)(?: je| t on)? (?:a|avec) (?:un |une "
    r")(?:robot|bot|humain|machine|ia|vraie personne)|\b(?:robot|bot) ou (?:un |une "
    r")?(?:humain|personne|vrai\w*)",
    r"\b(?:bist du|sind sie|seid ihr|ist das|ist hier|du bist|sie sind)(?: (?:ein|eine|einen|"
    r"hier|eigentlich|wirklich|nur|etwa|echt\w*|realer|richtiger|n))* (?:bot|roboter|chatbot|"
    r"ki|maschine|mensch|computer|"
    r"echter mensch|person|kunstliche intelligenz|automat\w*|echt)(?= \.|$| oder| der| die| "
    r"am)|\b(?:spreche|schreibe|rede|chatte|sprech)(?: ich)?(?: (?:hier|gerade|mit|einem|einer|"
    r"echten|richtigen|realen|nem))* "
    r"(?:bot|roboter|maschine|ki|menschen|mensch|person|computer)\b|\b(?:bot|roboter|maschine) "
    r"oder (?:ein )?(?:mensch|echte\w*)|\bmensch oder (?:eine? )?(?:maschine|bot|roboter)",
    r"\b(?:sei|siete|lei e|e|questo e|tu sei|sto parlando con|parlo con|sto scrivendo a|sto "
    r"chattando con)(?: (?:un|una|davvero|veramente|solo|per caso|l))* (?:bot|robot|chatbot|"
    r"macchina|ia|intelligenza artificiale|"
    r"uman\w|essere umano|persona(?: (?:vera|reale|in carne e ossa))?|computer|risponditore|"
    r"reale|ver[ao])(?= \.|$| o\b| vero| che)|\b(?:bot|robot) o (?:una )?(?:persona|uman\w)|"
    r"\b(?:persona|umano) o (?:un )?(?:bot|robot|macchina)",
    # Dutch, Polish, Turkish, Swedish, Indonesian, Vietnamese, Tagalog
    r"\b(?:ben je|bent u|is dit|praat ik|spreek ik|ben jij|chat ik)(?: (?:een|met|nou|echt|"
    r"eigenlijk|echte|n))* (?:bot|robot|chatbot|ai|mens|machine|computer|persoon)(?= \.|$| of)",
    r"\b(?:czy )?(?:jestes|jest pan|jest pani|to|rozmawiam z|pisze z|rozmawiam)(?: (?:z|czy|"
    r"prawdziw\w+|zywym|tylko|pan|pani))* (?:bot\w*|robot\w*|czlowiek\w*|ai|maszyn\w*|"
    r"automat\w*|sztuczn\w+|osoba)(?= \.|$| czy)",
    r"\b(?:robot|bot|insan|yapay zeka|makine|gercek (?:bir )?(?:insan|kisi))(?: mi\w*| mu\w*| "
    r"ile mi\w*| misin\w*| musun\w*)\b|\b(?:robotla|botla|insanla|makineyle|gercek biriyle|"
    r"yapay zekayla) (?:mi )?(?:konus\w+|yaz\w+|gorus\w+)",
    r"\b(?:ar du|ar ni|ar det|pratar jag med|skriver jag med|chattar jag med|er du|snakker jeg "
    r"med|taler jeg med|er det)(?: (?:en|ett|riktig|verkligen|bara|et|ekte|rigtig))* (?:bot|"
    r"robot|ai|manniska|menneske|maskin\w*|dator|person)(?= \.|$| eller)",
    r"\b(?:kamu|anda|lu|ini|kak|apakah|apa)(?: \w+){0,2} (?:bot|robot|manusia|ai|mesin|orang "
    r"(?:asli|beneran|sungguhan))(?= \.|$| atau| ya| kah)|\b(?:bot|robot) (?:atau|apa) "
    r"(?:manusia|orang)|\b(?:bicara|ngomong|chat) (?:dengan|sama) (?:bot|robot|mesin|"
    r"manusia)(?= \.|$| atau| ya)",
    r"\b(?:ban|day|em|anh|chi|minh đang noi chuyen voi|toi đang noi chuyen voi|noi chuyen "
    r"voi)(?: \w+){0,2} (?:la )?(?:robot|bot|may|ai|nguoi that|chatbot)(?= \.|$| hay| ha| a\b| "
    r"khong)",
    r"\b(?:bot|robot|tao|totoong tao|ai|makina) (?:ka|kayo|po kayo|ba|po)(?: po)?(?: ba)?\b|"
    r"\b(?:kausap ko)(?: \w+)? (?:ay )?(?:bot|robot|tao|ai)\b",
    # other scripts
    r"(?:ты|вы|это|вы там|тут)(?: \w+)? (?:бот\w*|робот\w*|человек|живои|живая|машина|"
    r"нейросеть|нейронка|программа|искусственныи|реальныи|ии|автоответчик|автомат)(?= \.|$| "
    r"или| там)|(?:говорю|общаюсь|разговариваю|"
    r"переписываюсь|пишу)(?: я)?(?: \w+)? (?:с )?(?:живым )?(?:ботом|роботом|человеком|машинои|"
    r"нейросетью)|(?:бот|робот) или (?:человек|живои)|(?:человек|живои) или (?:бот|робот)",
    r"(?:ти|ви|це)(?: \w+)? (?:бот|робот|людина|жива людина|машина|штучнии інтелект)(?= \.|$| "
    r"чи)|(?:розмовляю|спілкуюся|говорю)(?: \w+)? (?:з )?(?:ботом|роботом|людиною|живою "
    r"людиною)",
    r"(?:你|您|这|這|對方|对方)(?:们|們)?(?:是不是|是|难道是|到底是)(?:一个|一個|个|"
    r"個)?(?:机器人|機器人|机器|真人|人工|人工智能|ai|电脑|人吗|人嗎|活人|人还是|人還是|"
    r"自动回复|自動回覆|bot|真的人)|(?:机器人|機器人|ai|机器)(?:还是|還是|吗|嗎|吧)(?:真?人)?|"
    r"(?:真人|人工)(?:还是|還是|吗|嗎)|(?:跟|和|与|與)(?:一个)?(?:机器人|機器人|真人|ai|"
    r"人)(?:聊|说|說|讲|講|对话|對話|沟通)(?:话|話|天)?.{0,3}(?:吗|嗎|$)",
    r"(?:ロボット|ボット|bot|ai|人間|機械|自動(?:応答|返信)|本物の人|人工知能|中の人)(?:の方|"
    r"さん)?(?:です|でしょう|なの|なん)?(?:です)?か|(?:ロボット|ボット|ai|機械) \.? "
    r"?(?:それとも|or)|人間(?:と|が)(?:話し|答え|返信|対応し)て(?:い)?(?:ます|るの|いるの)",
    r"(?:로봇|봇|챗봇|기계|사람|인공지능|ai|진짜 사람|실제 사람|자동 ?응답|컴퓨터)(?:이|인|"
    r"이신|하고 얘기하는|이랑 얘기하는)? ?(?:인가요|이에요|예요|입니까|인가|이야|야|이신가요|"
    r"인지|맞아요|맞나요|세요|이세요|건가요|거예요)(?:$| )|(?:봇|로봇|기계|ai)(?:이랑|하고|과|"
    r"와) ?(?:대화|얘기|채팅)",
    r"(?:आप|तुम|तू|यह|ये).{0,12}(?:रोबोट|बॉट|इंसान|मशीन|एआई|ai|असली|कंप्यूटर).{0,4}(?:हो|हैं|"
    r"है|हूँ|या)?|(?:रोबोट|बॉट|मशीन|इंसान) से बात|\b(?:aap|ap|tum|tu|ye)(?: \w+){0,2} (?:robot|"
    r"bot|insaan|insan|machine|ai|real)(?: \w+)? (?:ho|hai|hain|h|ya)\b",
    r"(?:אתה|את|אתם|זה|האם אתה|הם)(?: \w+)? (?:בוט|רובוט|אדם|בן אדם|אנושי|מכונה|בינה מלאכותית|"
    r"אמיתי|אדם אמיתי|מחשב)(?= \.|$| או)|(?:מדבר|מדברת|מתכתב|מתכתבת) עם (?:בוט|רובוט|אדם|בן "
    r"אדם|מכונה|מישהו אמיתי)|(?:בוט|רובוט) או (?:בן )?אדם",
    r"(?:شما|تو|این|آیا)(?: \w+){0,2} ?(?:ربات|روبات|بات|انسان|آدم|ماشین|هوش مصنوعی|"
    r"واقعی)\w*(?: \w+)? ?(?:هستی\w*|ید|است|هست|ه|ی|ین|هستین|$)|با (?:ربات|انسان|آدم|هوش "
    r"مصنوعی) (?:حرف|صحبت|چت)(?: می ?\w+)?|(?:ربات|رباتی|روباتی) یا",
    r"(?:آپ|تم|یہ).{0,10}(?:روبوٹ|بوٹ|انسان|مشین|اے آئی|اصلی).{0,5}(?:ہیں|ہو|ہے|یا)",
    r"(?:εισαι|ειστε|ειναι|μιλαω με|μιλω με|συνομιλω με)(?: (?:ενα|εναν|μια|πραγματικο|αληθινο|"
    r"πραγματικος|αληθινος|αυτο|τωρα))* (?:ρομποτ|bot|μποτ|ανθρωπο\w*|μηχαν\w+|τεχνητη\w*|"
    r"υπολογιστη\w*|ai)(?= \.|$| η\b)",
    r"(?:คุณ|นี่|เธอ|แอดมิน)(?:.{0,6})(?:บอท|โรบอท|หุ่นยนต์|ai|เอไอ|คนจริง|มนุษย์|เครื่อง)|"
    r"(?:บอท|หุ่นยนต์|คนจริง|ai)(?:รึเปล่า|หรือเปล่า|ไหม|มั้ย|หรือ)|คุยกับ(?:บอท|หุ่นยนต์|"
    r"คนจริง|คน|ai)(?:อยู่)?(?:หรือ|ไหม|รึ|มั้ย|อยู่)",
)
# The lead speaks of itself, or of somebody else's.
_NOT = re.compile(
    fold(
        r"\b(?:i am|im|i m|its me|we are|soy|yo soy|somos)(?: (?:a|an|not|no|una|un|just))*$|"
        r"\b(?:el|la|los|las|un|una|su|sus) (?!bot|chat|mensaje|respuesta|persona|contest|texto|"
        r"que\b|otro)\w+$|\b(?:my|mi|our) \w+ (?:is|es)$|\b(?:photos?|pictures?|images?|pics?|"
        r"videos?|reviews?|"
        r"flowers?|plants?|listings?|offers?|leather|fotos?|imagenes|صور\w*)(?: (?:is|are|was|all|"
        r"son|es))?$|(?:^|\s)(?:اريد|ابي|ابغي|ابغا|بدي|ممكن|عايز\w*|"
        r"عاوز\w*|حاب\w*|اقدر|احتاج|محتاج|يمكنني|استطيع|خليني|ان|نبي|بغيت|ودي|لازم|نحب)$"
    )
)


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    languages = (
        (*_ENGLISH, *indirect.ENGLISH),
        (*_SPANISH, *indirect.SPANISH),
        (*_ARABIC, *indirect.ARABIC),
        (*_OTHERS, *indirect.OTHERS),
    )
    return tuple(re.compile("|".join(bounded(one) for one in phrases)) for phrases in languages)


def asks_if_ai(text: str) -> bool:
    """Tell whether the message asks if an AI or a person is answering.

    Args:
        text: any length; the beginning counts (``consent_text.MAX_CHARS``).
    """
    flat = said(text)
    if not _HINTS.search(flat):
        return False
    english, *others = _rules()
    if is_english_alone(flat, flat.split(" ")):
        others = []
    for rule in (english, *others) if has_latin(flat) else others[1:]:
        for found in rule.finditer(flat):
            if not _NOT.search(flat[: found.start()].rpartition(" .")[2].strip()):
                return True
    return False
