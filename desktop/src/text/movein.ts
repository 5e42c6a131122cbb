import { movein as english } from './en/movein'
import { movein as spanish } from './es/movein'
import { chosen } from './languages'
import type { Words } from './shape'

export const movein = chosen<Words<typeof english>>(english, spanish)
