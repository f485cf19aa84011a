/** Outlines that only the desk draws; the shared ones are in `ui/icons.ts` of the portal. 24 × 24, the colour of the text. */
export const iconInbox = 'M4 13.5L6.5 5h11L20 13.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20'
export const iconSend = 'M4.5 12L20 4.5 15 20l-3.5-6.5zM11.5 13.5L20 4.5'
export const iconTray = 'M12 4v10M8 10.5l4 4 4-4M4.5 16.5v3h15v-3'
export const iconTools =
  'M14.5 6.5a4 4 0 0 1 5-2l-2.5 2.6.4 2.1 2.1.4 2.5-2.5a4 4 0 0 1-5.5 4.9L9 19.5a2.1 2.1 0 0 1-3-3l7.5-7.5a4 4 0 0 1 1-2.5z'
export const iconStamp = 'M9 13.5V11a4 4 0 1 1 6 0v2.5M5 17.5c0-2.5 1.5-4 4-4h6c2.5 0 4 1.5 4 4zM5 20.5h14'
export const iconWalk = 'M13 5.5a1.6 1.6 0 1 0 0-.01M9.5 20.5l2-5.5M15.5 20.5l-2-5-2.5-2 1-5M8 12l1-3 3-1 2 2.5 2.5 1'
export const iconReturn = 'M9 6L4.5 10.5 9 15M4.5 10.5H15a4.5 4.5 0 0 1 0 9h-4'
export const iconHourglass = 'M6.5 3.5h11M6.5 20.5h11M8 3.5v4l4 4.5 4-4.5v-4M8 20.5v-4l4-4.5 4 4.5v4'
export const iconStack = 'M12 4l8.5 4.5L12 13 3.5 8.5zM3.5 12.5L12 17l8.5-4.5M3.5 16.5L12 21l8.5-4.5'
export const iconHeadset =
  'M4.5 14v-2a7.5 7.5 0 0 1 15 0v2M4.5 13.5h2.5v5H5.5a1 1 0 0 1-1-1zM19.5 13.5H17v5h1.5a1 1 0 0 0 1-1zM19.5 18c0 1.5-1.5 2.5-3.5 2.5h-2'
export const iconAlarm = 'M12 20.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM12 9.5V13l2.5 2M3.5 6.5L6.5 4M20.5 6.5L17.5 4'
export const iconEyeOff =
  'M4 4l16 16M9.5 6A9.5 9.5 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6 8a16 16 0 0 0-3.5 4S6 18.5 12 18.5a9 9 0 0 0 4-1M10 10a3 3 0 0 0 4 4'
export const iconKeyboard = 'M3 7h18v10.5H3zM6.5 10.5v.01M10 10.5v.01M13.5 10.5v.01M17 10.5v.01M8 14h8'
export const iconFilter = 'M4 6h16M7 12h10M10 18h4'
export const iconSort = 'M8 5v14M4.5 15.5L8 19l3.5-3.5M16 19V5M12.5 8.5L16 5l3.5 3.5'
export const iconBookmark = 'M7 4h10v16l-5-4-5 4z'
export const iconDownload = 'M12 4v11M8 11.5l4 4 4-4M5 19.5h14'
export const iconChecks = 'M3.5 12.5l3.5 3.5 7-8M11.5 15l1 1 8-9'
export const iconSignOut = 'M14 4.5H5v15h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5'
export const iconMoon = 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z'
export const iconContrast =
  'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 3.5v17M12 7.5l6.5-1M12 12h8.5M12 16.5l6.5 1'
export const iconChart = 'M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6'
export const iconMegaphone = 'M4 10v4h3l8 4.5v-13L7 10zM18.5 9a4.5 4.5 0 0 1 0 6M7 14l1 5.5h2.5L9.5 15'
export const iconPlug = 'M9 3.5v5M15 3.5v5M6.5 8.5h11V12a5.5 5.5 0 0 1-11 0zM12 17.5v3'
export const iconShield = 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM12 8.5v4M12 15.5v.2'
export const iconPeople =
  'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14a6.5 6.5 0 0 1 4 5.5'
export const iconTree = 'M9.5 3.5h5v4h-5zM4 16.5h5v4H4zM15 16.5h5v4h-5zM12 7.5V12M6.5 16.5V12h11v4.5'
export const iconBuilding = 'M5 20.5V4.5h9v16M14 9.5h5v11M3 20.5h18M8 8h3M8 11.5h3M8 15h3M16.5 13v.01M16.5 16.5v.01'
