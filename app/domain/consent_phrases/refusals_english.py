"""Refusals that name no "stop": families of wordings that every language has, English first.

They are kept by what is meant, so that a language can be compared with the next:
**none** ("no further messages"), **unheard** ("I would rather not hear from you"), **unasked** ("I
never signed up for this"), **stranger** ("this is not my number, stop"), **others** ("leave my
husband alone"), **needless** ("no need to write anymore"), **over** ("we have nothing left to
discuss"), **legal** ("this is harassment") and the rights of data protection: **erase**,
**object**, **withdraw**. Guards of the language (``unless_…``) hold for them too.
"""

from __future__ import annotations

from app.domain.consent_phrases import END

_EN_MESSAGES = (
    r"(?:te?x+ts?|txts?|me+s+a*i?ges?|msgs?|mssgs?|sms|e ?mails?|calls?|contact|contacts|"
    r"communications?|comms|correspondence|spam|marketing|ads|offers|updates|notifications?|"
    r"promos?|promotions?|newsletters?|alerts?|outreach|follow ?ups?|solicitations?)"
)
_EN_REACH = (
    r"(?:te?xt|txt|message|msg|dm|contact|e ?mail|mail|call|phone|ring|write|ping|bother|disturb|"
    r"spam|reach out|get in touch|follow up|send|keep|approach|chase|pester|solicit)"
)
_EN_REACHING = (
    r"(?:te?xting|txting|me+s+a?ge?ing|messaging|contacting|e ?mailing|mailing|calling|phoning|"
    r"writing|pinging|bothering|disturbing|spamming|reaching out|getting in touch|following up|"
    r"sending|pestering|harassing|chasing)"
)
_EN_OBJECT = (
    r"(?: (?:to|with|at|on|for|any|more|further|me|us|him|her|them|my \w+|this (?:number|phone|"
    r"person)|anything|stuff|these|those|your|all|of|other|promotional))*"
)
_EN_SENDER = r"(?:you|u|ya|yall|you (?:people|guys|all|lot)|your (?:company|business|firm|team))"

ENGLISH = (
    # none
    r"(?<!have )\bno (?:more|further|additional|other|such|fucking|future) (?:of )?(?:(?:this|"
    r"these|"
    rf"those|that|your|of|any|such|text|marketing|sales|promotional) ?){{0,3}}(?:{_EN_MESSAGES})?"
    rf"{END}(?<!no more)(?<!no other)(?<!no such)|\b(?:absolutely )?no (?:\w+ )?{_EN_MESSAGES}(?: "
    rf"(?:and|or) (?:no )?(?:\w+ )?{_EN_MESSAGES}){{1,2}}{END}",
    rf"\b(?:dont|do not|no|never) {_EN_REACH}(?: me| us)?(?: (?:\.|and|or|nor) )?(?: ?(?:\. )?"
    rf"(?:and |or )?(?:dont|do not|no|never) {_EN_REACH}(?: me| us| at all| "
    rf"anything)?){{1,3}}{END}",
    r"\b(?:dont|do not|i dont|no) (?:want|need|wish|care for|wanna|like|accept) (?:(?:(?!miss |"
    rf"lose |stop )"
    rf"\w+ ){{0,2}}(?:your|ur|these|thees?e|theses|those|any|anymore|any more) )(?:\w+ ){{0,2}}?"
    rf"{_EN_MESSAGES}(?: \w+){{0,3}}{END}",
    # asked of them, politely or not
    r"\b(?:could|can|would|will|may i ask|might) (?:you|u|i ask you)(?: guys| people| all)?(?: "
    r"\w+)?"
    rf" not (?:to )?{_EN_REACH}{_EN_OBJECT}(?: (?:again|anymore|any more|ever|further|please|"
    rf"either|at all|from now on))*{END}",
    r"\b(?:stop|quit|cease|refrain|abstain|desist|discontinue|halt|end|terminate|suspend|pause)"
    rf"(?: (?:from|all|any|and|desist|sending|with|immediately|this|these|your|the|further|of|"
    rf"such|forms?|now|at once))* (?:{_EN_MESSAGES}|{_EN_REACHING})(?: (?:with|to|from|at|on|"
    rf"for))? "
    r"(?:me|us|my|this|our|him|her|them)\b",
    r"\b(?:cease and desist|desist from|refrain from) ?(?:any |all |further |this |sending |"
    r"future )*"
    rf"(?:{_EN_REACHING}|{_EN_MESSAGES})?",
    rf"\b(?:dont|do not|never) (?:{_EN_REACH}|use)(?: (?:to|me|us|my (?:\w+ )?(?:number|data|"
    rf"details|info\w*|phone|e ?mail)))+ (?:for|with|about) (?:any |your |more )?(?:marketing|"
    r"advertising|promotion\w*|sales|ads|commercial|solicitation|offers)\b",
    # unheard
    r"\b(?:dont|do not|no longer|rather not|prefer not to|prefer to not|like not to|not to|never "
    r"want to|no (?:desire|wish|interest|need) (?:in|to)|would hate to|hope (?:i |to )?never(?: "
    r"to)?|hope not to|hope i dont)(?: (?:want|wish|need|care|like|desire))?(?: to)? ?(?:hear\w*|"
    rf"be hearing|see|receiv\w+|get)(?: \w+){{0,2}}? (?:from|out of|by) {_EN_SENDER}\b"
    r"(?! (?:if|until|before|unless|on|about|soon))",
    r"\b(?:not|never) (?:be |being |get )(?:contacted|messaged|texted|e ?mailed|called|bothered|"
    rf"disturbed)(?: (?:by|again|anymore|any more|further|about|for|with|ever|in|the|future|any|"
    rf"{_EN_SENDER}|this|these|marketing|please))*{END}",
    # unasked
    r"\b(?:i|we|my \w+|nobody here|no one here) (?:have |had |ve )?(?:didnt|did not|never|havent|"
    r"have not|dont remember|do not recall|dont recall|do not remember|am not)(?: (?:even|ever|"
    r"actually|once))? (?:sign\w*(?: myself)? up|subscrib\w+|opt(?:ed|ing)? in|enrol\w*|"
    r"register\w*|consent\w*|agree\w*(?: to)?(?= (?:to )?(?:get|receive|be|this|these|your|any))|"
    rf"gave (?:you )?(?:permission|consent))(?: (?:to|for|with|get|receive|be|being|this|these|"
    rf"that|those|your|any|anything|of|text\w*|contacted|messaged|here|it|list|service|"
    rf"{_EN_MESSAGES}))*{END}",
    r"\b(?:i|we) (?:didnt|did not|never|havent|have not) (?:ask\w*|request\w*|want\w*|authori\w+|"
    r"approve\w*|give\w*|gave)(?: (?:for|to|you|get|be|receive|any|of|permission|consent|your|"
    rf"these|those|this))* (?:{_EN_MESSAGES}|contacted|messaged|texted|any of this|permission|"
    rf"consent|to contact|to text|to message)(?: (?:me|us|to|from you|or \w+))*{END}",
    # stranger
    r"\b(?:this|that|it|the number)(?: (?:phone|number|line|cell|mobile))?(?: you \w+)? (?:is|s|"
    r"isnt|is not|aint|does|doesnt|belongs|no longer)(?: (?:not|no longer|my|mine|hers|his|the|"
    r"right|belong|belongs|to|a|me|them|someone|somebody|else|new|\w+s))*(?: number| phone| "
    r"person|"
    r" owner)?(?: (?:\.|and|so|please) )+ ?(?:so |please |and |you should |kindly )*(?:stop|"
    r"remove|"
    r"delete|quit|take it off|unsubscribe|dont (?:text|message|contact|call|write)|do not (?:text|"
    r"message|contact|call|write)|erase|update your)",
    r"\b(?:wrong|incorrect) (?:number|person|guy|lady|contact)(?: \w+)?(?: \.)? (?:\w+ ){0,3}?(?:"
    r"stop|quit|remove|delete|erase|lose|unsubscribe|dont (?:text|message|contact|call|write)|"
    r"do not (?:text|message|contact|call|write)|leave)",
    # others
    r"\b(?:leave|let) (?:me|us|him|her|them|(?:my|our) (?!key|car|bag|thing|order|stuff|furniture)"
    r"\w+(?: \w+)?|this (?:person|number|phone|family)|people|everyone)(?: the \w+)? (?:alone|in "
    rf"peace|be)(?: (?:already|now|please|for good|or \w+.{{0,30}}))*{END}",
    rf"\b(?:stop|quit) {_EN_REACHING}(?: (?:to|with))? (?:my|our) (?:\w+)(?: \w+)?{END}",
    # needless
    rf"\b(?:no|not|any|isnt any|you dont) (?:need|reason|point|necessity|use)(?: (?:in|for|to|you|"
    rf"of|keep|us|me|continue))* (?:{_EN_REACHING}|{_EN_REACH})(?: to| with| in touch)? (?:me|us|"
    r"this number)(?: (?:anymore|any more|again|further|any longer|from now on|about \w+(?: \w+)?|"
    rf"your \w+|any))*{END}",
    # over
    r"\b(?:we|i|there is|theres)(?: have| ve)? (?:nothing|no more|not anything) (?:left |more |"
    r"else |"
    r"further )?(?:to )(?:talk|discuss|say|speak)(?: \w+){0,3}? ?(?:(?:\. |so |and |please "
    r")+(?:stop|"
    r"leave|dont|do not|quit|bye|goodbye)\b.*|(?:with|to) (?:you|u)(?: \w+)?(?=$| \.)|"
    r"anymore(?=$| "
    r"\.))",
    r"\b(?:this|our|the) (?:conversation|chat|discussion|thread|communication) (?:is|are) (?:over|"
    rf"done|finished|closed){END}|\bend (?:this|the|our|all) (?:conversation|chat|communications?|"
    rf"contact|messages|texts){END}|\b(?:i am|im|we are|we re|were|i m) (?:so |really )?(?:done|"
    rf"through|finished|sick|fed up|tired|over|annoyed)(?: (?:with|of|by|getting|receiving|being|"
    r"all|and|tired|reading|seeing))* (?:you|u|your|ur|these|this|the|it)(?: \w+)?? "
    rf"?(?:{_EN_MESSAGES}"
    rf"|people|company|guys|harassment|nonsense|contacted|constant \w+)(?: \w+)?{END}",
    # out: of lists, of records
    r"\b(?:how|where|can|could|want|wanna|wish|like|need|let|get|trying|please)(?: (?:do|can|i|"
    r"me|to|"
    r"we|would|you|us))* (?:get|opt|be|come|unsubscribe|getting|drop|taken|removed|out|off)(?: (?:"
    r"out|off|taken|removed|of|from|this|these|your|ur|the|all|any|my \w+))* (?:lists?|mailing|"
    rf"mailings|comms|campaigns?|database|crm|{_EN_MESSAGES}){END}",
    r"\b(?:block|unsubscribe|delete|remove|blacklist|unfriend|unlist|deregister|forget|unregister|"
    r"exclude|drop|ignore|erase) (?:me|us|my number|my contact|this number|this contact)(?: "
    rf"(?:already|now|forever|too|permanently|completely|asap|from (?:your|ur|the|this) .{{1,30}}"
    rf"|please))*{END}",
    # legal
    r"(?:^|\. )(?:ok |and |now )?(?:this|that|it|you|what you \w+|ur) (?:is|are|re|s|amounts to|"
    r"constitutes)?(?: (?:pure|just|plain|now|starting to be|becoming|borderline|called|"
    rf"literally|"
    rf"doing))* ?(?:harassment|harassing(?: me| us)?|stalking(?: me)?|spamming(?: me)?){END}",
    r"\b(?:i|we|my lawyer|my attorney)(?: (?:will|am|m|ll|shall|be|are|going|gonna|to|have))* "
    r"(?:report|reporting|block|blocking|sue|suing|file|filing|reported|complain|complaining|"
    r"press|"
    r"take)(?: (?:to|you|u|this|your|against|a|number|legal|charges|complaint|action|guys|"
    r"people|it|as|for))* ?(?:spam|harass\w+|fcc|ftc|ico|police|tcpa|attorney|do not call "
    rf"registry|authorities|complaint|action|charges|regulator|if you .{{3,40}}){END}",
    # withdraw, object, erase
    r"\b(?:withdraw\w*|withdrew|revok\w+|rescind\w*|retract\w*|cancel|pull|take back|remove|deny|"
    r"refuse|decline)(?:ing)? (?:my|any|all|the|our|prior|of|previous|express|written|your|"
    r"earlier )*(?:my |any |prior |express |your )*(?:consent|permission|authori[sz]ation|"
    r"approval)\b(?! (?:form|slip|letter|paper))",
    r"\b(?:dont|do not|no longer|never|not|didnt|did not|have no|have not|no|without)(?: \w+)? "
    r"(?:consent|permission|authori[sz]e|authori[sz]ation|agree|approve)(?: (?:to|you|for|of|my|"
    rf"the|any|further|this|these|being|use|using))* (?:contact\w*|text\w*|message\w*|call\w*|"
    rf"e ?mail\w*|{_EN_MESSAGES}|my (?:number|data|details|information))\b",
    r"\b(?:object|opposed?|objection) (?:to )?(?:the |any |your |all |further |being "
    r")*(?:process\w*|"
    rf"use|using|usage|direct marketing|profiling|contact\w*|{_EN_MESSAGES})\b",
    r"\b(?:delete|erase|remove|destroy|wipe|scrub|purge|clear|forget|discard|get rid of|eras\w+|"
    r"deletion|removal|erasure|erasing|deleting)(?: (?:of|all|any|every|everything|the|whatever|"
    r"info|records?|personal|data|information|you|have|hold|on|about|me|please))* (?:(?:about|on|"
    r"of|"
    r"for) (?:me|us)|my (?:\w+ )?(?:data|info|information|details|number|record|records|profile|"
    r"contact(?: \w+)?|phone|e ?mail)|personal (?:data|info\w*))\b(?! (?:is|was|by|and send|from "
    r"the "
    r"(?:photo|order|invoice|booking)))",
    r"\b(?:right to (?:be forgotten|erasure|object|opt out)|article (?:17|21)|art (?:17|21)|"
    r"(?:gdpr|"
    r"ccpa|tcpa|dpa) (?:request|opt ?out|removal|deletion|erasure|violation))\b",
    # said without "me", where nothing else follows
    r"\b(?:no|not any|any) (?:need|reason|point) (?:to|in|for you to) (?:keep )?(?:te?xt|message|"
    r"contact|reach out|write|follow up)(?:ing)?(?: again| anymore| any more| further| any "
    r"longer)?$",
    r"\b(?:on|to|registered (?:on|with)) (?:the |a |your )?(?:national |federal )?(?:do not "
    r"(?:call|"
    r"contact|text)|dnc)(?: (?:registry|list|register))?\b",
    r"\b(?:do not|dont|never|not|stop) (?:use|using|abuse|sell|share|sharing)(?: (?:it|this|my|"
    r"our|"
    r"the|\w+ )){1,3}?(?: ?\w+)? (?:for|with|to) (?:any |your |more |third |send "
    r")*(?:promotion\w*|"
    r"marketing|ads|advertis\w+|spam\w*|sales|solicit\w+|commercial|offers|parties|promos)\b",
    r"\b(?:opt|opting|opted|count me|leave me|keep me|want) out (?:of |from )(?:everything|all|it|"
    r"this|these|that|any|your)(?: (?:of|it|this|these|all|future|of them|marketing|"
    r"communications?|"
    rf"{_EN_MESSAGES}|list|lists|stuff|things))*{END}",
    r"(?:^|\. )(?:please |just |now |so )?(?:get lost|go away|buzz off|piss off|back off|get out|"
    rf"go to hell|drop dead|leave me|shut up|screw you|beat it|scram){END}",
    r"\b(?:te?xt|message|call|e ?mail|spam|contact)\w*.{0,80} \. (?:ok |okay |so |and )?(?:that "
    r"is |"
    r"thats |that s |its |this is )?(?:enough|more than enough|too much|plenty)(?: (?:is enough|"
    r"now|"
    r"already|for me|please))*$",
    r"\b(?:want|wish|like|ask|request\w*|need|demand|prefer|asked|may i|can i|could i|please "
    r"have me|"
    r"expect)(?: (?:to|that|would|i|my \w+|me|this number|be|for))* ?(?:be |is |being |gets? )"
    r"(?:removed|deleted|taken|unsubscribed|erased|excluded|dropped|struck|forgotten|wiped|"
    r"blocked|"
    rf"cleared)(?: (?:off|out|from|of))*(?:{END}| (?:this|these|it|everything|here|all of (?:it|"
    rf"this))"
    rf"{END}| (?:your|ur|the|this|these|all|any)(?: \w+){{0,2}}? (?:lists?|database|system|"
    rf"records?|"
    rf"files?|contacts|mailing\w*|crm|campaigns?){END})(?<!waiting list)(?<!guest list)(?<!wait "
    rf"list)",
    # unwelcome
    r"\b(?:want|wish|like|prefer|need|asking|ask|demand) to be (?:left (?:alone|in peace)|"
    r"forgotten)\b",
    r"\b(?:these|those|this|your|ur|such) (?:\w+ )?(?:te?xts?|messages?|msgs?|e ?mails?|calls|"
    r"contact) "
    r"(?:is|are) (?:\w+ )?(?:unwanted|unwelcome|unsolicited|not (?:wanted|welcome)|a nuisance|"
    r"annoying)\b",
    r"\b(?:not|no longer|never|zero|isnt|arent) (?:at all )?(?:interested|interest) in (?:hearing|"
    r"receiving|getting|being (?:contacted|texted|messaged)|further|future|any (?:more|"
    r"further))\b",
    r"\bnumber\b.{0,40}\b(?:dont|do not|never|stop) us(?:e|ing) it\b(?! (?:for the|on the))",
)
