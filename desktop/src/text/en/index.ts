import { access } from './access'
import { actions } from './actions'
import { compose } from './compose'
import { concerns } from './concerns'
import { dialogs } from './dialogs'
import { erasing } from './erasing'
import { facts } from './facts'
import { homes } from './homes'
import { knowledge } from './knowledge'
import { junk, people, team } from './lists'
import { merging } from './merging'
import { lists } from './promises'
import { organisation } from './organisation'
import { person } from './person'
import { phone } from './phone'
import { room } from './room'
import { shell } from './shell'
import { time } from './time'
import { today } from './today'
import { wishes } from './wishes'

export const english = {
  access, actions, compose, concerns, dialogs, erasing, facts, homes, junk, knowledge, lists, merging, organisation, people, person, phone, room, shell, team, time, today, wishes,
}
