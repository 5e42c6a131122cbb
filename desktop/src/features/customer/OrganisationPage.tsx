import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMay } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Initials } from '@/ui/Face'
import { TextField } from '@/ui/Field'
import { sentenceOf } from '@/wire/http'
import { organisations } from '@/wire/organisations'
import type { ExternalId, Fact, Id, OrganisationPage as Page, PromiseRow } from '@/wire/types'
import { FactList } from './Facts'

interface Shown {
  page: Page
  facts: { facts: Fact[]; ids: ExternalId[] }
}

/** An organisation: its people, and what we owe to all of them. */
export function OrganisationPage({ organisation, watch }: { organisation: Id; watch: (organisation: Id | null) => void }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  // Grows as something of it changes, and whenever the stream is level again.
  const moves = useDesk((state) => state.organisationMoves)
  const live = useDesk((state) => state.freshness === 'LIVE')
  const load = useCallback(async () => {
    try {
      const [page, facts] = await Promise.all([organisations.page(organisation), organisations.facts(organisation)])
      setShown({ page, facts })
      setWrong(null)
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }, [organisation])
  useEffect(() => {
    watch(organisation)
    return () => watch(null)
  }, [organisation, watch])
  useEffect(() => {
    void load()
  }, [load, moves, live])
  if (shown === null) return <main id="screen" aria-busy={wrong === null}>{wrong !== null && <Empty hint={wrong}>{t.organisation.missing}</Empty>}</main>
  const { page, facts } = shown
  return (
    <main id="screen">
      <div className="plain organisation">
        <Head page={page} reload={load} />
        <section aria-label={t.organisation.promises}>
          <h2>{t.organisation.promises}</h2>
          {page.promises.length === 0 ? <p className="second">{t.organisation.noPromises}</p> : <Owed rows={page.promises} />}
        </section>
        <People page={page} />
        <Facts page={page} facts={facts} />
      </div>
    </main>
  )
}

function Head({ page, reload }: { page: Page; reload: () => Promise<void> }) {
  const [editing, setEditing] = useState(false)
  const [name, setName] = useState(page.name)
  const writes = useMay('ANSWER')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await attempt(() => organisations.rename(page.id, name), t.organisation.renamed))) return
    setEditing(false)
    await reload()
  }
  const homes = page.homes.map((one) => (page.homes.length === 1 ? one.name : t.organisation.share(one.name, one.people)))
  return (
    <header>
      {editing && <h1 className="vh">{page.name}</h1>}
      {editing ? (
        <form className="row" onSubmit={(event) => void submit(event)}>
          <TextField label={t.organisation.name} quietLabel value={name} maxLength={200} autoFocus onChange={(event) => setName(event.target.value)} />
          <Button type="submit" look="go">
            {t.facts.save}
          </Button>
          <Button onClick={() => setEditing(false)}>{t.shell.cancel}</Button>
        </form>
      ) : (
        <div>
          <h1>{page.name}</h1>
          <p>{[t.organisation.size(page.size), homes.length === 0 ? '' : t.organisation.homes(homes)].filter((one) => one !== '').join(' · ')}</p>
        </div>
      )}
      {writes && !editing && (
        <Button
          className="end"
          onClick={() => {
            setName(page.name)
            setEditing(true)
          }}
        >
          {t.organisation.rename}
        </Button>
      )}
    </header>
  )
}

function PersonLink({ id, children }: { id: Id; children: React.ReactNode }) {
  return (
    <a
      className="person-row"
      href={`/people/${id}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        go({ to: '/people/$customer', params: { customer: id } })
      }}
    >
      {children}
    </a>
  )
}

function Owed({ rows }: { rows: readonly PromiseRow[] }) {
  const colleagues = useDesk((state) => state.colleagues)
  const now = useNow()
  return (
    <div className="place">
      {rows.map((row) => {
        const when = t.time.deadline(Date.parse(row.deadline), now, companyZone())
        const owner = row.owner === null ? t.person.nobodys : (colleagues.get(row.owner)?.firstName ?? t.person.colleague)
        return (
          <PersonLink key={row.id} id={row.customer.id}>
            <Initials name={row.customer.name} tint={row.customer.tint} />
            <span className="one">
              <b>{row.kind === 'ANSWER' ? t.today.answerTo(row.what) : row.what}</b>
            </span>
            <span className="one small second">
              {row.customer.name} · {owner}
            </span>
            <span className={`small ${when.tone === 'calm' ? 'quiet' : when.tone}`}>{when.main}</span>
          </PersonLink>
        )
      })}
    </div>
  )
}

function People({ page }: { page: Page }) {
  const now = useNow()
  return (
    <section aria-label={t.organisation.people}>
      <h2>{t.organisation.people}</h2>
      {page.people.length === 0 && <p className="second">{t.organisation.nobody}</p>}
      <div className="place">
        {page.people.map((one) => (
          <PersonLink key={one.id} id={one.id}>
            <Initials name={one.name} tint={one.tint} />
            <span className="one">
              <b>{one.name}</b>
            </span>
            <span className="one small second">{one.address}</span>
            <span className="small quiet">
              {one.open > 0 ? `${t.people.open(one.open)} · ` : ''}
              {one.last === null ? one.teamName : t.people.last(t.time.about(Date.parse(one.last), now, companyZone()))}
            </span>
          </PersonLink>
        ))}
      </div>
      {page.size > page.people.length && <p className="small second">{t.organisation.more(page.size - page.people.length)}</p>}
    </section>
  )
}

/** Written by way of one of its people, to whom it belongs. */
function Facts({ page, facts }: { page: Page; facts: Shown['facts'] }) {
  const writes = useMay('ANSWER')
  const by = page.people[0]?.id
  if (facts.facts.length === 0 && facts.ids.length === 0) return null
  return (
    <div className="know-like">
      <FactList title={t.organisation.facts} about="ORGANISATION" customer={by ?? ''} facts={facts.facts} ids={facts.ids} writes={writes && by !== undefined} />
    </div>
  )
}
