"""German, Dutch and Swedish: the plain ways of saying it, by stems."""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

_WAIT = (
    r"^ ?(?:maintenant|avant|apres|pendant|ce soir|ce matin|demain|le matin|parce que|car je|"
    r"vor|nach|wahrend|morgen|heute|"
    r"weil|antes|depois|durante|hoje|agora|porque|prima|dopo|oggi|adesso|perche|perché)\b"
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
        r"(?:mochte|will|wunsche|wollen|mochten|werde)(?: \w+){0,4}? (?:nicht mehr|keine|"
        r"nichts|"
        r"nie wieder|nicht)(?: \w+){0,3}? (?:kontaktiert|angeschrieben|erhalten|bekommen|"
        r"belastigt|haben|horen|nachrichten|empfangen|angerufen)",
        r"(?:abmelden|abbestellen|austragen|abbestell\w+|abgemeldet|austrag\w+|ausgetragen)(?: "
        r"werden)?" + END,
        r"(?:melde\w*|trag\w*|nehm\w*|nimm|streich\w*|entfern\w*|losch\w*)(?: (?:sie|mich|uns|"
        r"bitte|meine|meinen|diese))* (?:\w+ )?(?:ab|aus|von|nummer|daten|kontakt\w*|liste|"
        r"verteiler|telefonnummer|handynummer)\b",
        r"widerruf\w*(?: hiermit| ich)*(?: meine)? (?:einwilligung|zustimmung|erlaubnis)|meine "
        r"(?:einwilligung|zustimmung) (?:\w+ )?(?:widerrufe|zuruck)",
        r"(?:(?:sie|ihr|du) hab\w+ (?:hier )?(?:die|eine) )?(?:falsche|verkehrte) nummer(?: "
        r"\.)? (?:\w+ ){0,3}?(?:loesch\w*|losch\w*|entfern\w*|stop\w*|streich\w*|aufhoren|"
        r"hor\w* auf|lass\w*)|(?:nummer|person) (?:ist )?falsch(?: \.)? (?:\w+ "
        r"){0,2}?(?:losch\w*|stop\w*)",
        r"(?:kein|kein weiteres|nicht) interess\w+(?: mehr)?(?: \.)? (?:bitte )?(?:losch\w*|"
        r"entfern\w*|"
        r"streich\w*|stop\w*|abmelden)",
        r"wider(?:sprech\w*|spruch|ruf\w*)(?: \w+){0,4}? (?:werbung|werbe\w+|nutzung|"
        r"verarbeitung|daten\w*|einwilligung|zustimmung|kontakt\w*)",
        r"(?:nicht mehr|nie wieder|nie mehr|nicht wieder|keinesfalls mehr) (?:bei mir "
        r")?(?:melden|schreiben|kontaktieren|anschreiben|anrufen|texten|belastigen|storen|"
        r"schicken|senden|nerven)",
        r"(?:nix|nichts|kein wort|nie) (?:mehr |wieder )?von (?:euch|ihnen|dir) (?:mehr "
        r")?(?:horen|lesen|bekommen|erhalten|wissen)",
        r"(?:stopp?\w*|schluss|ende|genug|hor\w* auf|aufhoren|reicht) (?:jetzt )?(?:mit "
        r")?(?:den|dem|der|die|diesen|diese|dieses|das|euren|ihren|all den) ?(?:\w+ "
        r")?(?:sms\w*|nachricht\w*|spam|werbung|werbe\w+|mails?|belastigung\w*|texten|"
        r"schreiben|quatsch|terror)",
        r"(?:stopp?t?|beenden sie|unterlasst?|unterlassen sie)(?: sie)?(?: (?:das|dies|es|jede|"
        r"jegliche|alle|weitere|sofort|weiteren|diese|die))+(?: (?:kontaktaufnahme\w*|"
        r"kontaktversuche|kommunikation|nachricht\w*|belastigung\w*|werbung|sms))?(?=$| \.)",
        r"(?:vergess\w*|vergiss|verlier\w*|losch\w*|entfern\w*|streich\w*|blockier\w*|"
        r"sperr\w*)(?: (?:sie|bitte|einfach|ihr))* (?:meine|diese|die) (?:handy|telefon|"
        r"mobil)?(?: )?(?:nummer|daten|kontaktdaten|handynummer|telefonnummer)",
        r"(?:kein|keinen) (?:weiteren |weiterer )?kontakt\w*(?: mehr)?(?: (?:bitte|erwunscht|"
        r"gewunscht|aufnehmen))*(?=$| \.)|(?:zieh\w*|nehm\w*) (?:\w+ ){0,3}?(?:einwilligung|"
        r"zustimmung) zuruck",
        r"(?:verpiss\w*|zieh leine|hau ab|haut ab|lasst? (?:mich|uns) (?:endlich "
        r")?(?:zufrieden|in ruhe)|geht mir nicht auf)|(?:wie|wo|kann|konnen|mochte|will|"
        r"wurde)(?: \w+){0,4}? (?:abmelden|abbestellen|austragen|abbestelle|melde(?: ich)? "
        r"mich ab)",
    ),
    unless_after=(
        _WAIT
        + r"|^ ?(?:(?:bitte )?(?:vor|nach|wahrend|zwischen|bis|am (?:wochenende|sonntag|samstag|"
        r"abend|morgen)|abends|nachts|morgens|zur|bei der arbeit))\b"
    ),
    unless_before=(
        r"\b(?:habe|hab|haben|hatte|bekomme|kommt|kam|gibt es|sagte|schrieb|wenn|"
        r"falls|termin|knopf|button)(?: \w+)?$"
        r"|\b(?:warum|wieso|weshalb)(?: \w+){0,3}$|\b(?:warum|wieso|weshalb)$"
    ),
    unless_anywhere=(
        r"\b(?:termin|kurs|vertrag|versicherung|konto) (?:abmelden|kundigen)\b"
        r"|\b(?:warum|wieso|weshalb) (?:schreib\w*|meld\w*|ruf\w*|schick\w*|antwort\w*)|"
        r"\b(?:rufen sie|ruft|ruf)(?: \w+)?? nicht an\b(?! und schreib\w* nicht)|"
        r"\b(?:fitnessstudio|fitness|kurs|verein)\b"
    ),
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
        r"\b(?:niet|nooit|niks|geen) (?:meer|weer|langer) (?:\w+ )?(?:appen|mailen|sms\w*|"
        r"bellen|schrijven|sturen|contacteren|lastigvallen|storen|berichten)\b",
        r"\b(?:gelieve|graag|verzoek|wil|wens)(?: \w+){0,3}? (?:niet|nooit)(?: \w+){0,2}? "
        r"(?:te )?(?:contacteren|benaderen|mailen|bellen|appen|sms\w*|schrijven|storen|lastig)",
        r"\bneem (?:\w+ )?geen contact (?:meer )?(?:\w+ )*?op\b",
        r"\b(?:meld|schrijf|zeg|haal)(?: ik)? (?:me|mij|mezelf)(?: \w+){0,3}? (?:af|uit|eraf|"
        r"weg)\b",
        r"\b(?:trek|herroep|intrek\w*)(?: \w+){0,3}? (?:toestemming|akkoord)|\btoestemming "
        r"(?:in|intrekken|ingetrokken)\b|\bmaak bezwaar tegen\b",
        r"\b(?:kap|kappen|stop|stoppen|klaar|genoeg|ophouden|hou op|houd op)(?: \w+){0,2}? "
        r"(?:met|van)(?: (?:die|dit|deze|de|het|al|dat|jullie|je|alle|mij|me|te))* (?:spam\w*|"
        r"berichten|sms\w*|appjes|reclame|gezeur|mails?|mailen|sturen|appen|lastigvallen|"
        r"contacteren|bellen)",
        r"\b(?:val|vallen)(?: (?:me|mij|ons))? (?:niet|nooit)(?: meer)? lastig|\b(?:vergeet|"
        r"verwijder|wis|blokkeer|schrap) (?:mijn|dit) (?:\w+)?nummer|\bverkeerd nummer(?: \.)? "
        r"(?:\w+ ){0,3}?(?:stop|verwijder|wis|niet)|\b(?:ik )?(?:blokkeer|rapporteer) "
        r"(?:jullie|dit|je|u)\b|\brot op\b|\bdonder op\b",
    ),
    unless_before=r"\bwaarom(?: \w+){0,3}$",
    unless_after=(
        r"^ ?(?:\w+ )?(?:voor|na|tijdens|s avonds|s nachts|overdag|op (?:mijn werk|zondag|"
        r"maandag)|vandaag|morgen|nu|want|omdat|tot)\b"
    ),
    unless_anywhere=r"\bwaarom\b|\bbel (?:me |mij )?niet\b|\bsportschool\b",
)

SWEDISH = Phrases(
    language="sv",
    stop=(
        r"\b(?:sluta|slut|upphor)(?: \w+)?? (?:att )?(?:skicka|sms\w*|kontakta|hora av|messa|"
        r"skriva|ringa|stora|spamma|maila|med)",
        r"\b(?:skicka|kontakta|smsa|skriv|ring|messa|hor)(?: \w+){0,3}? (?:inte|inga|"
        r"aldrig)(?: "
        r"\w+){0,3}?(?: (?:mer|mera|igen|fler|meddelanden|sms))|\b(?:vill|onskar)(?: \w+)? "
        r"(?:inte|inga)(?: \w+){0,4}? (?:meddelande\w*|sms\w*|kontakta[ds]\w*|reklam\w*|"
        r"utskick\w*|mejl|hora (?:av|fran))|\binga "
        r"fler (?:sms|meddelanden|mejl|utskick)|"
        r"\b(?:ta bort|radera|stryk|avregistrera)(?: \w+)? (?:mig|mitt|nummer|fran)|\blamna "
        r"mig "
        r"i ?fred|\bavregistrera|\bavprenumerera|\baterkallar (?:mitt )?samtycke",
        r"\b(?:ingen|inga|inte) (?:mer|mera|fler|flera) (?:reklam|sms\w*|meddelanden|spam|"
        r"utskick|mejl|mail|kontakt|erbjudanden)\b|\b(?:nog|trott|less|stopp|stoppa|sluta|"
        r"slut)(?: (?:med|pa|alla|de|era|dessa|har|det))* (?:spam\w*|sms\w*|meddelanden|"
        r"reklam\w*|utskick\w*|mejl\w*|trakasserier\w*)|\b(?:avsluta|saga upp|avbryt|"
        r"stoppa)(?: \w+)? (?:prenumeration\w*|meddelande\w*|sms\w*|utskick\w*)|\b(?:radera|ta "
        r"bort|stryk|glom|blockera)(?: \w+)? (?:mina|mitt|detta|mig)(?: \w+)? ?(?:uppgifter|"
        r"nummer|data|telefonnummer|nummret|lista\w*|fran)?|\b(?:kontakta|ring|messa|smsa|stor|"
        r"skriv)(?: \w+)?? (?:mig )?(?:inte|aldrig)(?: mer| igen| langre)*(?=$| \.)|\bfel "
        r"(?:nummer|person)(?: \.)? (?:\w+ ){0,3}?(?:sluta|ta bort|radera|stopp)|"
        r"\b(?:aterkallar|drar tillbaka|aterta\w*)(?: \w+)? samtycke\w*|\b(?:dra at helvete|"
        r"stick|lat mig vara)\b|\bvill (?:\w+ )?avregistrera",
    ),
    unless_anywhere=(
        r"\bvarfor\b|\b(?:fore|efter) (?:mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag|"
        r"klockan|kl|jobbet|\d)|\b(?:skicka (?:ett )?(?:sms|meddelande)|smsa|messa) "
        r"(?:istallet|i stallet)\b|\bring inte\b"
    ),
)

GERMANIC = (GERMAN, DUTCH, SWEDISH)
