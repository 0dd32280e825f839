import * as z from 'zod';
import { color, fileBeside } from './values.ts';

const image = fileBeside('.svg', '.png', '.jpg', '.jpeg', '.webp');

/** Stacks of fonts that people already have: nothing is fetched. Names and order after the modern-font-stacks list. */
export const fontStacks = {
  system: 'system-ui, sans-serif',
  humanist: "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', 'Noto Sans', sans-serif",
  geometric: "Avenir, Montserrat, Corbel, 'URW Gothic', source-sans-pro, 'Noto Sans', sans-serif",
  grotesque: "'Helvetica Neue', 'Nimbus Sans', Arimo, Arial, 'Noto Sans', sans-serif",
  serif: "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', serif",
} as const;
/** The name of a stack. */
export type FontStack = keyof typeof fontStacks;

const stacks = Object.keys(fontStacks) as FontStack[];
const fontWant = `${stacks.join(', ')}, a list of font names, or a .woff2 file beside the tenant file`;

// Names as CSS lists them. Nothing that could end the declaration it is written into.
const fontList = /^(?:[\p{L}\d][\p{L}\d -]*|'[\p{L}\d][\p{L}\d -]*'|"[\p{L}\d][\p{L}\d -]*")$/u;
const isFontList = (value: string): boolean =>
  value.split(',').every((name) => fontList.test(name.trim()));

const radiusWant = 'a roundness in CSS pixels from 0 to 24, such as 10 or 10px';
const radius = z
  .union([z.number(), z.string().regex(/^\d{1,2}(?:px)?$/)], { error: radiusWant })
  .refine(
    (value) => Number.parseInt(String(value), 10) <= 24 && Number.parseFloat(String(value)) >= 0,
    {
      error: radiusWant,
    },
  );

/** The section `brand`. */
export const brand = z
  .strictObject({
    logo: image.optional().meta({
      description: 'The logo: SVG, PNG, JPEG or WebP. Without one the name is set in type.',
      examples: ['./logo.svg'],
    }),
    logoDark: image.optional().meta({
      description: 'The logo for dark backgrounds. Default: the logo, on a light tile.',
      examples: ['./logo-dark.svg'],
    }),
    icon: image.optional().meta({
      description:
        'A square sign for browser tabs and home screens. Default: made from the initial.',
      examples: ['./icon.svg'],
    }),
    color: color.default('#2f4858').meta({
      description:
        'The brand colour. Whatever it is, texts and controls made from it are shifted until they can be read; the report says how far.',
      examples: ['#005fb8'],
    }),
    accent: color.optional().meta({
      description: 'A second colour, for focus rings and small marks. Default: derived.',
      examples: ['#ffb900'],
    }),
    background: color.optional().meta({
      description: 'The page’s light background. Default: white with a trace of the brand colour.',
      examples: ['#ffffff'],
    }),
    font: z
      .union([z.enum(stacks), fileBeside('.woff2'), z.string().max(200).refine(isFontList)], {
        error: fontWant,
      })
      .default('system')
      .meta({
        description: 'A stack of fonts that people already have, or a font file of your own.',
        examples: ['system', './brand.woff2'],
      }),
    radius: radius
      .default(10)
      .meta({ description: 'Roundness of fields and buttons, in CSS pixels.', examples: [10] }),
  })
  .prefault({})
  .meta({ description: 'How it looks.' });
