// `npm run docs`: writes docs/elements.md, the tables of what the elements take and tell, after `npm run build`; and
// docs/protocol.md.
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { factsIn } from './describe.ts';
import type { ElementFact, EventFact, Named } from './facts.ts';
import { classes, type LookFact, looks } from './looks.ts';
import { protocolFile, protocolPage } from './protocol.ts';
import { mono, root, table } from './tables.ts';

const page = `${root}docs/elements.md`;

const propertyRows = ({ properties }: Pick<ElementFact, 'properties'>): string[][] =>
  properties.map(({ name, attribute, type, description, readonly }) => [
    attribute ? mono(attribute) : '–',
    mono(name),
    mono(type),
    readonly ? `${description} (Read only.)` : description,
  ]);

const rowsOf = (named: readonly Named[]): string[][] =>
  named.map(({ name, description }) => [name ? mono(name) : 'without a name', description]);

type Common = Pick<ElementFact, 'properties' | 'attributes' | 'slots'>;

const commonOf = ([first, ...others]: readonly ElementFact[]): Common => ({
  properties: first!.properties.filter(({ name }) =>
    others.every(({ properties }) => properties.some((one) => one.name === name)),
  ),
  attributes: first!.attributes.filter(({ name }) =>
    others.every(({ attributes }) => attributes.some((one) => one.name === name)),
  ),
  slots: first!.slots.filter(({ name }) =>
    others.every(({ slots }) => slots.some((one) => one.name === name)),
  ),
});

// What all of them have stands at the top.
const without = <T extends Named>(all: readonly T[], common: readonly Named[]): T[] =>
  all.filter(({ name }) => !common.some((one) => one.name === name));

const section = (element: ElementFact, common: Common): string => {
  const own = without(element.properties, common.properties);
  return `## \`<${element.name}>\`

${element.description.replace(/^`<[\w-]+>`[:,] /, '').replace(/^./, (letter) => letter.toUpperCase())}

${table(['attribute', 'property', 'type', 'what it is'], propertyRows({ properties: own }))}

${table(['attribute', 'what it does'], rowsOf(without(element.attributes, common.attributes)))}

${table(['slot', 'what goes there'], rowsOf(without(element.slots, common.slots)))}
`;
};

const eventRows = (events: readonly EventFact[]): string[][] =>
  events.map(({ name, detail, description }) => [mono(name), mono(detail), description]);

const lookRows = (all: readonly LookFact[]): string[][] =>
  all.map(({ name, preset, description }) => [mono(name), preset && mono(preset), description]);

/** The page's text, as prettier leaves it. */
export const elementsPage = async (): Promise<string> => {
  const { elements, events } = factsIn(`${root}compiled/package`);
  const common = commonOf(elements);
  const text = `# The elements

<!-- Made by \`npm run docs\` from the classes and the style. -->

They are light DOM: one native \`<form>\` per step, in your page, where password managers look for it. Attributes are text and
mirror their properties; everything else is a property.

## What all of them take

${table(['attribute', 'property', 'type', 'what it is'], propertyRows(common))}

${table(['attribute', 'what it does'], rowsOf(common.attributes))}

${table(['slot', 'what goes there'], rowsOf(common.slots))}

${elements.map((element) => section(element, common)).join('\n')}

## Events

They bubble, also out of a shadow root. They tell codes and kinds, never what was typed.

${table(['event', '`detail`', 'when'], eventRows(events))}

## Looks

Set these on the elements, such as \`keyturn-reset { --keyturn-radius: 0 }\`: the defaults weigh nothing, so any selector of yours wins.
The defaults follow the \`color-scheme\` in force.

${table(['custom property', 'default', 'what it is'], lookRows(looks()))}

Your page’s own style doesn’t reach into the steps, not even with \`!important\`: they hold in any page. Where the properties aren’t
enough, name a layer before theirs, and style these classes there; they stay.

\`\`\`css
@layer page, keyturn;
@layer page {
  .kt-button {
    text-transform: uppercase !important;
  }
}
\`\`\`

${table(['class', 'what it is'], rowsOf(classes))}
`;
  const config = await resolveConfig(page);
  return format(text, { ...config, parser: 'markdown' });
};

if (import.meta.main) {
  await writeFile(page, await elementsPage());
  await writeFile(protocolFile, await protocolPage());
}
