/** For tools that do not read .vue files themselves (the linter); vue-tsc takes the real ones. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}

/** Made when the page is built: build/licences.ts. */
declare module 'virtual:licences' {
  const licences: readonly {
    readonly name: string
    readonly version: string
    readonly licence: string
    readonly text: string
  }[]
  export default licences
}
