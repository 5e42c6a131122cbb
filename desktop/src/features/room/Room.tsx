import { useState, type FormEvent } from 'react'
import { answerQuestion, settleQuestion } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMay, useMe } from '@/model/desk'
import { go } from '@/model/place'
import { useRoom } from '@/model/room'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Face } from '@/ui/Face'
import { TextArea } from '@/ui/Field'
import type { Id, RoomQuestion } from '@/wire/types'

const LONGEST = 4_000

/** What colleagues ask each other about customers. */
export function Room() {
  const room = useRoom((state) => state)
  if (room === null) return <main className="room" aria-busy="true" />
  return (
    <main className="room" id="screen">
      <header>
        <div>
          <h1>{t.room.opening(room.open.length)}</h1>
          <p className="second">{t.room.second}</p>
        </div>
      </header>
      <section className="block" aria-label={t.room.open}>
        <div className="head">
          <h2>{t.room.open}</h2>
          <span className="n">{room.open.length}</span>
        </div>
        {room.open.map((question) => (
          <Question key={question.id} question={question} />
        ))}
        {room.open.length === 0 && (
          <div className="place">
            <Empty hint={t.room.noneOpenHint}>{t.room.noneOpen}</Empty>
          </div>
        )}
      </section>
      {room.settled.length > 0 && (
        <section className="block" aria-label={t.room.settled}>
          <div className="head">
            <h2>{t.room.settled}</h2>
            <span className="n">{room.settled.length}</span>
          </div>
          {room.settled.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </section>
      )}
    </main>
  )
}

function Question({ question }: { question: RoomQuestion }) {
  const me = useMe()
  const answers = useMay('ANSWER')
  const asker = useDesk((state) => state.colleagues.get(question.agent)?.firstName ?? t.person.colleague)
  const open = question.settled === null
  return (
    <article className="place question" data-question={question.id} aria-label={`${asker}: ${question.text}`}>
      <div className="h">
        <Who id={question.agent} at={question.at} />
        {open && question.named.includes(me) && <span className="chip">{t.room.asksYou}</span>}
        <a
          className="end"
          href={`/people/${question.customer.id}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return
            event.preventDefault()
            go({ to: '/people/$customer', params: { customer: question.customer.id } })
          }}
        >
          {t.room.about(question.customer.name)}
        </a>
      </div>
      <p className="said-text">{question.text}</p>
      {question.about !== '' && <p className="small quiet">{question.about}</p>}
      {question.answers.length > 0 && (
        <ul aria-label={t.room.answers}>
          {question.answers.map((answer) => (
            <li key={answer.id}>
              <Who id={answer.agent} at={answer.at} />
              <p className="said-text">{answer.text}</p>
            </li>
          ))}
        </ul>
      )}
      {answers && open && <Answer question={question} asker={asker} />}
      {answers && !open && (
        <div className="row">
          <Button onClick={() => void settleQuestion(question.id, false)}>{t.room.reopen}</Button>
        </div>
      )}
    </article>
  )
}

function Who({ id, at }: { id: Id; at: string }) {
  const agent = useDesk((state) => state.colleagues.get(id))
  const now = useNow()
  const name = agent === undefined ? t.person.colleague : `${agent.firstName} ${agent.lastName}`
  return (
    <span className="by">
      <Face name={name} picture={agent?.face ?? null} tint={(Number(id) % 6) + 1} size={24} silent />
      <b>{agent?.firstName ?? t.person.colleague}</b>
      <time className="small quiet" dateTime={at}>
        {t.time.moment(Date.parse(at), now, companyZone())}
      </time>
    </span>
  )
}

function Answer({ question, asker }: { question: RoomQuestion; asker: string }) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || busy) return
    setBusy(true)
    if (await answerQuestion(question.id, text.trim())) setText('')
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextArea
        label={t.room.answer(asker)}
        quietLabel
        rows={2}
        maxLength={LONGEST}
        placeholder={t.room.answerHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event)
        }}
      />
      <div className="row">
        <Button className="end" onClick={() => void settleQuestion(question.id, true)}>
          {t.room.settle}
        </Button>
        <Button type="submit" look="go" disabled={text.trim() === '' || busy}>
          {t.room.send}
        </Button>
      </div>
    </form>
  )
}
