/** Outlines on a 24 × 24 field, drawn with the colour of the text around them. One constant an icon, so that a page carries only its own. */
export const iconBack = 'M15 5l-7 7 7 7'
export const iconNext = 'M9 5l7 7-7 7'
export const iconDown = 'M6 9l6 6 6-6'
export const iconClose = 'M6 6l12 12M18 6L6 18'
export const iconPlus = 'M12 5v14M5 12h14'
export const iconMinus = 'M5 12h14'
export const iconCheck = 'M5 12.5l4.5 4.5L19 7.5'
export const iconPhone =
  'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5L16 13l4 1.5v3A2.5 2.5 0 0 1 17.5 20 13.5 13.5 0 0 1 4 6.5 2.5 2.5 0 0 1 6.5 4z'
export const iconSearch = 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5'
export const iconPen = 'M4 20l1-4.5L16 4.5a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19 4 20zM14 6.5l3.5 3.5'
export const iconPin = 'M12 21s7-6 7-11.5a7 7 0 1 0-14 0C5 15 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z'
export const iconLocate =
  'M12 18.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z'
export const iconCamera =
  'M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM12 16a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z'
export const iconRetry = 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9M20 4.5V9h-4.5'
export const iconUser = 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0'
export const iconClock = 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7v5.2l3.3 2'
export const iconBell = 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15zM10 21h4'
export const iconText = 'M4 7V5h11v2M9.5 5v14M7 19h5M14 13v-2h7v2M17.5 11v8M16 19h3'
export const iconSettings =
  'M4 7h9M19 7h1M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM4 17h1M11 17h9M8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z'
export const iconCopy = 'M9 9h10.5v10.5H9zM5 15H4.5V4.5H15V5'
export const iconEye =
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z'
export const iconAlert = 'M12 4l9 16H3zM12 10v4.5M12 17.3v.2'
export const iconOffline =
  'M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M2 9a14.5 14.5 0 0 1 5-3M15 10.3a10 10 0 0 1 4 2.2M12 5c3.8 0 7.3 1.5 10 4M8.5 16a5 5 0 0 1 6.5-.3M12 19.5v.1'
export const iconMic = 'M12 15a3 3 0 0 0 3-3V6a3 3 0 1 0-6 0v6a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21M9 21h6'
export const iconVideo =
  'M4 7.5A1.5 1.5 0 0 1 5.5 6h8A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 16.5zM15 10.5l5-3v9l-5-3z'
export const iconForm = 'M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h3'
export const iconPlay = 'M8 5.5v13l11-6.5z'
export const iconQr = 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2h-2zM14 18h2v2h-2zM18 18h2v2h-2z'
