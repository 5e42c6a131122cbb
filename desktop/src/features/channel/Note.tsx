import { useEffect, useRef, useState } from 'react'
import { attempt } from '@/actions'
import { blank, composeStore, keyOf, useWriting } from '@/model/compose'
import { useDesk, useMe, type ReadyCustomer } from '@/model/desk'
import { onWish } from '@/model/place'
import { callName } from '@/model/callName'
import { blanks } from '@/model/templates'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { TypingArea } from '@/ui/TypingArea'
import { customers } from '@/wire/desk'
import { Blanks } from './Blanks'
import { mentionedIn, useColleagues } from './useColleagues'
import { useTemplates } from './useTemplates'

/** For us only: another place, another ground, another key, and no way to address it. */
export function Note({ customer }: { customer: ReadyCustomer }) {
  const { id, name } = customer.head.customer
  const key = keyOf('NOTE', id)
  const writing = useWriting('NOTE', id)
  const area = useRef<HTMLTextAreaElement>(null)
  const templates = useTemplates(customer, writing)
  const people = useColleagues()
  const me = useMe()
  const colleagues = useDesk((state) => state.colleagues)
  const mentions = mentionedIn(writing.text, colleagues, me)
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => onWish('WRITE_NOTE', () => area.current?.focus()), [])
  const matter = customer.head.matters.find((one) => one.state !== 'CLOSED')?.id ?? null
  const keep = async () => {
    if (busy || writing.text.trim() === '') return
    if (blanks(writing.text).length > 0) return setWrong(true)
    setBusy(true)
    const kept = await attempt(() => customers.note(id, { key: writing.key, text: writing.text, matter, mentions }))
    if (kept) composeStore.dispatch({ kind: 'cleared', key })
    setBusy(false)
  }
  const change = (text: string) => {
    const fresh = composeStore.state[key] === undefined ? blank() : {}
    composeStore.dispatch({ kind: 'changed', key, change: { ...fresh, text } })
  }
  return (
    <div className="note">
      <div className="to">
        <Icon name="lock" />
        {t.compose.note} <kbd aria-hidden="true">N</kbd>
      </div>
      <TypingArea
        area={area}
        triggers={[templates, people]}
        aria-label={t.compose.notePlaceholder}
        placeholder={t.compose.noteWhy}
        value={writing.text}
        onText={(text) => {
          setWrong(false)
          change(text)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            event.stopPropagation()
            void keep()
          }
        }}
      />
      <Blanks text={writing.text} area={area} />
      {wrong && (
        <p className="wrong" role="alert">
          {t.compose.missing.BLANK}
        </p>
      )}
      {mentions.length > 0 && (
        <p className="small" role="status">
          {t.compose.mentions(t.person.and(mentions.map((id) => colleagues.get(id)?.firstName ?? t.person.colleague)))}
        </p>
      )}
      <div className="end">
        <span>{writing.text === '' ? t.compose.noteStays(callName(name)) : t.compose.saved[writing.saved]}</span>
        {writing.text !== '' && (
          <Button disabled={busy} onClick={() => void keep()}>
            {t.compose.keepNote}
          </Button>
        )}
      </div>
    </div>
  )
}
