import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { fields as text } from '@/text/fields'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { reasons } from '@/wire/figures'
import type { ReasonSetup } from '@/wire/types'

const MOST = 12

/** The words for what matters are about. */
export function ReasonWords() {
  const { value: all, wrong, reload } = useLoaded(reasons.all)
  return (
    <section aria-labelledby="reasons" style={{ marginTop: 26 }}>
      <h2 id="reasons">{text.reasons.title}</h2>
      <p className="second" style={{ marginBottom: 10 }}>{text.reasons.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all !== null && <List key={JSON.stringify(all)} all={all} saved={reload} />}
    </section>
  )
}

function List({ all, saved }: { all: readonly ReasonSetup[]; saved: () => Promise<void> }) {
  const may = useMay('CHANGE_FIELDS')
  const [list, setList] = useState(all)
  const words = text.reasons
  const shown = list.filter((one) => !one.retired)
  const retired = list.filter((one) => one.retired)
  const change = (at: ReasonSetup, to: Partial<ReasonSetup>) => setList(list.map((one) => (one === at ? { ...one, ...to } : one)))
  const up = (at: number) => {
    const order = [...shown]
    const [one] = order.splice(at, 1)
    if (one !== undefined) order.splice(at - 1, 0, one)
    setList([...order, ...retired])
  }
  // What is retired stands behind what is not, so that a word that comes back is the last.
  const turn = (one: ReasonSetup) => {
    const rest = list.filter((other) => other !== one)
    const turned = { ...one, retired: !one.retired }
    setList([...rest.filter((other) => !other.retired), turned, ...rest.filter((other) => other.retired)])
  }
  // One that was never kept is not retired: it just goes.
  const away = (one: ReasonSetup) => (one.id === null ? setList(list.filter((other) => other !== one)) : turn(one))
  const save = async () => {
    if (await attempt(() => reasons.save([...list]), words.saved)) await saved()
  }
  const changed = JSON.stringify(list) !== JSON.stringify(all)
  return (
    <>
      <ol className="place outcomes">
        {shown.map((one, at) => (
          <li key={one.id ?? `new ${at}`} className="adm-row">
            <span className="quiet">{at + 1}</span>
            <TextField label={words.name(at + 1)} quietLabel value={one.name} maxLength={40} disabled={!may} onChange={(event) => change(one, { name: event.target.value })} />
            {may && at > 0 && <Button className="end" look="bare" icon="up" aria-label={text.up(one.name)} onClick={() => up(at)} />}
            {may && (
              <Button className={at > 0 ? '' : 'end'} aria-label={`${words.retire}: ${one.name}`} onClick={() => away(one)}>
                {words.retire}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {retired.length > 0 && (
        <details>
          <summary>
            {words.retired} <span className="quiet">{retired.length}</span>
          </summary>
          <ul className="place">
            {retired.map((one) => (
              <li key={one.id} className="adm-row">
                <span>{one.name}</span>
                {may && shown.length < MOST && (
                  <Button className="end" aria-label={`${words.bringBack}: ${one.name}`} onClick={() => turn(one)}>
                    {words.bringBack}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {may && (
        <div className="row" style={{ marginTop: 10 }}>
          {shown.length < MOST && (
            <Button icon="plus" onClick={() => setList([...shown, { id: null, name: '', retired: false }, ...retired])}>
              {words.add}
            </Button>
          )}
          {changed && (
            <Button look="go" onClick={() => void save()}>
              {words.save}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
