import { createRouter, createWebHashHistory } from 'vue-router'
import { followHeading } from './heading.ts'
import { viewRoutes, views } from './view.ts'

/** The first view of the rail is where the page begins. */
const home = `/${views[0]?.name ?? ''}`

/** Hash history: the page is a file under app:// and on the loopback server alike. The scope travels in the query (stores/scope.ts). */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [...viewRoutes, { path: '/:rest(.*)*', redirect: (to) => ({ path: home, query: to.query }) }],
})
followHeading(router)
