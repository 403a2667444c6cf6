"""Mass messages in many languages against genuine leads who use the same words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.spam import read_spam


@pytest.mark.parametrize(
    "text",
    [
        "WINNER! You have been selected for a £900 holiday. Call 09061234567 to claim. 150ppm",
        "FREE ringtone every week! Txt TONE to 85555 now. 18+ £1.50/wk, STOP to end",
        "Lonely? Sexy singles near you want to chat. Reply MEET now, std rates apply",
        "Final notice: your parcel is on hold. Pay the customs fee at http://my-post.top",
        "Your account has been locked, verify your identity here: bit.ly/3xyz",
        "Double your bitcoin in 24 hours! Guaranteed profit, join t.me/coinking",
        "Bad credit? Get a payday loan up to $3,000 today! Apply now www.quickcash.biz",
        "Casino night! 100 free spins and a 300% bonus, play now www.slotking.biz",
        "We offer SEO and backlinks to get your website on the first page of Google",
        "¡Felicidades! Ha ganado un premio de 2.000 €. Reclame aquí: http://sorteo.click",
        "مبروك! تم اختيارك للفوز بجائزة 10000 درهم، اضغط هنا http://gift.top",
        "Glückwunsch! Sie haben gewonnen: ein iPhone. Jetzt hier klicken http://los.click",
        "Félicitations ! Vous avez gagné 1000 €. Cliquez ici http://cadeau.top",
        "Congratulazioni! Hai vinto un buono da 500 €. Clicca qui http://premi.click",
        "Parabéns! Você foi sorteado. Clique aqui e ganhe http://sorte.top",
        "Поздравляем, вы выиграли приз! Перейдите по ссылке http://bonus.ru",
        "恭喜！您的号码中奖，请点击链接领取奖品 http://jiang.top",
        "おめでとうございます！賞金に当選しました。こちらをクリック http://atari.click",
        "Tebrikler, çekilişte ödül kazandınız! Hemen tıklayın http://kazan.top",
    ],
)
def test_it_marks_mass_messages(text: str) -> None:
    read = read_spam(text)
    assert read.is_spam, read
    assert read.signs


@pytest.mark.parametrize(
    "text",
    [
        "I won your raffle last month, where do I pick up the voucher?",
        "Is delivery free if I order two?",
        "Call me on 0871 555 0199 please, I am at work until five",
        "STOP",
        "Stop sending me these prize texts",
        "URGENT the pipe burst, please come now!!!",
        "My budget is £450,000 cash, can I view the house today?",
        "Do you offer loans for used vans?",
        "Can I pay with bitcoin?",
        "Got your text about 20% off, is it still on?",
        "I want to claim for water damage, policy 88123",
        "hey its kim, r u free 2moro 4 a haircut? x",
        "HI, I NEED A QUOTE FOR A NEW ROOF AT 9 MILL LANE",
        "The link you sent (https://example.com/form) shows an error",
        "Is there a discount for seniors? We are two adults, arriving on the 18th",
        "¿Tienen promociones para estudiantes? Quiero inscribirme",
        "Gané un vale en su sorteo, ¿cómo lo uso?",
        "هل الشحن مجاني؟ أريد طلب قطعتين",
        "كم خصم الدفع النقدي؟",
        "Ist der Versand gratis? Ich brauche zwei Stück.",
        "Est-ce que la livraison est gratuite ? Merci",
        "C'è uno sconto per gruppi?",
        "Tem desconto para pagamento à vista?",
        "Есть ли скидка на второй урок?",
        "第二件有优惠吗？我想今天下单",
        "学生割引はありますか？",
        "İki kişi için indirim var mı?",
        "",
    ],
)
def test_it_spares_genuine_leads(text: str) -> None:
    read = read_spam(text)
    assert not read.is_spam, read


def test_it_spares_a_letter_full_of_links_and_amounts() -> None:
    letter = (
        "Subject: Invoice 2044\n\nHi Nora, invoice 2044 of $1,200 is attached. You can pay by card "
        "at https://pay.example.com or by transfer. If you have any questions, just reply to this "
        "email. You get these notices because you asked for them; unsubscribe at any time. "
        "Elm Joinery, 660 Mission Street, Suite 12"
    )
    assert not read_spam(letter, "email").is_spam


def test_it_names_what_it_saw() -> None:
    read = read_spam("You have won £500! Call 09061234567 now to claim")
    assert {"premium", "won"} <= set(read.signs)


@pytest.mark.parametrize(
    "unit",
    [
        *("a", " ", "\n", "-", ".", "[", "9", "0 9", "call 1", "A", "a1", "£", "|", "w.", "a@"),
        *("to 8", "win ", "U ", "中奖", "ربح ", "p/", "http:"),
    ],
)
def test_it_stays_quick_on_what_repeats(unit: str) -> None:
    started = time.perf_counter()
    read_spam(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 2


@settings(max_examples=40, deadline=2_000)
@given(st.text(min_size=1, max_size=200), st.integers(1, 500))
def test_it_reads_any_text(piece: str, times: int) -> None:
    read = read_spam((piece * times)[:100_000])
    assert 0 <= read.score <= 1
