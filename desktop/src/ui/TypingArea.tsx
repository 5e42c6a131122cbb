import { useId, useState, type KeyboardEvent, type ReactNode, type Ref, type RefObject, type TextareaHTMLAttributes } from 'react'

export interface Suggestion {
  id: string
  name: string
  beside?: string
  mark?: ReactNode
  /** What stands in the text once it was chosen. */
  text: string
}

/** What opens a list where a word begins with its sign. */
export interface Trigger {
  sign: string
  label: string
  find: (typed: string) => readonly Suggestion[]
  chosen?: (id: string) => void
}

interface Props extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  area: RefObject<HTMLTextAreaElement | null>
  value: string
  onText: (text: string) => void
  triggers: readonly Trigger[]
}

interface Word {
  sign: string
  from: number
  to: number
  typed: string
}

function wordAt(text: string, caret: number): Word | null {
  const found = /(?:^|\s)([/@#])([\p{L}\p{N}\p{M}.-]{0,40})$/u.exec(text.slice(0, caret))
  if (found === null) return null
  const [, sign = '', typed = ''] = found
  return { sign, typed, from: caret - typed.length - 1, to: caret }
}

/** A text field in which a sign at the start of a word opens a list; Enter puts the chosen entry in its place. */
export function TypingArea({ area, value, onText, triggers, onKeyDown, ...rest }: Props) {
  const id = useId()
  const [word, setWord] = useState<Word | null>(null)
  const [at, setAt] = useState(0)
  const [left, setLeft] = useState<number | null>(null)
  const trigger = word === null || word.from === left ? undefined : triggers.find((one) => one.sign === word.sign)
  const found = trigger === undefined || word === null ? [] : trigger.find(word.typed)
  const open = found.length > 0
  const current = Math.min(at, found.length - 1)
  const look = (element: HTMLTextAreaElement) => {
    const next = element.selectionStart === element.selectionEnd ? wordAt(element.value, element.selectionStart) : null
    if (next?.from !== word?.from || next?.typed !== word?.typed) setAt(0)
    if (next === null) setLeft(null)
    setWord(next)
  }
  const choose = (suggestion: Suggestion | undefined) => {
    const element = area.current
    if (element === null || word === null || suggestion === undefined) return
    setWord(null)
    trigger?.chosen?.(suggestion.id)
    insertAt(element, word.from, word.to, suggestion.text)
    const blank = /\{\{[^}]{1,60}\}\}/.exec(suggestion.text)
    if (blank !== null) element.setSelectionRange(word.from + blank.index, word.from + blank.index + blank[0].length)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!open || event.nativeEvent.isComposing) return onKeyDown?.(event)
    if (event.key === 'ArrowDown') setAt((current + 1) % found.length)
    else if (event.key === 'ArrowUp') setAt((current + found.length - 1) % found.length)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') choose(found[current])
    else if (event.key === 'Escape') setLeft(word?.from ?? null)
    else return onKeyDown?.(event)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="typing">
      <textarea dir="auto"
        ref={area as Ref<HTMLTextAreaElement>}
        value={value}
        aria-autocomplete="list"
        aria-controls={open ? id : undefined}
        aria-activedescendant={open ? `${id}-${current}` : undefined}
        onChange={(event) => {
          onText(event.target.value)
          look(event.target)
        }}
        onSelect={(event) => look(event.currentTarget)}
        onBlur={() => setWord(null)}
        onKeyDown={keys}
        {...rest}
      />
      {open && (
        <ul className="typing-list" id={id} role="listbox" aria-label={trigger?.label}>
          {found.map((suggestion, index) => (
            <li
              key={suggestion.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              // The text keeps the cursor.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(suggestion)}
            >
              {suggestion.mark}
              <span className="one">{suggestion.name}</span>
              {suggestion.beside !== undefined && <span className="end quiet one">{suggestion.beside}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Puts text in place of a stretch, so that the browser's own undo still works. */
export function insertAt(element: HTMLTextAreaElement, from: number, to: number, text: string): void {
  element.focus()
  element.setSelectionRange(from, to)
  // The one way into the browser's undo; where it is refused, the text is set and an input event told.
  if (!document.execCommand('insertText', false, text)) {
    element.setRangeText(text, from, to, 'end')
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
