import { useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { useDesk, useMe } from '@/model/desk'
import { draftOf, freshArticle } from '@/model/articles'
import { useKnowledge } from '@/model/knowledge'
import { go, placeStore } from '@/model/place'
import { plainOf } from '@/model/prose'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { TextField } from '@/ui/Field'
import { sentenceOf } from '@/wire/http'
import { articles as wire } from '@/wire/knowledge'
import type { Article, ArticleDraft, ArticlePage, Id } from '@/wire/types'
import { ArticleForm } from './ArticleForm'
import { Prose } from './Prose'

const TYPING_MILLIS = 160

interface Writing {
  article: Id | null
  draft: ArticleDraft
}

/** Who went elsewhere meanwhile stays there. */
function toAll(): void {
  if (placeStore.state.screen === 'KNOWLEDGE') go({ to: '/knowledge' })
}

/** All articles that I can use, those whose owner must look first; or the one whose address this is. */
export function Articles({ writes, article }: { writes: boolean; article: Id | null }) {
  const me = useMe()
  const version = useKnowledge((state) => state.version)
  const [words, setWords] = useState('')
  const [found, setFound] = useState<readonly Article[] | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [writing, setWriting] = useState<Writing | null>(null)
  const opened = useArticle(article, writing !== null)
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      wire
        .find(words, abort.signal)
        .then((page) => {
          setFound(page.articles)
          setWrong(null)
        })
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setWrong(sentenceOf(error))
        })
    }, words === '' ? 0 : TYPING_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [words, version])
  if (writing !== null)
    return (
      <div className="place" style={{ padding: 18 }}>
        <ArticleForm article={writing.article} draft={writing.draft} done={() => setWriting(null)} />
      </div>
    )
  if (opened.page !== null) return <Reading page={opened.page} writes={writes} edit={(one) => setWriting({ article: one.id, draft: draftOf(one) })} back={toAll} />
  if (opened.wrong !== null)
    return (
      <div className="place">
        <Empty hint={opened.wrong}>{t.knowledge.missing}</Empty>
        <Button icon="left" onClick={toAll}>
          {t.knowledge.back}
        </Button>
      </div>
    )
  if (article !== null) return null
  return (
    <>
      <div className="know-bar">
        <TextField label={t.knowledge.findArticle} quietLabel type="search" placeholder={t.knowledge.findArticleHint} value={words} error={wrong ?? undefined} onChange={(event) => setWords(event.target.value)} />
        {writes && (
          <Button icon="plus" onClick={() => setWriting({ article: null, draft: freshArticle(me) })}>
            {t.knowledge.newArticle}
          </Button>
        )}
      </div>
      <ul className="place" aria-live="polite">
        {found?.map((one) => <Row key={one.id} article={one} read={() => go({ to: '/knowledge/$article', params: { article: one.id } })} />)}
        {found !== null && found.length === 0 && (
          <li>
            {words === '' ? <Empty hint={t.knowledge.noArticleHint}>{t.knowledge.noArticle}</Empty> : <Empty>{t.knowledge.nothingKnown(words)}</Empty>}
          </li>
        )}
      </ul>
    </>
  )
}

/** The article of this address and what readers missed in it, read anew whenever something we know changes. */
function useArticle(article: Id | null, changing: boolean): { page: ArticlePage | null; wrong: string | null } {
  const version = useKnowledge((state) => state.version)
  const [read, setRead] = useState<{ article: Id; page: ArticlePage | null; wrong: string | null } | null>(null)
  useEffect(() => {
    if (article === null || changing) return
    let gone = false
    wire
      .page(article)
      .then((page) => !gone && setRead({ article, page, wrong: null }))
      .catch((error: unknown) => !gone && setRead({ article, page: null, wrong: sentenceOf(error) }))
    return () => {
      gone = true
    }
  }, [article, changing, version])
  return read !== null && read.article === article ? read : { page: null, wrong: null }
}

function Row({ article, read }: { article: Article; read: () => void }) {
  const owner = useDesk((state) => state.colleagues.get(article.owner)?.firstName ?? t.person.colleague)
  const me = useMe()
  return (
    <li className="adm-row" data-article={article.id}>
      <div style={{ minWidth: 0 }}>
        <p className="one">
          <button type="button" className="linkish" onClick={read}>
            {article.title}
          </button>{' '}
          {article.isPublic && <span className="tag">{t.knowledge.isPublic}</span>}{' '}
          {article.due && <span className="soon small">{article.owner === me ? t.knowledge.dueYou : t.knowledge.due(owner)}</span>}
        </p>
        <p className="one small second">{plainOf(article.text)}</p>
      </div>
      <span className="end small quiet" style={{ whiteSpace: 'nowrap' }}>
        {t.knowledge.tally(article.helped, article.failed)} · {owner}
      </span>
    </li>
  )
}

interface ReadingProps {
  page: ArticlePage
  writes: boolean
  edit: (article: Article) => void
  back: () => void
}

function Reading({ page: { article, complaints }, writes, edit, back }: ReadingProps) {
  const remove = async () => {
    if (await attempt(() => wire.remove(article.id), t.knowledge.removed(article.title))) back()
  }
  return (
    <article className="place reading" lang={article.language}>
      <div className="row">
        <h2>{article.title}</h2>
        <Button className="end" icon="left" onClick={back}>
          {t.knowledge.back}
        </Button>
        {writes && <Button onClick={() => edit(article)}>{t.knowledge.edit}</Button>}
        {writes && (
          <Button look="bare" onClick={() => void remove()}>
            {t.knowledge.remove}
          </Button>
        )}
      </div>
      <p className="small quiet">
        {t.knowledge.tally(article.helped, article.failed)}
        {article.link !== null && (
          <>
            {' · '}
            <a href={article.link} target="_blank" rel="noreferrer">
              {t.knowledge.helpPage}
            </a>
          </>
        )}
      </p>
      <Prose text={article.text} />
      {complaints.length > 0 && (
        <>
          <h3>{t.knowledge.missed}</h3>
          <ul>
            {complaints.map((said) => (
              <li key={said.at + said.words}>{said.words}</li>
            ))}
          </ul>
        </>
      )}
    </article>
  )
}
