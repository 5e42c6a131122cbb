import { onRow, promiseActions } from '@/actions'
import { Button } from '@/ui/Button'
import type { PromiseRow } from '@/wire/types'

interface Props {
  row: PromiseRow
  /** Which actions; those not allowed on this row are left out. */
  of: readonly (keyof typeof promiseActions)[]
  keys: 'SHOWN' | 'HIDDEN'
  go?: keyof typeof promiseActions
}

/** What can be done with a row, as buttons. */
export function PromiseButtons({ row, of, keys, go }: Props) {
  const on = onRow(row)
  return of
    .map((name) => ({ name, action: promiseActions[name] }))
    .filter(({ action }) => action.isAllowed(on))
    .map(({ name, action }) => (
      <Button
        key={action.id}
        look={name === go ? 'go' : 'plain'}
        keys={keys === 'SHOWN' && action.keys !== null ? action.keys.toUpperCase() : null}
        onClick={(event) => {
          event.stopPropagation()
          void action.perform(onRow(row))
        }}
      >
        {action.name}
      </Button>
    ))
}
