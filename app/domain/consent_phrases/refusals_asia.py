"""Refusals without a "stop" in languages of Asia, by the same families."""

from __future__ import annotations

from app.domain.consent_phrases import END

CHINESE = (
    r"(?:忘掉|忘记|忘記|删除|刪除|删掉|刪掉|移除|清除|抹去|销毁|注销|拉黑|抹掉|去掉|消除)(?:一下|"
    r"所有|全部|你们|你們|有关|"
    r"有關|关于|關於|掉|系统里|的)*(?:我|本人|这个号|這個號|此号|我们)(?:的|本人的)?(?:所有|全部|"
    r"个人|個人)*(?:的)?"
    r"(?:号码|號碼|电话|電話|手机|手機|信息|資訊|资讯|资料|資料|数据|數據|隐私|联系方式|聯絡方式|"
    r"$)",
    r"(?:停止|终止|終止|中止|结束|結束|停掉|断绝|取消|禁止|拒绝|拒絕|不接受|不再接受|别再|別再|"
    r"不要再|请勿|請勿|严禁)(?:一切|"
    r"所有|任何|全部|再|跟我|与我|和我|对我|對我|的|这种|這種|这些|進行|进行|继续|繼續|你们的|"
    r"贵公司的|各种)*(?:联系|聯繫|联络|"
    r"聯絡|骚扰|騷擾|打扰|打擾|推销|推銷|短信|簡訊|信息|訊息|消息|广告|廣告|发送|發送|通知|推送|"
    r"营销|行銷|往来|来往|"
    r"纠缠|找我|来烦|发我|發我|电话|給我|给我)",
    r"(?:没有|沒有|没|沒|从没|從沒|从未|從未|从来没|從來沒|不记得|不記得|未曾|未)(?:有)?(?:订阅|"
    r"訂閱|注册|註冊|报名|報名|"
    r"申请|申請|同意|授权|授權|登记|登記|加入|允许|允許)(?:过|過)?(?:这|這|你们|你們|任何|此|收|"
    r"接收|接受|让|讓|的|个|個|"
    r"些|服务|服務|短信|消息|信息|广告|名单|项|给我发|發|发)*(?=$| "
    r"\.)(?<!没注册)(?<!没报名)(?<!没有报名)(?<!没有注册)",
    r"(?:不是|并非|並非)(?:我|本人|他|她)?(?:的)?(?:号码|號碼|电话|電話|手机|手機|号|號|本人|"
    r"机主|机主本人)(?: \.)* ?(?:了)?"
    r"(?: \.)? ?(?:请|請|麻烦|麻煩|快|你|就)*(?:停|别|別|不要|删|刪|勿|移除)",
    r"(?:不想|不愿|不願|不希望|不要|不愿意|不願意|宁愿不|不需要|不用)(?:再|继续|繼續|被|跟|和|与|"
    r"听到|聽到|收到|看到|接到|"
    r"你们|你們|贵公司|任何|关于|的|有)*(?:联系|聯繫|聯絡|联络|消息|信息|訊息|短信|簡訊|打扰|"
    r"打擾|骚扰|騷擾|广告|廣告|推销|"
    r"來往|来往|瓜葛|电话|電話)",
    r"(?:撤回|撤销|撤銷|收回|取消|不同意|反对|反對|不授权|拒绝|拒絕)(?:我|我的|对|對|之前|先前|"
    r"的|你们|你們|使用|将|將|任何|"
    r"所有)*(?:同意|授权|授權|许可|許可|处理我|使用我|個人資料|个人信息|个人资料|联系我)",
    r"(?:没什么|沒什麼|没有什么|没啥|沒有什麼)(?:好|可)?(?:说|說|谈|談|聊)(?:的)?了?|(?:放过|"
    r"放過|别烦|別煩|别缠|不要烦|不要煩|"
    r"别骚扰|别打扰|離開|离开|远离|遠離|別再煩)(?:我|我们|我們|我老公|我老婆|我妈|我家人|他|她)|"
    r"(?:拉黑|举报|舉報|投诉|投訴|"
    r"屏蔽|封锁|封鎖)(?:你|您|你们|你們|我吧|我|这个号|了)|(?:这是|這是|这已经是|属于)(?:骚扰|"
    r"騷擾|垃圾短信|骚扰短信)",
    r"(?:没必要|沒必要|不用|不必|无需|無需|用不着)(?:再|继续|繼續|给我|給我|跟我|与我)*(?:发|發|"
    r"联系|聯繫|聯絡|联络|打扰|推销|"
    r"打来|打來|找我)|(?:受够|受夠|烦死|煩死|厌倦|厭倦|够了|夠了)(?:了|你们|你們|这些|這些|的|"
    r"你)*(?:短信|簡訊|消息|信息|"
    r"訊息|骚扰|广告|廣告|垃圾)|(?:从|從)(?:你们|你們|您|你)?(?:的)?(?:名单|名單|列表|系统|系統|"
    r"数据库|資料庫|通讯录)"
    r".{0,4}(?:删|刪|移|去|除|清)",
    r"(?:别|別|不要|请勿|請勿|勿|不许)(?:再|一直|总|總|老)?(?:给|給|跟|对|對)?(?:我|我们|"
    r"我們)(?:写|寫|说|說|打|来|來)"
    r"(?:信|短信|消息|电话|電話|了|这些)*(?:$| \.)",
)
JAPANESE = (
    r"(?:個人情報|データ|番号|電話番号|連絡先|情報|アドレス|登録|名前)(?:を|の|は)?(?:全て|"
    r"すべて|全部|完全に|今すぐ|"
    r"ただちに|一切)?(?:の)?(?:削除|消去|抹消|破棄|忘れ|消し)(?:して|を|し|てほしい|てもらえ|て|"
    r"を?要求|を?希望|"
    r"を?お願い|を?求め|ください)",
    r"(?:連絡|メール|メッセージ|電話|ご案内|案内|お知らせ|勧誘|配信|営業|sms|広告|宣伝|お電話|"
    r"ご連絡)(?:など|等)?"
    r"(?:は|を|も|が|の)?(?:もう|一切|今後|これ以上|二度と)*(?:結構|不要|いりません|要りません|"
    r"いらない|必要ありません|"
    r"必要ない|お断り|遠慮|控えて|ご遠慮|お控え|迷惑|やめ|止め|停止|うんざり|しないで|"
    r"よこさないで|送らないで|"
    r"受け取りたく|ほしくない|欲しくない|しつこい|受け付け|拒否)",
    r"(?:もう|今後|二度と|これ以上|一切|絶対に?|どうか|頼むから)(?: \.)? ?(?:は|私に|うちに|"
    r"こちらに|こちらへ|ここに|"
    r"この番号に)?(?:一切|二度と)?(?:は)?(?:連絡|メール|送ら|送って|電話|関わら|かかわら|構わ|"
    r"かまわ|話しかけ|"
    r"メッセージ|接触|かけて)(?:を|は|し|も)?(?:ない|しない|こない|来ない|くるな|くれるな|"
    r"ほしくない|欲しくない|やめ)",
    r"(?:登録|申し込み|申込み?|申込|購読|同意|許可|頼ん|依頼|承諾)(?:した|をした|し|だ|"
    r"んだ)?(?:覚え|記憶|こと|つもり)"
    r"(?:は|が|も)?(?:一度も)?(?:ありません|ない|ございません)|(?:登録|申し込み|購読|同意)(?:は|"
    r"も|なんか|なんて)?"
    r"(?:一切)?(?:していません|していない|してません|してない|した覚え)(?=$| \.|ので|のに|が)",
    r"(?:放っておいて|ほっといて|ほうっておいて|構わないで|かまわないで|関わらないで|"
    r"そっとしておいて|邪魔しないで|"
    r"うるさい|しつこい|ブロックし|ブロックする|通報し|通報する|訴え|"
    r"付きまとわないで)(?:ください|くれ|ます|よ|ね|て|る)*"
    r"(?=$| \.)|(?:夫|妻|主人|家族|母|父|息子|娘)(?:に|を|には)(?:もう)?(?:構わ|連絡し|メールし|"
    r"関わら|そっと|付きまと)",
    r"(?:番号|人違い|間違い|別人|私|本人)(?:は|では|じゃ)?(?:違います|間違って|ありません|"
    r"ないです|間違い)?.{0,6} \. ?"
    r"(?:もう)?(?:やめ|止め|送らない|連絡しない|削除|消し)|(?:同意|承諾|許可)(?:を|は)?(?:撤回|"
    r"取り消|取消)|"
    r"(?:利用|処理|使用|取り扱い)(?:に|を)(?:異議|反対|拒否)|話すこと(?:は|"
    r"なんて)(?:もう)?(?:ない|ありません)|"
    r"(?:嫌がらせ|迷惑行為|ストーカー)(?:です|だ|ですよ)|(?:リスト|名簿|配信先|"
    r"宛先)から.{0,4}(?:外|消|抜|除|削)",
)
KOREAN = (
    r"(?:개인 ?정보|번호|연락처|정보|데이터|전화번호|제 ?번호|이름|내 ?번호)(?:를|을|도|은|"
    r"는)?(?: ?(?:전부|모두|당장|"
    r"다|좀|완전히|즉시))* ?(?:삭제|지워|잊어|지우|파기|없애|빼)",
    r"(?:연락|문자|메시지|전화|광고|스팸|알림|홍보|메세지|톡|카톡|마케팅|영업|수신|소통)(?:을|를|"
    r"은|는|이|도|에)?(?: "
    r"?(?:더|더는|더이상|더 이상|이제|다시는|제발|좀|그만|일절|절대|앞으로|일체|모두|전부|또|"
    r"받는 ?거|보내는 ?거))* ?"
    r"(?:하지|보내지|안 ?(?:받|주|했으면|보내|해 ?주|하셔도)|주지|말아|마|받고 ?싶지|받기 ?싫|"
    r"원하지|원치|사양|거부|"
    r"차단|중단|중지|끊어|그만|삼가|싫|필요 ?없|지긋|지겨|거절|자제|멈춰)(?! ?(?:말고))",
    r"(?:가입|신청|등록|구독|동의|허락|요청|수신 ?동의)(?:을|를|에)?(?: ?한)? ?(?:적|일|"
    r"기억)(?:이|도|은)? ?"
    r"(?:없|안)|(?:동의|허락|수신 ?동의|승낙)(?:를|을)? ?(?:철회|취소|거두|한 ?적|안 ?했)|"
    r"(?:가입|신청|구독) ?(?:안 ?했|"
    r"하지 ?않았)(?:는데|어요|습니다|음)",
    r"(?:내버려|가만히?|놔|그냥) ?(?:두세요|둬|놔두|두시|내버려|좀 둬)|(?:저|나|우리|남편|아내|"
    r"엄마|가족)(?:를|을|한테|에게)?"
    r"(?: ?(?:좀|그만|그냥|더))* ?(?:괴롭히지|귀찮게|내버려|놔두|건드리지|차단|삭제|명단)|"
    r"(?:귀찮게|괴롭히지|방해)(?:하지)?"
    r" ?(?:하지)? ?(?:마|말)|(?:차단|신고)(?:할|하겠|합니다|했|한다|해 ?주)",
    r"(?:번호|사람)(?:가|이)? ?아니(?:에요|예요|니까|라고|야|ㅂ니다).{0,4}(?:그만|보내지|하지|"
    r"연락하지|삭제|지워|중단)|"
    r"(?:다시는|더는|더 ?이상|이제|앞으로|두 ?번 ?다시)(?: \S+){0,3} ?(?:듣고|보고|받고|엮이고|"
    r"연락하고|연락받고|대화하고) ?"
    r"싶지|(?:할 ?말|얘기할 ?것|할 ?얘기)(?:이|가|은|도)? ?(?:더 ?)?없(?:어요|습니다|네요|으니)|"
    r"이건 ?(?:괴롭힘|스팸|스토킹)|"
    r"(?:리스트|목록|명단|명부)에서 ?(?:저|나|제|내)?\S* ?(?:빼|삭제|제외|지워)|(?:처리|이용|"
    r"사용)에 ?(?:반대|거부)",
)
HINDI = (
    r"(?:नंबर|नम्बर|डेटा|डाटा|जानकारी|नाम|विवरण|सम्पर्क|संपर्क विवरण).{0,16}(?:भूल जा|मिटा|हटा|"
    r"डिलीट|निकाल|"
    r"नष्ट)",
    r"(?:सुनना|सुनने|बात करना|बात करनी|संपर्क|सम्पर्क|मैसेज|संदेश|सन्देश|कॉल|एसएमएस|विज्ञापन|"
    r"मेसेज|स्पैम|प्रचार).{0,16}"
    r"(?:नहीं चाह|नही चाह|नहीं चाहिए|नही चाहिए|बंद (?:कर|की)|बन्द (?:कर|की)|रोक|मत कर|मत भेज|न "
    r"करें|ना करें|ना भेज|न भेज|"
    r"नहीं करनी|खत्म|समाप्त कर|से परेशान|से तंग)",
    r"(?:साइन ?अप|सब्सक्राइब|रजिस्टर|पंजीकरण|रजिस्ट्रेशन|अनुमति|सहमति|इजाजत|इजाज़त).{0,8}(?:नहीं|"
    r"नही|कभी नहीं|वापस|"
    r"रद्द)(?: (?:किया|की|दी|थी|लेता|लेती|करता|करती|ले|है|हूँ|हूं|था|रहा|रही))*(?=$| \.)",
    r"(?:अकेला|चैन से|शांति से|हाल पर|पीछा).{0,8}छोड़|(?:तंग|परेशान|डिस्टर्ब|दिक).{0,4}(?:मत|न "
    r"कर|ना कर|करना बंद|नहीं करें)|"
    r"(?:ब्लॉक|रिपोर्ट|शिकायत).{0,4}(?:कर दो|कर दूंगा|कर दूँगा|करूंगा|करूँगा|करूंगी|करो मुझे|कर "
    r"दीजिए)|(?:यह|ये) "
    r"(?:उत्पीड़न|परेशान करना|स्पैम) (?:है|हो)|(?:नंबर|नम्बर).{0,8}(?:मेरा|गलत).{0,8}(?:नहीं|"
    r"है)?.{0,8}(?:बंद|मत|हटा|रुक|"
    r"ना करें|न करें|डिलीट)|मुझे .{0,12}(?:लिस्ट|सूची|ग्रुप).{0,8}(?:निकाल|हटा)|बात करने (?:को|"
    r"के लिए) (?:अब )?(?:कुछ|"
    r"और कुछ) नहीं|(?:जरूरत|ज़रूरत|आवश्यकता) नहीं.{0,12}(?:मैसेज|संदेश|कॉल|संपर्क)|(?:मैसेज|"
    r"संदेश|कॉल|संपर्क).{0,12}("
    r"?:जरूरत|ज़रूरत|आवश्यकता) नहीं",
)
_ID_ACT = (
    r"(?:pesan\w*|sms\w*|chat\w*|hubung\w*|menghubung\w*|dihubung\w*|kirim\w*|mengirim\w*|"
    r"telepon\w*|"
    r"telpon\w*|wa|komunikasi\w*|kontak\w*|spam\w*|iklan\w*|promo\w*|ganggu\w*|email\w*|"
    r"notifikasi\w*|"
    r"penawaran\w*|tawar\w*)"
)
INDONESIAN = (
    r"\b(?:tidak|tak|gak|ga|nggak|ngga|enggak|ogah|males|malas|lebih baik (?:tidak|tak))(?: "
    r"(?:mau|ingin|"
    r"pengen|akan|bersedia|sudi|lagi|mo))* (?:dengar|mendengar|denger|menerima|terima|dapat|"
    r"berurusan|"
    r"berhubungan|dihubungi|diganggu|di ?(?:hubungi|ganggu|chat|sms|wa|kirimi))(?: \w+){0,3}? "
    r"?(?:kalian|"
    rf"anda|kamu|lagi|{_ID_ACT})",
    r"\b(?:tidak|tak|gak|ga|nggak|belum|bukan)(?: \w+)? ?(?:pernah|ada)? ?(?:saya )?(?:daftar|"
    r"mendaftar|"
    r"berlangganan|langganan|menyetujui|setuju|kasih izin|memberi izin|izin|mengizinkan|minta|"
    r"meminta|"
    r"registrasi|subscribe)(?: (?:untuk|ini|itu|ke|di|pesan|apapun|apa apa|layanan|sms|menerima|"
    r"begini|"
    rf"dihubungi|beginian))*{END}(?<!belum daftar)(?<!belum setuju)(?<!tidak setuju)",
    r"\b(?:hapus\w*|lupakan|keluarkan|buang|musnahkan|hilangkan|menghapus|penghapusan|cabut|"
    r"coret)(?: "
    r"(?:semua|seluruh|aja|dong|segera|tolong|saja))* (?:data|nomor|no|nama|informasi|kontak|"
    r"info)(?: "
    r"(?:hp|pribadi|telepon|wa))? (?:saya|aku|gue|gw|ini|ku)|\b(?:keluarkan|hapus|coret|blokir|"
    r"block|"
    r"delete) (?:saya|aku|gue|gw)\b",
    r"\b(?:hentikan|stop\w*|berhenti|berhentilah|setop|sudahi|akhiri|cukup|jangan|jgn|mohon "
    r"tidak|tolong "
    r"jangan|dilarang|tidak usah|gak usah|ga usah|nggak usah|tak usah|tidak perlu|gak perlu|ga "
    r"perlu|"
    r"nggak perlu|tak perlu)(?: (?:semua|segala|segala bentuk|mengirim\w*|kirim\w*|melakukan|"
    r"pernah|lagi|"
    rf"terus|dari|coba|mencoba|saling|repot repot))* {_ID_ACT}(?: (?:saya|aku|gue|lagi|ke|nomor|"
    rf"ini|terus|"
    rf"apapun|pesan\w*|sms|deh|dong|ya|sini|kesini|promo|apa|gw|terus terusan|kalian))* ?"
    rf"(?:(?<=lagi)|(?<=ini)|(?<=komunikasi)|(?<=saya lagi)|(?<=terus)|(?<=spam)|(?<=pesan)){END}",
    r"\b(?:tarik|menarik|cabut|mencabut|batalkan)(?: (?:kembali|balik))? (?:izin|persetujuan|"
    r"ijin)|\bjangan "
    r"(?:ganggu|gangguin|usik)\b|\bbiarkan (?:saya|suami|istri|kami|keluarga)(?: \w+)? (?:sendiri|"
    r"tenang)|\btinggalkan (?:saya|kami|suami|istri)(?: saya)?\b|\b(?:saya|gue|aku)(?: akan)? "
    r"(?:blokir|laporkan|lapor|block|report)\b(?! (?:jalan|kerusakan|masalah|ac|hasil))|(?:^|\. "
    r")ini "
    r"(?:sudah )?(?:pelecehan|spam|gangguan)\b|\b(?:ini )?bukan nomor (?:saya|dia|aku)(?: "
    r"\w+)?(?: \.)? ("
    r"?:\w+ )?(?:berhenti|stop|hapus|jangan|tolong)|\b(?:capek|muak|bosan|jengkel|risih) (?:\w+ "
    r"){0,2}?"
    rf"{_ID_ACT}|\btidak ada (?:lagi )?yang (?:perlu|mau) di(?:bicarakan|bahas)",
    r"\b(?:dihapus|dikeluarkan|dicoret|keluar|hapus|keluarkan)(?: \w+){0,2}? dari(?: \w+)? "
    r"(?:daftar|list|"
    r"grup|sistem|database|kontak)\b",
)
_VI_ACT = (
    r"(?:nhan\w*|tin nhan|tin|gui|goi|lien he|lien lac|lam phien|spam|sms|quang cao|email|mail|"
    r"thong bao|"
    r"quay ray|lam phien)"
)
VIETNAMESE = (
    r"\b(?:khong|ko|k|chang|chua)(?: (?:con|he))? ?(?:muon|thich|can|thiet)(?: (?:nghe|nhan|bi|"
    r"them|thay|"
    r"duoc|gi|bat ky|cac|tu))* (?:tu|gi tu|tin|tin nhan|ve|quang cao|lam phien|lien lac|lien "
    r"he)(?: (?:cac|"
    r"ban|nhan|phia|ben|cong ty|nguoi|quy|gi))* ?(?:nua)?",
    r"\b(?:chua|khong|ko|chang)(?: (?:tung|he|bao gio|co|toi))* (?:đang ky|dang ky|dong y|yeu "
    r"cau|cho phep|"
    r"đong y|đăng ky|theo doi)(?: (?:cai|nay|dich|vu|nhan|tin|gi|nhung|loai|danh sach|ca|đau|dau|"
    r"het|"
    rf"thu|điều|nhu vay|lien he))*{END}(?<!chua dang ky)(?<!khong dong y)",
    r"\b(?:xoa|huy|go|bo|quen|loai|tieu huy)(?: (?:het|bo|toan bo|tat ca|đi|giup|di|gium|moi))* "
    r"(?:so|"
    r"du lieu|thong tin|ten|lien he|toi|đu lieu|so đien thoai|so dien thoai)(?: (?:đien thoai|ca "
    r"nhan|"
    r"lien lac))? ?(?:cua )?(?:toi|minh|em|anh|nay|khoi|ra khoi)",
    r"\b(?:cham dut|ngung|dung|đung|ngừng|thoi|đừng|dừng|khong can|khoi|khoi can|ko can|het|cam|"
    r"xin đung|"
    r"làm ơn đung)(?: (?:moi|viec|ngay|het|lai|co|bat ky|su|hinh thuc|cho|toi|tat ca|cac|tiep "
    rf"tuc|phai))* "
    rf"{_VI_ACT}(?: \w+){{0,4}}? ?(?:nua|toi|em|minh|lien lac|lai)?(?:{END}| nua)(?<!dung "
    rf"goi)(?<!đung goi)",
    r"\b(?:đe|de|hay đe) (?:toi|chong toi|vo toi|gia đinh toi|yen cho|em|minh|me toi)(?: \w+)? "
    r"?(?:yen|"
    r"toi)\b|\b(?:rut|thu hoi|huy)(?: lai)? (?:su )?(?:đong y|dong y|chap thuan|cho phep)|"
    r"\b(?:se|toi) "
    r"(?:chan|block|bao cao|kien|to cao)(?: \w+)? (?:so|ban|cac ban|cong ty|anh|nay)\b|\b(?:chan|"
    r"block) "
    rf"(?:toi|so toi)\b|\b(?:khong|ko) phai(?: la)? (?:so|cua|so đien thoai)(?: \w+){{0,4}}?(?: "
    rf"(?:\.|nen|va|"
    r"lam on))+ ?(?:\w+ )?(?:dung|đung|ngung|xoa|thoi)|\b(?:đay|day) la (?:quay roi|spam|lam "
    rf"phien)|\b("
    rf"?:chan|met|phat ngan|ngan)(?: \w+)? {_VI_ACT}|\bkhong con gi (?:đe|de) (?:noi|ban)",
    r"\b(?:xoa|loai|go|rut|ra)(?: \w+){0,2}? khoi(?: \w+)? (?:danh sach|he thong|list|nhom|du "
    r"lieu)\b",
)
