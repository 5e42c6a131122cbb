import { useState } from 'react'
import { useDesk, useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import type { TeamSetup } from '@/wire/types'
import type { Everything } from './Admin'
import { MoveCustomers } from './MoveCustomers'
import { Prompts } from './Prompts'
import { TeamForm } from './TeamForm'

const FRESH: TeamSetup = {
  id: null,
  name: '',
  place: '',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  address: '',
  welcome: '',
  fallback: false,
  answerWithinMinutes: 240,
  calendar: { slots: ([1, 2, 3, 4, 5] as const).map((day) => ({ day, from: '09:00', to: '17:00' })), holidays: [] },
  postcodes: [],
  numbers: [],
  countries: [],
  languages: [],
  slug: '',
  pageShown: true,
  number: '',
}

export function Teams({ all, reload }: { all: Everything; reload: () => Promise<void> }) {
  const [editing, setEditing] = useState<TeamSetup | null>(null)
  const may = useMay('CHANGE_TEAMS')
  const moves = useMay('MOVE_CUSTOMERS')
  const records = useMay('RECORD_PROMPTS')
  const mine = useDesk((state) => state.team?.id ?? null)
  const [moving, setMoving] = useState(false)
  const [hearing, setHearing] = useState<(TeamSetup & { id: string }) | null>(null)
  if (moving) return <MoveCustomers teams={all.teams} leave={() => setMoving(false)} />
  if (hearing !== null) return <Prompts team={hearing} may={records && (may || hearing.id === mine)} leave={() => setHearing(null)} />
  if (editing !== null) return <TeamForm team={editing} done={() => setEditing(null)} reload={reload} />
  return (
    <>
      <div className="row" style={{ marginBottom: 10 }}>
        {moves && all.teams.length > 1 && (
          <Button className="end" icon="team" onClick={() => setMoving(true)}>
            {words.teams.moves.open}
          </Button>
        )}
        {may && (
          <Button className={moves && all.teams.length > 1 ? '' : 'end'} icon="plus" onClick={() => setEditing(FRESH)}>
            {words.add.team}
          </Button>
        )}
      </div>
      <ul className="place">
        {all.teams.map((team) => (
          <li key={team.id} className="adm-row">
            <div>
              <p>
                <b>{team.name}</b> <span className="quiet">{team.place}</span>
              </p>
              <p className="small second">
                {[team.address, team.zone, ...team.postcodes.slice(0, 3), ...team.numbers.slice(0, 2)].filter((one) => one !== '').join(' · ')}
              </p>
            </div>
            {team.slug !== '' && team.pageShown && (
              <a className="out small end" href={`/team/${team.slug}`} target="_blank" rel="noopener">
                {words.teams.page.see}
                <span className="vh">: {team.name}</span>
              </a>
            )}
            <Button className="end" icon="phone" aria-label={`${words.teams.prompts.open}: ${team.name}`} onClick={() => team.id !== null && setHearing({ ...team, id: team.id })}>
              {words.teams.prompts.open}
            </Button>
            <Button onClick={() => setEditing(team)}>
              {may ? words.edit : words.look}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
