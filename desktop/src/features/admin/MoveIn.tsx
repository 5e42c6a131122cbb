import { useEffect, useRef, useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { movein as words } from '@/text/movein'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { SelectField } from '@/ui/Field'
import { sentenceOf } from '@/wire/http'
import { moveIns } from '@/wire/movein'
import type { MoveIn, MoveInSource } from '@/wire/types'
import { MoveInPlan } from './MoveInPlan'
import { OldMailbox } from './OldMailbox'

const PROGRESS_MILLIS = 1_000

/** Histories from other systems: given here, looked at, taken. */
export function MoveIns() {
  const { value: all, wrong, reload } = useLoaded(moveIns.all)
  const [source, setSource] = useState<MoveInSource>('ZAMMAD')
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [seen, setSeen] = useState<string | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const busy = all?.moveIns.some((one) => one.state === 'RUNNING' || one.state === 'READING') ?? false
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => void reload(), PROGRESS_MILLIS)
    return () => clearInterval(timer)
  }, [busy, reload])
  const given = async (work: () => Promise<MoveIn>) => {
    setSending(true)
    setRefused(null)
    try {
      const one = await work()
      setSeen(one.id)
      await reload()
    } catch (error) {
      setRefused(sentenceOf(error))
    }
    setSending(false)
  }
  return (
    <>
      <p className="second" style={{ marginBottom: 10 }}>
        {words.opening}
      </p>
      <SelectField label={words.source} hint={words.hints[source]} value={source} onChange={(event) => setSource(event.target.value as MoveInSource)}>
        {(Object.keys(words.sources) as MoveInSource[]).map((one) => (
          <option key={one} value={one}>
            {words.sources[one]}
          </option>
        ))}
      </SelectField>
      {source === 'MAILBOX' ? (
        <OldMailbox given={() => void reload()} />
      ) : (
        <div className="row" style={{ margin: '10px 0 14px' }}>
          <Button look="go" icon="up" disabled={sending} onClick={() => chooser.current?.click()}>
            {sending ? words.sending : words.choose}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            aria-label={words.choose}
            accept=".zip,.json,.ndjson,.jsonl,.csv,.txt"
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file !== undefined) void given(() => moveIns.upload(source, file))
            }}
          />
        </div>
      )}
      {(refused ?? wrong) !== null && <p className="wrong">{refused ?? wrong}</p>}
      <h2>{words.past}</h2>
      {all?.moveIns.length === 0 && <Empty>{words.none}</Empty>}
      {all !== null && all.moveIns.length > 0 && (
        <ul className="place">
          {all.moveIns.map((one) => (
            <Past key={one.id} one={one} reload={reload} open={seen === one.id} look={() => setSeen(seen === one.id ? null : one.id)} />
          ))}
        </ul>
      )}
    </>
  )
}

const COUNTED = ['people', 'matters', 'messages', 'notes', 'promises', 'known', 'refused'] as const

function Past({ one, reload, open, look }: { one: MoveIn; reload: () => Promise<void>; open: boolean; look: () => void }) {
  const perform = async (work: () => Promise<unknown>, done: string) => {
    if (await attempt(work, done)) await reload()
  }
  const counts = COUNTED.filter((what) => one[what] > 0).map((what) => words.counts[what](one[what]))
  const waits = one.state === 'READY' || one.state === 'STOPPED'
  return (
    <li className="adm-row" data-move-in={one.id} style={{ flexWrap: 'wrap' }}>
      <div style={{ minWidth: 0 }}>
        <p className="one">
          <b>{one.name}</b> <span className="quiet">{`${words.sources[one.source]}, ${words.states[one.state]}`}</span>
        </p>
        <p className="small second" aria-live="polite">
          {one.state === 'RUNNING' ? `${words.progress(one.taken, one.threads)} · ` : ''}
          {counts.join(' · ')}
        </p>
        {one.problem !== '' && <p className="wrong">{one.problem}</p>}
        {one.state === 'RUNNING' && <progress value={one.taken} max={Math.max(1, one.threads)} aria-label={words.of(words.states.RUNNING, one.name)} />}
      </div>
      <span className="row end" style={{ flex: 'none' }}>
        {waits && (
          <Button aria-expanded={open} aria-label={words.of(words.look, one.name)} onClick={look}>
            {words.look}
          </Button>
        )}
        {one.state === 'RUNNING' && (
          <Button aria-label={words.of(words.stop, one.name)} onClick={() => void perform(() => moveIns.stop(one.id), words.stopped)}>
            {words.stop}
          </Button>
        )}
        {(waits || one.state === 'READING' || one.state === 'FAILED') && (
          <Button aria-label={words.of(words.drop, one.name)} onClick={() => void perform(() => moveIns.drop(one.id), words.dropped)}>
            {words.drop}
          </Button>
        )}
        {one.refused > 0 && (
          <a className="b" href={moveIns.reportAddress(one.id)} download aria-label={words.of(words.report, one.name)}>
            {words.report}
          </a>
        )}
      </span>
      {waits && open && <MoveInPlan one={one} started={reload} />}
    </li>
  )
}
