/** Taro's own preset: what phones with an old WeChat understand. */
module.exports = {
  presets: [['taro', { framework: 'vue3', ts: true, compiler: 'webpack5', useBuiltIns: false }]],
}
