import type { Logger } from 'pino'
import type { LoadedCity } from '../city/index.ts'
import type { Env } from '../env.ts'
import type { Files } from '../files/files.service.ts'
import { createAssist, type Assist } from './assist.service.ts'
import { classifierOverHttp } from './classifier.ts'
import { speechOverHttp } from './speech.ts'

interface OfCity {
  readonly city: LoadedCity
  readonly files: Files
  readonly env: Pick<Env, 'speechToken' | 'classifierToken'>
  readonly log: Logger
}

/** The city's own helpers, each where its settings name one. */
export function assistOfCity({ city, files, env, log }: OfCity): Assist {
  const { speech, classifier } = city.city.settings.assist ?? {}
  return createAssist({
    city: city.city,
    files,
    speech: speech ? speechOverHttp({ timeoutMs: 20_000, ...speech, token: env.speechToken }) : null,
    classifier: classifier ? classifierOverHttp({ timeoutMs: 1_500, ...classifier, token: env.classifierToken }) : null,
    onError: (what, err) => log.warn({ what, err }, 'a helper of the city failed'),
  })
}
