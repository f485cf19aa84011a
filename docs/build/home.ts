import type { Locale } from './nav.ts'

const ENGLISH = `# Embed it in an afternoon

A city’s closed loop of appeals (诉求) for your app, your page or your server. Against a mock in five minutes, with your own
city by the evening.

| you have                                          | begin here                                                        |
| ------------------------------------------------- | ----------------------------------------------------------------- |
| five minutes                                      | [Five lines](./quick-start): a first call, no server and no key   |
| a test to write                                   | [The mock](./testing): a whole city in memory, its clock is yours |
| an app whose people are signed in                 | [Host apps](./host-app) and [their checklist](./host-checklist)   |
| a page of your own                                | [Elements](./embedding) to put into it, or [headless](./headless)       |
| a backend that speaks no TypeScript               | [Plain HTTP](./rest), described by OpenAPI 3.1; [webhooks](./webhooks)                             |
| an error in front of you                          | [The error book](./errors): every code, and what to do            |
| a colleague who asks whether this may be let in   | [Security, in short](./security) and [versions](./versions)       |

- **A mock that behaves.** It runs the server’s own machines: what it refuses, the server refuses.
- **One SDK.** Typed, under 9 kB, no dependency; the same for a browser, a mini-program and a server.
- **Samples that run.** Every one in these pages is compiled against what is published, and run where it stands for itself.
`

const CHINESE = `# 一个下午完成接入

把城市的诉求闭环接入您的 App、网页或服务端：五分钟对模拟城市跑通，傍晚接上您的城市。

| 您手上有                       | 从这里开始                                                          |
| ------------------------------ | ------------------------------------------------------------------- |
| 五分钟                         | [五行代码](./quick-start)：第一个调用，不需要服务端和密钥           |
| 要写的测试                     | [模拟城市](./testing)：内存里的一整座城市，时钟由您拨动             |
| 用户已登录的 App               | [宿主应用](./host-app)与[对接验收清单](./host-checklist)            |
| 自己的页面                     | [嵌入元素](./embedding)，或[无界面使用](./headless)                    |
| 不用 TypeScript 的后端         | [直接调 HTTP](./rest)，由 OpenAPI 3.1 描述；[回调通知](./webhooks)                                    |
| 眼前的一个错误                 | [错误手册](./errors)：每个错误码，以及怎么办                        |
| 问「能不能接」的同事           | [安全概要](./security)与[版本与弃用](./versions)                    |

- **像真的一样的模拟城市。** 运行服务端自己的状态机：它拒绝的，服务端也拒绝。
- **一套 SDK。** 带类型、不足 9 kB、零依赖；浏览器、小程序、服务端通用。
- **能运行的示例。** 每段示例都对照发布包编译过；独立成段的都运行过。
`

/** The first page. Its next one is the quick start, whatever the sidebar says. */
export const homeOf = (locale: Locale): string => (locale === 'zh' ? CHINESE : ENGLISH)
