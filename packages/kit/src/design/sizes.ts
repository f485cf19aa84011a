/** What one root em is, px. Elder: main text at least 18 px (适老化), and room to make it larger. */
export const ROOT_PX = { normal: 16, elder: 21, elderMost: 30 } as const

/** The least side of anything that is tapped, px (适老化: 60 in elder mode, 44 elsewhere). */
export const TARGET_PX = { normal: 44, elder: 60 } as const

/** What elder mode offers where letters are not drawn by a slider, px. */
export const ELDER_SIZES = [ROOT_PX.elder, 25, ROOT_PX.elderMost] as const
export type ElderSize = (typeof ELDER_SIZES)[number]
