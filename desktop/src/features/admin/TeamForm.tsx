import { useState } from 'react'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField, TextArea, TextField } from '@/ui/Field'
import { admin } from '@/wire/admin'
import type { TeamSetup } from '@/wire/types'
import { Editing } from './Editing'
import { TeamPlace, listsOf, placesOf } from './TeamPlace'

/** A team as an administrator describes it. */
export function TeamForm({ team, done, reload }: { team: TeamSetup; done: () => void; reload: () => Promise<void> }) {
  const [value, setValue] = useState(team)
  const [holidays, setHolidays] = useState(team.calendar.holidays.map((day) => `${day.date} ${day.name}`).join('\n'))
  const [places, setPlaces] = useState(() => placesOf(team))
  const set = (change: Partial<TeamSetup>) => setValue({ ...value, ...change })
  const { slots } = value.calendar
  const setSlots = (next: typeof slots) => set({ calendar: { ...value.calendar, slots: next } })
  const save = async () => {
    const days = holidays
      .split('\n')
      .map((line) => /^(\d{4}-\d{2}-\d{2})\s*(.*)$/.exec(line.trim()))
      .filter((found) => found !== null)
      .map((found) => ({ date: found[1] ?? '', name: found[2] ?? '' }))
    await admin.saveTeam({ ...value, ...listsOf(places), calendar: { slots, holidays: days } })
    await reload()
    done()
  }
  return (
    <Editing needs="CHANGE_TEAMS" save={save} cancel={done}>
      {(wrong) => (
        <>
          <div className="two">
            <TextField label={words.team.name} value={value.name} error={wrong.name} onChange={(event) => set({ name: event.target.value })} />
            <TextField label={words.team.place} value={value.place} error={wrong.place} onChange={(event) => set({ place: event.target.value })} />
            <TextField label={words.team.zone} value={value.zone} error={wrong.zone} onChange={(event) => set({ zone: event.target.value })} />
            <TextField label={words.team.address} value={value.address} error={wrong.address} onChange={(event) => set({ address: event.target.value })} />
          </div>
          <TextField label={words.team.welcome} value={value.welcome} error={wrong.welcome} onChange={(event) => set({ welcome: event.target.value })} />
          <TextField label={words.team.answer} type="number" min={1} value={value.answerWithinMinutes} error={wrong.answerWithinMinutes} onChange={(event) => set({ answerWithinMinutes: Number(event.target.value) })} />
          <CheckField label={words.team.fallback} checked={value.fallback} onChange={(event) => set({ fallback: event.target.checked })} />
          <TeamPlace places={places} set={setPlaces} wrong={wrong} />
          <PageFields value={value} set={set} wrong={wrong} />
          <h2>{words.team.hours}</h2>
          <p className="hint" style={{ marginBottom: 8 }}>
            {words.team.hoursWhy}
          </p>
          {wrong.calendar !== undefined && <p className="wrong">{wrong.calendar}</p>}
          <div className="slots">
            {words.team.days.map((name, index) => (
              <Day key={name} name={name} day={(index + 1) as 1} slots={slots} setSlots={setSlots} />
            ))}
          </div>
          <div style={{ height: 14 }} />
          <TextArea label={words.team.holidays} hint={words.team.holidaysWhy} rows={4} value={holidays} onChange={(event) => setHolidays(event.target.value)} />
        </>
      )}
    </Editing>
  )
}

interface PageProps {
  value: TeamSetup
  set: (change: Partial<TeamSetup>) => void
  wrong: Record<string, string>
}

function PageFields({ value, set, wrong }: PageProps) {
  const { page } = words.teams
  const address = `${location.origin}/team/${value.slug === '' ? '…' : value.slug}`
  return (
    <>
      <h2>{page.title}</h2>
      <p className="hint" style={{ marginBottom: 8 }}>
        {page.why}
      </p>
      <div className="two">
        <TextField label={page.slug} hint={page.slugWhy(address)} value={value.slug} error={wrong.slug} maxLength={60} onChange={(event) => set({ slug: event.target.value })} />
        <TextField label={page.number} hint={page.numberWhy} value={value.number} error={wrong.number} maxLength={40} onChange={(event) => set({ number: event.target.value })} />
      </div>
      <CheckField label={page.shown} checked={value.pageShown} onChange={(event) => set({ pageShown: event.target.checked })} />
    </>
  )
}

type Slots = TeamSetup['calendar']['slots']

function Day({ name, day, slots, setSlots }: { name: string; day: Slots[number]['day']; slots: Slots; setSlots: (slots: Slots) => void }) {
  return (
    <div className="row">
      <b>{name}</b>
      {slots.map((slot, at) =>
        slot.day !== day ? null : (
          <span key={at} className="row">
            {(['from', 'to'] as const).map((end) => (
              <input
                key={end}
                className="input"
                aria-label={`${name} ${end === 'from' ? words.team.opens : words.team.closes}`}
                value={slot[end]}
                onChange={(event) => setSlots(slots.map((other, index) => (index === at ? { ...slot, [end]: event.target.value } : other)))}
              />
            ))}
            <Button look="bare" icon="cross" aria-label={`${words.team.removeSlot} ${name}`} onClick={() => setSlots(slots.filter((_, index) => index !== at))} />
          </span>
        ),
      )}
      <Button look="bare" icon="plus" aria-label={`${words.team.addSlot} ${name}`} onClick={() => setSlots([...slots, { day, from: '09:00', to: '17:00' }])} />
    </div>
  )
}
