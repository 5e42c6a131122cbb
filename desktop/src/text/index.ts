import { access } from './en/access'
import { actions } from './en/actions'
import { compose } from './en/compose'
import { dialogs } from './en/dialogs'
import { erasing } from './en/erasing'
import { facts } from './en/facts'
import { knowledge } from './en/knowledge'
import { junk, people, team } from './en/lists'
import { merging } from './en/merging'
import { lists } from './en/promises'
import { person } from './en/person'
import { room } from './en/room'
import { shell } from './en/shell'
import { time } from './en/time'
import { today } from './en/today'
import { wishes } from './en/wishes'

/**
 * Every literal a person reads, by screen. English is the first language and defines the shape: another language is
 * a folder beside `en` whose parts satisfy `Texts`, chosen here by the session. Administration has its own file, so
 * that its words travel only with its screens.
 */
const english = {
  access, actions, compose, dialogs, erasing, facts, junk, knowledge, lists, merging, people, person, room, shell, team, time, today, wishes,
}

export type Texts = typeof english

export const t: Texts = english
