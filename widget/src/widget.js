/*
 * Rapport's chat on a company's own site. Embedded with one line:
 *
 *   <a href="https://rapport.example/form/web" data-rapport="web">Write to us</a>
 *   <script src="https://rapport.example/chat/widget.js" async></script>
 *
 * Without script the link leads to the form. With it, the link becomes the button that opens the chat.
 *
 * Who the visitor is may be said by a token that the site signed (HS256, with the secret of the door):
 * data-identity="..." on the link, or RapportChat.identify('...') later.
 *
 * It speaks English and Spanish: as the page says in its lang, or as data-lang="es" on the link does.
 *
 * Looks are set by CSS variables on the page: --rapport-accent, --rapport-on-accent, --rapport-ink, --rapport-ink-2,
 * --rapport-surface, --rapport-mine, --rapport-theirs, --rapport-line, --rapport-radius, --rapport-font.
 *
 * Where the door takes calls, calls.js from the same place adds the button by which one calls.
 *
 * A message stays in this browser until the server has acknowledged it, which it does after it is kept; the key of a
 * message makes sure that one sent twice is kept once. Words are only ever set as text, never as HTML.
 */
(() => {
  'use strict'
  const script = document.currentScript
  const SERVER = new URL(script.src).origin
  const MAX = 4000
  const MOST_BYTES = 10 * 1024 * 1024
  const SLOWEST = 30_000
  const PAPERCLIP = 'M19 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.5 1.5 0 0 1-2.2-2.2l7.3-7.3'

  const STYLE = `
:host { all: initial; --accent: var(--rapport-accent, #2a4fd0); --on-accent: var(--rapport-on-accent, #fff);
  --ink: var(--rapport-ink, #15181e); --ink-2: var(--rapport-ink-2, #454d5a); --surface: var(--rapport-surface, #fff);
  --mine: var(--rapport-mine, #e7ecfb); --theirs: var(--rapport-theirs, #eceef1); --line: var(--rapport-line, #c9ced6);
  --strong: #767e8b; --wrong: #b02a24; --wash: #fdf0ee; --radius: var(--rapport-radius, 12px);
  font: 16px/1.45 var(--rapport-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif); color: var(--ink); }
@media (prefers-color-scheme: dark) { :host { --accent: var(--rapport-accent, #4666e0); --ink: var(--rapport-ink, #eceef2);
  --ink-2: var(--rapport-ink-2, #b7bec9); --surface: var(--rapport-surface, #171a1f); --mine: var(--rapport-mine, #23305f);
  --theirs: var(--rapport-theirs, #22262d); --line: var(--rapport-line, #39404a); --strong: #8a93a1; --wrong: #ff9389; --wash: #33191a; } }
* { box-sizing: border-box; }
button, textarea, input { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
.open { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; min-height: 52px; padding: 12px 22px; border: 0;
  border-radius: 26px; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer;
  box-shadow: 0 6px 20px rgb(0 0 0 / .22); }
.open .new { display: inline-grid; place-items: center; min-width: 22px; height: 22px; margin-left: 8px; padding: 0 6px;
  border-radius: 11px; background: var(--on-accent); color: var(--accent); font-size: 13px; }
.panel { position: fixed; right: 20px; bottom: 20px; z-index: 2147483001; display: flex; flex-direction: column;
  width: min(384px, calc(100vw - 24px)); height: min(600px, calc(100vh - 40px)); background: var(--surface); color: var(--ink);
  border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 16px 48px rgb(0 0 0 / .26); overflow: hidden; }
header { display: flex; gap: 10px; align-items: flex-start; padding: 16px 12px 12px 18px; border-bottom: 1px solid var(--line); }
h2 { margin: 0; font-size: 18px; line-height: 1.3; } header p { margin: 2px 0 0; font-size: 14px; color: var(--ink-2); }
.shut { flex: none; margin-left: auto; width: 40px; height: 40px; border: 0; border-radius: 8px; background: none; cursor: pointer;
  font-size: 22px; line-height: 1; color: var(--ink-2); } .shut:hover { background: var(--theirs); }
.log { flex: 1 1 auto; min-height: 40px; overflow-y: auto; padding: 16px 18px; display: flex; flex-direction: column; gap: 10px; }
.l { display: grid; grid-template-columns: 32px minmax(0, 1fr); gap: 2px 8px; max-width: 92%; align-self: flex-start; }
.l.mine { align-self: flex-end; grid-template-columns: minmax(0, 1fr); }
.by { grid-column: 2; font-size: 13px; color: var(--ink-2); } .mine .by { grid-column: 1; text-align: right; }
.face { grid-row: 2; width: 32px; height: 32px; border-radius: 50%; background: var(--theirs); display: grid; place-items: center;
  font-size: 14px; font-weight: 600; color: var(--ink-2); object-fit: cover; }
.t { grid-column: 2; justify-self: start; padding: 8px 12px; border-radius: var(--radius); background: var(--theirs); white-space: pre-wrap;
  overflow-wrap: anywhere; } .mine .t { grid-column: 1; justify-self: end; background: var(--mine); }
.going .t { opacity: .7; }
.said { margin: 0; font-size: 14px; color: var(--ink-2); } .told { padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--radius); color: var(--ink); }
.told p { margin: 4px 0 0; white-space: pre-line; overflow-wrap: anywhere; } .told a { color: inherit; }
.wrong { margin: 0; padding: 8px 18px; font-size: 14px; color: var(--wrong); background: var(--wash); }
form { flex: none; padding: 12px 18px 14px; border-top: 1px solid var(--line); }
label { display: block; margin: 0 0 4px; font-size: 14px; font-weight: 600; }
textarea, input { width: 100%; padding: 9px 11px; border: 1px solid var(--strong); border-radius: 8px; background: var(--surface); }
textarea { min-height: 66px; max-height: 160px; resize: none; display: block; } input { min-height: 44px; }
.row { display: flex; gap: 10px; align-items: center; margin-top: 10px; }
.go { margin-left: auto; min-height: 44px; padding: 9px 20px; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent);
  font-weight: 600; cursor: pointer; }

.clip { display: grid; place-items: center; flex: none; margin-left: auto; width: 44px; height: 44px; border: 0; border-radius: 8px; background: none; cursor: pointer; } .clip:hover { background: var(--theirs); }
.clip + .go { margin-left: 0; }
.file { display: block; padding: 0; border: 0; background: none; text-align: left; overflow-wrap: anywhere; } button.file { text-decoration: underline; cursor: pointer; }
.links { display: grid; }
.link { min-height: 44px; padding: 0; border: 0; background: none; font-size: 14px; color: var(--ink-2); text-decoration: underline; cursor: pointer;
  text-align: left; }
@media (max-width: 480px) { .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }
`
  const WORDS = {
    en: {
      log: 'What was said', title: (team) => (team ? `Chat with ${team}` : 'Chat'), shut: 'Close the chat', write: 'Your message', send: 'Send', you: 'You',
      going: 'being sent', late: 'No connection just now. What you wrote is kept here and sent by itself.',
      leave: 'I have to go: answer me by mail', callMe: 'Call me at a time I choose', email: 'Your mail address', sendAddress: 'Answer me there', back: 'Back',
      byMail: (address) => `You get the answer by mail, at ${address}. You can still write here.`,
      long: `At most ${MAX} characters, please.`, unread: (n) => `${n} new`, hello: 'Hello! What can we do for you?', more: 'All about it, and room to say what you think',
      attach: 'Send a file', large: 'A file may have at most 10 MB.', notSent: (name) => `${name} was not sent.`, fetch: (name) => `Download ${name}`,
    },
    es: {
      log: 'Lo que se ha dicho', title: (team) => (team ? `Chat con ${team}` : 'Chat'), shut: 'Cerrar el chat', write: 'Su mensaje', send: 'Enviar', you: 'Usted',
      going: 'enviando', late: 'Ahora no hay conexión. Lo que ha escrito se guarda aquí y se envía solo.',
      leave: 'Tengo que irme: respóndanme por correo', callMe: 'Llámenme a la hora que elija', email: 'Su dirección de correo', sendAddress: 'Respóndanme ahí', back: 'Volver',
      byMail: (address) => `Recibirá la respuesta por correo, en ${address}. Puede seguir escribiendo aquí.`,
      long: `Como máximo ${MAX} caracteres, por favor.`, unread: (n) => `${n} nuevos`, hello: '¡Hola! ¿Qué podemos hacer por usted?', more: 'Todo sobre ello, y sitio para decir qué le parece',
      attach: 'Enviar un archivo', large: 'Un archivo puede tener 10 MB como máximo.', notSent: (name) => `No se ha enviado ${name}.`, fetch: (name) => `Descargar ${name}`,
    },
  }
  let lang = 'en'
  let t = WORDS.en

  /** As the link says, or else the page. */
  function speak() {
    const wanted = document.querySelector('a[data-rapport]')?.dataset.lang || document.documentElement.lang || 'en'
    lang = wanted.toLowerCase().startsWith('es') ? 'es' : 'en'
    t = WORDS[lang]
  }

  /** What this browser keeps; a browser that keeps nothing still chats, until the page is left. */
  function shelf(name) {
    const memory = {}
    return {
      get(key) {
        try { return localStorage.getItem(`rapport.${name}.${key}`) ?? memory[key] ?? null } catch { return memory[key] ?? null }
      },
      set(key, value) {
        memory[key] = value
        try { localStorage.setItem(`rapport.${name}.${key}`, value) } catch { /* then for this page only */ }
      },
    }
  }

  function freshToken() {
    const bytes = crypto.getRandomValues(new Uint8Array(32))
    return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }
  const freshKey = () => freshToken().replaceAll('_', '-')

  /** The address in a signed token, unchecked: only for keeping one person's talk apart from another's. */
  function subject(identity) {
    if (!identity) return 'visitor'
    try { return JSON.parse(atob(identity.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).email || 'signed' } catch { return 'signed' }
  }

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
      else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value)
    }
    element.append(...children)
    return element
  }

  /** Drawn, since not every machine has a sign for it. */
  function drawing(line) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: '20', height: '20', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round', 'aria-hidden': 'true' })) svg.setAttribute(name, value)
    path.setAttribute('d', line)
    svg.append(path)
    return svg
  }

  class Refused extends Error {
    constructor(status, sentence) {
      super(sentence)
      this.status = status
    }
  }

  /** The talk itself: what was said, what waits to be sent, and the stream. Knows no pixels. */
  class Talk {
    constructor(door, identity, changed) {
      this.door = door
      this.changed = () => {}
      this.lines = new Map()
      this.held = []
      this.files = []
      this.state = null
      this.online = true
      this.wrong = ''
      this.sending = false
      this.use(identity)
      this.changed = changed
    }

    use(identity) {
      this.leaving?.()
      this.identity = identity || ''
      this.shelf = shelf(`${this.door}.${subject(this.identity)}`)
      this.token = this.shelf.get('token')
      if (!/^[\w-]{43}$/.test(this.token ?? '')) {
        this.token = freshToken()
        this.shelf.set('token', this.token)
      }
      this.waiting = this.readWaiting()
      this.lines.clear()
      this.reader?.abort()
      this.changed()
    }

    readWaiting() {
      try {
        const read = JSON.parse(this.shelf.get('waiting') ?? '[]')
        return Array.isArray(read) ? read.filter((one) => typeof one.id === 'string' && typeof one.text === 'string') : []
      } catch { return [] }
    }

    get begun() { return this.shelf.get('begun') === 'yes' }

    freshKey() { return freshKey() }

    /** From now on there is something of theirs to follow, also after the page was left. */
    follows() {
      this.shelf.set('begun', 'yes')
      this.listen()
    }

    /** @param last whether the page goes, and the request outlives it */
    request(path, more, signal, last = false) {
      // Plain text and no cookies: no preflight, and nothing of the visitor's own session here or there.
      return fetch(`${SERVER}/chat/${this.door}/${path}`, {
        method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer', signal, keepalive: last,
        headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
        body: JSON.stringify({ visitor: this.token, identity: this.identity, lang, ...more }),
      })
    }

    async ask(path, more) {
      const answer = await this.request(path, more, AbortSignal.timeout(20_000))
      const body = await answer.json().catch(() => ({}))
      if (!answer.ok) throw new Refused(answer.status, body.detail ?? '')
      return body
    }

    say(text) {
      this.waiting.push({ id: freshKey(), text })
      this.keepWaiting()
      void this.flush()
      this.follows()
    }

    /** A file on its way; it is sent once, and lost with the page. */
    async file(file) {
      const one = { id: freshKey(), text: '', files: [{ name: file.name, bytes: file.size }] }
      this.files.push(one)
      this.changed()
      this.follows()
      const form = new FormData()
      for (const [name, value] of Object.entries({ visitor: this.token, identity: this.identity, lang, id: one.id })) form.append(name, value)
      form.append('file', file)
      try {
        const answer = await fetch(`${SERVER}/chat/${this.door}/files`, { method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer', body: form, signal: AbortSignal.timeout(300_000) })
        const body = await answer.json().catch(() => ({}))
        if (!answer.ok) throw new Refused(answer.status, body.detail ?? '')
        // The stream brings the line itself, with the number by which the file is fetched.
        await this.until(() => this.lines.has(body.id))
      } finally {
        this.files = this.files.filter((other) => other !== one)
        this.changed()
      }
    }

    /** A file that was said, as the browser keeps it. */
    async fetchFile(id) {
      const answer = await this.request('file', { file: id }, AbortSignal.timeout(300_000))
      if (!answer.ok) throw new Refused(answer.status, '')
      return answer.blob()
    }

    /** Waits until something changed so that it is true, at most some seconds. */
    async until(condition) {
      for (let i = 0; i < 100 && !condition(); i++) await new Promise((done) => setTimeout(done, 100))
    }

    keepWaiting() {
      this.shelf.set('waiting', JSON.stringify(this.waiting))
      this.changed()
    }

    /** Sends what waits, in order, until all is acknowledged. */
    async flush() {
      if (this.sending) return
      this.sending = true
      let pause = 500
      while (this.waiting.length > 0) {
        const next = this.waiting[0]
        const token = this.token
        try {
          const kept = await this.ask('messages', next)
          if (token !== this.token) continue
          this.waiting.shift()
          this.lines.set(kept.id, { id: kept.id, mine: true, text: next.text, at: new Date().toISOString() })
          this.online = true
          this.wrong = ''
          pause = 500
          this.keepWaiting()
          if (this.waiting.length === 0) this.take(this.held.splice(0))
        } catch (error) {
          const refused = error instanceof Refused ? error : null
          this.online = refused !== null
          this.wrong = refused?.message ?? ''
          if (refused !== null && ![429, 503].includes(refused.status) && refused.status < 500) {
            // It would be refused again: back into the field, where it can be mended.
            this.waiting.shift()
            this.keepWaiting()
            this.refused?.(next.text)
            continue
          }
          this.changed()
          await this.wait(pause)
          pause = Math.min(SLOWEST, pause * 2)
        }
      }
      this.sending = false
    }

    async leave(email) {
      await this.ask('address', { id: freshKey(), email })
    }

    /** Of the page on which they choose when they are called. */
    async callTime() {
      return (await this.ask('call-time', {})).path
    }

    /** Waits, but not longer than until the network is back. */
    wait(millis) {
      return new Promise((done) => {
        const end = () => {
          clearTimeout(timer)
          removeEventListener('online', end)
          done()
        }
        const timer = setTimeout(end, millis * (0.75 + Math.random() / 2))
        addEventListener('online', end)
      })
    }

    listen() {
      if (this.listening) return
      this.listening = true
      void this.follow()
    }

    /** Follows the stream for as long as the page lives; each connection begins with everything. */
    async follow() {
      let pause = 500
      for (;;) {
        this.reader = new AbortController()
        try {
          const answer = await this.request('stream', {}, this.reader.signal)
          if (!answer.ok) {
            const body = await answer.json().catch(() => ({}))
            throw new Refused(answer.status, body.detail ?? '')
          }
          this.online = true
          this.wrong = ''
          this.changed()
          pause = 500
          await this.read(answer.body)
        } catch (error) {
          if (error instanceof Refused) {
            this.wrong = error.message
            if (error.status === 403 || error.status === 404) return this.changed()
          } else if (!this.reader.signal.aborted) this.online = false
          this.changed()
        }
        await this.wait(pause)
        pause = Math.min(SLOWEST, pause * 2)
      }
    }

    async read(body) {
      const reader = body.pipeThrough(new TextDecoderStream()).getReader()
      let buffer = ''
      for (;;) {
        // A stream that is silent for three pulses is dead, whatever the network says.
        const silence = setTimeout(() => this.reader.abort(), 45_000)
        const { done, value } = await reader.read().finally(() => clearTimeout(silence))
        if (done) return
        buffer += value
        const events = buffer.split('\n\n')
        buffer = events.pop()
        for (const event of events) this.handle(event)
      }
    }

    handle(event) {
      const name = /^event: (.*)$/m.exec(event)?.[1]
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (data === undefined) return
      if (name === 'state') {
        this.state = JSON.parse(data)
        this.changed()
      } else if (name === 'call') this.called?.(JSON.parse(data))
      else if (name === 'lines') this.take(JSON.parse(data))
      else if (name === 'notice') {
        this.notice = JSON.parse(data)
        this.changed()
      }
    }

    /** Our own line may come by the stream before its acknowledgement: held until then, so that none shows twice. */
    take(lines) {
      for (const line of lines) {
        if (line.mine && this.waiting.length > 0 && !this.lines.has(line.id)) this.held.push(line)
        else this.lines.set(line.id, line)
      }
      this.changed()
    }

    said() {
      return [...this.lines.values()].sort((a, b) => Number(a.id) - Number(b.id))
    }
  }

  function mount(link) {
    const door = link.dataset.rapport
    if (!/^[a-z0-9-]{1,40}$/.test(door ?? '')) return
    const host = make('div', { 'data-rapport-chat': door })
    const root = host.attachShadow({ mode: 'open' })
    // Not an element of style: sites whose policy forbids those may embed us as well.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]

    const inCall = make('span', { class: 'new', hidden: true })
    const badge = make('span', { class: 'new', hidden: true })
    const opener = make('button', { class: 'open', type: 'button', 'aria-haspopup': 'dialog', onclick: () => open() }, link.textContent.trim() || 'Chat', badge, inCall)
    const title = make('h2', { id: 'title' }, t.title(''))
    const sentence = make('p', { role: 'status' })
    const log = make('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': t.log, tabindex: '0' })
    const wrong = make('p', { class: 'wrong', role: 'alert', hidden: true })
    const area = make('textarea', { id: 'message', rows: '2', maxlength: String(MAX), autocomplete: 'off' })
    const picker = make('input', { type: 'file', hidden: true, 'aria-label': t.attach, onchange: () => void attach([...picker.files]) })
    const clip = make('button', { class: 'clip', type: 'button', 'aria-label': t.attach, title: t.attach, onclick: () => picker.click() }, drawing(PAPERCLIP))
    const leaver = make('button', { class: 'link', type: 'button', onclick: () => showLeave(true) }, t.leave)
    const caller = make('button', { class: 'link', type: 'button', onclick: () => void chooseTime() }, t.callMe)
    const writing = make('form', { onsubmit: send }, make('label', { for: 'message' }, t.write), area,
      picker,
      make('div', { class: 'row' }, make('div', { class: 'links' }, leaver, caller), clip, make('button', { class: 'go' }, t.send)))
    const email = make('input', { id: 'email', type: 'email', autocomplete: 'email', required: true, maxlength: '320' })
    const leaving = make('form', { hidden: true, onsubmit: leave }, make('label', { for: 'email' }, t.email), email,
      make('div', { class: 'row' }, make('button', { class: 'link', type: 'button', onclick: () => showLeave(false) }, t.back), make('button', { class: 'go' }, t.sendAddress)))
    const panel = make('div', { class: 'panel', role: 'dialog', lang, 'aria-modal': 'true', 'aria-labelledby': 'title', hidden: true },
      make('header', {}, make('div', {}, title, sentence), make('button', { class: 'shut', type: 'button', 'aria-label': t.shut, onclick: () => shut() }, '×')),
      log, wrong, writing, leaving)
    root.append(opener, panel)

    let unread = 0
    let problem = ''
    let calling = null
    const drawn = new Map()
    const talk = new Talk(door, link.dataset.identity, () => paint())
    talk.refused = (text) => {
      if (area.value === '') area.value = text
    }

    function paint() {
      const { state } = talk
      title.textContent = t.title(state?.team ?? '')
      const line = state === null ? '' : state.answerTo !== null ? t.byMail(state.answerTo) : state.sentence
      if (sentence.textContent !== line) sentence.textContent = line
      caller.hidden = state === null || !talk.begun
      leaver.hidden = state === null || state.signed || state.answerTo !== null || !talk.begun
      if (state?.calls) fetchCalls()
      calling?.paint()
      const sorry = problem || talk.wrong || (talk.online ? '' : t.late)
      if (wrong.textContent !== sorry) wrong.textContent = sorry
      wrong.hidden = sorry === ''
      draw()
    }

    /** The part by which one calls, once, where it is wanted. */
    function fetchCalls() {
      if (fetchCalls.begun) return
      fetchCalls.begun = true
      const begin = () => {
        calling = window.RapportParts.calls({
          talk, root, lang, make, draw: drawing, server: SERVER,
          busy: (words) => { inCall.textContent = words; inCall.hidden = words === '' },
        })
        talk.called = (view) => calling.told(view)
        talk.leaving = () => calling.hangUp()
        log.before(calling.element)
        paint()
      }
      if (window.RapportParts?.calls) return begin()
      const part = make('script', { src: `${SERVER}/chat/calls.js`, onload: begin })
      part.nonce = script.nonce
      document.head.append(part)
    }

    /** Adds what is new and leaves the rest alone, so that a screen reader says each line once. */
    function draw() {
      const wanted = [
        ...talk.said().map((line) => ({ key: line.id, line, going: false })),
        ...[...talk.files, ...talk.waiting].map((one) => ({ key: one.id, line: { mine: true, text: one.text, files: one.files }, going: true })),
      ]
      if (!drawn.has('hello')) {
        const hello = make('p', { class: 'said' }, t.hello)
        drawn.set('hello', hello)
        log.append(hello)
      }
      if (talk.notice && !drawn.has('notice')) {
        // What touches them of ours comes first: they need not ask.
        const { name, happened, doing, link: page } = talk.notice
        const told = make('div', { class: 'said told' }, make('b', {}, name), make('p', {}, happened), make('p', {}, doing),
          make('a', { href: page, target: '_blank', rel: 'noopener noreferrer' }, t.more))
        drawn.set('notice', told)
        drawn.get('hello').after(told)
      }
      const keys = new Set(['hello', 'notice', ...wanted.map((one) => one.key)])
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80
      for (const [key, element] of drawn) {
        if (!keys.has(key)) {
          element.remove()
          drawn.delete(key)
        }
      }
      let before = drawn.get('notice') ?? drawn.get('hello')
      let grew = false
      for (const { key, line, going } of wanted) {
        let element = drawn.get(key)
        if (element === undefined) {
          element = drawLine(line, going)
          drawn.set(key, element)
          grew = true
          if (!line.mine && panel.hidden && Number(key) > Number(talk.shelf.get('seen') ?? 0)) unread++
        }
        if (before.nextSibling !== element) before.after(element)
        before = element
      }
      if (!panel.hidden) seen()
      badge.hidden = unread === 0
      badge.textContent = unread === 0 ? '' : t.unread(unread)
      if (grew && atEnd) log.scrollTop = log.scrollHeight
    }

    function drawLine(line, going) {
      const by = line.mine ? t.you : line.by
      const row = make('div', { class: `l${line.mine ? ' mine' : ''}${going ? ' going' : ''}` }, make('span', { class: 'by' }, going ? `${by} · ${t.going}` : by))
      if (!line.mine) row.append(line.face ? make('img', { class: 'face', src: SERVER + line.face, alt: '' }) : make('span', { class: 'face', 'aria-hidden': 'true' }, [...by][0] ?? ''))
      const said = make('div', { class: 't', dir: 'auto' }, line.text)
      for (const file of line.files ?? []) {
        const words = `${file.name} (${size(file.bytes)})`
        said.append(file.id ? make('button', { class: 'file', type: 'button', 'aria-label': t.fetch(file.name), onclick: () => void download(file) }, words) : make('span', { class: 'file' }, words))
      }
      row.append(said)
      return row
    }

    function size(bytes) {
      return new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(bytes < 1e6 ? Math.max(0.1, bytes / 1e3) : bytes / 1e6) + (bytes < 1e6 ? ' kB' : ' MB')
    }

    async function attach(files) {
      picker.value = ''
      for (const file of files) {
        problem = file.size > MOST_BYTES ? t.large : ''
        paint()
        log.scrollTop = log.scrollHeight
        if (problem !== '') continue
        try {
          await talk.file(file)
        } catch (error) {
          problem = `${t.notSent(file.name)} ${error instanceof Refused ? error.message : ''}`.trim()
          paint()
        }
      }
      area.focus()
    }

    /** Saved, never shown: whatever somebody sent stays a file. */
    async function download(file) {
      try {
        const address = URL.createObjectURL(await talk.fetchFile(file.id))
        make('a', { href: address, download: file.name }).click()
        setTimeout(() => URL.revokeObjectURL(address), 60_000)
      } catch {
        problem = t.late
        paint()
      }
    }

    function seen() {
      unread = 0
      const last = talk.said().at(-1)
      if (last) talk.shelf.set('seen', last.id)
    }

    function open() {
      panel.hidden = false
      opener.hidden = true
      talk.listen()
      void talk.flush()
      paint()
      log.scrollTop = log.scrollHeight
      area.focus()
    }

    function shut() {
      panel.hidden = true
      opener.hidden = false
      opener.focus()
    }

    function showLeave(yes) {
      leaving.hidden = !yes
      writing.hidden = yes
      problem = ''
      paint()
      ;(yes ? email : area).focus()
    }

    function send(event) {
      event.preventDefault()
      const text = area.value.trim()
      problem = text.length > MAX ? t.long : ''
      if (text !== '' && problem === '') {
        area.value = ''
        talk.say(text)
        log.scrollTop = log.scrollHeight
      }
      paint()
      area.focus()
    }

    /** In a tab of its own, opened at once: one that opens later is kept back as an advertisement. */
    async function chooseTime() {
      const tab = window.open('about:blank', '_blank')
      try {
        const path = await talk.callTime()
        if (tab === null) location.assign(SERVER + path)
        else {
          tab.opener = null
          tab.location.replace(SERVER + path)
        }
      } catch (error) {
        tab?.close()
        problem = error instanceof Refused ? error.message : t.late
        paint()
      }
    }

    async function leave(event) {
      event.preventDefault()
      try {
        await talk.leave(email.value.trim())
        showLeave(false)
      } catch (error) {
        problem = error instanceof Refused ? error.message : t.late
        paint()
      }
    }

    area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault()
        writing.requestSubmit()
      }
    })
    // The dialog is modal: Tab goes round inside, Escape closes it, and the page's own keys stay out of it.
    panel.addEventListener('keydown', (event) => {
      event.stopPropagation()
      if (event.key === 'Escape') return shut()
      if (event.key !== 'Tab') return
      const stops = [...panel.querySelectorAll('button, textarea, input, [tabindex="0"]')].filter((one) => one.offsetParent !== null)
      const at = stops.indexOf(root.activeElement)
      const next = event.shiftKey ? (at <= 0 ? stops.at(-1) : null) : at === stops.length - 1 ? stops[0] : null
      if (next) {
        event.preventDefault()
        next.focus()
      }
    })

    window.RapportChat = { open, close: shut, identify: (identity) => { talk.use(identity); paint() } }
    link.replaceWith(host)
    paint()
    if (talk.begun) talk.listen()
    if (talk.waiting.length > 0) void talk.flush()
  }

  function begin() {
    speak()
    document.querySelectorAll('a[data-rapport]').forEach(mount)
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
  else begin()
})()
