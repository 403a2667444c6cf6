"""Single words and short forms of consent, each with its language.

All are written as ``consent_text.flatten`` leaves them: lower case, no accents, no punctuation.
"""

from __future__ import annotations

from app.domain.consent_text import flatten


def _by_language(**lists: str) -> dict[str, str]:
    """Return word → language; the words of a list are parted by commas."""
    return {flatten(word): code for code, words in lists.items() for word in words.split(",")}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What carriers and Twilio's default handling act on: exactly these words, nothing around them.
CARRIER_WORDS = _words(
    "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT START UNSTOP HELP INFO"
)

# Count alone and among courtesies ("please stop, thanks").
STOP_WORDS = _by_language(
    en="stop,stopp,stpo,sotp,stop all,stopall,stop it,stop this,stop that,just stop,stop stop,"
    "stop stop stop,unsubscribe,unsubscribed,unsubcribe,unsuscribe,unscribe,unsubscribe me,"
    "unsubscribe all,unsub,opt out,optout,opt me out,opted out,revoke,remove,remove me,dnc,"
    "do not contact,no more,stop end,stop unsubscribe,stop opt out,stop cancel,make it stop,"
    "can you stop,could you stop,would you stop,will you stop,i said stop,i want this to stop",
    es="baja,alto,para ya,parar,paren,pare,paren ya,pare ya,detener,detenganse,detengase,detente,"
    "basta,basta ya,ya basta,desuscribir,desuscribirse,desuscribirme,darse de baja,no mas",
    pt="sair,parar,pare,parem,descadastrar,remover,descadastre,pare ja,chega",
    fr="arret,arreter,arretez,arrete,desabonner,desinscription,desabonnement,desinscrire",
    de="stoppen,abmelden,abbestellen,aufhoren,austragen,abmeldung,kundigen sms",
    it="basta,disiscrivi,disiscrivimi,disiscrizione,smettete,smettila,fermatevi",
    nl="afmelden,uitschrijven,stoppen,afmelding",
    tr="dur,durdur,ret,iptal et,abonelikten cik,cikis",
    pl="wypisz,wypisz mnie,rezygnuje,przestan,przestancie,wypisanie",
    sv="avregistrera,avsluta,sluta,avanmal",
    id="berhenti,stop sms,hentikan",
    vi="dung,huy dang ky,ngung,tu choi",
    tl="itigil,tigil,itigil na",
    ru="стоп,отписаться,отписка,отпишите,прекратите,хватит,отпишите меня,отписать",
    uk="відписатися,відписка,припиніть,досить",
    zh="退订,退訂,停止,取消订阅,取消訂閱,拒收,td,退,不要再发了,别发了,別發了",
    ja="停止,配信停止,解除,ストップ,退会,登録解除,やめて,やめてください",
    ko="수신거부,중지,그만,스톱,정지,해지,수신 거부,그만해,그만하세요",
    hi="बंद करो,बंद,स्टॉप,रोको,बंद करें,रोकें,बंद करे",
    he="הסר,הסירו,הסרה,הפסק,הפסיקו,להסרה,די,תפסיקו,עצרו",
    fa="لغو,لغو اشتراک,توقف,بس کنید",
    ur="بند کرو,بند کریں,روکو",
    ar="ايقاف,توقف,توقفوا,قف,وقف,اوقف,اوقفوا,وقفوا,كفى,كفوا,الغاء الاشتراك,ستوب,بطلوا,خلاص كفاية",
    el="σταματηστε,διαγραφη,στοπ",
)

# Mean something else beside other words: they count as the whole message only.
LONE_STOP_WORDS = _by_language(
    en="cancel,end,quit,arret,stop stop,terminate,cease",
    es="cancelar,fin,salir,cancela,alto,eliminar,borrar",
    pt="cancelar,cancela",
    ar="الغاء,الغي,إنهاء",
    tr="iptal",
    id="batal",
    vi="huy",
    fa="نه لغو",
)

START_WORDS = _by_language(
    en="start,unstop,resume,restart,resubscribe,subscribe,opt in,optin,opt me in,opt me back in,"
    "re subscribe,subscribe me,sign me back up,resume messages,start again",
    es="reanudar,alta,suscribir,suscribirme,iniciar,empezar de nuevo,reanudar mensajes",
    ar="ابدا,ابدأ,استئناف,اشترك,تفعيل الاشتراك,استانف",
    fr="reprendre,reabonner",
    pt="retomar,reativar",
)

HELP_WORDS = _by_language(
    en="help,info",
    es="ayuda",
    ar="مساعدة,المساعدة",
    fr="aide",
    pt="ajuda",
    de="hilfe",
)

FILLERS = _words(
    flatten(
        "please pls plz plse kindly thanks thank you thx ty hi hello hey ok okay sorry now just "
        "sir "
        "mam maam sirs guys bro man dude already asap immediately right yes so and the u ur omg "
        "por favor porfa porfavor porfis gracias hola buenas buenos dias tardes noches ya senor "
        "senora senores ahora inmediatamente oiga s'il vous plait merci bitte danke jetzt sofort "
        "obrigado obrigada prego grazie per favore alstublieft dank je lutfen proszę dzięki tack "
        "пожалуйста спасибо прошу сейчас "
        "من فضلك فضلكم لو سمحت سمحتم سمحتوا رجاء شكرا الان فورا حالا ارجوك ارجوكم مرحبا السلام "
        "عليكم يرجى "
        "كريم بליז תודה בבקשה कृपया धन्यवाद लطفا please"
    )
)

# Frequent words that no other language of the phrases shares.
SURELY_ENGLISH = _words(
    "the you your this that these what how with would dont they there which should and"
)
SURELY_SPANISH = _words(
    "usted ustedes hola quiero estoy gracias muy tienen puedo cuanto donde cuando necesito"
)
