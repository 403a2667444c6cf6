"""Spanish of both sides of the ocean: tú, usted, ustedes, vosotros and vos."""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

_ES_ME = r"(?:me|nos|le|les|te)"
# Imperatives and subjunctives only: "no me mandaron" complains of the opposite.
_ES_WISH = r"(?!\w*(?:aron|ieron|aste|iste|aban?|ian?|ad[oa]s?|id[oa]s?|o)\b)\w+"
_ES_WRITE = (
    r"(?:escrib|mand|envi|contact|molest|fastidi|texte|mensaje|llam|marqu|habl|spamm?e|busqu|jod|"
    rf"ching|acos|hostig|notifi|comuni){_ES_WISH}"
)
_ES_NOUN = (
    r"(?:mensajes?|mensajitos?|msjs?|sms|textos|correos?|emails?|mails?|whatsapps?|wasaps?|"
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
        rf"\bno (?:{_ES_ME} )?(?:vuelv\w+ a |sig\w+ |quiero que (?:{_ES_ME} )?)?(?:{_ES_ME} "
        rf")?{_ES_WRITE}(?:me|nos)?"
        rf"(?: {_ES_OVER})+(?:{END}| {_ES_FILL}* ?{_ES_NOUN}\b| (?:por|gracias|no|si|ustedes|"
        rf"con|estoy|ya|senor\w*|o|y|ni)\b)",
        rf"\bno (?:me|nos) (?:vuelv\w+ a )?(?:escrib|contact|molest|texte|mensaje|jod|acos|"
        rf"hostig){_ES_WISH}{END}",
        rf"\bno (?:me |nos )?(?:vuelv\w+ a |sig\w+ )?(?:(?:mand|envi){_ES_WISH}|hag\w+ "
        rf"llegar)(?: {_ES_FILL})* {_ES_NOUN}\b",
        rf"\bno vuelv\w+ a {_ES_WRITE}",
        rf"\bno sig\w+ {_ES_WRITE}",
        rf"\b(?:ya )?(?:deja|dejen|deje|dejad|dejes|dejar|paren?|pare|para|parad|paras|cesen?|"
        rf"basta|termin\w+|suspend\w+|detengan|detenga|detener|evit\w+) "
        rf"(?:ya )?(?:de |con )?(?:{_ES_WRITE}me|{_ES_WRITE}nos|molestar|joder|fastidiar|"
        rf"hostigar|acosar|chingar|spamear|"
        rf"(?:mandar|enviar|escribir|llamar|contactar)(?:me|nos)?)\b",
        r"\b(?:deten\w+|par\w+|basta|suspend\w+|cancel\w+|desactiv\w+|elimin\w+|quit\w+|"
        r"cort\w+)(?: ya)? "
        r"(?:ya |de |con )?(?:(?:los|las|sus|estos|estas|todos los|todas las|tantos|tantas|el|"
        r"la|de|tus|todo el|mas) )+"
        r"(?:mensajes|mensajitos|sms|correos|notificaciones|publicidad|promociones|promos|envio "
        r"de mensajes|envio|envios|spam|comunicaciones|propaganda)\b",
        rf"\b(?:no|ya no) (?:quiero|deseo|quisiera|queremos|deseamos|necesito|me interesa|"
        rf"autorizo|acepto|pienso) "
        rf"(?:seguir |volver a )?(?:recib\w+|ver|que (?:me|nos) (?:\w+ )?(?:lleg\w+|sig\w+|"
        rf"vuelv\w+)|saber)(?: \w+){{0,3}}? ?{_ES_NOUN}\b",
        rf"\b(?:no|ya no) (?:quiero|deseo|quisiera|necesito)(?: {_ES_FILL})* {_ES_NOUN}(?:{END}|"
        rf" (?:suyos?|tuyos?|de|por|gracias|en|a)\b)",
        rf"\b(?:no|ya no) (?:quiero|deseo|quisiera|autorizo|acepto|permito|doy permiso para|"
        rf"queremos)(?: a)? que (?:ustedes |usted |ya )?(?:me|nos) "
        rf"(?:sig\w+ |vuelv\w+ a |est\w+ )?{_ES_WRITE}",
        r"\b(?:no|ya no) (?:quiero|deseo|quisiera) (?:ser |mas ser )?(?:contactad\w|molestad\w|"
        r"saber (?:mas |nada )*de (?:ustedes|usted|vosotros|ti))\b",
        rf"\b(?:no|ya no) (?:quiero|deseo|quisiera) (?:recibir |recibirlos|recibirlas|seguir "
        rf"recibiendo){END}",
        rf"\bno mas (?:de )?(?:{_ES_FILL} )*{_ES_NOUN}(?:{END}| por favor\b| porfa\b| gracias\b)",
        rf"\b(?:como dejo|dejar|como paro|parar) de recibir(?: {_ES_FILL})* (?:{_ES_NOUN}|esto)\b",
        r"^(?:ya )?no insist\w+",
        rf"\b(?:basta|ya basta|suficiente|ya estuvo bueno) (?:ya )?(?:de |con )(?:{_ES_FILL} "
        rf")*{_ES_NOUN}\b",
        # baja
        rf"\b(?:darme|darnos|dame|denme|deme|dadme|dennos|me den|me des|me de|me dais|dar|darse|"
        rf"doy|damos|solicito|solicitar|pido|"
        rf"quiero|deseo|quisiera|pedir|tramit\w+|gestion\w+|procesen|proceder a)(?: me)?(?: "
        rf"ya)? (?:de |la |mi |una )?baja"
        rf"(?:{END}| (?:por favor|porfa|ya|gracias|inmediat\w+|definitiv\w+|ahora|cuanto "
        rf"antes)\b| (?:de|en) (?:\w+ ){{0,3}}?(?:lista|listas|suscripcion|mensajes|"
        rf"sms|correos|notificaciones|publicidad|base|boletin|newsletter|promociones|envios|"
        rf"aqui|esto|comunicaciones|datos|sistema|servicio de mensajes)\b)",
        r"^(?:por favor )?baja (?:de|en) (?:\w+ )?(?:lista|suscripcion|mensajes|sms|servicio|"
        r"boletin|publicidad)\b",
        r"\b(?:des(?:u|us)s?c?rib\w*|desinscrib\w*|desuscripcion|dessuscrib\w*|desafiliar\w*|"
        r"desapunt\w+)\b",
        rf"\b(?:cancel\w+|anul\w+|elimin\w+|dar fin a) (?:la |mi |esta |su )?(?:suscripcion|"
        rf"subscripcion)(?:{END}| (?:a|de) (?:\w+ )?(?:mensajes|lista|sms|"
        rf"correos|boletin|notificaciones|esto|promociones)| (?:por favor|porfa|ya|gracias)\b)",
        # off the list
        r"\b(?:borr\w+|elimin\w+|quit\w+|sac\w+|saqu\w+|remuev\w+|remover\w*|retir\w+|"
        r"sup?rim\w+|tach\w+)(?: (?:a )?(?:mi|me|este|mis))*(?: (?:numero|telefono|celular|"
        r"nombre|"
        r"datos|contacto|correo|movil|informacion))?(?: ya)? (?:de|en) (?:\w+ ){0,3}?(?:lista|"
        r"listas|base|bases|registros?|contactos|sistema|agenda|grupo|difusion|envios|datos|"
        r"mensajes|aqui)\b",
        r"\b(?:borr\w+|elimin\w+|olvid\w+|pierd\w+|quit\w+|sac\w+|bloque\w+)(?: de)? (?:mi|este|"
        r"mis) (?:numero|telefono|celular|contacto|datos|movil|tel)\b",
        rf"\b(?:borrame|borrenme|eliminame|eliminenme|quitame|quitenme|sacame|saquenme|"
        rf"remueveme|saqueme|quiteme|elimineme){END}",
        r"\b(?:revoco|retiro|cancelo|anulo|no (?:doy|di|tienen|tiene|tienes))(?: mi| el)? "
        r"(?:consentimiento|permiso|autorizacion)\b",
        # go away
        r"\b(?:dejame|dejenme|dejeme|dejadme|dejanos|dejennos|me dejen|me dejes|me deje) (?:ya "
        r")?(?:en paz|tranquil\w|de molestar|de \w+r\b|quiet\w)",
        rf"^(?:por favor )?(?:ya )?(?:dejen de joder|no molest\w+|no jod\w+|no chingu\w+|largo|"
        rf"largate|vete a la \w+|vayanse a la \w+|ya basta|basta ya){END}",
        r"\b(?:los |te |lo |la |las )?(?:voy a |tendre que )?(?:bloque|denunci|report)\w+ "
        r"(?:este numero|su numero|tu numero|por spam|por acoso|como spam)\b",
    ),
    unless_before=(
        r"\b(?:no (?:quiero|quisiera|deseo|vamos a|voy a|dej\w+|pienso|pued\w+)|nunca|sin|"
        r"dij\w+|dice\w*|decir\w*|decia|escribio|"
        r"significa|palabra|boton|opcion|si|cuando|antes de|hasta que|le dije|el|ella|ellos|mi \w+)"
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
        r"\bno quiero (?:dejar|parar) de\b|\b(?:mejor|prefiero|solo|solamente|mas bien) (?:por "
        r")?(?:escrib\w+|llam\w+|mensaje\w*|whatsapp|correo|texto|mandame)\b|"
        r"\bcomo (?:hago|puedo|se dice|digo|haria)\b.{0,20}\b(?:decir|dice|digo|escribir)\b"
    ),
    support=(
        r"(?:ya )?no (?:me interesa|estoy interesad\w|quiero|gracias)(?: \w+){0,3}|(?:es |tiene "
        r"|tienen )?(?:el )?numero equivocado(?: \w+)?|"
        r"quien (?:es|eres|habla)|ya (?:compre|tengo|encontre|vendi)(?: \w+){0,3}|gracias|es "
        r"spam|ya les dije(?: \w+){0,3}|no los conozco|equivocado|enserio|en serio"
    ),
)
