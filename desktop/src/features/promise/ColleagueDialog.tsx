import { useState } from 'react'
import { askColleague } from '@/actions/phone'
import { useDesk, useMe } from '@/model/desk'
import type { DialogWanted } from '@/model/place'
import { t } from '@/text'
import { SelectField } from '@/ui/Field'
import { Ask } from './dialogs'

/** Who joins the call; those who are free stand first. */
export function ColleagueDialog({ call, name }: Extract<DialogWanted, { kind: 'COLLEAGUE' }>) {
  const me = useMe()
  const colleagues = useDesk((state) => state.colleagues)
  const presence = useDesk((state) => state.team?.presence)
  const [to, setTo] = useState('')
  const state = (id: string) => presence?.find((one) => one.agent === id)?.state
  const free = (id: string) => Number(state(id) === 'AVAILABLE')
  const others = [...colleagues.values()]
    .filter((agent) => agent.id !== me)
    .sort((a, b) => free(b.id) - free(a.id) || a.firstName.localeCompare(b.firstName))
  return (
    <Ask
      title={t.phone.colleagueTitle(name)}
      why={t.phone.colleagueWhy}
      go={t.phone.colleagueGo(colleagues.get(to)?.firstName ?? '')}
      ready={to !== ''}
      perform={() => askColleague(call, to)}
    >
      <SelectField label={t.phone.colleagueTo} value={to} autoFocus onChange={(event) => setTo(event.target.value)}>
        <option value="">{t.phone.colleagueChoose}</option>
        {others.map((agent) => {
          const at = state(agent.id)
          return (
            <option key={agent.id} value={agent.id}>
              {agent.firstName} {agent.lastName}
              {at === undefined ? '' : ` (${t.shell.presence.states[at]})`}
            </option>
          )
        })}
      </SelectField>
    </Ask>
  )
}
