import { speak } from '@/text'

// First the words, then everything that says them.
await speak()
await import('./main')
