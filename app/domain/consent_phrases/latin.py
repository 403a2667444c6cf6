"""Further languages in Latin letters: the plain ways of saying it, by stems."""

from __future__ import annotations

from app.domain.consent_phrases import END, Phrases

POLISH = Phrases(
    language="pl",
    stop=(
        r"\b(?:prosze |prosimy )?(?:nie|juz nie|wiecej nie) (?:\w+ )?(?:pisz\w*|pisac|wysyl\w+|"
        r"przysyl\w+|kontakt\w+|dzwon\w+|smsuj\w*|zaczepi\w+|nekaj\w*|meczcie)(?: (?:do mnie|"
        r"mi|"
        r"wiecej|juz|sie|ze mna|zadnych|nic|wiadomosci|sms\w*))*" + END,
        r"\b(?:przesta\w+|skoncz\w+|dosc|koniec|stop)(?: juz)? (?:do mnie |mi |z |tych |tymi "
        r")*(?:pisa\w*|wysyla\w*|wiadomosci\w*|sms\w*|dzwoni\w*|kontaktowa\w*|spamowa\w*|nekac|"
        r"reklam\w*)",
        r"\bnie (?:chce|chcemy|zycze|wyrazam|zgadzam)(?: sobie| sie| juz| wiecej)* (?:\w+ "
        r")?(?:otrzymyw\w+|dostaw\w+|wiadomosci|sms\w*|kontakt\w*|reklam\w*|zgody)",
        r"\b(?:wypis\w+|usun\w*|wykresl\w*|skasuj\w*)(?: \w+){0,3}? ?(?:mnie|numer|z listy|"
        r"dane|"
        r"z bazy)|\brezygnuje z (?:\w+ )?(?:wiadomosci|sms|subskrypcji|newslettera)|"
        r"\b(?:zostaw\w*|dajcie|daj) (?:mnie|mi) (?:w spokoju|spokoj)|cofam zgode|wycofuje "
        r"zgode",
        r"\b(?:chce|chcialbym|chcialabym|jak|prosze|moge)(?: \w+){0,2}? (?:wypisac|"
        r"wyrejestrowac|zrezygnowac z (?:\w+ )?(?:sms|wiadomosci|subskrypcji|newslettera|"
        r"powiadomien))|\b(?:wypisuje sie|wypisanie|wyrejestruj\w*)\b",
        r"\b(?:dosc|koniec|wystarczy|mam dosyc|dosyc|stop|skonczcie)(?: (?:juz|z|ze|tego|tych|"
        r"tymi|tym))* (?:spam\w*|sms\w*|wiadomosci\w*|reklam\w*|telefon\w*)",
        r"\b(?:odczep\w*|odwal\w*|spadaj\w*|odpieprz\w*|odpierdol\w*)(?: sie)?\b|\b(?:zly|"
        r"bledny) numer(?: \.)? (?:\w+ ){0,3}?(?:stop|usun\w*|nie pisz\w*|prosze nie|"
        r"skasuj\w*)|\bpomyl\w+(?: \w+)?(?: \.)? (?:\w+ ){0,3}?(?:usun\w*|skasuj\w*|nie "
        r"pisz\w*|prosze nie pis\w+|prosze usun\w*|przestan\w*)",
        r"\b(?:cofam|wycofuje|odwoluje|wycofac)(?: \w+)? zgod\w|\bsprzeciw\w*(?: \w+){0,4}? "
        r"(?:danych|marketing\w*|kontakt\w*)|\b(?:blokuje|zglaszam|zablokuje|zglosze)(?: \w+)? "
        r"(?:numer|was|spam|to)\b|\bzapomnij\w* (?:moj|ten) numer",
    ),
    unless_before=r"\b(?:dlaczego|czemu)(?: \w+){0,2}$",
    unless_after=(
        r"^ ?(?:\w+ )?(?:przed|po|w (?:nocy|niedziele|pracy)|dzisiaj|dzis|jutro|teraz|bo|"
        r"poniewaz|jeszcze)\b"
    ),
    unless_anywhere=(
        r"\blepiej (?:na)?pis\w+|\b(?:dlaczego|czemu)\b|(?:^|\. )(?:lepiej |prosze )?(?:napisz|"
        r"napiszcie|zadzwon|"
        r"zadzwoncie|wyslij|wyslijcie)\b|\bsilown\w+\b"
    ),
)

TURKISH = Phrases(
    language="tr",
    stop=(
        r"\b(?:bana |beni |bize |lutfen |artik |bir daha |tekrar |mesaj |sms |daha )*(?:mesaj "
        r"at\w*m[ae]\w*|mesaj gonderm\w*|sms gonderm\w*|sms atm\w*|yazm[ae]\w*|aram[ae]y\w*|"
        r"rahatsiz etm\w*|ulasm[ae]\w*|mesaj istem\w*|gonderm[ae]y\w*|"
        r"iletisime gecm\w*|mesaj atm\w*|mesaj yollam\w*)",
        r"\b(?:mesaj|sms|reklam|bildirim|ileti)\w*(?: \w+){0,2}? (?:istemiyor\w*|almak "
        r"istemiyor\w*|durdur\w*|kes\w*|birak\w*|almayayim|son ver\w*)",
        r"\b(?:listeden|listenizden|rehberinizden|sistemden|sisteminizden|veritabanin\w*)(?: "
        r"\w+){0,2}? (?:cik\w+|sil\w+|kaldir\w+)|\bnumaram\w* (?:\w+ )?(?:sil\w*|kaldir\w*|"
        r"cikar\w*|unutun)|\babonelik\w*(?: \w+)? (?:iptal|cik\w+|sonlandir\w*|istemiyorum)|"
        r"\baboneligimi (?:iptal|sonlandir)\w*|"
        r"\b(?:beni|bizi) rahat birak\w*|\babonelikten (?:cik|ayril)\w*|\biletisim(?:e)? "
        r"(?:kurulmasini|gecilmesini) istemiyorum",
        r"\byanlis (?:numara|kisi)\w*(?: \.)? (?:\w+ ){0,3}?(?:sil\w*|yazm\w*|durdur\w*|atm\w*|"
        r"gonderm\w*|cikar\w*|dur\b|stop)",
        r"\b(?:iznimi|iletisim iznimi|onayimi|rizami|izin)(?: \w+)? (?:geri|iptal|cek\w*|"
        r"vermiyorum|kaldir\w*)|\bizin vermiyorum|\b(?:verilerimi|bilgilerimi|kaydimi|"
        r"numarami)(?: \w+)? (?:sil\w*|kaldir\w*|imha)",
        r"\b(?:yeter|birakin|kesin|durdurun|son verin)(?: \w+)? (?:mesaj\w*|sms\w*|reklam\w*|"
        r"spam\w*|artik)|\b(?:reklam|spam|mesaj|sms|kampanya)\w* (?:gonderm|atm|yollam|"
        r"istem)\w+|\brahatsiz etm\w+|\b(?:engelliyorum|sikayet edecegim|engelledim)\b|"
        r"\b(?:bulten\w*|liste\w*|abonelik\w*|uyelik\w*)(?:\w+)? (?:cikmak|ayrilmak|cik\w*)",
    ),
    unless_anywhere=(
        r"\baramayin(?: \.)? (?:lutfen )?(?:mesaj|sms) (?:at|yaz)\w*|\b(?:neden|niye|nicin)\b|"
        r"(?:^|\. )(?:sadece |yerine )?(?:mesaj atin|mesaj at|mesaj "
        r"yazin|arayin|ara|yazin|sms atin)\b|\w+(?:den|dan|ten|tan) (?:once|sonra)\b|"
        r"\b(?:henuz|simdi|su an|bugun|salon\w*|siparis\w*|randevu\w*)\b|\bunutm\w+"
    ),
)

INDONESIAN = Phrases(
    language="id",
    stop=(
        r"\b(?:jangan|berhenti|hentikan|tolong berhenti|jgn|henti|berhentilah)(?: \w+){0,2}? "
        r"(?:kirim\w*|mengirim\w*|hubung\w+|menghubung\w+|sms|chat|pesan|ganggu|mengganggu|wa|"
        r"hantar|telepon|spam|iklan|mesej)\b",
        r"\b(?:tidak|ga|gak|nggak|tak|tidak lagi|enggak)(?: \w+)? (?:ingin|mau|nak|perlu|"
        r"mahu)(?: \w+){0,2}? (?:menerima|terima|pesan|sms|dihubungi|iklan|mesej|diganggu|"
        r"promo)",
        r"\b(?:hapus|keluarkan|buang|hilangkan|padam)(?: \w+)? (?:nomor|saya|no|data|"
        r"nombor)(?: "
        r"\w+)?|\bberhenti (?:berlangganan|melanggan)|\b(?:batalkan|cabut) (?:langganan|"
        r"berlangganan|persetujuan)|\bbiarkan saya (?:sendiri|tenang)|\btinggalkan saya",
        r"\b(?:stop|berhenti|hentikan|cukup|sudah|tolong stop)(?: \w+){0,2}? (?:kirim\w*|"
        r"mengirim\w*|hubung\w+|menghubung\w+|sms|chat|pesan\w*|ganggu|mengganggu|wa|telepon|"
        r"spam\w*|iklan|mesej|promo|hantar)\b",
        r"\b(?:salah (?:nomor|nomer|sambung|orang|nombor))(?: \.)? (?:\w+ ){0,3}?(?:hapus|"
        r"jangan|stop|berhenti|hentikan|padam)|\b(?:cara|bagaimana|mau|ingin|nak|saya)(?: "
        r"\w+)? (?:berhenti|unsubscribe|unsub)(?: \w+)?(?=$| \.| langganan| berlangganan)|"
        r"\b(?:cabut|tarik)(?: \w+)? (?:persetujuan|izin|kebenaran)|\b(?:lupakan|blokir|"
        r"padam\w*|hapus\w*) nom\w+ (?:saya|ini|aku)|\bjangan (?:wa|sms|chat|hubungi|kirim|"
        r"spam|ganggu|kacau|mesej)\b|\bpergi sana\b|\btidak (?:mau|ingin|perlu) "
        r"(?:di)?(?:hubungi|kirimi|ganggu|sms)",
    ),
    unless_anywhere=(
        r"\b(?:kenapa|mengapa|jangan lupa|sebelum|sesudah|jangan dulu|sekarang|hari ini|pesan "
        r"saja|chat saja|sms saja|wa saja|telepon saja|lewat wa)\b"
    ),
)

VIETNAMESE = Phrases(
    language="vi",
    stop=(
        r"\b(?:dung|đung|ngung|xin đung|lam on đung|thoi|đung co|ngừng)(?: \w+){0,2}? (?:nhan|"
        r"gui|lien|goi|lam phien|lien lac|lien he|nhan tin|gui tin)",
        r"\b(?:khong|ko|k|chang)(?: \w+){0,2}? (?:muon|can|thich)(?: \w+){0,2}? (?:nhan|tin "
        r"nhan|bi lam phien|lien lac|nghe)|\b(?:huy|bo) (?:đang ky|dang ky)|\b(?:xoa|go|loai|"
        r"bo)(?: \w+)? (?:so|toi|ten)(?: \w+){0,4}?(?: (?:danh sach|cua toi|khoi))|\bđe (?:toi|"
        r"cho toi) yen|\bđung nhan tin",
        r"\b(?:nham|sai) (?:so|nguoi|may)(?: \.)?(?: roi)?(?: \.)? (?:\w+ ){0,3}?(?:xoa|dung|"
        r"ngung|bo|huy|stop)|\b(?:rut lai|thu hoi|huy|huy bo)(?: \w+)? (?:su )?(?:dong y|cho "
        r"phep)|\b(?:chan|bao cao|block) (?:so|may|cac ban)|\bdung(?: \w+)? (?:spam|quang cao|"
        r"nhan|gui|goi|lien he|lien lac|lam phien|nhan tin)|\b(?:quen|xoa|go) (?:so|thong tin|"
        r"du lieu|so dien thoai)(?: \w+){0,2}? (?:toi|nay|minh|em)\b|\bkhong (?:nhan|dong "
        r"y)(?: \w+)? (?:tin|quang cao|tin nhan)|^dung lai(?=$| \.)|\bthoi (?:\w+ )?(?:nhan|"
        r"gui|spam)|\bkhong muon (?:\w+ )?(?:quang cao|tin)|\bde (?:toi|minh|em) yen",
        r"\b(?:khong|dung|cam)(?: \w+)? (?:lien lac|lien he|lam phien|nhan tin|goi dien|gui "
        r"tin)(?: "
        r"(?:voi|cho))? (?:toi|minh|em|so nay)",
    ),
    unless_anywhere=(
        r"\bdung quen\b|\b(?:tai sao|sao|vi sao) (?:\w+ )?khong\b|\b(?:truoc|sau) (?:thu|ngay|"
        r"khi|luc|\d)|\bdung goi\b.{0,8}\bnhan tin\b|\bnhan tin (?:thoi|cho toi|di|thay)(?=$| "
        r"\.)(?<!dung nhan tin cho toi)|\bkhong nhan duoc\b|\bdung (?:goi|nhan)(?: \w+){0,2} "
        r"(?:bay gio|luc nay|hom nay)\b"
    ),
)

TAGALOG = Phrases(
    language="tl",
    stop=(
        r"\b(?:huwag|wag|tigil\w*|itigil|hinto|ihinto|tama na)(?: \w+){0,4}? (?:mag ?text|"
        r"magtext|itext|i text|text\w*|mensahe|message|kontak\w*|contact|tawag\w*|tumawag|"
        r"padala\w*|pagtext|pag text|pagpapadala|magmessage|istorbo\w*|guluhin)",
        r"\b(?:ayaw|ayoko|ayokong|hindi ko gusto|di ko gusto)(?: \w+){0,4}? (?:text\w*|mensahe|"
        r"message\w*|makatanggap|kontak\w*|tumanggap|matanggap)|\b(?:tanggalin|alisin|burahin|"
        r"itanggal|pakitanggal|pakialis|paki alis|paki tanggal)(?: \w+){0,3}? (?:number|numero|"
        r"ako|listahan|pangalan|no)|\b(?:tigilan|lubayan|layuan) (?:nyo|niyo|mo|ninyo) (?:na "
        r")?ako",
        r"\b(?:hindi ko na|ayoko na|ayaw ko na|di ko na)(?: \w+){0,2}? (?:gusto|makatanggap|"
        r"tumanggap)(?: \w+){0,3}? ?(?:mensahe|text\w*|message\w*|makatanggap|ads|promo\w*)?|"
        r"\bmaling (?:number|numero|tao)(?: \w+)?(?: \.)? (?:\w+ ){0,3}?(?:paki\w*|delete|"
        r"tanggal\w*|wag|huwag|tigil\w*|stop|burahin)|\bwrong number(?: po)?(?: \.)? (?:\w+ "
        r"){0,2}?(?:wag|huwag|paki\w*|tama na)|\b(?:pakitigil|paki tigil|pakihinto|patigil|"
        r"itigil|ihinto|tigilan)(?: \w+){0,3}? (?:pag\w*|text\w*|message\w*|mensahe|spam\w*)|"
        r"\b(?:paki ?delete|paki ?tanggal|paki ?alis|paki ?bura|delete)(?: (?:na|po|nyo|niyo|"
        r"ang|yung))* (?:number|numero|info|data|ako)|\b(?:mag ?unsubscribe|mag ?opt ?out)\b|"
        r"\b(?:lubayan|layuan|tigilan)(?: \w+)? (?:ako|ko|kami)\b|\b(?:wag|huwag)(?: "
        r"\w+){0,3}? (?:guluhin|istorbohin|kulitin|kontakin|itext|i text|imessage|replyan)\b|"
        r"\bayoko (?:na )?(?:ng|sa)(?: \w+)? (?:text\w*|messages?|ads|promo\w*|spam)",
    ),
    unless_anywhere=(
        r"\b(?:bakit|bago mag|bago|mamaya|muna|kalimutan|text na lang|itext na lang|text "
        r"nalang|tawag na lang|tawagan na lang|i text na lang)\b|\bhindi ko (?:po )?natanggap\b"
    ),
)

LATIN = (POLISH, TURKISH, INDONESIAN, VIETNAMESE, TAGALOG)
