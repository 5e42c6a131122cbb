/**
 * What the server and the desktop say to each other. One shape each; times are ISO 8601 instants in UTC,
 * durations are seconds, ids are strings of digits. The server's `desk` package has the same names.
 */
export type * from './admin'
export type * from './basics'
export type * from './doing'
export type * from './erasing'
export type * from './facts'
export type * from './homes'
export type * from './imports'
export type * from './junk'
export type * from './knowledge'
export type * from './lists'
export type * from './movein'
export type * from './organisations'
export type * from './people'
export type * from './person'
export type * from './room'
export type * from './signin'
export type * from './stream'
export type * from './today'
export type * from './webhooks'
export type * from './wishes'
