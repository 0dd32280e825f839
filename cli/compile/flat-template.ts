// A template of lit's as the lean renderer takes it: markup in which marks stand for values.

/** What stands in the code before a value, and after it. */
type Around = readonly [before: string, after: string];

/** Markup with `<?>` for a value between tags, and `$name`, `@name`, `?name`, `.name` for one of a tag. */
export type FlatTemplate = { markup: string; around: Around[] };

const hole = '\0';
const attribute = /\s([@?.]?)([a-z-]+)=(?:"([^"]*\0[^"]*)"|\0)/g;
const plain = /\s([a-z-]+)="([^\s"'=<>`\0]+)"(?=[\s>])/g;

// What neither becomes a mark nor is markup that the renderer was kept for.
const beyond = /<[!?]|<(?:script|style|textarea|title|template)\b|<\/?\0|<[^<>]*\0/i;

// Text beside a value in an attribute becomes one value with it.
const aroundIn = (value: string): Around[] => {
  const texts = value.split(hole);
  const last = texts.length - 2;
  return texts
    .slice(1)
    .map((text, index) => [
      `${index === 0 ? ',`' : ''}${texts[index]}\${`,
      index === last ? `}${text}\`` : '}',
    ]);
};

const holesIn = (text: string): number[] => [...text.matchAll(/\0/g)].map(({ index }) => index);

/**
 * The template that is in these pieces, which are around its values.
 * @throws Error for what the lean renderer can't draw.
 */
export const flatTemplate = (pieces: readonly string[]): FlatTemplate => {
  const text = pieces.join(hole);
  const inAttributes = new Map<number, Around>();
  const flat = text
    .replace(
      attribute,
      (whole, kind: string, name: string, value: string | undefined, at: number) => {
        const around = value && value !== hole ? aroundIn(value) : [];
        for (const [index, place] of holesIn(whole).entries())
          if (around[index]) inAttributes.set(at + place, around[index]);
        return ` ${kind || '$'}${name}`;
      },
    )
    .replace(plain, ' $1=$2')
    .replace(/(<[^<>]*)\s>/g, '$1>');
  const left = beyond.exec(flat)?.[0];
  if (left) throw new Error(`The lean renderer can’t draw ${left.replaceAll(hole, '…')}`);
  return {
    // As lit does: what comes after a template isn't its last value's.
    markup: flat.replace(/\0$/, '$&<?>').replaceAll(hole, '<?>'),
    around: holesIn(text).map((at) => inAttributes.get(at) ?? [',', '']),
  };
};
