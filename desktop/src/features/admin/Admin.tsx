import { useEffect, useState } from 'react'
import { useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { placeStore, usePlace, type AdminPart as Part } from '@/model/place'
import { t } from '@/text'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { admin } from '@/wire/admin'
import type { AgentSetup, DoorKnocks, DoorSetup, FirstHour, MailProviders, TeamSetup } from '@/wire/types'
import { Agents } from './Agents'
import { Doors } from './Doors'
import { Audit } from './Audit'
import { Fields } from './Fields'
import { IdentityProvider } from './IdentityProvider'
import { SignInRules } from './SignIn'
import { Imports } from './Imports'
import { MoveIns } from './MoveIn'
import { Surveys } from './Surveys'
import { Teams } from './Teams'
import { Webhooks } from './Webhooks'

export interface Everything {
  teams: TeamSetup[]
  agents: AgentSetup[]
  doors: DoorSetup[]
  knocks: DoorKnocks[]
  hour: FirstHour
  mail: MailProviders
}

const PARTS = Object.keys(words.parts) as Part[]

export type Outcome = keyof typeof words.door.outcomes

/** How a consent ended, for an administrator who comes back from the provider. */
function outcomeOf(search: string): Outcome | null {
  const named = new URLSearchParams(search).get('connection')
  return named !== null && named in words.door.outcomes ? (named as Outcome) : null
}

function setPart(part: Part): void {
  placeStore.dispatch({ part })
}

async function everything(): Promise<Everything> {
  const [teams, agents, doors, knocks, hour, mail] = await Promise.all([admin.teams(), admin.agents(), admin.doors(), admin.knocks(), admin.firstHour(), admin.mailProviders()])
  return { teams, agents, doors, knocks, hour, mail }
}

/** Everything that is configured, without a file to edit. */
export function Admin() {
  const [outcome, setOutcome] = useState(() => outcomeOf(location.search))
  const open = usePlace((place) => place.part)
  const part = outcome === null ? open : 'doors'
  const seesAudit = useMay('SEE_AUDIT')
  const imports = useMay('IMPORT_CUSTOMERS')
  const webhooks = useMay('CHANGE_WEBHOOKS')
  const { value: all, wrong, reload: load } = useLoaded(everything)
  useEffect(() => {
    // Told once; a reload does not tell it again.
    if (location.search !== '') history.replaceState(history.state, '', location.pathname)
  }, [])
  return (
    <main id="screen">
      <div className="plain">
        <header>
          <div>
            <h1>{words.title}</h1>
            <p>{words.second}</p>
          </div>
        </header>
        {wrong !== null && <p className="wrong">{wrong}</p>}
        <div className="adm">
          <nav aria-label={t.actions.goAdmin}>
            {PARTS.filter((one) => (one !== 'audit' || seesAudit) && (one !== 'webhooks' || webhooks) && ((one !== 'imports' && one !== 'moveIn') || imports)).map((one) => (
              <button key={one} type="button" aria-current={one === part ? 'page' : undefined} onClick={() => {
                  setOutcome(null)
                  setPart(one)
                }}>
                {words.parts[one]}
              </button>
            ))}
          </nav>
          {all !== null && (
            <div>
              {part === 'hour' && <Hour hour={all.hour} open={setPart} />}
              {part === 'teams' && <Teams all={all} reload={load} />}
              {part === 'agents' && <Agents all={all} reload={load} />}
              {part === 'fields' && <Fields />}
              {part === 'surveys' && <Surveys teams={all.teams} />}
              {part === 'imports' && <Imports />}
              {part === 'moveIn' && <MoveIns />}
              {part === 'signIn' && <SignInRules />}
              {part === 'signIn' && <IdentityProvider />}
              {part === 'webhooks' && <Webhooks />}
              {part === 'audit' && <Audit />}
              {part === 'doors' && <Doors all={all} reload={load} outcome={outcome} />}
            </div>
          )}
        </div>
      </div>
    </main>
  )
}

/** Where a step is done; the last two are done outside of Administration. */
const PLACES: Partial<Record<FirstHour['steps'][number]['key'], Part>> = { team: 'teams', agents: 'agents', mailbox: 'doors' }

function Hour({ hour, open }: { hour: FirstHour; open: (part: Part) => void }) {
  return (
    <>
      <p className="second" style={{ marginBottom: 12 }}>
        {words.hour.opening}
      </p>
      <ol className="place">
        {hour.steps.map((step) => {
          const [title, why] = words.hour.steps[step.key]
          const place = PLACES[step.key]
          return (
            <li key={step.key} className="adm-row">
              <input type="checkbox" checked={step.done} readOnly tabIndex={-1} aria-label={title} />
              <div>
                <p>
                  <b>{title}</b> {step.done && <span className="kept small">{words.hour.done}</span>}
                </p>
                <p className="small second">{why}</p>
              </div>
              {place !== undefined && (
                <Button className="end" aria-label={`${words.hour.open}: ${title}`} onClick={() => open(place)}>
                  {words.hour.open}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}
