// @ts-check
// The page of the app that holds the portal in a frame: everything that goes over the bridge, once.
/** @type {typeof import('@civicgrid/sdk/bridge')} */
const bridge = Reflect.get(window, 'CivicBridge')

/** @param {string} id @returns {HTMLElement} */
const one = (id) => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no ${id}`)
  return found
}
const frame = /** @type {HTMLIFrameElement} */ (one('portal'))
const { portal = '', host = '', path = '/' } = frame.dataset
/** @type {import('@civicgrid/sdk/bridge').HostLink | undefined} */
let link
let first = true

bridge.holdPortal({
  frame,
  origin: portal,
  hostApp: host,
  ready: (ready) => void (link = ready),
  on: {
    title: (said) => {
      one('title').textContent = said.title
      first = said.first
      one('back').hidden = first
    },
    // The app's backend knows who is signed in, and signs what it asks; the page only carries it.
    ticket: async ({ challenge, callback }) => {
      const answer = await fetch('/api/ticket', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ challenge, callback }),
      })
      return answer.ok ? answer.json() : null
    },
    // A native shell asks the phone's own locator, whose points are GCJ-02 in China.
    locate: () => ({ lng: 121.131, lat: 31.452, accuracy: 30, crs: 'WGS-84' }),
    signOut: () => void (one('title').textContent = '已退出'),
  },
})
frame.src = portal + path

one('back').addEventListener('click', async () => {
  const said = await link?.ask('back', null)
  if (!said?.handled) location.reload()
})
one('tab-home').addEventListener('click', () => void (frame.src = `${portal}/`))
one('tab-me').addEventListener('click', () => one('settings').toggleAttribute('hidden'))
one('leave')
  .closest('form')
  ?.addEventListener('submit', async (event) => {
    event.preventDefault()
    // First the portal, then the app: nobody is left behind who is still signed in.
    await link?.ask('signOut', null).catch(() => undefined)
    if (event.target instanceof HTMLFormElement) event.target.submit()
  })
one('settings').addEventListener('click', ({ target }) => {
  const what = target instanceof HTMLElement ? target.dataset.tell : undefined
  if (what === 'dark') link?.tell('theme', { theme: 'dark' })
  if (what === 'large') link?.tell('fontScale', { scale: 1.5 })
  if (what === 'english') link?.tell('locale', { locale: 'en' })
})
