import { ACTIONS, contextNow } from '@/actions'
import type { ReadyCustomer } from '@/model/desk'
import { t } from '@/text'

/** With which team they are at home, and why. */
export function Home({ customer }: { customer: ReadyCustomer }) {
  const { teamName, teamPage, homeWhy, homeDetail } = customer.head.customer
  const move = ACTIONS.find((action) => action.id === 'move-home')
  return (
    <section>
      <h2>
        {t.homes.title}
        {move?.isAllowed(contextNow()) === true && (
          <button type="button" className="linkish" aria-label={move.name} onClick={() => void move.perform(contextNow())}>
            {t.homes.change}
          </button>
        )}
      </h2>
      <p>
        {teamName}
        {homeWhy !== null && <span className="second small">, {t.homes.reasons[homeWhy](homeDetail)}</span>}
      </p>
      {teamPage !== null && (
        <p className="small">
          <a className="out" href={teamPage} target="_blank" rel="noopener">
            {t.homes.page}
          </a>
        </p>
      )}
    </section>
  )
}
