import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { ACTIONS, contextNow, listActions, type Action } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { useList } from '@/model/list'
import { go, goTo, openDialog, placeStore } from '@/model/place'
import { t } from '@/text'
import { Dialog } from '@/ui/Dialog'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { Kbd } from '@/ui/Kbd'
import type { Found, FoundOrganisation, PeoplePage, PromiseRow, SavedView } from '@/wire/types'
import { useFound } from './found'

const MOST_ACTIONS = 8

type Choice =
  | { kind: 'ACTION'; id: string; action: Action }
  | { kind: 'PERSON'; id: string; person: PeoplePage['people'][number] }
  | { kind: 'ORGANISATION'; id: string; organisation: FoundOrganisation }
  | { kind: 'PROMISE'; id: string; row: PromiseRow }
  | { kind: 'SAID'; id: string; found: Found }
  | { kind: 'VIEW'; id: string; view: SavedView }

interface Group {
  title: string
  choices: readonly Choice[]
}

/** Ctrl K: every action, every person, every open promise, every word that was said. */
export function Palette() {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const [on] = useState(() => ({ ...contextNow(), place: { ...placeStore.state, dialog: null } }))
  const found = useFound(words)
  const views = useList((list) => list.views)
  const groups = useMemo<Group[]>(() => {
    const typed = words.trim().toLowerCase()
    const called = (name: string) => name.toLowerCase().includes(typed)
    const actions = ACTIONS.filter((action) => action.id !== 'palette' && action.isAllowed(on) && called(action.name)).slice(0, typed === '' ? 20 : MOST_ACTIONS)
    const all: Group[] = [
      { title: t.shell.palette.people, choices: found.people.map((person) => ({ kind: 'PERSON', id: `person-${person.id}`, person })) },
      { title: t.organisation.found, choices: found.organisations.map((organisation) => ({ kind: 'ORGANISATION', id: `organisation-${organisation.id}`, organisation })) },
      { title: t.shell.palette.promises, choices: found.promises.map((row) => ({ kind: 'PROMISE', id: `promise-${row.id}`, row })) },
      { title: t.shell.palette.words, choices: found.said.map((one) => ({ kind: 'SAID', id: `said-${one.id}`, found: one })) },
      { title: t.shell.palette.views, choices: views.filter((view) => typed !== '' && called(view.name)).map((view) => ({ kind: 'VIEW', id: `view-${view.id}`, view })) },
    ]
    const deeds: Group = { title: t.shell.palette.actions, choices: actions.map((action) => ({ kind: 'ACTION', id: action.id, action })) }
    // Who types how an action begins means the action: what is found later must not push itself under the hand.
    const meant = typed !== '' && actions.some((action) => action.name.toLowerCase().startsWith(typed))
    return (meant ? [deeds, ...all] : [...all, deeds]).filter((group) => group.choices.length > 0)
  }, [words, found, views, on])
  const choices = groups.flatMap((group) => group.choices)
  const chosen = Math.min(at, choices.length - 1)
  const perform = (choice: Choice | undefined) => {
    if (choice === undefined) return
    openDialog(null)
    performChoice(choice)
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
        aria-activedescendant={chosen < 0 ? undefined : `choice-${chosen}`}
        aria-label={t.shell.palette.placeholder}
        placeholder={t.shell.palette.placeholder}
        maxLength={200}
        value={words}
        onChange={(event) => {
          setWords(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id="palette" role="listbox" aria-label={t.shell.palette.title}>
        {choices.length === 0 && <p className="empty">{t.shell.palette.nothing}</p>}
        {groups.map(({ title, choices: own }) => (
          <div key={title} role="group" aria-label={title}>
            <h3 aria-hidden="true">{title}</h3>
            {own.map((choice) => {
              const index = choices.indexOf(choice)
              return (
                <button
                  key={choice.id}
                  ref={index === chosen ? showChosen : undefined}
                  id={`choice-${index}`}
                  type="button"
                  role="option"
                  aria-selected={index === chosen}
                  className="choice"
                  tabIndex={-1}
                  onPointerMove={() => setAt(index)}
                  onClick={() => perform(choice)}
                >
                  <Shown choice={choice} />
                </button>
              )
            })}
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function showChosen(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

function performChoice(choice: Choice): void {
  switch (choice.kind) {
    case 'ACTION':
      void choice.action.perform(contextNow())
      return
    case 'PERSON':
      go({ to: '/people/$customer', params: { customer: choice.person.id } })
      return
    case 'ORGANISATION':
      go({ to: '/organisation/$organisation', params: { organisation: choice.organisation.id } })
      return
    case 'PROMISE':
      goTo({ customer: choice.row.customer.id, entry: null, promise: choice.row.id, at: Date.parse(choice.row.madeAt) })
      return
    case 'SAID':
      goTo({ customer: choice.found.customer, entry: choice.found.id, promise: null, at: Date.parse(choice.found.at) })
      return
    case 'VIEW':
      listActions.showFilters(choice.view.filters)
  }
}

function Shown({ choice }: { choice: Choice }): ReactNode {
  const now = serverNow()
  const zone = companyZone()
  switch (choice.kind) {
    case 'ACTION':
      return (
        <>
          <Icon name={choice.action.icon} />
          {choice.action.name}
          <span className="end">{choice.action.keys !== null && <Kbd chord={choice.action.keys} joined />}</span>
        </>
      )
    case 'PERSON':
      return (
        <>
          <Initials name={choice.person.name} tint={choice.person.tint} size={22} />
          <b>{choice.person.name}</b>
          <span className="end">{choice.person.address}</span>
        </>
      )
    case 'ORGANISATION':
      return (
        <>
          <Icon name="people" />
          <b>{choice.organisation.name}</b>
          <span className="end">{t.organisation.size(choice.organisation.size)}</span>
        </>
      )
    case 'PROMISE':
      return (
        <>
          <Initials name={choice.row.customer.name} tint={choice.row.customer.tint} size={22} />
          <b>{choice.row.customer.name}</b>
          <span className="one second">{choice.row.what}</span>
          <span className="end">{t.today.due(t.time.moment(Date.parse(choice.row.deadline), now, zone))}</span>
        </>
      )
    case 'SAID':
      return (
        <>
          <Initials name={choice.found.customerName} tint={choice.found.tint} size={22} />
          <b>{choice.found.customerName}</b>
          <span className="one second">
            {choice.found.parts.some((part) => part.found) || choice.found.subject === ''
              ? choice.found.parts.map((part, index) => (part.found ? <mark key={index}>{part.text}</mark> : part.text))
              : choice.found.subject}
          </span>
          <span className="end">{t.time.about(Date.parse(choice.found.at), now, zone)}</span>
        </>
      )
    case 'VIEW':
      return (
        <>
          <Icon name="flag" />
          {choice.view.name}
        </>
      )
  }
}
