const { createRequire } = require('node:module')

/** As the preset below has it. */
const typescript = createRequire(require.resolve('babel-preset-taro')).resolve('@babel/plugin-transform-typescript')

/** Taro's own preset: what phones with an old WeChat understand. */
module.exports = {
  presets: [['taro', { framework: 'vue3', ts: true, compiler: 'webpack5', useBuiltIns: false }]],
  // The preset's plugin for fields comes before its TypeScript, and does not know a field that is declared and no more.
  overrides: [{ test: /[\\/](?:contracts|sdk)[\\/].*\.ts$/, plugins: [[typescript, { allowDeclareFields: true }]] }],
}
