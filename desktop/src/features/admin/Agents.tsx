import { useState } from 'react'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { admin } from '@/wire/admin'
import type { AgentSetup, Role } from '@/wire/types'
import type { Everything } from './Admin'
import { Editing } from './Editing'
import { PersonSignIn } from './SignIn'

const ROLES = Object.keys(words.agent.roles) as Role[]

export function Agents({ all, reload }: { all: Everything; reload: () => Promise<void> }) {
  const [editing, setEditing] = useState<AgentSetup | null>(null)
  const may = useMay('CHANGE_AGENTS')
  const changesSignIn = useMay('CHANGE_SIGN_IN')
  const [person, setPerson] = useState<AgentSetup | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const fresh: AgentSetup = {
    id: null,
    firstName: '',
    lastName: '',
    name: '',
    team: all.teams[0]?.id ?? '',
    role: 'AGENT',
    lead: false,
    enabled: true,
    account: null,
    link: null,
  }
  if (editing !== null) {
    const done = (made?: AgentSetup) => {
      setEditing(null)
      setLink(made?.link ?? null)
    }
    return <AgentForm agent={editing} all={all} done={done} reload={reload} />
  }
  if (person?.account != null) return <PersonSignIn account={person.account} name={`${person.firstName} ${person.lastName}`.trim()} done={() => setPerson(null)} />
  const teamOf = (agent: AgentSetup) => all.teams.find((team) => team.id === agent.team)?.name ?? ''
  return (
    <>
      {link !== null && (
        <div style={{ marginBottom: 14 }} role="status">
          <p className="small">{words.agent.link}</p>
          <p className="code">{link}</p>
        </div>
      )}
      <div className="row" style={{ marginBottom: 10 }}>
        {may && (
          <Button className="end" icon="plus" onClick={() => setEditing(fresh)}>
            {words.add.agent}
          </Button>
        )}
      </div>
      <ul className="place">
        {all.agents.map((agent) => (
          <li key={agent.id} className="adm-row">
            <div>
              <p>
                <b>
                  {agent.firstName} {agent.lastName}
                </b>{' '}
                <span className="quiet">{agent.name}</span>
              </p>
              <p className="small second">
                {teamOf(agent)} · {words.agent.roles[agent.role]}
                {agent.enabled ? '' : ` · ${words.agent.off}`}
              </p>
            </div>
            {changesSignIn && (
              <Button className="end" aria-label={`${words.signIn.open}: ${agent.firstName} ${agent.lastName}`} onClick={() => setPerson(agent)}>
                {words.signIn.open}
              </Button>
            )}
            <Button className={changesSignIn ? '' : 'end'} onClick={() => setEditing(agent)}>
              {may ? words.edit : words.look}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

interface FormProps {
  agent: AgentSetup
  all: Everything
  done: (made?: AgentSetup) => void
  reload: () => Promise<void>
}

function AgentForm({ agent, all, done, reload }: FormProps) {
  const [value, setValue] = useState(agent)
  const set = (change: Partial<AgentSetup>) => setValue({ ...value, ...change })
  const save = async () => {
    const made = await admin.saveAgent(value)
    await reload()
    done(made)
  }
  return (
    <Editing needs="CHANGE_AGENTS" save={save} cancel={() => done()}>
      {(wrong) => (
        <>
          <div className="two">
            <TextField label={words.agent.firstName} value={value.firstName} error={wrong.firstName} onChange={(event) => set({ firstName: event.target.value })} />
            <TextField label={words.agent.lastName} value={value.lastName} error={wrong.lastName} onChange={(event) => set({ lastName: event.target.value })} />
            <TextField label={words.agent.name} value={value.name} error={wrong.name} onChange={(event) => set({ name: event.target.value })} />
            <SelectField label={words.agent.team} value={value.team} error={wrong.team} onChange={(event) => set({ team: event.target.value })}>
              {all.teams.map((team) => (
                <option key={team.id} value={team.id ?? ''}>
                  {team.name}
                </option>
              ))}
            </SelectField>
            <SelectField label={words.agent.role} value={value.role} onChange={(event) => set({ role: event.target.value as Role })}>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {words.agent.roles[role]}
                </option>
              ))}
            </SelectField>
          </div>
          <CheckField label={words.agent.lead} checked={value.lead} onChange={(event) => set({ lead: event.target.checked })} />
          <CheckField label={words.agent.enabled} checked={value.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        </>
      )}
    </Editing>
  )
}
