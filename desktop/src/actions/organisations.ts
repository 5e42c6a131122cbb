import { go } from '@/model/place'
import { t } from '@/text'
import type { Action } from './action'

export const goOrganisation: Action = {
  id: 'go-organisation',
  get name() {
    return t.actions.goOrganisation
  },
  icon: 'people',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer }) => customer !== null && customer.head.customer.organisationId !== null,
  perform: ({ customer }) => {
    const organisation = customer?.head.customer.organisationId ?? null
    if (organisation !== null) go({ to: '/organisation/$organisation', params: { organisation } })
  },
}
