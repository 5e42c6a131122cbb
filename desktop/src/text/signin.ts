import { signIn as english } from './en/signin'
import { signIn as spanish } from './es/signin'
import { chosen } from './languages'
import type { Words } from './shape'

export const signIn = chosen<Words<typeof english>>(english, spanish)
