import {
  createAppealsRouter,
  createProgressRouter,
  createRatingsRouter,
  createWorkOrdersRouter,
  type Appeals,
} from './appeals/index.ts'
import { createCityRouter } from './city/city.router.ts'
import type { CityService } from './city/city.service.ts'
import { router } from './http/procedures.ts'
import { createIdentityRouter } from './identity/identity.router.ts'
import type { Identity } from './identity/identity.service.ts'
import { createPlacesRouter } from './identity/places.router.ts'
import type { Places } from './identity/places.service.ts'

/** What the routers stand on. No database type is among them, so none reaches the clients that import AppRouter. */
export interface Services {
  readonly appeals: Appeals
  readonly city: CityService
  readonly identity: Identity
  readonly places: Places
}

/** @param demo whether the demo door is there at all */
export function createAppRouter({ appeals, city, identity, places }: Services, { demo }: { demo: boolean }) {
  return router({
    appeals: createAppealsRouter(appeals),
    progress: createProgressRouter(appeals),
    ratings: createRatingsRouter(appeals),
    workOrders: createWorkOrdersRouter(appeals),
    city: createCityRouter(city),
    identity: createIdentityRouter(identity, { demo }),
    places: createPlacesRouter(places),
  })
}

/** The contract as the SDK's types see it. */
export type AppRouter = ReturnType<typeof createAppRouter>
