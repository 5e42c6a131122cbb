/*
 * Calls from the page, for the chat beside which this file lies; the chat fetches it where its door takes calls.
 *
 * Who visits presses one button. Their browser asks for the microphone, describes itself to the server (WebRTC), and it
 * rings with us as a telephone does. How the call stands comes by the stream of the chat. Nothing is sent to anybody but
 * the server, and nothing is recorded unless the visitor hears that a message can be left.
 */
(() => {
  'use strict'

  /** So long the server waits for sound as well before it takes them for gone. */
  const PATIENCE = 25_000
  /** Nobody hears us before it rings, and nobody after it is over. */
  const REACHED = ['RINGING', 'WAITING', 'TALKING', 'HELD', 'ALONE', 'GREETED', 'RECORDED']

  const STYLE = `
.calling { flex: 0 1 auto; min-height: 0; overflow-y: auto; padding: 10px 18px; border-bottom: 1px solid var(--line); }
.calling p { margin: 0; } .calling .small { font-size: 14px; color: var(--ink-2); }
.ask { display: flex; gap: 12px; align-items: center; } .ask .small { flex: 1; }
.call, .deed { display: inline-flex; gap: 8px; align-items: center; justify-content: center; min-height: 44px; padding: 8px 16px;
  border: 1px solid var(--strong); border-radius: 8px; background: none; font-weight: 600; cursor: pointer; white-space: nowrap; }
.call:hover, .deed:hover { background: var(--theirs); }
.deed[aria-pressed=true] { background: var(--ink); color: var(--surface); border-color: var(--ink); }
.deed.end { background: var(--end); border-color: var(--end); color: #fff; }
.calling { --end: #b02a24; }
.now { display: flex; gap: 10px; align-items: center; } .now .stand { flex: 1; min-width: 0; font-weight: 600; }
.now .face { flex: none; grid-row: auto; } .now .time { font-variant-numeric: tabular-nums; color: var(--ink-2); }
.deeds { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 10px; } .deeds .deed { flex: 1; }
.reach { display: grid; grid-template-columns: 2fr 3fr auto; gap: 6px 8px; align-items: end; margin-top: 10px; padding: 10px 0 0; }
.reach h3 { grid-column: 1 / -1; margin: 0; font-size: 14px; } .reach label { font-weight: 400; }
.calling .sorry { margin-top: 8px; color: var(--wrong); font-size: 14px; }
`
  const WORDS = {
    en: {
      title: 'Call', call: 'Call us', why: 'From this page, without a number. Your browser asks for the microphone, so that we hear you.',
      asking: 'Your browser asks for the microphone. Please allow it, so that we hear you.',
      stand: {
        CONNECTING: () => 'Connecting.',
        RINGING: (_, team) => (team ? `It rings at ${team}.` : 'It rings.'),
        WAITING: (_, team) => `Nobody has answered yet. ${team || 'The team'} sees that you wait; you hear music until somebody answers.`,
        TALKING: (by) => `${by} has answered.`,
        HELD: (by) => `${by} has put you on hold. You hear music until ${by} is back.`,
        ALONE: (by) => `${by} has lost the connection for a moment. You hear music until somebody is back.`,
        GREETED: () => 'Nobody can answer just now. You hear how to leave a message.',
        RECORDED: () => 'Speak now: this is recorded for us. Hang up when you are done.',
      },
      ended: {
        TALKED: (by) => (by ? `The call with ${by} is over.` : 'The call is over.'),
        MISSED: () => 'Nobody had answered yet. We have noted your call.',
        VOICEMAIL: () => 'The call is over. What you said after the tone is with us.',
        CUT: () => 'The connection was lost. We have noted it, and get in touch with you.',
        BUSY: () => 'All our lines are taken just now. We have noted your call.',
        UNCONNECTED: () => 'Your network lets no call through. We have noted that you called.',
      },
      inChat: 'We answer here in the chat. Would you rather be called or written to?',
      weak: 'The connection is bad just now. We try to get it back.', someone: 'Somebody',
      mute: 'Mute', unmute: 'Unmute', muted: 'You are muted.', hangUp: 'Hang up', done: 'Done', inCall: 'in a call',
      cutOff: 'If you like, in case we get cut off:', name: 'Your name', reach: 'Number or mail', keep: 'Keep',
      kept: (reach) => (reach ? `Thank you. We reach you at ${reach}.` : 'Thank you.'),
      unable: 'Calls are not possible in this browser. Write to us here, and we answer.',
      refused: 'The microphone is not allowed, so nobody would hear you. Allow it beside the address of this page and call again, or write to us here.',
      missing: 'There is no microphone, so nobody would hear you. Plug one in and call again, or write to us here.',
      taken: 'Another program uses the microphone. Close it there and call again, or write to us here.',
      offline: 'No connection just now. Please try again in a moment.',
    },
    es: {
      title: 'Llamada', call: 'Llámenos', why: 'Desde esta página, sin número. Su navegador le pide el micrófono, para que le oigamos.',
      asking: 'Su navegador le pide el micrófono. Permítalo, por favor, para que le oigamos.',
      stand: {
        CONNECTING: () => 'Conectando.',
        RINGING: (_, team) => (team ? `Suena en ${team}.` : 'Está sonando.'),
        WAITING: (_, team) => `Aún no ha contestado nadie. ${team || 'El equipo'} ve que espera; oirá música hasta que alguien conteste.`,
        TALKING: (by) => `${by} ha contestado.`,
        HELD: (by) => `${by} le ha puesto en espera. Oirá música hasta que vuelva.`,
        ALONE: (by) => `${by} ha perdido la conexión un momento. Oirá música hasta que alguien vuelva.`,
        GREETED: () => 'Ahora no puede contestar nadie. Oirá cómo dejar un mensaje.',
        RECORDED: () => 'Hable ahora: se graba para nosotros. Cuelgue cuando termine.',
      },
      ended: {
        TALKED: (by) => (by ? `La llamada con ${by} ha terminado.` : 'La llamada ha terminado.'),
        MISSED: () => 'Aún no había contestado nadie. Hemos anotado su llamada.',
        VOICEMAIL: () => 'La llamada ha terminado. Tenemos lo que dijo después del tono.',
        CUT: () => 'Se ha perdido la conexión. Lo hemos anotado y nos pondremos en contacto.',
        BUSY: () => 'Todas nuestras líneas están ocupadas. Hemos anotado su llamada.',
        UNCONNECTED: () => 'Su red no deja pasar llamadas. Hemos anotado que llamó.',
      },
      inChat: 'Le respondemos aquí, en el chat. ¿Prefiere que le llamemos o le escribamos?',
      weak: 'La conexión es mala ahora. Intentamos recuperarla.', someone: 'Alguien',
      mute: 'Silenciar', unmute: 'Activar', muted: 'Su micrófono está silenciado.', hangUp: 'Colgar', done: 'Cerrar', inCall: 'en llamada',
      cutOff: 'Si quiere, por si se corta:', name: 'Su nombre', reach: 'Número o correo', keep: 'Guardar',
      kept: (reach) => (reach ? `Gracias. Le localizamos en ${reach}.` : 'Gracias.'),
      unable: 'En este navegador no se puede llamar. Escríbanos aquí y le respondemos.',
      refused: 'El micrófono no está permitido y nadie le oiría. Permítalo junto a la dirección de esta página y llame otra vez, o escríbanos aquí.',
      missing: 'No hay micrófono y nadie le oiría. Conecte uno y llame otra vez, o escríbanos aquí.',
      taken: 'Otro programa usa el micrófono. Ciérrelo ahí y llame otra vez, o escríbanos aquí.',
      offline: 'Ahora no hay conexión. Inténtelo de nuevo en un momento.',
    },
  }
  /** What browsers call a microphone that can't be had (Media Capture and Streams, getUserMedia). */
  const MICROPHONE = { NotAllowedError: 'refused', SecurityError: 'refused', NotFoundError: 'missing', OverconstrainedError: 'missing', NotReadableError: 'taken', AbortError: 'taken' }

  /** One call after the other. Knows no pixels. */
  class Call {
    constructor(talk, changed) {
      this.talk = talk
      this.changed = changed
      this.audio = new Audio()
      this.audio.autoplay = true
      this.reset()
    }

    reset() {
      this.id = null
      this.view = null
      this.asking = false
      this.over = false
      this.known = false
      this.muted = false
      this.weak = false
      this.problem = ''
      this.reached = null
      this.team = ''
    }

    /** Whether there is one that is not over. */
    get live() { return this.id !== null && !this.over }
    get stand() { return this.over ? 'ENDED' : (this.view?.stand ?? 'CONNECTING') }

    async begin() {
      if (this.live) return
      this.reset()
      const id = this.talk.freshKey()
      this.id = id
      this.team = this.talk.state?.team ?? ''
      this.asking = true
      this.changed()
      if (!navigator.mediaDevices?.getUserMedia || typeof RTCPeerConnection !== 'function') return this.fail('unable')
      // Asked for while the visitor decides; without an answer the direct way is tried.
      const ways = this.talk.ask('calls/ways', {}).catch(() => ({ servers: [], only: false }))
      let microphone
      try {
        microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
      } catch (error) {
        return this.id === id && this.live && this.fail(MICROPHONE[error.name] ?? 'missing')
      }
      if (this.id !== id || this.over) return microphone.getTracks().forEach((track) => track.stop())
      this.asking = false
      this.microphone = microphone
      this.changed()
      try {
        await this.connect(id, microphone, await ways)
      } catch (error) {
        if (this.id !== id || this.over) return
        void this.talk.ask('calls/end', { id }).catch(() => {})
        this.fail('offline', error.message && error.status ? error.message : '')
      }
    }

    async connect(id, microphone, { servers, only }) {
      const line = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: only ? 'relay' : 'all' })
      this.line = line
      microphone.getTracks().forEach((track) => line.addTrack(track, microphone))
      // A microphone that is pulled out is silence, which is told apart from a call that is over.
      microphone.getTracks().forEach((track) => { track.onended = () => { this.problem = 'missing'; this.changed() } })
      line.ontrack = ({ track }) => {
        this.audio.srcObject = new MediaStream([track])
        void this.audio.play().catch(() => {})
      }
      line.onconnectionstatechange = () => this.network(line)
      await line.setLocalDescription(await line.createOffer())
      this.talk.follows()
      const { answer } = await this.talk.ask('calls', { id, offer: line.localDescription.sdp, page: location.pathname })
      if (this.line !== line) return void this.talk.ask('calls/end', { id }).catch(() => {})
      this.known = true
      await line.setRemoteDescription({ type: 'answer', sdp: answer })
    }

    network(line) {
      if (line !== this.line || !this.live) return
      const bad = ['disconnected', 'failed'].includes(line.connectionState)
      if (bad && !this.weak) {
        this.weak = true
        this.lost = setTimeout(() => this.close('CUT'), PATIENCE)
        this.changed()
      }
      if (line.connectionState === 'connected' && this.weak) {
        this.weak = false
        clearTimeout(this.lost)
        this.changed()
      }
      if (line.connectionState === 'failed') void this.again(line)
    }

    /** By another network, should there be one. */
    async again(line) {
      if (line !== this.line || !this.live || line.signalingState !== 'stable') return
      try {
        await line.setLocalDescription(await line.createOffer({ iceRestart: true }))
        const { answer } = await this.talk.ask('calls/again', { id: this.id, offer: line.localDescription.sdp })
        await line.setRemoteDescription({ type: 'answer', sdp: answer })
      } catch {
        if (line !== this.line || !this.live) return
        await line.setLocalDescription({ type: 'rollback' }).catch(() => {})
        setTimeout(() => this.weak && void this.again(line), 2_000)
      }
    }

    /** What the server says of it. */
    told(view) {
      if (view === null) {
        // It knows of none any more: it has begun anew meanwhile.
        if (this.live && this.known) this.close('CUT')
        return
      }
      if (view.id !== this.id || (this.over && view.stand !== 'ENDED')) return
      this.view = { ...view, by: view.by ?? this.view?.by ?? null, face: view.face ?? this.view?.face ?? null }
      if (view.stand === 'TALKING' && this.since === undefined) this.since = Date.now()
      if (view.stand === 'ENDED') this.close(view.ending)
      else this.changed()
    }

    mute() {
      this.muted = !this.muted
      this.microphone?.getTracks().forEach((track) => { track.enabled = !this.muted })
      this.changed()
    }

    hangUp() {
      if (!this.live) return
      if (this.line) void this.talk.ask('calls/end', { id: this.id }).catch(() => {})
      else return this.dismiss()
      this.close(['TALKING', 'HELD', 'ALONE'].includes(this.stand) ? 'TALKED' : this.stand === 'RECORDED' ? 'VOICEMAIL' : 'MISSED')
    }

    /** The page goes: no answer is waited for. */
    leave() {
      if (this.live && this.line) void this.talk.request('calls/end', { id: this.id }, undefined, true).catch(() => {})
    }

    fail(problem, sentence = '') {
      this.release()
      this.id = null
      this.asking = false
      this.problem = problem
      this.sentence = sentence
      this.changed()
    }

    close(ending) {
      this.release()
      this.over = true
      this.ending = ending
      this.changed()
    }

    release() {
      clearTimeout(this.lost)
      this.since = undefined
      this.microphone?.getTracks().forEach((track) => { track.onended = null; track.stop() })
      this.microphone = undefined
      this.line?.close()
      this.line = undefined
      this.audio.srcObject = null
    }

    dismiss() {
      this.release()
      this.reset()
      this.changed()
    }

    async reach(name, reach) {
      await this.talk.ask('calls/reach', { id: this.id, name, reach })
      this.reached = reach
      this.changed()
    }
  }

  /**
   * The part of the chat's panel by which one calls.
   *
   * @param chat what the chat lends: its talk, its root, its language, how it makes elements and drawings
   */
  function mount({ talk, root, lang, make, draw, server, busy }) {
    const t = WORDS[lang] ?? WORDS.en
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]

    const handset = () => draw('M6 3.5h2.2l1.6 4-2 1.5a12 12 0 0 0 5.7 5.7l1.5-2 4 1.6v2.2a2 2 0 0 1-2 2A15 15 0 0 1 4 5.5a2 2 0 0 1 2-2z')
    const caller = make('button', { class: 'call', type: 'button', onclick: () => void call.begin() }, handset(), t.call)
    const ask = make('div', { class: 'ask' }, caller, make('p', { class: 'small' }, t.why))
    const face = make('span', { class: 'face', 'aria-hidden': 'true' })
    const stand = make('p', { class: 'stand', role: 'status' })
    const time = make('span', { class: 'time', role: 'timer' })
    const mute = make('button', { class: 'deed', type: 'button', onclick: () => call.mute() })
    const end = make('button', { class: 'deed end', type: 'button', onclick: () => call.hangUp() }, t.hangUp)
    const done = make('button', { class: 'deed', type: 'button', onclick: () => call.dismiss() }, t.done)
    const now = make('div', { class: 'now' }, face, stand, time)
    const deeds = make('div', { class: 'deeds' }, mute, end, done)
    const hint = make('h3', {})
    const name = make('input', { id: 'caller-name', autocomplete: 'name', maxlength: '100' })
    const reach = make('input', { id: 'caller-reach', autocomplete: 'email', maxlength: '200' })
    const wrong = make('p', { class: 'sorry', role: 'alert', hidden: true })
    const form = make('form', { class: 'reach', onsubmit: keep }, hint, make('div', {}, make('label', { for: 'caller-name' }, t.name), name),
      make('div', {}, make('label', { for: 'caller-reach' }, t.reach), reach), make('button', { class: 'deed' }, t.keep))
    const kept = make('p', { class: 'small', role: 'status' })
    const element = make('section', { class: 'calling', 'aria-label': t.title }, ask, now, deeds, form, kept, wrong)
    const call = new Call(talk, () => paint())
    let refused = ''

    /** What there is to say just now, in one sentence. */
    function sentence() {
      if (call.asking) return t.asking
      if (call.id === null) return ''
      const by = call.view?.by ?? ''
      if (call.over) return t.ended[call.ending](by)
      if (call.weak) return t.weak
      const said = t.stand[call.stand](by || t.someone, call.team)
      return call.muted ? `${said} ${t.muted}` : said
    }

    function paint() {
      // What is hidden has lost the keyboard already.
      const at = root.activeElement
      const shown = call.id !== null
      const { state } = talk
      const may = state?.calls === true
      element.hidden = !shown && !may && call.problem === ''
      ask.hidden = shown || !may
      now.hidden = deeds.hidden = !shown
      const said = sentence()
      if (stand.textContent !== said) stand.textContent = said
      const by = call.view?.by ?? ''
      const picture = call.view?.face
      face.hidden = by === ''
      if (face.dataset.of !== by) {
        face.dataset.of = by
        face.replaceChildren(picture ? make('img', { class: 'face', src: server + picture, alt: '' }) : ([...by][0] ?? ''))
      }
      mute.textContent = call.muted ? t.unmute : t.mute
      mute.setAttribute('aria-pressed', String(call.muted))
      mute.hidden = !call.live || call.asking
      end.hidden = !call.live
      done.hidden = !call.over
      const wants = call.over ? !['TALKED'].includes(call.ending) : call.live && !call.asking
      form.hidden = !wants || state?.signed !== false || call.reached !== null
      hint.textContent = call.over ? t.inChat : t.cutOff
      const thanks = shown && call.reached !== null ? t.kept(call.reached) : ''
      if (kept.textContent !== thanks) kept.textContent = thanks
      const sorry = refused || (call.problem === '' ? '' : call.sentence || t[call.problem])
      if (wrong.textContent !== sorry) wrong.textContent = sorry
      wrong.hidden = sorry === ''
      tick()
      busy(call.live ? t.inCall : '')
      follow(at)
    }

    /** The keyboard goes where the next thing is done, if what it was on has gone. */
    function follow(at) {
      if (at === null || !element.contains(at) || at.offsetParent !== null) return
      ;[end, done, caller].find((one) => one.offsetParent !== null)?.focus()
    }

    function tick() {
      const seconds = call.since === undefined ? null : Math.floor((Date.now() - call.since) / 1_000)
      time.textContent = seconds === null ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    }
    setInterval(() => call.since !== undefined && tick(), 1_000)

    async function keep(event) {
      event.preventDefault()
      refused = ''
      try {
        await call.reach(name.value.trim(), reach.value.trim())
        ;(call.live ? end : done).focus()
      } catch (error) {
        refused = error.status ? error.message : t.offline
      }
      paint()
    }

    addEventListener('pagehide', () => call.leave())
    addEventListener('online', () => call.weak && call.line && void call.again(call.line))
    // A link that is followed by mistake would end the call.
    addEventListener('beforeunload', (event) => {
      if (call.live && REACHED.includes(call.stand)) event.preventDefault()
    })
    return { element, paint, told: (view) => call.told(view), hangUp: () => call.hangUp(), focus: () => (call.live ? end : caller).focus() }
  }

  ;(window.RapportParts ??= {}).calls = mount
})()
