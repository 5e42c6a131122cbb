import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useDesk, useMe, type ReadyCustomer } from '@/model/desk'
import { onWish } from '@/model/place'
import { callName } from '@/model/callName'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { showToast } from '@/ui/toasts'
import { uploads } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { Attachment } from '@/wire/types'
import { PromiseBar } from './PromiseBar'
import { CHAT, useReply } from './useReply'

/** Where we speak outward: blue frame, and a button that names who will read it. */
export function Reply({ customer }: { customer: ReadyCustomer }) {
  const { writing, to, chat, chatPoint, addresses, matter, matters, change, news, send } = useReply(customer)
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [drop, setDrop] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [askFirst, setAskFirst] = useState(false)
  const [going, setGoing] = useState<readonly string[]>([])
  const { name } = customer.head.customer
  const first = callName(name)

  const go = async (sure: boolean) => {
    if (busy || (writing.text === '' && writing.attachments.length === 0)) return
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
      onWish('WRITE_REPLY', () => area.current?.focus()),
      onWish('SEND', () => void goNow.current(false)),
      onWish('NOTHING_MORE', () => changeNow.current({ promised: { kind: 'NOTHING_MORE' } })),
      onWish('PROMISE_WITH', () => changeNow.current({ promised: { kind: 'PROMISED', what: '', deadline: null } })),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])

  const attach = async (files: Iterable<File>) => {
    for (const file of files) {
      setGoing((names) => [...names, file.name])
      try {
        const kept = await uploads.send(file)
        added.current = [...added.current, kept]
        change({ attachments: added.current })
      } catch (error) {
        showToast(`${t.compose.tooLarge(file.name)} ${sentenceOf(error)}`, { tone: 'wrong' })
      }
      setGoing((names) => names.filter((other) => other !== file.name))
    }
  }
  const added = useRef<readonly Attachment[]>(writing.attachments)
  useEffect(() => {
    added.current = writing.attachments
  }, [writing.attachments])

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
          <select className="one" style={{ marginLeft: 'auto', maxWidth: 220 }} aria-label={t.compose.chooseMatter} value={matter} onChange={(event) => change({ matter: event.target.value })}>
            {matters.map((one) => (
              <option key={one.id} value={one.id}>
                {one.about}
              </option>
            ))}
          </select>
        )}
      </div>
      <ColleagueDrafts customer={customer} />
      <div className="body">
        <textarea
          ref={area}
          aria-label={t.compose.placeholder(first)}
          placeholder={t.compose.placeholder(first)}
          value={writing.text}
          onChange={(event) => {
            setWrong(null)
            change({ text: event.target.value })
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
        <div className="files">
          {writing.attachments.map((file) => (
            <span key={file.id} className="f">
              <Icon name="clip" />
              {file.name} <span className="quiet">{t.person.bytes(file.bytes)}</span>
              <button
                type="button"
                aria-label={t.compose.remove(file.name)}
                onClick={() => change({ attachments: writing.attachments.filter((other) => other.id !== file.id) })}
              >
                <Icon name="cross" />
              </button>
            </span>
          ))}
          {going.map((file) => (
            <span key={file} className="f quiet">
              {t.compose.uploading(file)}
            </span>
          ))}
        </div>
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
      <div className="foot">
        <PromiseBar promised={writing.promised} onChange={(promised) => change({ promised })} />
        <div className="row end">
          <span className="small quiet" aria-live="polite">
            {t.compose.saved[writing.saved]}
          </span>
          <Button look="bare" icon="clip" aria-label={t.compose.attach} title={t.compose.attach} onClick={() => picker.current?.click()} />
          <input ref={picker} type="file" multiple hidden onChange={(event) => event.target.files !== null && void attach([...event.target.files])} />
          <Button look="go" keys="Control+Enter" disabled={busy || to === null || matter === null} onClick={() => void go(false)}>
            {to === null ? t.compose.noReply(first) : t.compose.send(first, chat ? t.compose.inChat : to.value)}
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
