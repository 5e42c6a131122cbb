import { useState } from 'react'
import { useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { CheckField, SelectField, TextArea, TextField } from '@/ui/Field'
import { admin } from '@/wire/admin'
import type { TrunkSetup, TrunkSound } from '@/wire/types'
import { Editing } from './Editing'

const FRESH: TrunkSetup = { id: null, name: '', addresses: [], target: '', transport: 'UDP', enabled: true, rank: 1, standing: 'UNKNOWN', user: '', domain: '', refers: false, password: null }

function standing(trunk: TrunkSetup): string {
  if (!trunk.enabled) return words.trunk.off
  const from = trunk.addresses.join(', ')
  return trunk.target === '' ? words.trunk.from(from) : words.trunk.both(from, trunk.target)
}

/** "120 calls in seven days, sound 4.2 of 4.5; 2 one-way". */
function heard(sound: TrunkSound): string {
  const counts = (['deadAir', 'oneWay', 'wrongParty', 'rough'] as const).filter((what) => sound[what] > 0).map((what) => words.trunk.wrong[what](sound[what]))
  return [words.trunk.heard(sound.calls, sound.opinion === null ? null : sound.opinion.toFixed(1)), ...counts].join('; ')
}

/** Who brings calls to our numbers, and takes ours. */
export function Trunks() {
  const { value: strangers } = useLoaded(admin.strangers)
  const { value: trunks, wrong, reload } = useLoaded(admin.trunks)
  const { value: sounds } = useLoaded(admin.trunkSound)
  const soundOf = (trunk: TrunkSetup) => sounds?.find((sound) => sound.trunk === trunk.id)
  const [editing, setEditing] = useState<TrunkSetup | null>(null)
  const may = useMay('CHANGE_DOORS')
  return (
    <section aria-labelledby="trunks" style={{ marginTop: 26 }}>
      <div className="row" style={{ marginBottom: 10, alignItems: 'flex-start' }}>
        <div>
          <h2 id="trunks">{words.trunk.title}</h2>
          <p className="second">{words.trunk.second}</p>
        </div>
        {may && editing === null && (
          <Button className="end" icon="plus" style={{ flex: 'none' }} onClick={() => setEditing(FRESH)}>
            {words.trunk.add}
          </Button>
        )}
      </div>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {editing !== null && <TrunkForm trunk={editing} done={() => setEditing(null)} reload={reload} />}
      {editing === null && trunks?.length === 0 && <Empty hint={words.trunk.noneHint}>{words.trunk.none}</Empty>}
      {editing === null && trunks !== null && trunks.length > 0 && (
        <ul className="place">
          {trunks.map((trunk) => (
            <li key={trunk.id} className="adm-row">
              <div>
                <p>
                  <b>{trunk.name}</b> {trunk.enabled && trunk.standing === 'DOWN' && <span className="tag wrong">{words.trunk.down}</span>}
                  {trunk.enabled && trunk.standing === 'UP' && <span className="tag">{words.trunk.up}</span>}
                </p>
                <p className="small second">{standing(trunk)}</p>
                <Heard sound={soundOf(trunk)} />
              </div>
              <Button className="end" aria-label={may ? words.trunk.edit(trunk.name) : words.trunk.look(trunk.name)} onClick={() => setEditing(trunk)}>
                {may ? words.edit : words.look}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {strangers !== null && strangers.turnedAway > 0 && <p className="small second">{words.trunk.strangers(strangers.turnedAway, strangers.ignored)}</p>}
    </section>
  )
}

function Heard({ sound }: { sound: TrunkSound | undefined }) {
  return sound === undefined ? null : <p className="small second">{heard(sound)}</p>
}

interface FormProps {
  trunk: TrunkSetup
  done: () => void
  reload: () => Promise<void>
}

function TrunkForm({ trunk, done, reload }: FormProps) {
  const [value, setValue] = useState(trunk)
  const [addresses, setAddresses] = useState(trunk.addresses.join('\n'))
  const set = (change: Partial<TrunkSetup>) => setValue({ ...value, ...change })
  const save = async () => {
    await admin.saveTrunk({ ...value, addresses: addresses.split(/[\n,]/).map((line) => line.trim()).filter((line) => line !== '') })
    await reload()
    done()
  }
  return (
    <Editing needs="CHANGE_DOORS" save={save} cancel={done}>
      {(wrong) => (
        <>
          <TextField label={words.trunk.name} value={value.name} error={wrong.name} maxLength={80} autoFocus onChange={(event) => set({ name: event.target.value })} />
          <TextArea label={words.trunk.addresses} hint={words.trunk.addressesHint} error={wrong.addresses} rows={3} value={addresses} onChange={(event) => setAddresses(event.target.value)} />
          <div className="two">
            <TextField label={words.trunk.target} hint={words.trunk.targetHint} error={wrong.target} value={value.target} maxLength={60} onChange={(event) => set({ target: event.target.value })} />
            <SelectField label={words.trunk.transport} value={value.transport} onChange={(event) => set({ transport: event.target.value as TrunkSetup['transport'] })}>
              <option value="UDP">UDP</option>
              <option value="TCP">TCP</option>
              <option value="TLS">TLS</option>
            </SelectField>
          </div>
          <TextField
            label={words.trunk.rank}
            hint={words.trunk.rankHint}
            error={wrong.rank}
            type="number"
            min={1}
            max={99}
            value={value.rank ?? 1}
            onChange={(event) => set({ rank: Number(event.target.value) })}
          />
          <div className="two">
            <TextField label={words.trunk.user} hint={words.trunk.userHint} error={wrong.user} value={value.user ?? ''} maxLength={80} autoComplete="off" onChange={(event) => set({ user: event.target.value })} />
            <TextField label={words.trunk.domain} hint={words.trunk.domainHint} error={wrong.domain} value={value.domain ?? ''} maxLength={200} onChange={(event) => set({ domain: event.target.value })} />
          </div>
          {value.user !== '' && value.user !== null && (
            <TextField
              label={words.trunk.password}
              hint={trunk.user === '' || trunk.user === null ? undefined : words.trunk.passwordHint}
              error={wrong.password}
              type="password"
              autoComplete="new-password"
              value={value.password ?? ''}
              maxLength={200}
              onChange={(event) => set({ password: event.target.value })}
            />
          )}
          <CheckField label={words.trunk.refers} hint={words.trunk.refersHint} checked={value.refers ?? false} onChange={(event) => set({ refers: event.target.checked })} />
          <CheckField label={words.trunk.enabled} checked={value.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        </>
      )}
    </Editing>
  )
}
