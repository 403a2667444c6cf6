"""English words; the other languages know them too."""

ENGLISH = """
maybemonth 3: mar
maybemonth 5: may
weekday 0..: mon tue wed thu fri
weekday 1..: tues weds thur
weekday 2..: wednes thurs
shortday 5..: sat sun
count 1..: one two three four five six seven eight nine ten eleven twelve thirteen fourteen
  fifteen sixteen seventeen eighteen nineteen
no: zero no without
tens 20: twenty
tens 30: thirty
tens 40: forty
tens 50: fifty
ordword 1..: first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
  thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
ordword 30: thirtieth
day: today todays tday 2day
day 1: tomorrow tomorow tommorow tommorrow tomorrows tmrw tmr tomo 2morrow
day -1: yesterday yesterdays
tonight: tonight tonite tonights
weekend: weekend weekends
feast 02-14: valentine valentines valentine's
feast 12-25: christmas xmas
feast 10-31: halloween
eve: eve
newyear: year's years'
unit day*1: day days
unit week*1: week weeks week's wk wks
unit week*2: fortnight fortnights
unit month*1: month months
unit year*1: year years
night 1: night nights nite nites
hour hour*1: hour hours hr hrs
hour minute*1: minute minutes min mins
meridiem am: am
meridiem pm: pm
part am: morning mornings
part pm: afternoon afternoons evening evenings
noon 12:00: noon midday noontime
noon 00:00: midnight
quarter 15: quarter
half 30: half
past: past
oclock: o'clock oclock clock o'clocks
ish: ish
to: to
until: until untill till til thru through ending ends
from: from starting between
since: since
and: and & plus
in: in
ago: ago
now: now hence time's
next: next
last: last
this: this upcoming
at: at @
for: for fir
the: the da
of: of
on: on
about: about around approximately roughly say maybe like
after: after later
before: before earlier
by: by
good: good
article 1: a an
with: with
than: than
more: more extra additional
or: or
not: not isnt isn't dont don't wont won't havent haven't never
people 1: people persons person ppl peoples pax guests guest diners heads covers seats travellers
  travelers visitors individuals
adults 1: adults adult men man women woman ladies seniors senior grownups gentlemen elderly
  oaps pensioners grown grownup
kids 1: kids kid children child baby babies toddler toddlers infant infants boys girls childs boy
  girl minors teenagers teens teen newborn newborns youngsters
  teenager kiddo kiddos tot tots lads
room 1: room rooms suite suites doubles singles
book: book booking reservation reserve rebook reservations bookings reserved booked
session: session appointment meeting restaurant lunch dinner brunch breakfast massage spa visit
  viewing call slot slots transfer payment card account
stay: stay staying hotel accommodation lodging hostel airbnb
bedroom 1: bedroom bedrooms bed beds br bdr bdrm bhk
bathroom 1: bathroom bathrooms bath baths ba
me 1: me i
self 1: myself
us 1: us we we're we'll we've them ourselves
my: my our your his her their
person 1: wife husband partner girlfriend boyfriend friend friends mother father mom mum dad
  sister brother sisters brothers colleague colleagues worker workers coworker coworkers
  siblings sibling cousin cousins others other fiance fiancee spouse grandma grandpa grandmother
  grandfather uncle aunt boss workmate workmates flatmate roommate roommates neighbour neighbor
  hubby mate mates relatives clients employees
person 2: parents grandparents
child 1: son sons daughter daughters nephew nephews niece nieces grandkids grandchildren grandson
  granddaughter
child 2: twins
party: party group family table
couple 2: couple couples pair
count 12: dozen
top: top seater seating topper
all: all
currency: dollars dollar usd eur euros euro pounds pound gbp sar riyals riyal aed dirhams pesos
  mxn bucks quid
noun: star stars percent miles mile km chairs chair tables courses dishes bottles tickets times
  items steps floors floor bags cars pets dogs
seated: seated
seat: seat accommodate fit host
polite: please pls plz inside outside indoors outdoors thanks thank if is are would will be ready
alone 1: alone solo
own 1: own
old 1: old olds
only: just only
both 2: both
little: little
minor: minor
human: human humans being beings
home: flat apartment house villa condo home property
arrive: land landing arrive arriving arrives arrival checkin
check: check checking
out: out
attend: coming attending joining dining eating attend come join
size: number amount size headcount count total
leave: return returning returns leave leaving leaves depart departing departure departs checkout
"""
