"""Spanish words: what says nothing, what means the same, and forms no rule finds.

``LINES``: one line is one meaning, of Spain and of the Americas. ``FAMILIES``: the first word of a
line is the stem of all of it. Words are written folded, without accents.
"""

from __future__ import annotations

STOP = """
a al algo alguien algun alguna algunas alguno algunos alla alli ambos ante antes aqui aquel
  aquella aquellas aquello aquellos asi aun aunque bien buen buena buenas bueno buenos cada casi
  como con contra cual cuales cualquier cuyo cuya da dan dar de del desde dia dias dice dicho dijo
  disculpa disculpe donde dos e el ella ellas ello ellos en entonces entre era eran eramos eres es
  esa esas ese eso esos esta estaba estaban estado estamos estan estar estas este esto estos estoy
  estuvo favor fue fueron fui gracias gustaria ha haber habia habian hace hacen hacer hacia hago
  han has hasta hay haya he hecho hemos hizo hola hubo igual ir ira la las le les lo los luego mas
  me mi mia mias mientras mio mios mis mismo misma mucha muchas mucho muchos muy nada ni no nos
  nosotros nuestra nuestras nuestro nuestros o ojala os otra otras otro otros para pero poco
  podria podrian por porque pues que quien quienes quisiera saber se sea sean ser sera seria si
  sido siempre siendo sin sino sobre sola solo somos son soy su sus suya suyo tal tales tambien
  tampoco tan tanta tanto te tenga ti toda todas todavia todo todos tras tu tus u un una unas uno
  unos usted ustedes va vamos van vez vos vosotros vuestra vuestro y ya yo sabes sabe decir dime
  digame dice tiene tienen tengo tenia tuvo habra cuando cuanto ayuda ayudar ayudarme oye pues ahi
  eh ok vale bueno
"""

QUESTION = """
cuando donde cuanto cuanta cuantos cuantas quien quienes como cual cuales
"""

COMMON = """
puedo puede pueden podemos puedes podre poder quiero quiere necesito necesita debo debe deben cosa
  cosas forma manera parte tipo clase nombre lugar gente persona personas momento ano anos
  primera primero gran grande mayor mejor llama llamado llamada
"""

FAMILIES = """
pod puedo puedes puede pueden podemos podeis podre podra podria pude pudo poder podido podes
quer quisiera quisieramos quiero quieres quiere quieren queremos quise quiso querer queria queres
ten tengo tienes tiene tienen tenemos tuve tuvo tener tendra tendria tenes tenia tenian
ir voy vas va vamos van iba iban iremos ir ire
hac hago haces hace hacen hacemos hice hizo hicieron hacer hecho haga haran hara
dec digo dices dice dicen dijo dijeron decir dicho diga
ven vengo vienes viene vienen vino vinieron venir vendra
pon pongo pones pone ponen puso pusieron poner puesto ponga
sal salgo sale salen salio salieron salir saldra salida salidas
perd pierdo pierde pierden perdi perdio perdieron perder perdido perdida perdidos perdidas
cerr cierro cierra cierran cierre cierren cerrar cerro cerrado cerrada cerrados cierres
empez empieza empiezan empezo empezar empece empezaron
comenz comienza comienzan comenzo comenzar comienzo comenzaron
pens piensa piensan penso pensar pensamiento
entend entiendo entiende entienden entender entendio
encontr encuentro encuentra encuentran encontrar encontro encontrado encontraron
mostr muestra muestran mostrar mostro mostrado muestre
cost cuesta cuestan costar costo costos coste costes costaba costaria
prob pruebo prueba pruebas probar probo probado
almorz almuerzo almuerza almorzar
devolv devuelvo devuelve devuelven devolver devolvio devuelto devuelta devolucion devoluciones
  devolvieron devuelvan devuelvanme
volv vuelvo vuelve vuelven volver volvio vuelto vuelta volvieron
resolv resuelve resuelven resolver resolvio resuelto resolucion
mor muere mueren morir murio murieron muerto muerta muertos muerte muertes
dorm duermo duerme duermen dormir durmio dormido
ped pido pide piden pedir pidio pidieron pedido pedidos pida
segu sigo sigue siguen seguir siguio siguieron seguido siguiente siguientes
serv sirve sirven servir sirvio servido servicio servicios
eleg elijo elige eligen elegir eligio elegido eleccion elecciones eligieron
sent siento siente sienten sentir sintio sentido
prefer prefiero prefiere prefieren preferir prefirio
conoc conozco conoce conocen conocer conocio conocido conocida conocidos conocidas
produc produzco produce producen producir produjo produjeron producido producida produccion
conduc conduce conducen conducir condujo condujeron conduccion
traduc traduce traducen traducir tradujo traduccion traducciones traductor
introduc introduce introducir introdujo introducido introduccion introdujeron
reduc reduce reducen reducir redujo reducido reduccion
constru construye construyen construir construyo construyeron construido construida construccion
inclu incluye incluyen incluir incluyo incluido incluida incluidos incluyendo
contribu contribuye contribuyen contribuir contribuyo contribucion contribuciones
escrib escribe escriben escribir escribio escribieron escrito escrita escritos escritas escribia
descub descubre descubrir descubrio descubrieron descubierto descubierta descubrimiento
abr abro abre abren abrir abrio abrieron abierto abierta abiertos abren apertura
romp rompe rompen romper rompio roto rota rotos rotas rompi
ver veo ve ven ver vio vieron visto vista viendo
lleg llego llega llegan llegar llegue llegaron llegada llegadas llegado
pag pago pagos paga pagan pagar pague pagado pagada pagaron pagaste
busc busco busca buscan buscar busque buscado busqueda
entreg entrega entregas entregan entregar entregue entregado entregaron
envi envio envios envia envian enviar envie enviado enviada enviaron
nac nace nacen nacer nacio nacieron nacido nacida nacimiento
exist existe existen existir existio existia existencia existieron
caus causa causas causan causar causo causado causada causaron
us uso usos usa usan usar uso usado usada usados usaron usaba usando
cre crea crean crear creo creado creada creados crearon creacion
gan gana ganan ganar gano ganado ganaron ganador
particip participa participan participar participo participacion participaron
viv vivo vive viven vivir vivio vivia vivieron
recib recibo recibe reciben recibir recibi recibio recibido recibieron
vend vendo vende venden vender vendio vendido venta ventas vendieron vendedor
viaj viaje viajes viaja viajan viajar viajo viajaron viajero
represent representa representan representar represento representado representacion
franc francia frances francesa franceses francesas
aleman alemania aleman alemana alemanes alemanas
ingl inglaterra ingles inglesa ingleses inglesas
espan espana espanol espanola espanoles espanolas
ital italia italiano italiana italianos italianas
chin china chino chinos chinas
japon japones japonesa japoneses
rus rusia ruso rusa rusos rusas
mexic mexico mexicano mexicana mexicanos mexicanas
escoc escocia escoces escocesa escoceses
irland irlanda irlandes irlandesa irlandeses
portug portugal portugues portuguesa portugueses
greci grecia griego griega griegos griegas
egipt egipto egipcio egipcia egipcios
turqui turquia turco turca turcos turcas
polon polonia polaco polaca polacos polacas
suec suecia sueco sueca suecos
indi india indio indios hindu
argentin argentina argentino argentinos
colomb colombia colombiano colombiana colombianos
african africa africano africana africanos
american america americano americana americanos americanas
estadounidens estadounidense estadounidenses eeuu
europ europa europeo europea europeos europeas
asiat asia asiatico asiatica asiaticos
roman roma romano romana romanos romanas
islam islamico islamica islamismo islamista islamistas musulman musulmana musulmanes
cristian cristiano cristiana cristianos cristianismo
catol catolico catolica catolicos catolicismo
farmac farmacia farmacias farmaceutico farmaceutica farmaceuticos farmaceuticas
medicin medicina medicinas medicamento medicamentos medicinal
enferm enfermo enferma enfermos enfermedad enfermedades
gobern gobierno gobiernos gobernar gobernador gobernadores gobernante gobernaba gobernado
coloni colonia colonias colonial coloniales colonizar colono colonos colonizacion
histor historia historias historico historica historicos historiador historiadores
univers universidad universidades universitario universitaria
ciudadan ciudadano ciudadana ciudadanos ciudadania
energ energia energias energetico energetica
industri industria industrias industrial industriales industrializacion
relig religion religiones religioso religiosa religiosos
filosof filosofia filosofo filosofos filosofico
astronom astronomia astronomo astronauta astronautas
legisl legislacion legislativo legislativa legislar legislador legisladores
constituc constitucion constituciones constitucional constitucionales
democr democracia democratico democratica democratas
comun comunidad comunidades comunitario
pobl poblacion poblaciones poblado habitado
habit habitante habitantes habitar habitan habitaba
pobr pobre pobres pobreza
ric rico rica ricos ricas riqueza
fuert fuerte fuertes fuerza fuerzas
larg largo larga largos largas longitud
alt alto alta altos altas altura
anch ancho ancha anchura
profund profundo profunda profundidad
veloc velocidad veloz
dur dura duro duracion durar duraron durara
aument aumento aumentos aumenta aumentar aumentado aumentaron
crec crece crecer crecio crecimiento creciente
desarroll desarrollo desarrolla desarrollar desarrollado desarrollada
descarg descarga descargar descargas
avanz avance avances avanza avanzar avanzo avanzado
defend defiende defienden defender defendio defensa defensas defensor
atac ataque ataques ataca atacar ataco atacado
derrot derrota derrotar derroto derrotado derrotados
destru destruye destruir destruyo destruido destruida destruccion
perten pertenece pertenecen pertenecer pertenecia
conten contiene contienen contener contenia contenido
manten mantiene mantienen mantener mantuvo mantenido mantenimiento
obten obtiene obtienen obtener obtuvo obtenido obtencion
conven conviene convenir convenio
prov proviene provienen provenir provino proveniente
consist consiste consisten consistir consistia
compon compone componen componer compuesto compuesta componentes componente
propon propone proponer propuso propuesto propuesta propuestas
opon opone oponen oponer opuso opuesto oposicion
supon supone suponer supuso supuesto
expon expone exponer expuso expuesto exposicion exposiciones
exig exige exigen exigir exigio exigencia exigencias
dirig dirige dirigen dirigir dirigio dirigido direccion director directora
proteg protege protegen proteger protegio protegido proteccion
correg corrige corregir corrigio correccion
suger sugiere sugieren sugerir sugirio sugerencia
refer refiere refieren referir refirio referencia referencias
invert invierte invierten invertir invirtio inversion inversiones
convert convierte convierten convertir convirtio convertido conversion
advert advierte advertir advirtio advertencia
prohib prohibe prohiben prohibir prohibio prohibido prohibida prohibicion
permit permite permiten permitir permitio permitido permiso
admit admite admiten admitir admitio admision
decid decide deciden decidir decidio decision decisiones
divid divide dividen dividir dividio dividido division divisiones
conced concede conceder concedio concesion
extend extiende extienden extender extendio extendido extension
"""

LINES = """
precio precios costo costos coste costes valor tarifa tarifas cuesta cuanto vale sale importe
barato barata economico economica oferta asequible
caro cara costoso
descuento descuentos rebaja rebajas oferta ofertas promocion promociones promo cupon
gratis gratuito gratuita libre
comision comisiones cargo cargos recargo tarifa tasa cobro cobros
cobrar cobran cobro cargo cargar cobraron
pagar pago pagos abonar abono cancelar
efectivo metalico contado cash plata
dinero plata pasta lana guita billete pisto fondos
factura facturas boleta recibo ticket comprobante cuenta
tarjeta tarjetas credito debito plastico
cuota cuotas plazos mensualidades financiacion financiamiento
deposito senal fianza anticipo garantia
impuesto impuestos iva igv
transferencia transferencias transferir giro traspaso enviar bizum
recarga recargar saldo cargar
retirar retiro sacar extraer reintegro
cajero cajeros atm
cambio cambiar convertir divisa divisas moneda monedas tipo
reembolso reembolsar devolucion devolver reintegro devuelven
rechazado rechazada rechazo denegado denegada declinada
fallo falla fallar error problema problemas inconveniente
funciona funcionar anda sirve trabaja
roto rota averiado descompuesto danado malogrado estropeado quebrado
arreglar arreglo reparar reparacion reparaciones componer compostura
bloqueado bloqueada bloquear congelar
perdido perdida perdi extravie extraviado extraviada
robo robado robada robaron hurto
clave contrasena pin codigo password nip
olvide olvidar olvidado recordar
aplicacion app movil
movil celular telefono smartphone telefonos celulares
ordenador computadora computador laptop portatil pc notebook
coche carro auto automovil vehiculo autos carros
aparcar estacionar parquear parking estacionamiento aparcamiento cochera garaje parqueadero
gasolina nafta bencina combustible
conducir manejar
autobus bus camion colectivo guagua micro omnibus
billete boleto entrada pasaje tiquete entradas
piso apartamento departamento vivienda depa apto
casa vivienda hogar chalet
alquiler alquilar renta rentar arriendo arrendar alquileres arrendamiento
comprar compra compras adquirir comprado
vender venta ventas vendo
habitacion habitaciones cuarto cuartos dormitorio dormitorios recamara recamaras alcoba pieza
bano banos aseo servicio sanitario lavabo
ducha regadera
piscina alberca pileta
ascensor elevador
nevera frigorifico heladera refrigerador refrigeradora
aire acondicionado clima climatizacion calefaccion
wifi internet conexion
cita citas turno turnos hora reserva consulta
reservar reserva reservacion reservaciones reservas apartar agendar
anular cancelar cancelacion anulacion suspender
aplazar cambiar reprogramar posponer mover
horario horarios horas abierto abierta abren abre abrir atienden apertura
cerrado cerrada cierran cierra cierre cerrar
festivo festivos feriado feriados
direccion ubicacion ubicado ubicados domicilio queda encuentran donde
cerca cercano cercana proximo proxima
llegar ir acceder acceso
envio envios enviar entrega entregar despacho despachar domicilio reparto mandar delivery
gastos costo coste portes
pedido pedidos orden encargo pedir ordenar encargar
seguimiento rastreo rastrear localizar estado
tardar tarda demora demoran tiempo plazo
llegar llega arribar recibir
talla tallas talle numero medida
camiseta remera playera polera
zapatos zapatillas tenis calzado deportivas
falda pollera
gafas lentes anteojos
medico doctor doctora medica
dentista odontologo odontologa dental muela diente dientes
clinica consultorio hospital centro
receta prescripcion formula
medicina medicamento remedio medicamentos
seguro aseguradora cobertura poliza mutua prepaga obra
comida almuerzo comer
cena cenar
desayuno desayunar
restaurante restorant restaurant local
camarero mesero mozo garzon
menu carta platos
vegetariano vegetariana vegano vegana
patata patatas papa papas
zumo jugo
ninos nino hijos hijo chicos peques bebe bebes chamacos guaguas menores
mascota mascotas perro perros gato gatos animales
edad edades anos mayores
curso cursos clase clases taller formacion
inscripcion inscribir matricula matricular apuntar anotar registrarme registro
gimnasio gym
corte pelo cabello peluqueria
trabajo empleo laburo chamba vacante
sueldo salario nomina paga
abogado abogada licenciado
empresa compania negocio comercio
tienda tiendas local sucursal sucursales almacen negocio oficina oficinas
cliente clientes usuario usuarios
correo email mail
llamar llamada marcar contactar contacto comunicarme
hablar conversar platicar charlar
queja quejas reclamo reclamacion reclamar
garantia cubre cobertura
disponible disponibles disponibilidad hay stock existencias quedan
nuevo nueva nuevos nuevas
rapido rapida urgente pronto express
ahora ahorita ya inmediato
grande grandes amplio
pequeno pequena chico chica
bonito lindo chulo
limpieza limpiar aseo
mudanza trasteo flete
boda casamiento matrimonio
fiesta evento celebracion
cuando fecha
cuantos numero cantidad
comenzar empezar iniciar inicio comienzo
terminar acabar finalizar fin
construir edificar levantar
usar utilizar emplear
mostrar ensenar
ocurrir suceder pasar
fallecer morir muerte
fundar crear establecer
guerra conflicto batalla
error equivocado equivocada equivocacion incorrecto incorrecta erroneo erronea fallo
peste plaga epidemia pandemia
elegido electo escogido seleccionado
prohibido impedir vetado
detener frenar parar interrumpir
disculpar lamentar pesar arrepentirse
atribuir achacar culpar
conseguir lograr obtener alcanzar
realizar efectuar ejecutar hacer
elaborar redactar preparar
derrotar vencer ganar
conquistar invadir ocupar tomar
gobernar reinar mandar dirigir
rey monarca reyes reina
lider dirigente jefe
soldado soldados tropas ejercito
pueblo aldea villa
ciudad ciudades municipio urbe
pais paises nacion naciones
idioma lengua idiomas lenguas
libro obra libros obras
escritor autor autora autores
pelicula film peliculas
nino infantil juvenil
profesor maestro docente profesores
alumno estudiante alumnos estudiantes
escuela colegio instituto
rico adinerado acomodado
pobre pobreza desfavorecido
aumentar crecer subir incrementar
disminuir reducir bajar descender
importante principal destacado clave
famoso conocido celebre popular
antiguo viejo anterior
enfermedad dolencia afeccion
medicamento farmaco medicina
ley norma legislacion reglamento
derecho derechos
juez tribunal corte magistrado
objetivo meta finalidad proposito
resultado consecuencia efecto
razon motivo causa
ejemplo caso
diferencia distincion
llamado denominado conocido nombre apodo
situado ubicado localizado encuentra
rodear limitar frontera bordear
rio rios afluente
superficie area extension
porcentaje proporcion tasa
inventar descubrir idear
apoyar respaldar ayudar
rechazar oponerse negar
permitir autorizar dejar
obligar exigir forzar
huir escapar exiliar
emigrar migrar trasladar
residir vivir habitar
"""
