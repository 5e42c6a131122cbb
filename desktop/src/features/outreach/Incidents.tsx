import { useState } from 'react'
import { useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { companyZone, useNow } from '@/model/clock'
import { incidents } from '@/wire/incidents'
import type { IncidentRow } from '@/wire/types'
import { IncidentForm } from './IncidentForm'
import { Stops } from './Stops'

type Part = 'LIST' | 'NEW' | 'STOPS'

/** What of ours customers should hear from us: mistakes, changes and outages. */
export function Incidents() {
  const tells = useMay('TELL_CUSTOMERS')
  const [part, setPart] = useState<Part>('LIST')
  const { value, wrong } = useLoaded(incidents.all)
  const rows = value?.incidents ?? []
  const open = rows.filter((row) => row.state !== 'RESOLVED' && row.state !== 'DRAFT').length
  return (
    <main id="screen">
      <div className="plain">
        <header>
          <div>
            <h1>{value === null ? t.actions.goIncidents : words.opening(open)}</h1>
            <p>{words.second}</p>
          </div>
          {part === 'LIST' && tells && (
            <div className="row end">
              <Button look="bare" onClick={() => setPart('STOPS')}>
                {words.stops}
              </Button>
              <Button look="go" icon="plus" onClick={() => setPart('NEW')}>
                {words.write}
              </Button>
            </div>
          )}
        </header>
        {wrong !== null && <p className="wrong">{wrong}</p>}
        {part === 'NEW' && <IncidentForm incident={null} saved={(id) => go({ to: '/incidents/$incident', params: { incident: id } })} leave={() => setPart('LIST')} />}
        {part === 'STOPS' && <Stops leave={() => setPart('LIST')} />}
        {part === 'LIST' && value !== null && (
          <ul className="place">
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
            {rows.length === 0 && (
              <li>
                <Empty hint={words.noneHint}>{words.none}</Empty>
              </li>
            )}
          </ul>
        )}
      </div>
    </main>
  )
}

function Row({ row }: { row: IncidentRow }) {
  const now = useNow()
  return (
    <li className="adm-row" data-incident={row.id}>
      <div style={{ minWidth: 0 }}>
        <p className="one">
          <button type="button" className="linkish" onClick={() => go({ to: '/incidents/$incident', params: { incident: row.id } })}>
            {row.name}
          </button>{' '}
          <span className="tag">{words.kind[row.kind]}</span> <span className="small quiet">{words.state[row.state]}</span>
        </p>
        <p className="small second">{words.line(row.people, row.told, row.known)}</p>
      </div>
      <span className="end small quiet" style={{ whiteSpace: 'nowrap' }}>
        {t.time.moment(Date.parse(row.at), now, companyZone())}
      </span>
    </li>
  )
}
