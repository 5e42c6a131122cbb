import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useMay } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import { figures } from '@/text/figures'
import { spoken } from '@/text/languages'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { standing } from '@/wire/figures'
import type { Standing as One } from '@/wire/types'
import { StandingForm } from './StandingForm'

const text = figures.standing
const percent = new Intl.NumberFormat(spoken, { style: 'percent', maximumFractionDigits: 1 })

/** What the company promises to everybody: written, published, and how often it was kept. */
export function Standing() {
  const { value: all, wrong, reload } = useLoaded(standing.all)
  const may = useMay('PUBLISH_PROMISES')
  const [edited, setEdited] = useState<One | 'NEW' | null>(null)
  const done = async () => {
    setEdited(null)
    await reload()
  }
  return (
    <section aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className="second small">{text.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all?.promises.some((one) => one.state === 'ACTIVE') && (
        <p>
          <a href="/our-promises" target="_blank" rel="noreferrer">
            {text.page}
          </a>
        </p>
      )}
      {all?.promises.length === 0 && edited === null && <Empty hint={text.noneHint}>{text.none}</Empty>}
      <ul className="place standing">
        {(all?.promises ?? []).map((one) => (
          <Row key={one.id} one={one} enough={all?.enough ?? 0} may={may} edit={() => setEdited(one)} changed={done} />
        ))}
      </ul>
      {may && edited === null && (
        <div className="row" style={{ marginTop: 12 }}>
          <Button icon="plus" onClick={() => setEdited('NEW')}>
            {text.add}
          </Button>
        </div>
      )}
      {edited !== null && <StandingForm key={edited === 'NEW' ? 'new' : edited.id} one={edited === 'NEW' ? null : edited} done={done} />}
    </section>
  )
}

interface RowProps {
  one: One
  enough: number
  may: boolean
  edit: () => void
  changed: () => Promise<void>
}

function Row({ one, enough, may, edit, changed }: RowProps) {
  const [open, setOpen] = useState(false)
  const words = one.words.find((each) => each.language === spoken) ?? one.words[0]
  const promise = words?.promise ?? ''
  const does = async (work: () => Promise<unknown>, said: string) => {
    if (await attempt(work, said)) await changed()
  }
  return (
    <li className="standing-row">
      <h3>{promise}</h3>
      <p className="small">
        <span className="tag">{text.states[one.state]}</span> {one.n < enough ? <span className="quiet">{text.few(one.n, enough)}</span> : <b>{text.kept(percent.format(Math.floor((1000 * one.kept) / one.n) / 1000), one.n)}</b>}
      </p>
      <p className="small quiet">{one.computed}</p>
      <p className="small">
        {text.ifBroken} {words?.makeGood} {one.amountCents !== null && one.currency !== null && <b>{new Intl.NumberFormat(spoken, { style: 'currency', currency: one.currency }).format(one.amountCents / 100)}</b>}
      </p>
      {one.state === 'DRAFT' && may && <p className="small quiet">{text.publishWhy}</p>}
      <div className="row">
        {one.n > one.kept && (
          <Button aria-label={`${text.broken}: ${promise}`} aria-expanded={open} onClick={() => setOpen(!open)}>
            {text.broken} <span className="quiet">{one.n - one.kept}</span>
          </Button>
        )}
        {may && one.state !== 'RETIRED' && (
          <Button aria-label={`${text.edit}: ${promise}`} onClick={edit}>
            {text.edit}
          </Button>
        )}
        {may && one.state === 'DRAFT' && (
          <>
            <Button aria-label={`${text.remove}: ${promise}`} onClick={() => void does(() => standing.remove(one.id), text.removed)}>
              {text.remove}
            </Button>
            <Button look="go" className="end" aria-label={`${text.publish}: ${promise}`} onClick={() => void does(() => standing.publish(one.id), text.published)}>
              {text.publish}
            </Button>
          </>
        )}
        {may && one.state === 'ACTIVE' && (
          <Button className="end" aria-label={`${text.retire}: ${promise}`} onClick={() => void does(() => standing.retire(one.id), text.retired)}>
            {text.retire}
          </Button>
        )}
      </div>
      {open && <Broken one={one} />}
    </li>
  )
}

function Broken({ one }: { one: One }) {
  const now = useNow()
  const [ask] = useState(() => () => standing.broken(one.id))
  const { value: list } = useLoaded(ask)
  if (list === null) return null
  return (
    <>
      {list.broken.length === 0 && <p className="small quiet">{text.nobody}</p>}
      <ul className="plain-list">
        {list.broken.map((row) => (
          <li key={`${row.customer} ${row.at}`}>
            <button type="button" className="linkish" onClick={() => go({ to: '/people/$customer', params: { customer: row.customer } })}>
              {row.name}
            </button>{' '}
            <span className="small quiet">
              {t.time.about(Date.parse(row.at), now, companyZone())}, {row.telling ? text.telling : text.told}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
