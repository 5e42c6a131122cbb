import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env.RAPPORT_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: { outDir: 'dist', target: 'es2022', sourcemap: false, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server, ws: true } } },
  preview: { host: '127.0.0.1', port: 4173, proxy: { '/api': { target: server, ws: true } } },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
