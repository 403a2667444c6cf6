"""Further languages in Latin letters: the plain ways of saying it, by stems."""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

_WAIT = (
    r"^ ?(?:maintenant|avant|apres|pendant|ce soir|ce matin|demain|le matin|parce que|car je|"
    r"vor|nach|wahrend|morgen|heute|"
    r"weil|antes|depois|durante|hoje|agora|porque|prima|dopo|oggi|adesso|perche|perché)\b"
)

FRENCH = Phrases(
    language="fr",
    stop=(
        r"ne (?:me |nous |m)?(?:plus )?(?:me |nous |m)?(?:re)?(?:contact\w+|ecri\w+|envoy\w+|"
        r"texto\w*|derang\w+|appel\w+|harcel\w+|"
        r"solicit\w+|sollicit\w+)(?: (?:plus|jamais|pas))",
        r"(?:arret\w+|cess\w+|stop\w*) (?:de |d)(?:me |nous |m)?(?:contact\w+|ecri\w+|envoy\w+|"
        r"texto\w*|derang\w+|appel\w+|harcel\w+|spam\w*|sollicit\w+)",
        r"(?:arret\w+|cess\w+|stop\w*|(?<!avez )(?<!ai )(?<!y a )plus|assez|marre)(?: (?:de|des|"
        r"les|vos|ces|tous|aux|l|d|avec))* (?:messages?|sms|textos?|mails?|e ?mails?|envois?|"
        r"publicites?|pubs?|notifications?)\b",
        r"ne plus (?:jamais )?(?:me |nous |m)?(?:re)?(?:contact\w+|ecri\w+|envoy\w+|derang\w+|"
        r"appel\w+|harcel\w+|sollicit\w+)",
        r"(?:ne )?(?:veux|voudrais|souhaite|desire|veut)(?: ne)? (?:plus|pas)(?: jamais)? "
        r"(?:recevoir|etre (?:contact\w+|derang\w+)|de (?:vos|messages|sms|pub)|que vous|"
        r"entendre)",
        r"\bdes ?(?:abonn\w+|inscri\w+)",
        r"(?:me|m) ?(?:des ?abonn\w+|des ?inscri\w+)",
        r"(?:retir|enlev|supprim|effac|ray|ote)\w*(?: moi)?(?: (?:mon|mes|ce|de|la|votre|vos|"
        r"numero|nom|coordonnees|donnees))* (?:liste|listes|numero|base|fichiers?|contacts?|"
        r"donnees|coordonnees)",
        r"(?:laissez?|fichez|foutez) (?:moi|nous) (?:tranquille|en paix|la paix)|foutez moi la "
        r"paix|fichez moi la paix",
        r"(?:retire|revoque|annule) mon consentement|me recontactez (?:plus|pas)|me contactez "
        r"(?:plus|pas)|mecrivez plus|m ecrivez plus",
    ),
    unless_after=_WAIT,
    unless_before=r"\b(?:dit|disait|ecrit|bouton|ne pas|ne)$",
)

GERMAN = Phrases(
    language="de",
    stop=(
        r"(?:keine|keinen|nie wieder|nicht mehr|schluss mit|genug)(?: (?:weiteren|weitere|mehr|"
        r"von|den|diesen|ihre|eure|ihren|euren|diese))* "
        r"(?:nachricht\w*|sms|mails?|e ?mails?|werbung|werbe\w+|whatsapp\w*|texte|anrufe|"
        r"newsletter|kontakt\w*|benachrichtigung\w*)(?: mehr)?"
        r"(?: (?:senden|schicken|schreiben|erhalten|bekommen|von|bitte|mehr|an|wunsch\w+))*" + END,
        r"(?:schreib\w*|kontaktier\w*|schick\w*|send\w*|textet?|ruf\w*|belastig\w*|nerv\w*|"
        r"store?n?|melde\w*)(?: (?:sie|ihr|mir|mich|uns|euch|bitte|an|bei))* "
        r"(?:nicht mehr|nie wieder|nie mehr|nicht wieder|nichts mehr|keine (?:\w+ "
        r")?(?:nachricht\w*|sms|mails|werbung|e ?mails?)(?: mehr)?)",
        r"(?:hor\w*|stopp\w*|lass\w*)(?: (?:sie|ihr|bitte|endlich|doch))* (?:auf|damit|es)(?: "
        r"(?:mir|mich|uns|bitte|zu|damit|endlich))* ?(?:zu )?(?:schreiben|kontaktieren|nerven|"
        r"belastigen|texten|schicken|senden|nachrichten|"
        r"anzurufen|spammen|sein)?" + END,
        r"(?:lass\w*)(?: sie)? (?:mich|uns)(?: bitte| endlich)? in (?:ruhe|frieden)",
        r"(?:mochte|will|wunsche|wollen|mochten|werde)(?: \w+){0,4}? (?:nicht mehr|keine|nichts|"
        r"nie wieder|nicht)(?: \w+){0,3}? (?:kontaktiert|angeschrieben|erhalten|bekommen|"
        r"belastigt|haben|horen|nachrichten|empfangen|angerufen)",
        r"(?:abmelden|abbestellen|austragen|abbestell\w+|abgemeldet|austrag\w+|ausgetragen)(?: "
        r"werden)?" + END,
        r"(?:melde\w*|trag\w*|nehm\w*|nimm|streich\w*|entfern\w*|losch\w*)(?: (?:sie|mich|uns|"
        r"bitte|meine|meinen|diese))* (?:\w+ )?(?:ab|aus|von|nummer|daten|kontakt\w*|liste|"
        r"verteiler|telefonnummer|handynummer)\b",
        r"widerruf\w*(?: hiermit| ich)*(?: meine)? (?:einwilligung|zustimmung|erlaubnis)|meine "
        r"(?:einwilligung|zustimmung) (?:\w+ )?(?:widerrufe|zuruck)",
    ),
    unless_after=_WAIT,
    unless_before=r"\b(?:habe|hab|haben|hatte|bekomme|kommt|kam|gibt es|sagte|schrieb|wenn|"
    r"falls|termin|knopf|button)(?: \w+)?$",
    unless_anywhere=r"\b(?:termin|kurs|vertrag|versicherung|konto) (?:abmelden|kundigen)\b",
)

PORTUGUESE = Phrases(
    language="pt",
    stop=(
        r"\bnao (?:me |nos )?(?:quero que (?:me )?)?(?:mand\w+|envi\w+|escrev\w+|contact\w+|"
        r"contat\w+|incomod\w+|perturb\w+|ligu\w+|lig\w+|cham\w+|procur\w+)(?:me)?(?: (?:mais|"
        r"nunca|de novo|nada|por favor|mensagens?|nenhuma|sms|propaganda))+",
        r"\bnao (?:me |nos )(?:contat\w+|contact\w+|incomod\w+|perturb\w+|escrev\w+)" + END,
        r"\b(?:pare|parem|para|parar|deixe|deixem|chega|cesse\w*)(?: ja)? (?:de |com )(?:(?:me|"
        r"nos|mim|as|os|essas|esses|suas|seus|mandar|enviar|tantas) )*(?:mandar|enviar|escrever|"
        r"contatar|contactar|incomodar|perturbar|ligar|encher|"
        r"mensage\w+|sms|propagand\w+|spam|emails?|notificac\w+)",
        r"\bnao (?:entr\w+|voltem a entrar) (?:mais )?em contac?to|\bnao (?:quero|desejo|"
        r"gostaria)(?: mais)?(?: de)? (?:receb\w+|ser (?:contat\w+|contact\w+|incomod\w+)|saber|"
        r"mensage\w+|propagand\w+|sms|suas|nenhum\w*|contato)",
        r"\bnao quero (?:mais )?(?:receber )?(?:\w+ ){0,2}(?:mensage\w+|sms|propagand\w+|"
        r"promoc\w+|emails?|notificac\w+)",
        r"\b(?:descadastr\w+|desinscrev\w+|cancel\w+ (?:a |minha |essa |esta )?(?:inscric\w+|"
        r"assinatura(?= (?:das|de) (?:mensag|sms))|subscric\w+|recebimento)|anul\w+ (?:a "
        r")?subscric\w+)",
        r"\b(?:tir\w+|remov\w+|exclu\w+|apagu?\w+|retir\w+|elimin\w+)(?: (?:me|o|meu|esse|este|"
        r"minha|meus|numero|contato|contacto|telefone|nome|dados))* (?:da|de|do|das|desta|"
        r"dessa)? ?(?:sua |lista|base|numero|contato|contacto|cadastro|dados|telefone|grupo)",
        r"\b(?:me )?deix\w+(?: me)? em paz|sem mais mensagens|chega de (?:\w+ )?mensagens|nao "
        r"mande mais|mais mensagens nao|revogo (?:o )?meu consentimento",
    ),
    unless_after=_WAIT,
    unless_before=r"\b(?:disse|diz|escreveu|nao quero|botao|se)$",
)

ITALIAN = Phrases(
    language="it",
    stop=(
        r"\bnon (?:mi |ci )?(?:vogli\w+ (?:che )?(?:mi )?)?(?:piu )?(?:scriv\w+|contatt\w+|"
        r"mand\w+|invi\w+|disturb\w+|chiam\w+|infastid\w+|rompe\w*)(?:mi|ci)?(?: (?:piu|mai|mai "
        r"piu|altri|altro|messaggi\w*|niente|nulla|sms|pubblicita|per favore))+",
        r"\bnon (?:mi )?(?:scriv\w+|contatt\w+|disturb\w+)(?:mi|temi|etemi)?" + END,
        r"\b(?:smett\w+|basta|finite\w*|cessate|fermat\w+|piantat\w+)(?: \w+)?? (?:di |con |la "
        r"di )?(?:(?:mi|i|questi|gli|tutti|vostri|i vostri|ricevere) )*(?:scriver\w+|mandar\w+|"
        r"inviar\w+|contattar\w+|disturbar\w+|chiamar\w+|messagg\w+|sms|pubblicita|spam|"
        r"rompere\w*|email|mail)",
        r"\bnon (?:voglio|desidero|vorrei|intendo|vogliamo)(?: piu)? (?:(?:ricever\w+|essere|"
        r"avere|altri|altre|sentirvi|i|vostri|piu|nessun\w*|che|di) ?)+(?:messagg\w+|sms|"
        r"pubblicita|contattat\w+|disturbat\w+|comunicazion\w+|email|mail|mi (?:scriv|contatt|"
        r"chiam|disturb|mand)\w+|notizie)",
        r"\b(?:cancell\w+|disiscriv\w+|rimuov\w+|toglie\w+|elimin\w+|tog\w+|levat\w+)(?: "
        r"\w+){0,3}? (?:lista|elenco|numero|dati|iscrizione|rubrica|database|contatt\w+|"
        r"newsletter|mailing)",
        r"\b(?:disiscriv\w+|cancellatemi|toglietemi|rimuovetemi|cancellami|rimuovimi|annulla\w* "
        r"(?:la |l )?(?:mia )?iscrizione)\b",
        r"\blasci\w*(?:mi|temi|ci) in pace|\bniente piu messaggi|\bbasta messaggi|revoco (?:il "
        r")?(?:mio )?consenso|nessun altro messaggio",
    ),
    unless_after=_WAIT,
    unless_before=r"\b(?:detto|dice|scritto|se|pulsante)$",
)

DUTCH = Phrases(
    language="nl",
    stop=(
        r"\b(?:stop|stoppen|hou\w*)(?: \w+){0,3}? (?:met|op)(?: (?:het|mij|me|die|deze|jullie|"
        r"al|sturen|van|te))* ?(?:sms\w*|berichten|bericht|appen|mailen|contact\w*|bellen|"
        r"lastig\w*|spammen|sturen|schrijven|reclame)",
        r"\b(?:stuur|stuurt|sturen|app|sms|mail|bel|schrijf|contacteer|benader)(?: (?:mij|me|"
        r"ons|alstublieft|aub))* (?:niet|geen|nooit|niks|niets)(?: \w+){0,3}?(?: (?:meer|"
        r"berichten|sms|reclame))",
        r"\b(?:geen|genoeg)(?: \w+){0,2}? (?:berichten|sms|smsjes|reclame|mails|appjes|"
        r"contact)(?: (?:meer|ontvangen|aub|alstublieft))*" + END,
        r"\b(?:wil|wens|willen)(?: \w+){0,3}? (?:niet|geen|niets|niks)(?: \w+){0,4}? "
        r"(?:ontvangen|benaderd|gecontacteerd|krijgen|horen|gebeld|lastiggevallen)",
        r"\b(?:haal|verwijder|schrap|wis|schrijf)(?: (?:mij|me|mijn|dit|ons))* ?(?:nummer|"
        r"gegevens|naam)?(?: (?:uit|van|weg|eraf))(?: \w+){0,2}?(?: ?(?:lijst|bestand|systeem|"
        r"database|uit))?",
        r"\bgeen contact (?:meer|opnemen)|\b(?:verwijder|wis) mijn (?:nummer|gegevens)|"
        r"\b(?:afmelden|uitschrijven|meld (?:mij|me) af|schrijf (?:mij|me) uit)\b|laat (?:mij|"
        r"me|ons) met rust|met rust laten",
    ),
)

POLISH = Phrases(
    language="pl",
    stop=(
        r"\b(?:prosze |prosimy )?(?:nie|juz nie|wiecej nie) (?:\w+ )?(?:pisz\w*|pisac|wysyl\w+|"
        r"przysyl\w+|kontakt\w+|dzwon\w+|smsuj\w*|zaczepi\w+|nekaj\w*|meczcie)(?: (?:do mnie|mi|"
        r"wiecej|juz|sie|ze mna|zadnych|nic|wiadomosci|sms\w*))*" + END,
        r"\b(?:przesta\w+|skoncz\w+|dosc|koniec|stop)(?: juz)? (?:do mnie |mi |z |tych |tymi "
        r")*(?:pisa\w*|wysyla\w*|wiadomosci\w*|sms\w*|dzwoni\w*|kontaktowa\w*|spamowa\w*|nekac|"
        r"reklam\w*)",
        r"\bnie (?:chce|chcemy|zycze|wyrazam|zgadzam)(?: sobie| sie| juz| wiecej)* (?:\w+ "
        r")?(?:otrzymyw\w+|dostaw\w+|wiadomosci|sms\w*|kontakt\w*|reklam\w*|zgody|tych|zadnych|"
        r"na)",
        r"\b(?:wypis\w+|usun\w*|wykresl\w*|skasuj\w*)(?: \w+){0,3}? ?(?:mnie|numer|z listy|dane|"
        r"z bazy)|\brezygnuje z (?:\w+ )?(?:wiadomosci|sms|subskrypcji|newslettera)|"
        r"\b(?:zostaw\w*|dajcie|daj) (?:mnie|mi) (?:w spokoju|spokoj)|cofam zgode|wycofuje zgode",
    ),
)

TURKISH = Phrases(
    language="tr",
    stop=(
        r"\b(?:bana |beni |bize |lutfen |artik |bir daha |tekrar |mesaj |sms |daha )*(?:mesaj "
        r"at\w*m[ae]\w*|mesaj gonderm\w*|sms gonderm\w*|sms atm\w*|yazm[ae]\w*|aram[ae]y\w*|"
        r"rahatsiz etm\w*|ulasm[ae]\w*|mesaj istem\w*|gonderm[ae]y\w*|"
        r"iletisime gecm\w*|mesaj atm\w*|mesaj yollam\w*)",
        r"\b(?:mesaj|sms|reklam|bildirim|ileti)\w*(?: \w+){0,2}? (?:istemiyor\w*|almak "
        r"istemiyor\w*|durdur\w*|kes\w*|birak\w*|almayayim|son ver\w*)",
        r"\b(?:listeden|listenizden|rehberinizden|sistemden|sisteminizden|veritabanin\w*)(?: "
        r"\w+){0,2}? (?:cik\w+|sil\w+|kaldir\w+)|\bnumaram\w* (?:\w+ )?(?:sil\w*|kaldir\w*|"
        r"cikar\w*|unutun)|\babonelik\w*(?: \w+)? (?:iptal|cik\w+|sonlandir\w*|istemiyorum)|"
        r"\baboneligimi (?:iptal|sonlandir)\w*|"
        r"\b(?:beni|bizi) rahat birak\w*|\babonelikten (?:cik|ayril)\w*|\biletisim(?:e)? "
        r"(?:kurulmasini|gecilmesini) istemiyorum",
    ),
)

INDONESIAN = Phrases(
    language="id",
    stop=(
        r"\b(?:jangan|berhenti|hentikan|tolong berhenti|jgn|henti|berhentilah)(?: \w+){0,2}? "
        r"(?:kirim\w*|mengirim\w*|hubung\w+|menghubung\w+|sms|chat|pesan|ganggu|mengganggu|wa|"
        r"hantar|telepon|spam|iklan|mesej)\b",
        r"\b(?:tidak|ga|gak|nggak|tak|tidak lagi|enggak)(?: \w+)? (?:ingin|mau|nak|perlu|"
        r"mahu)(?: \w+){0,2}? (?:menerima|terima|pesan|sms|dihubungi|iklan|mesej|diganggu|promo)",
        r"\b(?:hapus|keluarkan|buang|hilangkan|padam)(?: \w+)? (?:nomor|saya|no|data|nombor)(?: "
        r"\w+)?|\bberhenti (?:berlangganan|melanggan)|\b(?:batalkan|cabut) (?:langganan|"
        r"berlangganan|persetujuan)|\bbiarkan saya (?:sendiri|tenang)|\btinggalkan saya",
    ),
)

VIETNAMESE = Phrases(
    language="vi",
    stop=(
        r"\b(?:dung|đung|ngung|xin đung|lam on đung|thoi|đung co|ngừng)(?: \w+){0,2}? (?:nhan|"
        r"gui|lien|goi|lam phien|lien lac|lien he|nhan tin|gui tin)",
        r"\b(?:khong|ko|k|chang)(?: \w+){0,2}? (?:muon|can|thich)(?: \w+){0,2}? (?:nhan|tin "
        r"nhan|bi lam phien|lien lac|nghe)|\b(?:huy|bo) (?:đang ky|dang ky)|\b(?:xoa|go|loai|"
        r"bo)(?: \w+)? (?:so|toi|ten)(?: \w+){0,4}?(?: (?:danh sach|cua toi|khoi))|\bđe (?:toi|"
        r"cho toi) yen|\bđung nhan tin",
    ),
)

TAGALOG = Phrases(
    language="tl",
    stop=(
        r"\b(?:huwag|wag|tigil\w*|itigil|hinto|ihinto|tama na)(?: \w+){0,4}? (?:mag ?text|"
        r"magtext|itext|i text|text\w*|mensahe|message|kontak\w*|contact|tawag\w*|tumawag|"
        r"padala\w*|pagtext|pag text|pagpapadala|magmessage|istorbo\w*|guluhin)",
        r"\b(?:ayaw|ayoko|ayokong|hindi ko gusto|di ko gusto)(?: \w+){0,4}? (?:text\w*|mensahe|"
        r"message\w*|makatanggap|kontak\w*|tumanggap|matanggap)|\b(?:tanggalin|alisin|burahin|"
        r"itanggal|pakitanggal|pakialis|paki alis|paki tanggal)(?: \w+){0,3}? (?:number|numero|"
        r"ako|listahan|pangalan|no)|\b(?:tigilan|lubayan|layuan) (?:nyo|niyo|mo|ninyo) (?:na "
        r")?ako",
    ),
)

SWEDISH = Phrases(
    language="sv",
    stop=(
        r"\b(?:sluta|slut|upphor)(?: \w+)?? (?:att )?(?:skicka|sms\w*|kontakta|hora av|messa|"
        r"skriva|ringa|stora|spamma|maila|med)",
        r"\b(?:skicka|kontakta|smsa|skriv|ring|messa|hor)(?: \w+){0,3}? (?:inte|inga|aldrig)(?: "
        r"\w+){0,3}?(?: (?:mer|mera|igen|fler|meddelanden|sms))|\b(?:vill|onskar)(?: \w+)? "
        r"(?:inte|inga)(?: \w+){0,3}? (?:ha|bli|fa|meddelanden|sms|kontaktad|kontaktas)|\binga "
        r"fler (?:sms|meddelanden|mejl|utskick)|"
        r"\b(?:ta bort|radera|stryk|avregistrera)(?: \w+)? (?:mig|mitt|nummer|fran)|\blamna mig "
        r"i ?fred|\bavregistrera|\bavprenumerera|\baterkallar (?:mitt )?samtycke",
    ),
)

ROMANIAN = Phrases(
    language="ro",
    stop=(
        r"\b(?:nu|sa nu) (?:imi |ma |mi |ne )*(?:mai )(?:trimit\w+|scri\w+|contact\w+|sun\w+|"
        r"deranj\w+)|\b(?:nu (?:mai )?(?:vreau|doresc)(?: sa)?(?: mai)?) (?:primesc|mesaje|"
        r"sms\w*|fiu|primi|reclame)|"
        r"\b(?:opriti|incetati|opreste|termina\w*)(?: va| cu)? (?:\w+ )?(?:mesaje\w*|sms\w*|"
        r"trimite\w*|reclame\w*)|\b(?:dezabon\w+|stergeti|sterge|scoateti|eliminati)(?: "
        r"\w+){0,2}? ?(?:numarul|lista|abonar\w*|ma|datele)?\b(?=$| din| meu| mele)|\blasati ma "
        r"in pace|\bdezabon\w+",
    ),
)

LATIN = (
    *(FRENCH, GERMAN, PORTUGUESE, ITALIAN, DUTCH, POLISH),
    *(TURKISH, INDONESIAN, VIETNAMESE, TAGALOG, SWEDISH, ROMANIAN),
)
