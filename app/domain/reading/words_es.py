"""Spanish words, in plain letters."""

SPANISH = """
month 1..: ene feb
month 4: abr
month 6..: jun jul ago sep oct nov dic
month 9: setiembre
weekday 0: lun
weekday 2..: mie jue vie sab dom
good: buenas buenos
weekend: finde
fin: fin
home: casa piso apartamento departamento vivienda
feast 12-25: navidad
feast 12-24: nochebuena
feast 12-31: nochevieja
until: hasta
from: desde entre
currency: pesos dolares libras
arrive: llegada llego llegamos llegaremos
leave: salida salimos salgo
stay: estancia alojamiento
maybemonth 3: mar
count 1..: uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
  dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro
  veinticinco veintiseis veintisiete veintiocho veintinueve
tens 30: treinta
tens 40: cuarenta
tens 50: cincuenta
ordword 1: primero
day: hoy
day 1: manana
day -1: ayer
day 2: pasadomanana
day -2: anteayer antier
night: anoche
night 1: noche noches
unit day*1: dia dias
unit week*1: semana semanas
unit month*1: mes meses
unit year*1: ano anos
hour hour*1: hora horas
hour minute*1: minuto minutos
oclock: h hs hrs
part pm: tarde tardes
part am: madrugada
noon 12:00: mediodia
noon 00:00: medianoche
quarter 15: cuarto
half 30: media
minus: menos
to: a al
that: que
and: y e
in: en dentro
ago: hace
next: proximo proxima siguiente viene entrante
last: pasado pasada ultimo ultima
this: este esta
for: para por
the: el la los las
of: de del
article 1: un una
about: aproximadamente sobre
with: con
no: sin ningun
people 1: personas persona comensales huespedes invitados gente
adults 1: adultos adulto adultas mayores hombres mujeres
kids 1: ninos nino ninas nina hijos hijas nietos nietas bebe bebes menores peques chicos
room 1: cuartos suite
bedroom 1: habitaciones habitacion dormitorios dormitorio recamaras recamara alcobas
bathroom 1: bano banos
me 1: yo
only: solo solamente
alone 1: solito solita
us 1: somos seremos nosotros vamos estamos seriamos
my: mi nuestro nuestra nuestros nuestras mis
person 2: padres suegros abuelos
child 1: hijo hija nieto nieta
person 1: esposa esposo mujer marido novia novio amigo amiga amigos amigas
book: reservar reserva reservacion
session: cita reunion restaurante comida cena visita llamada turno
party: grupo mesa familia
"""
