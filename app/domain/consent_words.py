"""Single words and short forms of consent, each with its language.

All are written as ``consent_text.flatten`` leaves them: lower case, no accents, no punctuation.
"""

from __future__ import annotations

from collections.abc import Collection

from app.domain.consent_text import flatten


def _by_language(**lists: str) -> dict[str, str]:
    """Return word → language; the words of a list are parted by commas."""
    return {flatten(word): code for code, words in lists.items() for word in words.split(",")}


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is parted by blanks."""
    return frozenset(text.split())


# What carriers and Twilio's default handling act on: exactly these words, nothing around them.
CARRIER_WORDS = words_of(
    "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT START UNSTOP HELP INFO"
)

# Count alone and among courtesies ("please stop, thanks").
STOP_WORDS = _by_language(
    en="stop,stopp,stpo,sotp,stop all,stopall,stop it,stop this,stop that,just stop,stop stop,"
    "stop stop stop,unsubscribe,unsubscribed,unsubcribe,unsuscribe,unscribe,unsubscribe me,"
    "unsubscribe all,unsub,opt out,optout,opt me out,opted out,revoke,remove,remove me,dnc,"
    "do not contact,no more,stop end,stop unsubscribe,stop opt out,stop cancel,make it stop,"
    "can you stop,could you stop,would you stop,will you stop,i said stop,i want this to stop,"
    "quit it,knock it off,cut it out,st0p,stawp,stahp,unenroll,deregister,stop messages,"
    "stop texts",
    es="baja,alto,para ya,parar,paren,pare,paren ya,pare ya,detener,detenganse,detengase,detente,"
    "basta,basta ya,ya basta,desuscribir,desuscribirse,desuscribirme,darse de baja,no mas,"
    "parad,parad ya,para por favor,darme de baja,cancelar suscripcion,stop mensajes,eliminarme,"
    "desapuntar,desapuntarme",
    pt="sair,parar,pare,parem,descadastrar,remover,descadastre,pare ja,chega,"
    "cancelar inscricao,cancelar subscricao,cancelar assinatura,desinscrever,me remova,remova me",
    fr="arret,arreter,arretez,arrete,desabonner,desinscription,desabonnement,desinscrire,"
    "stop sms,stop pub,se desabonner,me desabonner,desabonnez moi,desinscrivez moi,stoppez,"
    "stopper",
    de="stoppen,abmelden,abbestellen,aufhoren,austragen,abmeldung,kundigen sms,"
    "hor auf,hort auf,schluss,newsletter abbestellen,mich abmelden",
    it="basta,disiscrivi,disiscrivimi,disiscrizione,smettete,smettila,fermatevi,"
    "smetti,ferma,fermati,cancellami,rimuovimi,annulla iscrizione,cancella iscrizione,"
    "disiscrizione",
    nl="stopzetten,uitschrijven aub,hou op,houd op,afmelden,uitschrijven,stoppen,afmelding",
    tr="cikar,birak,yeter,listeden cikar,aboneligi iptal et,dur,durdur,ret,iptal et,"
    "abonelikten cik,cikis",
    pl="rezygnacja,zatrzymaj,usun mnie,wypisac,wypisz,wypisz mnie,rezygnuje,przestan,"
    "przestancie,wypisanie",
    sv="stopp,avprenumerera,avregistrera mig,avregistrera,avsluta,sluta,avanmal",
    id="unreg,henti,cukup,berhenti langganan,berhenti,stop sms,hentikan",
    vi="dung lai,huy dich vu,dung,huy dang ky,ngung,tu choi",
    tl="hinto,ihinto,tama na,ayoko na,itigil,tigil,itigil na",
    ru="остановить,остановите,перестаньте,отстаньте,отключить,отпишись,спам,стоп,отписаться,"
    "отписка,отпишите,прекратите,хватит,отпишите меня,отписать",
    uk="зупинити,зупиніть,припинити,відпишіть,відпишіть мене,відписатися,відписка,припиніть,досить",
    zh="停止发送,停止發送,拒绝,拒絕,退订短信,回t退订,退订,退訂,停止,取消订阅,取消訂閱,拒收,td,"
    "退,不要再发了,别发了,別發了",
    ja="配信解除,停止希望,拒否,受信拒否,中止,お断り,もういい,ストップして,停止してください,停止,"
    "配信停止,解除,ストップ,退会,登録解除,やめて,やめてください",
    ko="거부,탈퇴,해제,구독취소,구독 취소,멈춰,스탑,중단,수신거부,중지,그만,스톱,정지,해지,"
    "수신 거부,그만해,그만하세요",
    hi="रुको,हटाओ,हटाएं,सदस्यता समाप्त,बन्द,बन्द करो,बस करो,बंद करो,बंद,स्टॉप,रोको,बंद करें,रोकें,बंद करे",
    he="עצור,סטופ,תסירו,תסיר,הסירו אותי,תסירו אותי,חלאס,הסר,הסירו,הסרה,הפסק,הפסיקו,להסרה,די,"
    "תפסיקו,עצרו",
    fa="انصراف,قطع,بسه,استاپ,بس کن,لغو,لغو اشتراک,توقف,بس کنید",
    ur="بس کرو,بس کریں,ان سبسکرائب,ہٹاؤ,بند کرو,بند کریں,روکو",
    ar="الغ الاشتراك,الغاء اشتراك,الغاء الرسائل,انسحاب,وقفو,بطلو,اوقفو,كفو,توقفو,كافي,حظر,"
    "اوقفوها,توقفي,ايقاف,توقف,توقفوا,"
    "قف,وقف,اوقف,اوقفوا,وقفوا,كفى,كفوا,الغاء الاشتراك,ستوب,بطلوا,خلاص كفاية",
    da="afmeld,avmeld,slutt,afslut,avslutt,frameld,avmelding,afmelding",
    fi="lopeta,lopettakaa,seis",
    cs="odhlasit,prestante,prestan,odhlaste me",
    hu="leiratkozas,leiratkozom,allj,eleg,hagyjak abba",
    ro="dezabonare,opreste,opriti,dezaboneaza ma,dezabonati ma",
    bg="спри,спрете,отпишете ме,отписване",
    hr="odjava,odjavi me,odjavite me,prestani,prestanite,zaustavi,prekini",
    ca="baixa,donar de baixa,donam de baixa,prou,atura",
    bn="বন্ধ,বন্ধ করুন,বন্ধ করো,থামুন,স্টপ",
    ta="நிறுத்து,நிறுத்துங்கள்",
    sw="acha,acheni,komesha",
    th="หยุด,เลิก,พอ,พอแล้ว,หยุดส่ง,ยกเลิกการรับ",
    el="διακοπη,σταματα,απεγγραφη,σταματηστε,διαγραφη,στοπ",
)

# Mean something else beside other words: they count as the whole message only.
LONE_STOP_WORDS = _by_language(
    en="cancel,end,quit,arret,stop stop,terminate,cease",
    es="cancelar,fin,salir,cancela,alto,eliminar,borrar",
    pt="cancelar,cancela",
    ar="الغاء,الغي,إنهاء,خروج,رفض",
    fr="annuler,supprimer,retirer,resilier",
    de="abbrechen,kundigen,beenden,loschen,ende",
    it="annulla,cancella,disattiva,disdici",
    nl="annuleren,opzeggen,verwijderen",
    pl="anuluj,koniec,usun",
    tr="iptal,sil",
    id="batal,keluar",
    vi="huy,huy bo,ket thuc,xoa",
    ru="отмена,отменить,удалить,выход,конец",
    uk="скасувати,видалити,вихід",
    zh="取消,结束,結束,退出,停,删除,刪除,屏蔽",
    ja="キャンセル,終了,取消,解約,不要,いらない",
    ko="취소,종료,끝",
    hi="रद्द करें,रद्द,समाप्त",
    he="ביטול,סוף,בטל",
    fa="پایان,حذف,کنسل,خروج",
    ur="ختم,منسوخ",
    el="τελος,ακυρωση",
    th="ยกเลิก,ออก",
    sv="avbryt",
    cs="zrusit,konec,ukoncit",
    fi="peruuta",
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

FILLERS = words_of(
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
SURELY_ENGLISH = words_of(
    "the you your this that these what how with would dont they there which should and "
    "does could much need know looking been because about from when who just got today tomorrow "
    "already its ive didnt isnt thats whats youre available interested"
)
SURELY_SPANISH = words_of(
    "usted ustedes hola quiero estoy gracias muy tienen puedo cuanto donde cuando necesito"
)
# A Spanish wish within an English message holds one of them.
_SPANISH_MARKS = words_of("mas de mi mis que los las sus baja ya basta con en una un nos por el la")


def is_english_alone(flat: str, words: Collection[str]) -> bool:
    """Tell whether a flattened message is in English and holds no Spanish beside it."""
    is_mixed = not _SPANISH_MARKS.isdisjoint(words) or "no me " in flat
    return not is_mixed and not SURELY_ENGLISH.isdisjoint(words)
