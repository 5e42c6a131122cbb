import { useEffect, useState } from 'react'
import { isQuiet } from '@/model/quiet'
import { t } from '@/text'
import { wishes } from '@/wire/wishes'
import type { Id, QuietHours } from '@/wire/types'

/** Says so when a time falls into the quiet hours of a customer. Nothing is forbidden. */
export function QuietWarning({ customer, name, when }: { customer: Id; name: string; when: number | null }) {
  const [quiet, setQuiet] = useState<QuietHours | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    wishes
      .of(customer, abort.signal)
      .then((known) => setQuiet(known.quiet))
      .catch(() => undefined)
    return () => abort.abort()
  }, [customer])
  return (
    <div role="status">
      {quiet !== null && when !== null && isQuiet(quiet, when) && <p className="soon small" style={{ marginTop: 8 }}>{t.wishes.warning(name, t.time.full(when, quiet.zone))}</p>}
    </div>
  )
}
