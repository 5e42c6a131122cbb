import { useCallback, useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMay } from '@/model/desk'
import { onWish } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { showToast } from '@/ui/toasts'
import { junk } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { Id, JunkPage } from '@/wire/types'

/** The lane in which seeming junk waits. Nothing leaves it unseen. */
export function Junk() {
  const [page, setPage] = useState<JunkPage | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set())
  const [wrong, setWrong] = useState<string | null>(null)
  const total = useDesk((state) => state.junkTotal)
  const sorts = useMay('SORT_JUNK')
  const now = useNow()
  const load = useCallback(async () => {
    try {
      setPage(await junk.page(null))
      setWrong(null)
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }, [])
  useEffect(() => {
    void load()
  }, [load, total])
  const more = async () => {
    if (page?.before == null) return
    const next = await junk.page(page.before)
    setPage({ ...next, rows: [...page.rows, ...next.rows] })
  }
  const decide = async (how: 'dismiss' | 'rescue', ids: Id[], all = false) => {
    const done = how === 'dismiss' ? t.junk.dismissed(all ? (page?.total ?? 0) : ids.length) : t.junk.rescued(ids.length)
    await attempt(() => (how === 'dismiss' ? junk.dismiss(ids, all) : junk.rescue(ids)), done)
    setChosen(new Set())
    await load()
  }
  const toggle = (id: Id) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const rows = page?.rows ?? []
  const ids = [...chosen]
  const toggleAll = () => setChosen(chosen.size === rows.length ? new Set() : new Set(rows.map((row) => row.id)))
  useEffect(() => {
    const chosenOnes = (how: 'dismiss' | 'rescue') => () => {
      if (ids.length > 0) void decide(how, ids)
      else showToast(t.junk.noneSelected, { tone: 'wrong' })
    }
    const ends = [onWish('SELECT_JUNK', toggleAll), onWish('RESCUE_JUNK', chosenOnes('rescue')), onWish('DISMISS_JUNK', chosenOnes('dismiss'))]
    return () => ends.forEach((end) => end())
  })
  return (
    <main id="screen">
      <div className="plain">
        <header>
          <div>
            <h1>{t.junk.opening(page?.total ?? 0)}</h1>
            <p>{t.junk.second}</p>
          </div>
          {sorts && <div className="end row">
            <Button disabled={ids.length === 0} onClick={() => void decide('rescue', ids)}>
              {t.junk.rescue(ids.length)}
            </Button>
            <Button disabled={ids.length === 0} onClick={() => void decide('dismiss', ids)}>
              {t.junk.dismiss(ids.length)}
            </Button>
            {(page?.total ?? 0) > 1 && (
              <Button onClick={() => confirm(t.junk.dismissAllSure(page?.total ?? 0)) && void decide('dismiss', [], true)}>
                {t.junk.dismissAll(page?.total ?? 0)}
              </Button>
            )}
          </div>}
        </header>
        {wrong !== null && <p className="wrong">{wrong}</p>}
        <div className="place">
          {sorts && rows.length > 0 && (
            <label className="junk-row">
              <input
                type="checkbox"
                checked={chosen.size === rows.length}
                onChange={toggleAll}
              />
              <span className="small second">{t.junk.all}</span>
            </label>
          )}
          {rows.map((row) => (
            <label key={row.id} className={`junk-row ${chosen.has(row.id) ? 'on' : ''}`} data-junk={row.id}>
              <input type="checkbox" disabled={!sorts} checked={chosen.has(row.id)} aria-label={t.junk.select(row.from)} onChange={() => toggle(row.id)} />
              <span style={{ minWidth: 0 }}>
                <p className="one">
                  <b>{row.from === '' ? '?' : row.from}</b> {row.subject}
                </p>
                <p className="one small second">{row.start}</p>
                <p className="small quiet">{row.why}</p>
              </span>
              <span className="small quiet">{t.time.moment(Date.parse(row.at), now, companyZone())}</span>
            </label>
          ))}
          {page !== null && rows.length === 0 && <Empty>{t.junk.empty}</Empty>}
          {page?.before != null && (
            <button type="button" className="more" onClick={() => void more()}>
              {t.junk.more}
            </button>
          )}
        </div>
      </div>
    </main>
  )
}
