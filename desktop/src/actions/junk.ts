import { wish, type Wish } from '@/model/place'
import { t } from '@/text'
import type { IconName } from '@/ui/Icon'
import type { Action } from './action'

/** On the junk lane; the lane itself knows what is selected. */
function onLane(id: string, name: string, icon: IconName, wanted: Wish): Action {
  return { id, name, icon, keys: null, group: 'JUNK', isAllowed: ({ place, may }) => place.screen === 'JUNK' && may('SORT_JUNK'), perform: () => wish(wanted) }
}

export const selectJunk = onLane('select-junk', t.actions.selectJunk, 'check', 'SELECT_JUNK')
export const rescueJunk = onLane('rescue-junk', t.actions.rescueJunk, 'person', 'RESCUE_JUNK')
export const dismissJunk = onLane('dismiss-junk', t.actions.dismissJunk, 'box', 'DISMISS_JUNK')
