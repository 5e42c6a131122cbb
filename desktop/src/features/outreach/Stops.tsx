import { useCallback, useState, type FormEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { suppressions } from '@/wire/incidents'

/** Who gets nothing that is sent to many. */
export function Stops({ leave }: { leave: () => void }) {
  const [find, setFind] = useState('')
  const [address, setAddress] = useState('')
  const load = useCallback(() => suppressions.find(find), [find])
  const { value, wrong, reload } = useLoaded(load)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (await attempt(() => suppressions.add(address))) {
      setAddress('')
      await reload()
    }
  }
  const remove = async (one: string) => {
    if (await attempt(() => suppressions.remove(one))) await reload()
  }
  return (
    <>
      <div className="row" style={{ marginBottom: 10 }}>
        <Button look="bare" icon="left" onClick={leave}>
          {words.back}
        </Button>
      </div>
      <h2>{words.stop.title}</h2>
      <p className="second" style={{ marginBottom: 12 }}>
        {words.stop.second} {value !== null && words.stop.total(value.total)}
      </p>
      <form className="place two out-form" onSubmit={(event) => void add(event)}>
        <TextField label={words.stop.find} type="search" value={find} onChange={(event) => setFind(event.target.value)} />
        <div className="row out-add">
          <TextField label={words.stop.add} value={address} maxLength={320} onChange={(event) => setAddress(event.target.value)} />
          <Button type="submit" disabled={address.trim() === ''}>
            {words.stop.addIt}
          </Button>
        </div>
      </form>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {value !== null && value.rows.length > 0 && (
        <ul className="place" style={{ marginTop: 12 }}>
          {value.rows.map((row) => (
            <li key={row.address} className="adm-row">
              <div style={{ minWidth: 0 }}>
                <p className="one">{row.address}</p>
                <p className="small second">{words.stop.why[row.why]}</p>
              </div>
              <Button className="end" aria-label={`${words.stop.remove}: ${row.address}`} onClick={() => void remove(row.address)}>
                {words.stop.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
