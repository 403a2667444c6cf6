"""German, Dutch, Polish, Turkish and Russian refusals, by the families of ``refusals``."""

from __future__ import annotations

from app.domain.consent_phrases import END

_DE_ACT = (
    r"(?:nachricht\w*|sms|kontakt\w*|mails?|e ?mails?|werbung|werbenachricht\w*|werbe\w*|"
    r"schreib\w*|"
    r"anruf\w*|anschreib\w*|belastig\w*|kontaktier\w*|schick\w*|send\w*|melden|newsletter|spam\w*|"
    r"benachrichtigung\w*|textnachricht\w*|whatsapp\w*|kommunikation|zusendung\w*|stor\w*|nerv\w*)"
)
GERMAN = (
    r"\b(?:nichts?|nie|niemals|nicht|nix)(?: (?:mehr|wieder|weiter|langer|noch))* ?(?:von "
    r"(?:ihnen|euch|"
    r"dir|ihrer firma)(?: (?:mehr|wieder))? (?:hor\w*|les\w*|bekomm\w*|erhalt\w*|wissen)|(?:mehr "
    r")?(?:"
    r"kontaktiert|angeschrieben|belastigt|gestort|angerufen) (?:werden|zu werden))",
    r"\b(?:nie|niemals|nicht|nirgends|habe ich nie)(?: (?:hier|dafur|dazu|bei|euch|ihnen|fur|so|"
    r"was|"
    r"etwas|dem|das|diesen?|diese|dienst|nachrichten|newsletter|darum|um|hierfur|meine|die|zu|"
    r"sowas))* "
    rf"?(?:angemeldet|registriert|abonniert|gebeten|zugestimmt|eingewilligt|eingetragen|bestellt|"
    r"einwilligung (?:gegeben|erteilt)|erlaubnis gegeben|eingeschrieben)(?<!nicht "
    rf"bestellt)(?<!nicht "
    rf"angemeldet)(?<!nicht registriert)(?:{END}| und)",
    r"\b(?:losch\w*|entfern\w*|vergess\w*|vergiss|streich\w*|tilg\w*|vernicht\w*|nehm\w*|"
    r"nimm)(?: (?:sie|"
    r"ihr|bitte|doch|alle|alles|samtliche|all|endlich|sofort|umgehend|unverzuglich))* "
    r"(?:meine[nr]?|"
    r"diese|mich|uns)(?: (?:personlichen|personenbezogenen|gespeicherten|ganzen))? ?(?:daten|"
    r"nummer|"
    r"handynummer|telefonnummer|kontakt\w*|angaben|mail\w*|rufnummer|namen|eintrag|informationen|"
    r"(?:aus|"
    r"von) (?:\w+ )?\w*(?:liste|verteiler|datenbank|system|kartei|kontakten))\b(?! (?:vom|aus "
    r"dem) "
    r"(?:angebot|auftrag|rechnung))",
    r"\b(?:losch\w*|entfern\w*)(?: \w+){0,3}? (?:daten|personenbezogene\w*)(?: \w+){0,4}? "
    r"(?:dsgvo|"
    r"datenschutz\w*)|\b(?:loschung|auskunft und loschung|entfernung) (?:all |aller |samtlicher "
    r")?("
    r"?:meiner|personenbezogen\w*) ?(?:\w+ )?(?:daten|nummer)",
    r"\b(?:unterlass\w*|stell\w*|beend\w*|stopp?\w*|einstell\w*|verzicht\w*|spar\w*|lass\w*|"
    r"hor\w* auf|"
    r"schluss|genug|abstand|sehen sie|aufhoren)(?: (?:sie|ihr|es|auf|mit|von|den|der|die|das|"
    r"jede|jeden|"
    r"jegliche\w*|weitere\w*|alle|diese|dieser|ihre|eure|bitte|sofort|mir|mich|umgehend|zu|uns|"
    r"davon ab|ab|"
    rf"dem))* {_DE_ACT}(?! (?:vor|nach|bis|erst))",
    r"\b(?:kein\w*|ohne|nie wieder|nicht mehr)(?: (?:weitere\w*|mehr|weiter|bitte|solche\w*|"
    r"eurer|ihrer|"
    rf"werbliche\w*))* {_DE_ACT}(?: (?:mehr|bitte|danke|von ihnen|an mich|an diese nummer|wieder|"
    rf"erwunscht|gewunscht))*{END}(?<!keine nachricht)(?<!kein kontakt)",
    r"\b(?:brauch\w*|musst?|mussen|muss|sollt?\w*|bitte|wollen wir)(?: (?:sie|ihr|du|mir|mich|"
    rf"uns|sich|"
    r"nicht|mehr|nie|wieder))* (?:nicht|nie) (?:mehr|wieder|langer|weiter)(?: \w+)?? ?(?:zu "
    rf")?{_DE_ACT}",
    r"\b(?:lass\w*|lasst) (?:meine\w*|unsere\w*|ihn|sie|uns|mich)(?: \w+)? (?:in ruhe|in "
    r"frieden)|\b("
    r"?:blockier\w*|losch\w*|entfern\w*|streich\w*|austrag\w*) (?:sie |ihr )?(?:mich|uns)" + END,
    r"\b(?:das|dies|die nummer|diese nummer)(?: \w+)? (?:ist|gehort)(?: \w+){0,4}? ?(?:\.|und|"
    r"also|bitte)+ "
    r"(?:\w+ ){0,2}?(?:aufhor\w*|hor\w* auf|losch\w*|nicht mehr|stopp\w*|entfern\w*|lass\w*|"
    r"keine)",
    r"\b(?:widerruf\w*|wider\w* ruf\w*|zieh\w*|entzieh\w*|widersprech\w*|widerspruch|untersag\w*|"
    r"verbiet\w*|verbitte)(?: (?:ich|hiermit|ihnen|meine|meiner|die|der|den|das|mir|gegen|"
    r"jede\w*|weitere\w*|"
    r"erteilte|euch|jegliche\w*))* (?:einwilligung|zustimmung|nutzung|verarbeitung|verwendung|"
    r"erlaubnis|"
    rf"werbung|speicherung|{_DE_ACT})",
    r"(?:^|\. )das (?:ist|grenzt an)(?: \w+)? (?:belastigung|spam|stalking|nachstellung)\b|\bich "
    r"(?:blockiere|melde|zeige|werde) (?:sie|euch|dich)\b(?! (?:anrufen|zuruck|informieren|mich|"
    r"gleich|"
    r"morgen|kontaktieren))|\b(?:genug|satt|leid|die nase voll)(?: (?:von|mit))?(?: (?:euren|"
    r"ihren|"
    r"diesen|eure|ihre|diese|den))? (?:nachrichten|sms|mails|anrufe\w*|spam|werbung)|\bwir haben "
    r"(?:uns )?"
    r"nichts mehr zu (?:sagen|besprechen)",
    r"\b(?:aus|von|vom)(?: \w+){0,2} \w*(?:liste|verteiler|datenbank|kartei|system|kontakte\w*|"
    r"datei)(?: "
    r"\w+){0,2}? (?:gestrichen|geloscht|entfernt|genommen|gelosche\w*|streichen|loschen|"
    r"entfernen|nehmen|"
    r"austragen|raus\w*|ausgetragen)(?! warteliste)",
    r"\b(?:nein danke|falsche (?:nummer|person)|kein interesse|nicht interessiert)(?: \w+){0,2}? "
    r"?(?:\. )?("
    r"?:bitte |sofort )*(?:loschen|entfernen|streichen|austragen|abmelden|aufhoren|stoppen)" + END,
    r"(?:^|\. )(?:bitte )?(?:lass\w*|unterlass\w*) (?:sie |ihr )?(?:das|es)(?: (?:bitte|sein|"
    r"endlich|"
    r"jetzt|sofort))*$|\bes (?:nervt|reicht)(?: \w+)?(?: \.)? (?:\w+ ){0,2}?(?:nachricht\w*|sms|"
    r"mails?|"
    r"werbung|spam|aufhor\w*)",
)

_NL_ACT = (
    r"(?:bericht\w*|appjes?|appen|sms\w*|mail\w*|contact\w*|bel\w*|schrijv\w*|stur\w*|stuur|"
    r"spam\w*|reclame|"
    r"lastig ?vallen|communicatie|benader\w*|aanbiedingen|nieuwsbrie\w*|meldingen|stoor|storen|"
    r"berichtjes)"
)
DUTCH = (
    r"\b(?:niets|nooit|niet|liever niet|niks)(?: (?:meer|liever|verder|weer))* (?:van (?:jullie|"
    r"u|je) "
    r"(?:horen|ontvangen|krijgen)|(?:gecontacteerd|benaderd|lastiggevallen|gebeld|gestoord) "
    r"(?:worden|te "
    r"worden))|\bhoor(?: \w+)? (?:niets|niks|nooit)(?: (?:meer|liever))* van (?:jullie|u|je)\b",
    r"\b(?:nooit|niet|nergens)(?: (?:hier|voor|hiervoor|om|me|mij|dit|deze|dat|ergens|bij|jullie|"
    r"mijn))* "
    r"?(?:aangemeld|ingeschreven|geabonneerd|gevraagd|toestemming gegeven|geregistreerd|"
    rf"opgegeven|"
    rf"akkoord)(?: voor| om)?(?: (?:dit|deze|berichten|gegaan|jullie))*{END}(?<!niet "
    rf"aangemeld)(?<!niet "
    rf"gevraagd)(?<!niet akkoord)",
    r"\b(?:verwijder\w*|wis\w*|vergeet|schrap\w*|haal|vernietig\w*|gooi)(?: (?:al|alle|aub|a u b|"
    r"u|alsjeblieft|"
    r"direct|onmiddellijk))* (?:mijn|dit|mij|me|ons)(?: (?:persoonlijke|persoons))? ?(?:gegevens|"
    r"nummer|"
    r"telefoonnummer|naam|data|info\w*|contact\w*|(?:van|uit) (?:\w+ )?\w*(?:lijst|systeem|"
    r"bestand|"
    r"database|mailing\w*)(?: af)?)",
    r"\b(?:stop\w*|staak|beeindig|hou\w* op|kap|genoeg|geen|klaar|schei uit|basta)(?: (?:met|"
    rf"van|het|alle|"
    r"al|elke|iedere|verdere|meer|deze|die|jullie|uw|elk|enige|vorm van|mij|me|sturen van|"
    rf"ongevraagde))* "
    rf"{_NL_ACT}(?: (?:meer|aub|alstublieft|alsjeblieft|graag|sturen|naar mij|te sturen))*{END}"
    r"(?<!geen bericht)(?<!geen contact)(?<!geen mail)",
    r"\b(?:niet|nooit)(?: (?:meer|langer|nog|weer|verder)) (?:\w+ ){0,2}?" + _NL_ACT,
    r"\blaat (?:mijn|onze|hem|haar|ons|me|mij)(?: \w+)? (?:met rust|gerust)|\b(?:blokkeer|"
    rf"verwijder|"
    rf"schrap|wis) (?:mij|me|ons){END}",
    r"\b(?:dit|het)(?: nummer)? is(?: \w+){0,4}?(?: (?:\.|en|dus|aub))+ (?:\w+ )?(?:stop\w*|"
    r"hou\w* op|"
    r"verwijder\w*|niet meer|laat|geen)",
    r"\b(?:trek|herroep|intrek\w*|bezwaar|verbied|weiger)(?: (?:ik|hierbij|mijn|tegen|de|het|"
    r"maak|jullie|"
    rf"u|om|elke|verder\w*))* (?:toestemming|verwerking|gebruik|instemming|{_NL_ACT})|\bik "
    rf"(?:blokkeer|"
    r"meld|rapporteer) (?:jullie|u|je|dit)\b|(?:^|\. )dit is (?:intimidatie|spam|stalking|"
    r"lastigvallen)|"
    r"\b(?:ben|ik ben|zo)(?: \w+)? (?:zat|beu|moe)\b.{0,20}(?:berichten|spam|jullie)|\b(?:jullie|"
    r"deze|"
    r"die) (?:berichten|spam|sms\w*) (?:zat|beu)\b",
    r"\b(?:van|uit)(?: \w+){0,2} \w*(?:lijst|mailinglijst|bestand|systeem|database)(?: "
    r"\w+){0,2}? (?:gehaald|"
    r"verwijderd|geschrapt|af|halen|verwijderen|schrappen)\b",
)

_PL_ACT = (
    r"(?:pis\w*|wysyl\w*|przysyl\w*|kontakt\w*|dzwon\w*|niepoko\w*|wiadomosc\w*|sms\w*|spam\w*|"
    r"reklam\w*|"
    r"nek\w*|drecz\w*|mail\w*|przeszkad\w*|zawraca\w*|powiadom\w*|ofert\w*|newsletter\w*|"
    r"korespond\w*)"
)
POLISH = (
    r"\b(?:nie|wiecej|wolal\w*|nigdy)(?: (?:chce|chcemy|zycze sobie|wiecej|juz|o|was|panstwa|sie|"
    r"od|byc|"
    r"zebyscie|mam ochoty|bym|nie|od was|dostawac|otrzymywac|zadnych|waszych))* (?:slysz\w*|"
    r"uslysz\w*|"
    rf"kontaktowan\w*|{_PL_ACT})(?: (?:do mnie|wiecej|od was|juz|nigdy))*(?:{END}|(?<=wiecej)|"
    rf"(?<=mnie)|"
    r"(?<=was))(?<!nie dzwonic)(?<!nie dzwoncie)",
    r"\b(?:nigdy|nie)(?: (?:sie|na|to|do|tego|zadn\w+|o|wam|ja))* (?:zapis\w*|rejestr\w*|"
    r"zarejestr\w*|"
    r"subskryb\w*|prosil\w*|wyrazal\w*|zgadz\w*|wyrazil\w*|zamawial\w*)(?: (?:sie|na|to|zgody|"
    r"zgod\w*|"
    rf"do|tego|te|o|wiadomosci|sms\w*|kontakt|tej|listy))*{END}(?<!nie zgadzam sie)",
    r"\b(?:usun\w*|skasuj\w*|zapomn\w*|wykresl\w*|wymaz\w*|usuniecie|usuniecia|wyrzuc\w*)(?: "
    r"(?:prosze|"
    r"wszystkie|wszelkie|o|z))* (?:moj\w*|ten|mnie|mi)(?: (?:dane|numer|danych|numeru|telefon|"
    r"kontakt|"
    r"osobowe|imie|z))?",
    r"\b(?:przesta\w*|zaprzesta\w*|skoncz\w*|dosc|koniec|prosze o zaprzestanie|zadnych|stop|"
    r"zakoncz\w*|"
    r"wstrzym\w*)(?: (?:z|ze|mi|do|mnie|tych|tymi|wszelki\w*|jakiegokolwiek|tego|wiecej|waszych|"
    r"juz|"
    rf"wysylania|wszystkich|tym))* {_PL_ACT}",
    r"\b(?:dajcie|daj|zostawcie|zostaw|odczep\w*|odwal\w*|spadaj\w*|spieprz\w*)(?: (?:mi|nam|"
    r"mnie|mojemu|"
    rf"mojej|mezowi|zonie|moj\w*|sie|ode mnie|swiety))* ?(?:spok\w*)?{END}|\b(?:zablokuj\w*|"
    rf"usun\w*|wypisz\w*|"
    rf"wykresl\w*) mnie\b",
    r"\bto nie (?:jest )?(?:moj|ten|jego)? ?(?:numer|telefon)?(?: \w+)?(?: (?:\.|i|wiec))+ "
    r"(?:\w+ ){0,2}?"
    r"(?:przesta\w*|prosze nie|nie (?:pis|dzwo|wysyl)\w*|usun\w*|dosc|koniec|zostaw\w*)",
    r"\b(?:wycof\w*|cofam|cofn\w*|odwol\w*|sprzeciw\w*|nie wyrazam|nie zgadzam sie na|"
    r"odmaw\w*)(?: (?:sie|"
    r"wobec|moj\w*|na|swoj\w*|niniejszym|wobec|przeciw|przetwarzan\w*))* (?:zgod\w*|"
    rf"przetwarzan\w*|"
    rf"danych|kontakt\w*|marketing\w*|{_PL_ACT})|\b(?:zglosze|zablokuje|zglaszam|blokuje) (?:was|"
    rf"to|ten|"
    r"pan\w*|na)\b|(?:^|\. )to (?:jest )?(?:nekanie|spam|stalking|molestowanie)\b|\bnie ma "
    r"(?:potrzeby|"
    rf"sensu)(?: \w+)? {_PL_ACT}|\bmam dosc (?:\w+ )?{_PL_ACT}",
    r"\b(?:usuni\w+|wykresl\w+|wypisan\w+|skreslon\w+|zostac usuniet\w+)(?: \w+){0,2}? (?:z|ze) "
    r"(?:\w+ )?"
    r"(?:list\w*|baz\w*|system\w*|grup\w*)\b",
)

_TR_ACT = (
    r"(?:mesaj\w*|sms\w*|yaz\w*|ara\w*|iletisim\w*|reklam\w*|spam\w*|rahatsiz\w*|bildirim\w*|"
    r"mail\w*|"
    r"gonder\w*|ulas\w*|temas\w*|e posta\w*|kampanya\w*|tanitim\w*)"
)
TURKISH = (
    r"\b(?:sizden|sizin|sizinle|firmanizdan)(?: \w+){0,4}? (?:(?:haber|mesaj|sms|bildirim|arama|"
    r"bir sey|"
    r"hicbir sey)\w* )?(?:almak|duymak|gormek|konusmak|gorusmek|iletisim\w* \w+)? ?istemi\w+",
    rf"\b(?:{_TR_ACT})(?: \w+){{0,3}}? (?:istemi\w+|kesin\w*|kes\w*|durdur\w*|son verin|birak\w*|"
    rf"almak "
    rf"istemi\w*|sonlandir\w*|yeter|vazgec\w*|bitir\w*)(?! (?:icin|misiniz|mi))",
    r"\b(?:kvkk|kisisel verilerin korunmasi)\b.{0,60}(?:sil\w*|imha|geri cek\w*)|"
    r"\b(?:verilerim\w*|"
    r"bilgilerim\w*|numaram\w*|ismim\w*|adim\w*|kaydim\w*|telefonum\w*|kisisel veri\w*)(?: "
    r"\w+){0,4}? ("
    r"?:sil\w*|kaldir\w*|cikar\w*|unut\w*|imha\w*|yok ed\w*)(?<!silindi)(?<!silmis\w)",
    r"\b(?:kaydolmad\w*|uye olmad\w*|abone olmad\w*|kayit olmad\w*|kayit yaptirmad\w*|izin "
    r"vermed\w*|izin "
    r"vermi\w+|onay vermed\w*|onay vermi\w+|rizam yok|iznim yok|onayim yok|boyle bir sey "
    r"istemedim|"
    rf"talep etmed\w*){END}",
    rf"\b(?:{_TR_ACT}|aramaniza|yazmaniza|mesaj atmaniza)(?: \w+)? (?:gerek|luzum|"
    rf"ihtiyac)(?:im)? ?(?:yok|"
    r"kalmadi)",
    r"\b(?:rahat|huzur|beni|esimi|kocami|karimi|bizi|annemi|babami|oglumu|kizimi|pesimi|yakami|"
    r"numarami)(?: (?:rahat|kendi haline|artik|bi|bir|lutfen|huzurlu))* (?:birak\w*|engelle\w*|"
    r"sil\w*|"
    r"cikar\w*|blokla\w*)(?: (?:beni|bizi|artik))*" + END,
    r"\b(?:benim|bana ait|dogru|o kisi|bu) ?(?:numara\w*|kisi)? ?degil\w*(?: (?:\.|lutfen|"
    r"artik))* (?:\w+ ){0,2}"
    r"(?:yazma\w*|arama\w*|sil\w*|dur\w*|kes\w*|birak\w*|atma\w*|gonderme\w*|rahatsiz)",
    r"\b(?:onay\w*|izn\w*|riza\w*|izin\w*|muvafakat\w*)(?: \w+){0,2}? (?:geri ?(?:cek|al)\w*|"
    r"iptal|"
    r"kaldir\w*)|\b(?:sikayet (?:edece\w*|ediyor\w*)|engelliyor\w*|engelleyece\w*|dava acaca\w*)|"
    r"(?:^|\. )"
    r"bu (?:artik )?(?:taciz|spam)\b|\b(?:bikt\w*|usand\w*|yeter)(?: \w+)? (?:mesaj\w*|sms\w*|"
    r"spam\w*)|"
    r"\b(?:mesaj\w*|sms\w*|reklam\w*)(?: \w+)? (?:bikt\w*|usand\w*)|\bkonusacak (?:bir "
    r")?sey(?:imiz)? "
    r"(?:kalmadi|yok)|\b(?:bir daha|artik|lutfen|sakin)(?: \w+){0,3}? (?:yazma\w*|arama(?:yin)?|"
    r"gonderme\w*|atma\w*|ulasma\w*|iletisime gecme\w*)" + END,
    r"\b(?:liste\w*|veri ?tabani\w*|rehber\w*|sistem\w*)(?: \w+){0,2}? (?:cikar\w*|cikmak|"
    r"silin\w*|sil|"
    r"kaldir\w*)(?! (?:misiniz urun))",
)

_RU_ACT = (
    r"(?:пис\w*|пиш\w*|присыл\w*|присл\w*|отправл\w*|звон\w*|беспоко\w*|сообщен\w*|смс\w*|"
    r"рассыл\w*|"
    r"спам\w*|реклам\w*|контакт\w*|связ\w*|общен\w*|уведомлен\w*|слать|шлите|достава\w*|домога\w*|"
    r"навяз\w*|преслед\w*|названив\w*|тревож\w*)"
)
RUSSIAN = (
    r"\b(?:не|больше не|никогда|предпоч\w*|никогда больше)(?: (?:бы|хочу|хотел\w*|хотим|желаю|"
    r"больше|я|о|"
    r"от|вас|вами|с|никогда|не|ничего|намерен\w*|иметь|быть))* (?:слышать|слыхать|знать|видеть "
    r"вас|иметь "
    rf"с вами|получать от вас|общаться|контактировать)(?: \w+){{0,2}}?{END}",
    r"\b(?:не|никогда|нигде|ни на что)(?: (?:я|на|это|эту|ваш\w*|вам|у|вас|этого|не|такое|такого|"
    r"своего|свое|никогда))* (?:подписыва\w*|регистрирова\w*|давал\w*|просил\w*|соглаша\w*|"
    r"оставлял\w*|"
    r"разрешал\w*)(?: (?:на|это|эту|рассылку|вас|мне|согласи\w*|писать|присылать|эти|сообщения|у|"
    r"вам|"
    rf"своего|номер|разрешени\w*|ваш\w*|смс))*{END}(?<!не просил)(?<!не просила)(?<!не давал)",
    r"\b(?:удал\w*|сотр\w*|стер\w*|забуд\w*|уничтож\w*|убер\w*|вычеркн\w*|исключ\w*|стереть|"
    r"удаления|"
    r"удалении|удаление|забыть|забыли)(?: (?:все|всю|пожалуиста|навсегда|из|из базы|немедленно|о|"
    r"прошу))* "
    r"(?:мои|мою|мое|моих|моего|наш|этот|меня|нас|персональн\w*)(?: (?:номер\w*|данные|данных|"
    r"телефон\w*|"
    r"информаци\w*|контакт\w*|персональн\w*|личн\w*|имя|из))?(?! (?:из (?:заказа|записи)|и "
    r"(?:запиш|остав)))",
    r"\b(?:прекрат\w*|перестан\w*|хватит|довольно|достаточно|остановит\w*|прекращ\w*|завязыва\w*|"
    r"воздерж\w*|кончаи\w*|заканчива\w*|прошу не|требую не|требую прекратить|больше никаких|"
    r"никаких)(?: "
    r"(?:любые|любое|все|всякие|всякое|эти|этих|ваши|ваших|мне|меня|с|со мнои|от|нам|уже|нас|"
    rf"дальнеиш\w*|"
    rf"больше|ваших|этот|эту|так))* {_RU_ACT}",
    r"\b(?:нет|не вижу|незачем|нет больше)(?: (?:больше|никакои|никакого|необходимости|смысла|"
    r"нужды|"
    rf"надобности|мне|нам|дальше))+ {_RU_ACT}|\b(?:не нужно|не надо|не стоит|можете не|можете "
    rf"больше не|"
    rf"незачем)(?: (?:больше|мне|нам|меня|нас|дальше))* {_RU_ACT}(?= (?:больше|мне|нам|на этот)|"
    rf"$| \.)"
    r"(?<!надо звонить)(?<!нужно звонить)(?<!стоит звонить)",
    r"\bоставьте(?: уже)? (?:мо\w+|нас|его|ее|меня|маму|сына)(?: \w+)? (?:в покое|в поко\w+)|"
    r"\bотвяж\w*|"
    r"\b(?:заблокируи\w*|удали\w*|отпиши\w*|вычеркн\w*) (?:меня|нас)",
    r"\bэто (?:уже )?не мо\w+(?: \w+)?(?: (?:\.|и|так что|поэтому))+ (?:\w+ )?(?:прекрат\w*|не "
    r"(?:пиш|звон|"
    r"присыл|шл)\w*|удал\w*|хватит|перестан\w*|убер\w*|отстан\w*)",
    r"\b(?:отзыва\w*|отозва\w*|отменя\w*|возраж\w*|запреща\w*|против)(?: (?:я|сво\w*|мо\w*|"
    r"против|на|вам|"
    r"любо\w*|свое|дальнеиш\w*))* (?:согласи\w*|разрешени\w*|обработк\w*|использован\w*|"
    rf"{_RU_ACT})|(?:^|"
    r"\. )это (?:уже |просто |чистыи )?(?:домогательств\w*|преследован\w*|спам|харассмент)\b|"
    r"\b(?:напишу|"
    r"подам|пожалуюсь|подаю)(?: \w+)? (?:жалобу|в суд|заявление|в роскомнадзор|в полицию|на вас|"
    r"в фас)|"
    r"\b(?:надоел\w*|достал\w*|устал\w*)(?: \w+){0,3}? (?:сообщен\w*|смс\w*|спам\w*|рассылк\w*|"
    r"звонк\w*|"
    r"реклам\w*)|\b(?:ваши|ваша|эти) (?:сообщен\w*|смс\w*|рассылк\w*|реклам\w*|спам)(?: "
    r"\w+){0,2}? (?:"
    r"надоел\w*|достал\w*)|\bнам (?:больше )?не о чем (?:говорить|разговаривать|общаться)",
    r"\b(?:убра\w+|удал\w+|вычеркн\w+|исключ\w+|вычеркива\w+|снят\w*)(?: \w+){0,3}? (?:из|со)(?: "
    r"\w+)? ("
    r"?:списк\w*|баз\w*|рассылк\w*|систем\w*)",
)
