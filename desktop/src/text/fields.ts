import { fields as english } from './en/fields'
import { fields as spanish } from './es/fields'
import { chosen } from './languages'
import type { Words } from './shape'

export const fields = chosen<Words<typeof english>>(english, spanish)
