import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { wishActions } from '@/actions'
import { companyZone } from '@/model/clock'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { wishes } from '@/wire/wishes'
import type { AgreementKind, QuietHours } from '@/wire/types'

const close = () => openDialog(null)

interface FormProps {
  title: string
  why?: string
  go: string
  ready: boolean
  perform: () => Promise<unknown>
  children: (wrong: Record<string, string>) => ReactNode
}

function Form({ title, why, go, ready, perform, children }: FormProps) {
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    try {
      await perform()
      close()
    } catch (error) {
      const fields = fieldsOf(error)
      setWrong(Object.keys(fields).length === 0 ? { all: sentenceOf(error) } : fields)
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        {why !== undefined && <p className="why">{why}</p>}
        {children(wrong)}
        {wrong.all !== undefined && <p className="wrong">{wrong.all}</p>}
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={!ready || busy}>
            {go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function AgreementDialog({ customer, name }: Extract<DialogWanted, { kind: 'AGREEMENT' }>) {
  const words = t.wishes.agreement
  const [kind, setKind] = useState<AgreementKind>('MARKETING_MAIL')
  const [how, setHow] = useState('')
  const perform = async () => {
    await wishes.agree(customer, kind, how)
    showToast(words.noted(t.wishes.kinds[kind]))
  }
  return (
    <Form title={words.title(name)} go={words.go} ready={how.trim() !== ''} perform={perform}>
      {(wrong) => (
        <>
          <SelectField label={words.kind} value={kind} error={wrong.kind} autoFocus onChange={(event) => setKind(event.target.value as AgreementKind)}>
            {(Object.keys(t.wishes.kinds) as AgreementKind[]).map((one) => (
              <option key={one} value={one}>
                {t.wishes.kinds[one]}
              </option>
            ))}
          </SelectField>
          <TextField label={words.how} hint={words.howHint} error={wrong.how ?? wrong.value} value={how} maxLength={200} onChange={(event) => setHow(event.target.value)} />
        </>
      )}
    </Form>
  )
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const NIGHT = { days: EVERY_DAY, from: '20:00', to: '08:00' }

export function QuietDialog({ customer, name }: Extract<DialogWanted, { kind: 'QUIET' }>) {
  const words = t.wishes.quietDialog
  const [before, setBefore] = useState<QuietHours | null>(null)
  const [quiet, setQuiet] = useState<QuietHours | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    wishes
      .of(customer, abort.signal)
      .then((known) => {
        setBefore(known.quiet)
        setQuiet(known.quiet ?? { zone: companyZone(), slots: [NIGHT] })
      })
      .catch(() => undefined)
    return () => abort.abort()
  }, [customer])
  if (quiet === null) return null
  const { slots } = quiet
  const set = (at: number, change: Partial<QuietHours['slots'][number]>) => setQuiet({ ...quiet, slots: slots.map((slot, index) => (index === at ? { ...slot, ...change } : slot)) })
  return (
    <Form title={words.title(name)} why={words.why} go={words.go} ready perform={() => wishActions.sayQuiet(customer, before, quiet)}>
      {(wrong) => (
        <>
          <SelectField label={words.zone} value={quiet.zone} onChange={(event) => setQuiet({ ...quiet, zone: event.target.value })}>
            {[...new Set([quiet.zone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </SelectField>
          {slots.map((slot, at) => (
            <fieldset key={at} className="bare quiet-slot" aria-label={words.days(at + 1)}>
              <div className="row">
                {EVERY_DAY.map((day) => (
                  <label key={day} className="small">
                    <input
                      type="checkbox"
                      checked={slot.days.includes(day)}
                      onChange={(event) => set(at, { days: EVERY_DAY.filter((one) => (one === day ? event.target.checked : slot.days.includes(one))) })}
                    />{' '}
                    {t.wishes.days[day - 1]}
                  </label>
                ))}
              </div>
              <div className="row">
                <TextField type="time" label={words.from(at + 1)} value={slot.from} onChange={(event) => set(at, { from: event.target.value })} />
                <TextField type="time" label={words.to(at + 1)} value={slot.to} onChange={(event) => set(at, { to: event.target.value })} />
                <Button look="bare" icon="cross" aria-label={words.remove(at + 1)} onClick={() => setQuiet({ ...quiet, slots: slots.filter((_, index) => index !== at) })} />
              </div>
            </fieldset>
          ))}
          {wrong.slots !== undefined && <p className="wrong">{wrong.slots}</p>}
          <Button icon="plus" onClick={() => setQuiet({ ...quiet, slots: [...slots, NIGHT] })}>
            {words.add}
          </Button>
        </>
      )}
    </Form>
  )
}
