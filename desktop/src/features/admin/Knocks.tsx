import { companyZone, useNow } from '@/model/clock'
import { t } from '@/text'
import { admin as words } from '@/text/admin'
import { SelectField } from '@/ui/Field'
import type { DoorKnocks } from '@/wire/types'

/** How the mystery customer's last knock at a door went, and what is wrong with the door. */
export function KnockLine({ knocks }: { knocks: DoorKnocks }) {
  const now = useNow()
  const { last, alarms } = knocks
  return (
    <>
      {last !== null && (
        <p className={`small ${last.failure !== '' || last.junk ? 'late' : 'second'}`}>
          {words.door.knock.at(t.time.moment(Date.parse(last.at), now, companyZone()))}: {outcome(last).join(', ')}
        </p>
      )}
      {alarms.map((alarm) => (
        <p key={alarm} className="small late">
          {alarm}
        </p>
      ))}
    </>
  )
}

function outcome(last: NonNullable<DoorKnocks['last']>): string[] {
  const { knock } = words.door
  const after = (then: string) => t.time.span(Date.parse(then) - Date.parse(last.at))
  if (last.failure !== '') return [knock.failed(last.failure)]
  if (last.junk) return [knock.junk]
  if (last.arrivedAt === null) return [knock.away]
  return [
    last.receiptAt === null ? knock.arrived : knock.receipt(after(last.receiptAt)),
    last.answeredAt === null ? knock.waits : knock.answered(after(last.answeredAt)),
  ]
}

export function KnockSchedule({ hours, setHours }: { hours: number; setHours: (hours: number) => void }) {
  const known = words.door.everyHours
  const choices = Object.keys(known).map(Number)
  return (
    <SelectField label={words.door.knocks} hint={words.door.knocksWhy} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
      {(choices.includes(hours) ? choices : [...choices, hours]).map((one) => (
        <option key={one} value={one}>
          {known[one] ?? words.door.every(one)}
        </option>
      ))}
    </SelectField>
  )
}
