import { useState } from 'react'
import { needed } from '@/model/figures'
import { figures as text } from '@/text/figures'
import { spoken } from '@/text/languages'
import { TextField } from '@/ui/Field'

/** How many answers it takes to know something to within a margin, at the worst. */
export function Plan() {
  const [margin, setMargin] = useState('5')
  const answers = needed(Number(margin))
  const written = (n: number) => n.toLocaleString(spoken)
  return (
    <section aria-label={text.plan.title}>
      <h2>{text.plan.title}</h2>
      <div className="figure-filters">
        <TextField label={text.plan.margin} hint={text.plan.marginHint(answers === null ? '' : text.plan.answer(written(answers.nps), written(answers.share)))} inputMode="decimal" value={margin} onChange={(event) => setMargin(event.target.value)} />
      </div>
    </section>
  )
}
