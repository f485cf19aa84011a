export { CityError, loadCity, problemLine, type LoadedCity } from './load-city.ts'
export { readCity } from './read-city.ts'
