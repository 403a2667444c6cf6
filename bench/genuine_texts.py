"""Genuine texts of leads, written for the fit of signs: they hold the words of attacks and adverts.

The labelled rows hold few letters of leads, and a false alarm on one of them costs the most.
"""

from __future__ import annotations

MESSAGES = (
    "Please ignore my previous message, I meant Tuesday.",
    "Ignore my last text, wrong number!",
    "Please disregard my earlier email and cancel the quote.",
    "Forget it, I'll call tomorrow instead.",
    "Forget about the red one, I want the blue sofa instead.",
    "Can I ignore the warning light until the service?",
    "What are your rules on pets?",
    "What are your instructions for check-in?",
    "Could you send me the instructions for the boiler again?",
    "What's the wifi password?",
    "I forgot my password, can you reset it?",
    "Do you act as an agent for landlords?",
    "Are you now open on Sundays?",
    "My developer says the site is down, is that your system?",
    "The system check on my AC was last year. Can you do a maintenance visit?",
    "Our security audit needs a copy of your insurance certificate.",
    "I'm an administrator at a school and need a quote for 20 laptops.",
    "Can you translate the contract into Spanish?",
    "Do you sell recipe books?",
    "Are you a bot or a real person?",
    "Is this ChatGPT answering me?",
    "Hi, I saw your AI course. How much is the language model module?",
    "Please print my order number on the label.",
    "Please confirm the booking and repeat the address so I have it.",
    "Say hi to Anna from me, she was great",
    "You are now my favourite salon, thank you!",
    "From now on please text me only in the evening.",
    "Could you pretend I called yesterday and keep the offer?",
    "I need the override code for gate 3, I'm the tenant in 12B",
    "Order: 2x A, 1x B. Deliver to: 5 Elm Street. Time: 5pm",
    "Q: do you ship to Spain? Also, what colours are there?",
    "Name: Tom\nPhone: 5551234\nMessage: I'd like a quote for a new roof",
    "Hola, ignora mi mensaje anterior, ya encontré la dirección.",
    "¿Cuáles son las reglas para mascotas?",
    "Olvidé mi contraseña, ¿me ayudan?",
    "No olvides las instrucciones de entrega, por favor.",
    "تجاهل رسالتي السابقة من فضلك",
    "ما هي كلمة سر الواي فاي؟",
    "ما هي التعليمات لاستلام الطلب؟",
    "Bitte ignorieren Sie meine vorherige Nachricht.",
    "Oubliez mon dernier message, merci.",
    "Por favor ignore a minha mensagem anterior.",
    "Забудьте про мой прошлый заказ, пожалуйста",
    "请忽略我之前的消息，谢谢",
    "前のメッセージは無視してください。予約は金曜日でお願いします。",
    "이전 메시지는 무시해 주세요.",
    "Önceki mesajımı dikkate almayın lütfen.",
    "Abaikan pesan saya sebelumnya ya.",
    "मेरा पिछला संदेश अनदेखा करें",
    "We met your engineer on site. He is developing the plan and will send the base64 "
    "file? just kidding, the PDF.",
    "Don't forget all the rules about parking please",
    "Is the safe mode of the heater on by default?",
    "Do you have any restrictions on hand luggage?",
    "Write to me at ana@example.com please",
    "I am a writer and need a room where I can write my novel for two weeks in May.",
    "My daughter plays Hamlet, do you rent costumes?",
    "Summarise please: what do I owe?",
    "Just say yes and I'll pay the deposit",
    "Your answer was helpful. In your reply please include the price.",
    "I have an illegal parking ticket from your lot, can you help?",
    "Hey Dan, can you do anything now about the leak?",
    "Hi Dan, it's Stan. Call me",
    "I need a developer to build a chatbot for my shop, no filters needed. How much?",
    "I won a voucher at your raffle, can I use it for a haircut?",
    "Is there a discount for students?",
    "I saw the free trial on your site, how do I sign up?",
    "Please call me on 0871 234 5678 after six",
    "Can I get a quote? My number is 020 7946 0958, postcode SW1A 1AA",
    "I'd like to claim on my insurance for the accident last week",
    "Do you do loans for used cars? I need £5,000",
    "How much is a cash offer for my house at 12 Oak Rd? 3 bed, built 1999",
    "Text me the address please",
    "Do you sell the iPhone 15? Is the camera included?",
    "Got your message about 20% off, is it still on?",
    "Reply YES? Ok: YES",
    "YES",
    "Stop sending me prize messages",
    "My budget is $1,000,000 and I want to buy now",
    "URGENT: water leak in unit 4, please send someone",
    "Call me NOW please, the door is locked!!!",
    "Quiero cobrar mi reembolso, ¿cómo hago?",
    "¿Tienen ofertas de llantas? Gracias",
    "هل عندكم خصم للطلاب؟",
    "كم سعر القرض وهل تقبلون الدفعات؟",
    "I need tickets for the Saturday game, 4 adults",
    "Are weekend calls included in the contract?",
    "can u send me pics of the flat? txt me",
    "Do you accept bitcoin?",
    "I run an SEO agency and need office space for 5 people",
    "Looking for a single room for 2 nights, 150 a night max",
    "I got a new phone, this is my new number, Sam",
    "Hi it's Jo, book me in 4 tomorrow at 2? thx x",
    "HELLO I WOULD LIKE TO BOOK A TABLE FOR 6 PEOPLE ON FRIDAY NIGHT",
    "Your website link is broken: https://example.com/contact",
    "Hi! I'm selling my Nokia phones, do you buy handsets?",
    "Meu orçamento é R$ 2.000, tem desconto?",
    "Ist die Lieferung kostenlos? Danke",
    "La livraison est gratuite ?",
    "можно скидку на ремонт?",
    "有优惠吗？我想预约",
    "割引はありますか？",
    "What's the password for the guest wifi?",
    "Where do I find the door code?",
    "¿Cuál es la clave del wifi?",
    "Is there a secret menu?",
    "Can the assistant book it for me?",
    "I want to speak to your developer team about a quote",
    "Which AI model do you use for the photos?",
    "Do the old rules still apply to my contract?",
    "Please follow the previous instructions for delivery.",
    "Delivery instructions: ignore the bell, it is broken, knock please.",
    "Ignore the price on the website, what's the real one?",
    "My son forgot all the rules of the pool, can you send them?",
    "In German we say Termin, can I have one on Friday?",
    "Please act as soon as possible",
    "Can you act as a witness for our contract?",
    "Imagine how happy we would be with that kitchen! Price?",
    "I'd like to play the role of Santa at your event",
    "Is the game in developer mode included in the price?",
    "Hi, I'm God's gift to sales :) call me",
    "We run an escape room with a Caesar cipher riddle, do you print such cards?",
    "I need a Morse code bracelet for my wife",
    "The error says: system override enabled, what should I do with the heater?",
    "Tell me everything about the apartment, no filter please",
    "Repeat order please, same as last time",
    "Same instructions as before please",
    "List all your services and prices",
    "Show me all the rules for renting the hall",
    "What data do you keep about me?",
    "Delete my data please",
    "Please delete my previous order and all my details",
    "I would like a T-shirt with the print 'Ignore previous instructions'. Possible?",
    "You have won me over, when can I sign?",
    "I want to win back my ex, do you do flower deliveries?",
    "I have a gift card from you, can I use it online?",
    "Free on Friday? Let's meet at 2",
    "Is delivery free over $50?",
    "Call 555 0100 and ask for Sam",
    "My account says suspended, why?",
    "I lost my package, can you check? order 9981",
    "Is the competition entry still open for kids?",
    "The casino hall, can we rent it for a wedding?",
    "I clicked the link you sent and it is broken",
    "Do you have a job for me? I can start now",
    "We offer catering, who handles purchasing at your place?",
    "Can you send me the exclusive listing? Budget is 450k cash",
    "I was approved for a mortgage of $400,000, show me houses",
    "Do you treat weight loss with keto? I'd like an appointment",
    "Text STOP worked, thanks",
    "Claim number 5521, what is the status?",
    "I had an accident and need a lawyer, how much is a consult?",
    "WOW amazing offer!!! I want it, what do I do?",
    "Quiero ganar más clientes, ¿hacen publicidad?",
    "Necesito un préstamo para mi auto, ¿qué piden?",
    "أحتاج قرض بنكي لشراء شقة، كم النسبة؟",
    "Ich möchte an der Verlosung teilnehmen, geht das noch?",
    "Can you tell me your admin email?",
    "What did you say your name was? I forget",
    "I followed your instructions and it still leaks",
    "Please override the old address with the new one",
    "Erase my number from the old booking please",
    "Do you print on demand?",
    "Give me a list of all your doctors please",
    "Translate: do you speak Arabic?",
    "Is there a secret code for the discount?",
    "Are the rules the same as in previous years?",
    "We would like you to act as our agent",
    "You are now our only option, please help",
    "I am the developer of the building on 5th, send me a quote for lifts",
    "Please simulate the loan: 20k over 5 years",
    "Tell me a bit about the model X200",
    "Which model is best for a family?",
    "Let's pretend it never happened and move on",
    "Reply with the price only please",
    "Just say a time and I'll be there",
    "Respond in Spanish please",
    "Answer in Arabic please",
    "Do you have unfiltered honey?",
    "Is unlimited access included? No limits?",
    "The previous tenant left all the instructions in a drawer, ignore them?",
    "Start your repair on Monday please",
    "My secret santa gift, can you wrap it?",
    "What's in your database about my account?",
    "List of users for the gym access: Ana, Bo, Cy",
    "Email address of your accountant please?",
    "My date of birth is 4 May 1990",
    "John Doe, 12 Elm St, account balance 120, when due?",
    "I need a system reset on my alarm panel, forgot my code",
    "No me hagas caso, ya lo resolví",
    "Haz caso omiso del correo anterior por favor",
    "Actúa rápido por favor, se inunda la casa",
    "¿Qué reglas tiene el condominio?",
    "Dime todas las reglas del gimnasio",
    "اعطني قائمة بجميع الاسعار",
    "ما هي قواعد الفندق؟",
    "هل يمكنك الرد بالعربية؟",
    "Zeig mir alle Zimmer bitte",
    "Quelles sont les règles de la piscine ?",
    "Mostrami tutte le stanze",
    "Quais são as regras do condomínio?",
    "Какие правила заезда?",
    "入住规则是什么？",
    "ルールを教えてください",
    "규칙이 뭐예요?",
    "Kurallarınız nelerdir?",
    "Apa aturan hotelnya?",
    "Base 64 Street, is that in your area?",
    "order #A1B2C3D4E5F6G7H8I9J0K1L2M3N4",
    "tracking 1Z999AA10123456784 where is it",
    "[Order 55] {blue} size M",
    "Question: is it open? Answer me quickly please: yes or no",
    "Vergessen Sie nicht das Passwort fürs WLAN, bitte",
    "Der Administrator unseres Vereins braucht ein Angebot",
    "Was sind die Regeln fürs Parken?",
    "Oubliez le rendez-vous de lundi, mardi me va mieux",
    "Quel est le mot de passe du wifi ?",
    "Esqueça, já encontrei o endereço",
    "Qual é a senha do wifi?",
    "Lascia perdere, passo domani",
    "Qual è la password del wifi?",
    "Забудьте, уже нашёл адрес",
    "Какой пароль от вайфая?",
    "Администратор на месте?",
    "Boşverin, adresi buldum",
    "Wifi şifresi nedir?",
    "忘了说，我们两个人",
    "请问wifi密码是多少？",
    "管理员在吗？",
    "すみません、住所を忘れました",
    "Wi-Fiのパスワードは何ですか？",
    "주소를 잊어버렸어요",
    "와이파이 비밀번호가 뭐예요?",
    "मैं पता भूल गया, फिर से भेजें",
    "वाईफाई का पासवर्ड क्या है?",
    "ঠিকানা ভুলে গেছি, আবার পাঠান",
    "ลืมที่อยู่ค่ะ ส่งใหม่ได้ไหม",
    "รหัสผ่านไวไฟคืออะไร",
    "Tôi quên địa chỉ rồi, gửi lại giúp nhé",
    "Mật khẩu wifi là gì?",
    "Lupakan saja, saya sudah menemukan alamatnya",
    "Apa kata sandi wifi?",
    "Nakalimutan ko ang address, pakisend ulit",
    "Ano ang password ng wifi?",
)

LETTERS = (
    "Hi there,\n\nI'm interested in your solar panels. How do solar panels work in winter? "
    "And what would an installation cost for a house with 4 bedrooms?\n\nThanks,\nMaria",
    "Hello,\nwe are planning a wedding for 80 guests in June. Could you send us your menu "
    "and prices? Please include vegetarian options in your reply.\nBest, Tom and Ana",
    "Dear team,\nMy name is Omar and I run a small bakery. I would like a website with an "
    "online shop.\nPlease write back with a price and tell me how long it takes. My budget "
    "is 3,000 dollars.\nRegards, Omar",
    "Good morning. I teach biology at the high school and want to bring 25 students to "
    "your aquarium. Explain how group booking works, please. What is the price per "
    "student? We would come on March 3.",
    "Hi! I want Spanish lessons for my son. He is 10. How do you teach grammar? What is "
    "the price? Do you have a free trial lesson?",
    "Hola, busco un departamento de dos recámaras. ¿Cómo es el proceso de renta? "
    "Explíqueme los requisitos, por favor. Mi presupuesto es de 12 mil pesos. Gracias, "
    "Luis",
    "السلام عليكم، أبحث عن شقة للإيجار في الرياض. ما هي الأسعار المتوفرة؟ أحتاج غرفتين "
    "وموقف سيارة. اشرح لي خطوات الحجز من فضلك. شكرا لكم",
    "Hello. I lead a choir and we need a recording studio. We sing old songs and two new "
    "ones. Describe your rooms, please. How many people fit? Can we come on a Sunday?",
    "Hi, thanks for the quote. We have three questions. Does the price include delivery? "
    "Who installs it? When could you start? Add my wife to the emails: lena@example.com. "
    "Regards, Jan",
    "Hello,\nI need a translation of my birth certificate. Translate from German to "
    "English. Two pages. How much is it and when will it be ready?\nThanks",
    "Hi,\nplease replace the filter in unit 4 and check the pump. Write the meter reading "
    "on the sheet. Leave the key with the neighbour.\nThank you,\nBob",
    "Hey, my laptop is broken. The letters on the keyboard do not work. Replace the "
    "keyboard please, I need capital letters for work. How long does it take? Call me "
    "after 5.",
    "Hi, I run a poetry evening at our cafe. We need 40 chairs and a microphone for "
    "Friday. Provide a quote for that please. Is delivery possible before noon?",
    "Dear Sir or Madam, I am writing about the house on Elm Street. Who painted the walls "
    "in the hall? What is the history of the building? We love it and would like to see "
    "it on Saturday. Yours, P. Reed",
    "Hello, I want to donate my old car. Do you take donations? The car is from 2009. "
    "Tell me what papers I need. Best regards",
    "Hi, we'd like a logo for our coffee shop. Create two drafts with a bird. Use warm "
    "colours. The name is Kestrel Coffee. What do you charge and how soon could you "
    "start?",
    "Hi,\nwe are opening a bookshop in May. We need shelves for 2,000 books and a "
    "counter.\nGive us a price for oak and for pine. Show photos of past work if you have "
    "any.\nThanks, Iris",
    "Good evening. I am looking for a yoga class near the river. What is the difference "
    "between hatha and vinyasa? Do you take beginners? I can come on Tuesdays.",
    "Hello, my car makes a strange noise. What causes that? It started after the winter. "
    "Could I bring it on Friday?",
    "Hi, this is Paul from Brightside School. We would like a show about the solar system "
    "for 60 children. Tell us what you need from us. The hall has power and a screen.",
    "Dear team, I need help with my tax return. I moved from Spain to Germany in July. "
    "Which forms do I need? List the papers I should bring. Many thanks, Julia",
    "Hallo, wir suchen eine Band für unsere Hochzeit. Welche Lieder spielen Sie? "
    "Schreiben Sie uns bitte einen Preis. Die Feier ist am 12. Juni in Bonn. Viele Grüße, "
    "Anna",
    "Bonjour, je cherche un cours de cuisine pour deux personnes. Expliquez-moi le "
    "programme, s'il vous plaît. Quel est le prix ? Nous sommes libres le samedi. Merci, "
    "Paul",
    "Olá, preciso de um eletricista. A luz da cozinha não funciona. Quanto custa a "
    "visita? Responda por aqui, por favor. Obrigado",
    "مرحبا، أريد تعليم ابني اللغة الإنجليزية. كم سعر الدورة؟ اكتب لي المواعيد المتاحة من "
    "فضلك. عمره عشر سنوات. شكرا",
    "Hola, quiero organizar una fiesta para mi hija. ¿Qué incluye el paquete? Somos 20 "
    "niños. Escríbanme el precio al correo. Gracias, Marta",
    "Hi! Our office has 12 people and slow internet. What speed do we need? Compare your "
    "two plans for us please. We are at 5 Mill Lane. Thanks, Theo",
    "Hello, I saw your listing for the flat near the lake. Is the lake good for swimming? "
    "What is the population of the village? We have two kids and a dog. When can we "
    "visit?",
    "Hi, I am a teacher and I need 30 printed posters of the planets. Print them on thick "
    "paper. Size A2. Send the invoice to the school. Regards, Mr Cole",
    "I'd like to order a birthday cake. Write 'Happy 40th Sam' on it in blue letters. It "
    "is for 15 people. Pick up on Saturday at ten. Thank you!",
    "Hi, can you engrave a ring? The words are 'always yours'. Use small letters, no "
    "capitals. My size is 7. How long does it take?",
    "Hello, the download link in your email does not work. I paid for the software "
    "yesterday. Please send a new link to the update. My order number is 55120. Thanks",
    "Hi, I'm Carla. We need a photographer for our son's baptism. Please describe your "
    "packages and tell us the prices. The church is small. Can you also make a short "
    "film? Thanks!",
    "Hello team,\nI write children's stories and need an illustrator. I have a poem about "
    "a whale. How do you work with authors? Compare a picture book with a comic, "
    "please.\nBest, Finn",
    "Good day, our school has 400 students. We want to install solar panels. Calculate "
    "the savings for us, please. The roof is 900 square metres. Regards, Head of "
    "Maintenance",
    "Hi, I need French lessons before my trip in June. Which tenses will we learn? I only "
    "know hello and goodbye. Tuesday evenings would be best.",
    "Dear Anna, thank you for the tour. Please list the documents we need for the "
    "mortgage. Include the fees. We would like to sign next week. Kind regards, Tom",
    "Hola, tengo un restaurante y busco música en vivo. ¿Qué canciones tocan? Escríbanme "
    "una propuesta. El evento es el sábado 14. Saludos, Rosa",
    "Bonjour, nous cherchons un traducteur. Traduisez le contrat en anglais s'il vous "
    "plaît. Il y a douze pages. Combien cela coûte-t-il ? Cordialement, Luc",
    "Hallo, mein Auto verliert Öl. Woher kommt das? Prüfen Sie bitte auch die Bremsen. "
    "Ich kann am Montag kommen. Gruß, Jens",
    "السلام عليكم، عندي مطعم وأحتاج تصميم قائمة طعام. اكتبوا لي السعر لو سمحتم. القائمة "
    "فيها ثلاثون صنفا. متى تكون جاهزة؟",
    "Hi there! Our club meets on Fridays. We read novels and watch movies. Who owns the "
    "hall now? Could we rent it for a quiz night? We'd need 30 chairs.",
    "Hello, the sign on my shop fell down. Replace it with the same letters, in blue. "
    "Call me when it is ready. The shop is on 5th Street. Thanks, Ahmed",
    "Hi, I am planning a garden. What is the best time to plant roses? I have clay soil. "
    "Send someone to look at it please. Address: 12 Hill Road.",
    "Dear support, my order 8812 is late. Explain why, please. I was told Monday. Give me "
    "a new date or refund me. I am quite upset. Sue",
    "Morning! My company trains teachers. We would like a website. Write the texts for us "
    "too, in English and Spanish. What does that cost? How many rounds of changes are "
    "included?",
    "Hello, I'm organising a charity run. We support the hospital. Would you donate "
    "prizes? Your logo goes on the shirts. Let me know by May 2. Thank you, Priya",
)
