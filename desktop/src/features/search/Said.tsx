import { useEffect, useState } from 'react'
import { companyZone, useNow } from '@/model/clock'
import { useDesk } from '@/model/desk'
import { goTo } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Initials } from '@/ui/Face'
import { SelectField } from '@/ui/Field'
import { said } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { Found, Id } from '@/wire/types'

const TYPING_MILLIS = 160

interface State {
  words: string
  found: readonly Found[]
  before: string | null
  wrong: string | null
}

/** What was said with these words in it, newest first. */
export function Said({ words }: { words: string }) {
  const team = useDesk((desk) => desk.team)
  const [among, setAmong] = useState<Id | null>(null)
  const [state, setState] = useState<State | null>(null)
  const now = useNow()
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      said(words, among, null, abort.signal)
        .then((page) => setState({ words, found: page.found, before: page.before, wrong: null }))
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setState({ words, found: [], before: null, wrong: sentenceOf(error) })
        })
    }, TYPING_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [words, among])
  const more = () => {
    if (state === null || state.before === null) return
    const { before } = state
    said(words, among, before)
      .then((page) => setState((old) => (old !== null && old.before === before ? { ...old, found: [...old.found, ...page.found], before: page.before } : old)))
      .catch((error: unknown) => setState((old) => (old === null ? old : { ...old, wrong: sentenceOf(error) })))
  }
  return (
    <section className="said" aria-label={t.people.said}>
      <div className="row">
        <h2>{t.people.said}</h2>
        {team !== null && (
          <SelectField label={t.people.among} quietLabel value={among ?? ''} onChange={(event) => setAmong(event.target.value === '' ? null : event.target.value)}>
            <option value="">{t.people.everybody}</option>
            <option value={team.id}>{t.people.myTeam(team.name)}</option>
          </SelectField>
        )}
      </div>
      <div className="place" aria-live="polite">
        {state?.wrong != null && <p role="alert">{state.wrong}</p>}
        {state?.found.map((one) => (
          <a
            key={one.id}
            className="said-row"
            href={`/people/${one.customer}`}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return
              event.preventDefault()
              goTo({ customer: one.customer, entry: one.id, promise: null, at: Date.parse(one.at) })
            }}
          >
            <Initials name={one.customerName} tint={one.tint} />
            <span>
              <span className="row">
                <b>{one.customerName}</b>
                <span className="small quiet">{t.people.kinds[one.kind]}</span>
                <span className="small quiet end">{t.time.about(Date.parse(one.at), now, companyZone())}</span>
              </span>
              {one.subject !== '' && <span className="one small second">{one.subject}</span>}
              <span className="snippet">{one.parts.map((part, index) => (part.found ? <mark key={index}>{part.text}</mark> : part.text))}</span>
            </span>
          </a>
        ))}
        {state !== null && state.wrong === null && state.found.length === 0 && <Empty hint={t.people.saidHint}>{t.people.nothingSaid(state.words)}</Empty>}
      </div>
      {state?.before != null && <Button onClick={more}>{t.people.more}</Button>}
    </section>
  )
}
