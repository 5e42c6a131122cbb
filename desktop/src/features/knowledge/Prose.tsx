import { Fragment, useMemo } from 'react'
import { blocksOf, type Inline } from '@/model/prose'

/** An article as its readers see it. */
export function Prose({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text])
  return (
    <div className="words" dir="auto">
      {blocks.map((block, at) => {
        if (block.kind === 'HEAD') return <h3 key={at}><Words parts={block.words} /></h3>
        if (block.kind === 'LIST') return <ul key={at}>{block.items.map((item, index) => <li key={index}><Words parts={item} /></li>)}</ul>
        return (
          <p key={at}>
            {block.lines.map((line, index) => (
              <Fragment key={index}>
                {index > 0 && <br />}
                <Words parts={line} />
              </Fragment>
            ))}
          </p>
        )
      })}
    </div>
  )
}

function Words({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, at) => {
    if (part.kind === 'BOLD') return <b key={at}>{part.text}</b>
    if (part.kind === 'LINK') return <a key={at} className="out" href={part.address} target="_blank" rel="nofollow noreferrer">{part.text}</a>
    return part.text
  })
}
