import { openDialog } from '@/model/place'
import { showToast } from '@/ui/toasts'
import { t } from '@/text'
import { desk } from '@/wire/desk'
import { attempt } from './action'

/** Going home: asks first where something of mine falls due before I am back, since it then goes to my team. */
export async function wishToGoHome(team: string): Promise<void> {
  await attempt(async () => {
    const { back, promises } = await desk.endOfShift()
    if (promises.length > 0) openDialog({ kind: 'GO_HOME', back: Date.parse(back), promises })
    else await goHome(team)
  })
}

export function goHome(team: string): Promise<boolean> {
  return attempt(async () => {
    const { passed } = await desk.goHome()
    showToast(t.actions.done.home(passed, team))
  })
}
