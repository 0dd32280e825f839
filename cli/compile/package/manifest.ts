// The facts as the tools of editors want them: the custom elements manifest, VS Code's custom data, JetBrains' web types.
import type { ElementFact, Facts } from './facts.ts';
import type { LookFact } from './looks.ts';

const code = 'compiled/package/widget.js';
const registering = 'compiled/package/define.js';

const declaration = (element: ElementFact, { events }: Facts, looks: readonly LookFact[]) => ({
  kind: 'class',
  customElement: true,
  name: element.className,
  tagName: element.name,
  description: element.description,
  superclass: { name: 'HTMLElement' },
  attributes: [
    ...element.properties.flatMap(({ attribute, name, description, type }) =>
      attribute ? [{ name: attribute, fieldName: name, description, type: { text: type } }] : [],
    ),
    ...element.attributes,
  ],
  members: element.properties.map(({ name, description, type, readonly, attribute }) => ({
    kind: 'field',
    name,
    description,
    type: { text: type },
    privacy: 'public',
    ...(readonly ? { readonly } : {}),
    ...(attribute ? { attribute, reflects: true } : {}),
  })),
  events: events.map(({ name, description, detail }) => ({
    name,
    description,
    type: { text: `CustomEvent<${detail}>` },
  })),
  slots: element.slots,
  cssProperties: looks.map(({ name, description, preset }) => ({
    name,
    description,
    ...(preset ? { default: preset } : {}),
  })),
});

/** `custom-elements.json`: https://github.com/webcomponents/custom-elements-manifest, version 1. */
export const customElements = (facts: Facts, looks: readonly LookFact[]) => ({
  schemaVersion: '1.0.0',
  readme: 'docs/elements.md',
  modules: [
    {
      kind: 'javascript-module',
      path: code,
      declarations: facts.elements.map((element) => declaration(element, facts, looks)),
      exports: facts.elements.map(({ className: name }) => ({
        kind: 'js',
        name,
        declaration: { name, module: code },
      })),
    },
    {
      kind: 'javascript-module',
      path: registering,
      declarations: [],
      exports: facts.elements.map(({ name, className }) => ({
        kind: 'custom-element-definition',
        name,
        declaration: { name: className, module: code },
      })),
    },
  ],
});

const literals = (type: string): { name: string }[] =>
  [...type.matchAll(/'([^']+)'/g)].map((match) => ({ name: match[1]! }));

/** VS Code's `html.customData`, version 1.1. */
export const vscodeHtml = ({ elements }: Facts) => ({
  version: 1.1,
  tags: elements.map(({ name, description, properties, attributes }) => ({
    name,
    description,
    attributes: [
      ...properties.flatMap(({ attribute, description: text, type }) => {
        const values = literals(type);
        return attribute
          ? [{ name: attribute, description: text, ...(values.length > 0 ? { values } : {}) }]
          : [];
      }),
      ...attributes,
    ],
  })),
});

/** VS Code's `css.customData`, version 1.1. */
export const vscodeCss = (looks: readonly LookFact[]) => ({
  version: 1.1,
  properties: looks.map(({ name, description }) => ({ name, description })),
});

/** JetBrains' web types: https://github.com/JetBrains/web-types. */
export const webTypes = (
  { elements, events }: Facts,
  looks: readonly LookFact[],
  version: string,
) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name: 'keyturn',
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map(({ name, description, properties, attributes, slots }) => ({
        name,
        description,
        attributes: [
          ...properties.flatMap(({ attribute, description: text, type }) =>
            attribute ? [{ name: attribute, description: text, value: { type } }] : [],
          ),
          ...attributes,
        ],
        slots,
        js: {
          properties: properties.map(({ name: property, description: text, type }) => ({
            name: property,
            description: text,
            type,
          })),
          events: events.map(({ name: event, description: text }) => ({
            name: event,
            description: text,
          })),
        },
      })),
    },
    css: { properties: looks.map(({ name, description }) => ({ name, description })) },
  },
});
