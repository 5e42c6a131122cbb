import { useState } from 'react'
import { callName } from '@/model/callName'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Icon, type IconName } from '@/ui/Icon'
import { interactions } from '@/wire/desk'
import type { Channel, TimelineEntry } from '@/wire/types'
import { CameOfIt } from './CameOfIt'
import { Remarks } from './Remarks'
import { CallWords, Recorded } from './Spoken'
import { Vote } from './Vote'
import { Words } from './Words'

type Entry = Extract<TimelineEntry, { kind: 'INBOUND' }>

const ICONS: Partial<Record<Channel, IconName>> = { MAIL: 'mail', FORM: 'form', PHONE: 'phone', VOICEMAIL: 'missed', CHAT: 'chat', POST: 'globe', VIDEO: 'video', VOTE: 'spark' }

function addressOf(from: string): string {
  return /<([^>]+)>\s*$/.exec(from)?.[1] ?? from
}

function cameBy(entry: Entry, from: string): string {
  if (entry.channel === 'VOICEMAIL') return t.person.channel.VOICEMAIL
  if (entry.channel === 'PHONE') return t.person.channel.PHONE
  if (entry.channel === 'VOTE') return t.votes.voted
  if (entry.door === '' && entry.fate === '') return t.person.before(from)
  if (entry.channel === 'MAIL') return t.person.mailFrom(from)
  return entry.channel === 'CHAT' ? t.person.chat(entry.door) : t.person.form(entry.door)
}

/** Something they sent us: who says so, how far that is proven, the words, the original one click away. */
export function Inbound({ entry, name }: { entry: Entry; name: string }) {
  const [original, setOriginal] = useState<'NO' | 'PLAIN' | 'PICTURES'>('NO')
  const from = addressOf(entry.from)
  const first = callName(name)
  return (
    <>
      <div className="h">
        <b>{first}</b>
        {entry.call === null ? (
          <>
            <Icon name={ICONS[entry.channel] ?? 'mail'} />
            {cameBy(entry, from)}
          </>
        ) : (
          <CallWords call={entry.call} ours={false} />
        )}
        {entry.fate.startsWith('NEEDS_NO_ANSWER') && <span className="tag">{t.person.needsNoAnswer}</span>}
      </div>
      {entry.vote !== null && <Vote vote={entry.vote} />}
      {entry.call !== null && <Remarks call={entry.call} />}
      {entry.call !== null && <CameOfIt call={entry.call} interaction={entry.interaction} />}
      <Cautions entry={entry} name={first} from={from} />
      {entry.subject !== '' && !['CHAT', 'PHONE', 'VOICEMAIL', 'VOTE'].includes(entry.channel) && <p className="about small">{entry.subject}</p>}
      {entry.text !== '' && <Words text={entry.text} />}
      <Recorded files={entry.attachments} />
      <div className="links">
        {entry.html && (
          <Button look="bare" icon="file" aria-expanded={original !== 'NO'} onClick={() => setOriginal(original === 'NO' ? 'PLAIN' : 'NO')}>
            {original === 'NO' ? t.person.original : t.person.hideOriginal}
          </Button>
        )}
        {original === 'PLAIN' && entry.remoteImages && (
          <Button look="bare" icon="image" title={t.person.imagesWhy} onClick={() => setOriginal('PICTURES')}>
            {t.person.images}
          </Button>
        )}
        {(entry.unreadable || entry.truncated || original !== 'NO') && (
          <a className="b bare" href={interactions.rawAddress(entry.interaction)} download>
            <Icon name="down" />
            {t.person.raw}
          </a>
        )}
      </div>
      {original !== 'NO' && (
        <iframe
          key={original}
          className="original"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          title={t.person.originalOf(entry.subject)}
          src={interactions.htmlAddress(entry.interaction, original === 'PICTURES' ? 'WITH_IMAGES' : 'WITHOUT_IMAGES')}
        />
      )}
    </>
  )
}

function Cautions({ entry, name, from }: { entry: Entry; name: string; from: string }) {
  return (
    <>
      {entry.proof === 'FAILED' && (
        <p className="caution bad">
          <Icon name="warn" />
          {t.person.failed(name, from)}
        </p>
      )}
      {entry.replyTo !== null && (
        <p className="caution">
          <Icon name="warn" />
          {t.person.replyTo(entry.replyTo, from)}
        </p>
      )}
      {entry.unreadable && (
        <p className="caution">
          <Icon name="warn" />
          {t.person.unreadable}
        </p>
      )}
      {entry.truncated && !entry.unreadable && (
        <p className="caution">
          <Icon name="file" />
          {t.person.truncated}
        </p>
      )}
    </>
  )
}
