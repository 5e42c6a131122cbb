import { useCallback, useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { webhooks as text } from '@/text/webhooks'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { sentenceOf } from '@/wire/http'
import { webhooks } from '@/wire/webhooks'
import type { DeliveryPage, WebhookDelivery, Webhook } from '@/wire/types'

const moment = (at: string) => t.time.moment(Date.parse(at), serverNow(), companyZone())

/** What was told to one webhook and what it answered; what did not arrive can be sent again. */
export function WebhookLog({ hook, done }: { hook: Webhook; done: () => void }) {
  const [page, setPage] = useState<DeliveryPage | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const load = useCallback(
    async (shown: DeliveryPage | null) => {
      try {
        const next = await webhooks.deliveries(hook.id, shown?.before ?? null)
        setPage({ ...next, deliveries: [...(shown?.deliveries ?? []), ...next.deliveries] })
      } catch (error) {
        setWrong(sentenceOf(error))
      }
    },
    [hook.id],
  )
  useEffect(() => void load(null), [load])
  const again = (delivery: WebhookDelivery) =>
    attempt(async () => {
      await webhooks.again(hook.id, delivery.id)
      await load(null)
    }, text.sending)
  return (
    <>
      <div className="row" style={{ marginBottom: 10 }}>
        <h2>{text.logOf(hook.address)}</h2>
        <Button className="end" autoFocus onClick={done}>
          {text.back}
        </Button>
      </div>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      <div className="place">
        {page?.deliveries.length === 0 && <Empty>{text.nothing}</Empty>}
        {page !== null && page.deliveries.length > 0 && (
          <table className="audit">
            <thead>
              <tr>
                <th scope="col">{text.columns.at}</th>
                <th scope="col">{text.columns.type}</th>
                <th scope="col">{text.columns.state}</th>
                <th scope="col">{text.columns.answer}</th>
              </tr>
            </thead>
            <tbody>
              {page.deliveries.map((one) => (
                <tr key={one.id}>
                  <td>{moment(one.tried ?? one.created)}</td>
                  <td>{one.type}</td>
                  <td>
                    {text.states[one.state]} · {text.attempts(one.attempts)}
                    {one.state === 'WAITING' && one.next !== null && one.attempts > 0 && ` · ${text.next(moment(one.next))}`}
                    {one.state !== 'WAITING' && (
                      <>
                        {' '}
                        <Button look="bare" onClick={() => void again(one)}>
                          {text.again}
                        </Button>
                      </>
                    )}
                  </td>
                  <td>
                    {one.status !== null && <b>{one.status} </b>}
                    {one.answer.slice(0, 200)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {page?.before != null && (
          <button type="button" className="more" onClick={() => void load(page)}>
            {text.more}
          </button>
        )}
      </div>
    </>
  )
}
