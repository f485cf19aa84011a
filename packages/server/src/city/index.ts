export { CityError, loadCity, problemLine, type LoadedCity } from './load-city.ts'
export { readCity } from './read-city.ts'
export { createOwnership, OWNERSHIP_THING, type Ownership } from './ownership.service.ts'
