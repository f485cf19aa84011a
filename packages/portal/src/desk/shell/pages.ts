import {
  iconBuilding,
  iconChart,
  iconHeadset,
  iconPeople,
  iconPlug,
  iconStamp,
  iconTree,
  iconWalk,
} from '../ui/icons.ts'

/** What stands beside the queues at the side of the desk, and for whom. The server decides; this only shows the way. */
const PAGES = [
  { name: 'round', icon: iconWalk, word: 'round.nav', roles: ['gridOfficer'] },
  { name: 'intake', icon: iconHeadset, word: 'intake.title', roles: ['operator'] },
  { name: 'authorities', icon: iconStamp, word: 'authority.title', roles: ['operator', 'gridOfficer', 'supervisor'] },
  { name: 'insight', icon: iconChart, word: 'insight.title', roles: ['supervisor', 'administrator'] },
  { name: 'staff', icon: iconPeople, word: 'admin.staff', roles: ['administrator'] },
  { name: 'bodies', icon: iconBuilding, word: 'bodies.title', roles: ['administrator'] },
  { name: 'ownership', icon: iconTree, word: 'owner.title', roles: ['administrator'] },
  { name: 'integrations', icon: iconPlug, word: 'integration.title', roles: ['administrator', 'integrationEngineer'] },
] as const

/** What a city may have or not. */
type Optional = Extract<(typeof PAGES)[number]['name'], 'insight' | 'authorities'>

/** @param has whether the city has a dashboard, and whether anybody can act for another there */
export const pagesOf = (roles: readonly string[], has: Readonly<Record<Optional, boolean>>): (typeof PAGES)[number][] =>
  PAGES.filter(
    ({ name, roles: whose }) =>
      ((name !== 'insight' && name !== 'authorities') || has[name]) && whose.some((role) => roles.includes(role)),
  )
