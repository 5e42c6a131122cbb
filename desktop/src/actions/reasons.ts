import { openDialog } from '@/model/place'
import { t } from '@/text'
import { matterNow, type Action } from './action'

/** What the matter is about, in one of the company's words. */
export const sayReason: Action = {
  id: 'say-reason',
  get name() {
    return t.actions.sayReason
  },
  icon: 'note',
  keys: null,
  group: 'PERSON',
  isAllowed: (on) => on.may('HOLD_PROMISES') && matterNow(on) !== null,
  perform: (on) => {
    const matter = matterNow(on)
    if (matter !== null) openDialog({ kind: 'REASON', matter })
  },
}
