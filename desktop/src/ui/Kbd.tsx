/** How a chord is shown: "Control+Enter" is two boxes, Ctrl and ↵. */
const SHOWN: Record<string, string> = { Control: 'Ctrl', Enter: '↵', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑', Space: 'Space' }

export function Kbd({ chord, joined = false }: { chord: string; joined?: boolean }) {
  const parts = (chord === '+' ? ['+'] : chord.split('+')).map((part) => SHOWN[part] ?? part)
  if (joined) return <kbd aria-hidden="true">{parts.join(' ')}</kbd>
  return (
    <>
      {parts.map((part) => (
        <kbd key={part} aria-hidden="true">
          {part}
        </kbd>
      ))}
    </>
  )
}

/** The form that aria-keyshortcuts wants. */
export function ariaKeys(chord: string): string {
  return chord === 'Escape' ? 'Escape' : chord
}
