import { t } from '@/text'
import type { Call, CallFault, Meter } from '@/wire/types'

/** How both lines of a call sound just now: bars, a word where it is not good, and the numbers for whoever points at it. */
export function Meters({ call }: { call: Call }) {
  if (call.sound === null) return null
  return (
    <div className="meters">
      <OneMeter line={t.phone.sound.theirLine} meter={call.sound.theirs} />
      <OneMeter line={t.phone.sound.yourLine} meter={call.sound.yours} />
    </div>
  )
}

function OneMeter({ line, meter }: { line: string; meter: Meter | null }) {
  if (meter === null) return null
  const words = t.phone.sound
  const grade = words.grade[meter.grade]
  const said = `${line}, ${words.numbers(grade, meter.lostPercent, meter.farLostPercent, meter.jitterMillis, meter.roundTripMillis)}`
  return (
    <span className={`meter is-${meter.grade.toLowerCase()}`} title={said}>
      <span aria-hidden="true" className="bars">
        <i />
        <i />
        <i />
      </span>
      <span className={meter.grade === 'GOOD' ? 'vh' : 'small'}>{meter.grade === 'GOOD' ? said : `${line}: ${grade}`}</span>
    </span>
  )
}

/** What keeps somebody from being heard, in words that the agent can act on; null where all is well. */
export function faultWords(faults: readonly CallFault[], name: string): string | null {
  const fault = faults.find((one) => one.whose !== 'COLLEAGUE') ?? faults[0]
  if (fault === undefined) return null
  const words = t.phone.fault
  if (fault.fault === 'DEAD_AIR' || fault.whose === 'ALL') return words.DEAD_AIR()
  if (fault.whose === 'COLLEAGUE') return words.colleague
  switch (fault.fault) {
    case 'NOTHING_COMES':
    case 'ONLY_SILENCE':
    case 'NOTHING_ARRIVES':
    case 'LOOP':
      return words[fault.fault][fault.whose](name)
    case 'TWO_SOURCES':
    case 'STRANGER':
    case 'UNPROVEN':
    case 'ASTRAY':
      return words.STRANGE[fault.whose](name)
  }
}
