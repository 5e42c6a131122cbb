import { useState } from 'react'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import type { Attachment, Id } from '@/wire/types'
import type { Going } from './useFiles'

interface Props {
  files: readonly Attachment[]
  going: readonly Going[]
  remove: (id: Id) => void
  rename: (file: Attachment, name: string) => Promise<void>
}

/** What goes with a reply. A name is what the reader sees of a file: it can be said better before it leaves. */
export function FileChips({ files, going, remove, rename }: Props) {
  return (
    <div className="files">
      {files.map((file) => (
        <span key={file.id} className="f" data-file={file.id}>
          <Icon name={file.type.startsWith('image/') ? 'image' : 'clip'} />
          <FileName file={file} rename={rename} />
          <span className="quiet">{t.person.bytes(file.bytes)}</span>
          <button type="button" aria-label={t.compose.remove(file.name)} onClick={() => remove(file.id)}>
            <Icon name="cross" />
          </button>
        </span>
      ))}
      {going.map((file) => (
        <span key={file.key} className="f quiet">
          {file.name}
          <progress value={file.share} aria-label={t.compose.uploading(file.name)} />
          <button type="button" aria-label={t.compose.stop(file.name)} onClick={file.stop}>
            <Icon name="cross" />
          </button>
        </span>
      ))}
    </div>
  )
}

function FileName({ file, rename }: { file: Attachment; rename: Props['rename'] }) {
  const [name, setName] = useState<string | null>(null)
  if (name === null)
    return (
      <button type="button" className="name" title={t.compose.rename(file.name)} aria-label={t.compose.rename(file.name)} onClick={() => setName(file.name)}>
        {file.name}
      </button>
    )
  const done = () => {
    void rename(file, name)
    setName(null)
  }
  return (
    <input
      autoFocus
      maxLength={150}
      aria-label={t.compose.nameOf(file.name)}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        else if (event.key === 'Escape') setName(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
