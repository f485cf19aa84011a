// @ts-check
// The partner's own page: what it does with the elements of the city, whose loader stands in the HTML.

/** @param {string} id @returns {HTMLElement} */
const one = (id) => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

/** Shows what has been sent, below. @param {string} code */
function follow(code) {
  const progress = document.createElement('civic-progress')
  for (const name of ['integration', 'secret-url', 'brand', 'elder'])
    if (one('send').hasAttribute(name)) progress.setAttribute(name, one('send').getAttribute(name) ?? '')
  progress.setAttribute('code', code)
  const section = one('sent')
  section.querySelector('civic-progress')?.remove()
  section.append(progress)
  section.hidden = false
}

document.addEventListener('civic-sent', (event) => {
  if (event instanceof CustomEvent) follow(event.detail.code)
})
one('larger').addEventListener('click', () => one('send').toggleAttribute('elder'))
one('open').addEventListener('click', () => {
  const dialog = one('over')
  if ('open' in dialog && typeof dialog.open === 'function') dialog.open()
})
