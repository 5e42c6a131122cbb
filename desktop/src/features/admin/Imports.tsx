import { useEffect, useRef, useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { imports as words } from '@/text/imports'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { sentenceOf } from '@/wire/http'
import { imports } from '@/wire/imports'
import type { Import } from '@/wire/types'
import { ImportPlan } from './ImportPlan'

const PROGRESS_MILLIS = 1_000

/** Files of customers: chosen here, looked at, taken, taken back. */
export function Imports() {
  const { value: all, wrong, reload } = useLoaded(imports.all)
  const [plan, setPlan] = useState<Import | null>(null)
  const [reading, setReading] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const busy = all?.imports.some((one) => one.state === 'RUNNING' || one.state === 'UNDOING') ?? false
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => void reload(), PROGRESS_MILLIS)
    return () => clearInterval(timer)
  }, [busy, reload])
  const read = async (file: File) => {
    setReading(true)
    setRefused(null)
    try {
      setPlan(await imports.upload(file))
    } catch (error) {
      setRefused(sentenceOf(error))
    }
    setReading(false)
  }
  if (plan !== null)
    return (
      <ImportPlan
        plan={plan}
        fields={all?.fields ?? []}
        leave={() => setPlan(null)}
        started={() => {
          setPlan(null)
          void reload()
        }}
      />
    )
  return (
    <>
      <p className="second" style={{ marginBottom: 10 }}>
        {words.opening}
      </p>
      <div className="row" style={{ marginBottom: 14 }}>
        <Button look="go" icon="up" disabled={reading} onClick={() => chooser.current?.click()}>
          {reading ? words.reading : words.choose}
        </Button>
        <span className="hint">{words.chooseHint}</span>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={words.choose}
          accept=".csv,.txt,.tsv,text/csv"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file !== undefined) void read(file)
          }}
        />
      </div>
      {(refused ?? wrong) !== null && <p className="wrong">{refused ?? wrong}</p>}
      <h2>{words.past}</h2>
      {all?.imports.length === 0 && <Empty>{words.none}</Empty>}
      {all !== null && all.imports.length > 0 && (
        <ul className="place">
          {all.imports.map((one) => (
            <Past key={one.id} one={one} reload={reload} />
          ))}
        </ul>
      )}
    </>
  )
}

function Past({ one, reload }: { one: Import; reload: () => Promise<void> }) {
  const perform = async (work: () => Promise<unknown>, done: string) => {
    if (await attempt(work, done)) await reload()
  }
  const counts = [
    words.outcome.MADE(one.made),
    words.outcome.JOINED(one.joined),
    ...(one.same > 0 ? [words.outcome.SAME(one.same)] : []),
    words.outcome.REFUSED(one.refused),
    ...(one.kept > 0 ? [words.kept(one.kept)] : []),
  ]
  return (
    <li className="adm-row" data-import={one.id}>
      <div style={{ minWidth: 0 }}>
        <p className="one">
          <b>{one.name}</b> <span className="quiet">{words.states[one.state]}</span>
        </p>
        <p className="small second" aria-live="polite">
          {one.state === 'RUNNING' ? `${words.progress(one.taken, one.rows)} · ` : ''}
          {counts.join(' · ')}
        </p>
        {one.state === 'RUNNING' && <progress value={one.taken} max={Math.max(1, one.rows)} aria-label={words.of(words.states.RUNNING, one.name)} />}
      </div>
      <span className="row end" style={{ flex: 'none' }}>
        {one.state === 'RUNNING' && (
          <Button aria-label={words.of(words.stop, one.name)} onClick={() => void perform(() => imports.stop(one.id), words.stopped)}>
            {words.stop}
          </Button>
        )}
        {(one.state === 'DONE' || one.state === 'STOPPED') && (
          <Button aria-label={words.of(words.undo, one.name)} onClick={() => void perform(() => imports.undo(one.id), words.undoing)}>
            {words.undo}
          </Button>
        )}
        <a className="b" href={imports.reportAddress(one.id)} download aria-label={words.of(words.report, one.name)}>
          {words.report}
        </a>
      </span>
    </li>
  )
}
