import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { ACTIONS, contextNow, listActions } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { useList } from '@/model/list'
import { go, goTo, openDialog, placeStore } from '@/model/place'
import { plainOf } from '@/model/prose'
import { t } from '@/text'
import { Dialog } from '@/ui/Dialog'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { Kbd } from '@/ui/Kbd'
import { groupsOf, type Choice } from './choices'
import { useFound } from './found'

/** Ctrl K: every action, every person, every open promise, every article, every word that was said. */
export function Palette() {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const [on] = useState(() => ({ ...contextNow(), place: { ...placeStore.state, dialog: null } }))
  const found = useFound(words)
  const views = useList((list) => list.views)
  const allowed = useMemo(() => ACTIONS.filter((action) => action.id !== 'palette' && action.isAllowed(on)), [on])
  const groups = useMemo(() => groupsOf(words, found, views, allowed), [words, found, views, allowed])
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
    case 'ARTICLE':
      go({ to: '/knowledge/$article', params: { article: choice.article.id } })
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
    case 'ARTICLE':
      return (
        <>
          <Icon name="note" />
          <b>{choice.article.title}</b>
          <span className="one second">{plainOf(choice.article.text.slice(0, 300))}</span>
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
