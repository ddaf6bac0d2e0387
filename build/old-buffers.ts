import type { Plugin } from 'vite'

const CALL = /\bnew Buffer\(/g
const HELPER =
  'const __oldBuffer = (from, ...rest) => typeof from === "number" ? Buffer.alloc(from) : Buffer.from(from, ...rest); '

/**
 * Some of exceljs's packages call `new Buffer(…)`. Inside node_modules Node overlooks that, bundled it prints a deprecation warning
 * among our own output. The calls become their modern equivalents.
 */
export function oldBuffers(): Plugin {
  return {
    name: 'cygnet:old-buffers',
    transform: {
      filter: { id: /node_modules.*\.js$/, code: CALL },
      // The helper goes before the first line, so that lines keep their numbers.
      handler: (code) => ({ code: HELPER + code.replaceAll(CALL, '__oldBuffer('), map: null }),
    },
  }
}
