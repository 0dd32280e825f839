// What there is to know about the elements, read from the declarations that the package ships and from the classes
// themselves: an element that is registered is in it, and nothing has to be written twice.
import { join } from 'node:path';
import ts from 'typescript';

/** An attribute, a property, an event, a slot or a CSS custom property: its name, and what it is. */
export type Named = { name: string; description: string };
/** A property as it is declared; `attribute` is the attribute that it mirrors. */
export type PropertyFact = Named & { type: string; readonly: boolean; attribute?: string };
/** An event; `detail` is the type of its detail. */
export type EventFact = Named & { detail: string };
/** One element. */
export type ElementFact = Named & {
  className: string;
  properties: PropertyFact[];
  /** Attributes that mirror no property. */
  attributes: Named[];
  slots: Named[];
};
/** The elements, and the events that all of them dispatch or let through. */
export type Facts = { elements: ElementFact[]; events: EventFact[] };

type Classes = Record<string, { observedAttributes?: readonly string[] }>;

// The DOM's own declarations would take a second to read, and tell nothing about our elements.
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Preserve,
  lib: ['lib.es2022.d.ts'],
  types: [],
  strict: true,
};

const whole =
  ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

const describe = (checker: ts.TypeChecker, symbol: ts.Symbol): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ').trim();

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isOpen = (declaration: ts.Declaration): boolean =>
  !(
    ts.getCombinedModifierFlags(declaration) &
    (ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static)
  );

const isSettable = (symbol: ts.Symbol): boolean =>
  !symbol.declarations!.some(
    (one) => ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Readonly,
  ) &&
  (!(symbol.flags & ts.SymbolFlags.Accessor) || !!(symbol.flags & ts.SymbolFlags.SetAccessor));

// What a page may use says what it is; what only the elements themselves call doesn't.
const propertiesOf = (
  checker: ts.TypeChecker,
  type: ts.Type,
  observed: readonly string[],
): PropertyFact[] =>
  checker
    .getPropertiesOfType(type)
    .filter(
      (one) =>
        one.flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Accessor) &&
        one.declarations!.every(isOpen) &&
        !one.getJsDocTags(checker).some(({ name }) => name === 'internal') &&
        describe(checker, one) !== '',
    )
    .map((one) => {
      const attribute = kebab(one.name);
      return {
        name: one.name,
        description: describe(checker, one),
        type: checker.typeToString(checker.getTypeOfSymbol(one), undefined, whole),
        readonly: !isSettable(one),
        ...(observed.includes(attribute) ? { attribute } : {}),
      };
    });

// `@slot name - What it is.`, on a class or on one that it extends.
const tagged = (checker: ts.TypeChecker, type: ts.Type, wanted: string): Named[] => {
  const inherited = (type.getBaseTypes() ?? []).flatMap((base) => tagged(checker, base, wanted));
  const own = type.symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === wanted)
    .map(({ text }) => {
      const said = ts.displayPartsToString(text).replaceAll('\n', ' ');
      const [, name = '', description = ''] = /^(?:([\w-]+) )?- (.*)$/.exec(said) ?? [];
      return { name, description };
    });
  return [...own, ...inherited];
};

// Every code by itself, where the compiler would name a group of them.
const spelledOut = (checker: ts.TypeChecker, type: ts.Type): string =>
  (type.isUnion() ? type.types : [type])
    .map((one) => checker.typeToString(one, undefined, whole))
    .join(' | ');

const eventFact = (checker: ts.TypeChecker, symbol: ts.Symbol): EventFact => {
  const { type } = symbol.declarations![0] as ts.PropertySignature;
  const [detail] = (type as ts.TypeReferenceNode).typeArguments!;
  const parts = checker
    .getPropertiesOfType(checker.getTypeFromTypeNode(detail!))
    .map((one) => `${one.name}: ${spelledOut(checker, checker.getTypeOfSymbol(one))}`);
  return {
    name: symbol.name,
    description: describe(checker, symbol),
    detail: `{ ${parts.join('; ')} }`,
  };
};

/** Reads the facts from the package's declarations in `types` and its classes by name. */
export const readFacts = (types: string, classes: Classes): Facts => {
  const program = ts.createProgram([join(types, 'widget', 'index.d.ts')], options);
  const checker = program.getTypeChecker();
  const entry = checker.getSymbolAtLocation(
    program.getSourceFile(join(types, 'widget', 'index.d.ts'))!,
  )!;
  const exported = checker
    .getExportsOfModule(entry)
    .map((one) => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one));
  const byName = (name: string): ts.Symbol | undefined => exported.find((one) => one.name === name);
  const tags = checker.resolveName(
    'HTMLElementTagNameMap',
    undefined,
    ts.SymbolFlags.Interface,
    false,
  );
  const elements = [...(tags?.members?.values() ?? [])].map((member) => {
    const type = checker.getTypeOfSymbol(member);
    const symbol = type.symbol;
    const className = symbol.name;
    const observed = classes[className]?.observedAttributes;
    if (!byName(className) || !observed)
      throw new Error(`${className} isn’t exported by keyturn/widget`);
    return {
      name: member.name,
      className,
      description: describe(checker, symbol),
      properties: propertiesOf(checker, type, observed),
      attributes: tagged(checker, type, 'attr'),
      slots: tagged(checker, type, 'slot'),
    };
  });
  const events = checker.getPropertiesOfType(
    checker.getDeclaredTypeOfSymbol(byName('KeyturnEvents')!),
  );
  return {
    elements: elements.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    events: events.map((one) => eventFact(checker, one)),
  };
};
