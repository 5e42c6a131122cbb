import { useEffect, useState, type FormEvent } from 'react'
import { attempt, contextNow, mergingActions } from '@/actions'
import type { ReadyCustomer } from '@/model/desk'
import { go, openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Initials } from '@/ui/Face'
import { CheckField, TextField } from '@/ui/Field'
import { customers } from '@/wire/desk'
import { OrganisationLink } from './OrganisationLink'
import type { Organisation } from '@/wire/types'

const words = t.merging.organisation
const close = () => openDialog(null)

/** Who else belongs to their organisation; nothing where they belong to none. */
export function OrganisationPeople({ customer }: { customer: ReadyCustomer }) {
  const { id, organisation, organisationId } = customer.head.customer
  const [found, setFound] = useState<Organisation | null>(null)
  useEffect(() => {
    if (organisation === null) return
    const abort = new AbortController()
    customers
      .organisation(id, abort.signal)
      .then(setFound)
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, organisation])
  if (organisation === null) return null
  const others = found?.people.filter((one) => one.id !== id) ?? []
  return (
    <section>
      <h2>
        {organisationId === null ? (
          words.others(organisation, found?.size ?? 1)
        ) : (
          <OrganisationLink id={organisationId}>{words.others(organisation, found?.size ?? 1)}</OrganisationLink>
        )}
        <button type="button" className="linkish" aria-label={t.actions.organisation} onClick={() => void mergingActions.setOrganisation.perform(contextNow())}>
          {words.change}
        </button>
      </h2>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <Initials name={one.name} tint={one.tint} size={22} />
            <a
              className="one"
              href={`/people/${one.id}`}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return
                event.preventDefault()
                go({ to: '/people/$customer', params: { customer: one.id } })
              }}
            >
              {one.name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function OrganisationDialog({ customer, name, organisation }: Extract<DialogWanted, { kind: 'ORGANISATION' }>) {
  const [called, setCalled] = useState(organisation ?? '')
  const [rename, setRename] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    if (await attempt(() => customers.setOrganisation(customer, called, rename), words.done)) close()
    else setBusy(false)
  }
  return (
    <Dialog title={words.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <TextField label={words.field} hint={words.hint} value={called} autoFocus maxLength={200} onChange={(event) => setCalled(event.target.value)} />
        {organisation !== null && <CheckField label={words.rename} checked={rename} onChange={(event) => setRename(event.target.checked)} />}
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={busy}>
            {words.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
