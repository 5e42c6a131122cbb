import { useLoaded } from '@/actions'
import { figures as text } from '@/text/figures'
import { Empty } from '@/ui/Empty'
import { figures } from '@/wire/figures'
import { Card } from './Card'

/** The figures of my own team, as far as enough customers answered. */
export function MyTeam() {
  const { value: all, wrong } = useLoaded(figures.ofMyTeam)
  if (wrong !== null) return <p className="wrong">{wrong}</p>
  if (all === null) return null
  const answered = all.figures.find((one) => one.figure === 'RESPONSE')?.value ?? null
  return (
    <>
      <p className="second">{text.teamSecond(all.from, all.to, all.shownFrom)}</p>
      {all.figures.length === 0 && <Empty>{text.none}</Empty>}
      <ul className="figure-cards">
        {all.figures.map((figure) => (
          <Card key={figure.figure} figure={{ ...figure, difference: null }} answered={answered} open={null} />
        ))}
      </ul>
    </>
  )
}
