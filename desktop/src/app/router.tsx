import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Junk } from '@/features/channel/Junk'
import { OrganisationPage } from '@/features/customer/OrganisationPage'
import { People } from '@/features/customer/People'
import { Promises } from '@/features/promise/Promises'
import { Today } from '@/features/promise/Today'
import { Room } from '@/features/room/Room'
import { Said } from '@/features/search/Said'
import { TeamBoard } from '@/features/workforce/TeamBoard'
import { t } from '@/text'
import { Empty } from '@/ui/Empty'
import { watchOrganisation } from './desk'
import { Person } from './Person'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: () => <main><Empty>{t.shell.notHere}</Empty></main> })

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$customer',
  component: function PersonScreen() {
    return <Person customer={person.useParams().customer} />
  },
})

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisation/$organisation',
  component: function OrganisationScreen() {
    return <OrganisationPage key={organisation.useParams().organisation} organisation={organisation.useParams().organisation} watch={watchOrganisation} />
  },
})

const Knowledge = lazyRouteComponent(() => import('@/features/knowledge/Knowledge'), 'Knowledge')

const article = createRoute({
  getParentRoute: () => root,
  path: '/knowledge/$article',
  component: function ArticleScreen() {
    return <Knowledge article={article.useParams().article} />
  },
})

const incidents = lazyRouteComponent(() => import('@/features/outreach/Incidents'), 'Incidents')
const IncidentPage = lazyRouteComponent(() => import('@/features/outreach/IncidentPage'), 'IncidentPage')

const incident = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$incident',
  component: function IncidentScreen() {
    return <IncidentPage key={incident.useParams().incident} id={incident.useParams().incident} />
  },
})

const routes = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Today }),
  createRoute({ getParentRoute: () => root, path: '/people', component: () => <People below={(words) => <Said words={words} />} /> }),
  person,
  organisation,
  createRoute({ getParentRoute: () => root, path: '/team', component: TeamBoard }),
  createRoute({ getParentRoute: () => root, path: '/room', component: Room }),
  createRoute({ getParentRoute: () => root, path: '/promises', component: Promises }),
  createRoute({ getParentRoute: () => root, path: '/junk', component: Junk }),
  createRoute({ getParentRoute: () => root, path: '/knowledge', component: () => <Knowledge article={null} /> }),
  article,
  createRoute({ getParentRoute: () => root, path: '/incidents', component: incidents }),
  incident,
  createRoute({ getParentRoute: () => root, path: '/figures', component: lazyRouteComponent(() => import('./Insight'), 'Insight') }),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('@/features/access/MySignIn'), 'MySignIn') }),
  createRoute({ getParentRoute: () => root, path: '/telephone', component: lazyRouteComponent(() => import('@/features/voice/Telephone'), 'Telephone') }),
  createRoute({ getParentRoute: () => root, path: '/admin', component: lazyRouteComponent(() => import('@/features/admin/Admin'), 'Admin') }),
])

export const router = createRouter({ routeTree: routes, defaultPreload: false })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
