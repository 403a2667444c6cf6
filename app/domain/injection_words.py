"""Words of attacks on a model: what is to be forgotten, shown or put out.

Families by meaning, in English and languages in Latin letters, joined with those of roles and
disguises in ``injection_costumes`` and of other scripts in ``injection_scripts``. No family says
anything alone: ``app.domain.injection`` asks which of them stand together.
"""

from __future__ import annotations

from app.domain.injection_costumes import COSTUMES
from app.domain.injection_scripts import SCRIPTS
from app.domain.signs import Lexicon

LATIN = {
    # To let go of what was said before.
    "override": """ignor* disregard* forget forgetting overrid* overrul* bypass* discard*
        neglect supersed* unlearn circumvent* pay_no_attention dont_follow do_not_follow
        stop_following no_longer_follow dont_obey do_not_obey do_not_adhere never_mind nevermind
        put_aside set_aside throw_away let_go_of ignora* ignoren ignore olvid* desestim*
        descarta descarte desobede* omite omita haz_caso_omiso hagas_caso pasa_por_alto no_sigas
        prescinde vergiss vergessen ignoriere* missachte* verwirf verwerfe* beachte_nicht
        uberschreibe* oublie* ignorez ignores neglige* negligez fais_abstraction
        faites_abstraction ne_tiens_pas ne_tenez_pas outrepasse* contourne* dimentica* ignori
        trascura* scarta lascia_perdere non_considerare tralascia* esquece esqueca* esquecer
        ignora ignorem desconsider* desconsidere vergeet negeer* zapomnij zignoruj ignoruj pomin
        glom bortse glem ignorera unut* goz_ardi* gozardi* yok_say* yoksay* dikkate_alma*
        gormezden onemseme* abaikan lupakan hiraukan kesampingkan tak_usah_hiraukan kalimutan*
        huwag_pansinin huwag_mong_pansinin balewalain* isantabi bo_qua quen_di hay_quen quen_moi
        quen_tat quen_nhung quen_het quen_cac phot_lo lo_di gat_bo bo_het dung_chu_y dung_de_tam
        mac_ke dung_quan_tam khong_quan_tam dung_de_y uita ignorati ujit* felejtsd stop_obeying
        drop_that skip_that forget_that deja_de_seguir dejen_de_seguir deja_de_obedecer
        arrete_de_suivre arretez_de_suivre hor_auf smetti_di_seguire pare_de_seguir
        deixe_de_seguir stop_met przestan berhenti_mengikuti jangan_ikuti huwag_sundin
        dung_tuan_theo dung_lam_theo uymayi_birak quen_dieu quen_chuyen""",
    # Weaker words for the same; they count only with rules.
    "wipe": """abandon erase clear reset scrap dismiss omit skip evade delete drop cancel remove
        replace rewrite redefine change update disable deactivate violate break ignore_all
        turn_off lift borra borrar elimina reinicia anula desactiva losche entferne deaktiviere
        aufheben efface effacez supprime supprimez desactive cancella disattiva apague exclua
        sil sifirla devre_disi hapus nonaktifkan burahin alisin xoa huy_bo""",
    # What leads do want ignored.
    "mail_object": """message messages email emails mail text texts voicemail call calls number
        quote order orders appointment booking question request address address_i last_one typo
        comment mensaje mensajes correo pedido cita pregunta رساله رسالتي رسائلي طلبي ايميل
        nachricht message_precedent courriel messaggio mensagem mesaj* сообщени* письмо заказ
        消息 邮件 订单 メール メッセージ 注文 메시지* 주문* pesan pesanan tin_nhan mensahe
        ข้อความที่ संदेश মেসেজ""",
    # What was said before.
    "prior": """previous* prior above earlier preceding foregoing former initial original
        existing before past everything all any your anterior* previa* previo* arriba todo todas
        todos cualquier tus sus vorherig* vorangegangen* fruher* bisherig* obig* oben alle alles
        deine ihre precedent* anterieur* dessus tout toutes tous tes vos ci_dessus sopra tutto
        tutte tutti tue vostre anteriores acima tudo suas vorige eerdere bovenstaand* je jouw
        poprzedni* wszystk* powyzs* tidigare alla onceki* yukarida* butun tum her_seyi senin
        sebelumnya di_atas semua segala anda kamu nakaraan* naunang nauna nasa_itaas sa_itaas
        lahat iyong truoc tren tat_ca moi anterioare precedente qui_precede ce_qui_precede""",
    # What a model was told.
    "rules": """instruction* rule rules guideline* prompt prompts directive* restriction*
        constraint* policies guardrail* safeguard* programming protocols limitations commands
        moderation filters censorship system_prompt ethics_rules content_policy
        programming_rules instruccion* regla reglas directri* indicacion* ordenes restriccion*
        tareas_anteriores anweisung* instruktion* regel regeln vorgaben richtlinie* vorschrift*
        befehl* consigne* regle regles ordres istruzion* regola regole direttiv* indicazioni
        comandi instruc* instrucao instrucoes regra regras diretriz* orientacoes instructies
        regels opdrachten polecen* instrukcj* zasad* wytyczn* instruktioner talimat* kural*
        yonerge* komut* gorevler* instruksi* perintah* aturan* petunjuk* pedoman* arahan*
        tagubilin* panuto* alituntunin patakaran* utos gawain huong_dan chi_dan quy_tac quy_dinh
        lenh chi_thi nhiem_vu instructiun* reguli utasitas* morals task tasks mission moral_code
        tarea tareas aufgabe aufgaben tache compito compiti tarefa tarefas gorev gorevin zadanie
        tugas filtro filtros filtre filtres filtri filtern etica etico ethik ethique ethics etik
        kisitlama kisitlamalar* sinirlama*""",
    "without": """no without without_any had_no have_no has_no with_no free_of not_bound_by sin
        ninguna ninguno ohne keine kein keinerlei sans aucun aucune senza nessuna nessun sem
        nenhuma zonder geen bez zadnych utan uten olmadan olmayan sinirsiz tanpa walang khong
        khong_co fara dont_exist do_not_exist no_existen no_hay gibt_es_keine nexistent_pas
        il_ny_a non_esistono nao_existem nao_ha""",
    # Rules that are a model's rather than a house's.
    "brief": """instruction* prompt prompts directive* programming configuration preprompt
        instruccion* directriz directrices anweisung* instruktion* vorgaben consigne* istruzion*
        direttiv* instruc* diretriz* instructies polecen* instrukcj* instruktioner talimat*
        yonerge* instruksi* arahan* tagubilin* huong_dan chi_dan instructiun* utasitas*""",
    "briefed": """were_you_told you_told_to you_were_told you_were_given you_were_instructed
        were_you_given were_you_instructed you_been_instructed you_been_given you_been_told
        you_programmed you_been_programmed trained_to_say you_were_programmed you_not_allowed
        you_forbidden te_han_dicho_que te_han_ordenado te_dijeron_que wurde_dir_gesagt
        dir_gesagt_wurde on_ta_dit on_vous_a_dit ti_e_stato_detto te_foi_dito voce_foi_instruido
        sana_ne_soylendi apa_yang_diperintahkan""",
    "as_per": """as_per per_your following_your according_to followed_your thanks_for_your
        received_your segun_sus siguiendo_sus gemass_ihrer laut_ihrer selon_vos conforme
        secondo_le volgens_uw""",
    "told": """you_were_told you_have_been_told you_were_given given_to_you you_got told_you
        i_told_you we_told_you i_said said_above what_i_said you_received you_were_instructed
        you_have_learned you_know_so_far before_this were_you_told you_told_to told_to_do
        were_you_given been_instructed instructed_to been_given been_told were_you_instructed
        asked_to_do_by you_been_asked programmed_to you_programmed trained_to_say said_to_you
        said_before_this te_han_dicho te_dijeron le_han_dado se_te_ha te_dije han_ordenado
        lo_que_te dir_gesagt dir_gegeben man_dir ihnen_gesagt on_t_a on_vous_a ta_dit vous_a_dit
        ti_e_stato ti_hanno_detto vi_e_stato te_foi te_disseram foi_dito voce_recebeu
        sana_soylenen* size_verilen* soylenenleri diberitahukan_kepada sinabi_sa_iyo
        ibinigay_sa_iyo duoc_dua_ra da_noi""",
    # To say or show something.
    "reveal": """reveal* show display print output repeat tell give share dump list leak recite
        disclos* expose confirm provide what whats which translate say write echo summarize
        summarise describe copy paste return send hand revela* muestra* imprime* repite* dime
        dame comparte lista confirma cual que diga enviame proporciona* escribe traduce zeige*
        verrate* nenne* sage gib wiederhole* drucke* was welche* ausgeben montre* revele* donne*
        repete* affiche* dis dites quel quelle mostra* rivela* dimmi dammi ripeti stampa qual
        quale quali mostre revele dize repita imprima quais toon geef pokaz ujawnij podaj
        powtorz visa goster* soyle* acikla* ver yazdir* tekrarla* nedir tunjukkan* katakan
        berikan ungkapkan ulangi cetak apa sebutkan ipakita sabihin ibigay ilista ulitin ano
        tiet_lo hien_thi cho_toi noi in_ra la_gi cuales cuál imprime imprimir beri kasih bigyan""",
    # The model's own text.
    "own_text": """system_prompt systemprompt system_message system_instruction* initial_prompt
        initial_instruction* original_prompt original_instruction* hidden_prompt
        hidden_instruction* secret_prompt secret_instruction* your_prompt your_programming
        pre_prompt preprompt developer_message system_configuration system_settings_and
        prompt_text prompt_verbatim text_above words_above prompt_above everything_above
        all_the_text_above instructions_above sentence_above previous_instructions_verbatim
        conversation_so_far your_training_data training_data my_instructions_are
        instructions_i_was i_was_instructed my_system_prompt you_are_a_helpful rules_you_follow
        rules_you_must instructions_you_follow instructions_you_were how_you_were
        you_were_configured how_you_are_configured documentation_about_yourself
        about_your_instructions prompt_del_sistema mensaje_del_sistema instrucciones_iniciales
        instrucciones_del_sistema instrucciones_ocultas tu_prompt systemanweisung*
        system_eingabe* systemnachricht invite_systeme message_systeme instructions_systeme
        prompt_systeme prompt_di_sistema istruzioni_iniziali messaggio_di_sistema
        prompt_do_sistema instrucoes_iniciais mensagem_do_sistema sistem_istemi sistem_mesaji
        sistem_talimat* perintah_sistem instruksi_sistem system_prompten systeemprompt
        loi_nhac_he_thong hidden_config hidden_configuration secret_config your_config
        internal_config""",
    "prompt_text": """system_prompt systemprompt system_message initial_prompt original_prompt
        hidden_prompt system_instruction* hidden_instruction* initial_instruction* your_prompt
        prompt_verbatim words_above text_above everything_above sentence_above prompt_above
        prompt_del_sistema instrucciones_del_sistema systemnachricht systemanweisung*
        prompt_systeme message_systeme prompt_di_sistema prompt_do_sistema sistem_istemi
        perintah_sistem instruksi_sistem loi_nhac_he_thong""",
    "obey": """obey obey_me must_obey bound_to_obey do_as_i_say you_must_answer
        you_have_to_answer i_order_you i_command_you i_demand_that_you obedec* obedez*
        debes_responder te_ordeno gehorch* ich_befehle_dir obeis* obeir obeissez je_tordonne
        ubbidi* obbedi* ti_ordino obedeca obedecer ordeno_que_voce itaat_et itaat_etmelisin
        sana_emrediyorum patuhi kamu_harus_patuh sumunod_ka phai_tuan_theo phai_nghe_loi
        ra_lenh_cho""",
    "above": """above preceding before_this before_that arriba encima anterior anteriores oben
        obige obigen ci_dessus precedent sopra acima hierboven powyzej yukaridaki yukarida
        di_atas sa_itaas tren qui_precede ce_qui_precede quanto_sopra nasa_itaas""",
    "text_word": """text line lines words sentence sentences paragraph everything message_above
        content texto linea lineas frase frases palabras todo textzeile zeile satz worter alles
        ligne lignes phrase phrases mots tout riga parole linha palavras tudo metin satir cumle
        her_seyi teks baris kalimat kata teksto linya dong_chu van_ban cau""",
    "mode_word": """mode modes modo modus modalita modu moduna modunu modunda tryb laget che_do
        moda""",
    "vendor": """openai anthropic google meta microsoft deepmind mistral amazon apple nvidia xai""",
    # Said of a model's own text.
    "inner": """system initial original hidden secret internal full exact complete entire core
        underlying base verbatim actual real specific confidential built_in sistema iniciales
        ocultas internas secretas originales completas exactas systeme initiales cachees
        secretes internes interne versteckte geheime ursprunglich* vollstandig* iniziali
        nascoste segrete iniciais sistem gizli awal tersembunyi""",
    "fresh": """new_instruction* new_rule new_rules new_task new_directive* updated_instruction*
        new_system new_prompt nuevas_instrucciones nueva_instruccion nuevas_reglas nueva_regla
        neue_anweisung* neue_regel* nouvelles_instructions nouvelle_regle nuove_istruzioni
        nuova_regola novas_instrucoes nova_regra yeni_talimat* yeni_kural* instruksi_baru
        aturan_baru nieuwe_instructies nowe_instrukcje""",
    "possess": """your yours tu tus su sus dein deine deiner deinen ihr ihre ta ton tes votre
        vos tuo tua tue vostra vostro seu sua teu jouw je uw twoje twoj senin sizin anahtarin*
        sifren sifreniz sifrenizi sifreni anda kamu kamo mu iyong mo ninyo cua_ban cua_may din
        ditt""",
    "mine": """my our mi mis nuestra nuestro mein meine meinen unser mon ma mes notre mio mia
        miei nostro meu minha meus nosso mijn moj moje benim saya aku ko aking cua_toi""",
    "secret": """password passwords passphrase secret secret_key secretkey api_key apikey
        credentials private_key access_token auth_token access_code passcode confidential
        contrasena* clave_secreta llave_secreta credencial* secreto passwort kennwort geheim*
        geheimschlussel zugangsdaten mot_de_passe cle_secrete secrets parola_d_ordine
        chiave_segreta segreto senha chave_secreta segredo wachtwoord haslo tajny losenord
        sifre* parola gizli_anahtar* sandi kata_sandi kunci_rahasia rahasia password_mo lihim
        lihim_na mat_khau khoa_bi_mat bi_mat""",
    "your": """your you yours tu tus su sus te usted dein deine deiner dir ihr ihre du ton ta
        tes votre vos toi tuo tua tue vostra vostro ti seu sua teu voce jouw je uw twoje twoj
        senin sizin anahtarin* sifren sifreniz kamu anda mu iyong mo ninyo cua_ban ban din""",
}

FAMILIES = {name: f"{words} {SCRIPTS.get(name, '')}" for name, words in (LATIN | COSTUMES).items()}
LEXICON = Lexicon(FAMILIES)
BIT = LEXICON.bit
