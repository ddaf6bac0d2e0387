/** @typedef {'node' | 'bench' | 'main' | 'preload' | 'renderer'} Target */

/**
 * What each build is made from (files and folders below the root) and one file it must leave behind.
 * @type {Readonly<Record<Target, {readonly inputs: readonly string[], readonly main: string}>>}
 */
export const TARGETS = {
  node: {
    inputs: ['electron', 'build', 'package.json', 'package-lock.json', 'tsconfig.base.json'],
    main: 'cygnet.js',
  },
  bench: {
    inputs: [
      'electron',
      'build',
      'test/bench',
      'test/e2e/support',
      'test/fixtures',
      'package.json',
      'package-lock.json',
    ],
    main: 'bench.js',
  },
  main: {
    inputs: ['electron', 'build', 'package.json', 'package-lock.json', 'tsconfig.base.json'],
    main: 'main.js',
  },
  preload: {
    inputs: ['electron/preload.ts', 'build', 'package-lock.json'],
    main: 'preload.cjs',
  },
  renderer: {
    inputs: ['renderer', 'electron/contract', 'build', 'package-lock.json'],
    main: 'index.html',
  },
}
