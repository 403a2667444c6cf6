"""Words that are no person's name, and the commonest given names.

A name cannot be known from its letters. What can be known is that "looking" and "outside" are
none: so a name is what stands where names stand and is not on this list. Given names serve only
where nothing but the name itself tells ("table for Maria").
"""

from __future__ import annotations

from app.domain.text import word_set

NOT_NAMES = word_set(
    "urgent important ridiculous annoying weird strange amazing unacceptable awful terrible "
    "american british english spanish french german italian indian arab muslim jewish european",
    # Small words and verbs of English messages.
    "a about above actually address after afternoon again ago ah alfresco all allow almost "
    "along already alright also always am amend an and another any anybody anymore anyone "
    "anything anytime anyway apartment apologies apologize appointment appreciate are area "
    "arent around arrange arrive as ask asked asking at available avenue awesome away back bad "
    "balance bank be because become been before being believe below best better between big bit "
    "board book booked booking bookings both bring brother business but buy by bye call called "
    "calling came can cancel canceled cancelled cannot cant car card care change changed cheap "
    "check checking cheers child children chosen city clear close come coming confirm confirmed "
    "connect contact contacted cool correct could couldnt couple course currently customer date "
    "daughter day days deal deposit details did didnt different diner dining dinner do does "
    "doesnt doing done dont down due during each earlier early easy eat eight either eleven "
    "else email end enjoy enough er err error estate even evening ever every everybody everyone "
    "everything exactly excellent excuse existing expensive extra family fantastic far fees few "
    "fifteen fifty figure find fine first five flat floor following food for forget forgot four "
    "free friday friend friends from front full fully further garden get getting give given "
    "giving go goes going gone good goodbye got great group guess guest guests had half hall "
    "happy hard has hasnt have havent having he hear hello help her here hers hey hi him his "
    "hiya hold holiday home hope hotel hour hours house how however hows husband i id idea if "
    "ill im in included including indeed indoor indoors info information inquire inside instead "
    "interested interior into is isnt issue it item its ive january job join just keep kid kids "
    "kind know large last late later latest least leave leaving left less let lets like likely "
    "line list little live location long look looking lot lots love lovely lower lunch made "
    "make making man many may maybe me mean meal meant meet meeting member menu message mine "
    "minute minutes mistake mistaken mom moment monday money month more morning most mother "
    "move moving much must my myself name named names need needed needs neither never new next "
    "nice night nights nine no nobody none noon nope nor not nothing now number numbers of off "
    "offer office ok okay old on once one ones online only oops open option options or order "
    "other others our ours ourselves out outdoor outdoors outside over own pair parking part "
    "party patio pay payment people per perfect perhaps person phone pick place plan please pls "
    "plz plus point possible postcode prefer preferably pretty previous price probably problem "
    "property put query question quick quite rating rather ready real really reason recent "
    "refund regards regarding remember rent reschedule reservation reservations reserve "
    "reserved rest restaurant right road room rooms running same saturday save say says "
    "schedule seat seated seating seats second see seeing seem seems self sell send serves "
    "serving service set seven several shall she should show sick side since sister sit six "
    "small so some somebody someone something sometime son soon sorry sort sounds speak "
    "speaking spell spelled spot standing start starting stay staying still stop street sub "
    "such suite sunday super sure surname sweet table tables take taken talk tell ten terrace "
    "terribly than thank thanks that thats the their them then there theres these they theyre "
    "thing things think this those though three through thursday time times to today together "
    "told tomorrow tonight too top total tour toward tried true try trying tuesday twelve "
    "twenty two type under unfortunately until up update us use used user usual vegan "
    "vegetarian very via viewing visit wait waiting want wanted wants was wasnt way we website "
    "wednesday week weekend weeks welcome well went were weve what whats when where whether "
    "which while who whole whom whos whose why wife will window wish with within without woman "
    "won wonder wonderful wondering wont work working worry would wouldnt write wrong yeah year "
    "years yep yes yesterday yet you youd youll your youre yours yourself yup zero booker "
    "organizer account accounts transfer transfers savings current credit debit loan loans "
    "mortgage cheque spa pool gym massage breakfast bar wifi key keys towels luggage taxi "
    "shuttle airport beach reference following doctor dentist dr mr mrs ms miss sir madam "
    "mister lady gentleman team support agent human robot bot computer machine manager owner "
    "staff guy guys bro dude mate buyer seller tenant landlord realtor broker investor single "
    "married vegetarians allergic bedroom bedrooms bath baths bathroom kitchen sqft budget "
    "million thousand hundred dollars",
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday mon tue tues wed thu thur thurs fri sat sun christmas easter valentine "
    "valentines eve halloween am pm noon midnight",
    # Spanish.
    "a al algo ahi ahora aqui asi aunque ayer bien bueno buenos buenas cada casa casi cita "
    "claro comida como con cual cuando cuanto cuantos cuatro cena cero cinco confirmar cosa "
    "creo cuenta da dame dar de del desde dia dias dice diez dijo dime donde dos el ella ellos "
    "en entonces entrada eres es esa ese eso esta estaba estamos estan estar estas este esto "
    "estoy familia fecha favor fue fuera gracias gusta gustaria haber hace hacer hasta hay haya "
    "hola hora horas hoy ir jueves la las le les llamo lo los luego lunes mal manana martes mas "
    "me mejor menos mesa mi mis miercoles mismo momento mucho muchas muy nada ni ninguno no "
    "noche nombre nos nosotros nuestra nuestro nueve numero o ocho once otra otro para pero "
    "perdon persona personas poco podemos podria por porque precio primero puede puedo pues que "
    "queremos quien quiero quiere quisiera reserva reservar sabado se seis ser si siete sin "
    "sobre solo somos son soy su sus tal tambien tan tanto tarde te tengo tenemos tercero tiene "
    "todo todos tres tu tuyo un una uno usted ustedes va vale vamos ver vez viernes voy y ya yo "
    "domingo cliente interesado interesada buscando llamando apellido adultos ninos habitacion "
    "habitaciones terraza dentro",
    # Arabic.
    "انا انت نحن هو هي هم هذا هذه ذلك الذي التي من الي الى على علي عن في مع عند بعد قبل بين لا "
    "نعم ما ماذا متى كيف اين كم هل لو ان اذا او ثم لكن فقط كل بعض غير يوم اليوم غدا بكره الان "
    "حجز الحجز موعد الموعد طاوله غرفه شقه فيلا بيت ابي ابغى ابغي اريد بدي عايز عاوز محتاج ممكن "
    "شكرا مرحبا السلام عليكم اهلا صباح مساء الخير لازم عندي عندنا عندكم شخص اشخاص ساعه الساعه "
    "ليله اسم اسمي الاسم رقم مهتم موجود مسافر متاخر مستعجل جاهز زبون عميل",
)

# Not even with a capital: they begin a sentence, or are always written so.
NEVER_NAMES = word_set(
    "doctor dentist appointment booking reservation table meeting mister team support manager "
    "i it its im ive ill id my the a an and or but for at on in of to from by with is are was "
    "do does can could would should please thanks thank yes no not so if this that these those "
    "there here we you he she they our your what when where how why who we're hi hello hey "
    "sorry actually",
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter",
    "lunes martes miercoles jueves viernes sabado domingo el la los las para por que y",
)

GIVEN_NAMES = word_set(
    "bob tom jim mike dave steve chris nick matt dan rob will ed fred ted ron ken don phil pete "
    "tony tim ray lee al ian neil craig derek colin stuart graham simon martin alan liz beth "
    "kim sue jo jenny amy lucy ella mia zoe chloe grace lily ruby holly molly peggy maggie nina "
    "vera rose helena irina olga tanya anya pierre marco luca paolo hans omer priya ravi raj "
    "arjun anil sunil james john robert michael william david richard joseph thomas charles "
    "christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin "
    "brian george edward ronald timothy jason jeffrey jeff ryan jacob gary nicholas eric "
    "jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory greg frank "
    "alexander alex raymond patrick pat jack dennis jerry tyler aaron jose adam henry nathan "
    "douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald "
    "carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert "
    "willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis philip "
    "bobby johnny bradley oliver harry charlie oscar leo luke max mary patricia jennifer linda "
    "elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley "
    "kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca "
    "sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen "
    "samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth "
    "julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan "
    "andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn "
    "janice jean abigail alice julia judy sophia denise amber doris marilyn danielle beverly "
    "isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane kate claire "
    "luis carlos jorge pedro miguel antonio manuel francisco javier fernando rafael ricardo "
    "eduardo sergio alberto pablo diego alejandro andres raul mario roberto enrique victor hugo "
    "ivan marta carmen ana lucia elena isabel rosa pilar cristina sofia valentina camila "
    "daniela gabriela alejandra paula silvia monica beatriz raquel juana ines guadalupe "
    "mohammed mohamed muhammad ahmed ahmad ali omar hassan hussein khaled khalid abdullah "
    "ibrahim yousef youssef yusuf fatima aisha maryam mariam layla leila noor nour huda sara "
    "salma amina zainab hala rania reem",
    "محمد احمد علي عمر حسن حسين خالد عبدالله ابراهيم يوسف سعد فهد سلطان ناصر فيصل سلمان تركي "
    "ماجد طارق كريم مصطفي محمود فاطمه عائشه مريم ليلي نوره ساره هند امل رنا ريم هدي سلمي زينب "
    "دينا مني",
)
