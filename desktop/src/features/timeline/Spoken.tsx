import { t } from '@/text'
import { useDesk } from '@/model/desk'
import { Icon } from '@/ui/Icon'
import { uploads } from '@/wire/desk'
import type { Attachment, TimelineEntry } from '@/wire/types'
import { Files } from './Words'

type Entry = Extract<TimelineEntry, { kind: 'INBOUND' | 'OUTBOUND' }>
type Call = NonNullable<Entry['call']>

const MINUTE_SECONDS = 60

/** "18 min", "42 s": how long a call was, or how long it rang. */
export function long(seconds: number): string {
  return seconds < 2 * MINUTE_SECONDS ? t.phone.seconds(Math.max(1, Math.round(seconds))) : t.time.span(seconds * 1_000)
}

/** What became of a call, behind whoever called: "call, 18 min with Nell". */
export function CallWords({ call, ours }: { call: Call; ours: boolean }) {
  const agent = useDesk((state) => (call.agent === null ? undefined : state.colleagues.get(call.agent)))
  const words = t.person.call
  const goesOn = call.state === 'WAITING' || call.state === 'DIALLING' || call.state === 'TALKING'
  const missed = call.state === 'MISSED' || call.state === 'UNANSWERED' || call.state === 'CUT'
  const said =
    call.state === 'TALKED'
      ? words.TALKED(long(call.talkedSeconds), ours ? null : (agent?.firstName ?? null))
      : call.state === 'TALKING'
        ? words.TALKING(ours ? null : (agent?.firstName ?? null))
        : call.state === 'MISSED'
          ? words.MISSED(long(call.waitedSeconds))
          : call.state === 'CUT'
            ? words.CUT(long(call.talkedSeconds > 0 ? call.talkedSeconds : call.waitedSeconds))
            : words[call.state]
  return (
    <>
      <Icon name={missed ? 'missed' : 'phone'} />
      <span className={goesOn ? 'goes-on' : ''}>{said}</span>
    </>
  )
}

const isSpoken = (file: Attachment) => file.type === 'audio/wav'

/** What they said on our machine can be heard where it stands, and taken along as any file. */
export function Recorded({ files }: { files: readonly Attachment[] }) {
  return (
    <>
      {files.filter(isSpoken).map((file) => (
        <audio key={file.id} className="recorded" controls preload="none" src={uploads.address(file.id)} aria-label={t.person.recorded} />
      ))}
      <Files files={files} />
    </>
  )
}
