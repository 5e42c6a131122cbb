package io.rapport.server.outreach;

import java.util.List;

/// Phrases that turn an explanation into blame, in Spanish. The polite form is the third person, so what
/// somebody did
/// is only theirs where it says so, or where a sentence begins with it.
final class SpanishRules {
    private static final String THEIRS = "(?:(?!\\b(?:nosotros|nuestr[oa]s?)\\b)[^;]){0,120}";
    private static final String YOU = "(?:^|usted(?:es)? |tú )(?:se |ya |también )?";

    private SpanishRules() {}

    static final List<WordRule> ALL = List.of(
            WordRule.of(
                    "OTHERING",
                    "Convierte a una persona en un grupo que no gusta.",
                    "Diga qué le ha pasado y qué hacen ahora.",
                    "(?:clientes|gente|personas|usuarios) como (?:usted|ustedes|tú|vosotros)",
                    "ustedes los (?:clientes|usuarios)",
                    "(?:su|tu) (?:tipo|clase) de (?:persona|cliente|gente|solicitud|petición|consulta|queja)s?"),
            WordRule.of(
                    "BLAME_SHOULD_HAVE",
                    "Riñe por algo que ya no se puede cambiar.",
                    "Enviamos un aviso el lunes; va otra vez en este correo.",
                    "(?:debería|deberías|deberían|debió|debiste|debieron|tendría que|tendrías que|tenía que|tenías que) (?:de )?haber(?:nos|lo|la)? (?!recibido|sido|tenido|llegado)\\w+",
                    "si (?:usted |tú )?(?:nos |lo |la )?(?:hubiera|hubiese|hubieras|hubieses) (?!reservado|pedido|planeado)\\w+[aeií]do",
                    "por qué no (?:leyó|avisó|llamó|miró|comprobó|leíste|avisaste|llamaste)",
                    "(?:era|es) su (?:responsabilidad|obligación|deber)"),
            WordRule.of(
                    "BLAME_FAILED",
                    "Palabras como «olvidó» hacen que uno se defienda.",
                    "Aún no tenemos el formulario. Este enlace lleva a él.",
                    YOU + "(?:olvidó|ha olvidado|descuidó|omitió|ignoró|incumplió|pasó por alto)",
                    "(?:se le|se te) (?:olvidó|ha olvidado|pasó)",
                    "(?:olvidaste|has olvidado|te olvidaste|ignoraste|omitiste|incumpliste|descuidaste)",
                    YOU + "no (?:leyó|siguió|avisó|respondió|pagó|comprobó|hizo caso|prestó atención)"),
            WordRule.of(
                    "BLAME_WRONG",
                    "La causa puede ser nuestra, y la solución no necesita culpables.",
                    "El acceso se bloquea tras tres intentos. Ya está desbloqueado.",
                    YOU
                            + "(?:introdujo|escribió|eligió|instaló|configuró|marcó|usó|utilizó|rellenó|conectó|puso|dio|hizo) "
                            + THEIRS + "\\b(?:mal|incorrect\\w+|equivocad\\w+|erróne\\w+|error(?:es)?)",
                    "(?:introdujiste|escribiste|elegiste|instalaste|configuraste|marcaste|usaste|rellenaste|conectaste|pusiste|hiciste) "
                            + THEIRS + "\\b(?:mal|incorrect\\w+|equivocad\\w+|erróne\\w+)",
                    "(?<!no es )(?<!no fue )(?<!no ha sido )(?:su|tu) (?:propia |propio )?(?:culpa|negligencia|descuido)",
                    "(?:es|fue|ha sido) (?<!no es )(?<!no fue )(?<!no ha sido )(?:un )?(?:su error|tu error|su fallo|tu fallo|error suyo|error tuyo|culpa suya|culpa tuya)",
                    "usted se (?:equivocó|ha equivocado|equivoca)|te (?:equivocaste|has equivocado|equivocas)",
                    "error (?:del|de) (?:usuario|cliente)"),
            WordRule.of(
                    "DOUBT",
                    "Dice que no le creemos.",
                    "Pedimos al transportista la prueba de entrega.",
                    YOU + "(?:afirma|alega|pretende|dice usted)",
                    "supuestamente|presuntamente",
                    "(?:el|la|los|las|su|sus|este|esta) (?:supuest|presunt)[oa]s?",
                    "no (?:le |te )?(?:creemos|creo) (?:que usted|lo que dice)|nos cuesta creer(?:le|lo)?"),
            WordRule.of(
                    "POLICY_SHIELD",
                    "No da ninguna razón ni deja seguir.",
                    "Diga por qué es así y qué es posible.",
                    "contra (?:nuestra|la|nuestras|las) (?:política|norma)s?",
                    "(?:nuestra|la) política(?: de (?:la )?(?:empresa|compañía)| interna)? (?:no|impide|prohíbe|exige|es|dice)",
                    "(?:por|según) (?:nuestra |la |las |nuestras )?(?:política|normas?|normativa) (?:de (?:la )?(?:empresa|compañía|casa)|interna)",
                    "(?:son|es) (?:así )?(?:las normas|la norma|el procedimiento|los procedimientos|nuestra política)",
                    "no hacemos excepciones"),
            WordRule.of(
                    "FLAT_REFUSAL",
                    "Un no cierra la conversación; un no con alternativa la deja abierta.",
                    "Hoy está completo. Mañana hay sitio a las diez o a las dos.",
                    "no (?:podemos|puedo) (?:hacerlo|hacer eso|hacer esto|ayudarle|ayudarles|ayudarte)(?: con (?:eso|esto))?$",
                    "(?:eso |esto )?(?:no es posible|es imposible)$",
                    "no (?:hay|habrá) (?:reembolsos?|compensación|compensaciones|devoluci\\w+)",
                    "no (?:devolvemos|reembolsamos|compensamos)"),
            WordRule.of(
                    "NON_APOLOGY",
                    "El «si» y el «se siente» pasan la culpa a quien lo lee.",
                    "Perdió un día de trabajo por nuestra avería. Lo sentimos.",
                    "(?:sentimos|siento|lamentamos|lamento|perdón|perdone|disculpe|disculpas)\\b(?:(?! y )[^;:]){0,120}?\\bsi (?:se|le|les|te|esto|eso|alguien|algo|ha|hemos|la|el|hubo|hay|usted|alguno|nuestr[oa])",
                    "(?:sentimos|siento|lamentamos|lamento) que (?:se |te )?(?:sienta|sientas|sientan|piense|pienses|crea|creas|parezca|moleste|lo tome|esté|estés)",
                    "se (?:han cometido|cometieron) errores"),
            WordRule.of(
                    "STOCK_APOLOGY",
                    "Podría estar en cualquier carta, así que no dice nada.",
                    "Sentimos que tuviera que quedarse en casa dos veces para nada.",
                    "(?:cualquier|posibles?|eventuales|las|los) (?:molestia|inconveniente|perjuicio)s?(?: que)? (?:ocasionad|causad|que|pued|haya)\\w*",
                    "(?:disculp\\w+|sentimos|lamentamos|perdón por|perdonen?) (?:las|los|cualquier|por las|por los|por cualquier) (?:molestia|inconveniente)s?"),
            WordRule.of(
                    "FALSE_PROMISE",
                    "Una promesa rota cuesta más que una prudente.",
                    "Hemos cambiado el paso que falló, y lo miramos cada mañana.",
                    "(?:garantiz|asegur|jur)(?:o|amos) que|(?:prometo|prometemos) que",
                    "(?:no|nunca|jamás) (?:más )?(?:volverá|va a volver) a (?:pasar|ocurrir|suceder|repetirse)",
                    "nunca más|con total seguridad|sin (?:ninguna |la menor )?duda(?: alguna)?"),
            WordRule.of(
                    "BRUSH_OFF",
                    "Quien nos lee tiene un proveedor, no diez departamentos.",
                    "La línea de nuestro proveedor se rompió. Desde mediodía hay otra.",
                    "no es (?:mi|nuestro|nuestra) (?:departamento|problema|culpa|responsabilidad|trabajo|asunto)",
                    "ajen[oa]s? a (?:nuestra voluntad|nosotros|nuestro control|nuestra empresa)|fuera de nuestro control",
                    "(?:pregunt|llam|consult|habl|dirig)\\w+ (?:a|con) otr[oa]",
                    "no (?:nos hacemos|somos) responsables",
                    "(?:ha llamado|llamó|llamaste) al (?:número|departamento) equivocado"),
            WordRule.of(
                    "DEAD_END",
                    "Invita a rendirse, o a quejarse en otro sitio.",
                    "Aún no lo sabemos. Le escribimos antes de las dos.",
                    "no (?:hay|queda) nada que (?:podamos|pueda|se pueda|hacer)|no (?:podemos|puedo|se puede) hacer nada",
                    "es lo que hay|así son las cosas",
                    "(?<!aún )(?<!todavía )no lo (?:sé|sabemos)$",
                    "tendr(?:á|ás|án) que (?:aguantarse|aguantarte|conformarse|conformarte|aceptarlo)"),
            WordRule.of(
                    "ULTIMATUM",
                    "Una amenaza es una despedida.",
                    "Lo dejamos abierto hasta el viernes. Si necesita más tiempo, dígalo.",
                    "(?:pague|responda|conteste|actúe|confirme|devuelva|acepte)\\b[^;]{0,120}?\\bo (?:le |su |cancel|cerrar|suspend|cortar|perder|se )\\w*",
                    "si (?:usted )?no (?:paga|responde|contesta|confirma|actúa|acepta)\\b[^;]{0,120}?\\b(?:cancelar|cerrar|suspender|cortar|bloquear|dar)(?:emos|á|án)",
                    "últim[oa] (?:aviso|advertencia|oportunidad)|acciones legales|medidas legales"),
            WordRule.of(
                    "CALM_DOWN",
                    "Estas palabras nunca han calmado a nadie.",
                    "Tiene toda la razón en enfadarse. Esto es lo primero que hacemos.",
                    "cálm(?:ese|ate|ense)|tranquil(?:ícese|ízate|ícense)|relájese|relájate",
                    "no (?:hay|tiene|hace falta|existe)(?: ningún| ninguna)? (?:motivo|razón|necesidad|por qué)(?: de| para)? (?:enfad|alarm|pon|grit|quej|preocup)\\w+",
                    "no (?:se ponga|te pongas) así|no exager(?:e|es)"),
            WordRule.of(
                    "COMPARISON",
                    "Convierte a quien lo lee en el problema.",
                    "Díganos qué ve; a otros les puede pasar lo mismo.",
                    "nadie más (?:tiene|ha|se|tuvo|nos)|ningún otro cliente",
                    "(?:es|eres) (?:usted )?(?:el|la) únic[oa] (?:que|client|person)\\w*",
                    "(?:todos )?(?:los|nuestros) demás clientes|nadie (?:se ha quejado|se queja)"),
            WordRule.of(
                    "STEREOTYPE",
                    "Juzga por edad, sexo, acento o saber.",
                    "Lo vemos juntos, por teléfono si lo prefiere.",
                    "a (?:su|tu) edad",
                    "(?:su|tu) (?:inglés|español|acento) (?:es|no)",
                    "está (?:su|tu) (?:marido|mujer|esposo|esposa|hijo|hija|jefe)",
                    "(?:la gente|las personas|los clientes) mayor(?:es)? (?:no|suele\\w*|siempre)"),
            WordRule.of(
                    "SARCASM",
                    "Es desprecio, y por escrito.",
                    "El interruptor se toca fácilmente sin querer.",
                    "(?:enhorabuena|felicidades|felicitaciones),? (?:ha|has|por)",
                    "suerte con (?:eso|esto|ello)|gracias por nada|qué sorpresa",
                    "(?:cualquier|hasta un) (?:idiota|niño|tonto)|estúpid\\w+|idiotas?|ridícul\\w+"));
}
