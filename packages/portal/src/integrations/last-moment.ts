/** A term does not include its end: what ends at midnight lasts until the day before. @param until ISO UTC */
export const lastMoment = (until: string): string => new Date(Date.parse(until) - 1).toISOString()
