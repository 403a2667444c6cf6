"""English."""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

_EN_ING = (
    r"(?:te?xt(?:ing|in)|txting|me+s+a?gi?n?g|msgs?ing|messaging|dming|sms ?ing|whatsapp?ing|"
    r"contacting|"
    r"e ?mailing|mailing|phoning|spamming|pinging|bothering|harassing|annoying|bugging|"
    r"pestering|disturbing|soliciting|notifying|reaching out(?: to)?|contact(?= me| us)|"
    r"hitting "
    r"(?:me|us) up|blowing up|"
    r"messing with|trying to (?:contact|reach|call|text|message))"
)
_EN_CALLING = r"(?:calling|writing(?: to)?|ringing|dialing|following up)"
_EN_VERB = (
    r"(?:te?xt|txt|message|msg|dm|sms|whatsapp|contact|e ?mail|mail|ping|bother|harass|spam|"
    r"disturb|solicit|bug|pester|annoy|reach out to|get in touch with|hit up)"
)
_EN_CALL_VERB = r"(?:call|phone|ring|write(?: to)?)"
_EN_NOUN = (
    r"(?:te?xts?|txts?|text messages?|sms(?:es)?|messages?|msgs?|messaging|e ?mails?|spam|junk|"
    r"notifications?|alerts?|updates?|ads?|adverts?|advertising|advertisements?|promos?|"
    r"promotions?|promotional \w+|marketing|newsletters?|solicitations?|communications?|"
    r"correspondence|contact|crap|shit|bs|garbage|nonsense|robo ?(?:texts?|calls?)|"
    r"phone calls|calls|stuff|offers|reminders|deals)"
)
_EN_FILL = (
    r"(?:all|any|the|these|this|those|your|ur|yall s|my|me|us|to|of|more|anymore|any more|"
    r"further|"
    r"future|other|such|promo|promotion|so many|damn|stupid|fucking|freaking|annoying|"
    r"unsolicited|unwanted|"
    r"random|automated|marketing|promotional|sales|text|sms|spam|out|from|with)"
)
_EN_ME = (
    r"(?:me|us|my (?:phone|number|cell|mobile|line)|(?:this|dis) (?:number|num|phone|cell|line))"
)
_EN_OVER = (
    r"(?:anymore|any more|again|ever|ever again|no more|any longer|for any reason|at all|"
    r"period)"
)
_EN_LIST = (
    r"(?:(?:\w+ ){0,4}?(?:lists?|databases?|db|systems?|contacts|records|files|rotation|"
    r"distribution|mailing|mailings|marketing|campaigns?|subscription|newsletter|directory|crm|"
    r"te?xts?|messages|e ?mails|alerts|updates|notifications|broadcasts?|blasts?|spam)|"
    r"(?:this|these|here|it|everything|there))"
)
_EN_MINE = (
    r"(?:me|us|my (?:(?:cell |phone |mobile |telephone )?(?:number|phone|cell)|name|info|"
    r"information|"
    r"contacts?(?: info\w*| details)?|details|data|personal (?:data|info\w*|details)|e ?mail"
    r"(?: address)?|digits)|this (?:phone )?number|our number)"
)

_EN_STOP = r"(?:stop+|stahp|stawp|stp|stpo|sotp|quit|cease)"
_EN_ASK = r"(?:told|asked|tell|ask|said|say|begged|warned|requested|texted|replied|repeat\w*)"

ENGLISH = Phrases(
    language="en",
    stop=(
        # stop + contacting
        rf"(?:{_EN_STOP}|no more|enough with the|refrain from|desist from|done with the|avoid) "
        rf"(?:all |this |the |constantly |fucking |freaking |damn )?{_EN_ING}\b"
        rf"(?: {_EN_ME}| here|{END}| {_EN_OVER}| (?:all|every|so|at|please|pls|now|already|or|"
        rf"and|i)\b)",
        rf"{_EN_STOP} {_EN_CALLING} (?:{_EN_ME}|here)\b",
        rf"{_EN_STOP} (?:hitting|hittin|blowing|ringing|lighting) (?:up )?my (?:line|phone|cell)",
        rf"{_EN_STOP} (?:it |this |em )?(?:w|with|wit) (?:all )?(?:the|this|these|your|ur|that) "
        rf"(?:\w+ )?{_EN_NOUN}\b",
        rf"{_EN_STOP} (?:this|the|that|your|ur|all this) (?:\w+ )?(?:harassment|harassing|"
        rf"madness|nonsense|bullshit|crap|bs|spamming|stalking|soliciting)\b",
        rf"{_EN_NOUN} (?:please |pls |plz |just |so )*{_EN_STOP} (?:them|em|it|sending){END}",
        rf"(?:{_EN_STOP}|refrain from) (?:sending|forwarding|pushing)"
        rf"(?: {_EN_FILL})*(?: {_EN_NOUN}| (?:this|these|those|me|them|anything)(?: stuff| "
        rf"things)?{END}|{END})",
        rf"(?:turn|shut|switch) (?:these|those|the|your|all)(?: \w+)?? {_EN_NOUN} off\b",
        r"(?:stop|end|cease|halt|discontinue|cancel|terminate|suspend|turn off|shut off|"
        r"disable|"
        rf"deactivate|kill|unsubscribe|no further|mute)"
        rf"(?: {_EN_FILL})* (?!deals|offers|calls|reminders|contact\b){_EN_NOUN}\b",
        rf"stop (?:the|these|your|all|all the|all these) (?:calls|offers|reminders|deals|"
        rf"contact){END}",
        rf"(?:stop|quit) (?:it|this|that)?(?: right)? ?(?:now|already|immediately|please|pls) ?"
        rf"(?:with|sending) (?:the|these|your) {_EN_NOUN}",
        rf"(?:no more|enough(?: with| of)?|done with)(?: {_EN_FILL})* (?!offers|deals|"
        rf"updates){_EN_NOUN}{END}",
        rf"(?:no more|enough(?: with| of)?)(?: {_EN_FILL})* {_EN_NOUN} (?:please|pls|thanks|"
        rf"thank you|from|to|ever|already|now)\b",
        rf"(?:stop|quit|cease) (?:{_EN_ING}|{_EN_CALLING}) (?:and|or|n) (?:{_EN_ING}|"
        rf"{_EN_CALLING})",
        rf"(?:stop|quit) (?:receiving|getting)(?: {_EN_FILL})* ?(?:{_EN_NOUN}\b|{END}|from you)",
        r"(?:please|pls|plz|kindly) stop(?: now| it| this| that| please| already)?" + END,
        r"cease and desist\b",
        rf"(?:get|make|want|need|needs|wish|have|has|got) (?:these|this|those|them|it|all this|"
        rf"(?:the|your|these|all|ur) (?:\w+ )?{_EN_NOUN}) (?:to )?(?:{_EN_STOP}|end|"
        rf"stopped){END}",
        rf"(?:the|these|your|ur|all|this|those) (?:\w+ )?{_EN_NOUN} (?:really |just |have |has |"
        r"need |"
        rf"needs |got |must |should |would |could |can )+(?:to )?(?:{_EN_STOP}|end){END}",
        rf"if (?:the|these|your|all) (?:\w+ )?{_EN_NOUN} (?:stopped|would stop|could stop|"
        r"ended)\b",
        r"(?:end|stop|quit|cancel|terminate|discontinue|cease)(?: (?:my|the|this|all|text|sms|"
        r"any))* "
        rf"(?:subscription|contact|contacting|communications?|correspondence|solicitations?)"
        rf"(?: (?:to|with) (?:me|us|this number))?{END}",
        rf"{_EN_STOP} (?:{_EN_ING}|calling) (?:my (?:wife|husband|mom|mother|dad|father|son|"
        r"daughter|"
        r"kids?|family|parents?|partner|gf|bf|girlfriend|boyfriend|grandma|house|work|job|"
        r"office)|"
        rf"(?:the|that) number)\b",
        r"(?:get|stay|keep) (?:the \w+ )?(?:out of|off|outta) my (?:inbox|phone|dms?|messages|"
        r"life)\b",
        r"(?:do not|dont|never|stop) (?:use|using) (?:my|this) (?:\w+ )?number\b",
        rf"(?:i|ill|we|well|im|gonna|going to|will) (?:\w+ ){{0,3}}?(?:report(?:ing)?|sue|suing|"
        r"call|"
        r"calling|contact|contacting|get|file|filing) (?:you |u |this |it |a |an |the |my |to "
        r")*(?:fcc|"
        r"ftc|police|cops|lawyer|attorney|spam|complaint|authorities|"
        rf"carrier)\b(?=.{{0,60}}(?:again|"
        rf"continue|stop|next|if you|if this|keep|more|{END}))(?: if (?:this|you|u|it) \w+)?",
        r"(?:next|one more|another|1 more) (?:te?xt|message|msg|call)\b.{0,12}(?:i|ill|im|we|"
        r"and)\b"
        r".{0,20}(?:lawyer|police|cops|report|sue|block|fcc|attorney)",
        rf"(?:can|could|will|would|need|want|wish|please|{_EN_ASK}) (?:you|u|yall|ya)(?: guys| "
        rf"people| all| folks)? (?:\w+ )?(?:to )?(?:please |pls |just |kindly )*{_EN_STOP}{END}",
        rf"\b(?:i|ive|we|weve)(?: \w+){{0,3}} {_EN_ASK}(?: (?:you|u|yall|him|them|it|the word|"
        rf"\d+ times|already|to|please|clearly|before|repeatedly))* {_EN_STOP}{END}",
        rf"(?:respect|honou?r) my (?:\w+ )?(?:wish\w*|request|privacy|decision)(?: and)? "
        rf"(?:please )?{_EN_STOP}\b",
        rf"make (?:it|this|the|these|your)(?: {_EN_NOUN})? stop{END}",
        rf"cancel (?:my|this|the) subscription (?:to|for)(?: {_EN_FILL})* {_EN_NOUN}",
        rf"(?:tired|sick) of (?:getting |all )?(?:these|your) {_EN_NOUN}",
        r"(?:text|message|contact|call|e ?mail|bother) me (?:one more time|again) (?:and|or)\b",
        r"(?:report|sue|block|lawyer|police|legal)\b.{0,25} if (?:you|i|u) (?:\w+ ){1,4}again\b",
        r"if (?:you|u) (?:text|message|contact|call|bother) me again.{0,25}(?:report|sue|block|"
        r"lawyer|police|legal)",
        # do not + contact
        rf"(?:do not|dont|dnt|dnot|donot|do nt|never|no longer|must not|may not|should not|"
        r"shouldnt|not to|(?:can|could|would|will|may) (?:you|u|yall) (?:please |kindly )?not) "
        rf"(?:ever |again |you ever |you dare |u dare |bother to |try to |even |continue to )?"
        rf"{_EN_VERB} {_EN_ME}\b"
        rf"(?: back)?(?: {_EN_OVER})?"
        r"(?: (?:please|pls|plz|thanks|thank you|thx|ok|with|your|these|this|or|i|stop|and|any|"
        rf"from|"
        rf"man|bro|sir|mam|maam)\b|{END})",
        rf"(?:do not|dont|dnt|never) (?:ever )?{_EN_CALL_VERB} (?:or \w+ )?{_EN_ME} {_EN_OVER}\b",
        rf"(?:do not|dont|dnt|never) (?:ever )?(?:{_EN_VERB}|reply|respond|write|call)(?: to| "
        rf"back)?(?: {_EN_ME}| here)? (?:{_EN_OVER}|any further|further)\b",
        rf"(?:appreciate|great|nice|grateful|thankful|glad|like|love|better|good|best) (?:it )?"
        rf"if (?:you|u|yall) (?:guys |would |could |can |will |please |just )*(?:didnt|did not|"
        rf"dont|do not|not|wouldnt|wont|never|stopped|stop)\b(?: \w+)?? (?:{_EN_VERB}|call|"
        rf"write|send|{_EN_ING}|calling|writing|sending)",
        r"(?:rather|prefer)(?: it)?(?: if| that)? (?:you|u|yall) (?:\w+ )?(?:didnt|did not|"
        r"dont|"
        rf"do not|not|never) (?:ever )?(?:{_EN_VERB}|call|write|send)",
        rf"mind not {_EN_ING}\b",
        rf"(?:do not|dont|never|not) (?:keep|continue|keep on|go on|start) (?:{_EN_ING}|"
        rf"{_EN_CALLING}|"
        rf"sending)\b",
        r"(?:number|phone|line|cell) (?:should|must|may|can|is) not (?:to )?(?:be )?(?:te?xted|"
        r"contacted|called|messaged|used)\b",
        rf"(?:didnt|did not|never|nobody|no one|not)(?: \w+){{0,2}}? (?:ask(?:ed)?|sign(?:ed)? "
        rf"up|subscribed?|agreed?|request\w*|opt\w* in)(?: \w+)?? (?:for|to) (?:(?:these|this|"
        rf"your|ur|any|all|receive|get|such|spam|marketing|be) )*(?:{_EN_NOUN}|texted|messaged|"
        rf"contacted)\b",
        r"no (?:further|future|more) (?:contact|communications?|correspondence|"
        r"solicitations?)\b",
        rf"(?:do not|dont|never) (?:call|text|e ?mail|message|write)(?: me)? or {_EN_VERB}\b(?: "
        rf"me)?",
        rf"(?:do not|dont|dnt|never) (?:ever )?(?:send|forward)(?: {_EN_FILL})* "
        rf"(?:{_EN_NOUN}|anything|any more|anymore|nothing)\b",
        r"^(?:please |pls )?(?:do not|dont) (?:contact|disturb|text|message|e ?mail|solicit|"
        r"sms)"
        rf"(?: list)?{END}",
        r"(?:put|add|place) (?:me|us|my number|this number) (?:on|to|in) (?:\w+ ){0,3}?"
        r"(?:do not|dnc|no) ?(?:call|contact|text|disturb)?\b",
        # off the list
        rf"(?:remove|take|delete|drop|scrub|strike|scratch|cross|get|pull|erase|wipe|purge|"
        rf"exclude) {_EN_MINE} "
        rf"(?:off|from|out)(?: (?:of|from))? (?!.{{0,20}}(?:wait|waiting|guest|invite|seating|"
        rf"short) ?list){_EN_LIST}\b",
        rf"(?:remove|take off|delete|drop|unlist|blacklist|suppress|exclude|ban) {_EN_MINE}"
        rf"(?:{END}| (?:please|pls|plz|now|thanks|asap|immediately|permanently|for good|at "
        r"once)\b)",
        r"(?:my|this|our) (?:\w+ )?(?:number|phone|info\w*|details|data|name|contact|records?|"
        r"e ?mail)"
        r"(?: (?!not\b)\w+){0,4}? (?:removed|deleted|erased|taken off|wiped|scrubbed|off "
        r"(?:your|ur|the|this) "
        r"(?:\w+ )?list)\b(?! (?:and replaced|from (?:the|my) (?:booking|order|lease|account)))",
        r"(?:could|can|may|how do|how can|do|id like|i want|want|please|let) (?:i|me|us|we) "
        r"(?:please |"
        r"\w+ )?(?:be |get )?(?:removed|taken off|unsubscribed|opted out|deleted)\b(?! from "
        r"the (?:class|"
        r"wait|booking|lease|order|list of))",
        r"(?:my number|are (?:you|u)|is this|my info\w*|know (?:you|u)|sign up|signed up)(?: "
        r"\.)? "
        r"(?:please |pls |just |then |so |and |now )*(?:delete|remove|erase|lose|forget) "
        rf"(?:it|this|that|me|them){END}",
        r"(?:forget|erase|delete) me(?: \.)? (?:gdpr|under|please|now|from)|^(?:please |pls "
        r")?(?:forget|"
        rf"erase|delete) (?:about )?me{END}",
        r"(?:un ?enrol\w*|de ?regist\w+|unregister\w*|unlist|de ?list|opt|blacklist|suppress) "
        r"(?:me|us|my (?:\w+ )?number|this (?:\w+ )?number)\b",
        r"(?:exclude|omit) me from\b",
        rf"wrong (?:number|person|guy|lady|phone)(?! of| for)(?: \w+)?(?: \.)? (?:\w+ ){{0,3}}?"
        rf"(?:{_EN_STOP}|remove|delete|erase|lose|unsub\w*|take (?:me|it) off)\b",
        rf"take {_EN_MINE} off{END}",
        r"(?:remove|delete|erase|lose|loose|forget|discard|wipe|destroy|throw away|get rid of) "
        r"(?:my|this) (?:\w+ )?(?:number|phone|digits|contact|contacts|contact info\w*|contact "
        r"details|"
        r"data|personal \w+)\b",
        r"(?:remove|delete|erase|destroy|wipe) (?:my|all my|all of my) (?:personal "
        r")?(?:info\w*|"
        rf"details|data|records?|file)(?: from|{END}| and|"
        rf" immediately| now| please)",
        r"(?:remove|delete|erase|destroy|wipe) (?:all|everything|any|every)(?: \w+){0,3}? "
        r"(?:you|"
        r"u|yall) (?:have|hold|got|keep|store)(?: stored| saved)? (?:on|about|of) me\b",
        r"right to (?:erasure|be forgotten|object)\b",
        r"(?:i )?object to (?:the processing|being contacted|direct marketing|receiving|any "
        r"further|your marketing|these)",
        r"want (?:off|out of|to get off|to be taken off|to be removed from|to be off) "
        rf"(?:of )?{_EN_LIST}\b",
        r"(?:like|want|need|ask\w*|wish|request\w*) (?:for )?(?:\w+ )?(?:to be|be|being|you to "
        r"have me) "
        r"(?:removed|taken off|unsubscribed|opted out|deleted)\b",
        rf"(?:dont|do not|not|no longer) (?:\w+ )?(?:want|wish|need|like)(?: to)? be (?:on|in|"
        rf"part of) {_EN_LIST}\b",
        rf"(?:^|\. )(?:i )?(?:just )?want out{END}",
        # unsubscribe, opt out
        r"(?:^|\. )(?:(?:please|pls|plz|kindly|just|yes|hi|hello|hey|ok|now|so|can|could|would|"
        r"you|will|gonna|wanna|let|get|trying|tryna|try|im|id|gotta|have|got|must|asking|"
        r"i|am|to|like|want|wish|need|and|then|me|how|where|do|a|link|way|the|is|there) ){0,12}"
        r"un ?(?:subscribe|subscribing|sub|suscribe|subcribe|scribe|subscribed)\b",
        r"un ?sub\w* (?:me|us|my|from (?:this|these|those|your|all|every|any|the|marketing|"
        r"text|sms))\b",
        rf"(?:opt|opting|opted|opts)(?: {_EN_MINE})? (?:the hell )?out+a?"
        rf"(?:{END}| (?:please|pls|now|thanks|thank you|immediately|i|asap|this|these)\b| "
        rf"(?:of|from)(?: {_EN_FILL})*"
        rf" ?(?:{_EN_NOUN}\b|receiving|getting|being contacted|{END}))",
        r"(?:withdraw|withdrawing|revoke|revoking|retract|rescind|remove|take back)(?: my| all|"
        r" any)* "
        r"(?:consent|permission|authori[sz]ation|opt in)\b",
        r"(?:do not|dont|no longer|never|didnt|did not) (?:give (?:you )?)?(?:consent|"
        r"permission)"
        r"(?: (?:for|to))?(?: \w+){0,3}? (?:text\w*|messages?|contact\w*|messag\w+|calls?|"
        r"marketing|this|these)\b",
        r"(?:no longer|dont|do not|never) (?:have|had|gave you|got) (?:my |any )?(?:permission|"
        r"consent|authori[sz]ation)\b",
        rf"\b(?:i ?m|we re|were|am) good (?:on|with) (?:the|your|these) {_EN_NOUN}",
        # no wish to hear
        r"(?:no longer|dont|do not|dnt|didnt|did not|not|never|rather not) (?:\w+ ){0,2}?"
        r"(?:want|wish|wanna|wanting|need|care|like|interested in|agree|ask|sign up)(?: for| "
        r"to)?(?: (?!stop|quit|miss|lose|cancel|end)\w+)?? "
        r"(?:receive|receiving|get|getting|see|seeing)(?: \w+){0,3}? "
        rf"(?:{_EN_NOUN}|anything|{_EN_OVER}|from you\w*)\b",
        rf"(?:no longer|dont|do not|not) (?:\w+ )?(?:want|wish|wanna|like)(?: to)? receive "
        rf"(?:these|this|them|those|any){END}",
        r"(?:no longer|dont|do not|dnt|never|rather not) (?:\w+ ){0,2}?"
        r"(?:want|wish|wanna|like|need|care|interested in)(?: to)? (?:be |being |get |getting "
        r")?"
        r"(?:contacted|texted|messaged|e ?mailed|called|bothered|disturbed|hear\b|hearing|"
        r"spammed|notified)",
        r"(?:no longer|dont|do not|dnt|never) (?:\w+ )?(?:want|need|wanna|like)(?: "
        rf"{_EN_FILL})* "
        r"(?:te?xts?|messages|msgs|e ?mails|spam|sms|ads|promos?|promotions|marketing|"
        r"notifications|newsletters?|solicitations?)"
        rf"(?:{END}| (?:anymore|any more|from|please|thanks|on|to|at|like|and|so)\b)",
        r"(?:no longer|dont|do not|dnt|never) (?:want|wish|like|need|consent|agree|allow) "
        r"(?:for )?(?:(?:you|u|yall|your \w+|anyone|anybody|them) )?(?:to )?"
        rf"(?:keep )?(?:{_EN_VERB}|call|write|{_EN_ING}|calling|contacting)(?: to)? (?:me|us|my|"
        rf"this)\b",
        r"(?:rather|prefer|would like|like|wish) (?:to )?not(?: to)? (?:receive|get|be "
        r"contacted|be texted|be messaged|hear)\b",
        # go away
        rf"(?:^|\. |please |pls |just |and |or |u |you )leave (?:me|us|my family) (?:the \w+ |"
        rf"tf )?(?:alone|be{END}|in peace)\b",
        rf"(?:^|\. )(?:please |just |pls )?let me be{END}",
        r"(?:bother|annoy|harass|spam|text|bug|pester) (?:someone|somebody|anyone) else\b",
        r"(?:^|\. )(?:please |just )?(?:go away|get lost|piss off|buzz off|bug off|fuck off|f "
        r"off|sod off|"
        r"knock it off|cut it out|back off|fuck you|stfu|shut up|go to hell|screw (?:you|off)|"
        r"kick rocks|bugger off|drop dead|eff off|get bent)(?: (?:and|you|spammer\w*|"
        r"please|creep\w*)\b.*)?$",
        r"(?:block|blocked|blocking|reporting|report) (?:you|u|ya|(?:this|your|ur|the) number|"
        r"(?:this|you|ur?) (?:as|for) (?:spam|harass\w+))",
        r"not interested(?: at all| sorry| anymore| in this)*(?: \.)? (?:\w+ ){0,2}?(?:remove|"
        r"stop|quit|"
        rf"unsubscribe|delete|opt out)(?: me| us| my number)?{END}",
        r"(?:you have been|you ve been|youve been|you are|youre|ur) (?:being )?(?:reported|"
        rf"blocked){END}",
    ),
    unless_before=(
        r"\b(?:wont|cant|cannot|dont|do not|didnt|doesnt|does not|did not|will not|never|not|"
        r"without|(?:dont|do not|didnt|never|not|wouldnt|would not) (?:\w+ )?(?:want|wish|mean|"
        r"wanna|plan|intend|need|like|gonna|going)(?: (?:it|them|this|your \w+))?|"
        r"(?:reply|text|type|send|press|click|txt|write|answer|tap)(?: \w+)? to|"
        r"(?<!\w)(?:why|how come)(?: (?:did|do|have|has|are|would|is|was|u|you|yall|guys|"
        r"ever))*|"
        r"(?:did|didnt|have|has) (?:i|we)|(?:he|she|they|we|who|it|people|customers|users|"
        r"nobody|everyone|someone|anyone) (?:\w+ )?|"
        r"(?:him|her|them|people|guy|man|boss|boyfriend|girlfriend|ex|mom|dad|friend) to|"
        r"(?:said|says|say|saying|told me|wrote|reads|word|phrase|button|link|option)|"
        r"(?:if|unless|before|until|after|in case|instead of|rather than|why would) (?:\w+ "
        r"){0,4}?)"
        r"(?: please| just| ever| you| i| to)*$"
    ),
    unless_after=(
        r"^ ?(?:please |pls |right |just )?(?:"
        r"(?:by|over|at the|around|for a|off|in)\b|"
        r"(?:at|in the|before|after|until|till|during|on|around) (?:work|night|home|noon|the "
        r"office|school|lunch|"
        r"dinner|class|church|church|meeting\w*|midnight|morning\w*|evening\w*|weekend\w*|"
        r"sunday\w*|"
        r"saturday\w*|monday\w*|tomorrow|\d+|i|then|next)\b|"
        r"(?:while|when|whenever|because|cuz|bc|since|until|till|unless|if|so late|so early|"
        r"this early|this late|"
        r"today|tonight|this week|for now|yet|till)\b|"
        r"and (?:call|drive|driving|start|give|bring|send|come|tell|just call)\b|"
        r"(?:users|people|customers|clients|subscribers|them|contacts|someone|somebody|"
        r"others)\b|"
        r"(?:is|was|does|did|doesnt|didnt|isnt|button|link|page|option|works?|worked|"
        r"feature)\b|"
        r"from (?:the|my|our) (?!(?:\w+ ){0,2}(?:lists?|texts?|messages|e ?mails?|sms|database|"
        r"system|updates|alerts|"
        r"notifications|newsletters?|messaging|marketing|program|group|chat)\b)|"
        r"(?:the|my|our|this) (?:lease|deed|title|schedule|waitlist|insurance|loan|mortgage|"
        r"bill)\b|"
        r"from (?:the|my|our) (?:booking|order|reservation|appointment|table|quote|invoice|"
        r"policy|lease|account|"
        r"flight|party)\b)"
    ),
    unless_anywhere=(
        r"\b(?:text|texts|texting|e ?mail|whatsapp|message|messages|call|call me|calling)(?: "
        r"me|"
        r" us)? "
        r"(?:is|are|works?|instead|only|would be|fine|better|please instead|rather|me "
        r"instead)\b|"
        r"\b(?:just|rather|only|prefer) (?:a )?(?:text|e ?mail|call|message|whatsapp|texts|"
        r"emails)\b(?! me any)"
    ),
    support=(
        r"(?:im |i am |we are |were )?(?:really |so |just |sorry )?not interested(?: \w+){0,3}|"
        r"no|nope|nah|"
        r"(?:you have |you ve |youve |u have |you got )?(?:the )?wrong (?:number|person)(?: "
        r"\w+){0,2}|"
        r"who (?:is|are|dis|r) (?:this|you|u|it)|i already (?:\w+ ?){1,4}|already (?:\w+ "
        r"?){1,3}|"
        r"(?:i )?(?:didnt|did not|never) (?:sign up|signed up|subscribe|subscribed|ask|asked|"
        r"opt)(?: \w+){0,4}|"
        r"(?:this is )?spam(?:mer)?s?|scam(?:mer)?s?|enough|i (?:said|told you|asked you|mean "
        r"it|am done|m done)"
        r"(?: \w+){0,3}|seriously|final warning|last (?:time|warning)|im done|go away|for real|"
        r"(?:i )?(?:dont|do not) know (?:you|who \w+(?: \w+)?)|(?:this is )?harassment|i (?:am|"
        r"m) reporting (?:\w+ ?){1,3}|"
        r"dont (?:text|contact|message) me(?: \w+){0,2}|no more(?: \w+){0,3}|not (?:me|him|"
        r"her)|"
        r"(?:i |we |ive )?(?:\w+ )?(?:already )?asked(?: \w+){0,4}|who gave (?:you|u) my "
        r"number|"
        r"(?:\w+ )?(?:your|ur|these|all these|too many|the) (?:\w+ )?(?:te?xts?|messages|msgs|"
        r"spam|ads|"
        r"promos|e ?mails)(?: \w+){0,4}|this (?:isnt|is not) \w+|(?:so |very |really |you are |"
        r"ur )?"
        r"annoying|"
        r"(?:i |im |i am )?(?:sold|bought|moved|found)(?: \w+){0,4}"
    ),
)
