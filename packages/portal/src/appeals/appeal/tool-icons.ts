/** Outlines as in ui/icons.ts. */
export const iconSpeak = 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15 9a4 4 0 0 1 0 6M17.5 6.5a8 8 0 0 1 0 11'
export const iconShare = 'M12 15V4M8 7.5L12 3.5l4 4M5 12.5v6A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5v-6'
