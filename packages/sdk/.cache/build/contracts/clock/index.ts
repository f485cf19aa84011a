export * from './calendar.ts'
export * from './chinese-calendar.ts'
export * from './clock.ts'
export { dayFromText, dayNumber, dayOf, dayStart, dayText } from './day.ts'
