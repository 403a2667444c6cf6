"""Further languages in Latin letters, the plain ways by stems.

Danish with Norwegian, Finnish, Czech with Slovak, Hungarian, Croatian with Serbian, Catalan,
Swahili.
"""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

_NORDIC_NOUN = (
    r"(?:besked\w*|melding\w*|sms\w*|reklame\w*|spam|mails?|e ?post\w*|henvendelse\w*|tilbud|"
    r"nyhedsbrev\w*|nyhetsbrev\w*|annonc\w+|annonse\w*|tekst\w*)"
)
_NORDIC_SEND = r"(?:send(?:e|er|t)?|skriv\w*|kontakt\w*|ring\w*|sms\w*|forstyr\w*|plag\w*|tekst\w*)"

# Danish and Norwegian share their words; which of the two it was matters to nobody here.
NORDIC = Phrases(
    language="da",
    stop=(
        r"\b(?:stopp?|slutt|hold opp|hold op|lad vaere|la vaere)(?: \w+)?? (?:med |a |at "
        r")*(?:a |at )?"
        rf"(?:{_NORDIC_SEND}|{_NORDIC_NOUN}|mase|spamme)",
        rf"\b{_NORDIC_SEND}(?: (?:meg|mig|os|oss|til))* (?:ikke|aldri|aldrig|ingen)(?: \w+)?? ?"
        rf"(?:flere|mer|mere|igen|igjen|{_NORDIC_NOUN}|{END})",
        rf"\b(?:ikke|aldri|aldrig|ma ikke|skal ikke)(?: \w+)?? {_NORDIC_SEND} (?:til )?(?:meg|"
        r"mig|"
        rf"os|oss)(?: (?:flere|mer|mere|igen|igjen|{_NORDIC_NOUN}))*{END}",
        r"\bikke ta (?:mer )?kontakt\b|\btag ikke kontakt\b",
        rf"\b(?:vil|onsker|orker|gider)(?: \w+)?? ikke (?:\w+ ){{0,3}}?(?:{_NORDIC_NOUN}|"
        r"kontakte[st]|"
        rf"hore (?:mer|mere) (?:fra|til))\b",
        rf"\b(?:ingen|ikke|nok)(?: (?:flere|mer|mere|med))+ {_NORDIC_NOUN}",
        r"\b(?:fjern|slett|slet|stryk|glem|ta bort|tag)(?: (?:meg|mig|mitt|mit|mine|"
        r"venligst))* ?"
        r"(?:fra (?:listen|lista|deres|jeres|registeret)|nummer\w*|numret|telefonnummer|"
        r"data\w*|"
        r"oplysninger|opplysninger|af listen)\b",
        r"\b(?:afmeld\w*|avmeld\w*|meld(?:er)?(?: jeg)? (?:meg|mig) (?:av|af|fra|ut)|"
        r"frameld\w*)\b"
        r"(?! (?:fra )?(?:kurs\w*|treningssenter\w*))",
        rf"\b(?:avslutt|opsig|stans|stop)(?: \w+)? (?:abonnement\w*|{_NORDIC_NOUN})",
        r"\b(?:la|lad) (?:meg|mig|os|oss) (?:vaere|vare) ?(?:i fred)?\b|\b(?:trekker|"
        r"traekker)(?: "
        r"\w+){0,2}? samtykke\w*|\bsamtykke\w* (?:tilbage|tilbake)\b",
        r"\b(?:feil|forkert) (?:nummer|person)(?: \.)? (?:\w+ ){0,3}?(?:slutt|stopp?|slett|"
        r"slet|fjern)",
    ),
    unless_before=r"\b(?:hvorfor|fordi|naar|hvis)(?: \w+){0,2}$",
    unless_after=(
        r"^ ?(?:\w+ )?(?:for|etter|efter|mens|inden|i dag|i morgen|na|nu|om natten|pa jobb)\b"
    ),
    unless_anywhere=(r"\bhvorfor\b|\bikke ring\b(?! eller)|\bring (?:mig |meg )?ikke\b(?! eller)"),
)

FINNISH = Phrases(
    language="fi",
    stop=(
        r"\b(?:ala|alkaa|alkaaka|alka)(?: \w+){0,2}? (?:laheta|lahettako|lahetelko|kirjoita|"
        r"kirjoittako|hairitse|hairitko|tekstaa|viesti\w*|spammaa\w*|ota(?: \w+)? yhteytta|"
        r"ottako(?: "
        r"\w+)? yhteytta)",
        r"\b(?:lopeta|lopettakaa|lopettaa|seis|riittaa)(?: \w+){0,2}? (?:viesti\w*|teksti\w*|"
        r"spam\w*|"
        r"lahett\w*|mainos\w*|hairi\w*|yhteydenot\w*)",
        r"\b(?:en|emme) (?:\w+ )?(?:halua|tahdo|toivo)(?: \w+){0,2}? (?:viest\w*|maino[sk]\w*|"
        r"teksti\w*|"
        r"tekstari\w*|yhteydenot\w*|sms\w*)",
        r"\b(?:poista|poistakaa|unohtakaa|unohda)(?: \w+)?? (?:minut|numero\w*|tieto\w*|"
        r"listalta)",
        r"\b(?:peruuta|peruuttakaa|perun|peru|lopeta)(?: \w+)?? (?:\w*tilau\w*|suostumu\w*)(?: "
        r"nai\w+ "
        rf"\w+)?{END}|\b(?:peruutan|perun) suostumu\w*|\bperu\w* tilaukse\w* nai\w+ viest\w+",
        r"\bjatt?a(?:kaa)? (?:minut|meidat) rauhaan\b|\bei enaa (?:viest\w*|mainoksia)|\bvaara "
        r"numero(?: \.)? (?:\w+ ){0,2}?(?:lopet\w*|poista\w*|ala\w*|alkaa)",
    ),
    unless_after=r"^ ?(?:\w+ )?(?:ennen|jalkeen|nyt|tanaan|huomenna)\b",
    unless_anywhere=r"\bmiksi\b|\bperun tilaukseni\b",
)

CZECH = Phrases(
    language="cs",
    stop=(
        r"\b(?:uz |vice |prosim |viac )*(?:mi |me |nam |ma )?(?:uz |vice |nic |viac "
        r")*ne(?:pis\w*|"
        r"posil\w*|kontaktu\w*|volej\w*|otravu\w*|obtezu\w*|spamu\w*|zasil\w*|obtazu\w*)",
        r"\b(?:prestan\w*|skonc\w*|dost|konec|koniec|stop)(?: (?:mi|me|s|so|uz|ma|temi|tymi))* "
        r"(?:psat|posil\w*|pisat|zasil\w*|volat|otravov\w*|spam\w*|zprav\w*|sprav\w*|sms\w*|"
        r"reklam\w*|"
        r"obtezov\w*)",
        r"\b(?:nechci|nechceme|neprej\w+|nezelam|nechcem|nemam zajem)(?: \w+){0,3}? "
        r"(?:zprav\w*|"
        r"reklam\w*|sms\w*|sprav\w*|dostavat|kontakt\w*|newsletter\w*)",
        r"\b(?:vymaz\w*|smaz\w*|odstran\w*|vyrad\w*|zapomen\w*|vyskrtn\w*)(?: \w+)?? (?:me|"
        r"moje|muj|"
        r"cislo|udaje|ma|mna|ze seznamu|zo zoznamu)",
        r"\bodhla(?:s|si)\w*(?: me| ma| se| sa)?\b(?! (?:z|ze|zo) (?:kurz\w*|kurs\w*|fit\w*))|"
        r"\b(?:nechte|"
        r"nechajte|dejte|dajte) (?:me|mi|ma) (?:byt|na pokoji|pokoj|na pokoj)|\b(?:odvolavam|"
        r"beru "
        r"zpet|rusim) (?:\w+ )?souhlas|\bspatne cislo(?: \.)? (?:\w+ ){0,2}?(?:stop|smaz\w*|"
        r"vymaz\w*|ne\w+)",
    ),
    unless_before=r"\b(?:proc|preco)(?: \w+)?$",
    unless_after=r"^ ?(?:\w+ )?(?:pred|po|behem|ted|dnes|zitra|v noci)\b",
    unless_anywhere=(
        r"\b(?:proc|preco)\b|(?:^|\. )(?:radeji |radsej )?(?:napiste|napis|zavolejte|"
        r"zavolaj\w*)\b"
    ),
)

HUNGARIAN = Phrases(
    language="hu",
    stop=(
        r"\bne (?:\w+ )?(?:irj\w*|kuldj\w*|keress\w*|hivj\w*|zaklass\w*|zavarj\w*|uzenj\w*|"
        r"smsezz\w*)",
        r"\b(?:hagyj\w*|fejezz\w*)(?: \w+)? (?:abba|be)(?: \w+){0,2}? (?:uzen\w*|zaklat\w*|"
        r"sms\w*|"
        r"kuld\w*|spam\w*|ir\w*)|\beleg (?:\w+ )?(?:uzenet\w*|sms\w*|spam\w*|reklam\w*)",
        r"\b(?:nem|se) (?:kerek|kerunk|akarok|szeretnek|kivanok)(?: \w+){0,2}? (?:uzenet\w*|"
        r"reklam\w*|"
        r"sms\w*|hirlevel\w*|megkeres\w*)",
        r"\b(?:torol\w*|vegye\w*|vegyel\w*|felejts\w*)(?: \w+)?? (?:le |ki )?(?:a "
        r")?(?:szamom\w*|"
        r"adataim\w*|listarol|telefonszamom\w*|cimem\w*)|\bleirat\w+|\ble (?:\w+ )?iratkoz\w+",
        r"\bhagyj\w* (?:engem )?bek\w+|\bvisszavonom(?: \w+){0,2}? (?:hozzajarul\w*|"
        r"beleegyez\w*)|"
        r"\brossz szam(?: \.)? (?:\w+ ){0,2}?(?:ne|torol\w*|stop)\b",
    ),
    unless_after=r"^ ?(?:\w+ )?(?:elott|utan|most|ma|holnap|kozben)\b",
    unless_anywhere=r"\bmiert\b|\bhivj\w*(?: \.)? (?:irj\w+|uzenj\w+)\b",
)

CROATIAN = Phrases(
    language="hr",
    stop=(
        r"\b(?:nemojte|nemoj|ne)(?: (?:mi|me|vise|meni))* (?:pisati|slati|saljite|salji|pisite|"
        r"pisi|"
        r"kontaktirati|kontaktirajte|zvati|zovite|gnjaviti|gnjavite|uznemirav\w+)|"
        r"\b(?:prestanite|"
        r"prestani|dosta|stop)(?: (?:mi|me|s|sa|vise|tim))* (?:pisati|slati|poruk\w+|sms\w*|"
        r"reklam\w+|"
        r"spam\w*|zvati)|\bne zelim(?: vise)?(?: \w+)? (?:primati|poruk\w+|reklam\w+|sms\w*|"
        r"kontakt\w*)|"
        r"\b(?:uklonite|ukloni|obrisite|izbrisite|skinite)(?: \w+){0,2}? (?:s liste|sa liste|"
        r"broj|podatke|"
        r"iz baze)|\bodjav\w+ (?:me|se)\b|\bostavite me na miru|\bpovlacim (?:\w+ )?(?:privolu|"
        r"pristanak)",
    ),
    unless_after=r"^ ?(?:\w+ )?(?:prije|pre|poslije|sada|danas|sutra)\b",
    unless_anywhere=r"\bzasto\b",
)

CATALAN = Phrases(
    language="ca",
    stop=(
        r"\bno (?:m ?|em |me )?(?:envi\w+|escri\w+|contact\w+|molest\w+|truqu\w+)(?: (?:mes|"
        r"missatges|"
        r"sms|res|publicitat))+|\b(?:deixeu|deixa|deixi|pareu|prou)(?: ja)? (?:d|d |de "
        r")(?:envi\w+|escri\w+|"
        r"molest\w+|missatges|publicitat|sms)|\bno (?:vull|desitjo)(?: rebre)?(?: mes)? "
        r"(?:missatges|sms|"
        r"publicitat|rebre)|\b(?:esborr\w+|trei\w+|elimin\w+)(?: \w+){0,2}? (?:llista|numero|"
        r"dades)|"
        r"\bdon\w+ ?m?e? de baixa|\bdeixeu me en pau",
    ),
    unless_after=r"^ ?(?:\w+ )?(?:abans|despres|ara|avui|dema)\b",
)

SWAHILI = Phrases(
    language="sw",
    stop=(
        r"\b(?:usinitumie|msinitumie|usitumie|msitumie|usinipigie|msinipigie|usiniandikie|"
        r"msiniandikie|"
        r"usinisumbue|msinisumbue|usiwasiliane|msiwasiliane)\b|\b(?:acha|acheni|komesha)(?: "
        r"\w+)? "
        r"(?:kunitumia|kutuma|ujumbe|kunisumbua|meseji)|\bsitaki (?:\w+ )?(?:ujumbe|meseji|"
        r"sms)|\b(?:futa|"
        r"ondoa|toa|niondoe|nitoe)(?: \w+)? (?:namba|nambari|kwenye orodha|katika orodha)",
    ),
)

OTHERS = (NORDIC, FINNISH, CZECH, HUNGARIAN, CROATIAN, CATALAN, SWAHILI)
