/** The look of the kit's page, on top of the tenant's own colours. */
export const css = `
*{box-sizing:border-box}
[hidden]{display:none!important}
html{color-scheme:light dark;background:var(--keyturn-canvas);color:var(--keyturn-ink);font:1.0625rem/1.55 var(--keyturn-font);scroll-padding-block-start:11rem}
body{margin:0;overflow-wrap:break-word}
.top{border-block-start:6px solid var(--keyturn-brand);padding:clamp(2rem,5vw,4.5rem) clamp(1.25rem,4vw,4rem) 2rem;max-width:100rem;margin:0 auto}
h1{margin:0;font-size:clamp(2.125rem,1.3rem + 3.6vw,4rem);line-height:1.05;letter-spacing:-.025em;text-wrap:balance;max-width:52rem}
.top p{margin:1rem 0 0;max-width:44rem;font-size:1.1875rem;color:var(--keyturn-ink-soft)}
.top code{display:inline-block;font-size:1rem}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 1.75rem;margin:1.5rem 0 0;padding:0;list-style:none}
a{color:var(--keyturn-link);text-underline-offset:.2em;text-decoration-thickness:1px}
.facts a{display:inline-block;padding:.5rem 0;font-weight:600}
#tools{position:sticky;inset-block-start:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:end;padding:.625rem max(clamp(1.25rem,4vw,4rem),calc(50vw - 46rem)) .75rem;background:var(--keyturn-surface);border-block:1px solid var(--keyturn-line)}
fieldset{min-inline-size:0;margin:0;padding:0;border:0}
legend{padding:0;font-size:.875rem;color:var(--keyturn-ink-soft)}
.choice{display:flex;flex-wrap:wrap;gap:.25rem;margin-block-start:.125rem}
.choice label{position:relative;display:block;cursor:pointer}
.choice input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.choice span{display:block;padding:.25rem .75rem;min-block-size:2.25rem;line-height:1.625rem;border:1px solid var(--keyturn-line);border-radius:1.25rem;font-size:1rem}
.choice input:checked+span{background:var(--keyturn-action);border-color:var(--keyturn-action-edge);color:var(--keyturn-on-action);font-weight:600}
.choice input:focus-visible+span{outline:3px solid var(--keyturn-focus);outline-offset:2px}
.end{margin-inline-start:auto;display:flex;gap:1rem;align-items:center;color:var(--keyturn-ink-soft)}
#count{font-size:1.5rem;font-weight:700;font-variant-numeric:tabular-nums;color:var(--keyturn-ink)}
button{font:inherit;font-size:1rem;font-weight:600;min-block-size:2.75rem;padding:.375rem 1.0625rem;border:1.5px solid var(--keyturn-edge);border-radius:calc(var(--keyturn-radius));background:none;color:var(--keyturn-ink);cursor:pointer}
button:hover{background:var(--keyturn-tint)}
button[data-done]{border-color:var(--keyturn-success);color:var(--keyturn-success)}
button[data-done]::after{content:" ✓"/""}
.first{background:var(--keyturn-action);border-color:var(--keyturn-action-edge);color:var(--keyturn-on-action)}
.first:hover{background:var(--keyturn-action-hover)}
.first[data-done]{color:var(--keyturn-on-action);border-color:var(--keyturn-action-edge)}
main{max-width:100rem;margin:0 auto;padding:0 clamp(1.25rem,4vw,4rem) 6rem}
main>section{margin-block-start:3.5rem}
h2{margin:0;font-size:clamp(1.5rem,1.2rem + 1.2vw,2.125rem);letter-spacing:-.015em;line-height:1.2}
h2+p{margin:.5rem 0 0;max-width:44rem;color:var(--keyturn-ink-soft)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21.5rem,100%),1fr));gap:1.5rem;margin:1.5rem 0 0;padding:0;list-style:none}
[data-view=desktop] .cards{grid-template-columns:repeat(auto-fill,minmax(min(43rem,100%),1fr))}
[data-card]{display:flex;flex-direction:column;overflow:hidden;border:1px solid var(--keyturn-line);border-radius:calc(var(--keyturn-radius)*1.4);background:var(--keyturn-surface);scroll-margin-block-start:11rem}
.stage{background:var(--keyturn-sunken);border-block-end:1px solid var(--keyturn-line)}
.stage img{display:block;inline-size:100%;block-size:auto}
[data-scheme=dark] .stage{background:#0d0d0e}
iframe{display:block;inline-size:min(100%,24.375rem);block-size:27rem;margin:0 auto;border:0;background:var(--keyturn-canvas)}
[data-view=desktop] iframe{inline-size:100%;block-size:34rem}
.text{flex:1}
.text+.facts-of{flex:0}
.words{margin:0;padding:1.375rem;block-size:100%;max-block-size:27rem;overflow:auto;white-space:pre-wrap;font:1rem/1.6 var(--keyturn-font)}
.facts-of{flex:1;padding:1.125rem 1.375rem 0}
h3{margin:0;font-size:1.1875rem;line-height:1.3}
.chips{display:flex;flex-wrap:wrap;gap:.25rem .875rem;margin:.375rem 0 0;padding:0;list-style:none;font-size:.9375rem;color:var(--keyturn-ink-soft)}
.open{color:var(--keyturn-danger);font-weight:600}
.done{color:var(--keyturn-success);font-weight:600}
dl{margin:.75rem 0 0;font-size:1rem}
dt{color:var(--keyturn-ink-soft);font-size:.875rem}
dd{margin:0 0 .5rem}
code{font:.875rem/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.acts{display:flex;flex-wrap:wrap;gap:.5rem;padding:.625rem 1.375rem 0}
.files{display:flex;flex-wrap:wrap;gap:0 1.25rem;padding:.5rem 1.375rem 1rem}
.files a{padding:.5rem 0;font-weight:600}
#none{margin-block-start:4rem;font-size:1.25rem}
:focus-visible{outline:3px solid var(--keyturn-focus);outline-offset:2px}
.said{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-width:48rem){#tools{position:static}.end{margin-inline-start:0}}
@media print{#tools,.acts,.files,.facts{display:none}main{padding:0}.cards{display:block}[data-card]{break-inside:avoid-page;break-after:page;border:0}main>section{margin:0}}
`.replaceAll('\n', '');
