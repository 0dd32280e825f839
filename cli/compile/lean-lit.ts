// Leaves out of lit's renderer what no template of ours uses: 0.6 KB (brotli) of a page of 16.
import type { Plugin } from 'vite';

type Cut = readonly [piece: string | RegExp, instead: string];

// A directive would be a module of its own, which the plugin refuses.
const directives: Cut[] = [
  [/function M\(t,i,s=t,e\)\{.*?\}class R/, 'function M(t,i){return i}class R'],
  ['this._$AP?.(!1,!0,s)', ''],
  [/setConnected\(t\)\{.*?\}\}class H/, '}class H'],
  [',this._$Cv=e?.isConnected??!0', ''],
  ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
  ['get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u', 'u'],
  [/get parentNode\(\)\{let t=.*?get endNode\(\)\{return this\._\$AB\}/, ''],
  ['get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', ''],
];

const bindings: Cut[] = [
  // On an element itself: `<b ${…}>`.
  ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
  [
    /2===r\.type\?i=(new k\([^)]*\)):1===r\.type\?i=(new r\.ctor\([^)]*\)):6===r\.type&&\(.*?\)\),/,
    'i=2===r.type?$1:$2,',
  ],
  [/class Z\{.*?\{M\(this,t\)\}\}const j=\{.*?\},/, 'const '],
  ['j as _$LH,', ''],
  // In a comment, and in the text of <style>, <title> and their like.
  [/else\{let t=-1;for\(.*?o\.length-1\}/, ''],
  [/\(y\.test\(u\[2\]\)&&\(.*?\),c=p\)/, '(c=p)'],
  [/if\(y\.test\(r\.tagName\)\)\{.*?r\.append\(t\[i\],c\(\)\)\}\}/, ''],
];

// Fragments of SVG and MathML, templates compiled beforehand, documents that are polyfilled, a count of versions.
const kinds: Cut[] = [
  ['2===i?"<svg>":3===i?"<math>":""', '""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
  [/,2===i\|\|3===i\)\{.*?\}for\(/, ');for('],
  ['if(this.el=', '(this.el='],
  [/"number"==typeof s\?(this\._\$AC\(t\)):\(.*?,s\);/, '$1;'],
  ['(t?.creationScope??l).importNode', 'l.importNode'],
  [/B=t\.litHtmlPolyfillSupport;.*?push\("[\d.]+"\);const /, ''],
];

/** Lit's renderer without what our templates don't use. @throws Error if it isn't the code that the cuts are made for. */
export const leanRenderer = (code: string): string =>
  [...directives, ...bindings, ...kinds].reduce((text, [piece, instead]) => {
    const lean = text.replace(piece, instead);
    if (lean === text) throw new Error(`lit-html has changed: there is no ${piece} in it`);
    return lean;
  }, code);

/** What of a template the lean renderer can't draw, if anything. */
export const beyondLean = (template: string): string | undefined =>
  /<!--|<(?:script|style|textarea|title)\b/.exec(template)?.[0];

const renderer = /\/lit-html\/lit-html\.js$/;
const extras = /\/lit-html\/(?:async-)?directive/;

/** Lit as the widget's templates need it; a directive's module stops the build. */
export const leanLit = (): Plugin => ({
  name: 'keyturn:lean-lit',
  transform(code, id) {
    if (extras.test(id))
      this.error('the lean renderer knows no directives: see cli/compile/lean-lit.ts');
    return renderer.test(id) ? { code: leanRenderer(code), map: null } : undefined;
  },
});
