/** What a page says that stands in a partner's frame. */
export const embedded = {
  'embedded.signIn': '请先在这个页面所在的应用里登录，再继续办理',
  'embedded.myData': '您在这里留下的信息',
  'embedded.back': '返回',
} as const
