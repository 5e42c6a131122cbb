import { useRef, useState, type ChangeEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { signIn as words } from '@/text/signin'
import { Button } from '@/ui/Button'
import { Face } from '@/ui/Face'
import { CheckField } from '@/ui/Field'
import { myPage } from '@/wire/signin'
import type { MyPage } from '@/wire/types'

/** What customers see of me: nothing, until I say so. */
export function OnOurPage() {
  const { value: mine, reload } = useLoaded(myPage.see)
  const [busy, setBusy] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const { page } = words
  if (mine === null) return null
  const perform = async (work: () => Promise<MyPage>, done: string) => {
    setBusy(true)
    await attempt(work, done)
    await reload()
    setBusy(false)
  }
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    event.target.value = ''
    if (chosen !== undefined) void perform(() => myPage.portray(chosen), page.saved)
  }
  return (
    <section className="place sign-part" aria-label={page.title}>
      <h2>{page.title}</h2>
      <p className="second" style={{ marginBottom: 12 }}>
        {page.second}
      </p>
      <div className="row" style={{ marginBottom: 10 }}>
        <Face name={mine.firstName} picture={mine.face} size={48} silent />
        <Button disabled={busy} onClick={() => file.current?.click()}>
          {mine.face === null ? page.choose : page.change}
        </Button>
        {mine.face !== null && (
          <Button look="bare" disabled={busy} onClick={() => void perform(myPage.unportray, page.removed)}>
            {page.remove}
          </Button>
        )}
        <input ref={file} type="file" accept="image/jpeg,image/png,image/gif" className="vh" tabIndex={-1} aria-label={page.picture} onChange={choose} />
      </div>
      <p className="hint" style={{ marginBottom: 12 }}>
        {page.pictureWhy}
      </p>
      <CheckField label={page.show} checked={mine.shown} disabled={busy} onChange={(event) => void perform(() => myPage.show(event.target.checked), event.target.checked ? page.shown : page.hidden)} />
      <p className="small second">
        {mine.page === null ? (
          page.none
        ) : (
          <a className="out" href={mine.page} target="_blank" rel="noopener">
            {page.see}
          </a>
        )}
      </p>
    </section>
  )
}
