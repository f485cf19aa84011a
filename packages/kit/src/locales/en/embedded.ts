/** What a page says that stands in a partner's frame. */
export const embedded = {
  'embedded.signIn': 'Please sign in to the app that this page is in, then go on',
} as const
