import { define, ON_ARRAYS, ON_OBJECT, ON_STRINGS, ON_WINDOW } from './polyfills.ts'

// Syntax is lowered by the build; methods are not. This comes before everything else that runs.
define(Object, ON_OBJECT)
define(Array.prototype, ON_ARRAYS)
define(String.prototype, ON_STRINGS)
define(window, { ...ON_WINDOW, globalThis: window })
