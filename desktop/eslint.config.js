import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/** What a layer must not import, and why: the map of STYLE's Desktop part, kept by the checker. */
const forbid = (...groups) => ({
  'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
})
const onlyTypes = ['@/wire/!(types)', 'Only the types of the wire are known here.']
const features = readdirSync(`${import.meta.dirname}/src/features`)

export default ts.config(
  { ignores: ['src/wire/generated.ts', 'dist/', 'node_modules/', 'public/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='useLoaded'] > ArrowFunctionExpression",
          message: 'A question that is new at every drawing is asked without end: name it, or wrap it in useCallback.',
        },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only src/wire fetches.' },
        { name: 'WebSocket', message: 'Only src/wire speaks to the stream.' },
        { name: 'XMLHttpRequest', message: 'Only src/wire fetches.' },
      ],
    },
  },
  { files: ['src/wire/**'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['src/ui/**'],
    rules: forbid(
      [['@/model/*', '@/actions/*', '@/features/*', '@/app/*', '@/wire/*'], 'ui knows no domain word.'],
    ),
  },
  {
    files: ['src/model/**'],
    rules: forbid(
      [['@/actions/*', '@/features/*', '@/app/*', '@/ui/*'], 'model stands below.'],
      [['@/wire/*', '!@/wire/types'], onlyTypes[1]],
    ),
  },
  { files: ['src/actions/**'], rules: forbid([['@/features/*', '@/app/*'], 'actions stand below the screens.']) },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: forbid([
      ['@/app/*', ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`)],
      'Features never import each other; screens put them together.',
    ]),
  })),
)
