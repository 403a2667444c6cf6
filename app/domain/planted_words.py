"""Words of orders planted in letters, by what they want; read by ``app.domain.planted``."""

from __future__ import annotations

from app.domain.signs import Lexicon

FAMILIES = {
    # What a reader writes back.
    "answer": """reply replies response responses answer answers output outputs summary
        summaries message text writing translation explanation respuesta respuestas resumen
        mensaje salida رد ردك اجابه اجابتك ملخص جواب جوابك antwort antworten zusammenfassung
        reponse reponses resume risposta riassunto resposta resumo antwoord odpowiedz yanit*
        cevap* ozet* ответ* резюме 回答 回复 答复 摘要 返信 要約 답변 응답 요약 jawaban balasan
        ringkasan sagot tugon उत्तर जवाब উত্তর คำตอบ""",
    # Verbs that speak of the answer themselves.
    "reply_verb": """respond answer reply communicate speak write_everything responde responda
        contesta conteste اجب رد اكتب_ردك antworte antworten reponds repondez rispondi
        rispondete yanitla cevapla ответь* отвечай* 回答 回复 返信 答えて 대답* 답변* jawab
        jawablah sumagot tra_loi""",
    "your": """your the tu su tus sus la deine ihre ta votre tua vostra sua je twoja senin твой
        ваш 你的 您的 あなたの 당신의 anda अपने আপনার""",
    # To put something in.
    "add": """add include insert append integrate incorporate embed mention enhance augment
        modify adjust alter infuse weave enrich sprinkle inject introduce slip tease hint
        suggest emphasize emphasise highlight stress encourage promote advocate urge invite
        direct plug advertise endorse recommend conclude end begin start close finish finalize
        preface supplement complement tailor adapt amplify attach remind prompt anade agrega
        incluye inserta integra incorpora modifica menciona promociona sugiere termina
        recomienda anima اضف ادرج ضمن ادمج اذكر عدل روج اقترح شجع fuge ergaenze erganze erwahne
        baue empfiehl ajoute ajoutez inclus incluez insere inserez mentionne aggiungi includi
        inserisci menziona adicione inclua insira mencione ekle добавь* включи* вставь* упомяни*
        添加 加入 插入 包含 追加 含めて 추가* 포함* tambahkan sertakan sisipkan""",
    # To change how it is written.
    "change": """replace substitute swap convert transform change encode encrypt render
        translate reverse jumble scramble shuffle rearrange reorder anagram misspell remove omit
        eliminate strip delete merge join group capitalize capitalise express format employ
        apply use switch rewrite write_everything spell obfuscate mask exchange interchange
        represent alternate respond answer reply communicate speak reemplaza sustituye cambia
        convierte transforma traduce codifica escribe_todo elimina invierte desordena responde
        contesta استبدل غير حول ترجم شفر اقلب احذف اكتب_ردك اجب ersetze wandle vertausche
        ubersetze verschlussele antworte remplace remplacez convertis change_les traduis
        repondez reponds sostituisci converti traduci rispondi substitua converta traduza
        responda degistir cevir замени* преобразуй переведи ответь* 替换 转换 翻译 用 置き換え
        変換 翻訳 바꾸 번역 ganti ubah terjemahkan jawab""",
    # To make or tell something.
    "make": """write compose create generate craft draft provide give tell list describe explain
        define summarize summarise outline discuss compare teach show break_down elaborate
        identify calculate compute solve name recite sing invent design develop imagine share
        analyze analyse evaluate assess classify determine advise simulate produce pen prepare
        detail clarify illustrate demonstrate interpret narrate construct formulate propose
        help_me guide walk_me discover find research investigate predict forecast rank pick
        choose report draw escribe redacta compon crea genera cuenta dime explica enumera
        calcula resuelve compara resume اكتب الف انشئ اشرح صف عرف احسب قارن عدد احك schreibe
        verfasse erklare beschreibe nenne berechne ecris ecrivez redige explique expliquez
        decris raconte calcule scrivi componi spiega descrivi racconta calcola escreva componha
        descreva conte yaz acikla anlat hesapla напиши* объясни* расскажи* опиши* 写 解释 描述
        讲 计算 書いて 説明 설명 작성 써 tulis tuliskan jelaskan ceritakan buat buatlah""",
    # How letters and words look.
    "form": """letter letters word words vowel* consonant* space spaces spacing punctuation
        symbol* emoji* emoticon* character characters capital_letters capitals uppercase
        lowercase spelling spellings misspell* mispell* typo* anagram* homophon* alphanumeric*
        digit digits alphabet* cipher ciphers cypher base64 base32 binary hex hexadecimal
        backward* reversed syllable* keyboard leet leetspeak phonetic* caesar rot13 morse ascii
        encoded encoding encryption unicode gibberish jumbled scrambled garbled sentence
        sentences grammar grammatical substitution substitutions symbols_for numbers_for
        corresponding position_number rhyme* rhyming caps italics bold camelcase word_order
        acronym* abbreviation* pig_latin letras letra palabras vocales espacios puntuacion
        simbolos mayusculas minusculas ortografia errores_ortograficos faltas_de_ortografia
        anagramas cifrado حروف حرف الكلمات رموز مسافات ترقيم ايموجي املائيه املائي buchstaben
        worter leerzeichen satzzeichen rechtschreibfehler lettres mots voyelles espaces
        ponctuation majuscules lettere parole spazi punteggiatura palavras espacos pontuacao
        harf* kelime* bosluk* букв* слов* пробел* символ* 字母 空格 标点 符号 表情 文字 句読点
        絵文字 글자 띄어쓰기 이모지 huruf spasi tanda_baca""",
    # Works of words that nobody orders of a business.
    "work": """poem poems poetry story stories essay song songs lyrics joke jokes haiku limerick
        riddle riddles novel dialogue monologue fable tale sonnet recipe screenplay fairy_tale
        rhymes rap verse ode parody ballad bedtime_story short_story blog_post tweet trivia pun
        fun_fact facts tongue_twister backstory fan_fiction horoscope itinerary crossword quiz
        movie movies film films book books playlist poema cuento historia ensayo cancion chiste
        adivinanza receta قصيده قصه مقال اغنيه نكته لغز وصفه gedicht geschichte aufsatz lied
        witz poeme histoire conte chanson blague poesia storia racconto canzone barzelletta
        conto piada siir hikaye sarki fikra стих* рассказ* песн* шутк* анекдот* сказк* 诗 故事
        笑话 歌 散文 詩 物語 冗談 시를 이야기 노래 농담 puisi cerita lelucon lagu raps hymn
        anthem prayer toast memoir diary manifesto acrostic chapter scene sketch slogan_about""",
    # Matters of school and of the wide world.
    "school": """theory theorem concept concepts history capital president population formula
        equation* function functions photosynthesis relativity gravity planet planets evolution
        physics chemistry biology mathematics maths math algebra geometry calculus philosophy
        philosopher* empire revolution inventor invented discovered discovery continent ocean*
        river mountain* organ liver cells cell atom atoms molecule* energy quantum electricity
        novelist composer painter poet author wrote painted composed plot novel literature
        democracy capitalism economics inflation psychology climate ecosystem* volcano*
        earthquake* dinosaur* galaxy universe solar moon sun star_is speed_of_light black_hole*
        dna genetic* vaccine* virus bacteria photosynthes* periodic_table element elements
        chemical symbol square_root prime triangle pythagor* world_war civil_war renaissance
        ancient medieval shakespeare einstein newton mozart da_vinci gatsby hamlet odyssey
        tallest largest longest deepest highest smallest fastest currency countries country
        nation language spoken blockchain machine_learning neural algorithm* computer_science
        internet_works primary anatomy heart brain kidney* lungs water_cycle greenhouse
        global_warming mythology religion meaning_of significance symbolism cultural traditional
        festival cuisine wonders subjunctive tense verb noun adjective oxygen boiling_point
        freezing teoria fotosintesis gravedad capital_de presidente poblacion ecuacion* planeta*
        guerra filosofia historia_de نظريه عاصمه رئيس كوكب الجاذبيه معادله تاريخ الحرب الضوئي
        theorie hauptstadt schwerkraft photosynthese theorie_de capitale gravite teoria_della
        capitale_della teoria_da capital_do baskenti teori* столиц* теори* фотосинтез* 首都
        光合作用 相对论 理论 相対性理論 수도 상대성 광합성 ibu_kota steam combustion piston
        century berlin rome egypt pharaoh* pyramid* nile amazon_river everest symptoms disease*
        anemia diabetes vitamin* protein hormone* bone bones muscle* nutrient* ecosystem
        astronomy comet eclipse orbit mars jupiter magnet* friction velocity acceleration
        polynomial derivative integral fraction logarithm statistics probability sociology
        anthropology archaeology linguistics stoicism socrates plato aristotle kant napoleon
        caesar cleopatra lincoln gandhi churchill picasso beethoven tolstoy dickens orwell
        austen homer moby_dick symphony opera impressionism baroque monarchy republic
        constitution treaty independence colonial crusade* viking* aztec* inca* samurai dynasty
        parliament supreme_court united_nations nobel olympics world_cup invention
        telephone_invented internet light_bulb printing_press""",
    "language": """spanish french german italian portuguese english russian chinese mandarin
        japanese korean arabic hindi turkish dutch swedish greek latin polish vietnamese thai
        hebrew swahili translate translates translation translated equivalent mean means
        pronounce say_in word_for phrase how_do_you_say how_do_i_say how_to_say what_does_the
        como_se_dice wie_sagt_man comment_dit_on come_si_dice como_se_diz""",
    "tongue": """spanish french german italian portuguese english russian chinese mandarin
        japanese korean arabic hindi turkish dutch swedish greek latin polish vietnamese thai
        hebrew espanol frances ingles aleman الاسبانيه الفرنسيه الانجليزيه englisch spanisch
        franzosisch anglais espagnol allemand inglese spagnolo francese""",
    "lure": """download install cracked pirated keygen hacked_version free_version giveaway
        visit forum community_forum channel donate donation donations bitcoin cryptocurrency
        jackpot subscribe followers plugin_for software_update antivirus updates_at patch
        linking sponsored discount_code promo_code lottery investment_opportunity miracle
        get_rich link_to directing affiliate phishing malware wire_money gift_cards descarga
        instala visita dona حمل ثبت تبرع زر""",
    "untrue": """fake false untrue isnt_true not_true misleading rumor rumors rumour* scandal*
        conspiracy hoax shocking trick tricks controversial sensational clickbait revelation*
        revelations exaggerat* misinformation disinformation bizarre unbelievable celebrity
        fabricated made_up propaganda flat_earth unverified mysterious surprising secret_to
        mind_blowing exclusive overnight wont_believe you_won_t_believe dramatic cliffhanger
        suspense intrigue curiosity eye_catching provocative outrageous never_before falso falsa
        mentira escandalo conspiracion كاذب مزيف فضيحه مؤامره شائعه""",
    "persuade": """urgency importance emphasizing emphasising stressing appeal persuade
        persuasive convince support petition climate charity awareness relief sustainable
        sustainability recycling vaccination exercise check_ups donate volunteering volunteer
        voting vote benefits gratitude engagement encouraging readers_to users_to advocating
        promoting encouragement opinions feedback_in share testimonial compelling necessity
        humanity motivat* inspir* reduce_plastic renewable electric_cars mental_health
        mindfulness""",
    "reader": """reader readers users user audience viewers followers recipients subscribers
        listeners lectores usuarios القراء leser lecteurs lettori leitores""",
    "fill": """sentence statement paragraph line phrase mention reminder invitation
        call_to_action note hint quote slogan frase oracion جمله satz phrase_dans""",
    # Speaks against: the two people of the letter, and what letters are about.
    "person": """i im ive id me my mine we our ours us you youre youll youve yo mi nosotros
        nuestro usted ustedes انا نحن ich wir sie nous vous io noi voi eu nos biz ben мы я вы""",
    "business": """price prices cost costs quote invoice invoices order orders account payment
        payments charge charged card cards delivery shipment shipping appointment booking
        meeting schedule available availability address phone email mail attached attachment
        document documents contract question questions contact team regards dear hi hello
        unsubscribe privacy copyright reserved settings notification notifications manage terms
        policy sign confirm details transaction bank amount balance due refund subscription
        credit debit transfer deposit wire date subject received content sent from view browser
        street suite inc llc ltd company business office sales customer customers service
        services product products plan plans trial website call today tomorrow monday tuesday
        wednesday thursday friday week month deadline budget project proposal client clients
        hours precio factura pedido cuenta pago cita correo adjunto saludos سعر فاتوره طلب حساب
        دفع موعد house home room rooms hall building apartment flat kitchen roof car cars garden
        bathroom window windows door floor guests guest menu table tickets lesson lessons group
        people person adults kids children photo photos file files report reading sheet key keys
        unit logo design option options size colour color colours colors installation install
        repair visit""",
    # Words that point at what was said before: the sentence belongs where it stands.
    "refers": """it its this that these those they them their he she him her here there such one
        ones esto eso ese esta esa ello ellos هذا هذه ذلك هناك das dies es diese ca cela ceci
        questo isso isto bu это этот""",
    "polite": """please thanks thank kindly sorry welcome best cheers sincerely let_us_know
        let_me_know feel_free hesitate reach_out looking_forward por_favor gracias saludos
        من_فضلك شكرا bitte danke merci grazie obrigado""",
    "asking": """what whats how who whom whose why when where which is are do does did can could
        que cual cuales como quien por_que cuando donde ما ماهي ماهو كيف من لماذا متى اين هل was
        wie wer warum wann wo quel quelle comment qui pourquoi quand ou quale come chi perche
        qual quem onde ne nasil kim neden что как кто почему когда где какая какой apa bagaimana
        siapa mengapa""",
}

LEXICON = Lexicon(FAMILIES)
BIT = LEXICON.bit
