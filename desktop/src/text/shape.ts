import type { english } from './en'

/** The shape of a language's words: as English has it, with any words in it. */
export type Words<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Said extends string ? string : Said
    : T extends readonly (infer One)[]
      ? readonly Words<One>[]
      : { readonly [Key in keyof T]: Words<T[Key]> }

export type Texts = Words<typeof english>
