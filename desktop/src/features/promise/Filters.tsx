import { useEffect, useRef } from 'react'
import { useDesk } from '@/model/desk'
import { listStore, NO_FILTERS, sameFilters, useList } from '@/model/list'
import { onWish } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { SelectField, TextField } from '@/ui/Field'
import type { ListFilters, PromiseView } from '@/wire/types'

const VIEWS: readonly PromiseView[] = ['DEADLINE', 'UNOWNED', 'AT_RISK', 'BROKEN', 'CALL_FIRST', 'WAITING', 'ASIDE']
const KINDS = ['ANSWER', 'SAID', 'CALL_BACK', 'FOLLOW_UP', 'CARE', 'HELLO'] as const
const CHANNELS = ['MAIL', 'FORM', 'CHAT', 'PHONE', 'VOICEMAIL', 'VIDEO', 'POST', 'VOTE'] as const

function set(change: Partial<ListFilters>): void {
  listStore.dispatch({ kind: 'filters', filters: { ...listStore.state.filters, ...change } })
}

/** Which promises: a view, and what narrows it. */
export function Filters() {
  const filters = useList((list) => list.filters)
  const teams = useDesk((state) => state.teams)
  const colleagues = useDesk((state) => state.colleagues)
  const agents = [...colleagues.values()].sort((a, b) => a.firstName.localeCompare(b.firstName))
  return (
    <>
      <div className="view-tabs" role="group" aria-label={t.lists.viewsLabel}>
        {VIEWS.map((view) => (
          <button key={view} type="button" aria-pressed={filters.view === view} onClick={() => set({ view })}>
            {t.lists.views[view]}
          </button>
        ))}
      </div>
      <div className="list-filters" role="group" aria-label={t.lists.filters}>
        <Words words={filters.words ?? ''} />
        <Choice label={t.lists.team} any={t.lists.everyTeam} value={filters.team} options={teams.map((team) => [team.id, team.name])} choose={(one) => set({ team: one })} />
        <Choice label={t.lists.owner} any={t.lists.anybody} value={filters.owner} options={agents.map((agent) => [agent.id, `${agent.firstName} ${agent.lastName}`])} choose={(one) => set({ owner: one })} />
        <Choice label={t.lists.kind} any={t.lists.anyKind} value={filters.kind} options={KINDS.map((kind) => [kind, t.lists.kinds[kind]])} choose={(one) => set({ kind: one })} />
        <Choice label={t.lists.channel} any={t.lists.anyChannel} value={filters.channel} options={CHANNELS.map((channel) => [channel, t.lists.channels[channel]])} choose={(one) => set({ channel: one })} />
        {!sameFilters(filters, { ...NO_FILTERS, view: filters.view }) && <Button onClick={() => set({ ...NO_FILTERS, view: filters.view })}>{t.lists.clear}</Button>}
      </div>
    </>
  )
}

interface ChoiceProps<V extends string> {
  label: string
  any: string
  value: V | null
  options: readonly (readonly [V, string])[]
  choose: (value: V | null) => void
}

function Choice<V extends string>({ label, any, value, options, choose }: ChoiceProps<V>) {
  return (
    <SelectField label={label} quietLabel value={value ?? ''} onChange={(event) => choose(options.find(([one]) => one === event.target.value)?.[0] ?? null)}>
      <option value="">{any}</option>
      {options.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}

function Words({ words }: { words: string }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => onWish('FILTER_WORDS', () => field.current?.focus()), [])
  return (
    <TextField
      ref={field}
      label={t.lists.words}
      quietLabel
      type="search"
      placeholder={t.lists.words}
      maxLength={100}
      value={words}
      onChange={(event) => set({ words: event.target.value })}
      onKeyDown={(event) => {
        // Back to the rows, where single keys work again.
        if (event.key === 'Enter') field.current?.blur()
      }}
    />
  )
}
