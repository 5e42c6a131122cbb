import { useLoaded } from '@/actions'
import { fields as text } from '@/text/fields'
import { admin } from '@/wire/admin'
import { WordList } from './WordList'

const MOST = 9

/** The words for what comes of calls. */
export function Outcomes() {
  const { value: all, wrong, reload } = useLoaded(admin.dispositions)
  return (
    <section aria-labelledby="outcomes" style={{ marginTop: 26 }}>
      <h2 id="outcomes">{text.outcomes.title}</h2>
      <p className="second" style={{ marginBottom: 10 }}>{text.outcomes.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all !== null && <WordList key={JSON.stringify(all)} all={all} words={text.outcomes} most={MOST} save={admin.saveDispositions} saved={reload} />}
    </section>
  )
}
