/** What a screen reader is told of; '' is Taro's word for «no value unless one is given». */
const SAID = { 'aria-role': '', 'aria-label': '', 'aria-hidden': '', 'aria-disabled': '' }
const STATE = { 'aria-checked': '', 'aria-selected': '', 'aria-expanded': '', 'aria-live': '', 'aria-current': '' }

/** Attributes by component, as they are merged into Taro's own lists. */
export const ARIA_ATTRIBUTES: Record<string, Record<string, string>> = {
  View: { ...SAID, ...STATE },
  Text: { ...SAID, ...STATE },
  Image: SAID,
  Button: { ...SAID, ...STATE },
  Input: SAID,
  Textarea: SAID,
  Picker: SAID,
  ScrollView: SAID,
  Map: SAID,
  Navigator: SAID,
  Switch: { ...SAID, ...STATE },
  Slider: SAID,
  Swiper: SAID,
}
