// Leaves out of lit's renderer what no template of ours uses: 0.8 KB (brotli) of a page of 16. The cuts are made in its
// readable build, which differs from the one it ships by nothing but the modes below.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type Cut = readonly [piece: string | RegExp, instead: string];

const comments: Cut[] = [[/\/\*\*[\s\S]*?\*\/|^ *\/\/.*\n/gm, '']];

// Checks for developers, sanitizers, the polyfill of shadow roots.
const modes: Cut[] = [
  [
    /const (DEV_MODE|ENABLE_EXTRA_SECURITY_HOOKS|ENABLE_SHADYDOM_NOPATCH) = true;/g,
    'const $1 = false;',
  ],
  [/\bwrap\(/g, '('],
  [/\n *debugLogEvent &&\n *debugLogEvent\(\{[\s\S]*?\}\);/g, ''],
  [/const polyfillSupport = [\s\S]*?polyfillSupport\?\.\(Template, ChildPart\);/, ''],
  ["(global.litHtmlVersions ??= []).push('3.3.3');", ''],
  [/export const _\$LH = \{[\s\S]*?\n\};/, ''],
];

// Directives, and values that they alone return.
const directives: Cut[] = [
  [/function resolveDirective\([\s\S]*?\n\}\n/, ''],
  ["export const noChange = Symbol.for('lit-noChange');", ''],
  [' && value !== noChange', ''],
  [/if \(v === noChange\) \{[^}]*\}/, ''],
  [/if \(newListener === noChange\) \{[^}]*\}/, ''],
  [/this\._\$notifyConnectionChanged\?\.\([^)]*\);/g, ''],
  ['this._$disconnectableChildren = undefined;', ''],
  [/get _\$isConnected\(\) \{[^}]*\}/g, ''],
  [/setConnected\(isConnected\) \{[\s\S]*?\n {4}\}\n/, ''],
  ['this.__isConnected = options?.isConnected ?? true;', ''],
];

// Templates that aren't HTML, or were compiled before.
const kinds: Cut[] = [
  [/export const (svg|mathml) = tag\(\w+\);/g, ''],
  ["type === SVG_RESULT ? '<svg>' : type === MATHML_RESULT ? '<math>' : ''", "''"],
  [/ \+\s*\(type === SVG_RESULT \? '<\/svg>' : [^)]*\)/, ''],
  [/if \(type === SVG_RESULT \|\| type === MATHML_RESULT\) \{[^}]*\}/, ''],
  [
    /const template = typeof type === 'number'[\s\S]*?type\);/,
    'const template = this._$getTemplate(result);',
  ],
];

// Comments, scripts and their like, and values that are neither an attribute's nor between tags: `beyondLean`.
const places: Cut[] = [
  [/if \(rawTextElement\.test\(match\[TAG_NAME\]\)\) \{[\s\S]*?\n {20}\}\n/, ''],
  [/if \(match\[COMMENT_START\] === '!--'\) \{[^}]*\}\s*else if [^}]*\}\s*else if/, 'if'],
  [/else if \(regex === commentEndRegex \|\| regex === comment2EndRegex\) \{[^}]*\}/, ''],
  ['rawTextEndRegex ?? textEndRegex', 'textEndRegex'],
  ['rawTextEndRegex = undefined;', ''],
  [/if \(rawTextElement\.test\(node\.tagName\)\) \{[\s\S]*?\n {16}\}\n/, ''],
  [/else if \(name\.startsWith\(marker\)\) \{[\s\S]*?\n {24}\}\n/, ''],
  [/else \{\s*let i = -1;\s*while [\s\S]*?\n {16}\}\n/, ''],
  [/else if \(templatePart\.type === ELEMENT_PART\) \{[^}]*\}/, ''],
  [/class ElementPart \{[\s\S]*?\n\}\n/, ''],
];

// Options of rendering and of listeners, and what says of a part where it is and what it is.
const options: Cut[] = [
  ['(options?.creationScope ?? d)', 'd'],
  ['options?.renderBefore ?? container', 'container'],
  ['options?.renderBefore ?? null', 'null'],
  [', undefined, options ?? {}', ''],
  ['this.options = options;', ''],
  [/, this(?:, options|, this\.options)?\)/g, ')'],
  ['_clone(this.options)', '_clone()'],
  ['this._$parent = parent;', ''],
  ['if (part !== undefined) ', ''],
  ['(values, part, i)', '(values, i)'],
  [', directiveParent = this', ''],
  [', valueIndex, noCommit)', ', valueIndex)'],
  ['change && !noCommit', 'change'],
  [/resolveDirective\(this, ([^,]+), directiveParent(?:, \w)?\)/g, '$1'],
  ['this.options?.host ?? this.element', 'this.element'],
  [
    /const shouldRemoveListener = [\s\S]*?;\n/,
    'const shouldRemoveListener = newListener === nothing && oldListener !== nothing;\n',
  ],
  [/constructor\(\) \{\s*super\(\.\.\.arguments\);\s*this\.type = \w+;\s*\}/g, ''],
  [/constructor\(element, name, strings, parent, options\) \{\s*super[\s\S]*?\n {4}\}\n/, ''],
  [/this\.type = \w+;/g, ''],
  [/get (tagName|startNode|endNode)\(\) \{[^}]*\}/g, ''],
  [/get parentNode\(\) \{[\s\S]*?\n {4}\}\n/g, ''],
];

const cuts = [...comments, ...modes, ...directives, ...kinds, ...places, ...options];

/** Lit's renderer without what our templates don't use. @throws Error if it isn't the code that the cuts are made for. */
export const leanRenderer = (code: string): string =>
  cuts.reduce((text, [piece, instead]) => {
    const lean =
      typeof piece === 'string' ? text.replaceAll(piece, instead) : text.replace(piece, instead);
    if (lean === text) throw new Error(`lit-html has changed: there is no ${piece} in it`);
    return lean;
  }, code);

/** What of a template the lean renderer can't draw, if anything. It comes in the pieces that are around its values. */
export const beyondLean = (pieces: readonly string[]): string | undefined =>
  /<!|<(?:script|style|textarea|title)\b|<\/?…|<[^<>]*\s…/i.exec(
    pieces.join('…').replaceAll(/"[^"]*"/g, '""'),
  )?.[0];

const renderer = '/lit-html/lit-html.js';
const extras = /\/lit-html\/(?:async-)?directive/;

/** Lit as the widget's templates need it; a directive's module stops the build. */
export const leanLit = (): Plugin => ({
  name: 'keyturn:lean-lit',
  load(id) {
    if (extras.test(id))
      this.error('the lean renderer knows no directives: see cli/compile/lean-lit.ts');
    if (!id.endsWith(renderer)) return undefined;
    return leanRenderer(
      readFileSync(id.replace(renderer, '/lit-html/development/lit-html.js'), 'utf8'),
    );
  },
});
