import { useCallback } from 'react'
import { attempt, useLoaded } from '@/actions'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { reasons } from '@/wire/figures'
import type { Id } from '@/wire/types'

/** What a matter is about, in one click; the same click takes it back. */
export function About({ matter, chosen }: { matter: Id; chosen?: () => void }) {
  const { value: all, reload } = useLoaded(useCallback(() => reasons.of(matter), [matter]))
  if (all === null || all.choices.length === 0) return null
  const choose = async (id: Id, name: string) => {
    const taken = all.chosen === id
    if (await attempt(() => reasons.choose(matter, taken ? null : id), t.actions.done.reason(taken ? '' : name))) {
      await reload()
      chosen?.()
    }
  }
  return (
    <fieldset className="about">
      <legend>{t.dialogs.about.label}</legend>
      {all.choices.map((one) => (
        <Button key={one.id} aria-pressed={one.id === all.chosen} onClick={() => void choose(one.id, one.name)}>
          {one.name}
        </Button>
      ))}
    </fieldset>
  )
}

export function AboutDialog({ matter }: Extract<DialogWanted, { kind: 'REASON' }>) {
  const close = () => openDialog(null)
  return (
    <Dialog title={t.dialogs.about.title} closeLabel={t.shell.close} onClose={close}>
      <p className="why">{matter.about}</p>
      <About matter={matter.id} chosen={close} />
    </Dialog>
  )
}
