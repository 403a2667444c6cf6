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

COMMON = """
puedo puede pueden podemos puedes podre poder quiero quiere necesito necesita debo debe deben cosa
  cosas forma manera parte tipo clase nombre lugar gente persona personas momento ano anos cuanta
  cuantas cuantos primera primero gran grande mayor mejor llama llamado llamada
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
"""
