import { useMay } from '@/model/desk'
import { t } from '@/text'
import { Templates } from './Templates'

/** What the team knows: written, found and kept true by those who say it. */
export function Knowledge() {
  const writes = useMay('WRITE_KNOWLEDGE')
  return (
    <main id="screen">
      <div className="plain">
        <header>
          <div>
            <h1>{t.knowledge.opening}</h1>
            <p>{t.knowledge.second}</p>
          </div>
        </header>
        <Templates writes={writes} />
      </div>
    </main>
  )
}
