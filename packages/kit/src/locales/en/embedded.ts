/** What a page says that stands in a partner's frame. */
export const embedded = {
  'embedded.signIn': 'Please sign in to the app that this page is in, then go on',
  'embedded.myData': 'What is kept of you here',
  'embedded.back': 'Back',
} as const
