"""Spanish refusals without a "stop", by the families that ``refusals`` names."""

from __future__ import annotations

from app.domain.consent_phrases import END

_MESSAGES = (
    r"(?:mens?[aá]?[jg]es?|mensajit\w+|msj?s?|msn|sms|textos?|correos?|e ?mails?|llamad\w+|"
    r"whatsapps?|wasaps?|publicidad|promocion\w*|promos?|ofertas?|anuncios?|notificacion\w*|"
    r"avisos?|"
    r"alertas?|comunicacion\w*|spam|contactos?|propaganda|boletin\w*|novedades|informacion|info)"
)
# Wishes and orders: subjunctive, imperative, infinitive. Facts ("no me mandaron") are not meant.
_REACH = (
    r"(?:(?:escrib|contact|molest|llam|mand|envi|texte|mensaje|comuni[cq]u?|busqu|insist|fastidi|"
    r"hostigu?|acos|habl|notifi[cq]u?|jod|spame|import[iu]n|perturb|incomod|persig)"
    r"(?!\w*(?:aron|ieron|aste|iste|aba|ian?|ad[oa]s?|id[oa]s?|o)\b)\w*)"
)
_OVER = (
    r"(?: (?:mas|nunca(?: mas)?|jamas|otra vez|de nuevo|nuevamente|nada|ya|por favor|a este "
    r"numero|"
    r"al? (?:mi )?(?:numero|celular|telefono|movil)|de ustedes|por (?:este medio|whatsapp|sms|"
    r"aqui)|"
    r"en el futuro|ningun\w*|mas adelante|a mi|con nosotros|conmigo))*"
)
_DET = (
    r"(?:(?:mas|de|los|las|el|la|sus?|tus?|estos?|estas?|esos?|esas?|todos?|todas?|ningun\w*|"
    r"tantos?|"
    r"tantas?|cualquier|otro|otra|tipo|este|esta|clase|mis|mi|dichos|vuestr\w+|esto|eso) )"
)

SPANISH = (
    # none
    rf"\b(?:no|ya no|sin|ni un|ni una|basta(?: ya)?|suficient\w*|cero|demasiad\w+)"
    rf"(?: de| con)? {_DET}{{0,3}}(?:{_MESSAGES}|esto|eso|estas cosas)(?: (?:mas|por favor|suyos?|"
    rf"gracias|ya|tuyos?|de ustedes|de texto|comerciales|publicitarios|no deseados))*{END}"
    r"(?<!no info)(?<!no informacion)(?<!sin contacto)(?<!no promos)",
    rf"\bni (?:\w+ )?{_MESSAGES}(?: (?:\. )?ni (?:\w+ )?{_MESSAGES}){{1,3}}",
    rf"\b(?:jamas|nunca|nunca mas|nunca jamas) (?:mas )?(?:(?:me|nos|le|les|te) )?(?:vuelv\w+ a |"
    rf"intent\w+ )?(?:(?:me|nos) )?{_REACH}(?:me|nos)?{_OVER}{END}",
    rf"\bno (?:m|me|nos|le|les|se) (?:\w+ )?(?:mas )?{_REACH}(?: (?:mas|nada|ningun\w*|"
    rf"{_MESSAGES}|"
    rf"tantos?|estos?|esos?|sus?|de|otro|otra|ni|un|una|solo|cosas|esto|eso|por favor|con|a|este|"
    rf"numero|nunca|ya|jamas)){{0,7}} (?:mas|nada|{_MESSAGES}|nunca|jamas)(?: (?:por favor|"
    rf"gracias|"
    rf"ya|mas|a este numero|nunca|de texto|por whatsapp)){{0,3}}{END}",
    # asked of them, politely or not
    r"\b(?:podrian?|pueden?|podrias|puedes|podria usted|serian tan amables de|favor de|por "
    rf"favor|les "
    r"(?:pido|ruego|agradezco|agradeceria|solicito|suplico)|le (?:pido|ruego|agradezco|"
    rf"agradeceria|"
    rf"solicito)|te (?:pido|ruego|agradezco)|solicito|pido|ruego|exijo|agradeceria|agradeceriamos)"
    r"(?: (?:que|q|de|a ustedes|ya|por favor|me|nos))* no (?:(?:me|nos|se|vuelv\w+ a|sig\w+|"
    rf"volver a|"
    rf"seguir|continu\w+|ser|est\w+) )*(?:{_REACH}|contactad\w|molestad\w)(?:me|nos)?(?: "
    rf"nada)?{_OVER}"
    rf"(?: {_DET}{{0,3}}{_MESSAGES})?{END}",
    r"(?<!\bno )(?<!nunca )\b(?:dej|par|ces|evit|suspend|deten|detien|absten|absteng|termin|cort|"
    r"fren|acab|basta|"
    r"renunci)(?!\w*(?:aba|ia|aron|ieron|aste)\w*\b)\w*(?<!parece)(?<!para)(?<!dejo)(?: (?:ya|de|"
    r"con|me|a|el|la|las|los|toda|todo|hacer|"
    r"estar|inmediatamente|d))* (?:(?:escrib|contact|molest|llam|mand|envi|texte|mensaje|comunic|"
    r"insist|fastidi|hostig|acos|notific|jod|spame|hacer spam|hostiga|import|perturb|hinch|"
    r"atosig)\w*r(?:me|nos|se)(?:lo|los)?|estar (?:escrib|mand|llam|molest|envi|jod)\w+ndo|"
    r"hacer spam|"
    r"comunicarse con(?:migo)?)\b(?! (?:si|cuando|hasta|antes))",
    r"\b(?:suspend|deten|cancel|desactiv|elimin|quit|cort|par|interrump|fren|deteng|ces|"
    rf"retir)(?:a|an|"
    r"e|en|ad|me|ar|anme|eme|enme|ga|gan) (?:ya )?(?:de )?(?:(?:estos|estas|esos|esas|todos los|"
    rf"todas "
    r"las|sus|tus|los|las|el|toda|todo tipo de|cualquier|envio de|mas|la|este|tanto|tanta) "
    rf"){{1,3}}"
    rf"(?:{_MESSAGES}|envios?)(?<!informacion)(?<!info)(?<!ofertas)(?<!oferta)(?: (?:por favor|ya|"
    rf"gracias|de texto|comerciales|a mi \w+|a este \w+|por whatsapp|conmigo|con mi \w+))*{END}",
    # unheard
    r"\b(?:no|ya no|nunca|prefiero no|preferiria no|preferimos no|quisiera no|mejor no|espero no|"
    r"gustaria no|no tengo interes en|no me interesa|no estoy interesad\w(?: en)?|no deseo|ya no "
    r"estoy "
    r"interesad\w(?: en)?|no me interesa)(?: (?:quiero|queremos|quisiera|deseo|deseamos|necesito|"
    r"volver a|seguir|mas|ya|que|me|a|nada|tener|ser|nunca|en))* ?(?:saber (?:mas |nada )*(?:de |"
    r"sobre )(?:ustedes|usted|ti|vosotros|vos|uds?|su \w+|nada)|tener (?:mas )?(?:noticias|"
    r"contacto|"
    r"comunicacion|trato)|oir (?:\w+ )?de (?:ustedes|usted|ti)|(?:recibir\w*|recibiendo)(?: "
    r"(?:mas|sus|"
    rf"tus|estos|estas|nada|ningun\w*|tipo|de|los|las|otro|ni))* ?(?:{_MESSAGES}|de ustedes|de "
    rf"usted|suyo)|que (?:me|nos) (?:sig\w+|est\w+|vuelv\w+ a|contin\w+|and\w+)? ?{_REACH}\w*)\b"
    r"(?! (?:a las|por la|hoy|ahora|antes|despues|si |cuando|tan|hasta|el (?:lunes|martes|fin)))",
    rf"\bno (?:\w+ )?(?:ser|que me|sea) (?:\w+ )?(?:contactad\w|molestad\w|llamad\w){_OVER}{END}",
    rf"\b(?:estoy|estamos|toy|me tienen?|nos tienen?|ya me|me)(?: (?:muy|ya|tan|bien|re|super))* "
    r"(?:hart\w+|cansad\w+|podrid\w+|aburrid\w+|cans\w+|hartaron|satur\w+|harte|canse|hasta "
    rf"(?:la|el|"
    r"los) \w+)(?: (?:ya|de|con|tantos?|tanta|sus?|tus?|los|las|estos|todos|ustedes|que|me|"
    rf"recibir|"
    rf"escriban|manden|llamen|molesten|el|la))+ ?(?:{_MESSAGES})?{END}",
    # unasked
    r"\b(?:yo |nosotros |aqui )?(?:no|nunca|jamas|en ningun momento)(?: (?:yo|me|les|le|nos|he|"
    r"hemos|"
    r"recuerdo haber|recuerdo haberme|habia))* (?:suscrib\w+|suscrit\w+|inscrib\w+|inscrit\w+|"
    r"registr\w+|apunt\w+|anot\w+|afili\w+)(?: (?:a|en|para|esto|eso|este|esta|nada|de|aqui|su|"
    r"sus|"
    r"lista|servicio|estos|estas|recibir|ningun\w*|grupo|boletin|"
    rf"{_MESSAGES}))*{END}(?<!registre)",
    r"\b(?:yo |nosotros )?(?:no|nunca|jamas|en ningun momento)(?: (?:yo|les|le|he|hemos))* "
    r"(?:ped\w+|"
    r"pid\w+|solicit\w+|autoric\w+|autoriz\w+|di|dimos|dado|acept\w+|consent\w+|quise)(?: (?:mi|"
    r"que|"
    r"me|a|recibir|permiso|autorizacion|consentimiento|para|el|su|sus|estos?|estas?|ningun\w*|"
    r"nada de|"
    rf"tipo|de|los|las|ser|nadie))* ?(?:{_MESSAGES}|escrib\w+|contact\w+|consentimiento|permiso|"
    r"autorizacion|mandaran|enviaran|escribieran|mi numero|nada de esto)\b(?! (?:para entrar|de "
    r"(?:la|"
    r"mi|el) (?:casa|pago|pedido)))",
    # stranger
    r"\b(?:este|ese|el|esta)(?: (?:numero|telefono|celular|linea|movil|cel|whatsapp))?(?: (?:al "
    r"que|"
    r"que|me|\w+n))* (?:no es|ya no es|no le? pertenece|no pertenece|no corresponde|es de otra|"
    r"cambio "
    r"de)(?: (?:mio|mia|el mio|de|a|suyo|del|el|la|numero|persona|dueno|esa|ese|ella|otra|\w+))* "
    r"?(?:(?:\.|y|asi que|por favor) )+(?:por favor )?(?:ya )?(?:dej\w+|par\w+|elimin\w+|borr\w+|"
    r"quit\w+|"
    rf"saqu\w+|no (?:me |le |nos )?{_REACH}|retir\w+|basta|detengan\w*|deje)",
    # others
    r"\b(?:dej(?:a|e|en|ad))(?: ya)? (?:(?:en paz|tranquil\w+) a (?:mi|nuestr\w|su|la|los|el|"
    r"esta) \w+|a "
    r"(?:mi|nuestr\w|esta|la) \w+(?: \w+)? (?:en paz|tranquil\w+))|\b(?:no|dejen de|ya no) "
    r"(?:le )?"
    r"(?:molest|escrib|llam|acos|fastidi|hostig)\w+(?: mas)? a mi (?:espos\w|marido|mujer|hij\w|"
    r"mama|"
    r"papa|madre|padre|familia|herman\w|novi\w|abuel\w|pareja)\b",
    r"\b(?:dej(?:a|e|en|ad)(?:me|nos)|me dej\w+|nos dej\w+)(?: (?:ya|vivir|de una vez|por favor|"
    r"en|"
    r"todos|ustedes|sola?))* ?(?:paz|tranquil\w*|vivir|sol[oa]s?|respirar|descansar|de "
    rf"\w+r){END}",
    # needless
    r"\b(?:no|ya no|tampoco) (?:hay|hace|tiene|es|veo|sera|existe)(?: (?:mas|ninguna?|un|una|"
    r"la))* "
    r"?(?:necesidad|falta|necesario|motivo|razon|sentido|caso|preciso)(?: (?:de|que|para|en|"
    r"alguna|"
    r"ya|mas))* (?:(?:me|nos|sig\w+|vuelv\w+ a|continu\w+|seguir|volver a) (?:me |nos "
    rf")?{_REACH}\w*|{_REACH}(?:me|nos)|"
    r"(?:sig|contin)\w+ \w+ndo(?:me|nos)?|contactando\w*|escribiendo\w*|mandando\w*|"
    rf"insistiendo){_OVER}{END}",
    # over
    r"\b(?:ya )?no (?:tenemos|tengo|hay|queda)(?: (?:nada|mas|ya))* (?:de )?(?:que|de que|por|"
    r"para) "
    r"(?:hablar|decir\w*|conversar|tratar|discutir|hablarnos)(?: (?:con (?:ustedes|usted|ud)|mas|"
    r"entre "
    rf"nosotros))*(?: (?:\.|y|asi que) .{{0,40}}(?:no (?:me )?{_REACH}|dej\w+|par\w+|adios|"
    rf"basta))",
    r"\b(?:termin|finalic|cierr|ciérr|acab|den por terminad|concluy)\w* (?:con )?(?:ya )?(?:esta|"
    r"la|toda|"
    r"esa|cualquier) (?:conversacion|comunicacion|relacion|platica|charla)",
    r"(?:^|\. )(?:ya )?(?:callate|callese|callense|callaos|cierra (?:la|el) \w+|largate|"
    rf"larguense|"
    r"esfumate|piérdete|pierdete|pierdanse|desaparece|desaparezcan|metete\w* \w+(?: "
    rf"\w+){{0,3}})(?: ya|"
    rf"por favor|de una vez)*{END}",
    # lists and numbers
    r"\b(?:baj|sac|saqu|quit|borr|elimin|remuev|remov|retir|excluy|tach|suprim|olvid|descart|"
    r"bloque|"
    r"bloqui|bloquej)(?:a|e|en|ad|ar|an|enlo|alo|elo|ir)?(?:me|nos)(?: (?:ya|por favor|de una vez|"
    rf"gracias|ahora|inmediatamente|para siempre))*(?:{END}| (?:de|del) (?:\w+ "
    rf"){{0,3}}?(?:lista\w*|"
    r"listado|base|grupo|sistema|registro\w*|contactos|agenda|difusion|envios|mensajes|aqui|ahi|"
    r"esto|"
    rf"campana\w*|publicidad|datos|todo){END})",
    r"\b(?:quiero|quisiera|deseo|necesito|como|puedo|kiero|deceo|deseamos|dame|denme|deme|me|nos|"
    r"solicito|pido|favor de)(?: (?:que|me|nos|puedo|hago|para|poder|quiero|den|dan|solicitar|"
    r"la))* "
    r"(?:darme|darnos|dar|doy|de|den|dé|salir|salirme|salgo|desuscrib\w+|borrarme|quitarme|"
    r"cancelar|"
    r"retirarme|desafili\w+)(?: (?:de|la|mi|del))* ?(?:[bv]aja|lista|suscri\w+)(?: (?:de|en|del) "
    r"(?:todo|"
    r"todas?(?: (?:las )?(?:listas|partes|comunicaciones))?|esto|aqui|sus? \w+|este numero|"
    rf"{_MESSAGES}|l[oa]s? \w+(?: de \w+)?))?(?: (?:ya|por favor|gracias|mensajes|de mensajes|"
    rf"inmediata\w*|definitiva\w*))*{END}"
    r"(?<!gimnasio)(?<!gym)(?<!seguro)(?<!luz)(?<!contrato)(?<!plan)(?<!curso)(?<!clases)",
    r"(?<!\bno )\b(?:borr|elimin|olvid|pierd|quit|sac|saqu|bloque|suprim|retir|destruy|remuev|"
    r"tach|"
    r"anul|desech)\w*(?: (?:de|ya|todos?|todas?|cualquier|por favor|completamente))* (?:mi|mis|"
    r"este|"
    r"nuestr\w+)(?: (?:datos|numero|celular|telefono|movil|cel|informacion|info|contacto|nombre|"
    r"registros?|correo|perfil|tel|whatsapp))(?: personal\w*)?(?! (?:de (?:la|el|reserva|pedido|"
    r"orden|"
    r"tarjeta|factura|cita)|del pedido|anterior|viejo|y pon))",
    # legal
    r"(?:^|\. )(?:ya )?(?:esto|eso|lo que hacen|lo suyo)(?: ya)? (?:es|parece|constituye|se "
    r"llama|raya "
    r"en)(?: (?:un|puro|ya|una|el|forma de|el colmo del))* ?(?:acoso|hostigamiento|spam|abuso|"
    r"invasion)\b",
    r"\b(?:l[oae]s?|te|os) (?:voy a |vamos a |tendre que |estoy |pienso )?(?:denunci|demand|"
    r"report|"
    r"bloque)\w+(?: (?:por|a|con|ante|en|como|si|la|el|profeco|spam|acoso|policia|"
    rf"\w+)){{0,4}}{END}",
    # withdraw, object, erase
    r"\b(?:revoc|retir|cancel|anul|quit|deneg|nieg|niego|remuev|rescind|deroc)\w* (?:(?:mi|el|"
    r"todo|la|"
    r"cualquier|les|les el|el permiso|mi previo|previo) )*(?:consentimiento|permiso|autorizacion|"
    r"aprobacion)\b",
    r"\b(?:me opongo|oposicion|no (?:autorizo|consiento|acepto|permito|doy (?:mi )?(?:permiso|"
    r"consentimiento|autorizacion)|tienen (?:mi )?(?:permiso|consentimiento|autorizacion)|estoy "
    r"de "
    r"acuerdo))(?: (?:a|al|con|en|para|que|el|la|de|mis?|sus?|se|me|ustedes|ningun\w*))* "
    r"?(?:tratamiento|uso|us\w+|datos|numero|telefono|publicidad|escrib\w+|contact\w+|envio|"
    r"envi\w+|"
    r"mand\w+|recib\w+|recepcion|comunicacion\w*)\b",
    r"\b(?:supresion|borrado|eliminacion|cancelacion|derecho al olvido|derecho de (?:supresion|"
    r"oposicion|cancelacion)|derechos arco)(?: (?:de|mis?|todos?|los|la|el|total|inmediata|"
    r"completa))* "
    r"?(?:datos|informacion|numero|registros?|conforme|segun|rgpd|gdpr)?(?<!cancelacion)(?<!"
    r"eliminacion)(?<!de)(?<!la)",
    # asked of them without "me"
    r"\bno se (?:vuelv\w+ a |sig\w+ )?(?:comuni|contact|pong|pon)\w* (?:mas |nunca mas "
    r")?(?:con(?:migo| "
    r"nosotros| mi \w+| este numero)|en contacto)",
    r"(?<!\bno )\b(?:dej|par|ces)(?:a|e|en|ad|an|es)(?: ya)? de (?:insistir|escribir|contactar|"
    rf"llamar|molestar|mandar cosas|fastidiar|hostigar|acosar|joder|enviar cosas|chingar){END}",
    r"\bno (?:vuelv\w+ a|sig\w+|intent\w+) (?:escrib|llam|marc|mand|contact|molest|envi|insist|"
    rf"busc|habl)\w+(?: (?:ni|o|y|mas|a|me|nada|por favor|\w+r))*{END}",
    r"\b(?:en el |en la |al |el )?(?:registro|lista|inscrit\w|listado) (?:de |del |nacional |en |"
    r"la |el |publico )*(?:no (?:llame|"
    r"llamar|molestar|contactar)|robinson|repep)\b",
    r"\bno (?:lo |la |me |se )?(?:us|utilic|emple|compart|vend)\w*(?: (?:mi|este|el|numero|"
    r"telefono|"
    r"datos|mis|para|con|celular|ustedes)){0,4} para (?:\w+ )?(?:promocion\w*|publicidad|ventas?|"
    r"spam|marketing|anuncios|propaganda|fines \w+)\b",
    r"(?:^|\. )(?:por mi |ya )?(?:vete|vayanse|andate|vayase|larguense|idos|iros|que se vayan) "
    r"(?:al|a "
    rf"la|a) \w+(?: \w+)?{END}(?<!vayanse a casa)",
    r"\b(?:quiero|quisiera|pido|solicito|deseo|exijo|necesito|gustaria|prefiero)(?: (?:que|ser|"
    r"me|se|"
    r"mi|numero|nombre|la|el|a|de))* (?:elimin|borr|sac|saqu|quit|retir|exclu|remov|d[ea]n de "
    r"baja|"
    r"tach)\w*(?: (?:mi|me|numero|nombre|el|inmediatamente|ya|por favor))* (?:de|del) (?:\w+ "
    r"){0,3}?("
    rf"?:lista\w*|base\w*|sistema|registros?|contactos|difusion|agenda|directorio){END}",
    # unwelcome
    r"\b(?:estos|sus|esos|tus|los) (?:mensajes|correos|textos|llamadas) no (?:son|fueron) "
    r"(?:bienvenid\w+|"
    r"desead\w+|solicitad\w+|dese\w+)|\bmensajes no (?:deseados|solicitados)\b",
    r"\bnumero\b.{0,40}\bno lo (?:us|utilic|vuelv)\w+",
    r"\b(?:termin|acab)(?:a|e|en|ad) (?:ya )?con (?:estos|estas|sus|los|las|tantos|tantas) "
    r"(?:mensajes|"
    r"notificaciones|avisos|correos|llamadas|promociones)\b",
)
