import { useEffect, useState } from 'react'
import { useKnowledge } from '@/model/knowledge'
import { onWish } from '@/model/place'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import { Kbd } from '@/ui/Kbd'
import { articles } from '@/wire/knowledge'
import type { Article } from '@/wire/types'

const QUIET_MILLIS = 700

interface Props {
  /** What they said last. */
  asked: string
  draft: string
  put: (article: Article, how: 'TEXT' | 'LINK') => void
}

/** One quiet line: what we know of what is being written about. */
export function Found({ asked, draft, put }: Props) {
  const [found, setFound] = useState<readonly Article[]>([])
  const version = useKnowledge((state) => state.version)
  // Word by word is enough; the word that is still typed would ask for nothing.
  const about = `${asked}\n${draft.replace(/\S*$/, '')}`
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      articles
        .suggest(about, abort.signal)
        .then((page) => setFound(page.articles))
        .catch(() => undefined)
    }, QUIET_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [about, version])
  const best = found[0]
  useEffect(() => {
    if (best === undefined) return
    return onWish('PUT_ARTICLE', () => put(best, 'TEXT'))
  })
  if (best === undefined) return null
  return (
    <div className="found" aria-live="polite">
      <Icon name="note" />
      <span className="one">
        {t.compose.weKnow} <b>{best.title}</b>
      </span>
      <button type="button" onClick={() => put(best, 'TEXT')}>
        {t.compose.putText} <Kbd chord="Alt+k" joined />
      </button>
      {best.link !== null && (
        <button type="button" onClick={() => put(best, 'LINK')}>
          {t.compose.putLink}
        </button>
      )}
    </div>
  )
}
