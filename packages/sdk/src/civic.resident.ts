import type { Realm } from './wire/words.ts'
import { appealsFacade, type AppealsFacade } from './facades/appeals.ts'
import { assistFacade, type AssistFacade } from './facades/assist.ts'
import { authoritiesFacade, type AuthoritiesFacade } from './facades/authorities.ts'
import { boardFacade, type BoardFacade } from './facades/board.ts'
import { cityFacade, type CityFacade } from './facades/city.ts'
import { filesFacade, type FilesFacade } from './facades/files.ts'
import { grantsFacade, type GrantsFacade } from './facades/grants.ts'
import { identityFacade, type IdentityFacade } from './facades/identity.ts'
import { myDataFacade, type MyDataFacade } from './facades/my-data.ts'
import { commandsOf } from './facades/commands.ts'
import type { NoticesFacade } from './facades/notices.ts'
import { placesFacade, type PlacesFacade } from './facades/places.ts'
import { progressFacade, type ProgressFacade } from './facades/progress.ts'
import { ratingsFacade, type RatingsFacade } from './facades/ratings.ts'
import { readiness, type Ready } from './ready.ts'
import { cookieSession } from './session/cookie-session.ts'
import type { Session } from './session/session.ts'
import type { Begun } from './transport/begun.ts'
import type { SendNamed } from './files/named.ts'
import { attempting, createCaller, post } from './transport/caller.ts'
import type { Caller } from './transport/caller.types.ts'
import { httpOver, type Fetch } from './transport/http.ts'
import { newKey } from './transport/key.ts'
import { createLink } from './transport/link.ts'
import { RETRY, type RetryOptions } from './transport/retry.ts'
import { VERSION } from './version.ts'
import type { Commands } from './wire/procedures.ts'

export interface CivicOptions {
  /** Where the service is, such as `https://12345.example.cn`; empty for the page's own origin. */
  baseUrl: string
  /** How to sign in; the browser's cookie unless told otherwise. */
  session?: Session
  /** A platform without `fetch`, or a test, brings its own. */
  fetch?: Fetch
  /** A platform that names files by paths, such as a mini-program, brings its own way of sending them. */
  sendNamed?: SendNamed
  /** Preferred language, such as `zh-CN`. Texts of the city always come in all its languages. */
  locale?: string
  /** Which of a browser's two sessions speaks: the portal's (`resident`, by default) or the desk's (`staff`). */
  realm?: Realm
  /** Who is calling, as `name/1.2.3`. */
  client?: string
  /** Milliseconds for one attempt of a call; 15,000 by default. */
  timeoutMs?: number
  retry?: Partial<RetryOptions>
  /** Reads that the page sent while this script was on its way: each is taken once instead of being asked again. */
  begun?: Begun | undefined
  /**
   * What is sensitive asks for a proof of a few minutes ago: asks whoever sits there for it. True: they gave it, and the
   * command is sent again. Without it such a command fails with STEP_UP_REQUIRED.
   */
  stepUp?: () => Promise<boolean>
}

/** The city's service, as far as it is for residents and guests. Nothing is sent before something is asked for. */
export interface ResidentCivic {
  readonly baseUrl: string
  readonly realm: Realm
  /** Signs in and says who is speaking. Settles within 3 seconds and never rejects; an app may start either way. */
  ready(): Promise<Ready>
  readonly appeals: AppealsFacade
  /** What helps to write one. */
  readonly assist: AssistFacade
  /** 代办: acting for another. */
  readonly authorities: AuthoritiesFacade
  /** 信息公示: what publishers confirmed. */
  readonly board: BoardFacade
  readonly city: CityFacade
  readonly files: FilesFacade
  /** 我的授权. */
  readonly grants: GrantsFacade
  readonly identity: IdentityFacade
  /** 我的数据. */
  readonly myData: MyDataFacade
  /** Messages in WeChat that somebody asks for. */
  readonly notices: NoticesFacade
  readonly places: PlacesFacade
  readonly progress: ProgressFacade
  readonly ratings: RatingsFacade
}

/** A client, and the way to the server on which more facades may stand. */
export function openCivic(options: CivicOptions): { civic: ResidentCivic; call: Caller } {
  const { session = cookieSession(), fetch: own, locale, realm = 'resident', timeoutMs = 15_000 } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const client = options.client ?? `sdk/${VERSION}`
  const retry = { ...RETRY, ...options.retry }

  // Looked up at each call: a page may replace its fetch later.
  const ask: Fetch = own ?? ((url, init) => fetch(url, init))
  const http = httpOver(ask)
  const link = createLink({ baseUrl, realm, client, locale, timeoutMs }, http)
  // Before anybody is signed in: by no credentials, and each time anew.
  const open = <Path extends keyof Commands>(path: Path, input: unknown) =>
    post(link, path, input, { idempotencyKey: newKey() })
  const credentials = session({
    renew: (refresh) => open('identity.renew', { refresh }),
    wechatSignIn: (code) => open('identity.wechatSignIn', { code }),
    demoSignIn: (persona) => open('identity.demoSignIn', { persona }),
    startTicket: (input) => open('identity.startTicket', input),
    exchangeTicket: (input) => open('identity.exchangeTicket', input),
  })
  const attempts = attempting(credentials, retry, timeoutMs, options.stepUp)
  const call = createCaller(link, credentials, attempts, { begun: options.begun, timeoutMs })
  const identity = identityFacade(call)
  const xhr = !own && typeof XMLHttpRequest !== 'undefined'

  const civic: ResidentCivic = {
    baseUrl,
    realm,
    ready: readiness(identity),
    appeals: appealsFacade(call, { link, credentials, fetch: ask }),
    assist: assistFacade(call),
    authorities: authoritiesFacade(call),
    board: boardFacade(call),
    city: cityFacade(call),
    files: filesFacade({ baseUrl, link, credentials, attempts, xhr, named: options.sendNamed }),
    grants: grantsFacade(call),
    identity,
    myData: myDataFacade(call, baseUrl),
    notices: commandsOf(call, 'notices', ['tellMe']),
    places: placesFacade(call),
    progress: progressFacade(call),
    ratings: ratingsFacade(call),
  }
  return { civic, call }
}

/** Makes a client without what staff alone uses: a page for residents need not load that. */
export const createResidentCivic = (options: CivicOptions): ResidentCivic => openCivic(options).civic
