import { iconBuilding, iconChart, iconHeadset, iconPeople, iconTree, iconWalk } from '../ui/icons.ts'

/** What stands beside the queues at the side of the desk, and for whom. The server decides; this only shows the way. */
const PAGES = [
  { name: 'round', icon: iconWalk, word: 'round.nav', roles: ['gridOfficer'] },
  { name: 'intake', icon: iconHeadset, word: 'intake.title', roles: ['operator'] },
  { name: 'insight', icon: iconChart, word: 'insight.title', roles: ['supervisor', 'administrator'] },
  { name: 'staff', icon: iconPeople, word: 'admin.staff', roles: ['administrator'] },
  { name: 'bodies', icon: iconBuilding, word: 'bodies.title', roles: ['administrator'] },
  { name: 'ownership', icon: iconTree, word: 'owner.title', roles: ['administrator'] },
] as const

/** @param insight whether the city has a dashboard at all */
export const pagesOf = (roles: readonly string[], insight: boolean): (typeof PAGES)[number][] =>
  PAGES.filter(
    ({ name, roles: whose }) => (name !== 'insight' || insight) && whose.some((role) => roles.includes(role)),
  )
