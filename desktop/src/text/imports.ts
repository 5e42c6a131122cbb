import { imports as english } from './en/imports'
import { imports as spanish } from './es/imports'
import { chosen } from './languages'
import type { Words } from './shape'

export const imports = chosen<Words<typeof english>>(english, spanish)
