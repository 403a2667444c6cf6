"""Spanish of both sides of the ocean: tú, usted, ustedes, vosotros and vos."""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

_ES_ME = r"(?:me|nos|le|les|te)"
_ES_QUE = r"(?:que|q|k|ke)"
_ES_WANT = (
    r"(?:quiero|kiero|qiero|quero|quisiera|deseo|queremos|deseamos|necesito|me interesa|"
    r"autorizo|"
    r"acepto|pienso|permito|consiento|doy permiso para|preferiria|prefiero|gustaria)"
)
# Imperatives and subjunctives only: "no me mandaron" complains of the opposite.
_ES_WISH = r"(?!\w*(?:aron|ieron|aste|iste|aban?|ian?|ad[oa]s?|id[oa]s?|o)\b)\w+"
_ES_WRITE = (
    r"(?:escrib|escriv|mand|envi|contact|molest|fastidi|texte|mensaje|llam|yam|marqu|habl|"
    r"spamm?e|"
    rf"busqu|jod|ching|acos|hostig|hosti|notifi|comuni|insist|hinch|incordi|atosig){_ES_WISH}"
)
_ES_NOUN = (
    r"(?:mensajes?|mensajitos?|mensages?|msjs?|msj?s|mjes?|sms|textos|correos?|emails?|mails?|"
    r"whatsapps?|wasaps?|"
    r"publicidad|"
    r"promociones|promos?|ofertas|anuncios|notificaciones|avisos|alertas|comunicaciones|spam|"
    r"llamadas|"
    r"propaganda|basura|informacion|info|nada|cosas|boletines|newsletters?|contacto)"
)
_ES_FILL = (
    r"(?:mas|de|los|las|sus|tus|sus|estos|estas|tantos|tantas|todos|todas|este|esta|ese|"
    r"esos|con|el|la|ningun|ninguna|otro|otra|recibir|enviar|mandar|mandarme|enviarme|su|"
    r"tu|tipo|ya|eso)"
)
_ES_OVER = (
    r"(?:mas|nunca(?: mas)?|jamas|otra vez|de nuevo|por favor|porfa|porfavor|gracias|"
    r"nada(?: mas)?|ya|nunca|a este (?:numero|telefono|celular)|al (?:celular|telefono))"
)

SPANISH = Phrases(
    language="es",
    stop=(
        rf"\bno (?:{_ES_ME} )?(?:vuelv\w+ a |sig\w+ |quiero que (?:{_ES_ME} )?|"
        rf"est[eé]\w* )?(?:{_ES_ME} )?{_ES_WRITE}(?:me|nos)?"
        rf"(?: {_ES_OVER})+(?:{END}| {_ES_FILL}* ?{_ES_NOUN}\b| (?:por|gracias|no|si|ustedes|"
        rf"con|estoy|ya|senor\w*|o|y|ni)\b)",
        rf"\bno (?:me|nos) (?:vuelv\w+ a )?(?:escrib|contact|molest|texte|mensaje|jod|acos|"
        rf"hostig|spamm?e|hinch|incordi){_ES_WISH}{END}",
        rf"\bno (?:me |nos )?(?:vuelv\w+ a |vuelv\w+ a )(?:poner\w*|entrar) en contacto\b|"
        rf"\b(?:abste?n\w+|absteng\w+) de {_ES_WRITE}|^no (?:contactar|molestar|escribir|"
        rf"enviar|insistir|llamar)(?: mas| por favor| gracias| a este numero)*{END}",
        r"(?<!\bno )\b(?:deja|dejen|deje|dejad|parad?|paren?) (?:ya )?de (?:dar(?:me|nos)? "
        r"(?:la "
        r"(?:lata|tabarra|murga|brasa|paliza)|el conazo)|romper\w*|tocar\w*)\b",
        r"\b(?:ya )?(?:para|paren|pare|parad|parenle|parale|bajenle|cortenla|cortala|"
        r"terminenla|"
        rf"acabenla|cort\w+|acab\w+)(?:le|la)?(?: ya)? con (?:{_ES_FILL}|tanto|tanta) "
        rf"*(?:{_ES_FILL} )*{_ES_NOUN}\b",
        r"\b(?:stop|fin|cese\w*|alto|finalic\w+|supresion|interrump\w+)(?: a| de| con| en)?"
        r"(?: (?:los|las|el|la|toda|todo|todos|todas|sus|estos|estas|envio|de|cualquier|mas))* "
        r"(?:mensajes?|sms|comunicacion\w*|envios?|spam|publicidad|promos?|correos?|"
        r"notificaciones|contacto)\b",
        r"\b(?:que )?cesen (?:las |los |sus |de )*(?:comunicacion\w*|mensajes|envios|"
        rf"{_ES_WRITE})",
        r"\bno (?:me |nos )?(?:sig\w+|and\w+|est[eé]\w*|continu\w+|vuelv\w+ a) (?:me "
        r")?(?:escrib|mand|"
        r"envi|contact|molest|llam|hostig|acos|insist|hac)\w+\b",
        rf"\bno quiero (?:mas )?(?:{_ES_FILL} )*{_ES_NOUN} (?:ni|y|o)(?: {_ES_FILL})* {_ES_NOUN}",
        rf"\b(?:cancel\w+|anul\w+|deten\w+|suspend\w+|desactiv\w+|quit\w+|elimin\w+|par\w+) "
        rf"(?:{_ES_FILL} )*(?:mensajes|mensajitos|sms|correos|notificaciones|publicidad|"
        r"promociones|promos|"
        rf"suscripcion|envios)(?: de texto)?{END}",
        rf"\b(?:que )?no (?:me|nos) llegue\w*(?: {_ES_FILL})* ?(?:{_ES_NOUN}|nada)\b",
        rf"\b(?:mi|este|el) (?:numero|telefono|celular|contacto|dato)(?: \.| \w+){{0,6}} (?:\. "
        r")?"
        rf"(?:borr(?:e|en|a|ad|alo|enlo|elo)\w*|elimin(?:e|en|a|ad)\w*|quit(?:e|en|a|ad)\w*|"
        rf"saqu\w+|no (?:me )?escrib\w+|no (?:me )?mand\w+|no (?:me )?llam\w+){END}",
        r"\b(?:los|te|le|os|las|la|lo) (?:bloqueo|reporto|denuncio|bloqueare|reportare|"
        r"denunciare)\b"
        r"(?! (?:el|la|un|a) (?:vecin|casa|fuga))",
        rf"\bni un (?:solo )?(?:mensaje|sms|correo|msj|texto)(?: mas)?{END}",
        rf"\bno (?:me |nos )?(?:vuelv\w+ a |sig\w+ |est[eé]\w* )?(?:(?:mand|envi|pas){_ES_WISH}|"
        r"hag\w+ "
        rf"llegar)(?: {_ES_FILL})* {_ES_NOUN}\b",
        rf"\bno (?:me |nos )?vuelv\w+ a (?:me )?{_ES_WRITE}",
        rf"\b(?:no|ya no) {_ES_WANT} {_ES_QUE} (?:me|nos) (?:est|sig|and)\w+ (?:escrib|mand|"
        r"envi|"
        rf"contact|molest|llam|hostig|acos)\w+ndo",
        rf"\bno sig\w+ {_ES_WRITE}",
        r"(?<!\bno )(?<!\bse )(?<!\bnunca )\b(?:ya )?(?:deja|dejen|deje|dejad|dejes|dejar|"
        r"paren?|pare|para|parad|paras|cesen?|"
        rf"basta|termin\w+|suspend\w+|detengan|detenga|detener|evit\w+) "
        rf"(?:ya )?(?:de |con )?(?:{_ES_WRITE}me|{_ES_WRITE}nos|molestar|joder|fastidiar|"
        rf"hostigar|acosar|chingar|spamear|"
        rf"(?:mandar|enviar|escribir|llamar|contactar)(?:me|nos)?)\b",
        r"\b(?:deten\w+|par\w+|basta|suspend\w+|cancel\w+|desactiv\w+|elimin\w+|quit\w+|"
        r"cort\w+)(?: ya)? "
        r"(?:ya |de |con )?(?:(?:los|las|sus|estos|estas|todos los|todas las|tantos|tantas|el|"
        r"la|de|tus|todo el|mas) )+"
        r"(?:mensajes|mensajitos|sms|correos|notificaciones|publicidad|promociones|promos|"
        r"envio "
        r"de mensajes|envio|envios|spam|comunicaciones|propaganda)\b",
        rf"\b(?:no|ya no) {_ES_WANT} "
        rf"(?:seguir |volver a )?(?:recib\w+|ver|que (?:me|nos) (?:\w+ )?(?:lleg\w+|sig\w+|"
        rf"vuelv\w+)|saber)(?: \w+){{0,3}}? ?{_ES_NOUN}\b",
        r"\b(?:preferiria|prefiero|gustaria|agradeceria|pido|rogaria|solicito) (?:que )?no "
        r"(?:seguir |volver a )?(?:recibir|ser contactad\w|que me|me )(?: \w+){0,3}?",
        rf"\b(?:no|ya no) {_ES_WANT}(?: {_ES_FILL})* {_ES_NOUN}(?:{END}|"
        rf" (?:suyos?|tuyos?|de|por|gracias|en|a)\b)",
        rf"\b(?:no|ya no) {_ES_WANT}(?: a)? {_ES_QUE} (?:ustedes |usted |ya |nadie |vosotros )?"
        rf"(?:me|nos) (?:sig\w+ |vuelv\w+ a |est\w+ )?{_ES_WRITE}",
        rf"\b(?:te|les|le|os|ya|he|tengo|hay) (?:\w+ ){{0,3}}?(?:dije|dijimos|dicho|decir|"
        r"decirles|"
        rf"decirte|pedi|pedimos|pedido|pedir|repito|repeti|repetir) (?:\w+ ){{0,2}}?{_ES_QUE} "
        rf"(?:ya )?(?:par\w+|dej\w+ de|no (?:me|nos) (?:\w+ ){{0,2}}?{_ES_WRITE}|no insist\w+|"
        rf"me (?:dejen|dejes|deje|borr\w+|sa[cq]\w+|quit\w+|elimin\w+))",
        r"\bsi (?:me |nos )?(?:\w+ ){0,2}?(?:escrib|llam|mand|molest|contact|sig|insist|envi|"
        r"vuelv)\w*(?: \w+){0,4} (?:los |las |lo |la |te |os |le |les )(?:voy a |vamos a |"
        r"tendre que )?(?:denunci|bloque|report|demand)\w+",
        r"\b(?:los |las |lo |la |te |os )(?:voy a |vamos a |tendre que )?(?:denunci|bloque|"
        r"report|"
        r"demand)\w+(?: \w+)? si (?:me |nos )?(?:\w+ ){0,2}?(?:escrib|llam|mand|molest|"
        r"contact|"
        r"sig|insist|envi|vuelv)",
        r"\b(?:no|ya no) (?:quiero|deseo|quisiera) (?:ser |mas ser )?(?:contactad\w|molestad\w|"
        r"saber (?:mas |nada )*de (?:ustedes|usted|vosotros|ti))\b",
        rf"\b(?:no|ya no) (?:quiero|deseo|quisiera) (?:recibir |recibirlos|recibirlas|seguir "
        rf"recibiendo){END}",
        rf"\bno mas (?:de )?(?:{_ES_FILL} )*{_ES_NOUN}(?:{END}| por favor\b| porfa\b| gracias\b)",
        rf"\b(?:como dejo|dejar|como paro|parar) de recibir(?: {_ES_FILL})* (?:{_ES_NOUN}|"
        r"esto)\b",
        r"^(?:ya )?no insist\w+",
        rf"\b(?:basta|ya basta|suficiente|ya estuvo bueno) (?:ya )?(?:de |con )(?:{_ES_FILL} "
        rf")*{_ES_NOUN}\b",
        # baja
        r"\b(?:darme|darnos|dame|denme|me (?:dan|das|da|podrian dar|puede dar|pueden dar|"
        r"podria dar)|deme|dadme|dennos|me den|me des|me de|me dais|dar|darse|"
        rf"doy|damos|solicito|solicitar|pido|"
        r"quiero|kiero|qiero|quero|deseo|quisiera|pedir|tramit\w+|gestion\w+|procesen|proceder "
        r"a)(?: me)?(?: "
        rf"ya)? (?:de |la |mi |una )?baja"
        rf"(?:{END}| (?:por favor|porfa|ya|gracias|inmediat\w+|definitiv\w+|ahora|cuanto "
        rf"antes)\b| (?:de|en) (?:\w+ ){{0,3}}?(?:lista|listas|suscripcion|mensajes|"
        rf"sms|correos|notificaciones|publicidad|base|boletin|newsletter|promociones|envios|"
        rf"aqui|esto|comunicaciones|datos|sistema|servicio de mensajes)\b)",
        r"^(?:por favor )?baja (?:de|en|del|a) (?:\w+ ){0,2}?(?:lista|suscripcion|mensajes|sms|"
        r"servicio de (?:mensajes|sms)|boletin|publicidad|promociones)\b",
        r"\b(?:des(?:u|us)s?c?rib\w*|desinscrib\w*|desuscripcion|dessuscrib\w*|desafiliar\w*|"
        r"desapunt\w+)\b",
        rf"\b(?:cancel\w+|anul\w+|elimin\w+|dar fin a) (?:la |mi |esta |su )?(?:suscripcion|"
        rf"subscripcion)(?:{END}| (?:a|de) (?:\w+ )?(?:mensajes|lista|sms|"
        rf"correos|boletin|notificaciones|esto|promociones)| (?:por favor|porfa|ya|gracias)\b)",
        # off the list
        r"\b(?:ya )?no (?:quiero|deseo|quisiera) (?:estar|pertenecer|seguir|figurar|aparecer|"
        r"continuar)(?: \w+)?? (?:a|en) (?:\w+ ){0,3}?(?:lista|listado|base|grupo|difusion|"
        r"registro|agenda|mailing)\w*\b",
        r"\b(?:quiero|quisiera|deseo|como|necesito|puedo|me gustaria) (?:salir|salirme|salgo|"
        r"borrarme|quitarme|sacarme|eliminarme|retirarme) (?:ya )?(?:de|del) (?:\w+ ){0,2}?"
        r"(?:lista|listado|base|grupo|difusion|registro|envios|mensajes|aqui|esto)\w*\b",
        r"\b(?:numero equivocado|se equivoc\w+ de (?:numero|persona)|te equivocas\w* de "
        r"(?:numero|"
        r"persona)|no soy (?:esa|la) persona|equivocad\w)(?! de)(?: \.)? (?:\w+ "
        r"){0,3}?(?:borr\w+|"
        r"elimin\w+|quit\w+|saqu\w+|sac[ae]\w+|paren?|para|dej\w+ de|no (?:me )?(?:escrib|mand|"
        r"insist|llam|molest|envi)\w+)",
        r"\b(?:solicito|exijo|pido|ejerzo|quiero|ejercer|requiero)(?: \w+){0,3}? (?:supresion|"
        r"oposicion|cancelacion|eliminacion|borrado|olvido)(?: \w+){0,6}? (?:datos|informacion|"
        r"numero|comunicaciones)",
        r"\bme opongo (?:a|al) (?:\w+ ){0,3}?(?:tratamiento|uso|recibir|recepcion|envio)",
        r"\bno (?:autorizo|consiento|acepto|permito) (?:el |al |que )?(?:uso|tratamiento|usen|"
        r"utilicen|traten|envio)\b",
        r"\b(?:borr\w+|elimin\w+|quit\w+|sac\w+|saqu\w+|remuev\w+|remover\w*|retir\w+|"
        r"sup?rim\w+|tach\w+)(?: (?:a )?(?:mi|me|este|mis))*(?: (?:numero|telefono|celular|"
        r"nombre|"
        r"datos|contacto|correo|movil|informacion))?(?: ya)? (?:de|en) (?:\w+ ){0,3}?(?:lista|"
        r"listas|base|bases|registros?|contactos|sistema|agenda|grupo|difusion|envios|datos|"
        r"mensajes|aqui)\b",
        r"(?<!\bno )\b(?:borr\w+|elimin\w+|olvid\w+|pierd\w+|quit\w+|sac\w+|bloque\w+)(?: de)? "
        r"(?:mi|"
        r"este|"
        r"mis) (?:numero|telefono|celular|contacto|datos|movil|tel)\b",
        r"\b(?:borradme|quitadme|sacadme|eliminadme|borreme|borrarme|eliminarme|borrame|"
        r"borrenme|eliminame|eliminenme|quitame|quitenme|sacame|saquenme|"
        rf"remueveme|saqueme|quiteme|elimineme){END}",
        r"\b(?:revoco|retiro|cancelo|anulo|no (?:doy|di|tienen|tiene|tienes))(?: mi| el)? "
        r"(?:consentimiento|permiso|autorizacion)\b",
        # go away
        r"\b(?:dejame|dejenme|dejeme|dejadme|dejanos|dejennos|me dejen|me dejes|me deje) (?:ya "
        r")?(?:en paz|tranquil\w|de molestar|de \w+r\b|quiet\w)",
        r"(?:^|\. )(?:por favor )?(?:ya )?(?:dejen de joder|no (?:me )?(?:molest(?:e|es|en|eis|"
        r"ar)|"
        r"jod\w+|rompas?|rompan|rompas las \w+|hinch\w+|friegu\w+|chingu\w+)(?: mas| ya)*|"
        r"largo|"
        rf"largate|(?:vete|vayanse|andate|vayase|andense|iros|idos) a (?:la|tomar|freir) \w+|"
        rf"ya basta|basta ya){END}",
        rf"\b(?:ya )?no (?:me )?(?:chingu\w+|jod\w+|fastidi\w+|hinch\w+|friegu\w+|romp\w+) con "
        rf"(?:{_ES_FILL} )*{_ES_NOUN}\b",
        r"\b(?:los |te |lo |la |las )?(?:voy a |tendre que )?(?:bloque|denunci|report)\w+ "
        r"(?:este numero|su numero|tu numero|por spam|por acoso|como spam)\b",
        r"\b(?:dar|den|des|de|dad|pueden dar|podrian dar) de baja (?:a )?(?:mi|este|el) "
        r"(?:numero|telefono|"
        r"celular|contacto|correo|movil)\b|(?:^|\. )(?:por favor )?no insist\w+",
    ),
    unless_before=(
        r"\b(?:no (?:quiero|quisiera|deseo|vamos a|voy a|dej\w+|pienso|pued\w+)|nunca|sin|"
        r"(?:por que|xq|porq|pq)|me dij\w+|dijo|dijeron|dijera\w*|dice\w*|le dije a \w+(?: "
        r"\w+)?|"
        r"decia|escribio|decian|para que "
        r"(?:el|ella|\w+ no)|"
        r"significa|palabra|boton|opcion|(?<!por favor )si|cuando|antes de|hasta que|le dije|"
        r"el|ella|ellos|mi \w+)"
        r"(?: (?:que|a|de|me|mi|lo|les|le|ustedes|por favor))*$"
    ),
    unless_after=(
        r"^ ?(?:mas )?(?:por la (?:manana|tarde|noche)|porque (?:estoy|tengo|ando|voy)|por que "
        r"(?:estoy|tengo|ando|voy)|ahora|hoy|a esta hora|a estas horas|cuando|mientras|"
        r"hasta|antes|despues|durante|de noche|tan (?:tarde|temprano)|los (?:fines|domingos|"
        r"sabados)|el (?:fin|domingo|sabado)|en (?:el|la|mi) "
        r"(?:trabajo|oficina|clase|noche|manana|reunion)|que estoy|estoy (?:en|ocupad\w)|si no|"
        r"al trabajo|"
        r"de (?:cita|pedido|reserva|cuenta|orden|cliente|folio|confirmacion|tarjeta|poliza)\b|"
        r"(?:mi|la|el|los|las|su|al|del) (?!base|lista|numero|telefono|celular|movil)\w+)"
    ),
    unless_anywhere=(
        r"\bno necesito mas info\w*\b|\bno quiero (?:dejar|parar) de\b|(?<!no )(?<!nunca "
        r")\b(?:llam|marqu|escrib|mand|envi|"
        r"contact|respond|contest)(?:a|e|en|an|ad|i|id)(?:me|nos)\b(?! (?:la|el|confirmacion))|"
        r"\bno quiero mensajes (?:largos|tan|de voz)\b|\b(?:mejor|prefiero|solo|solamente|mas "
        r"bien) (?:por "
        r")?(?:escrib\w+|llam\w+|mensaje\w*|whatsapp|correo|texto|mandame)\b|"
        r"\bcomo (?:hago|puedo|se dice|digo|haria)\b.{0,20}\b(?:decir|dice|digo|escribir)\b"
    ),
    support=(
        r"(?:ya )?no (?:me interesa|estoy interesad\w|quiero|gracias)(?: \w+){0,3}|(?:es |"
        r"tiene "
        r"|tienen )?(?:el )?numero equivocado(?: \w+)?|"
        r"quien (?:es|eres|habla)|ya (?:compre|tengo|encontre|vendi)(?: \w+){0,3}|gracias|es "
        r"spam|ya les dije(?: \w+){0,3}|no los conozco|equivocado|enserio|en serio"
    ),
)
