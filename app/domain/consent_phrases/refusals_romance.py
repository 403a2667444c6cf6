"""French, Portuguese and Italian refusals without a "stop", by the families of ``refusals``."""

from __future__ import annotations

from app.domain.consent_phrases import END

_FR_ACT = (
    r"(?:[dlmn]?(?:contact\w*|ecri\w+|envo[iy]\w*|derang\w*|appel\w*|harcel\w*|sollicit\w*|"
    r"messages?|sms|"
    r"communication\w*|envois?|spam\w*|demarch\w*|mails?|e ?mails?|pub\w*|textos?|notifications?|"
    r"relanc\w*|embet\w*|importun\w*))"
)
FRENCH = (
    r"\b(?:ne plus|plus jamais|jamais|ne pas|ne veux plus|ne souhaite plus|ne desire plus|n ai "
    r"plus "
    r"envie d?e?|naimerais plus|pas envie d?e?)(?: (?:jamais|avoir|d|a))? ?(?:entendre parler|"
    r"avoir de "
    r"(?:vos )?nouvelles|entendre|etre (?:re)?(?:contact\w*|derang\w*|appel\w*|sollicit\w*)|"
    r"recevoir|"
    rf"m {_FR_ACT}|me {_FR_ACT}|nous {_FR_ACT}|{_FR_ACT})",
    r"\b(?:jamais|pas)(?: (?:ete))?(?: (?:me|m|nous))? ?(?:inscri\w*|abonn\w*|demande (?:ca|cela|"
    r"a "
    r"(?:recevoir|etre)|ces|vos|ce)|donne (?:mon |mon numero|l )?(?:accord|consentement|numero|"
    r"autorisation)|souscri\w*|consenti\w*)(?: (?:a|aux|au|ca|cela|ceci|vos|ces|ce|cette|liste|"
    rf"service|rien|messages|newsletter|sms|tout))*{END}",
    r"\b(?:d?efface\w*|supprim\w*|detrui\w*|oubli\w*|retir\w*|enlev\w*|suppression|effacement|"
    r"ray\w+|"
    r"elimin\w*)(?: (?:de|des|l|la|le|toutes?|tous|moi|l ensemble|integralite|definitivement|s "
    r"il vous "
    r"plait))* (?:mes|mon|ce)(?: (?:donnees|numero|informations|infos|coordonnees|nom|tel\w*|"
    r"contact|"
    r"profil|mail|adresse))",
    r"\b(?:cess\w+|arret\w+|stop\w*|mett\w* fin|suspend\w*|fin|halte|basta)(?: (?:de|d|a|au|aux|"
    rf"avec|"
    rf"toutes?|tous?|tout|les|la|le|l|ces|ces|vos|cette|me|m|nous|immediatement|s il vous plait|"
    rf"maintenant))* {_FR_ACT}(?! (?:avant|apres|le|a \d))",
    r"\b(?:pas|plus|aucun\w*|inutile)(?: \w+)? ?(?:besoin|la peine|utile|raison|necessaire)? "
    r"?(?:de|d) "
    r"(?:(?:continuer|continuez)(?: a| de)? )?(?:me |m |nous |mon "
    rf")*{_FR_ACT}(?<!messages)(?<!sms)",
    r"\b(?:lach\w+|laiss\w+|fich\w+|foutez|fous)(?: (?:moi|nous|la|mon|ma|mes|le))+ ?(?:\w+ )?(?:"
    rf"tranquil\w*|en paix|la paix|paix|grappe|baskets){END}",
    r"\b(?:desinscri\w+|desabonn\w+|supprim\w+|bloqu\w+|retir\w+|enlev\w+|ray\w+|effac\w+) "
    rf"(?:moi|nous)"
    rf"(?: (?:de|s il vous plait|immediatement)(?: \w+){{0,4}})?{END}",
    r"\b(?:ce|c|ceci|le)(?: (?:numero|n))? ?(?:nest|n est|est)? ?(?:pas|plus)(?: (?:le|mon|a|"
    r"la))* "
    r"(?:mien|moi|numero|bonne personne|bon numero|lui)(?: \w+)?(?: \.)+ (?:\w+ "
    r"){0,2}?(?:arret\w+|"
    r"cess\w+|supprim\w+|stop|retir\w+|ne )",
    r"\b(?:revoqu\w+|retir\w+|annul\w+|oppos\w+|refus\w+|m oppose|mon opposition)(?: (?:a|au|mon|"
    r"ma|le|"
    r"la|tout|de|que|vous|toute))* (?:consentement|autorisation|accord|traitement|utilis\w+|"
    r"demarchage|"
    r"prospection|usage|contact\w*)",
    r"(?:^|\. )(?:c est|cest|ca devient|ceci est) (?:du |de la |carrement )*(?:harcelement|"
    r"spam)\b|\bje "
    r"(?:vais )?(?:vous )?(?:bloqu|signal|porte? plainte|denonc)\w*|\b(?:y en a|en ai|j en "
    r"ai)(?: \w+)? "
    r"(?:marre|assez|ras le bol)|\b(?:fichez|foutez|fous) le camp",
    r"\b(?:on|nous|je) (?:n |nous )?(?:a|ai|avons|avez) plus rien a (?:se |nous |vous )?dire",
    r"\b(?:retire\w?|enleve\w?|raye\w?|supprime\w?|efface\w?|desinscrit\w?|exclu\w?|sorti\w?)(?: "
    r"\w+)? ("
    r"?:de|du|des)(?: \w+){0,3}? ?(?:liste\w*|base\w*|fichier\w*|envois?|systeme|contacts)\b",
    r"(?:^|\. )(?:mais )?(?:laissez|lachez|fichez)(?: moi| nous)" + END,
)

_PT_ACT = (
    r"(?:mand\w*|envi\w*|escrev\w*|cont[ac]+t\w*|incomod\w*|perturb\w*|lig\w*|cham\w*|procur\w*|"
    r"insist\w*|mensage\w*|mensagens|comunica\w*|spam\w*|sms|propaganda\w*|publicidade|promoc\w*|"
    r"contato|contacto|notificac\w*|anuncios|emails?|ofertas)"
)
PORTUGUESE = (
    r"\b(?:prefiro nao|nao quero|nao desejo|nao gostaria de|nunca mais|nao quero mais|nao tenho "
    r"interesse em|preferia nao|preferiria nao|nao pretendo)(?: (?:mais|de|ter|quero|receber|"
    r"nunca|saber|"
    r"que|ouvir|ser|continuar|a|voltar))* ?(?:noticias|ouvir falar|saber (?:mais )?(?:de|sobre) "
    r"voces?|"
    rf"de voces?|contato|{_PT_ACT}|recebendo|contatad\w|incomodad\w)",
    r"\b(?:nunca|jamais|nao)(?: (?:eu|me|lembro de ter|dei|pedi|lhes))* ?(?:inscrev\w*|cadastr\w*|"
    r"assin\w*|autoriz\w*|registr\w*|registei|subscrev\w*|dei (?:permissao|autorizacao|"
    r"consentimento)|"
    r"pedi (?:isso|isto|essas|esses|para receber|nada disso)|consentimento|permissao|solicitei "
    r"(?:isso|"
    r"essas|esses|nada))(?: (?:em|nisso|nisto|nessa|a|isso|isto|disso|lista|servico|nada|para|me|"
    r"essas|"
    rf"esses|mensagens|de|contato|aqui))*{END}",
    r"\b(?:apag\w+|delet\w+|exclu\w+|remov\w+|elimin\w+|esquec\w+|tir\w+|retir\w+|exclusao|"
    r"eliminacao|"
    r"remocao|descart\w+)(?: (?:de|dos|todos|todas|os|as|o|a|por favor))* (?:meus?|minhas?|este|"
    r"esse)"
    r"(?: (?:dados|numero|informacoes|telefone|celular|contato|contacto|nome|cadastro|registro|"
    r"telemovel|whatsapp))",
    r"\b(?:cess\w+|par(?:e|em|ar|ando|a(?= de| com| ja))|suspend\w+|interromp\w+|encerr\w+|chega|"
    r"basta|evit\w+|deix\w+|cort\w+)(?: (?:ja|"
    r"com|de|a|o|os|as|todo|toda|todos|todas|qualquer|essas|esses|seus|suas|tanta|tanto|me|nos|"
    rf"imediatamente|tipo))* {_PT_ACT}(?<!para mensagens)",
    r"\b(?:nao|sem|nem)(?: (?:ha|e|tem|mais|preciso|precisam?|precisa|necessidade|adianta|faz|"
    r"sentido|"
    rf"necessario|motivo))+(?: (?:de|me|para|mais|que|continuar))* ?{_PT_ACT}(?<!contato)",
    rf"\b(?:me|nos) (?:deix\w+|larg\w+)(?: (?:em|mao|ja))* ?(?:paz|sossego|mao)?{END}|\bdeix\w+ "
    rf"(?:me|nos|"
    r"minha? \w+|meu \w+) em paz|\b(?:me |nos )?(?:tir\w+|remov\w+|exclu\w+|bloque\w+|delet\w+|"
    rf"apag\w+)"
    r"(?: me| nos)?(?: (?:da|dessa|de|do) (?:\w+ )?(?:lista\w*|cadastro|sistema|grupo|base|"
    rf"contatos|"
    rf"tudo)){END}|^(?:me (?:tir\w+|bloque\w+|exclu\w+|apag\w+|delet\w+)|bloqueiem me)(?: \w+)?$",
    r"\b(?:este|esse|o)(?: (?:numero|telefone|celular))? nao (?:e|eh|pertence)(?: \w+){0,4}?(?: "
    r"(?:\.|e|"
    r"entao|por favor))+ (?:\w+ )?(?:par\w+|remov\w+|apag\w+|tir\w+|exclu\w+|nao (?:me )?(?:mand|"
    r"escrev|"
    r"envi|lig|cham)\w+|deix\w+)",
    r"\b(?:revog\w+|retir\w+|cancel\w+|oponho me|me oponho|oponho|nao autorizo|nao consinto|nao "
    r"permito|"
    r"nego)(?: (?:o|a|ao|meu|minha|que|qualquer|todo|de|voces|me|usem))* (?:consentimento|"
    r"autorizacao|"
    rf"permissao|tratamento|uso|dados|numero|{_PT_ACT})",
    r"(?:^|\. )(?:isso|isto)(?: ja)? (?:e|eh|virou) (?:assedio|spam|perseguicao|abuso)\b|\bvou "
    r"(?:\w+ ){0,2}"
    r"(?:bloque|denunci|processar)\w*|\b(?:cansei|estou (?:farto|farta|cansad\w)|to cansad\w|"
    r"saco cheio)"
    r"(?: (?:de|das|dessas|desses|suas|seus|com|tantas|receber))+ ?(?:mensage\w*|spam|propaganda|"
    r"voces|"
    r"sms|ligac\w*)|\bnao temos mais nada (?:a|para|pra) (?:conversar|falar|dizer)",
    r"\b(?:retirad\w|removid\w|excluid\w|tirad\w|apagad\w|eliminad\w|sair|descadastrad\w)(?: "
    r"\w+)? ("
    r"?:da|do|das|dessa|desta|desse)(?: \w+){0,2}? ?(?:lista\w*|cadastro|base|sistema|grupo|"
    r"mailing)\b",
)

_IT_ACT = (
    r"(?:scriv\w*|contatt\w*|mand\w*|invi\w*|disturb\w*|chiam\w*|infastid\w*|messagg\w*|sms|"
    r"comunicazion\w*|spam\w*|pubblicita|promozion\w*|mail|email|notifiche|telefon\w*|sentir\w*|"
    r"assillar\w*|importunar\w*)"
)
ITALIAN = (
    r"\b(?:preferi\w+|vorrei|voglio|desidero|gradirei|intendo|meglio)? ?non (?:piu |mai "
    r")?(?:voglio|"
    r"vorrei|desidero|intendo|essere|ricevere|gradisco|voler)? ?(?:piu |mai )?(?:essere |"
    r"ricevere |avere |"
    r"che mi )*(?:sentir(?:vi|la|ti)|contattat\w|disturbat\w|notizie|vostre notizie|sapere "
    r"(?:piu )?(?:"
    r"nulla |niente )?di voi|ricevere|avere (?:piu )?a che fare)(?: (?:piu|mai|altri|altre|altro|"
    r"da "
    r"voi|vostr\w|messaggi\w*|nulla|niente|comunicazioni|sms|di voi|pubblicita|ulteriormente))*",
    r"\b(?:non mi sono|mai|non ho|non mi|io non|mai dato|nessuno si e)(?: (?:mai|sono|ho|dato|"
    r"mi))* ?("
    r"?:iscritt\w|registrat\w|abbonat\w|chiesto (?:di|questi|questo|nulla|niente|io)|autorizzat\w|"
    r"richiesto|dato (?:il |mio )*(?:consenso|numero|permesso)|acconsentit\w|il consenso|il "
    r"permesso)(?: "
    r"(?:a|al|alla|niente|questo|questa|lista|servizio|di|nulla|questi|messaggi|essere|ricevere|"
    rf"vostr\w|"
    rf"contattat\w))*{END}",
    r"\b(?:cancell\w+|elimin\w+|rimuov\w+|dimentic\w+|tog\w+|rimozione|cancellazione|eliminazione|"
    r"distrugg\w+|scord\w+)(?: (?:di|dei|del|tutti|per favore|subito))* (?:i |il |la |le "
    r")?(?:miei?|mio|mia|"
    r"questo)(?: (?:dati|numero|nominativo|nome|contatto|informazioni|telefono|cellulare|"
    r"recapit\w))",
    r"\b(?:cess\w+|smett\w+|basta|interromp\w+|sospend\w+|fin\w+la|terminate|evit\w+|"
    r"fermat\w+)(?: (?:di|"
    r"con|ogni|tutte?|le|i|il|la|qualsiasi|questi|queste|vostr\w|subito|ogni forma di|questo|l|"
    r"tutti))* "
    rf"{_IT_ACT}",
    r"\b(?:non|inutile|senza)(?: (?:c e|ce|e|serve|occorre|ha|piu|alcun|nessun))*(?: (?:bisogno|"
    r"senso|"
    r"motivo|necessario|necessita|piu))* (?:di |che |mi |continuare a "
    rf")*{_IT_ACT}(?<!sms)(?<!email)"
    r"(?<!messaggi)(?<!messaggio)(?<!mail)(?= (?:piu|ancora|ulteriormente|mai piu)|$| \.)"
    r"(?<!non chiamatemi)(?<!non chiamate)(?<!non chiamarmi)(?<!non telefonatemi)",
    r"\blasc\w+ (?:in pace|stare) (?:mi\w|mio|mia|nostr\w) \w+|\blasc\w+ (?:mio|mia) \w+ (?:in "
    r"pace|"
    r"stare)|\b(?:toglie\w+|cancella\w+|rimuove\w+|elimina\w+|blocca\w+)(?:mi|ci|temi|teci)(?: "
    rf"(?:da|"
    rf"dalla|dai|dal) \w+(?: \w+){{0,2}})?{END}|^(?:bloccatemi|cancellatemi|eliminatemi|"
    rf"toglietemi)\b",
    r"\b(?:questo|il)(?: numero)? non e(?: \w+){0,4}?(?: (?:\.|e|quindi|per favore))+ (?:\w+ "
    r")?(?:smett\w+|"
    r"basta|cancell\w+|rimuov\w+|elimin\w+|non (?:mi )?(?:scriv|mand|contatt|chiam)\w+|tog\w+|"
    r"fermat\w+)",
    r"\b(?:revoc\w+|ritir\w+|annull\w+|mi oppongo|oppongo|nego|non autorizzo|non acconsento|non "
    r"presto)(?: (?:il|al|alla|mio|ogni|qualsiasi|l|a|consenso all|piu))* (?:consenso|"
    r"autorizzazione|"
    rf"trattamento|uso|utilizzo|dei miei dati|marketing|{_IT_ACT})",
    r"(?:^|\. )(?:questo|queste?|ormai)(?: \w+)? (?:e|sono) (?:molestie?|stalking|spam|una "
    r"molestia|una "
    r"persecuzione)\b|\bvi (?:blocco|denuncio|segnalo|denuncero|segnalero)|\b(?:sono (?:stuf\w|"
    r"stanc\w)|"
    r"non ne posso piu|mi avete stancato|stuf\w)(?: (?:di|dei|delle|vostr\w|questi|ricevere|"
    r"con))* ?"
    r"(?:messaggi\w*|spam|sms|voi|pubblicita|telefonate|$)|\bnon abbiamo (?:piu )?(?:niente|"
    r"nulla) (?:di "
    r"cui parlare|da dirci)",
    r"\b(?:rimoss\w|cancellat\w|tolt\w|eliminat\w|depennat\w|esclus\w|uscire|disiscritt\w)(?: "
    r"\w+)? ("
    r"?:da|dal|dalla|dalle|dai|dall)(?: \w+){0,2}? ?(?:list[ae]|elenc\w+|databas\w*|archivi\w*|"
    r"mailing|"
    r"sistem\w*|grupp\w*)\b",
)
