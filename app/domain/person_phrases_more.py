"""How people ask for a person in further languages, the plain ways; see ``person_phrases``."""

from __future__ import annotations

OTHERS_LATIN = (
    # Portuguese
    r"\b(?:falar|conversar|contac?tar|falo|tratar)(?: (?:diretamente|direto|ja))* com (?:um |"
    r"uma |o |a |algum |alguma |"
    r"outra )?(?:pessoa|humano|humana|alguem|atendente|agente|operador\w*|representante|"
    r"gerente|ser humano|vendedor\w*|"
    r"responsavel|consultor\w*|assistente|funcionari\w+|corretor\w*)|\b(?:quero|preciso(?: "
    r"de)?|gostaria de) (?:um |uma )?"
    r"(?:atendente|humano|pessoa (?:real|de verdade)|atendimento humano|operador)|"
    r"^(?:atendente|humano|atendimento humano|"
    r"pessoa real)(?: por favor)?$|\b(?:me liga\w*|podem me ligar|pode me ligar|me passa\w* "
    r"(?:para|pra|com))\b|\bnao quero "
    r"(?:falar com |um )(?:um )?(?:robo|bot|maquina)",
    # French
    r"\b(?:parler|discuter|echanger|communiquer|joindre|contacter|parle)(?: (?:directement|a|"
    r"avec|au|aux))* (?:un |une |le |la |"
    r"quelqu ?un|l |d autres? |vrai |vraie |une vraie )*(?:humain\w*|personne|quelquun|quelqu "
    r"un|conseiller\w*|agent\w*|"
    r"operateur\w*|operatrice|responsable|representant\w*|gerant|receptionniste|service client|"
    r"etre humain|employe\w*|vendeur\w*)|"
    r"\b(?:je veux|je voudrais|il me faut|jai besoin d|j ai besoin d|passez moi|donnez moi|"
    r"mettez moi en (?:relation|contact) avec)"
    r" ?(?:un |une |a )?(?:vrai |vraie )?(?:humain|personne(?: reelle)?|conseiller\w*|agent|"
    r"operateur|responsable)|^(?:un "
    r")?(?:humain|conseiller|agent|vraie personne)(?: svp| s il vous plait)?$|\b(?:rappelez|"
    r"appelez|appelle|rappelle) moi\b|"
    r"\b(?:pouvez|pourriez) vous (?:me |m ?)(?:r?appeler)|\b(?:ne veux pas|marre de|"
    r"arretez)(?: \w+){0,4} (?:robot|machine|bot)",
    # German
    r"\b(?:mit|einen|einem|einer|an) (?:echten |echter |richtigen |anderen |realen "
    r")*(?:menschen|mensch|mitarbeiter\w*|person|"
    r"jemand\w*|berater\w*|agent\w*|kundenservice|ansprechpartner\w*|kollege\w*|operator|"
    r"chef\w*|vertreter\w*|verkaufer\w*)"
    r"(?: \w+){0,3}? (?:sprechen|reden|chatten|telefonieren|verbinden|verbunden|weiterleiten|"
    r"weitergeleitet|bitte)|"
    r"\b(?:sprechen|reden|verbinden sie mich|verbinde mich|kontakt)(?: \w+)? mit (?:einem |"
    r"einer |jemandem)(?: \w+)? ?"
    r"(?:menschen|mitarbeiter\w*|person|berater\w*)?|^(?:mensch|mitarbeiter|berater|echter "
    r"mensch)(?: bitte)?$|\b(?:rufen sie|"
    r"ruft|ruf) mich (?:\w+ )?(?:an|zuruck)|\b(?:will|mochte) (?:\w+ )?(?:nicht|keinen|"
    r"kein)(?: \w+){0,3} (?:bot|roboter|maschine|"
    r"computer|automaten)|\bbrauche (?:einen )?(?:menschen|mitarbeiter)",
    # Italian
    r"\b(?:parlare|chattare|comunicare|parlo|contattare|conferire)(?: (?:direttamente|"
    r"subito))* (?:con )(?:un |una |un ?altr\w |il |"
    r"la |qualche )?(?:person\w+|uman\w+|operator\w+|qualcuno|agente|addett\w+|consulent\w+|"
    r"responsabil\w+|essere umano|"
    r"rappresentant\w+|titolare|collega)|\b(?:voglio|vorrei|mi serve|ho bisogno di|mi passi|"
    r"passatemi|passami|datemi|mi faccia "
    r"parlare con) (?:un |una )?(?:operator\w+|uman\w+|person\w+ (?:vera|reale|in carne)|"
    r"essere umano|addett\w+)|^(?:operator\w+|"
    r"essere umano|umano|persona reale)(?: per favore| grazie)?$|\b(?:chiamatemi|mi chiami|mi "
    r"richiami|richiamatemi|potete "
    r"chiamarmi|puo chiamarmi)\b|\bnon voglio (?:parlare|chattare|avere a che fare) con (?:un |"
    r"una )?(?:robot|bot|macchina)",
    # Dutch, Polish, Turkish, Swedish, Indonesian
    r"\b(?:met|een) (?:een )?(?:echt\w* )?(?:mens|persoon|medewerker|iemand|agent)(?: \w+)? "
    r"(?:spreken|praten|chatten|bellen)|"
    r"\bspreken met (?:een )?(?:\w+ )?(?:mens|persoon|medewerker|iemand)|^(?:mens|"
    r"medewerker)(?: aub| alstublieft)?$|\bbel (?:me|mij)"
    r"(?: \w+)? ?(?:terug|op)?(?= \.|$)",
    r"\b(?:rozmawiac|porozmawiac|pogadac|polaczyc|polaczcie|polacz)(?: \w+)? z (?:\w+ "
    r")?(?:czlowiek\w+|konsultant\w+|osoba|kims|"
    r"pracownik\w+|agent\w+)|^(?:konsultant|czlowiek)(?: prosze)?$|\b(?:zadzwoncie|prosze (?:o "
    r"telefon|zadzwonic)) ?(?:do mnie)?",
    r"\b(?:bir )?(?:insan\w*|yetkili\w*|temsilci\w*|gercek bir\w*|biriyle|biri ile|"
    r"operator\w*)(?: \w+){0,2}? (?:gorus\w+|konus\w+|"
    r"baglan\w+|bagla\w*|istiyorum)|\bmusteri temsilcisi|\bbeni arayin\b(?! \w*ma)|"
    r"^(?:temsilci|insan|yetkili)$",
    r"\b(?:prata|tala|chatta|snacka)(?: \w+)? med (?:en )?(?:\w+ )?(?:manniska|person|nagon|"
    r"medarbetare|handlaggare|agent)|^manniska tack$"
    r"|\bring mig\b(?= \.|$| tack| snalla)",
    r"\b(?:bicara|ngobrol|berbicara|chat|hubungi|terhubung|disambungkan|ngomong)(?: \w+)? "
    r"(?:dengan|sama|ke|dgn) (?:\w+ )?(?:orang|manusia|"
    r"cs|petugas|agen|admin|operator|staf|staff|seseorang)|^(?:admin|cs|manusia)(?: dong| "
    r"please)?$|\b(?:telepon|hubungi) saya\b",
    r"\b(?:makausap|kausapin|makipag usap|kumausap)(?: \w+){0,3} (?:tao|agent|staff|"
    r"representative|totoong)|\btawagan (?:nyo|niyo|mo) (?:po )?ako",
    r"\b(?:noi chuyen|gap|lien he|tro chuyen|chat)(?: truc tiep)? (?:voi )?(?:nguoi that|nguoi|"
    r"nhan vien|tu van vien|ai do|quan ly)|\bgoi (?:lai )?cho "
    r"(?:toi|minh|em)(?= \.|$)",
    r"\b(?:insaan|insan|aadmi|kisi|agent|manager|banda|bande)(?: \w+)? se (?:\w+ )?baat|"
    r"\bmujhe (?:call|"
    r"phone) (?:kar\w*|kr\w*)",
)
OTHER_SCRIPTS = (
    r"(?:поговорить|пообщаться|связаться|соедините|соедини|переключите|переведите|говорить|"
    r"побеседовать)(?: \w+){0,3}? (?:с |на )?(?:\w+ )?"
    r"(?:человек\w*|оператор\w*|менеджер\w*|сотрудник\w*|кем|специалист\w*|консультант\w*|"
    r"администратор\w*|людьми)|^(?:оператор\w*|человек\w*|"
    r"менеджер\w*|живои человек)(?: пожалуиста)?$|\b(?:перезвоните|позвоните) (?:мне|"
    r"пожалуиста)|\b(?:нужен|позовите|хочу|дайте) (?:\w+ )?"
    r"(?:оператор\w*|человек\w*|менеджер\w*|живо\w+)(?= \.|$| пожалуиста)|не хочу (?:говорить|"
    r"общаться|разговаривать) с (?:ботом|роботом|машинои)",
    r"(?:поговорити|звязатися|зєднаите|зеднаите|спілкуватися|розмовляти)(?: \w+){0,2}? (?:з |"
    r"із |зі )?(?:\w+ )?(?:людин\w+|оператор\w+|"
    r"менеджер\w+|кимось|працівник\w+)|^(?:оператор|людина)$|\b(?:передзвоніть|зателефонуите|"
    r"подзвоніть) мені",
    r"(?:转|轉|找|要|接|换|換|和|跟|与|與)(?:一个|一個|个|個|真的|到|接)?(?:人工|真人|客服|"
    r"活人|经理|經理|负责人|負責人|工作人员|专员|專員)(?:说|說|聊|讲|講|谈|談|"
    r"沟通|溝通|通话|服务|服務|客服)?|人工(?:客服|服务|服務)|^(?:人工|真人|客服)$|(?:给|"
    r"給)我(?:回)?(?:打电话|打個電話|回电|回電|打个电话)|不想(?:跟|和|与)"
    r"(?:机器人|機器人|机器|ai)(?:说|說|聊)?",
    r"(?:人間|人|担当者|オペレーター|スタッフ|係|責任者|店員|誰か)(?:の方)?(?:と|に)(?:話|直接|"
    r"つない|繋い|代わ|変わ|お話|電話|相談|対応)|(?:オペレーター|担当者|人間)"
    r"(?:を|に)?(?:お願い|出して|呼んで|代わって|希望)|(?:電話|折り返し)(?:を)?(?:ください|"
    r"下さい|して(?:ください|ほしい|もらえ))|^(?:オペレーター|人間)$|(?:ボット|"
    r"ロボット|機械|ai)(?:では|じゃ)なく",
    r"(?:사람|상담원|상담사|직원|담당자|매니저|관리자|누군가)(?:이랑|과|와|하고|이|을|에게|"
    r"한테|님)? ?(?:\w+ )?(?:통화|연결|대화|얘기|이야기|상담|말하|바꿔|불러|말씀)|^(?:상담원|"
    r"상담사|사람)"
    r"(?: ?연결)?(?: \w+)?$|전화 ?(?:해 ?주세요|주세요|부탁|좀 주)|(?:봇|로봇|기계) ?말고",
    r"(?:इंसान|व्यक्ति|आदमी|एजेंट|किसी|मैनेजर|प्रतिनिधि|स्टाफ).{0,8}(?:से|के साथ) "
    r"?(?:.{0,8})(?:बात|संपर्क)|(?:मुझे|मुझको) (?:कॉल|फोन|फ़ोन) (?:करो|करें|कीजिए|कर)",
    r"(?:לדבר|לשוחח|להתכתב|תעבירו אותי|תעביר אותי|לעבור|להעביר אותי)(?: \w+)? (?:עם|ל|אל)? "
    r"?(?:בן אדם|אדם|נציג\w*|מישהו|איש|מנהל\w*|אנושי)|(?:לנציג|נציג אנושי|^נציג)|"
    r"(?:תתקשרו|התקשרו|תחזרו) (?:אליי|אלי)(?= \.|$| בבקשה)",
    r"(?:با|به)(?: یک| یه)? (?:انسان|آدم|اپراتور|کارشناس|پشتیبان\w*|نفر|کسی|مسئول|مدیر|شخص)(?: "
    r"\w+){0,2}? (?:صحبت|حرف|وصل|گفتگو|چت)|(?:صحبت|حرف) (?:با|کردن با) (?:\w+ )?(?:انسان|آدم|"
    r"اپراتور|کارشناس)|^(?:اپراتور|کارشناس)$|(?:با من|به من) (?:تماس|زنگ) (?:بگیر\w*|بزن\w*)",
    r"(?:انسان|کسی|نمائندے|آدمی|ایجنٹ|بندے|مینیجر).{0,6}سے.{0,8}بات|مجھے (?:کال|فون) (?:کریں|"
    r"کرو)",
    r"(?:μιλησω|επικοινωνησω|συνδεσ\w+|μιλαω|συνομιλησω)(?: \w+)? (?:με|σε)(?: \w+)? "
    r"(?:ανθρωπο|ατομο|καποιον|εκπροσωπο|υπαλληλο|υπευθυνο|προσωπο)|^(?:εκπροσωπος|ανθρωπος)$|"
    r"\b(?:παρτε|καλεστε|τηλεφωνηστε) μου?(?: με)?(?= \.|$)",
    r"(?:คุย|พูด|สนทนา|ติดต่อ|ขอสาย|ขอคุย)(?:.{0,6})(?:คน|พนักงาน|เจ้าหน้าที่|แอดมิน|มนุษย์|"
    r"ผู้จัดการ)|(?:โทรหา|โทรกลับ)(?:ผม|ฉัน|หนู|เรา|หน่อย)|ไม่อยากคุยกับ(?:บอท|หุ่นยนต์)",
)
