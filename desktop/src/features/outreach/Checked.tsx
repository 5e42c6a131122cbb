import { useEffect, useState } from 'react'
import { incidents as words } from '@/text/incidents'
import { TextArea, TextField } from '@/ui/Field'
import { incidents } from '@/wire/incidents'
import type { WordFault } from '@/wire/types'

const TYPING_MILLIS = 350

interface CheckedProps {
  label: string
  hint?: string | undefined
  language: string
  update: boolean
  value: string
  rows?: number
  most: number
  onText: (text: string) => void
}

/** A field for words that go to many: what is blame or no apology stands below it while one writes. */
export function Checked({ label, hint, language, update, value, rows, most, onText }: CheckedProps) {
  const faults = useFaults(language, value, update)
  const own = { label, hint, value, maxLength: most, lang: language, spellCheck: true }
  return (
    <div className="out-checked">
      {rows === undefined ? <TextField {...own} onChange={(event) => onText(event.target.value)} /> : <TextArea {...own} rows={rows} onChange={(event) => onText(event.target.value)} />}
      <div aria-live="polite">{faults.length > 0 && <Faults faults={faults} />}</div>
    </div>
  )
}

/** What can't go to many as it stands, why, and how else to say it. */
export function Faults({ faults }: { faults: readonly WordFault[] }) {
  return (
    <ul className="out-faults">
      {faults.map((fault) => (
        <li key={`${fault.rule}-${fault.from}`}>
          <mark>{fault.phrase}</mark> {fault.why} <span className="second">{words.fault(fault.better)}</span>
        </li>
      ))}
    </ul>
  )
}

function useFaults(language: string, text: string, update: boolean): readonly WordFault[] {
  const [found, setFound] = useState<{ text: string; faults: readonly WordFault[] }>({ text: '', faults: [] })
  useEffect(() => {
    if (text.trim() === '') return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      incidents
        .check(language, text, update, abort.signal)
        .then(({ faults }) => setFound({ text, faults }))
        // The server looks again when it is submitted.
        .catch(() => undefined)
    }, TYPING_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [language, text, update])
  return text.trim() === '' ? [] : found.faults.filter((fault) => text.includes(fault.phrase))
}
