import { listActions } from '@/actions'
import { useMe } from '@/model/desk'
import { sameFilters, useList } from '@/model/list'
import { openDialog, usePlace } from '@/model/place'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import { MenuButton, type MenuChoice } from '@/ui/MenuButton'
import type { SavedView } from '@/wire/types'

/** Views that somebody named: mine in my order, then the team's. */
export function SavedViews() {
  const views = useList((list) => list.views)
  const filters = useList((list) => list.filters)
  const here = usePlace((place) => place.screen === 'PROMISES')
  if (views.length === 0) return null
  return (
    <section className="views" aria-label={t.lists.saved.title}>
      <h3>{t.lists.saved.title}</h3>
      <ul>
        {views.map((view) => (
          <li key={view.id} data-view={view.id}>
            <button type="button" className="one" aria-current={here && sameFilters(filters, view.filters) ? 'page' : undefined} onClick={() => listActions.showFilters(view.filters)}>
              {view.name}
            </button>
            <More view={view} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function More({ view }: { view: SavedView }) {
  const me = useMe()
  if (view.agent !== me) return <span className="small quiet">{t.lists.saved.shared}</span>
  const words = t.lists.saved
  const order: MenuChoice[] = [
    { id: 'up', label: words.up, icon: 'up', perform: () => listActions.moveView(view, -1) },
    { id: 'down', label: words.down, icon: 'down', perform: () => listActions.moveView(view, 1) },
  ]
  return (
    <MenuButton
      label={words.more(view.name)}
      className="b bare"
      placement="bottom start"
      groups={[
        [{ id: 'rename', label: words.rename, icon: 'note', perform: () => openDialog({ kind: 'SAVE_VIEW', view, filters: view.filters }) }],
        order,
        [{ id: 'remove', label: words.remove, icon: 'cross', perform: () => void listActions.removeView(view) }],
      ]}
    >
      <Icon name="down" />
    </MenuButton>
  )
}
