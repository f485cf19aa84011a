/** The page's own style; its hash stands in the policy. */
export const STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.6 system-ui,"Noto Sans SC",sans-serif}
a{color:light-dark(#0b57d0,#8ab4f8)}a:focus-visible,pre:focus-visible{outline:3px solid currentColor;outline-offset:2px}
h2{margin-top:3rem;border-bottom:1px solid}h4{margin:1rem 0 .3rem}
nav ul{columns:3 12rem;padding:0;list-style:none}nav a{display:inline-block;padding:.3rem 0;min-height:24px}
.at code{font-size:1.1em}code,pre{font-family:ui-monospace,monospace}
pre{overflow:auto;padding:1rem;background:light-dark(#f1f3f4,#1e1f20);border-radius:.5rem}
table{width:100%;border-collapse:collapse;display:block;overflow-x:auto}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid light-dark(#c4c7c5,#5f6368);overflow-wrap:anywhere}
td:first-child{overflow-wrap:normal}
td em{color:light-dark(#b3261e,#f2b8b5);font-style:normal;font-size:.85em}`
