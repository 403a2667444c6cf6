"""Words of attacks on a model by what they want, in English and languages in Latin letters.

Families by meaning, joined with those of other scripts in ``injection_scripts``. No family says
anything alone: ``app.domain.injection`` asks which of them stand together.
"""

from __future__ import annotations

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
        mac_ke dung_quan_tam khong_quan_tam dung_de_y uita ignorati ujit* felejtsd""",
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
        lahat iyong truoc tren tat_ca moi anterioare precedente""",
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
        tugas""",
    "without": """no without without_any had_no have_no has_no with_no free_of not_bound_by sin
        ninguna ninguno ohne keine kein keinerlei sans aucun aucune senza nessuna nessun sem
        nenhuma zonder geen bez zadnych utan uten olmadan olmayan sinirsiz tanpa walang khong
        khong_co fara""",
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
        tiet_lo hien_thi cho_toi noi in_ra la_gi""",
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
    # To become somebody else.
    "role": """act_as acting_as acts_as behave_as pretend* roleplay* role_play* roleplaying
        impersonat* simulat* emulat* you_are_now you_re_now youre_now u_r_now from_now_on
        from_this_point from_this_moment you_are_going_to you_will_be you_will_now you_will_act
        act_like play_the_role take_on_the take_the_role role_of in_the_role into_the_role
        assume_the become_a become_an be_my imagine_you imagine_that_you embody
        stay_in_character in_character break_character your_name_is you_are_a you_are_an
        you_are_no_longer no_longer_an no_longer_a no_longer_act replaced_by speak_as respond_as
        answer_as reply_as persona immerse actua_como actuaras_como finge* imagina_que_eres
        a_partir_de_ahora ahora_eres desde_ahora hazte_pasar eres_un eres_una en_el_papel seras
        tu_so_als verhalte_dich du_bist_jetzt ab_jetzt ab_sofort von_nun_an stell_dir_vor
        du_bist_ein spiele_die_rolle in_die_rolle agis_comme agissez_comme fais_semblant
        faites_semblant imagine_que_tu desormais a_partir_de_maintenant tu_es_maintenant
        vous_etes_maintenant dans_le_role joue_le_role agisci_come comportati_come fingi*
        d_ora_in_poi sei_ora immagina_di_essere nel_ruolo aja_como finja* a_partir_de_agora
        voce_e_agora voce_agora imagine_que_voce no_papel gibi_davran* rol_yap* artik_sen
        bundan_sonra bundan_boyle rolune berpura_pura bertindak_sebagai bertindaklah
        mulai_sekarang sekarang_kamu peran magkunwari* magpanggap* kumilos_bilang simula_ngayon
        sa_papel papel_ng dong_vai gia_vo tu_bay_gio vai_tro hay_tuong_tuong""",
    # A model, by name or kind.
    "model": """ai ais a_i chatgpt gpt gpt3 gpt4 gptx openai anthropic claude gemini llama bard
        copilot bing chatbot chatbots llm llms language_model language_models large_language
        artificial_intelligence ai_model neural bot model ia ki yz yapay_zeka kunstliche
        inteligencia_artificial intelligence_artificielle intelligenza_artificiale modelo_de
        sprachmodell kecerdasan_buatan tri_tue_nhan_tao modele_de_langage assistant asistente
        assistente asisten asistan assistenten katulong tro_ly""",
    "brand": """chatgpt gpt3 gpt4 gpt_3 gpt_4 openai anthropic language_model
        large_language_model llm ai_model ai_language ai_assistant ai_developed
        developed_by_openai desarrollad*_por_openai modelo_de_ia modele_d_ia chat_gpt""",
    # Without limits.
    "freedom": """unfiltered uncensor* amoral immoral* nonmoral unethical* unrestrict*
        unbiased_model illegal* unlawful jailbreak* jailbroken limitless no_restrictions
        without_restrictions free_of_all free_from_all free_of_any no_rules no_limits no_filters
        no_filter no_morals no_boundaries no_ethic* without_ethic* without_any_filter
        without_limits without_censor* any_restriction* all_restriction* ethical_or_legal
        moral_or_ethic* ethical_or_moral ethical_guidelines moral_guidelines openai_policies
        openai_policy openais_policies content_policy content_policies content_guidelines ethics
        morals morality legality ethicality inhumane harmful dangerous_content any_request
        any_question answer_anything can_do_anything never_refuse cannot_refuse cant_refuse
        not_refuse never_say_no never_refuses always_complies comply disclaimers warnings_or
        unsafe break_free broken_free freed_from typical_confines confines_of abide_by rules_set
        regardless_of_legality swear curse profan* vulgar racist hate_speech evil malicious
        sin_restricciones sin_filtros sin_limites sin_censura cualquier_cosa_ahora
        ohne_einschrankung* ohne_filter uneingeschrankt ungefiltert* sans_restriction*
        sans_filtre sans_limite* sans_censure senza_restrizioni senza_filtri senza_limiti
        sem_restricoes sem_filtros sem_limites sinirsiz filtresiz sansursuz kisitlama_olmadan
        tanpa_batas* tanpa_filter tanpa_sensor walang_limitasyon walang_filter khong_gioi_han""",
    "persona": """dude_mode aim_mode betterdan superdan dan_mode developer_mode dev_mode
        god_mode evil_mode opposite_mode jailbreak_mode jailbroken do_anything_now sudo_mode
        unrestricted_mode uncensored_mode chaos_mode mongo_tom evilbot badgpt basedgpt darkgpt
        fraudgpt wormgpt machiavellian modo_desarrollador modo_dios modo_dan entwicklermodus
        mode_developpeur modalita_sviluppatore modo_desenvolvedor gelistirici_modu
        mode_pengembang gumawa_ng_anumang jailbreak_yourself""",
    "turn": """actually in_fact en_realidad de_hecho en_fait eigentlich tatsachlich in_realta
        na_verdade de_facto aslinda sebenarnya sa_totoo sa_katunayan thuc_ra thuc_te""",
    "mode": """system_mode maintenance_mode debug_mode override_mode security_override
        admin_mode admin_override administrator_override developer_override root_mode
        root_access training_data_override safe_mode_off test_mode diagnostic_mode
        mode_activated mode_enabled mode_on system_override sudo system_reset system_upgrade
        system_check security_audit system_audit safety_override emergency_override
        privileged_mode modo_sistema modo_mantenimiento modo_de_mantenimiento modo_administrador
        systemmodus wartungsmodus admin_modus mode_systeme mode_maintenance modalita_sistema
        modalita_manutenzione modo_de_sistema modo_do_sistema modo_manutencao modo_de_manutencao
        sistem_modu sistemi_modu bakim_modu mode_sistem mode_pemeliharaan che_do_he_thong
        che_do_bao_tri verificacion_del_sistema verificacao_do_sistema verification_du_systeme
        controllo_del_sistema systemprufung systemuberprufung pemeriksaan_sistem sistem_kontrolu
        kiem_tra_he_thong""",
    "system": """system sistema sistem systeme systems systemu systema systemet sistemi sistemin
        he_thong""",
    "upkeep": """mode maintenance audit upgrade update reset check diagnostic* debug override
        reboot calibration test inspection recovery verification security_check modo
        mantenimiento auditoria actualizacion reinicio verificacion comprobacion diagnostico
        revision prueba modus wartung* prufung uberprufung aktualisierung neustart
        sicherheitsaudit sicherheitsprufung sicherheitsuberprufung audits verifica controllo
        aggiornamento manutenzione revisione ripristino mise_a_jour mise_a_niveau
        reinitialisation entretien controle manutencao atualizacao redefinicao reinicializacao
        verificacao modalita modu mod moduna bakim denetim* guncelleme* sifirlama* kontrol*
        yukseltme* testi mode_pemeliharaan pemeliharaan pembaruan peningkatan pemeriksaan
        pengaturan_ulang pengecekan pagpapanatili pagsusuri pag_upgrade pag_reset pag_audit
        pagsuri pag_update che_do bao_tri kiem_toan nang_cap dat_lai kiem_tra cap_nhat""",
    "maker": """developer developers creator programmer engineer administrator admin sysadmin
        supervisor desarrollador* creador programador ingeniero administrador entwickler*
        schopfer programmierer administrateur developpeu* createur programmeur sviluppat*
        creatore amministratore desenvolvedor* criador gelistirici* yaratici* yonetici*
        pengembang* pencipta tagapaglikha tagabuo nag_develop taga_develop nha_phat_trien
        quan_tri_vien nguoi_tao developed desarrollad* entwickelt* developpe* desenvolvid*
        dikembangkan binuo gelistirilen gelistirilmis dinevelop phat_trien""",
    "god": """god dios gott dieu dio deus tanri tanriyim tuhan diyos chua_troi thuong_de
        allah_adli""",
    "iam": """im i_am soy yo_soy ich_bin je_suis sono io_sono sou eu_sou ben saya_adalah aku
        saya ako toi_la ako_ang ako_ay as_an_ai as_a_developer como_una_ia como_ia als_ki
        en_tant_qu come_ia como_uma_ia sebagai bilang_isang la_mot running_a conducting_a
        performing_a entering""",
    # Why it should be told, all the same.
    "pretext": """survey lets_say let_s_say suppose hypothetically for_research
        educational_purposes for_educational purely_educational i_promise just_between trust_me
        wont_tell i_wont_share keep_it_secret keep_it_a_secret i_lost_my i_forgot_the
        said_not_to you_said_not told_not_to not_supposed working_on_together in_exchange
        ill_share for_a_test for_testing dont_worry_about just_this_once its_okay_to wont_misuse
        help_us_out for_a_project for_a_novel for_my_book supongamos encuesta hipoteticamente
        con_fines_educativos confia_en_mi prometo me_dijiste nehmen_wir_an angenommen umfrage
        supposons enquete sondage supponiamo sondaggio prometto suponhamos pesquisa vamos_supor
        diyelim varsayalim anket katakanlah misalkan survei anggaplah sabihin_nating ipagpalagay
        gia_su khao_sat""",
    "tongue": """in_german in_spanish in_french in_italian in_russian in_chinese in_japanese
        in_korean in_arabic in_latin in_portuguese in_turkish in_hindi in_another_language
        in_a_different_language in_pig_latin en_aleman en_ingles en_frances en_japones en_ruso
        auf_deutsch auf_englisch auf_spanisch en_allemand en_anglais en_espagnol in_tedesco
        in_inglese em_alemao em_ingles almanca ingilizce dalam_bahasa sa_aleman bang_tieng
        tieng_duc sa_espanyol in_base64 in_rot13 in_hex in_morse in_binary in_emoji in_emojis
        as_base64 in_leetspeak in_reverse letter_by_letter one_letter_at_a_time
        spelled_backwards""",
    # Who one claims to be.
    "authority": """im_your_developer i_am_your_developer im_a_developer im_the_developer
        i_am_the_developer i_am_a_developer im_god i_am_god i_am_a_god im_a_god i_am_your_god
        im_your_god i_am_the_admin* im_the_admin* im_an_admin* i_work_for_openai openai_engineer
        developed_by_openai developed_by_anthropic developed_by_google developed_by_meta
        openai_employee administrator_access authorized_by authorised_by authorized_user
        as_the_administrator as_an_administrator as_the_developer as_a_developer i_created_you
        i_programmed_you must_answer must_obey must_comply have_to_answer answer_all_my soy_dios
        soy_tu_desarrollador soy_tu_creador soy_tu_administrador soy_el_administrador
        soy_su_desarrollador desarrollada_por_openai desarrollado_por_openai desarrollado_por
        desarrollada_por tienes_que_responder debes_responder ich_bin_gott ich_bin_ein_gott
        ich_bin_dein_entwickler ich_bin_ihr_entwickler entwickelt_von von_openai du_musst_alle
        je_suis_dieu je_suis_votre_developpeur je_suis_ton_developpeur developpee_par
        developpe_par tu_dois_repondre vous_devez_repondre sono_dio io_sono_dio
        sono_il_tuo_sviluppatore sviluppata_da sviluppato_da devi_rispondere sou_deus
        eu_sou_deus sou_o_teu sou_seu_desenvolvedor desenvolvida_por desenvolvido_por
        voce_deve_responder tens_de_responder ben_tanriyim tanriyim geliştiricinim
        gelistiricinizim senin_gelistiricin tarafindan_gelistirilen saya_tuhan aku_tuhan
        saya_adalah_tuhan pengembang_anda pengembangmu dikembangkan_oleh ako_ang_diyos
        ako_ang_iyong_developer binuo_ng dinisenyo_ng toi_la_chua toi_la_nha_phat_trien
        nha_phat_trien_cua duoc_phat_trien_boi""",
    # Writing that hides what it says.
    "codec": """base64 base_64 rot13 rot_13 rot47 hexadecimal hex caesar cipher ciphers cypher
        morse binary ascii_code decode decoding decipher decrypt encode encoded encoding
        leetspeak pig_latin piglatin reversed_text backwards unscramble atbash vigenere braille
        url_encoded homoglyph* decodific* descifra* cifrado codigo_cesar cesar hexadecimales
        binario dekodier* entschlussel* verschlussel* entziffer* casar chiffre* dechiffr*
        decode* code_morse decodifica* decifra* cifrario esadecimale codice_morse decifrar
        codifique decodificar cozebilir* sifresini_coz* kodunu_coz* cozumle* mors dekode
        dekodekan uraikan sandi_morse menguraikan mendekode i_decode pag_decode ma_decode
        giai_ma ma_morse zdekoduj odszyfruj decodeer ontcijfer avkoda""",
    "fiction": """parallel_universe parallel_world alternate_universe alternate_reality
        alternative_universe fictional* hypothetical* imaginary_world imaginative in_a_world
        world_where universe_where scenario_where reality_where different_universe
        different_world another_universe pretend_world fantasy_world virtual_machine simulation
        dream_world lets_play_a_game let_s_play_a_game play_a_game grandma grandmother deceased
        universo_paralelo mundo_paralelo ficticio ficticia ficcion hipotetic*
        realidad_alternativa paralleluniversum parallelwelt fiktiv* hypothetisch*
        univers_parallele monde_parallele fictif fictive hypothetique* fittizi* ipotetic*
        universo_parallelo mondo_parallelo paralel_evren* paralel_dunya* kurgusal varsayimsal
        alam_semesta_paralel dunia_paralel fiksi hipotetis kathang_isip haka_haka
        vu_tru_song_song gia_dinh_rang""",
    # To control what is put out.
    "output": """start_your begin_your start_all begin_every begin_each end_your prefix
        your_output your_outputs outputs output_should all_output your_responses your_response
        your_answer your_answers your_reply each_response every_response each_answer
        every_answer respond_with reply_with answer_with only_respond only_reply only_answer
        only_say respond_only reply_only answer_only just_say just_print just_output and_say
        and_print simply_say then_say repeat_after say_exactly print_exactly exactly_as
        print_the_following say_the_following repeat_the_following output_the_following say_only
        word_for_word verbatim raw_text code_block markdown two_responses two_different two_ways
        2_ways both_responses in_two_paragraphs in_the_format following_format this_format
        insert_prompt prompt_here your_first_response first_question my_first_request
        my_first_command my_first_prompt do_not_write_explanations do_not_explain
        without_adding_anything responde_solo responde_unicamente solo_di repite_despues
        tus_respuestas imprimelos antworte_nur sag_nur wiederhole_genau reponds_uniquement
        dis_seulement rispondi_solo di_solo responda_apenas diga_apenas sadece_yaz sadece_soyle
        hanya_jawab and_nothing_else nothing_else nothing_more y_nada_mas und_sonst_nichts
        et_rien_d_autre""",
    "instead": """instead regardless_of irrespective_of no_matter_what en_su_lugar en_vez_de
        independientemente_de sin_importar stattdessen unabhangig_von ungeachtet au_lieu
        a_la_place independamment_de sans_tenir_compte invece indipendentemente_da em_vez_disso
        independentemente_d* yerine bagimsiz_olarak bakmaksizin terlepas_dari sebagai_gantinya
        sa_halip anuman_ang hindi_alintana bat_ke thay_vao_do bat_chap""",
    # Harm and hate that no lead asks for.
    "harm": """kill_all_humans kill_all destroy_humanity bomb explosives molotov napalm meth
        methamphetamine malware ransomware keylogger phishing_email hack hacking hacker murder
        kidnap* genocide sociopath psychopath exploit_code build_a_weapon ricin carding
        credit_card_numbers social_security_numbers hotwire""",
    # Data of others.
    "others_data": """list_of_users user_list all_users users_and employee_data employee_records
        customer_data customer_records all_customers customer_list client_list other_users
        other_customers other_clients bank_balance account_balance birth_date date_of_birth
        home_address personal_data personal_information city_of_residence current_city
        social_security credit_card_number favorite_color private_data private_information
        medical_records salary of_residence where_does_the_user user_live users_live lives_now
        user_data users_data other_users_data lista_de_usuarios datos_de_los_empleados
        datos_de_los_usuarios saldo_bancario saldo_de_la_cuenta otros_clientes
        fecha_de_nacimiento ciudad_de_residencia ciudad_actual de_residencia datos_personales
        kontostand* benutzerliste mitarbeiterdaten kundendaten geburtsdatum wohnort
        personliche_daten wohnsitz solde_bancaire solde_du_compte liste_des_utilisateurs
        donnees_des_employes date_de_naissance saldo_del_conto elenco_degli_utenti
        dati_dei_dipendenti data_di_nascita lista_de_utilizadores saldo_da_conta
        dados_dos_funcionarios banka_bakiye* hesap_bakiye* kullanici_listesi dogum_tarihi
        saldo_bank daftar_pengguna data_karyawan tanggal_lahir balanse_sa_bangko
        listahan_ng_mga_gumagamit listahan_ng_user so_du danh_sach_nguoi_dung ngay_sinh""",
    # Tasks that a business is not asked for.
    "off_task": """recipe omelette omelet poem haiku limerick translate_the sort_these
        sort_the_numbers descending_order ascending_order scary_movies horror_movies
        prime_numbers fibonacci python javascript summarize_this summarise_this webpage web_page
        action_items tell_me_a_joke write_a_song receta tortilla poema traduce_la ordena_estos
        peliculas_de_terror resume_esta pagina_web resume_este rezept gedicht ubersetze*
        sortiere* horrorfilme zusammenfassen webseite fasse_diese recette poeme traduis*
        traduire trier resumez resume cette_page films_d_horreur ricetta frittata poesia
        tradurre ordina riassumi film_dell_orrore receita traduzir ordenar resuma
        filmes_de_terror tarif* siir cevir* sirala* ozetle* korku_film* ispanyolcaya resep puisi
        terjemahkan menerjemahkan urutkan ringkas* film_horor tula isalin uriin pagbukud* ibuod
        nakakatakot cong_thuc bai_tho dich_tu sap_xep tom_tat phim_kinh_di""",
    # Speaks for a person who asks for advice about words, not for an attack.
    "asks_self": """can_i could_i should_i do_i may_i how_do how_to how_can how_should
        is_it_safe is_it_ok puedo debo como_puedo kann_ich soll_ich puis_je posso devo""",
    "dont": """i we dont didnt not never wont cannot cant without yo no nicht pas non nao ne je
        jangan nie inte ikke niet hindi huwag_kalimutang nunca unutma unutmayin unutmayiniz
        unutmadan jamais mai niemals bukan""",
}

FAMILIES = {name: f"{words} {SCRIPTS.get(name, '')}" for name, words in LATIN.items()}
LEXICON = Lexicon(FAMILIES)
BIT = LEXICON.bit
