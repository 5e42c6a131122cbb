import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { onWish } from '@/model/place'
import { t } from '@/text'
import { Kbd } from '@/ui/Kbd'
import { interactions } from '@/wire/desk'
import type { Id } from '@/wire/types'

/** What came of a call, in one of a few words; 1 to 9 say it, the same once more takes it back. Nobody must. */
export function CameOfIt({ interaction }: { interaction: Id }) {
  const { value, reload } = useLoaded(useCallback(() => interactions.disposition(interaction), [interaction]))
  const [meant, setMeant] = useState<Id | null | undefined>(undefined)
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => onWish('SAY_WHAT_CAME', () => group.current?.querySelector('button')?.focus()), [])
  if (value === null || value.choices.length === 0) return null
  const chosen = meant === undefined ? value.chosen : meant
  const say = async (id: Id) => {
    const next = id === chosen ? null : id
    setMeant(next)
    if (!(await attempt(() => interactions.sayDisposition(interaction, next)))) {
      setMeant(undefined)
      await reload()
    }
  }
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const one = /^[1-9]$/.test(event.key) ? value.choices[Number(event.key) - 1] : undefined
    if (one === undefined) return
    event.preventDefault()
    event.stopPropagation()
    void say(one.id)
  }
  return (
    <div className="came-of-it" role="group" aria-label={t.phone.cameOfIt} aria-keyshortcuts="Alt+V" ref={group} onKeyDown={keys}>
      <span className="small">{t.phone.cameOfIt}</span>
      <Kbd chord="Alt+V" joined />
      {value.choices.map((one, at) => (
        <button key={one.id} type="button" className={`b ${one.id === chosen ? 'is-on' : ''}`} aria-pressed={one.id === chosen} aria-keyshortcuts={String(at + 1)} onClick={() => void say(one.id)}>
          <span>{one.name}</span>
          <Kbd chord={String(at + 1)} joined />
        </button>
      ))}
    </div>
  )
}
