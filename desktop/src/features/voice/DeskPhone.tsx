import { useEffect, useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { usePhone } from '@/model/phone'
import { t } from '@/text'
import { telephone as words } from '@/text/telephone'
import { Button } from '@/ui/Button'
import { CheckField } from '@/ui/Field'
import { phone } from '@/wire/phone'
import type { DeskPhoneMade, DeskPhoneThere } from '@/wire/types'

/** The telephone on my desk: what is typed into it, and whether it is there. */
export function DeskPhone() {
  const { value: mine, reload } = useLoaded(phone.desk)
  const [made, setMade] = useState<DeskPhoneMade | null>(null)
  const [asking, setAsking] = useState(false)
  const there = usePhone((now) => now.view?.desk ?? false)
  useEffect(() => void reload(), [there, reload])
  if (mine === null) return null
  const make = async () => {
    setAsking(false)
    await attempt(async () => setMade(await phone.makeDesk()))
    await reload()
  }
  const revoke = async () => {
    setMade(null)
    await attempt(phone.revokeDesk, words.desk.revoked)
    await reload()
  }
  const choose = async (first: boolean) => {
    await attempt(async () => void (await phone.chooseDesk(first)))
    await reload()
  }
  return (
    <section className="place sign-part" aria-label={words.desk.title}>
      <h2>{words.desk.title}</h2>
      <p className="second">{words.desk.why}</p>
      {made !== null && <Made made={made} done={() => setMade(null)} />}
      <div role="status">
        <ul>
          {mine.there.map((one) => (
            <There key={`${one.address} ${one.since}`} one={one} />
          ))}
        </ul>
      </div>
      {mine.user !== null && mine.there.length === 0 && made === null && <p className="second">{words.desk.absent(mine.user, mine.server)}</p>}
      {mine.user !== null && <CheckField label={words.desk.first} hint={words.desk.firstWhy} checked={mine.first} onChange={(event) => void choose(event.target.checked)} />}
      {asking && <p>{words.desk.againWhy}</p>}
      <div className="row">
        {mine.user === null && (
          <Button icon="phone" onClick={() => void make()}>
            {words.desk.make}
          </Button>
        )}
        {mine.user !== null && !asking && <Button onClick={() => setAsking(true)}>{words.desk.again}</Button>}
        {asking && (
          <>
            <Button onClick={() => setAsking(false)}>{words.desk.keep}</Button>
            <Button look="go" onClick={() => void make()}>
              {words.desk.again}
            </Button>
          </>
        )}
        {mine.user !== null && !asking && (
          <Button icon="cross" onClick={() => void revoke()}>
            {words.desk.revoke}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Shown this once. */
function Made({ made, done }: { made: DeskPhoneMade; done: () => void }) {
  return (
    <div role="status">
      <p>{words.desk.made}</p>
      <dl className="desk-phone">
        <dt>{words.desk.server}</dt>
        <dd className="code">{made.server}</dd>
        <dt>{words.desk.user}</dt>
        <dd className="code">{made.user}</dd>
        <dt>{words.desk.password}</dt>
        <dd className="code">{made.password}</dd>
      </dl>
      <div className="row">
        <Button onClick={done}>{words.desk.typed}</Button>
      </div>
    </div>
  )
}

function There({ one }: { one: DeskPhoneThere }) {
  const since = t.time.moment(Date.parse(one.since), serverNow(), companyZone())
  return (
    <li className="sign-row">
      <div>
        <p>
          <b>{one.name === '' ? words.desk.unnamed : one.name}</b> <span className="tag">{words.desk.there}</span>
        </p>
        <p className="small second">
          {one.address} · {words.desk.since(since)}
        </p>
      </div>
    </li>
  )
}
