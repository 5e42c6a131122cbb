import { webhooks as english } from './en/webhooks'
import { webhooks as spanish } from './es/webhooks'
import { chosen } from './languages'
import type { Words } from './shape'

export const webhooks = chosen<Words<typeof english>>(english, spanish)
