import { useState } from 'react'
import { useMay } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import type { Id } from '@/wire/types'
import { Articles } from './Articles'
import { SignatureForm } from './SignatureForm'
import { Templates } from './Templates'

type Part = 'ARTICLES' | 'TEMPLATES' | 'SIGNATURE'

/** What the team knows: written, found and kept true by those who say it. With an article, that one stands open. */
export function Knowledge({ article }: { article: Id | null }) {
  const writes = useMay('WRITE_KNOWLEDGE')
  const answers = useMay('ANSWER')
  const [part, setPart] = useState<Part>('ARTICLES')
  const parts: readonly Part[] = answers ? ['ARTICLES', 'TEMPLATES', 'SIGNATURE'] : ['ARTICLES', 'TEMPLATES']
  const choose = (one: Part) => {
    setPart(one)
    if (article !== null) go({ to: '/knowledge' })
  }
  return (
    <main id="screen">
      <div className="plain">
        <header>
          <div>
            <h1>{t.knowledge.opening}</h1>
            <p>{t.knowledge.second[part]}</p>
          </div>
        </header>
        <nav className="tabs know-tabs" aria-label={t.knowledge.parts}>
          {parts.map((one) => (
            <button key={one} type="button" className="b bare" aria-current={part === one ? 'page' : undefined} onClick={() => choose(one)}>
              {t.knowledge.part[one]}
            </button>
          ))}
        </nav>
        {part === 'ARTICLES' && <Articles writes={writes} article={article} />}
        {part === 'TEMPLATES' && <Templates writes={writes} />}
        {part === 'SIGNATURE' && <SignatureForm />}
      </div>
    </main>
  )
}
