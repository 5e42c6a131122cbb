import { useEffect, useState } from 'react'
import { companyZone, useNow } from '@/model/clock'
import { go } from '@/model/place'
import { t } from '@/text'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { showToast } from '@/ui/toasts'
import { sentenceOf } from '@/wire/http'
import { incidents } from '@/wire/incidents'
import type { Id, Incident, Opinion, Touched } from '@/wire/types'

type Cut = 'TOLD' | 'NOT_TOLD' | 'KNOWN' | 'NOT_KNOWN'

/** Who was told, who knows, what they think: each figure opens the people behind it. */
export function Figures({ incident }: { incident: Incident }) {
  const { figures } = incident
  const [cut, setCut] = useState<Cut | null>(null)
  const [opinions, setOpinions] = useState<readonly Opinion[]>([])
  useEffect(() => {
    let gone = false
    incidents
      .opinions(incident.id)
      .then((page) => !gone && setOpinions(page.opinions))
      .catch((error: unknown) => !gone && showToast(sentenceOf(error), { tone: 'wrong' }))
    return () => {
      gone = true
    }
  }, [incident.id, figures.opinions])
  return (
    <section aria-label={words.figures.title}>
      <h2>{words.figures.title}</h2>
      <div className="place out-form">
        <p className="out-figures">
          <button type="button" className="linkish" onClick={() => setCut('TOLD')}>
            {words.figures.told(figures.told, figures.people)}
          </button>
          <button type="button" className="linkish" onClick={() => setCut('KNOWN')}>
            {words.figures.known(figures.known)}
          </button>
          {figures.told > figures.known && (
            <button type="button" className="linkish" onClick={() => setCut('NOT_KNOWN')}>
              {words.figures.notKnown}
            </button>
          )}
          {figures.people > figures.told && (
            <button type="button" className="linkish" onClick={() => setCut('NOT_TOLD')}>
              {words.figures.notTold}
            </button>
          )}
        </p>
        <p className="hint">{words.figures.knownWhy}</p>
        {figures.callsWaiting + figures.callsOpen + figures.callsDone > 0 && <p className="small">{words.figures.calls(figures.callsWaiting, figures.callsOpen, figures.callsDone)}</p>}
        <p className="small">{words.figures.opinions(figures.opinions, figures.fits, figures.doesNot)}</p>
        {opinions.length > 0 && (
          <ul className="out-opinions">
            {opinions.map((one) => (
              <li key={one.customer}>
                <button type="button" className="linkish" onClick={() => open(one.customer)}>
                  {one.name}
                </button>{' '}
                {one.fits !== null && one.fits !== undefined && <span className="tag">{one.fits ? words.figures.fits : words.figures.doesNot}</span>} <span>{one.words}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {cut !== null && <People incident={incident.id} cut={cut} close={() => setCut(null)} />}
    </section>
  )
}

function open(customer: Id): void {
  go({ to: '/people/$customer', params: { customer } })
}

function People({ incident, cut, close }: { incident: Id; cut: Cut; close: () => void }) {
  const [read, setRead] = useState<{ cut: Cut; rows: readonly Touched[]; next: string | null }>({ cut, rows: [], next: '' })
  const now = useNow()
  const shown = read.cut === cut ? read : { cut, rows: [], next: '' }
  const more = async (from: typeof shown) => {
    try {
      const page = await incidents.touched(incident, cut, from.next ?? '')
      setRead({ cut, rows: [...from.rows, ...page.rows], next: page.next ?? null })
    } catch (error) {
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
  }
  useEffect(() => {
    void more({ cut, rows: [], next: '' })
    // Only another list begins anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [incident, cut])
  const zone = companyZone()
  return (
    <section className="place" aria-label={words.figures.list[cut]} style={{ marginTop: 12 }}>
      <div className="adm-row">
        <b>{words.figures.list[cut]}</b>
        <Button className="end" look="bare" onClick={close}>
          {words.figures.close}
        </Button>
      </div>
      <ul>
        {shown.rows.map((row) => (
          <li key={row.customer} className="adm-row">
            <button type="button" className="linkish" onClick={() => open(row.customer)}>
              {row.name}
            </button>
            <span className="end small second">
              {row.toldHow !== null && row.toldHow !== undefined && row.told !== null && row.told !== undefined && `${words.figures.how[row.toldHow]}, ${t.time.moment(Date.parse(row.told), now, zone)}`}
              {row.knownHow !== null && row.knownHow !== undefined && ` · ${words.figures.sign[row.knownHow]}`}
            </span>
          </li>
        ))}
      </ul>
      {shown.next !== null && shown.rows.length > 0 && (
        <div className="adm-row">
          <Button onClick={() => void more(shown)}>{words.figures.more}</Button>
        </div>
      )}
    </section>
  )
}
