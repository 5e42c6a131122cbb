import { cursorStore } from '@/model/cursor'
import { go, openDialog, wish } from '@/model/place'
import { applyTheme, settingsStore, type Settings } from '@/model/settings'
import { t } from '@/text'
import type { Action, Context } from './action'

const onList = ({ place }: Context) => place.screen !== 'PERSON' && place.screen !== 'ADMIN' && place.screen !== 'SIGN_IN' && place.screen !== 'TELEPHONE' && place.screen !== 'FIGURES'

type Simple = '/' | '/people' | '/team' | '/promises' | '/room' | '/junk' | '/knowledge' | '/incidents' | '/figures' | '/admin' | '/sign-in'

function screen(id: string, name: string, keys: string | null, icon: Action['icon'], to: Simple, isAllowed: Action['isAllowed'] = () => true): Action {
  return { id, name, icon, keys, group: 'SCREEN', isAllowed, perform: () => go({ to }) }
}

function theme(id: string, name: string, icon: Action['icon'], wanted: Settings['theme']): Action {
  return {
    id,
    name,
    icon,
    keys: null,
    group: 'DESK',
    isAllowed: () => true,
    perform: () => {
      settingsStore.dispatch({ theme: wanted })
      applyTheme(wanted)
    },
  }
}

export const next: Action = {
  id: 'next',
  name: t.actions.next,
  icon: 'down',
  keys: 'j',
  group: 'MOVE',
  isAllowed: onList,
  perform: () => cursorStore.dispatch({ kind: 'step', by: 1 }),
}

export const previous: Action = {
  id: 'previous',
  name: t.actions.previous,
  icon: 'up',
  keys: 'k',
  group: 'MOVE',
  isAllowed: onList,
  perform: () => cursorStore.dispatch({ kind: 'step', by: -1 }),
}

export const openPerson: Action = {
  id: 'open',
  name: t.actions.open,
  icon: 'person',
  keys: 'Enter',
  group: 'MOVE',
  isAllowed: (on) => on.row !== null && on.place.screen !== 'PERSON',
  perform: ({ row }) => {
    if (row !== null) go({ to: '/people/$customer', params: { customer: row.customer.id } })
  },
}

export const back: Action = {
  id: 'back',
  name: t.actions.back,
  icon: 'left',
  keys: 'Escape',
  group: 'MOVE',
  isAllowed: ({ place }) => place.screen === 'PERSON' || place.screen === 'ORGANISATION',
  perform: () => go({ to: '/' }),
}

const dialog = (id: string, name: string, keys: string | null, icon: Action['icon'], kind: 'PALETTE' | 'KEYS' | 'SETTINGS'): Action => ({
  id,
  name,
  icon,
  keys,
  group: 'DESK',
  isAllowed: () => true,
  perform: () => openDialog({ kind }),
})

export const moving: readonly Action[] = [
  next,
  previous,
  openPerson,
  back,
  screen('go-today', t.actions.goToday, '1', 'clock', '/'),
  screen('go-people', t.actions.goPeople, '2', 'people', '/people'),
  screen('go-team', t.actions.goTeam, '3', 'team', '/team'),
  screen('go-room', t.actions.goRoom, '6', 'chat', '/room'),
  screen('go-junk', t.actions.goJunk, '4', 'box', '/junk'),
  screen('go-promises', t.actions.goPromises, '5', 'clock', '/promises'),
  screen('go-knowledge', t.actions.goKnowledge, '7', 'note', '/knowledge'),
  screen('go-incidents', t.actions.goIncidents, '8', 'flag', '/incidents', ({ may }) => may('SEE_CUSTOMERS')),
  screen('go-figures', t.actions.goFigures, null, 'line', '/figures'),
  screen('go-admin', t.actions.goAdmin, null, 'gear', '/admin', ({ may }) => may('SEE_SETTINGS')),
  screen('go-sign-in', t.actions.goSignIn, null, 'lock', '/sign-in'),
  dialog('palette', t.actions.palette, 'Control+k', 'search', 'PALETTE'),
  dialog('keys', t.actions.keys, '?', 'keyboard', 'KEYS'),
  dialog('settings', t.actions.settings, null, 'gear', 'SETTINGS'),
  { id: 'sign-out', name: t.actions.signOut, icon: 'out', keys: null, group: 'DESK', isAllowed: () => true, perform: () => wish('SIGN_OUT') },
  theme('theme-light', t.actions.themeLight, 'sun', 'light'),
  theme('theme-dark', t.actions.themeDark, 'moon', 'dark'),
  theme('theme-auto', t.actions.themeAuto, 'spark', 'auto'),
]
