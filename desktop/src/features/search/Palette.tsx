import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { ACTIONS, contextNow, type Action } from '@/actions'
import { go, openDialog, placeStore } from '@/model/place'
import { t } from '@/text'
import { Dialog } from '@/ui/Dialog'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { Kbd } from '@/ui/Kbd'
import { customers } from '@/wire/desk'
import type { PeoplePage } from '@/wire/types'

const TYPING_MILLIS = 140
const MOST = 8

type Choice = { kind: 'ACTION'; action: Action } | { kind: 'PERSON'; person: PeoplePage['people'][number] }

/** Ctrl K: every action and every person by name. */
export function Palette() {
  const [words, setWords] = useState('')
  const [people, setPeople] = useState<PeoplePage['people']>([])
  const [at, setAt] = useState(0)
  const [on] = useState(() => ({ ...contextNow(), place: { ...placeStore.state, dialog: null } }))
  useEffect(() => {
    if (words.trim() === '') return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      customers
        .find(words, null, abort.signal)
        .then((page) => setPeople(page.people.slice(0, MOST)))
        .catch(() => undefined)
    }, TYPING_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [words])
  const choices = useMemo<Choice[]>(() => {
    const typed = words.trim().toLowerCase()
    const actions = ACTIONS.filter((action) => action.id !== 'palette' && action.isAllowed(on) && action.name.toLowerCase().includes(typed))
    const found = typed === '' ? [] : people
    return [
      ...found.map((person) => ({ kind: 'PERSON', person }) as const),
      ...actions.slice(0, typed === '' ? 20 : MOST).map((action) => ({ kind: 'ACTION', action }) as const),
    ]
  }, [words, people, on])
  const chosen = Math.min(at, choices.length - 1)
  const perform = (choice: Choice | undefined) => {
    if (choice === undefined) return
    openDialog(null)
    if (choice.kind === 'PERSON') go({ to: '/people/$customer', params: { customer: choice.person.id } })
    else void choice.action.perform(contextNow())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter') perform(choices[chosen])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t.shell.palette.title} closeLabel={t.shell.close} look="find" onClose={() => openDialog(null)}>
      <input
        className="palette-input"
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={`choice-${chosen}`}
        aria-label={t.shell.palette.placeholder}
        placeholder={t.shell.palette.placeholder}
        value={words}
        onChange={(event) => {
          setWords(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id="palette" role="listbox" aria-label={t.shell.palette.title}>
        {choices.length === 0 && <p className="empty">{t.shell.palette.nothing}</p>}
        {choices.map((choice, index) => (
          <button
            key={choice.kind === 'ACTION' ? choice.action.id : `person-${choice.person.id}`}
            id={`choice-${index}`}
            type="button"
            role="option"
            aria-selected={index === chosen}
            className="choice"
            tabIndex={-1}
            onPointerEnter={() => setAt(index)}
            onClick={() => perform(choice)}
          >
            {choice.kind === 'PERSON' ? (
              <>
                <Initials name={choice.person.name} tint={choice.person.tint} size={22} />
                <b>{choice.person.name}</b>
                <span className="end">{choice.person.address}</span>
              </>
            ) : (
              <>
                <Icon name={choice.action.icon} />
                {choice.action.name}
                <span className="end">{choice.action.keys !== null && <Kbd chord={choice.action.keys} joined />}</span>
              </>
            )}
          </button>
        ))}
      </div>
    </Dialog>
  )
}
