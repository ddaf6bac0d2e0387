import type { RouteLocationNormalized, Router } from 'vue-router'

let heading: RouteLocationNormalized | null = null

/** Follows where the page is going: a view that comes for the first time is loaded before it is shown. */
export function followHeading(router: Router): void {
  router.beforeEach((to) => {
    heading = to
  })
  router.afterEach((to) => {
    if (heading === to) heading = null
  })
  router.onError((_error, to) => {
    if (heading === to) heading = null
  })
}

/** The view that is being loaded, which a change of the address must not call off; null while the page stands. */
export const headingFor = (): RouteLocationNormalized | null => heading
