import { admin as english } from './en/admin'
import { admin as spanish } from './es/admin'
import { chosen } from './languages'
import type { Words } from './shape'

export const admin = chosen<Words<typeof english>>(english, spanish)
