import { useState } from 'react'
import { partsOf } from '@/model/quoted'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import { uploads } from '@/wire/desk'
import type { Attachment } from '@/wire/types'

const LONG = 1_800

/** What was said, with what was only carried along folded, and long ones cut until asked. */
export function Words({ text }: { text: string }) {
  const [unfolded, setUnfolded] = useState(false)
  const [quoted, setQuoted] = useState(false)
  const parts = partsOf(text)
  const said = parts
    .filter((part) => part.kind === 'SAID')
    .map((part) => part.text)
    .join('\n\n')
  const rest = parts
    .filter((part) => part.kind === 'QUOTED')
    .map((part) => part.text)
    .join('\n\n')
  const long = said.length > LONG
  return (
    <>
      <p className="say" dir="auto">{long && !unfolded ? `${said.slice(0, LONG)}…` : said}</p>
      {long && (
        <button type="button" className="quote-toggle" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t.person.fold : t.person.rest}
        </button>
      )}
      {rest !== '' && (
        <button type="button" className="quote-toggle" aria-expanded={quoted} onClick={() => setQuoted(!quoted)}>
          {quoted ? t.person.unquote : t.person.quoted}
        </button>
      )}
      {quoted && <div className="quoted" dir="auto">{rest}</div>}
    </>
  )
}

/** Always a download, never shown here. */
export function Files({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null
  return (
    <div className="files">
      {files.map((file) => (
        <a key={file.id} href={uploads.address(file.id)} download={file.name}>
          <Icon name="clip" />
          {file.name} <span className="quiet">{t.person.bytes(file.bytes)}</span>
        </a>
      ))}
    </div>
  )
}
