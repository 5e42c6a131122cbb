import { useState, type FormEvent, type ReactNode } from 'react'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import type { Permission } from '@/wire/types'

interface Props {
  /** Without it the form is read only. */
  needs: Permission
  save: () => Promise<void>
  cancel: () => void
  children: (wrong: Record<string, string>) => ReactNode
}

/** A form that says beside each field what the server did not take. */
export function Editing({ needs, save, cancel, children }: Props) {
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const may = useMay(needs)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await save()
      showToast(words.saved)
    } catch (error) {
      setWrong(fieldsOf(error))
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
    setBusy(false)
  }
  return (
    <form className="place" style={{ padding: 18 }} onSubmit={(event) => void submit(event)}>
      <fieldset className="bare" disabled={!may}>
        {children(wrong)}
      </fieldset>
      <div className="row">
        <Button className="end" onClick={cancel}>
          {may ? words.cancel : words.close}
        </Button>
        {may && (
          <Button type="submit" look="go" disabled={busy}>
            {words.save}
          </Button>
        )}
      </div>
    </form>
  )
}
