import { z } from 'zod'
import { NOTICE_FIELD, NOTICE_VALUES } from '../notices/notice.message.ts'
import { CAPABILITIES, EMERGENCY_NUMBERS, LOCALES, REFERENCE_SYSTEMS } from './city.constants.ts'
import { cityText, code, day, latitude, limit, longitude, phoneNumber, position } from './text.schema.ts'

const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'a colour such as #0b6e4f')

/** The colours that a face derives its tokens from; contrast is checked by `city.check.ts`. */
const palette = z.strictObject({
  /** Buttons, links, what is current. */
  brand: colour,
  /** Text and icons on `brand`. */
  onBrand: colour,
  /** A second colour, for the map and for what is not an action. */
  accent: colour,
  background: colour,
  surface: colour,
  text: colour,
  /** Secondary text. */
  muted: colour,
  border: colour,
  danger: colour,
  success: colour,
})

const theme = z.strictObject({
  light: palette,
  dark: palette,
  /** Corner radius in CSS pixels. */
  radius: z.int().min(0).max(24),
  /** File in the city's folder. */
  logo: z.string().endsWith('.svg'),
})

const tiles = z.strictObject({
  /** `https://…/{z}/{x}/{y}.png` */
  url: z
    .string()
    .regex(
      /^https:\/\/.+\{z\}.+\{x\}.+\{y\}|^https:\/\/.+\{z\}.+\{y\}.+\{x\}/,
      'an https address with {z}, {x} and {y}',
    ),
  attribution: cityText,
  /** 审图号 of the tiles: a public map in China shows it. */
  approvalNumber: z.string().min(1),
  crs: z.enum(REFERENCE_SYSTEMS),
  maxZoom: z.int().min(1).max(22),
})

const map = z.strictObject({
  centre: position,
  /** West, south, east, north. */
  bounds: z.tuple([longitude, latitude, longitude, latitude]),
  /** Of the city's own shapes; RFC 7946 asks for WGS-84. */
  crs: z.literal('WGS-84'),
  /** 审图号 of the city's own shapes, where it has one. */
  approvalNumber: z.string().min(1).optional(),
  /** Without one the faces draw the city's own shapes. */
  tiles: tiles.optional(),
  /** GeoJSON in the city's folder, drawn beneath the areas. */
  layers: z.strictObject({ water: z.string().optional(), roads: z.string().optional() }),
})

const minuteOfDay = z.int().min(0).max(1440)

/** From which the calendar is made; see `clock/chinese-calendar.ts`. */
const calendar = z.strictObject({
  workingHours: z.array(z.tuple([minuteOfDay, minuteOfDay])).min(1),
  overrides: z.strictObject({ name: code, holidays: z.array(day), workdays: z.array(day) }).optional(),
})

/** What the city promises and asks beyond its categories. */
const rules = z.strictObject({
  /** Natural days, from the feedback, in which a resident may ask for handling again. */
  rehandleDays: z.int().min(1).max(90),
  rehandleTimes: z.int().min(0).max(5),
  /** In one calendar day of the city. */
  urgesPerDay: z.int().min(0).max(1),
  /** Cap of all extensions of one round together, in working days. */
  extensionDays: z.int().min(0).max(60),
  /** Natural days after the feedback, unrated; a rated one is archived at once. */
  archiveAfterDays: z.int().min(1).max(180),
  /** For a supervisor to rule on a bounce or an extension. */
  bounceRuling: limit,
  /** How many of a hundred passed results are looked at once more by a second reviewer. */
  reviewSamplingPercent: z.int().min(0).max(100),
  /** Natural days without a rating, after which a call-back is due. */
  followUpAfterDays: z.int().min(1).max(60),
})

const photos = z.strictObject({
  /** Not above the machine's own limit of nine. */
  max: z.int().min(0).max(9),
  maxBytes: z.int().min(100_000).max(10_485_760),
})

/** A service of the city's own over HTTP. What it needs to let us in is in the environment, never in this file. */
const helper = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** For one answer. */
  timeoutMs: z.int().min(100).max(60_000).optional(),
})

/** What helps a resident to write; the form works without either. */
const assist = z.strictObject({
  /** Writes down speech. */
  speech: helper.optional(),
  /** A learned classifier, asked before the city's lexicon. */
  classifier: helper.optional(),
})

/** Door plates (楼栋门牌码): what stands in their code before the number. */
const plates = z.strictObject({ prefix: z.string().min(1).max(200) })

/** How residents come in, beside the city's host apps. Keys and addresses are in the environment, never in this file. */
const signIn = z.strictObject({
  /** By a code that is sent to their number. */
  phone: z.boolean().default(false),
  /** By a mini-program in WeChat. `link`: who is not known yet shows first who they are; `open`: gets an account at once. */
  wechat: z.enum(['off', 'link', 'open']).default('off'),
})

/** Acting for another (代办); without it nobody can. */
const authorities = z.strictObject({
  /** The longest term. */
  maxDays: z.int().min(1).max(1095),
  /** For how long the code of an offer can be taken up. */
  codeHours: z.int().min(1).max(168),
  /** On a signed paper that staff looks at. */
  paper: z.boolean(),
  /** Said before an officer. */
  witnessed: z.boolean(),
})

/** What residents may ask of what is kept of them; without it an account is deleted at once, and nothing is named. */
const myData = z.strictObject({
  /** Between the word and the deed of deleting an account. */
  thinkOverDays: z.int().min(0).max(30),
  copiesPerDay: z.int().min(1).max(20),
  /** What stays by law: what, the law with its article, for how long. */
  keeps: z.array(z.strictObject({ what: cityText, ground: cityText, until: cityText })).min(1),
})

/** The city's mini-program; without it none is built. */
const miniProgram = z.strictObject({
  /** As WeChat gave it; `touristappid` is what its developer tools take for trying out. */
  appId: z.string().regex(/^(wx[0-9a-f]{16}|touristappid)$/),
  /** Where the service is, as registered with WeChat: https, no path. */
  server: z.url({ protocol: /^https$/ }),
  /** Messages that people may ask for (订阅消息): the city's own templates. Without them none is offered. */
  messages: z
    .strictObject({
      answered: z.strictObject({
        template: z.string().min(1).max(64),
        /** Of the program, opened by a tap on the message; `{code}` is the appeal's. */
        page: z.string().regex(/^[\w/]+\?[\w=&{}]*\{code\}$/),
        /** What to do then, in the city's words. */
        hint: z.string().min(1).max(20),
        fields: z
          .record(z.string().regex(NOTICE_FIELD), z.enum(NOTICE_VALUES))
          .refine((fields) => Object.keys(fields).length > 0, 'a template has fields'),
      }),
    })
    .optional(),
})

/** `city.json`: what the city is, what it switches on, what it promises. */
export const citySettings = z.strictObject({
  code,
  name: cityText,
  /** What the service calls itself: the portal's title. */
  serviceName: cityText,
  utcOffsetMinutes: z.int().min(-720).max(840).multipleOf(15),
  locales: z.array(z.enum(LOCALES)).min(1),
  defaultLocale: z.enum(LOCALES),
  capabilities: z.record(z.enum(CAPABILITIES), z.boolean()),
  hotline: z.strictObject({ number: phoneNumber, name: cityText, hours: cityText }),
  emergency: z.array(z.strictObject({ number: z.enum(EMERGENCY_NUMBERS), name: cityText, when: cityText })).min(1),
  /** Minutes of the day between which the portal says first whom to call in an emergency; past midnight where from > until. */
  night: z.strictObject({ from: minuteOfDay, until: minuteOfDay }).optional(),
  theme,
  map,
  calendar,
  rules,
  photos,
  assist: assist.optional(),
  authorities: authorities.optional(),
  myData: myData.optional(),
  plates: plates.optional(),
  signIn: signIn.optional(),
  miniProgram: miniProgram.optional(),
})
export type CitySettings = z.infer<typeof citySettings>
