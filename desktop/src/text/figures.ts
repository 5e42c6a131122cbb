import { figures as english } from './en/figures'
import { figures as spanish } from './es/figures'
import { chosen } from './languages'
import type { Words } from './shape'

export const figures = chosen<Words<typeof english>>(english, spanish)
