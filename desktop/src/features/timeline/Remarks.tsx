import { companyZone } from '@/model/clock'
import { useDesk } from '@/model/desk'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import { Recorded } from './Player'
import type { TimelineEntry } from '@/wire/types'
import { long } from './Spoken'

type Call = NonNullable<Extract<TimelineEntry, { kind: 'INBOUND' | 'OUTBOUND' }>['call']>
type Remark = Call['remarks'][number]

const UNEVEN_MILLIS = 30

/** What was wrong with the sound of a call, and on whose side; who listened; and the sound itself, where it was recorded. */
export function Remarks({ call }: { call: Call }) {
  return (
    <>
      {call.remarks.map((remark, at) => (
        <p key={at} className="small second remark">
          <Icon name="warn" />
          <Words remark={remark} />
        </p>
      ))}
      {call.passed !== null && <PutThrough passed={call.passed} />}
      {call.listeners.map((one, at) => (
        <Listened key={`listened ${at}`} one={one} />
      ))}
      {call.recording !== null && <Recorded recording={call.recording} />}
    </>
  )
}

function PutThrough({ passed }: { passed: NonNullable<Call['passed']> }) {
  const by = useDesk((state) => state.colleagues.get(passed.agent)?.firstName) ?? t.person.colleague
  const words = t.person.putThrough
  return (
    <p className="small second remark">
      <Icon name="out" />
      {(passed.carrier ? words.carrier : words.us)(by, passed.number, t.time.clock(Date.parse(passed.at), companyZone()))}
    </p>
  )
}

/** Who of us heard the call without being in it. */
function Listened({ one }: { one: Call['listeners'][number] }) {
  const agent = useDesk((state) => state.colleagues.get(one.agent))
  const span = one.ended === null ? null : long((Date.parse(one.ended) - Date.parse(one.began)) / 1_000)
  return (
    <p className="small second remark">
      <Icon name={one.how === 'WHISPERS' ? 'microphone' : 'ear'} />
      {t.person.listened[one.how](agent?.firstName ?? t.person.colleague, span)}
    </p>
  )
}

function Words({ remark }: { remark: Remark }) {
  const agent = useDesk((state) => (remark.agent === null ? undefined : state.colleagues.get(remark.agent)))
  const words = t.person.remark
  const clock = (at: string) => t.time.clock(Date.parse(at), companyZone())
  const when = words.between(clock(remark.began), clock(remark.ended))
  const line = remark.whose === 'AGENT' ? words.of(agent?.firstName ?? t.person.colleague) : words.theirs
  switch (remark.what) {
    case 'DEAD_AIR':
      return words.DEAD_AIR(when)
    case 'NOTHING_COMES':
    case 'ONLY_SILENCE':
    case 'NOTHING_ARRIVES':
    case 'LOOP':
      return words[remark.what](line, when)
    case 'TWO_SOURCES':
    case 'STRANGER':
    case 'UNPROVEN':
    case 'ASTRAY':
      return words.STRANGE(line, when)
    case 'ROUGH':
    case 'BAD':
      return `${words.stretch(line, measured(remark), when)} ${remark.side === 'NETWORK' ? words.network : words.carrier}`
  }
}

/** The one number that says most of why it did not sound well. */
function measured({ way, lostPercent, jitterMillis, roundTripMillis }: Remark): string {
  const words = way === 'TO' ? t.person.remark.to : t.person.remark.from
  if (lostPercent !== null && lostPercent > 0) return words.lost(lostPercent)
  return jitterMillis !== null && jitterMillis >= UNEVEN_MILLIS ? words.late(jitterMillis) : words.slow(roundTripMillis ?? 0)
}
