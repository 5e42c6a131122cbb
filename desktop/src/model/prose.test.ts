import { describe, expect, it } from 'vitest'
import { blocksOf, plainOf } from './prose'

const text = 'From left:\n\n- **Power**: green\n- [help](https://help.example/a)\nAfter a list\nand on\n## Then\n[no](javascript:alert(1))'

describe('the text of an article', () => {
  it('has paragraphs, lists, headings, bold words and links to the web', () => {
    expect(blocksOf(text)).toEqual([
      { kind: 'PARAGRAPH', lines: [[{ kind: 'TEXT', text: 'From left:' }]] },
      {
        kind: 'LIST',
        items: [
          [{ kind: 'BOLD', text: 'Power' }, { kind: 'TEXT', text: ': green' }],
          [{ kind: 'LINK', text: 'help', address: 'https://help.example/a' }],
        ],
      },
      { kind: 'PARAGRAPH', lines: [[{ kind: 'TEXT', text: 'After a list' }], [{ kind: 'TEXT', text: 'and on' }]] },
      { kind: 'HEAD', words: [{ kind: 'TEXT', text: 'Then' }] },
      { kind: 'PARAGRAPH', lines: [[{ kind: 'TEXT', text: '[no](javascript:alert(1))' }]] },
    ])
  })
  it('is one line of words where there is room for no more', () => {
    expect(plainOf(text)).toBe('From left: Power: green help After a list and on Then [no](javascript:alert(1))')
  })
})
