/** How WeChat draws what a program says nothing about, near enough that a picture looks like the program. */
export const BASE_CSS = `
html, body { margin: 0; padding: 0; }
body { font-family: sans-serif; font-size: 16px; -webkit-text-size-adjust: none; }
wx-page { display: block; min-height: 100vh; }
wx-page[hidden], wx-swiper-item[hidden] { display: none; }
wx-view, wx-scroll-view, wx-swiper, wx-form, wx-picker, wx-navigator, wx-label { display: block; }
wx-text { display: inline; white-space: pre-line; }
wx-block, wx-slot { display: contents; }
wx-scroll-view { overflow: auto; }
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
wx-image > img { display: block; width: 100%; height: 100%; }
wx-button { position: relative; display: block; margin: 0 auto; padding: 0 14px; box-sizing: border-box; font-size: 18px;
  text-align: center; line-height: 2.55556; border-radius: 5px; background-color: #f2f2f2; cursor: pointer; }
wx-button[data-off] { opacity: .5; pointer-events: none; }
wx-input { display: block; height: 1.4em; min-height: 1.4em; }
wx-input > input, wx-textarea > textarea { width: 100%; height: 100%; margin: 0; padding: 0; border: 0; outline: 0; background: transparent;
  color: inherit; font: inherit; resize: none; box-sizing: border-box; }
wx-textarea { display: block; width: 300px; height: 150px; }
wx-textarea[auto-height] { height: auto; }
wx-input:focus-within, wx-textarea:focus-within { outline: 2px solid #576b95; }
wx-map { position: relative; display: block; width: 300px; height: 150px; overflow: hidden;
  background: repeating-linear-gradient(45deg, #e8eef0 0 18px, #f4f6f2 18px 36px); }
.mp-marker { position: absolute; width: 22px; height: 30px; margin: -30px 0 0 -11px; padding: 0; border: 0; background: #d9363e;
  border-radius: 50% 50% 50% 0; transform: rotate(-45deg); }
.mp-tabs { position: sticky; bottom: 0; display: flex; height: 50px; background: #fff; }
.mp-tabs button { flex: 1; min-height: 44px; border: 0; background: none; color: inherit; }
.mp-tabs button[aria-selected=true] { color: #07c160; }
wx-slider { display: block; height: 44px; border-bottom: 2px solid #ccc; }
wx-canvas, wx-canvas > canvas { display: block; }
.mp-bar { position: sticky; top: 0; z-index: 10; display: flex; align-items: center; height: 44px; padding: 0 8px; background: #fff; color: #000; }
.mp-bar button { width: 44px; height: 44px; border: 0; background: none; color: inherit; font-size: 24px; }
.mp-bar h1 { flex: 1; margin: 0 44px 0 0; font-size: 17px; font-weight: 600; text-align: center; }
.mp-toast { position: fixed; left: 50%; top: 45%; z-index: 99; padding: 12px 18px; transform: translateX(-50%); border-radius: 8px;
  background: rgba(0, 0, 0, .8); color: #fff; }
@media (prefers-color-scheme: dark) { .mp-bar { background: #191919; color: #fff; } }
`
