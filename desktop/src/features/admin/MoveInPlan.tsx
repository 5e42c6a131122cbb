import { useCallback, useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { movein as words } from '@/text/movein'
import { Button } from '@/ui/Button'
import { CheckField } from '@/ui/Field'
import { moveIns } from '@/wire/movein'
import type { Instant, MoveIn } from '@/wire/types'

/** What was read, before anything of it is taken. */
export function MoveInPlan({ one, started }: { one: MoveIn; started: () => Promise<void> }) {
  const load = useCallback(() => moveIns.preview(one.id), [one.id])
  const { value: preview, wrong } = useLoaded(load)
  const [carryOn, setCarryOn] = useState(one.carryOn)
  const start = async () => {
    if (await attempt(() => moveIns.start(one.id, carryOn), words.started)) await started()
  }
  if (wrong !== null) return <p className="wrong">{wrong}</p>
  if (preview === null) return null
  return (
    <section style={{ flexBasis: '100%', minWidth: 0, marginTop: 10 }}>
      <p>{words.read(preview.threads, preview.messages, preview.people)}</p>
      <div style={{ overflowX: 'auto' }}>
        <table className="foreseen small">
          <caption className="vh">{words.first}</caption>
          <thead className="vh">
            <tr>
              <th>{words.subject}</th>
              <th>{words.who}</th>
              <th>{words.said}</th>
              <th>{words.when}</th>
            </tr>
          </thead>
          <tbody>
            {preview.first.map((row, at) => (
              <tr key={at}>
                <td>
                  {row.subject} {row.open && <span className="tag">{words.stillOpen}</span>}
                </td>
                <td>{row.name === '' ? row.email : `${row.name}, ${row.email}`}</td>
                <td>{words.messages(row.messages, row.known)}</td>
                <td>{period(row.from, row.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CheckField label={words.carryOn} hint={words.carryOnHint} checked={carryOn} onChange={(event) => setCarryOn(event.target.checked)} />
      <div className="row" style={{ marginTop: 10 }}>
        <Button look="go" className="end" onClick={() => void start()}>
          {one.state === 'STOPPED' ? words.goOn : words.startIt(preview.threads)}
        </Button>
      </div>
    </section>
  )
}

/** "Mar 2021 – May 2021", or one of them. */
function period(from: Instant, to: Instant): string {
  const [first, last] = [from, to].map((one) => t.time.about(Date.parse(one), serverNow(), companyZone()))
  return first === last ? (first ?? '') : `${first ?? ''} – ${last ?? ''}`
}
