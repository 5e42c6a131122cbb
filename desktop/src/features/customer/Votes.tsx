import { useEffect, useState } from 'react'
import { contextNow, voteActions } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useMay, type ReadyCustomer } from '@/model/desk'
import { t } from '@/text'
import { isMood, Smile } from '@/ui/Smile'
import { votes as wire } from '@/wire/surveys'
import type { Vote } from '@/wire/types'

const SHOWN = 3

/** How they said it was, the last time first; and asking them. */
export function Votes({ customer }: { customer: ReadyCustomer }) {
  const { head } = customer
  const { id } = head.customer
  const [known, setKnown] = useState<Vote[] | null>(null)
  const asks = useMay('ANSWER')
  // What came in last: with each new thing from them it is asked again.
  const last = customer.pieces.at(-1)?.entries.at(-1)?.id
  useEffect(() => {
    const abort = new AbortController()
    wire
      .of(id, abort.signal)
      .then(setKnown)
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, head, last])
  if (known === null || (known.length === 0 && !asks)) return null
  return (
    <section aria-label={t.votes.title}>
      <h2>
        {t.votes.title}
        {asks && head.matters.length > 0 && (
          <button type="button" className="linkish" onClick={() => void voteActions.askHow.perform(contextNow())}>
            {t.actions.askHow}
          </button>
        )}
      </h2>
      {known.length === 0 && <p className="small second">{t.votes.none}</p>}
      <ul>
        {known.slice(0, SHOWN).map((vote) => (
          <Row key={vote.ask} vote={vote} />
        ))}
      </ul>
    </section>
  )
}

function Row({ vote }: { vote: Vote }) {
  const now = useNow()
  return (
    <li>
      {vote.scale === 'FACES' && isMood(vote.answer) && <Smile mood={vote.answer} name="" size={22} />}
      <div>
        <p className="one" title={vote.comment}>
          <b>{t.votes.said(vote.scale, vote.answer, vote.word)}</b> {vote.comment !== '' && <span className="second">“{vote.comment}”</span>}
        </p>
        {(vote.again === true || vote.excluded !== null) && <p className="small second one">{vote.excluded !== null ? t.votes.excluded[vote.excluded] : t.votes.again}</p>}
      </div>
      <span className="end">{t.time.about(Date.parse(vote.changed), now, companyZone())}</span>
    </li>
  )
}
