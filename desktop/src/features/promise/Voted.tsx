import { t } from '@/text'
import { isMood, Smile } from '@/ui/Smile'
import type { PromiseRow } from '@/wire/types'

/** The answer for which something is promised. */
export function Voted({ row }: { row: PromiseRow }) {
  const { vote } = row
  if (vote === null) return null
  const said = t.votes.said(vote.scale, vote.answer, vote.word)
  return vote.scale === 'FACES' && isMood(vote.answer) ? <Smile mood={vote.answer} name={said} size={18} /> : <span className="tag">{said}</span>
}
