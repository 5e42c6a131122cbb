import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { admin } from '@/text/admin'
import { Empty } from '@/ui/Empty'
import { TextField } from '@/ui/Field'
import { sentenceOf } from '@/wire/http'
import { others, type AuditFilter } from '@/wire/signin'
import type { AuditPage } from '@/wire/types'

const words = admin.audit
const ALL = { who: '', words: '', from: '', to: '' }
const TYPING_MILLIS = 250

/** A day as it is typed, from its first instant or past its last, in this browser's zone. */
function edge(day: string, daysLater: number): string {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return ''
  return new Date(year, month - 1, date + daysLater).toISOString()
}

const wanted = (typed: typeof ALL): AuditFilter => ({
  who: typed.who,
  words: typed.words,
  from: typed.from === '' ? '' : edge(typed.from, 0),
  to: typed.to === '' ? '' : edge(typed.to, 1),
})

/** The record of who did what. It is read here, and nowhere edited. */
export function Audit() {
  const [typed, setTyped] = useState(ALL)
  const [page, setPage] = useState<AuditPage | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const load = useCallback(async (filter: AuditFilter, before: AuditPage | null, stillWanted: () => boolean) => {
    try {
      const next = await others.audit(filter, before?.before ?? null)
      if (!stillWanted()) return
      setPage({ ...next, entries: [...(before?.entries ?? []), ...next.entries] })
      setWrong(null)
    } catch (error) {
      if (stillWanted()) setWrong(sentenceOf(error))
    }
  }, [])
  useEffect(() => {
    let latest = true
    const timer = setTimeout(() => void load(wanted(typed), null, () => latest), typed === ALL ? 0 : TYPING_MILLIS)
    return () => {
      latest = false
      clearTimeout(timer)
    }
  }, [typed, load])
  const set = (change: Partial<typeof ALL>) => setTyped({ ...typed, ...change })
  return (
    <>
      <p className="second" style={{ marginBottom: 12 }}>
        {words.second}
      </p>
      <form className="audit-filter" onSubmit={(event: FormEvent) => event.preventDefault()}>
        <TextField label={words.who} value={typed.who} maxLength={100} onChange={(event) => set({ who: event.target.value })} />
        <TextField label={words.words} value={typed.words} maxLength={100} placeholder={words.wordsExample} onChange={(event) => set({ words: event.target.value })} />
        <TextField label={words.from} type="date" value={typed.from} onChange={(event) => set({ from: event.target.value })} />
        <TextField label={words.to} type="date" value={typed.to} onChange={(event) => set({ to: event.target.value })} />
      </form>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      <div className="place">
        {page !== null && page.entries.length === 0 && <Empty>{words.empty}</Empty>}
        {page !== null && page.entries.length > 0 && (
          <table className="audit">
            <thead>
              <tr>
                <th scope="col">{words.columns.at}</th>
                <th scope="col">{words.columns.who}</th>
                <th scope="col">{words.columns.action}</th>
                <th scope="col">{words.columns.subject}</th>
              </tr>
            </thead>
            <tbody>
              {page.entries.map((entry) => (
                <tr key={entry.id}>
                  <td title={entry.at}>{t.time.moment(Date.parse(entry.at), serverNow(), companyZone())}</td>
                  <td>{entry.who === '' ? <span className="quiet">{words.nobody}</span> : entry.who}</td>
                  <td>{entry.action}</td>
                  <td>{entry.subject}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {page?.before != null && (
          <button type="button" className="more" onClick={() => void load(wanted(typed), page, () => true)}>
            {words.more}
          </button>
        )}
      </div>
    </>
  )
}
