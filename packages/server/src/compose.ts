import { join } from 'node:path'
import type { Logger } from 'pino'
import { createAppRouter, type Services } from './app-router.ts'
import { createAppeals } from './appeals/index.ts'
import { assistOfCity } from './assist/of-city.ts'
import { startChores } from './background.ts'
import { choresOf } from './chores.ts'
import { composeIntegrations } from './compose.integrations.ts'
import { composeWeChat } from './compose.wechat.ts'
import { createAuthorities, createAuthorityDesk } from './authorities/index.ts'
import { createBodies, createOwnership, type LoadedCity } from './city/index.ts'
import { createCityService } from './city/city.service.ts'
import type { Env } from './env.ts'
import { createDesk } from './desk/index.ts'
import { createDiskStorage } from './files/disk-storage.ts'
import { createFiles } from './files/files.service.ts'
import { createLine } from './files/line.ts'
import { createPhotoMaker } from './files/photo-maker.ts'
import { createUrlSigner } from './files/signed-url.ts'
import { addressList } from './http/address.ts'
import { apiRoutes } from './http/api.routes.ts'
import { createApp, errorReporter } from './http/app.ts'
import { cityIdentityRoute } from './http/city-identity.route.ts'
import { embedRoute } from './http/embed.route.ts'
import { exportsRoute } from './http/exports.route.ts'
import { fileRoute } from './http/files.route.ts'
import { healthRoute } from './http/health.route.ts'
import { hostTicketsRoute } from './http/host-tickets.route.ts'
import { logoRoute } from './http/logo.route.ts'
import { createMetrics } from './http/metrics.ts'
import { createRateLimits, NO_RATE_LIMITS } from './http/rate-limits.ts'
import { myDataRoute } from './http/my-data.route.ts'
import { docsRoute, staticRoute } from './http/static.route.ts'
import { createStatic } from './http/static.ts'
import type { Route } from './http/request.ts'
import { wechatEventsRoute } from './http/wechat-events.route.ts'
import { createHosts } from './identity/hosts/hosts.service.ts'
import { createHostRegistry } from './identity/hosts/registry.ts'
import { createIdentity } from './identity/identity.service.ts'
import { createInsight } from './insight/index.ts'
import { oidcRoute } from './integrations/index.ts'
import { personaTexts, staffNames } from './identity/people.service.ts'
import { createCopies } from './identity/my-data/copy.service.ts'
import { createDeletions } from './identity/my-data/my-data.service.ts'
import { createPlaces } from './identity/places.service.ts'
import { createDevices } from './identity/sessions/devices.ts'
import { createSessions } from './identity/sessions/sessions.ts'
import { createStaffAccess } from './identity/staff/access.service.ts'
import { createStaffAdministration } from './identity/staff/staff.service.ts'
import { createWaysIn } from './identity/ways-in.ts'
import { createLiveHub } from './live/live.hub.ts'
import { runReaders, startSequencer, type Kernel } from './kernel/index.ts'
import { watchReaders } from './readiness.ts'

export interface ComposeOptions {
  env: Env
  kernel: Kernel
  city: LoadedCity
  log: Logger
  /** Of a test or a sandbox; they stand before all others. */
  extra: readonly Route[]
}

export interface Service {
  services: Services
  listener: ReturnType<typeof createApp>
  /** Reads what has to be known before the first request. */
  prepare(): Promise<void>
  /** Settles when every reader of the log has taken what is in it. */
  idle(): Promise<void>
  /** Ends what would otherwise last for hours: before the server waits for what is under way. */
  endStreams(): Promise<void>
  /** Stops what runs beside the requests. */
  stop(): Promise<void>
}

/** Puts the whole service together over a kernel and a city. Nothing in here decides anything. */
export function compose({ env, kernel, city, log, extra }: ComposeOptions): Service {
  const { db, clock } = kernel
  const storage = createDiskStorage(env.filesFolder)
  const signer = createUrlSigner(db.keys.derive('file addresses'))
  const line = createLine({ running: env.photoWorkers, waiting: 64, retryAfterMs: 3000 })
  const maker = createPhotoMaker(line)
  const sessions = createSessions(kernel)
  const bodies = createBodies({ kernel, city, staffNames })
  const ownership = createOwnership({ kernel, city: bodies.city })
  const appeals = createAppeals({ kernel, city: ownership.city, sign: signer.sign })
  const files = createFiles({ kernel, storage, signer, maker, utcOffsetMinutes: city.city.settings.utcOffsetMinutes })
  const assist = assistOfCity({ city, files, env, log })
  const identity = createIdentity({ kernel, sessions, personaText: personaTexts(city.city) })
  const apps = (env.hosts ?? city.city.hosts).filter(({ demo }) => !(demo && env.production))
  const hosts = createHosts({
    kernel,
    registry: createHostRegistry(apps),
    isArea: (path) => city.tree.atPath(path) !== undefined,
    sessions,
    me: (actor) => identity.me(actor),
  })
  const staff = createStaffAdministration({ kernel, city: bodies.city })
  const service = city.city.settings.serviceName
  const staffAccess = createStaffAccess({ kernel, sessions, staff, service, oidc: env.oidc })
  const { phones, wechat, mini, ways } = createWaysIn({
    kernel,
    sessions,
    identity,
    settings: city.city.settings,
    env,
    jurisdiction: city.tree.pathOf(city.tree.root.code),
    adoptPhonedIn: (actor) => appeals.adoptPhonedIn(actor),
    log,
  })
  const { settings } = city.city
  const authorities = createAuthorities({ kernel, settings: city.city.settings })
  const devices = createDevices(kernel)
  const places = createPlaces(kernel)
  const partners = composeIntegrations({ kernel, city: bodies.city, sessions, staff, env, log })
  const { integrations, consents, embedding, atDesk, webhooks } = partners
  const inWeChat = composeWeChat({ kernel, appeals, wechat, mini, settings, signer, env, log })
  const services: Services = {
    assist,
    copies: createCopies({ kernel, settings, appeals, authorities, consents, devices, files, places, ways }),
    deletions: createDeletions({ kernel, settings, appeals, authorities, consents }),
    devices,
    sessions,
    hosts,
    embedding,
    identity,
    phones,
    places,
    bodies,
    city: createCityService(bodies.city),
    consents,
    appeals,
    authorities,
    authorityDesk: createAuthorityDesk({ kernel, settings: city.city.settings, sign: signer.sign }),
    desk: createDesk({ kernel, appeals, utcOffsetMinutes: city.city.settings.utcOffsetMinutes }),
    insight: createInsight({ kernel, city, appeals }),
    notices: inWeChat.notices,
    integrationDesk: atDesk,
    ownership,
    staff,
    staffAccess,
    ways,
    webhooks,
    wechat,
  }

  const metrics = createMetrics()
  metrics.gauge('civic_photos_waiting', 'Uploads that wait to be worked on', () => line.waiting())
  const readers = watchReaders(db, log)
  const sequencer = startSequencer(db, readers.failed('sequencer'))
  const followers = [appeals, services.insight, inWeChat, webhooks].flatMap(({ readers }) => readers)
  const running = runReaders(db, followers, { onError: (name, error) => readers.failed(name)(error) })

  const hub = createLiveHub(db)
  metrics.gauge('civic_live_streams', 'Open live streams', () => hub.size())
  const rateLimits = env.rateLimits ? createRateLimits() : NO_RATE_LIMITS
  const caller = {
    sessions,
    integrations: partners.tokens,
    https: env.publicUrl?.startsWith('https:') ?? false,
    origins: env.publicUrl ? [new URL(env.publicUrl).origin] : [],
    miniapp: mini !== null,
  }
  const { tiles } = city.city.settings.map
  const serve = createStatic(
    env.portalFolder,
    tiles ? [new URL(tiles.url.replace(/[{}]/g, '')).origin] : [],
    apps.flatMap(({ frames }) => frames),
  )
  const listener = createApp({
    log,
    metrics,
    proxies: addressList(env.trustedProxies),
    nodeRoutes: [oidcRoute({ provider: integrations.provider, origin: caller.origins[0] ?? null, rateLimits })],
    routes: [
      ...extra,
      ...apiRoutes({
        ...caller,
        router: createAppRouter(services, { demo: !env.production }),
        rateLimits,
        clock,
        appeals,
        hub,
        files,
        filesFolder: env.filesFolder,
        watch: integrations.watch,
        onError: errorReporter(log, metrics),
      }),
      fileRoute({ files, rateLimits }),
      hostTicketsRoute({ hosts, rateLimits }),
      exportsRoute({ ...caller, desk: services.desk, rateLimits }),
      myDataRoute({ copies: services.copies, rateLimits }),
      wechatEventsRoute({ ...inWeChat, rateLimits }),
      cityIdentityRoute({ ...caller, access: staffAccess, rateLimits, clock }),
      healthRoute({ ready: readers.ready, metrics, metricsToken: env.metricsToken }),
      logoRoute(join(city.folder, city.city.settings.theme.logo)),
      embedRoute({ embedding, rateLimits, serve }),
      docsRoute(env.docsFolder),
      staticRoute(serve),
    ],
  })

  const stopChores = startChores(
    [
      ...atDesk.chores,
      ...inWeChat.chores,
      ...choresOf({
        kernel,
        storage,
        appeals,
        bodies,
        ownership,
        sessions,
        hosts,
        integrations,
        embedding,
        phones,
        staffAccess,
        deletions: services.deletions,
        webhooks,
      }),
    ],
    log,
  )

  return {
    services,
    listener,
    async prepare() {
      for (const one of [bodies, ownership]) await one.refresh()
      await appeals.refreshSources()
    },
    idle: () => running.idle(),
    endStreams: () => hub.stop(),
    async stop() {
      await hub.stop()
      await stopChores()
      await partners.stop()
      maker.stop()
      await running.stop()
      await sequencer.stop()
    },
  }
}
