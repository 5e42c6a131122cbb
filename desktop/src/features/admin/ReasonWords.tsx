import { useLoaded } from '@/actions'
import { fields as text } from '@/text/fields'
import { reasons } from '@/wire/figures'
import { WordList } from './WordList'

const MOST = 12

/** The words for what matters are about. */
export function ReasonWords() {
  const { value: all, wrong, reload } = useLoaded(reasons.all)
  return (
    <section aria-labelledby="reasons" style={{ marginTop: 26 }}>
      <h2 id="reasons">{text.reasons.title}</h2>
      <p className="second" style={{ marginBottom: 10 }}>{text.reasons.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all !== null && <WordList key={JSON.stringify(all)} all={all} words={text.reasons} most={MOST} save={reasons.save} saved={reload} />}
    </section>
  )
}
