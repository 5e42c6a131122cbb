import { useState } from 'react'
import { attempt } from '@/actions'
import { useDesk, useMay } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { interactions } from '@/wire/desk'
import type { CallDisposition, Id, TimelineEntry } from '@/wire/types'

type Call = NonNullable<Extract<TimelineEntry, { kind: 'INBOUND' | 'OUTBOUND' }>['call']>

/** What came of a call, as one of us said; it may be said or changed whenever somebody knows better. */
export function CameOfIt({ call, interaction }: { call: Call; interaction: Id }) {
  const may = useMay('ANSWER')
  const said = call.disposition
  const by = useDesk((state) => (said === null ? undefined : state.colleagues.get(said.by)))
  const [asked, setAsked] = useState<CallDisposition | null>(null)
  const over = call.state !== 'WAITING' && call.state !== 'DIALLING' && call.state !== 'TALKING'
  if (!over || (said === null && !may)) return null
  const words = t.person.cameOfIt
  const ask = async () => {
    if (asked !== null) return setAsked(null)
    await attempt(async () => setAsked(await interactions.disposition(interaction)))
  }
  const say = async (id: Id | null) => {
    if (await attempt(() => interactions.sayDisposition(interaction, id))) setAsked(null)
  }
  return (
    <>
      <p className="small came">
        {said !== null && (
          <>
            <span className="tag">{said.name}</span>
            {by !== undefined && <span className="second">{words.by(by.firstName)}</span>}
          </>
        )}
        {may && (
          <Button look="bare" icon="flag" aria-expanded={asked !== null} onClick={() => void ask()}>
            {said === null ? words.say : words.change}
          </Button>
        )}
      </p>
      {asked !== null && (
        <div className="came-of-it" role="group" aria-label={words.title}>
          {asked.choices.map((one) => (
            <Button key={one.id} aria-pressed={one.id === asked.chosen} className={one.id === asked.chosen ? 'is-on' : ''} onClick={() => void say(one.id)}>
              {one.name}
            </Button>
          ))}
          {asked.chosen !== null && (
            <Button look="bare" icon="cross" onClick={() => void say(null)}>
              {words.takeBack}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
