import { useDesk } from '@/model/desk'
import { companyZone } from '@/model/clock'
import { go } from '@/model/place'
import { t } from '@/text'
import { Icon } from '@/ui/Icon'
import { Initials } from '@/ui/Face'
import type { Pointer } from '@/wire/types'

/** What a colleague, or a customer, made mine to look at. Opening the person's page dismisses it. */
export function ForYou({ pointers, now }: { pointers: readonly Pointer[]; now: number }) {
  return pointers.map((pointer) => <Row key={pointer.id} pointer={pointer} now={now} />)
}

function Row({ pointer, now }: { pointer: Pointer; now: number }) {
  const by = useDesk((state) => (pointer.by === null ? undefined : state.colleagues.get(pointer.by)?.firstName))
  const { customer, kind, words } = pointer
  return (
    <li data-pointer={pointer.id}>
      <a
        className="u"
        href={`/people/${customer.id}`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return
          event.preventDefault()
          go({ to: '/people/$customer', params: { customer: customer.id } })
        }}
      >
        <Initials name={customer.name} tint={customer.tint} />
        <div className="w">
          <p className="one">
            <b>{kind === 'MENTION' ? t.today.mentions(by ?? t.person.colleague, customer.name) : kind === 'VOTE' ? t.today.voted(customer.name) : t.today.held(customer.name)}</b>
          </p>
          <p className="one">{words}</p>
          <p className="m">
            <Icon name={kind === 'MENTION' ? 'lock' : kind === 'VOTE' ? 'spark' : 'clock'} /> {t.time.moment(Date.parse(pointer.at), now, companyZone())}
          </p>
        </div>
      </a>
    </li>
  )
}
