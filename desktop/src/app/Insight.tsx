import { useState } from 'react'
import { Coverage } from '@/features/coverage/Coverage'
import { Benchmarks } from '@/features/insight/Benchmarks'
import { Figures } from '@/features/insight/Figures'
import { MyTeam } from '@/features/insight/MyTeam'
import { Standing } from '@/features/standing/Standing'
import { useMay } from '@/model/desk'
import { figures as text } from '@/text/figures'

const PARTS = ['figures', 'coverage', 'standing', 'benchmarks'] as const

/** Figures and what belongs to them; who may not see all teams sees the own one. */
export function Insight() {
  const [part, setPart] = useState<(typeof PARTS)[number]>('figures')
  const all = useMay('SEE_FIGURES')
  return (
    <main id="screen">
      <div className="plain figures">
        <header>
          <div>
            <h1>{text.title}</h1>
            <p>{text.second}</p>
          </div>
        </header>
        {all ? (
          <div className="adm">
            <nav aria-label={text.title}>
              {PARTS.map((one) => (
                <button key={one} type="button" aria-current={one === part ? 'page' : undefined} onClick={() => setPart(one)}>
                  {text.parts[one]}
                </button>
              ))}
            </nav>
            <div>
              {part === 'figures' && <Figures />}
              {part === 'coverage' && <Coverage />}
              {part === 'standing' && <Standing />}
              {part === 'benchmarks' && <Benchmarks />}
            </div>
          </div>
        ) : (
          <MyTeam />
        )}
      </div>
    </main>
  )
}
