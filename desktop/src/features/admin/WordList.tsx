import { useState } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { fields as text } from '@/text/fields'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import type { WordSetup } from '@/wire/types'

interface Props {
  all: readonly WordSetup[]
  words: typeof text.outcomes | typeof text.reasons
  /** That can be chosen at a time. */
  most: number
  save: (list: WordSetup[]) => Promise<unknown>
  saved: () => Promise<void>
}

/** A short list of words that people choose among, in their order: renamed, put up, retired, brought back. */
export function WordList({ all, words, most, save: put, saved }: Props) {
  const may = useMay('CHANGE_FIELDS')
  const [list, setList] = useState(all)
  const shown = list.filter((one) => !one.retired)
  const retired = list.filter((one) => one.retired)
  const change = (at: WordSetup, to: Partial<WordSetup>) => setList(list.map((one) => (one === at ? { ...one, ...to } : one)))
  const up = (at: number) => {
    const order = [...shown]
    const [one] = order.splice(at, 1)
    if (one !== undefined) order.splice(at - 1, 0, one)
    setList([...order, ...retired])
  }
  // What is retired stands behind what is not, so that a word that comes back is the last.
  const turn = (one: WordSetup) => {
    const rest = list.filter((other) => other !== one)
    const turned = { ...one, retired: !one.retired }
    setList([...rest.filter((other) => !other.retired), turned, ...rest.filter((other) => other.retired)])
  }
  // One that was never kept is not retired: it just goes.
  const away = (one: WordSetup) => (one.id === null ? setList(list.filter((other) => other !== one)) : turn(one))
  const save = async () => {
    if (await attempt(() => put([...list]), words.saved)) await saved()
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
                {may && shown.length < most && (
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
          {shown.length < most && (
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
