import { keepAsArticle } from '@/actions'
import { useMay } from '@/model/desk'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import type { TimelineEntry } from '@/wire/types'
import { AgentName } from './Entry'
import { CameOfIt } from './CameOfIt'
import { Remarks } from './Remarks'
import { Waiting } from './Waiting'
import { CallWords } from './Spoken'
import { Files, Words } from './Words'

type Sent = Extract<TimelineEntry, { kind: 'OUTBOUND' }>

const WAITS = ['SCHEDULED', 'HELD']
const BAD = ['BOUNCED', 'FAILED', 'DEFERRED']

/** Something we sent, and what became of it. */
export function Outbound({ entry }: { entry: Sent }) {
  const keeps = useMay('WRITE_KNOWLEDGE')
  if (entry.call !== null)
    return (
      <div className="ours">
        <div className="h">
          <AgentName id={entry.agent} />
          <CallWords call={entry.call} ours />
        </div>
        <Remarks call={entry.call} />
        <CameOfIt call={entry.call} interaction={entry.interaction} />
      </div>
    )
  const address = /<([^>]+)>\s*$/.exec(entry.to)?.[1] ?? entry.to
  const { state, detail, attempts } = entry.delivery
  const said = [entry.channel === 'CHAT' ? '' : t.person.delivery(state), BAD.includes(state) ? detail : '', attempts > 1 ? t.person.attempts(attempts) : '']
  return (
    <div className="ours">
      <div className="h">
        {entry.agent === null && !entry.automatic ? <b>{t.person.colleague}</b> : <AgentName id={entry.agent} />}
        <Icon name={entry.channel === 'CHAT' ? 'chat' : 'mail'} />
        {entry.channel === 'CHAT' ? t.person.inChat : t.person.mailTo(address)}
        {entry.automatic && <span className="tag">{t.person.automatic}</span>}
      </div>
      <Words text={entry.text} />
      <Files files={entry.attachments} />
      {WAITS.includes(state) && <Waiting entry={entry} />}
      <p className={`sent ${BAD.includes(state) ? 'bad' : ''}`} title={detail} data-delivery={state}>
        {said.filter((part) => part !== '').join(' · ')}
        {keeps && !entry.automatic && state === 'ACCEPTED' && (
          <>
            {' · '}
            <button type="button" className="linkish" onClick={() => keepAsArticle(entry)}>
              {t.person.keepAsArticle}
            </button>
          </>
        )}
      </p>
    </div>
  )
}
