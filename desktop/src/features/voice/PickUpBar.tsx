import { contextNow, phoneActions } from '@/actions'
import { callName } from '@/model/callName'
import { usePhone } from '@/model/phone'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { tintOf } from './useCaller'

/** The telephone on my desk rings, and whom I want to call is called as soon as it is picked up. */
export function PickUpBar() {
  const whom = usePhone((phone) => phone.view?.pickUp ?? null)
  if (whom === null) return null
  return (
    <section className="on-call" aria-label={t.phone.deskRings} data-react-aria-top-layer="true">
      <div className="line">
        <Initials name={whom.name} tint={tintOf(whom)} />
        <p role="status">{t.phone.pickUp(callName(whom.name))}</p>
        <div className="deeds">
          <Button icon="cross" onClick={() => void phoneActions.stopPickUp.perform(contextNow())}>
            {t.phone.stopPickUp}
          </Button>
        </div>
      </div>
    </section>
  )
}
