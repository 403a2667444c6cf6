"""Words of mass messages by what they want, in several languages; read by ``app.domain.spam``."""

from __future__ import annotations

from app.domain.signs import Lexicon

FAMILIES = {
    "prize": """prize* award* winner* winning jackpot* raffle sweepstake* lottery lotto draw
        reward* bonus lucky congrat* giveaway* spree premio* ganador* sorteo* loteria
        felicidades felicitaciones recompensa* جائزه جوائز الفائز فائز ربحت مبروك تهانينا سحب
        يانصيب مكافاه gewinn* gewonnen preisverleihung verlosung lotterie gluckwunsch gagnant*
        gagne tirage loterie felicitations recompense* vincitore vinto lotteria congratulazioni
        premiado parabens sorteado kazandiniz odul cekilis tebrikler ikramiye выигра* приз*
        лотере* поздравля* розыгрыш* 中奖 恭喜 大奖 奖品 抽奖 当選 賞金 おめでとう 懸賞 당첨
        축하 상금 경품 बधाई इनाम लॉटरी menang hadiah undian selamat_anda trung_thuong""",
    "won": """you_won you_have_won youve_won u_won u_have_won have_won has_won won_a won_an
        you_could_win could_win win_a win_an win_up_to win_over chance_to_win chance_2_win 2_win
        to_win you_are_a_winner been_selected been_chosen been_picked picked_you selected_to
        you_are_selected u_are_selected been_awarded been_awarded_a is_awarded was_awarded
        ur_awarded you_are_awarded are_awarded been_invited are_invited you_are_guaranteed
        are_guaranteed you_qualify you_are_eligible are_entitled be_entitled maybe_entitled
        been_approved pre_approved you_have_been has_been_awarded chosen_to_receive has_ganado
        ha_ganado ha_sido_seleccionado has_sido_seleccionado ganaste has_resultado لقد_ربحت
        لقد_فزت تم_اختيارك تم_اختيار_رقمك فزت sie_haben_gewonnen du_hast_gewonnen
        vous_avez_gagne vous_avez_ete hai_vinto ha_vinto voce_ganhou voce_foi вы_выиграли
        sie_wurden_ausgewahlt anda_menang anda_terpilih""",
    "claim": """claim* redeem* unredeemed collect collection awaiting awaits await entitle*
        reclamar reclama reclame canjea* cobrar استلام لاستلام للمطالبه اطلب_جائزتك einlosen
        reclamer reclamez ritira ritirare resgatar resgate получите забрать 领取 受け取り klaim""",
    "guaranteed": """guarante* 100% risk_free no_risk no_obligation complimentary garantizad*
        garantid* مضمون مضمونه garantiert garanti* гарантир* 保证""",
    "free": """free freemsg freeentry freefone freephone gratis gratuit* مجانا مجاني مجانيه
        kostenlos gratuito ucretsiz бесплатн* 免费 無料 무료 मुफ्त percuma mien_phi""",
    "urgent": """urgent* immediately asap hurry final_attempt final_notice final_reminder
        2nd_attempt second_attempt last_chance last_warning act_now limited_time expires expire
        expiring ends_soon today_only tonight_only while_stocks dont_miss final_call don_t_miss
        2nd_time attempt_to_contact tried_to_contact trying_to_contact tried_2_contact
        attempt_2_contact tried_to_reach attempt_to_reach try_to_contact valid_only urgente
        ultima_oportunidad ultimo_aviso caduca solo_hoy عاجل فرصه_اخيره لفتره_محدوده اليوم_فقط
        dringend letzte_chance nur_heute derniere_chance dernier_rappel acil son_sans срочно
        только_сегодня 紧急 至急 긴급 तुरंत segera""",
    "send_word": """txt text reply send txting texting replying xt rply sms envia enviar
        responde ارسل ارسال رد_ب antworte sende envoyez repondez invia rispondi envie responda
        отправь* отправьте ответьте""",
    "text_the": """text_the_word txt_the_word send_the_word just_text just_txt text_back
        txt_back txt_yes text_yes reply_with_the text_now txt_now reply_now reply_or_call
        call_or_reply call_now ring_now call_free call_back_now please_call_now respond_now
        envia_la_palabra envie_la_palabra ارسل_كلمه mandate_la_parola reply_to_this_message
        reply_to_this_msg reply_to_this_text reply_to_this_txt replying_to_this_message
        replying_to_this_text""",
    "terms": """t_c t_cs t_c_s ts_cs tcs tscs tncs t_and_c terms_apply terms_conditions
        terms_and_conditions tsandcs tsncs t_s_and_c_s age16 age_16 over_18 over18s pobox po_box
        box sae custcare customer_care cust_care national_rate nat_rate std_rate std_chgs
        std_charges charges_apply rates_apply msg_rates msg_data_rates bt_national
        bt_national_rate norm aplican_terminos condiciones_aplican تطبق_الشروط agb_gelten
        been_billed been_charged_150p will_be_charged_to std_ntwk std_network ntwk ntwk_chg
        network_rate subs min_term sub_cost premium_rate costs_10p costs_20p sms_cost per_msg
        per_message landline_only ltd_suite msgs""",
    "stop_footer": """txt_stop text_stop reply_stop send_stop stop_to stop_2 2stop 2stoptxt
        2_stop to_stop optout opt_out 2optout 2_optout to_optout call2optout unsub unsubscribe
        stop_txt stop_text stopsms txtstop to_unsubscribe cancel_reply para_baja baja_al
        enviar_baja responde_baja لالغاء_الاشتراك abmelden_mit desinscription stop_au""",
    "tone": """ringtone* rington* tone tones polyphonic polyph* poly mp3 wallpaper* logo logos
        wap mono_tone* realtone* truetone* hitmix* mobile_content adult_content 18_content
        your_video_will your_content new_content of_content paid_content java_game* mobile_game*
        free_game* mobile_club tarot clairvoyant fortune_teller footie football_alerts
        goal_alerts sms_alert* text_alert* celeb* gossip chart_hits top_40 hotmix game_on
        gamestar mobile_fun subscription subscribe* subscriber* auction* quiz trivia vote voting
        charity_tone horoscope* astrolog* psychic* video_clip* video_clips pic_message
        screensaver* jamster topup top_up credits credit_topped teletext your_tone ur_tone
        text_club mob_club correct_or_incorrect press_0 ur_phone_now yr_phone to_your_phone
        on_ur_mob on_your_mob screen_savers football_tone to_download ready_to_download
        download_now download_ur downloads_and free_downloads""",
    "handset": """nokia motorola sonyericsson ericsson samsung handset* camcorder* camera_phone
        camera_phones camera_fone* pic_phone* flip_phone* fones video_fone* new_mobile*
        new_mobiles mob_upgrade mobile_upgrade* free_phone* cheaper_calls mths
        free_delivery_tomorrow phone_deals rental sim_free contract_phone* weekend_calls
        unlimited_calls unlimited_texts unlimited_text any_network all_networks cross_net
        colour_phone color_phone latest_phone* new_phone video_phone* videophone*
        bluetooth_headset line_rental linerental free_minutes free_mins anytime cross_network
        cross_ntwk half_price ipod ipad iphone playstation xbox dvd_player network_mins mins_and
        free_texts 500_text 100_text vodafone o2_user orange_user tmobile t_mobile
        orange_customer o2_customer 3mobile double_mins double_minutes inclusive_minutes tariff*
        double_txt double_text contract_phones memory_card sim_card_offer network_upgrade""",
    "reward_kind": """cash voucher* gift gifts gift_card* giftcard* holiday* vacation cruise
        trip tickets discount* shopping_spree points coupon* shares compensation refund_of
        rebate tarjeta_regalo vales cupon* قسيمه قسائم رحله_مجانيه gutschein* bon_d_achat buono
        buoni vale_presente""",
    "adult": """sexy sex horny naked nude* erotic porn* adult filthy nasty slut* bitch* babes
        babe hardcore hotgirls hot_girls girls_waiting escort escorts fetish lesbian* gay twinks
        milf* orgasm* fantasies_line knickers panties undies bra topless kinky naughty raunchy
        wet_and steamy strip stripp* hottest_girls hot_babes pornstar* gangbang rude_time chicks
        uncensored_video lingerie sexo desnuda* porno جنس اباحي sexe nackt sesso erotisch*
        horni* dogging hot_live live_fantasies sex_2nite xxx_pics rude_pics hot_pics pics_of_me
        married_women discreet discreetly steamy_chat explicit explicit_sex""",
    "dating": """dating date_service flirt* singles single_girls admirer* lonely_wives
        get_matched matched_up chatline chat_line livechat live_chat chatlines secret_admirer
        fancies_you fancy_a_flirt secretly_fancies fancies_u someone_you_know someone_u_know
        mystery_admirer guess_who who_fancies speed_dating date_tonight sexy_singles
        for_fun_tonight bored_housewi* housewives men_in_your guys_in_your in_your_area
        girls_waiting girls_are girls_in boys_in ladies_in are_waiting_for in_ur_area in_yr_area
        near_you_tonight my_pics ur_pic your_pic see_my_pic alone_at home_alone all_alone
        nobody_home up_for_it contact_service asked_our friends_online chat_up chat_to txt_chat
        text_chat voice_chat live_girls to_meet_u to_meet_you wants_to_meet knows_you date_line
        blind_date meet_girls hot_ladies women_in_your find_out_who citas_calientes solteras
        زواج_مسيار rencontre* partnersuche incontri encontros знакомств* waiting_for_you
        waiting_4_you waiting_for_u looking_for_you be_her_friend be_his_friend gender
        wanna_chat want_to_chat fancy_a_chat like_to_chat a_chat chat_with_me chat_now free_chat
        night_chat rude_chat hot_chat what_you_look_like darling age_and_gender your_age ur_age
        somebody_you_know somebody_u_know local_women local_girls local_guys real_matches
        your_matches matches_instantly perfect_partner fall_in_love make_new_friends new_friends
        not_heard_from heard_from_u text_me_back txt_me_back missed_me i_found_your_number""",
    "money_offer": """loan* payday debt* mortgage_rates refinance* ppi accident cash_advance
        bad_credit refused homeowner* tenants_welcome in_debt write_off credit_card_debt
        compensation_for accident_claim* no_win_no_fee injury_claim* mis_sold credit_score
        consolidate* lender* apr prestamo* deuda* credito_rapido قرض قروض تمويل_فوري kredit*
        schulden pret_rapide credit_rapide prestito emprestimo кредит* займ* 贷款 借款 대출 ऋण
        pinjaman dana_cepat vay_tien unsecured secured_loan any_purpose cash_loan instant_cash
        same_day_cash""",
    "invest": """crypto* bitcoin* btc ethereum usdt forex binary_options trading_signals
        trading_bot investment_opportunity passive_income double_your profit* roi_of returns_of
        earn_money make_money earn_up_to earn_from_home work_from_home extra_income quick_cash
        get_rich casino* poker slots_online free_spins betting sportsbook apuestas
        inversion_garantizada gana_dinero ingresos_pasivos ingresos_extra استثمار_مضمون
        ارباح_يوميه اربح_المال تداول_العملات geld_verdienen gagner_de_l_argent guadagna
        ganhe_dinheiro ganhe_ate para_kazan заработ* казино ставки 赚钱 比特币 投资回报 副業
        稼げる 부업 카지노 도박 judi slot_gacor penghasilan kiem_tien nasdaq strong_buy
        stock_alert stock_pick hot_stock penny_stock* trading_tips shares_to_buy
        explosive_growth""",
    "pharmacy": """viagra cialis tramadol xanax pharmacy_online online_pharmacy weight_loss
        lose_weight fat_burn* diet_pill* pills male_enhancement enlargement testosterone_boost*
        miracle_cure cbd_gummies keto pastillas_para adelgaza* perder_peso تخسيس_سريع
        potenzmittel abnehmen_ohne perdre_du_poids prescription_drugs prescripti* cheap_meds
        low_cost_meds generic_meds no_prescription""",
    "phish": """account_suspended account_has_been been_suspended been_locked been_limited
        verify_your confirm_your_identity update_your_payment unusual_activity unusual_login
        security_alert your_parcel your_package delivery_fee customs_fee redelivery shipping_fee
        tax_refund unpaid_toll unpaid_invoice your_apple_id your_netflix your_paypal your_bank
        wire_transfer next_of_kin inheritance beneficiary million_dollars million_usd
        gift_cards_for log_in_here login_here click_here click_below click_the_link tap_here
        tu_cuenta_ha su_cuenta_ha verifique_su verifica_tu haga_clic haz_clic su_paquete
        تم_تعليق_حسابك تم_ايقاف_حسابك اضغط_هنا اضغط_على_الرابط حدث_بياناتك طردك herencia
        ihr_konto_wurde klicken_sie_hier ihr_paket votre_compte cliquez_ici votre_colis
        il_tuo_conto clicca_qui il_tuo_pacco sua_conta clique_aqui seu_pacote hesabiniz tiklayin
        ваш_аккаунт перейдите_по 点击链接 点击这里 账户异常 您的包裹 アカウント停止
        こちらをクリック 클릭 계정이 akun_anda klik_di_sini""",
    "notice": """awaiting_collection your_account_for delivery_waiting parcel_awaiting
        awaiting_delivery message_from_us our_final we_tried your_subscription ur_subscription
        your_order_is new_voicemail* new_messages 1_new 2_new 1_unread message_for_you
        important_announcement service_announcement customer_service_announcement announcement
        customer_services your_number_has your_mobile_number ur_mobile_number mobile_no
        mobile_number_has our_mobile your_phone_number_has cash_balance account_balance_of
        unclaimed uncollected recpt receipt_no apply_for_your your_future account_statement
        identifier_code identifier important_message important_information new_message
        voice_message voicemail urgent_message message_awaiting message_waiting message_centre
        message_center lucky_day find_out_why fantastic_surprise your_credits topped_up
        renewal_pin membership member_offers details_call log_onto your_content order_is_being
        customer_service_representative landline land_line claim_code claim_no loyalty
        valued_customer our_records records_indicate dear_voucher_holder voucher_holder
        cardholder dear_customer dear_winner dear_user dear_subscriber dear_sir_madam
        estimado_cliente عزيزي_العميل عميلنا_العزيز lieber_kunde cher_client caro_cliente
        missed_call missed_call_alert messages_waiting final_contact claims_dept left_no_message
        to_listen""",
    "promo": """offer offers special_offer sale deal deals cheap cheapest lowest_price off_all
        new_collection order_now buy_now shop_now sign_up join_now join_free try_now
        subscribe_now learn_more visit check_out latest newest brand_new exclusive* weekly
        this_weeks every_week competition* entry free_entry enter_now activate* brought_to_you
        from_only only_today national_delivery half_price bogof buy_one_get bargains clearance
        sales_event free_trial free_quote_now limited_stock club_entry guest_list drinks_offer
        play_now play_to bid bids auction_now more_info for_info 4_info for_details for_more
        welcome_to enjoy_the save_up save_money apply_now oferta* rebaja* compra_ahora
        descuento* عرض_خاص خصم خصومات تخفيضات اشتري_الان اشترك_الان angebot* jetzt_kaufen
        offre_speciale soldes sconto sconti offerta promocao desconto* indirim* kampanya* скидк*
        акция* 优惠 促销 特价 セール 割引 할인 특가 छूट diskon promo khuyen_mai giam_gia
        not_too_late order_before place_your_order today_s_offer todays_offer great_offer
        one_day_sale choose_from buy_for_just""",
    "agency_pitch": """seo backlink* guest_post* link_building rank_your rank_higher first_page
        page_of_google page_one top_of_google google_ranking* search_engine_optim*
        domain_authority web_traffic website_traffic increase_your_traffic more_traffic
        increase_traffic website_redesign redesign_your explainer_video*
        lead_generation_service* email_list* bulk_sms bulk_email social_media_followers
        followers_and_likes web_design_services your_website_for your_site_for
        i_came_across_your i_was_on_your your_domain posicionamiento_web primera_pagina
        seguidores تصدر_نتائج متابعين_حقيقيين زياده_متابعين suchmaschinenoptim* referencement
        posizionamento продвижение_сайт* 网站排名 推广""",
    "self": """i im ive ill id me my mine we our us weve am yo mi mis nosotros nuestra quiero
        necesito tengo انا عندي اريد ابغي ابي احتاج ممكن لو_سمحت ich mein meine wir je mon ma
        mes nous io mio mia eu meu minha ben benim я мой мне 我 我们 私 저는 मैं मुझे saya toi""",
    "everyday": """lol ok okay k hey haha yeah yep nope sorry thanks thank thx dunno gonna wanna
        gotta lor lah da dear love miss home sleep dinner lunch work class mum mom dad later
        tomorrow morning tonight already still dont didnt cant wont appointment available
        interested booking quote gracias hola شكرا مرحبا السلام""",
}

LEXICON = Lexicon(FAMILIES)
BIT = LEXICON.bit
