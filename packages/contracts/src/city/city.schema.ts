import type { z } from 'zod'
import { areasFile, type AreaShapes, type MapLayer } from './areas.schema.ts'
import { hostsFile } from '../identity/hosts.schema.ts'
import { bodiesFile, placesFile, residentsFile, samplesFile, staffFile } from './people.schema.ts'
import { categoriesFile, groundsFile, kindsFile, ownershipFile, templatesFile } from './services.schema.ts'
import { citySettings } from './settings.schema.ts'

/** Every file that a city folder must hold, beside the shapes of its levels, and what it looks like. */
export const CITY_FILES = {
  'city.json': citySettings,
  'areas.json': areasFile,
  'bodies.json': bodiesFile,
  'kinds.json': kindsFile,
  'categories.json': categoriesFile,
  'ownership.json': ownershipFile,
  'grounds.json': groundsFile,
  'templates.json': templatesFile,
  'places.json': placesFile,
  'staff.json': staffFile,
  'residents.json': residentsFile,
  'samples.json': samplesFile,
  'hosts.json': hostsFile,
} as const
export type CityFile = keyof typeof CITY_FILES

/** A city folder read and found well formed; `checkCity` says whether its parts fit each other. */
export interface City {
  settings: z.infer<typeof citySettings>
  areas: z.infer<typeof areasFile>
  /** By level code. A level may have none. */
  shapes: Record<string, AreaShapes>
  layers: { water?: MapLayer; roads?: MapLayer }
  bodies: z.infer<typeof bodiesFile>
  kinds: z.infer<typeof kindsFile>
  categories: z.infer<typeof categoriesFile>
  ownership: z.infer<typeof ownershipFile>
  grounds: z.infer<typeof groundsFile>
  templates: z.infer<typeof templatesFile>
  places: z.infer<typeof placesFile>
  staff: z.infer<typeof staffFile>
  residents: z.infer<typeof residentsFile>
  samples: z.infer<typeof samplesFile>
  /** Host apps whose people may come in. */
  hosts: z.infer<typeof hostsFile>
}

/** What is wrong in a city folder: the file, where in it, and why. */
export interface CityProblem {
  file: string
  path: string
  reason: string
}
