import { telephone as english } from './en/telephone'
import { telephone as spanish } from './es/telephone'
import { chosen } from './languages'
import type { Words } from './shape'

export const telephone = chosen<Words<typeof english>>(english, spanish)
