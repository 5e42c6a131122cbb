import { useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { makeGoods } from '@/wire/incidents'
import type { Incident } from '@/wire/types'
import { GoodsList } from './GoodsList'

/** "15" and "15.00" are fifteen; null for what is no amount. */
function cents(text: string): number | null {
  const read = /^(\d{1,6})(?:[.,](\d{2}))?$/.exec(text.trim())
  return read === null ? null : Number(read[1]) * 100 + Number(read[2] ?? 0)
}

/** What we make good: proposed by one, approved by another, done, and proven to have arrived. */
export function Goods({ incident, reload }: { incident: Incident; reload: () => Promise<void> }) {
  const tells = useMay('TELL_CUSTOMERS')
  const approves = useMay('APPROVE_NOTICES')
  const { proposed, approved, done, arrived } = incident.figures
  const [proposing, setProposing] = useState(false)
  const [shown, setShown] = useState(false)
  const all = async (work: () => Promise<{ count: number }>, said: (count: number) => string) => {
    await attempt(async () => {
      const { count } = await work()
      showToast(said(count))
      await reload()
    })
  }
  return (
    <section aria-label={words.goods.title}>
      <h2>{words.goods.title}</h2>
      <div className="place out-form">
        <p>{words.goods.line(proposed, approved, done, arrived)}</p>
        {proposing ? (
          <Proposal
            incident={incident}
            done={() => {
              setProposing(false)
              void reload()
            }}
          />
        ) : (
          <div className="row">
            {proposed + approved + done + arrived > 0 && (
              <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
                {words.goods.show}
              </Button>
            )}
            {tells && <Button onClick={() => setProposing(true)}>{words.goods.propose}</Button>}
            {approves && proposed > 0 && <Button onClick={() => void all(() => makeGoods.approveAll(incident.id), words.goods.approved)}>{words.goods.approve(proposed)}</Button>}
            {tells && approved > 0 && <Button onClick={() => void all(() => makeGoods.doneAll(incident.id), words.goods.did)}>{words.goods.doneAll(approved)}</Button>}
          </div>
        )}
      </div>
      {shown && <GoodsList incident={incident.id} reload={reload} />}
    </section>
  )
}

function Proposal({ incident, done }: { incident: Incident; done: () => void }) {
  const [what, setWhat] = useState('')
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState('GBP')
  const propose = async (event: FormEvent) => {
    event.preventDefault()
    const amountCents = cents(amount)
    await attempt(async () => {
      const { count } = await makeGoods.propose(incident.id, { customer: null, what, amountCents, currency: amountCents === null ? null : currency })
      showToast(words.goods.proposed(count))
      done()
    })
  }
  return (
    <form onSubmit={(event) => void propose(event)}>
      <TextField label={words.goods.what} hint={words.goods.whatHint} autoFocus required maxLength={300} value={what} onChange={(event) => setWhat(event.target.value)} />
      <div className="two">
        <TextField label={words.goods.amount} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />
        <TextField label={words.goods.currency} maxLength={3} value={currency} onChange={(event) => setCurrency(event.target.value)} />
      </div>
      <div className="row">
        <Button onClick={done}>{words.form.leave}</Button>
        <Button className="end" look="go" type="submit" disabled={amount !== '' && cents(amount) === null}>
          {words.goods.propose}
        </Button>
      </div>
    </form>
  )
}
