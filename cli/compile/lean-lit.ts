// Leaves out of lit's renderer what no template of ours uses once it's compiled (templates.ts): 1.2 KB (brotli) of a page
// of 16. The cuts are made in its readable build, which differs from the one it ships by nothing but the modes below.
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
  [/if \(newListener === noChange\) \{[^}]*\}/, ''],
  [/this\._\$notifyConnectionChanged\?\.\([^)]*\);/g, ''],
  ['this._$disconnectableChildren = undefined;', ''],
  [/get _\$isConnected\(\) \{[^}]*\}/g, ''],
  [/setConnected\(isConnected\) \{[\s\S]*?\n {4}\}\n/, ''],
  ['this.__isConnected = options?.isConnected ?? true;', ''],
];

// The parser of templates: theirs come as markup in which marks stand for values (flat-template.ts), and a template is
// known by its markup.
const parser: Cut[] = [
  [/const boundAttributeSuffix = [\s\S]*?(?=const d = )/, ''],
  [/const SPACE_CHAR = [\s\S]*?(?=const tag = )/, ''],
  [
    /const tag = \(type\) => ([\s\S]*?)\['_\$litType\$'\]: type,([\s\S]*?\n\};)/,
    'export const html = $1$2',
  ],
  [/export const (html|svg|mathml) = tag\(\w+\);/g, ''],
  ['new WeakMap()', 'new Map()'],
  [/function trustFromTemplateString\([\s\S]*?\n\}\n/, ''],
  [/const getTemplateHtml = [\s\S]*?\n\};\n/, ''],
  [
    /(class Template \{\s*)constructor\([\s\S]*?\n {4}\}\n(?=\s*static)/,
    `$1constructor({ strings }) {
        let node;
        let index = 0;
        this.parts = [];
        this.el = Template.createElement(policy ? policy.createHTML(strings) : strings);
        walker.currentNode = this.el.content;
        while ((node = walker.nextNode())) {
            if (node.nodeType === 1)
                for (const name of node.getAttributeNames()) {
                    const ctor = { $: AttributePart, '?': BooleanAttributePart, '@': EventPart, '.': PropertyPart }[name[0]];
                    if (ctor) {
                        this.parts.push({ index, ctor, name: name.slice(1) });
                        node.removeAttribute(name);
                    }
                }
            else this.parts.push({ index });
            index++;
        }
    }
`,
  ],
  [/(createElement\(html), _options/, '$1'],
  [
    /let part;\s*if \(templatePart\.type === CHILD_PART\) \{[\s\S]*?(?=this\._\$parts\.push\(part\);)/,
    `const { ctor, name } = templatePart;
     const part = ctor ? new ctor(node, name) : new ChildPart(node, node.nextSibling);
     `,
  ],
  [
    /const template = typeof type === 'number'[\s\S]*?type\);/,
    'const template = this._$getTemplate(result);',
  ],
  [/const \{ values, \['_\$litType\$'\]: type \} = result/, 'const { values } = result'],
  ["value['_$litType$']", 'value.strings'],
];

// Attributes that are made of more than one value: a compiled template has none. Their values are
// primitive, and a listener is always a function.
const attributes: Cut[] = [
  [/if \(part !== undefined\) \{[\s\S]*?\n {12}\}\n/, 'part._$setValue(values[i]);'],
  [/if \(strings\.length > 2 [\s\S]*?\n {8}\}\n {8}else \{[\s\S]*?\n {8}\}\n/, ''],
  [
    /(_\$setValue\(value), directiveParent = this, valueIndex, noCommit\) \{[\s\S]*?\n {4}\}\n/,
    `$1) {
        if (value !== this._$committedValue)
            this._commitValue((this._$committedValue = value));
    }
`,
  ],
  [/class ElementPart \{[\s\S]*?\n\}\n/, ''],
  [/newListener =\s*resolveDirective\([^)]*\) \?\? nothing;/, ''],
  [/const shouldRemoveListener = [\s\S]*?;\n/, ''],
  [/const shouldAddListener = [\s\S]*?;\n/, 'const shouldAddListener = oldListener === nothing;\n'],
  [/if \(shouldRemoveListener\) \{[^}]*\}/, ''],
  [/if \(typeof this\._\$committedValue === 'function'\) (\{[^}]*\})\s*else \{[^}]*\}/, '$1'],
];

// Lists are arrays. What else can stand between tags: texts, nodes, templates.
const lists: Cut[] = [
  [/const isIterable = [\s\S]*?;\n/, ''],
  [/else if \(isIterable\(value\)\) (\{[^}]*\})\s*else \{[^}]*\}/, 'else $1'],
  [/, partIndex\);\s*(?=itemParts\.length)/, ');'],
  [/, from\) \{/, ') {'],
];

// Options of rendering and of listeners, and what says of a part where it is and what it is.
const options: Cut[] = [
  ['(options?.creationScope ?? d)', 'd'],
  [', undefined, options ?? {}', ''],
  ['this.options = options;', ''],
  [/, this(?:, options|, this\.options)?\)/g, ')'],
  ['_clone(this.options)', '_clone()'],
  ['this._$parent = parent;', ''],
  [', directiveParent = this', ''],
  [/resolveDirective\(this, ([^,]+), directiveParent(?:, \w)?\)/g, '$1'],
  ['this.name, this, newListener)', 'this.name, this)'],
  ['this.options?.host ?? this.element', 'this.element'],
  [/constructor\(\) \{\s*super\(\.\.\.arguments\);\s*this\.type = \w+;\s*\}/g, ''],
  [/constructor\(element, name, strings, parent, options\) \{\s*super[\s\S]*?\n {4}\}\n/, ''],
  [/this\.type = \w+;/g, ''],
  [/get (tagName|startNode|endNode)\(\) \{[^}]*\}/g, ''],
  [/get parentNode\(\) \{[\s\S]*?\n {4}\}\n/g, ''],
];

const cuts = [...comments, ...modes, ...parser, ...attributes, ...lists, ...directives, ...options];

/** Lit's renderer without what our templates don't use. @throws Error if it isn't the code that the cuts are made for. */
export const leanRenderer = (code: string): string =>
  cuts.reduce((text, [piece, instead]) => {
    const lean =
      typeof piece === 'string'
        ? text.replaceAll(piece, () => instead)
        : text.replace(piece, instead);
    if (lean === text) throw new Error(`lit-html has changed: there is no ${piece} in it`);
    return lean;
  }, code);

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
