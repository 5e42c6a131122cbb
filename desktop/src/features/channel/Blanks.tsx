import type { RefObject } from 'react'
import { blanks } from '@/model/templates'
import { t } from '@/text'

/** What a template left to be filled in; each leads to its place in the text. */
export function Blanks({ text, area }: { text: string; area: RefObject<HTMLTextAreaElement | null> }) {
  const open = blanks(text)
  if (open.length === 0) return null
  return (
    <div className="blanks" role="status">
      <span>{t.compose.fillIn}</span>
      {open.map(({ name, from, to }) => (
        <button
          key={from}
          type="button"
          onClick={() => {
            area.current?.focus()
            area.current?.setSelectionRange(from, to)
          }}
        >
          {t.compose.blank[name]}
        </button>
      ))}
    </div>
  )
}
