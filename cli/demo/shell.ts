import { type Html, html, style } from '../../templates/html.ts';

const css = `
*{box-sizing:border-box}
html{color-scheme:light dark;font:1.0625rem/1.6 system-ui,sans-serif;background:light-dark(#fbfbfa,#161716);color:light-dark(#1b1d1b,#ecefec)}
body{max-width:64rem;margin:0 auto;padding:clamp(1.25rem,4vw,3.5rem)}
h1{font-size:clamp(2rem,1.4rem + 2.4vw,3rem);line-height:1.1;letter-spacing:-.02em;margin:0}
h2{margin:3rem 0 .5rem;line-height:1.2}
p{max-width:44rem}
a{color:light-dark(#0b5c57,#6cc5bb);font-weight:600;text-underline-offset:.2em}
.ways a{display:inline-block;padding:.5rem 0;margin-inline-end:1.5rem}
code,pre{font:0.9375rem/1.5 ui-monospace,Consolas,monospace}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:.875rem 1rem .875rem 0;border-bottom:1px solid light-dark(#dfe3df,#333833);text-align:start;vertical-align:top}
th[scope=row]{font-weight:600}
td ul{margin:0;padding:0;list-style:none}
em{color:light-dark(#a33b00,#ffb38a);font-style:normal;font-weight:600}
details{margin:1rem 0;border:1px solid light-dark(#d5dad5,#3a403a);border-radius:12px;overflow:hidden;background:light-dark(#fff,#1e211e)}
summary{padding:.75rem 1rem;cursor:pointer}
summary bdi{font-weight:600}
details[open] summary{border-bottom:1px solid light-dark(#e4e8e4,#333833)}
time{float:inline-end;margin-inline-start:1rem;color:light-dark(#5b625b,#a6ada6)}
iframe{display:block;width:100%;height:30rem;border:0;background:#fff}
pre{margin:0;padding:1rem;white-space:pre-wrap}
button{font:inherit;min-height:2.75rem;padding:.25rem 1rem;border:1.5px solid currentColor;border-radius:8px;background:none;color:inherit;cursor:pointer}
@media(max-width:40rem){table,tbody,tr,th,td{display:block}thead{display:none}th,td{border:0;padding:.25rem 0}tr{padding:1rem 0;border-bottom:1px solid light-dark(#dfe3df,#333833)}}
:focus-visible{outline:3px solid light-dark(#0b5c57,#6cc5bb);outline-offset:2px}
`.replaceAll('\n', '');

/** A page of the demo itself; it is about the product, not part of it, and speaks English alone. */
export const demoPage = ({ title, body }: { title: string; body: Html }): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
${style(css)}
</head>
<body>
${body}
</body>
</html>
`.markup;
