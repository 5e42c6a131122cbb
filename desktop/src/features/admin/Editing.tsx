import { useState, type FormEvent, type ReactNode } from 'react'
import { admin as words } from '@/text/en/admin'
import { Button } from '@/ui/Button'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'

interface Props {
  save: () => Promise<void>
  cancel: () => void
  children: (wrong: Record<string, string>) => ReactNode
}

/** A form that says beside each field what the server did not take. */
export function Editing({ save, cancel, children }: Props) {
  const [wrong, setWrong] = useState<Record<string, string>>({})
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
      {children(wrong)}
      <div className="row">
        <Button className="end" onClick={cancel}>
          {words.cancel}
        </Button>
        <Button type="submit" look="go" disabled={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
