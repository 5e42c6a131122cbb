import { useEffect, useRef, type KeyboardEvent } from 'react'
import { press } from '@/actions'
import { phoneStore, usePhone } from '@/model/phone'
import { t } from '@/text'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** For machines at the other end. Typed keys count while it has the focus; Escape shuts it. */
export function Keypad() {
  const pressed = usePhone((phone) => phone.pressed)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const typed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Escape') phoneStore.dispatch({ kind: 'keypad', open: false })
    else if (KEYS.some((key) => key === event.key)) void press(event.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="keypad" role="group" aria-label={t.phone.keypad} onKeyDown={typed}>
      {KEYS.map((key, at) => (
        <button key={key} type="button" ref={at === 0 ? first : undefined} aria-label={t.phone.key(key)} onClick={() => void press(key)}>
          {key}
        </button>
      ))}
      <output className="one" aria-label={t.phone.pressed}>
        {pressed}
      </output>
    </div>
  )
}
