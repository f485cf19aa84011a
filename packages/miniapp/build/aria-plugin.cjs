const { resolve } = require('node:path')
const { ARIA_ATTRIBUTES } = require('../src/platform/aria-attributes.ts')

/**
 * Taro drops every attribute that it does not know, and it knows no aria. Its templates and its runtime learn them here;
 * both, since they count the attributes alike. CommonJS, because Taro loads its plugins so.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      // A page of the web keeps aria by itself.
      if (!platform.template) return
      platform.template.mergeComponents(platform.ctx, ARIA_ATTRIBUTES)
      const own = resolve(__dirname, '../src/platform/aria-runtime.ts')
      platform.runtimePath = [].concat(platform.runtimePath, own)
    },
  })
}
