"""English words by meaning, as leads use them: written by hand for the field.

A line of ``GROUPS`` holds words that ask for the same thing; forms of one word need not be listed.
A line of ``JOINED`` names one word and the ways it is written as two.
"""

STOP = """
a about actually after again all also am an and another any anybody anyone anything are arent as
ask at be because been before being both but by can cannot cant could couldnt did didnt do does
doesnt doing done dont either else even ever every few for from gonna got had hadnt has hasnt
have havent having he hello help her here hers hey hi him his how however i id if ill im in
instead into is isnt it its itself ive just kind let lets lot maybe me might mine more most much
must my myself no nor not now of off oh ok okay on once one ones only or other our ours out over
own please pls quite rather really same shall she should shouldnt since so some somebody someone
something soon still such sure than thank thanks that thats the their theirs them then there
theres these they theyre this those though through thru till to too u under until up upon us
very wanna want was wasnt we well were werent weve what whats when where wheres whether which
while who whom whos whose why will with within without wont would wouldnt yes yet you youd youll
your youre yours yourself youve
"""

QUESTION = """
why when where who whose how long much many which not no cant cannot couldnt dont didnt doesnt isnt
wasnt wont havent hasnt without instead before after until another other same more
"""

COMMON = """
able advise allow already always area around assume available away bit bring business call care case
check choose come common consider correct couple curious currently day decide describe detail
details difference different difficult easy enough exact exactly example expect explain fact far
feel figure find fine first following found full further future general generally get gets getting
give given giving go goes going gone good great guess guest guests guy guys happen happened
happening happens hear heard hope hoping hotel idea important include included includes including
info inform information inquire inside interested issue item keep kindly know last lately learn
least leave left less life like line little location long longer look looked looking looks lots main
make makes making manage many matter mean means mention method moment must name near necessary need
needed needs never new next nice normal normally note number occur offer offered offering offers
option options order originally others otherwise overall part particular past people perhaps person
place plan planning point possible prefer present previous previously probably problem process
proper properly provide provided provides purpose put question questions quick quickly read ready
real realize reason recent recently regarding related remember require required requires rest
restaurant result right run said saw say saying second see seem seems seen send sense sent serve
serves set several show side simple simply situation small sort sorry specific specifically start
started stay step steps stuff sudden suddenly suggest supposed take taken takes taking talk tell
telling tend thing things think thought tho time times today told took totally tried tries true
truly try trying type types understand unsure use used useful using usual usually via view visit
wait wanted wanting wants way ways wish wonder wondering word words work working works worried wrong
yesterday """

OPINION = """
amazing atmosphere attentive average awesome awful bad beautiful best better big bland clean
cleanliness comfortable comfy cozy cosy courteous crowded decent delicious dirty enjoy enjoyable
enjoyed excellent exceptional experience experiences fantastic fast feel feeling flavor flavorful
flavour fresh friendly fun good great happy helpful highly hospitable impressed large like liked
loud lovely loved nice noisy opinion opinions overpriced pleasant pleased polite poor portion
portions prompt quality quick quiet rate rated rating ratings reasonable recommend recommended
relaxing reliable responsive review reviewed reviews rude satisfied slow small spacious spotless
stylish tasty terrible top unhelpful value view views welcoming wonderful worst worth
"""

GROUPS = """
price cost fee charge rate pricing expense amount tariff
cheap inexpensive affordable budget economical reasonable lowcost bargain
expensive pricey costly overpriced steep dear
free complimentary gratis included nocharge
value worth money worthwhile reasonable priced
discount offer deal promotion coupon voucher promo sale special reduction rebate code
pay payment paid settle spend
invoice bill receipt statement
tax vat duty surcharge
tip gratuity service
deposit prepay prepayment advance downpayment
installment financing credit monthly
cash money bill note banknote coin
card debit visa mastercard amex
refund reimbursement reimburse moneyback return repay
cancel cancellation annul abort revoke undo terminate withdraw
change modify update alter edit amend switch adjust
reschedule postpone move delay
book booking reserve reservation
appointment booking slot consultation session visit
available availability vacancy vacant free open slot
schedule timetable calendar hour
open opening opened hour
close closing closed shut
hour time schedule
late evening night overnight
early morning
weekend saturday sunday
holiday vacation festive leave pto
wait queue line delay waiting
long duration length
fast quick prompt speedy swift express rapid rush
slow sluggish delayed
urgent emergency asap immediately rush
soon quickly shortly
location located place address area neighborhood neighbourhood situated position whereabouts
direction route navigate way map
near nearby close proximity walkable distance vicinity convenient
far distance away distant
center centre downtown central city
attraction sight sightseeing landmark activity
transport bus train metro subway tram taxi shuttle transportation station transit
shuttle transfer pickup
airport flight plane
parking park garage valet lot
car vehicle automobile auto
rent rental hire lease
phone call telephone number ring contact
email mail message
contact reach touch speak talk
website site online web internet app
wifi internet wireless connection network broadband online
signal reception coverage
website page link url
staff employee worker personnel service team crew waiter waitress server receptionist host
friendly nice kind welcoming polite courteous pleasant hospitable warm attentive helpful
helpful accommodating attentive responsive
rude unfriendly impolite unhelpful disrespectful
owner manager boss management
clean cleanliness tidy spotless hygienic hygiene sanitary neat immaculate cleaned dirty
dirty filthy messy unclean stained
cleaning housekeeping maid
quiet peaceful calm noise silent tranquil serene noisy loud soundproof
noisy loud noise sound
comfortable comfy cozy cosy comfort relaxing
bed mattress pillow sleep bedding
room suite accommodation bedroom lodging
spacious large big roomy huge size space
small tiny little cramped compact size
bathroom toilet restroom washroom shower bathtub bath
towel linen sheet toiletry
view scenery window overlook scenic vista
decor decoration interior design style furnishing decorated
modern contemporary updated renovated new stylish
old dated outdated worn rundown
atmosphere ambiance ambience vibe environment setting mood feel
romantic date couple anniversary
breakfast brunch morning
lunch midday noon
dinner supper evening dine
food meal dish cuisine eat menu
menu dish item selection
tasty delicious flavorful yummy flavor taste savory flavour
bland tasteless flavorless
fresh freshness
portion serving size
vegetarian vegan meatless plant vegetable veggie
gluten celiac allergy allergen wheat
allergy allergic intolerance dietary
diet dietary restriction halal kosher vegetarian
halal muslim islamic
drink beverage cocktail wine beer alcohol bar
alcohol liquor wine beer spirit drink booze alcoholic
wine vineyard bottle
beer ale lager draft tap pint
coffee tea espresso latte cappuccino
dessert sweet cake pastry
spicy hot heat spice
seafood fish
meat beef steak pork chicken lamb
takeaway takeout togo pickup carryout
delivery deliver shipping ship shipment dispatch courier
track tracking trace
arrive arrival reach come
package parcel
outdoor outside patio terrace garden alfresco
indoor inside
table seat seating
group party large crowd
event wedding banquet celebration party function
meeting conference
music band entertainment live
tv television cable channel netflix
pool swim swimming
gym fitness workout exercise
spa sauna massage jacuzzi hottub
kitchen kitchenette microwave fridge refrigerator stove cooking
laundry washing washer dryer iron
aircon ac cooling airconditioning heating
heating heater warm heat
elevator lift stair floor
accessible accessibility wheelchair disabled disability handicap
child kid baby infant family toddler crib
family child kid
pet dog cat animal
smoke smoking smoker cigarette
luggage baggage bag suitcase
checkin arrival arrive
checkout leave departure leave
safe security secure safety
key keycard lock
front reception desk lobby concierge
age old minimum adult
dress attire clothes clothing
crowded busy packed full
popular famous known favorite
best top favorite great excellent
good great excellent nice fantastic wonderful amazing awesome superb outstanding
bad poor terrible awful horrible disappointing worst
quality standard
recommend suggest recommendation suggestion advise propose
review rating opinion feedback rate rated reputation
enjoy like love pleased satisfied happy
experience stay visit
complaint complain issue problem
problem issue trouble error fault wrong bug
broken damaged defective faulty malfunction crack broke damage
fix repair mend solve resolve troubleshoot
work function operate working
fail failed failure unsuccessful error
decline declined reject rejected refuse refused deny denied
block blocked freeze frozen suspend lock locked
stolen steal theft thief robbed
lost lose misplaced missing misplace
find locate found
fraud fraudulent scam unauthorized suspicious compromise unrecognized
recognize recognise unknown strange unfamiliar
mistake error wrong incorrect accidentally accident
correct right accurate
missing disappear gone vanish
twice double duplicate multiple repeated
extra additional another more spare second
pending processing waiting outstanding
confirm confirmation verify
verify verification validate authenticate prove
identity identification id passport proof
document paper form paperwork
sign signature
account profile
open create start setup register signup
register signup enroll join
close delete deactivate remove terminate
activate activation enable start
username login signin
password passcode pin code
forgot forget remember recover reset
reset restore restart reboot
balance fund money
transfer send wire remit
receive received arrive get
deposit topup credit add load
topup recharge reload refill load
withdraw withdrawal atm cash
atm machine cashpoint
transaction payment purchase
purchase buy bought shop order
exchange convert conversion swap
currency dollar euro pound fiat
foreign abroad international overseas
abroad overseas travel trip
country nation countries region
limit maximum max cap minimum restriction
minimum least lowest
interest apr rate
loan mortgage borrow lend
credit score rating
salary income wage paycheck payday
bank branch
insurance coverage policy insured
savings save saving
invest investment stock
link connect pair sync
contactless tap
virtual disposable digital
physical plastic actual
expire expiry expiration expired
replace replacement new reissue
ship post mail
deliver arrive
order purchase
stock inventory instock
product item goods merchandise
brand make manufacturer
size fit dimension
color colour
gift present giftcard
warranty guarantee
return exchange
rule policy regulation allowed permitted
allow permit allowed may accept
accept take support
require requirement need necessary
support help assist assistance
human agent person representative operator
explain describe tell
mean meaning definition define
why reason cause
show display list view
add include insert
remove delete clear erase
start begin
stop end finish quit
turn switch
increase raise higher boost improve
decrease lower reduce
compare difference versus
translate translation say language
language speak english
spell spelling
calculate math compute
measure convert unit
weather forecast temperature rain
date day
today tonight
time clock
alarm wake
timer countdown
remind reminder
list todo
note memo
song music play playlist
volume louder sound
recipe cook ingredient make
ingredient substitute recipe
calorie nutrition nutritional healthy health
restaurant eatery diner
traffic congestion jam
gas fuel petrol
tire tyre
oil engine
mechanic garage
flight airline
hotel inn motel lodge guesthouse
travel trip journey vacation
visa passport
vaccine shot immunization
doctor physician specialist clinic
dentist dental tooth teeth
medicine medication drug prescription pill
symptom pain ache sick ill
treatment therapy procedure
patient client
clinic hospital practice
lawyer attorney solicitor legal counsel
contract agreement term
house home property apartment flat condo
apartment flat unit condo
buy purchase
sell sale listing
tenant renter
landlord owner
rent lease rental
bedroom room
viewing tour showing visit
realtor agent broker
plumber plumbing pipe leak
electrician electrical wiring
quote estimate quotation
install installation setup fitting
hair haircut salon barber stylist
nail manicure pedicure
class lesson course training
teacher instructor trainer coach
student pupil learner
member membership subscription
job work career hire hiring vacancy employment
name called
joke funny laugh
hello hi greeting
thank gratitude
bye goodbye
smart clever
bot robot ai machine computer
origin from
life living
hobby fun interest
"""

JOINED = """
topup: top up, tops up, topped up, topping up, top ups
checkin: check in, checks in, checked in, checking in
checkout: check out, checks out, checked out, checking out
wifi: wi fi
signup: sign up, signed up, signing up
signin: sign in, signed in, signing in
login: log in, logged in, logging in, log on, log onto
setup: set up, setting up, sets up
pickup: pick up, picked up, picking up, picks up
takeaway: take away, take out, to go order
aircon: air conditioning, air con, air conditioner, air conditioned, a c
hottub: hot tub
giftcard: gift card, gift certificate
moneyback: money back
lowcost: low cost
nocharge: no charge
instock: in stock
downpayment: down payment
website: web site
email: e mail
goodbye: good bye
todo: to do list
pto: paid time off, time off
creditscore: credit score
"""
