import type { Person } from './people.ts'

const safe = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title>
<link rel="stylesheet" href="/shell.css">
${body}
</html>`

/** The app's own sign-in. @param next a path of the app to go on to */
export const signInPage = (name: string, people: readonly Person[], next: string): string =>
  page(
    name,
    `<main><h1>${safe(name)}</h1><p>选一位市民登录</p>
<form method="post" action="/sign-in"><input type="hidden" name="next" value="${safe(next)}">
${people.map(({ subject, name: who }) => `<button name="subject" value="${safe(subject)}">${safe(who)}</button>`).join('\n')}
</form></main>`,
  )

export interface ShellOptions {
  readonly name: string
  readonly person: Person
  /** Origin of the portal. */
  readonly portal: string
  readonly hostApp: string
  /** Page of the portal that the frame shows first. */
  readonly path: string
}

/** The super-app's shell: title bar, the portal, tab bar, and its own settings. */
export const shellPage = ({ name, person, portal, hostApp, path }: ShellOptions): string =>
  page(
    name,
    `<header><button id="back" aria-label="后退">‹</button><b id="title">${safe(name)}</b><span>${safe(person.name)}</span></header>
<iframe id="portal" title="城市服务" data-portal="${safe(portal)}" data-host="${safe(hostApp)}" data-path="${safe(path)}"></iframe>
<section id="settings" hidden>
<button data-tell="dark">深色</button><button data-tell="large">大字</button><button data-tell="english">English</button>
<form method="post" action="/sign-out"><button id="leave">退出登录</button></form></section>
<nav><button id="tab-home">城市服务</button><a id="whole" href="${safe(portal)}/enter?host=${safe(hostApp)}&amp;to=/mine">我的诉求</a><button id="tab-me">我的</button></nav>
<script src="/bridge.js"></script><script src="/shell.js"></script>`,
  )

export const STYLE = `*{box-sizing:border-box}body{margin:0;height:100vh;display:flex;flex-direction:column;font:16px/1.5 system-ui,sans-serif}
header,nav{display:flex;align-items:center;gap:12px;padding:8px 12px;background:#0b3d91;color:#fff}header b{flex:1;text-align:center}
nav{justify-content:space-around;background:#fff;border-top:1px solid #ddd}nav a{color:#0b3d91;text-decoration:none}
button{font:inherit;min-height:44px;min-width:44px;border:1px solid #ccd;border-radius:8px;background:#fff}
header button{background:none;border:0;color:inherit;font-size:24px}iframe{flex:1;border:0;width:100%}
main{padding:24px;display:grid;gap:16px}form{display:grid;gap:12px}#settings{padding:12px;display:flex;gap:8px}#settings[hidden]{display:none}`
