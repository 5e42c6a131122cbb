import { useDesk } from '@/model/desk'

/** A note, with the colleagues it names standing out. */
export function NoteWords({ text }: { text: string }) {
  const colleagues = useDesk((state) => state.colleagues)
  if (!text.includes('@')) return text
  const names = [...colleagues.values()].map((agent) => `@${agent.firstName} ${agent.lastName}`.trim()).sort((a, b) => b.length - a.length)
  const parts: { text: string; named: boolean }[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const name = text[at] === '@' ? names.find((one) => text.startsWith(one, at)) : undefined
    if (name === undefined) plain += text[at++] ?? ''
    else {
      parts.push({ text: plain, named: false }, { text: name, named: true })
      plain = ''
      at += name.length
    }
  }
  parts.push({ text: plain, named: false })
  return parts.map((part, index) => (part.named ? <b key={index} className="named">{part.text}</b> : part.text))
}
