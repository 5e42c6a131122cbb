import { useEffect, useState, type ReactNode } from 'react'
import { companyZone, useNow } from '@/model/clock'
import { go } from '@/model/place'
import { t } from '@/text'
import { Empty } from '@/ui/Empty'
import { TextField } from '@/ui/Field'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { customers } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import { organisations } from '@/wire/organisations'
import type { FoundOrganisation, PeoplePage } from '@/wire/types'
import { OrganisationLink } from './OrganisationLink'

const TYPING_MILLIS = 160

/**
 * Everyone who ever reached us, found by name, address or organisation.
 *
 * @param below what else is found by the same words
 */
export function People({ below }: { below: (words: string) => ReactNode }) {
  const [words, setWords] = useState('')
  const [found, setFound] = useState<PeoplePage | null>(null)
  const [others, setOthers] = useState<readonly FoundOrganisation[]>([])
  const [wrong, setWrong] = useState<string | null>(null)
  const now = useNow()
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      () => {
        organisations
          .find(words.trim().slice(0, 200), abort.signal)
          .then(setOthers)
          .catch(() => undefined)
        customers
          .find(words, abort.signal)
          .then((page) => {
            setFound(page)
            setWrong(null)
          })
          .catch((error: unknown) => {
            if (!abort.signal.aborted) setWrong(sentenceOf(error))
          })
      },
      words === '' ? 0 : TYPING_MILLIS,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [words])
  return (
    <main id="screen">
      <div className="plain">
        <header>
          <div>
            <h1>{t.people.opening}</h1>
            <p>{t.people.second}</p>
          </div>
        </header>
        <TextField label={t.people.search} quietLabel type="search" autoFocus placeholder={t.people.searchHint} value={words} onChange={(event) => setWords(event.target.value)} error={wrong ?? undefined} />
        {others.length > 0 && words.trim() !== '' && (
          <section aria-label={t.organisation.found}>
            <h2>{t.organisation.found}</h2>
            <div className="place" style={{ marginBottom: 14 }}>
              {others.map((one) => (
                <OrganisationLink key={one.id} id={one.id} className="person-row">
                  <Icon name="people" />
                  <span className="one">
                    <b>{one.name}</b>
                  </span>
                  <span />
                  <span className="small quiet">{t.organisation.size(one.size)}</span>
                </OrganisationLink>
              ))}
            </div>
          </section>
        )}
        <div className="place" aria-live="polite">
          {found?.people.map((one) => (
            <a
              key={one.id}
              className="person-row"
              href={`/people/${one.id}`}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return
                event.preventDefault()
                go({ to: '/people/$customer', params: { customer: one.id } })
              }}
            >
              <Initials name={one.name} tint={one.tint} />
              <span className="one">
                <b>{one.name}</b> <span className="quiet">{one.organisation}</span>
              </span>
              <span className="one small second">{one.address}</span>
              <span className="small quiet">
                {one.open > 0 ? `${t.people.open(one.open)} · ` : ''}
                {one.last === null ? one.teamName : t.people.last(t.time.about(Date.parse(one.last), now, companyZone()))}
              </span>
            </a>
          ))}
          {found !== null && found.people.length === 0 && (
            <Empty {...(words === '' ? { hint: t.people.noneYetHint } : {})}>{words === '' ? t.people.noneYet : t.people.none(words)}</Empty>
          )}
        </div>
        {words.trim() !== '' && below(words)}
      </div>
    </main>
  )
}
