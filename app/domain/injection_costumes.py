"""Words of attacks on a model: roles, worlds, voices, disguises and goods it is asked for.

Families as in ``injection_words``, in English and languages in Latin letters.
"""

from __future__ import annotations

COSTUMES = {
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
        assistente asisten asistan assistenten katulong tro_ly modelo modele modell modello
        modeli""",
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
        tanpa_batas* tanpa_filter tanpa_sensor walang_limitasyon walang_filter khong_gioi_han
        answer_all answer_everything sin_etica sin_moral ohne_moral ohne_ethik sans_ethique
        senza_etica sem_etica""",
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
    "upkeep": """maintenance audit upgrade update reset check diagnostic* debug override reboot
        calibration test inspection recovery verification security_check mantenimiento auditoria
        actualizacion reinicio verificacion comprobacion diagnostico revision prueba wartung*
        prufung uberprufung aktualisierung neustart sicherheitsaudit sicherheitsprufung
        sicherheitsuberprufung audits verifica controllo aggiornamento manutenzione revisione
        ripristino mise_a_jour mise_a_niveau reinitialisation entretien controle manutencao
        atualizacao redefinicao reinicializacao verificacao bakim denetim* guncelleme*
        sifirlama* kontrol* yukseltme* testi mode_pemeliharaan pemeliharaan pembaruan
        peningkatan pemeriksaan pengaturan_ulang pengecekan pagpapanatili pagsusuri pag_upgrade
        pag_reset pag_audit pagsuri pag_update bao_tri kiem_toan nang_cap dat_lai kiem_tra
        cap_nhat depuracion depurador debugging depannage debogage debugowania depuracao""",
    "maker": """developer developers creator programmer engineer administrator admin sysadmin
        supervisor desarrollador* creador programador ingeniero administrador entwickler*
        schopfer programmierer administrateur developpeu* createur programmeur sviluppat*
        creatore amministratore desenvolvedor* criador gelistirici* yaratici* yonetici*
        pengembang* pencipta tagapaglikha tagabuo nag_develop taga_develop nha_phat_trien
        quan_tri_vien nguoi_tao developed desarrollad* entwickelt* developpe* desenvolvid*
        dikembangkan binuo gelistirilen gelistirilmis dinevelop phat_trien built_by created_by
        made_by trained_by creada creado hecha hecho construida entrenada erstellt gebaut
        trainiert creee cree conçue creata creato criada criado""",
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
    "authority": """im_your_developer i_am_your_developer im_god i_am_god i_am_a_god im_a_god
        i_am_your_god im_your_god i_work_for_openai openai_engineer developed_by_openai
        developed_by_anthropic developed_by_google developed_by_meta openai_employee
        administrator_access authorized_by authorised_by authorized_user as_the_administrator
        as_an_administrator as_the_developer as_a_developer i_created_you i_programmed_you
        must_answer must_obey must_comply have_to_answer answer_all_my soy_dios
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
        vu_tru_song_song gia_dinh_rang abuela abuelita fallecida fallecido grossmutter oma
        verstorbene grand_mere mamie decedee nonna defunta avo_falecida vovo falecida buyukannem
        nenek almarhum lola ba_toi""",
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
        sa_halip anuman_ang hindi_alintana bat_ke thay_vao_do bat_chap sin_tener_en_cuenta
        haciendo_caso_omiso ohne_rucksicht egal_was sans_considerer senza_considerare
        a_prescindere sem_considerar sem_levar dikkate_almadan tanpa_memperhatikan
        tanpa_mempedulikan""",
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
    "not_after": """nicht niet nie ikke inte""",
    # The secrets of places, which guests and visitors do ask for.
    "place": """wifi wi wlan internet gate door room lockbox alarm parking building router guest
        puerta porton edificio red tur haustur porte portail cancello porta kapi pintu""",
    "dont": """i we dont didnt not never wont cannot cant without yo no nicht pas non nao ne je
        jangan nie inte ikke niet hindi huwag_kalimutang nunca unutma unutmayin unutmayiniz
        unutmadan jamais mai niemals bukan""",
}
