/** Signs of the groups of categories; a city names one for each of its groups. */
const ICONS: Readonly<Record<string, string>> = {
  broom: 'M14 4l-4 8M8 11l5 2.5M7.5 11.5C5 14 4.5 17 4 20h9c1-2 1.5-4 1-6.5M8 20v-3M11 20v-2',
  road: 'M7 4L4 20M17 4l3 16M12 5v2.5M12 11v2.5M12 17v2.5',
  drop: 'M12 3.5s6 6.5 6 11a6 6 0 0 1-12 0c0-4.5 6-11 6-11zM9 15a3 3 0 0 0 3 3',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5h4v5',
  crane: 'M6 20V4l13 3.5H6M15.5 7.5V13M14 13h3v3h-3zM4 20h6',
  bus: 'M5 6.5A1.5 1.5 0 0 1 6.5 5h11A1.5 1.5 0 0 1 19 6.5V17H5zM5 11.5h14M8 17v2M16 17v2M8 14.3v.1M16 14.3v.1',
  leaf: 'M5 19C4 11 9 5 19.5 5 20 14 15 19.5 8 18M5 19c2-4 5-7 9-9',
  shield: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10',
  cart: 'M3.5 5H6l2 10.5h9.5L19.5 8H7M9.5 19.5v.1M16 19.5v.1',
  briefcase: 'M4 8.5h16V19H4zM9 8.5V6h6v2.5M4 13h16',
  book: 'M12 6.5C10 5 7.5 4.5 4 4.5V18c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2zM12 6.5V20',
  heart: 'M12 20S4 15 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 15 12 20 12 20z',
  card: 'M3.5 6h17v12h-17zM8 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.5 16a2.7 2.7 0 0 1 5 0M14 10h4M14 14h4',
  wheat:
    'M12 21V8M12 8c-2-1-2.5-3-2-5 2 .5 3 2.5 2 5zM12 13c-3 0-4.5-1.5-5-4 3 0 4.5 1.5 5 4zM12 13c3 0 4.5-1.5 5-4-3 0-4.5 1.5-5 4zM12 18c-3 0-4.5-1.5-5-4 3 0 4.5 1.5 5 4zM12 18c3 0 4.5-1.5 5-4-3 0-4.5 1.5-5 4z',
  factory: 'M4 20V9l5 3.5V9l5 3.5V5h6v15zM8 16.5v.1M12 16.5v.1M16 16.5v.1',
  handshake: 'M3 8l4-2 5 2 5-2 4 2v7l-3 1-4.5 4L8 16l-5-1zM12 8l-3 3.5c1.5 1.5 3 1 4.5-.5L18 15',
}

/** A sign this build does not know is a plain mark. */
export const groupIcon = (name: string): string => ICONS[name] ?? 'M12 5v14M5 12h14'
