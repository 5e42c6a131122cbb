import { incidents as english } from './en/incidents'
import { incidents as spanish } from './es/incidents'
import { chosen } from './languages'
import type { Words } from './shape'

export const incidents = chosen<Words<typeof english>>(english, spanish)
