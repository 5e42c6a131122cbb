import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useDesk, useMe, type ReadyCustomer } from '@/model/desk'
import { onWish } from '@/model/place'
import { companyZone, serverNow } from '@/model/clock'
import { callName } from '@/model/callName'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { insertAt, TypingArea } from '@/ui/TypingArea'
import type { Article } from '@/wire/types'
import { Blanks } from './Blanks'
import { FileChips } from './FileChips'
import { Foot } from './Foot'
import { Found } from './Found'
import { LaterBar, LaterButton } from './Later'
import { PromiseBar } from './PromiseBar'
import { MOST_BYTES, MOST_FILES, useFiles } from './useFiles'
import { CHAT, useReply } from './useReply'
import { useTemplates } from './useTemplates'

/** Where we speak outward: blue frame, and a button that names who will read it. */
export function Reply({ customer }: { customer: ReadyCustomer }) {
  const { writing, to, chat, chatPoint, addresses, matter, matters, change, news, send, newest, quotes } = useReply(customer)
  const templates = useTemplates(customer, writing)
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [drop, setDrop] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [askFirst, setAskFirst] = useState(false)
  const { name } = customer.head.customer
  const first = callName(name)

  const go = async (sure: boolean) => {
    if (busy || going.length > 0 || (writing.text === '' && writing.attachments.length === 0)) return
    if (news > 0 && !sure) return setAskFirst(true)
    setAskFirst(false)
    setBusy(true)
    const result = await send()
    setBusy(false)
    setWrong(result === 'SENT' || result === 'NOT_SENT' ? null : t.compose.missing[result])
  }
  const goNow = useRef(go)
  const changeNow = useRef(change)
  useEffect(() => {
    goNow.current = go
    changeNow.current = change
  })
  useEffect(() => {
    const stops = [
      onWish('QUOTE', () => quoteSelected(area.current)),
      onWish('WRITE_REPLY', () => area.current?.focus()),
      onWish('ATTACH', () => picker.current?.click()),
      onWish('SEND', () => void goNow.current(false)),
      onWish('NOTHING_MORE', () => changeNow.current({ promised: { kind: 'NOTHING_MORE' } })),
      onWish('PROMISE_WITH', () => changeNow.current({ promised: { kind: 'PROMISED', what: '', deadline: null } })),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])

  const { going, attach, remove, rename } = useFiles(writing, change)
  const put = (article: Article, how: 'TEXT' | 'LINK') => {
    const element = area.current
    if (element === null) return
    const gap = writing.text === '' || writing.text.endsWith('\n') ? '' : '\n'
    const words = how === 'TEXT' ? article.text : `${article.title}: ${article.link ?? ''}`
    insertAt(element, element.value.length, element.value.length, `${gap}${words}\n`)
    change({ articles: [...new Set([...writing.articles, article.id])] })
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setDrop(false)
    void attach(event.dataTransfer.files)
  }
  return (
    <div
      className={`reply ${drop ? 'drop' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setDrop(true)
      }}
      onDragLeave={() => setDrop(false)}
      onDrop={onDrop}
    >
      <div className="to">
        <Icon name={chat ? 'chat' : 'mail'} />
        {to === null ? (
          <span>{t.compose.noAddress(first)}</span>
        ) : (
          <span>
            {t.compose.replyTo} <b>{first}</b> {chat ? '' : t.compose.at}{' '}
            {addresses.length + (chatPoint === null ? 0 : 1) < 2 ? (
              chat ? t.compose.inChat : to.value
            ) : (
              <select aria-label={t.compose.chooseAddress} value={chat ? CHAT : to.id} onChange={(event) => change({ to: event.target.value })}>
                {chatPoint !== null && <option value={CHAT}>{t.compose.inChat}</option>}
                {addresses.map((point) => (
                  <option key={point.id} value={point.id}>
                    {point.value}
                  </option>
                ))}
              </select>
            )}
          </span>
        )}
        {matters.length > 1 && matter !== null && (
          <select className="one" style={{ marginInlineStart: 'auto', maxWidth: 220 }} aria-label={t.compose.chooseMatter} value={matter} onChange={(event) => change({ matter: event.target.value })}>
            {matters.map((one) => (
              <option key={one.id} value={one.id}>
                {one.about}
              </option>
            ))}
          </select>
        )}
      </div>
      {drop && <p className="drop-here">{t.compose.dropHere(MOST_FILES, t.person.bytes(MOST_BYTES))}</p>}
      <ColleagueDrafts customer={customer} />
      <div className="body">
        <TypingArea
          area={area}
          triggers={[templates]}
          aria-label={t.compose.placeholder(first)}
          placeholder={t.compose.placeholder(first)}
          value={writing.text}
          onText={(text) => {
            setWrong(null)
            change({ text })
          }}
          onKeyDown={(event) => {
            // In a chat one says a line and presses Enter; Shift and Enter breaks the line.
            if (!chat || event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            void go(false)
          }}
          onPaste={(event) => {
            if (event.clipboardData.files.length > 0) {
              event.preventDefault()
              void attach(event.clipboardData.files)
            }
          }}
        />
        <Blanks text={writing.text} area={area} />
        <FileChips files={writing.attachments} going={going} remove={remove} rename={rename} />
      </div>
      {askFirst && (
        <div className="coach" role="alert">
          <div>{t.compose.newSince(news)}</div>
          <div className="keys2">
            <Button onClick={() => setAskFirst(false)}>{t.compose.readFirst}</Button>
            <Button onClick={() => void go(true)}>{t.compose.sendAnyway}</Button>
          </div>
        </div>
      )}
      {!chat && <LaterBar at={writing.sendAt} onChange={(sendAt) => change({ sendAt })} />}
      <Found asked={newest?.text ?? ''} draft={writing.text} put={put} />
      {!chat && writing.text !== '' && (
        <Foot quotes={quotes} quoted={writing.quoted} signs={writing.signs} set={({ quoted = writing.quoted, signs = writing.signs }) => change({ quoted, signs })} />
      )}
      <div className="foot">
        <PromiseBar promised={writing.promised} onChange={(promised) => change({ promised })} />
        <div className="row end">
          <span className="small quiet" aria-live="polite">
            {t.compose.saved[writing.saved]}
          </span>
          <Button look="bare" icon="clip" aria-label={t.compose.attach} title={t.compose.attachWhy(MOST_FILES, t.person.bytes(MOST_BYTES))} onClick={() => picker.current?.click()} />
          <input ref={picker} type="file" multiple hidden aria-label={t.compose.attach} onChange={(event) => event.target.files !== null && void attach([...event.target.files])} />
          {!chat && <LaterButton at={writing.sendAt} onChange={(sendAt) => change({ sendAt })} />}
          <Button look="go" keys="Control+Enter" disabled={busy || going.length > 0 || to === null || matter === null} onClick={() => void go(false)}>
            {to === null ? t.compose.noReply(first) : writing.sendAt !== null && writing.sendAt !== '' && !chat
                ? t.compose.sendAt(first, to.value, t.time.choice(Date.parse(writing.sendAt), serverNow(), companyZone()))
                : t.compose.send(first, chat ? t.compose.inChat : to.value)}
          </Button>
        </div>
        {wrong !== null && (
          <p className="wrong" role="alert" style={{ flexBasis: '100%' }}>
            {wrong}
          </p>
        )}
      </div>
    </div>
  )
}

/** What a colleague is writing to the same person: two answers to one question help nobody. */
function ColleagueDrafts({ customer }: { customer: ReadyCustomer }) {
  const me = useMe()
  const colleagues = useDesk((state) => state.colleagues)
  const [shown, setShown] = useState(false)
  const others = customer.drafts.filter((draft) => draft.agent !== me && draft.kind === 'REPLY' && draft.text !== '')
  return others.map((draft) => (
    <div key={draft.agent} className="draft-of">
      {t.compose.colleagueDraft(colleagues.get(draft.agent)?.firstName ?? t.person.colleague)}{' '}
      <button type="button" className="linkish" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? t.compose.hideDraft : t.compose.showDraft}
      </button>
      {shown && <p>{draft.text}</p>}
    </div>
  ))
}

/** What is selected on the page, quoted where the cursor stands in the reply. */
function quoteSelected(area: HTMLTextAreaElement | null): void {
  const selected = getSelection()?.toString().trim() ?? ''
  if (area === null || selected === '') return
  const quoted = selected
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  const before = area.value.slice(0, area.selectionEnd)
  const gap = before === '' || before.endsWith('\n') ? '' : '\n'
  insertAt(area, area.selectionEnd, area.selectionEnd, `${gap}${quoted}\n\n`)
}
