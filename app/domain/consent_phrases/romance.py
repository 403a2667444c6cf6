"""French, Portuguese, Italian and Romanian: the plain ways of saying it, by stems."""

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
        r"(?:arret\w+|cess\w+|stop\w*|(?<!avez )(?<!ai )(?<!y a )plus|assez|marre)(?: (?:de|"
        r"des|"
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
        r"(?:arret\w+|cess\w+|stopp?\w*)(?: (?:de|d|tout|toute|tous|ce|cet|cette|ces|votre|vos|"
        r"le|la|les|l))* (?:harcelement|contact|spam\w*|demarchage|communications?|envois?|"
        r"relances?|publicite|prospection)",
        r"(?:ca suffit|y en a marre|ras le bol|j en ai marre|jen ai marre|basta|stop)(?: (?:de|"
        r"des|avec|les|vos|ces|a|aux|tous))* (?:messages?|sms|textos?|mails?|pubs?|publicites?|"
        r"spam\w*|harcelement)",
        r"(?:refuse|refusons|ne veux ni|m ?oppose|ne (?:souhaite|desire|veux)) (?:\w+ "
        r"){0,2}?(?:de )?(?:recevoir|etre contact\w+|etre sollicit\w+|a (?:recevoir|etre|l "
        r"utilisation|lutilisation|la prospection|vos|tout))",
        r"(?:oubli|perd|effac|supprim|ray|bloqu|ot|retir|enlev)\w* (?:moi |definitivement |svp "
        r")?(?:mon|ce|le) (?:numero|num|contact|tel\w*)",
        r"(?:mauvais|faux) (?:numero|num|destinataire)|(?:erreur|trompe\w*|trompez) de "
        r"(?:numero|personne|destinataire)",
        r"(?:efface\w*|supprime\w*|retire\w*|enleve\w*|raye\w*) (?:moi|nous)(?: (?:de|des|svp|"
        r"merci)\b|$| \.)",
        r"(?:plus|pas) (?:de|d) (?:contact|prospection|demarchage|relances?|"
        r"communications?)(?: (?:svp|merci|s il|sil))*(?=$| \.)",
        r"(?:ne|n) (?:\w+ )?(?:autorise|accepte|consens|donne)(?: plus| pas)+ (?:\w+ "
        r"){0,3}?(?:utilisation|messages|donnees|contact\w*|consentement|a recevoir)",
        r"(?:stop|arret\w*) (?:svp|s il|sil|tout|ca|merci|maintenant|immediat\w*)\b|(?:allez|"
        r"va) (?:vous|te) faire|degage\w*|lachez (?:moi|l affaire)|foutez le camp|cassez vous",
    ),
    unless_after=(
        _WAIT + r"|^ ?(?:(?:plus |pas |jamais )?(?:avant|pendant|apres|le (?:matin|soir|dimanche|"
        r"samedi|weekend)|la nuit|ce soir|ce matin|demain|maintenant|trop tard)|(?:la|le|mon|"
        r"ma|cette) (?:facture|devis|commande|contrat)|de (?:la|mon|ma) (?:salle|gym|club|"
        r"cours)|du (?:cours|club)|(?:l )?assurance)"
    ),
    unless_before=(
        r"\b(?:dit|disait|ecrit|bouton|ne pas|ne)$"
        r"|\b(?:pourquoi|comment se fait il que|parce que|si)(?: (?:vous|tu|on))*$"
    ),
    unless_anywhere=(
        r"(?:^|\. )(?:envoyez|ecrivez|ecris|envoie)(?: moi)? plutot\b|"
        r"(?:^|\. )(?:mais |plutot )?(?:envoy\w+|ecri\w+|appel\w+|contact\w+)(?: (?:moi|"
        r"nous))? (?:plutot |juste |seulement )?(?:un |par |sur |au )?(?:sms|mail|message|"
        r"whatsapp|texto|telephone)\b|\b(?:ne|n)(?: (?:veux|voudrais|souhaite))? (?:pas "
        r")?arret\w* (?:pas|surtout pas)\b|ne veux pas (?:arreter|manquer|rater)"
    ),
)

PORTUGUESE = Phrases(
    language="pt",
    stop=(
        r"\bnao (?:me |nos )?(?:quero que (?:me )?)?(?:mand\w+|envi\w+|escrev\w+|contact\w+|"
        r"contat\w+|incomod\w+|perturb\w+|ligu\w+|lig\w+|cham\w+|procur\w+)(?:me)?(?: (?:mais|"
        r"nunca|de novo|nada|por favor|mensagens?|nenhuma|sms|propaganda))+",
        r"\bnao (?:me |nos )(?:contat\w+|contact\w+|incomod\w+|perturb\w+|escrev\w+)" + END,
        r"\b(?:pare|parem|para|parar|deixe|deixem|chega|cesse\w*)(?: ja)? (?:de |com )(?:(?:me|"
        r"nos|mim|as|os|essas|esses|suas|seus|mandar|enviar|tantas) )*(?:mandar|enviar|"
        r"escrever|"
        r"contatar|contactar|incomodar|perturbar|ligar|encher|"
        r"mensage\w+|sms|propagand\w+|spam|emails?|notificac\w+)",
        r"\bnao (?:entr\w+|voltem a entrar) (?:mais )?em contac?to|\bnao (?:quero|desejo|"
        r"gostaria)(?: mais)?(?: de)? (?:receb\w+|ser (?:contat\w+|contact\w+|incomod\w+)|"
        r"saber|"
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
        r"\bnao (?:quero|desejo|gostaria|preciso)(?: de)?(?: mais)? (?:receber )?nada (?:mais "
        r")?(?:de|da|do|vindo) (?:voces|voce|vcs|vc|vos|si)\b",
        r"\bnao (?:volt\w+|torn\w+) a (?:me )?(?:contact|contat|escrev|envi|mand|lig|"
        r"incomod)\w+",
        r"\bque (?:parem|deixem|cessem)(?: \w+){0,3}? (?:contact|contat|escrev|envi|mand|"
        r"mensag|comunic)\w+|\bpararem? de\b",
        r"\b(?:vou|irei|vamos) (?:bloquear|denunciar|reportar) (?:\w+ )?(?:numero|contato|"
        r"contacto|voces|vcs|voce|isso|como spam)|\bvou bloquear(?=$| \.)",
        r"\b(?:parar|deixar|paro|deixo) de receber(?: \w+){0,3}?(?=$| \.| mensag| isso| isto| "
        r"sms| essas| esses| propag)",
        r"\b(?:revogo|retiro|cancelo|retirar|revogar)(?: o| a| meu| minha)* (?:consentimento|"
        r"autorizacao|permissao)",
        r"\bnao (?:autorizo|aceito|consinto|permito|dei|tem|têm|tenho dado)(?: \w+){0,3}? "
        r"(?:contac?to\w*|mensag\w+|comunicac\w+|envio|uso|autorizacao|permissao|receber|dados)",
        r"\b(?:esquec\w+|perd\w+|apag\w+|delet\w+|remov\w+|exclu\w+|bloque\w+|tir\w+|"
        r"elimin\w+)(?: (?:ja|logo|por favor))* (?:o )?(?:meu|esse|este|o) (?:numero|contato|"
        r"contacto|telefone|celular|telemovel|cadastro|whatsapp|zap)",
        r"\b(?:numero errado|engano|pessoa errada|enganou se|enganaram se|nao sou (?:essa|a) "
        r"pessoa)(?: de numero)?(?: \.)? (?:\w+ ){0,3}?(?:pare\w*|remov\w+|apag\w+|delet\w+|"
        r"tir\w+|exclu\w+|nao (?:mand|envi|escrev|insist|contat|contact)\w+)",
        r"\b(?:chega|basta|cansei|farto|farta) (?:de |das |dessas |com )(?:\w+ )?(?:mensag\w+|"
        r"sms|spam|propagand\w+|promoc\w+|publicidade|anuncios|e ?mails?)",
        r"\b(?:solicito|peco|exijo|quero)(?: \w+){0,2}? (?:eliminacao|exclusao|remocao|"
        r"apagamento) (?:\w+ ){0,3}?(?:dados|numero|contato|contacto|cadastro)",
        r"\b(?:sair|saia|me tira|tirar|retirar|sai) (?:desta|dessa|da|deste|desse) (?:lista|"
        r"grupo|cadastro)|\b(?:vai|vao|va) (?:se foder|pra merda|a merda|te catar|se catar)|"
        r"\bnao (?:encham?|enche) (?:mais )?(?:o )?saco|\bsem (?:mais )?(?:mensagens|contato|"
        r"contacto|sms)(?=$| \.)",
        r"\bnao (?:perturb\w+|incomod\w+|insist\w+|me perturb\w+)(?: mais)?(?=$| \.)",
    ),
    unless_after=(
        _WAIT
        + r"|^ ?(?:(?:agora|hoje|amanha|antes|depois|durante|a noite|de noite|de manha|enquanto|"
        r"ate|no trabalho)|(?:uma |a )?(?:foto|fatura|nota|boleto|endereco|localizacao)|"
        r"longas?)\b"
    ),
    unless_before=(
        r"\b(?:disse|diz|escreveu|nao quero|botao|se)$"
        r"|\b(?:por que|porque|pq|por q)(?: (?:voces?|vcs?|me))*$|\b(?:ele|ela|nao quero|sem)$"
    ),
    unless_anywhere=(
        r"(?:^|\. )(?:so |apenas |prefiro )?(?:mand\w+|envi\w+|lig\w+|cham\w+|escrev\w+) (?:me "
        r")?(?:uma |por |no |pelo )?(?:mensagem|whatsapp|zap|sms|email|audio)\b|\bnao quero "
        r"(?:parar|deixar|perder)\b"
    ),
)

ITALIAN = Phrases(
    language="it",
    stop=(
        r"\bnon (?:mi |ci )?(?:vogli\w+ (?:che )?(?:mi )?)?(?:piu )?(?:scriv\w+|contatt\w+|"
        r"mand\w+|invi\w+|disturb\w+|chiam\w+|infastid\w+|rompe\w*)(?:mi|ci)?(?: (?:piu|mai|"
        r"mai "
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
        r"\b(?:disiscriv\w+|cancellatemi|toglietemi|rimuovetemi|cancellami|rimuovimi|"
        r"annulla\w* "
        r"(?:la |l )?(?:mia )?iscrizione)\b",
        r"\blasci\w*(?:mi|temi|ci) in pace|\bniente piu messaggi|\bbasta messaggi|revoco (?:il "
        r")?(?:mio )?consenso|nessun altro messaggio",
        r"\b(?:come|vorrei|voglio|posso|devo)(?: \w+){0,3}? (?:cancellarmi|disiscrivermi|"
        r"disiscrivo|togliermi|cancello|disabbonarmi|rimuovermi|uscire)(?=$| \.| da| dalla| "
        r"per)(?! (?:dalla |da )?(?:palestra|corso))",
        r"\b(?:lasc\w+|lasciatemi|lasciami)(?: (?:mi|ci))?(?:temi|mi)? (?:stare|perdere|in "
        r"pace|tranquill\w+)\b",
        r"\b(?:ferm\w+|blocc\w+|stop|interromp\w+|sospend\w+|cessa\w*|disattiv\w+|fine)(?: "
        r"(?:a|ai|con|i|gli|le|questi|tutti|queste|vostri|l|invio|di|la|il|ogni))* "
        r"(?:messagg\w+|sms|pubblicita|comunicazion\w+|notific\w+|email|mail|spam|contatt\w+|"
        r"invio)",
        r"\b(?:dimentic\w+|perd\w+|cancell\w+|elimin\w+|rimuov\w+|togli\w+|blocc\w+)(?: (?:per "
        r"favore|subito))* (?:il )?(?:mio|questo) (?:numero|contatto|cellulare|telefono)",
        r"\b(?:vi |la |ti )?diffid\w+|\b(?:revoc\w+|ritir\w+|nego)(?: (?:il|la|mio|mia|ogni))* "
        r"(?:consenso|autorizzazione)|\bmi oppongo (?:al|all|alla)\b|\bchiedo la cancellazione "
        r"(?:\w+ ){0,3}?(?:dati|numero)",
        r"\b(?:numero sbagliato|sbagliato numero|sbagliato persona|persona sbagliata)(?: \.)? "
        r"(?:\w+ ){0,3}?(?:basta|stop|smett\w+|cancell\w+|rimuov\w+|togli\w+|non (?:\w+ "
        r")?(?:scriv|mand|contatt|chiam)\w+)",
        r"\b(?:non (?:voglio|desidero|intendo)(?: piu)?|stufo di|stufa di|basta) (?:essere |"
        r"ricevere |sentir\w* |avere )?(?:contattat\w+|disturbat\w+|molestat\w+|piu (?:niente|"
        r"nulla) da voi|(?:piu )?(?:niente|nulla) da voi|notizie vostre|questi messaggi|i "
        r"vostri|vostri)\b",
        r"\bnon (?:autorizzo|acconsento|accetto|presto)(?: \w+){0,4}? (?:contatt\w+|messagg\w+|"
        r"dati|consenso|marketing|comunicazion\w+)|\b(?:vi |ti )(?:blocco|denuncio|segnalo)\b|"
        r"\b(?:vaffanculo|andate al diavolo|fuori dai piedi|toglietevi dai piedi)\b|\bniente "
        r"(?:piu )?(?:messaggi|sms|pubblicita|spam)\b|\bnon (?:disturb|insist)\w+(?=$| \.)",
    ),
    unless_after=(
        _WAIT
        + r"|^ ?(?:(?:piu |ancora )?(?:prima|dopo|durante|di notte|la sera|la mattina|ora|adesso|"
        r"mentre|fino|al lavoro|il contratto|la fattura|il preventivo|l indirizzo|domani|oggi|"
        r"troppo tardi))\b"
    ),
    unless_before=(
        r"\b(?:detto|dice|scritto|se|pulsante)$"
        r"|\b(?:perche|come mai)(?: \w+)?$"
    ),
    unless_anywhere=(
        r"\bperche non (?:mi |ci )?(?:scriv|rispond|contatt|mand)\w+|(?:^|\. )(?:meglio |solo "
        r")?(?:scriv|mand|chiam|invi)\w+(?:temi|mi|etemi)(?: (?:un|su|per|via|invece))*(?: "
        r"(?:messaggio|whatsapp|sms|mail|email|piuttosto))?(?=$| \.)|\bnon voglio (?:smettere|"
        r"perdere|perdermi)|\b(?:palestra|corso)\b"
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
        r"\w+){0,2}? ?(?:numarul|lista|abonar\w*|ma|datele)?\b(?=$| din| meu| mele)|\blasati "
        r"ma "
        r"in pace|\bdezabon\w+",
        r"\b(?:incetati|opriti|opreste|gata|destul|ajunge|terminati|stop)(?: (?:cu|sa|va|imi|"
        r"mi|ma|mai|toate|aceste|tot))* (?:scri\w+|trimit\w+|spam\w*|mesaj\w*|sms\w*|reclam\w*|"
        r"contact\w+|sun\w+|deranj\w+)|\b(?:retrag|revoc|anulez)(?: \w+)? (?:consimtamant\w*|"
        r"acord\w*)|\bnu (?:va|vreau|doresc|mai vreau|mai doresc)(?: \w+){0,3}? (?:reclam\w*|"
        r"mesaj\w*|sms\w*|contact\w*|notific\w*)|\b(?:numar gresit|gresit numarul)(?: \.)? "
        r"(?:\w+ ){0,3}?(?:stop|sterg\w*|nu \w+|scoate\w*)|\b(?:stergeti|sterge|scoateti|"
        r"uitati|eliminati)(?: mi| ma)? ?(?:\w+ )?(?:numarul|datele|din|de pe)(?: \w+)?|\bdu "
        r"te(?: \w+)? dracu\w*|\bva blochez|\bva raportez",
    ),
    unless_before=r"\bde ce$",
    unless_after=r"^ ?(?:\w+ )?(?:inainte|dupa|acum|azi|maine|seara|noaptea)\b",
    unless_anywhere=(r"(?:^|\. )(?:scrieti|trimiteti|sunati)(?: mi| ma)?\b(?! reclame)|\bde ce\b"),
)

ROMANCE = (FRENCH, PORTUGUESE, ITALIAN, ROMANIAN)
