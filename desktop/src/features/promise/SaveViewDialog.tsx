import { useState } from 'react'
import { attempt } from '@/actions'
import { useDesk } from '@/model/desk'
import { listStore, sameFilters } from '@/model/list'
import { type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { CheckField, TextField } from '@/ui/Field'
import { savedViews } from '@/wire/lists'
import { Ask } from './dialogs'

/** Gives the filters of the list a name, or a view another one. */
export function SaveViewDialog({ view, filters }: Extract<DialogWanted, { kind: 'SAVE_VIEW' }>) {
  const team = useDesk((state) => state.team?.name ?? '')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [here, setHere] = useState(false)
  const shown = listStore.state.filters
  const words = t.dialogs.saveView
  const perform = () =>
    attempt(async () => {
      const named = { name: name.trim(), shared, filters: here ? shown : filters }
      await (view === null ? savedViews.add(named) : savedViews.change(view.id, named))
    }, t.lists.saved.done(name.trim()))
  return (
    <Ask title={view === null ? words.title : words.rename} go={words.go} ready={name.trim() !== ''} perform={perform}>
      <TextField label={words.name} hint={words.nameHint} value={name} maxLength={60} autoFocus onChange={(event) => setName(event.target.value)} />
      <CheckField label={words.shared(team)} checked={shared} onChange={(event) => setShared(event.target.checked)} />
      {view !== null && !sameFilters(shown, filters) && <CheckField label={words.here} checked={here} onChange={(event) => setHere(event.target.checked)} />}
    </Ask>
  )
}
