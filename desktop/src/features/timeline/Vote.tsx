import { useDesk } from '@/model/desk'
import { t } from '@/text'
import { isMood, Smile } from '@/ui/Smile'
import type { TimelineEntry } from '@/wire/types'

type Said = NonNullable<Extract<TimelineEntry, { kind: 'INBOUND' }>['vote']>

function word(vote: Said, answer: number): string {
  return t.votes.said(vote.scale, answer, answer === vote.answer ? vote.word : String(answer))
}

/** What they answered, what they had answered before, and who reads it. */
export function Vote({ vote }: { vote: Said }) {
  const owner = useDesk((state) => (vote.owner === null ? undefined : state.colleagues.get(vote.owner)?.firstName))
  const said = word(vote, vote.answer)
  const facts = [
    vote.again === null ? '' : vote.again ? t.votes.again : t.votes.notAgain,
    owner === undefined ? t.votes.team : t.votes.reads(owner),
    t.votes.how[vote.how],
    vote.excluded === null ? '' : t.votes.excluded[vote.excluded],
  ]
  return (
    <div className="vote" data-answer={vote.answer}>
      {vote.scale === 'FACES' && isMood(vote.answer) && <Smile mood={vote.answer} name="" size={28} />}
      <div>
        <p>
          {vote.question} <b>{said}</b> {!vote.last && <span className="tag">{t.votes.overtaken}</span>}
          <Before vote={vote} answer={vote.before} words={t.votes.changedFrom} />
          <Before vote={vote} answer={vote.helped} words={t.votes.helped} />
        </p>
        <p className="small second">{facts.filter((fact) => fact !== '').join(' · ')}</p>
      </div>
    </div>
  )
}

function Before({ vote, answer, words }: { vote: Said; answer: number | null; words: (before: string) => string }) {
  if (answer === null) return null
  if (vote.scale === 'FACES' && isMood(answer))
    return (
      <span className="small second">
        {' '}
        {words('')} <Smile mood={answer} name={t.votes.faces[answer]} size={16} />
      </span>
    )
  return <span className="small second"> {words(word(vote, answer))}</span>
}
