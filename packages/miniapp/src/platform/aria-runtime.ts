import { mergeInternalComponents } from '@tarojs/shared'
import { ARIA_ATTRIBUTES } from './aria-attributes.ts'

mergeInternalComponents(ARIA_ATTRIBUTES)
