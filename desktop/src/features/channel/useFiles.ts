import { useEffect, useRef, useState } from 'react'
import type { Writing } from '@/model/compose'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { uploads } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { Attachment, Id } from '@/wire/types'

/** The server takes no more. */
export const MOST_FILES = 20
export const MOST_BYTES = 25 * 1024 * 1024

/** A file on its way to the server. */
export interface Going {
  key: number
  name: string
  /** Of it are there already, 0 to 1. */
  share: number
  stop: () => void
}

let keys = 0

/** The files of one reply: those that are there, and those on their way. What is too large is refused before it travels. */
export function useFiles(writing: Writing, change: (changes: { attachments: readonly Attachment[] }) => void) {
  const [going, setGoing] = useState<readonly Going[]>([])
  const kept = useRef<readonly Attachment[]>(writing.attachments)
  useEffect(() => {
    kept.current = writing.attachments
  }, [writing.attachments])
  const set = (attachments: readonly Attachment[]) => {
    kept.current = attachments
    change({ attachments })
  }
  const send = async (file: File) => {
    const key = ++keys
    const abort = new AbortController()
    setGoing((all) => [...all, { key, name: file.name, share: 0, stop: () => abort.abort() }])
    try {
      const one = await uploads.send(file, abort.signal, (share) =>
        setGoing((all) => all.map((other) => (other.key === key ? { ...other, share } : other))),
      )
      set([...kept.current, one])
    } catch (error) {
      if (!abort.signal.aborted) showToast(`${t.compose.notAttached(file.name)} ${sentenceOf(error)}`, { tone: 'wrong' })
    }
    setGoing((all) => all.filter((other) => other.key !== key))
  }
  const attach = async (files: Iterable<File>) => {
    let room = MOST_FILES - kept.current.length - going.length
    for (const file of [...files]) {
      if (room <= 0) {
        showToast(t.compose.tooMany(MOST_FILES), { tone: 'wrong' })
        return
      }
      if (file.size > MOST_BYTES) showToast(t.compose.tooLarge(file.name, t.person.bytes(file.size)), { tone: 'wrong' })
      else {
        room--
        await send(file)
      }
    }
  }
  const remove = (id: Id) => set(kept.current.filter((other) => other.id !== id))
  const rename = async (file: Attachment, name: string) => {
    const wanted = name.trim()
    if (wanted === '' || wanted === file.name) return
    set(kept.current.map((other) => (other.id === file.id ? { ...other, name: wanted } : other)))
    try {
      await uploads.rename(file.id, wanted)
    } catch (error) {
      set(kept.current.map((other) => (other.id === file.id ? file : other)))
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
  }
  return { going, attach, remove, rename }
}
