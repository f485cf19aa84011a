import { join } from 'node:path'
import { restRoute } from '../rest/rest.route.ts'
import { uploadRoute, type FilesRouteOptions } from './files.route.ts'
import { liveRoute, type LiveRouteOptions } from './live.route.ts'
import type { Route } from './request.ts'
import { trpcRoute, type TrpcRouteOptions } from './trpc.route.ts'

export interface ApiOptions
  extends TrpcRouteOptions, Omit<LiveRouteOptions, 'sessions'>, Pick<FilesRouteOptions, 'files'> {
  readonly filesFolder: string
}

/** The procedures and what stands beside them, as our own pages call them and as partners do. */
export function apiRoutes(options: ApiOptions): Route[] {
  const upload = uploadRoute({ ...options, spoolFolder: join(options.filesFolder, 'unfinished') })
  const live = liveRoute(options)
  return [trpcRoute(options), upload, live, restRoute({ ...options, others: { upload, live } })]
}
