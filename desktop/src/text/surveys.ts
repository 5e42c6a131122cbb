import { surveys as english } from './en/surveys'
import { surveys as spanish } from './es/surveys'
import { chosen } from './languages'
import type { Words } from './shape'

export const surveys = chosen<Words<typeof english>>(english, spanish)
