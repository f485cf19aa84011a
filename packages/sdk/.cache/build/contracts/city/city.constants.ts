/** The fixed words of a city folder: what code may ask for by name. A city chooses among them, it adds none. */

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** A text of the city in every language that the faces speak. */
export type CityText = Record<Locale, string>

export const CAPABILITIES = [
  'appeals',
  'grid',
  'doorstep',
  'rides',
  'partners',
  'cityServices',
  'integrations',
  'knowledge',
  'insight',
] as const
export type Capability = (typeof CAPABILITIES)[number]

export const BODY_KINDS = ['department', 'township', 'community', 'grid'] as const
export type BodyKind = (typeof BODY_KINDS)[number]

/** The desks an urgent appeal points to: police, fire, ambulance, traffic police. */
export const EMERGENCY_NUMBERS = ['110', '119', '120', '122'] as const
export type EmergencyNumber = (typeof EMERGENCY_NUMBERS)[number]

/** The clocks a category sets; the ruling on a bounce has one limit for the whole city. */
export const CATEGORY_STAGES = ['accept', 'firstContact', 'result', 'review'] as const
export type CategoryStage = (typeof CATEGORY_STAGES)[number]

export const TEMPLATE_FIELD_TYPES = ['text', 'number', 'money', 'date', 'phone', 'choice'] as const
export type TemplateFieldType = (typeof TEMPLATE_FIELD_TYPES)[number]

/** Reference systems a point may come in. CGCS2000 equals WGS-84 for our purpose. */
export const REFERENCE_SYSTEMS = ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const
export type ReferenceSystem = (typeof REFERENCE_SYSTEMS)[number]

export const PLACE_KINDS = [
  'government',
  'school',
  'hospital',
  'market',
  'park',
  'housing',
  'transport',
  'factory',
  'culture',
  'temple',
  'water',
  'village',
] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]
