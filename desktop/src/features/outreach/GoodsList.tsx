import { useEffect, useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { go } from '@/model/place'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { sentenceOf } from '@/wire/http'
import { makeGoods } from '@/wire/incidents'
import type { Id, MakeGood } from '@/wire/types'

/** Each make-good of an incident: whose it is, where it stands, and the proof that it arrived. */
export function GoodsList({ incident, reload }: { incident: Id; reload: () => Promise<void> }) {
  const [rows, setRows] = useState<readonly MakeGood[]>([])
  const [next, setNext] = useState<string | null>('')
  const more = async (before: readonly MakeGood[], after: string) => {
    try {
      const page = await makeGoods.of(incident, '', after)
      setRows([...before, ...page.rows])
      setNext(page.next ?? null)
    } catch (error) {
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
  }
  useEffect(() => {
    void more([], '')
    // Another incident is another list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [incident])
  const changed = (row: MakeGood) => {
    setRows(rows.map((one) => (one.id === row.id ? { ...row, name: one.name } : one)))
    void reload()
  }
  return (
    <ul className="place" style={{ marginTop: 12 }}>
      {rows.map((row) => (
        <Row key={row.id} row={row} changed={changed} />
      ))}
      {next !== null && rows.length > 0 && (
        <li className="adm-row">
          <Button onClick={() => void more(rows, next)}>{words.figures.more}</Button>
        </li>
      )}
    </ul>
  )
}

function Row({ row, changed }: { row: MakeGood; changed: (row: MakeGood) => void }) {
  const [proof, setProof] = useState('')
  const prove = async (event: FormEvent) => {
    event.preventDefault()
    await attempt(async () => changed(await makeGoods.arrived(row.id, proof)))
  }
  return (
    <li className="adm-row" data-make-good={row.id}>
      <div style={{ minWidth: 0 }}>
        <p className="one">
          <button type="button" className="linkish" onClick={() => go({ to: '/people/$customer', params: { customer: row.customer } })}>
            {row.name}
          </button>
        </p>
        <p className="small second">
          {row.what} · {words.goods.state[row.state]}
          {row.proof !== null && row.proof !== undefined && ` · ${row.proof}`}
        </p>
      </div>
      {row.state === 'DONE' && (
        <form className="row end out-add" onSubmit={(event) => void prove(event)}>
          <TextField label={words.goods.proof} quietLabel placeholder={words.goods.proof} maxLength={200} value={proof} onChange={(event) => setProof(event.target.value)} />
          <Button type="submit" disabled={proof.trim() === ''} aria-label={`${words.goods.arrive}: ${row.name}`}>
            {words.goods.arrive}
          </Button>
        </form>
      )}
    </li>
  )
}
