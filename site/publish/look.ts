// From a brand to what the pages show: tokens as CSS, pictures in the sizes that are needed.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { basePath } from '../../tenant/addresses.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { type BrandTokens, brandTokens } from '../../tenant/brand/index.ts';
import { pixelsOf } from '../../tenant/pixels.ts';
import { inspectSvg } from '../../tenant/svg.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Look, Picture } from '../page.ts';
import { cardGround, emblem } from './emblem.ts';
import { drawnAsset, type Former, hashedAsset, type OutputFile } from './files.ts';
import { fit, pngOf, type Size } from './raster.ts';

const cardSize = { width: 1200, height: 630 };
const logoBox = { width: 240, height: 44 }; // CSS pixels

/** A picture's bytes, and what they are. */
export type Source = { bytes: Buffer; ending: string };

const sourceOf = async (tenant: Tenant, file: string | undefined): Promise<Source | undefined> =>
  file === undefined
    ? undefined
    : { bytes: await readFile(join(tenant.folder, file)), ending: extname(file).toLowerCase() };

const boxOf = ({ bytes, ending }: Source): Size =>
  ending === '.svg' ? inspectSvg(bytes.toString('utf8')).box! : pixelsOf(bytes, ending)!;

type Made = { picture: Picture; asset: OutputFile };

type Studio = { base: string; former: Former };

// A drawing is published as it is; a photograph is redrawn at twice its size on the page, without its metadata.
const logoFrom = async ({ base, former }: Studio, name: string, source: Source): Promise<Made> => {
  const size = fit(boxOf(source), logoBox);
  const asset =
    source.ending === '.svg'
      ? hashedAsset(name, '.svg', source.bytes)
      : await png(name, source, size.width * 2, size.height * 2, former);
  return { picture: { src: base + asset.path, ...size }, asset };
};

const png = (
  name: string,
  { bytes }: Source,
  width: number,
  height: number,
  former: Former,
): Promise<OutputFile> =>
  drawnAsset(
    name,
    { sources: [bytes], size: [width, height] },
    () => pngOf(bytes, { width, height }),
    former,
  );

// Mail programs show no SVG: a PNG at twice the size (caniemail: html-svg).
const mailLogoFrom = async (
  { base, former }: Studio,
  source: Source,
  { width, height }: Picture,
): Promise<Made> => {
  const asset = await png('logo-mail', source, width * 2, height * 2, former);
  return { picture: { src: base + asset.path, width, height }, asset };
};

const iconsFrom = async (source: Source, former: Former) => {
  const [small, touch] = await Promise.all([
    png('icon-32', source, 32, 32, former),
    png('icon-180', source, 180, 180, former),
  ]);
  const svg = source.ending === '.svg' ? hashedAsset('icon', '.svg', source.bytes) : undefined;
  return { svg, small, touch };
};

const cardFrom = async (
  tokens: BrandTokens,
  logo: Source | undefined,
  former: Former,
): Promise<OutputFile> => {
  const ground = Buffer.from(cardGround(tokens.light));
  const sources = logo ? [ground, logo.bytes] : [ground];
  const draw = async (): Promise<Uint8Array> => {
    if (!logo) return pngOf(ground, cardSize);
    const size = fit(boxOf(logo), { width: 560, height: 110 });
    const bytes = await pngOf(logo.bytes, size);
    const over = { bytes, left: 92, top: 530 - Math.round(size.height / 2) };
    return pngOf(ground, cardSize, { over });
  };
  return drawnAsset('card', { sources, size: [cardSize.width, cardSize.height] }, draw, former);
};

const fontFace = (src: string): string =>
  `@font-face{font-family:keyturn-brand;src:url("${src}") format("woff2");font-display:swap}`;

/** The brand as pages and mails use it, and the files that belong to it. */
export type Published = {
  look: Look;
  tokens: BrandTokens;
  mailLogo?: Picture;
  assets: OutputFile[];
};

const isFile = /\.(svg|png|jpe?g|webp|woff2)$/i;

const nothing: Former = async () => undefined;

/**
 * Makes a tenant's look. Pictures are taken as checked: `loadTenant` has refused whatever is dangerous. `former` gives
 * files of the former output, so that pictures are drawn only when they have changed.
 */
export const lookOf = async (tenant: Tenant, former: Former = nothing): Promise<Published> => {
  const studio = { base: basePath(tenant), former };
  const { base } = studio;
  const tokens = brandTokens(tenant.brand);
  const { logo: logoFile, logoDark, icon: iconFile, font: fontFile } = tenant.brand;
  const [logo, dark, own, font] = await Promise.all(
    [logoFile, logoDark, iconFile, fontFile].map((file) =>
      sourceOf(tenant, file && isFile.test(file) ? file : undefined),
    ),
  );
  const light = logo && (await logoFrom(studio, 'logo', logo));
  const night = dark && (await logoFrom(studio, 'logo-dark', dark));
  const mail = logo && light && (await mailLogoFrom(studio, logo, light.picture));
  const icon = own ?? { bytes: Buffer.from(emblem(tokens.light)), ending: '.svg' };
  const { svg, small, touch } = await iconsFrom(icon, former);
  const card = await cardFrom(tokens, logo, former);
  const type = font && hashedAsset('font', '.woff2', font.bytes);
  const files = [light?.asset, night?.asset, mail?.asset, svg, small, touch, card, type];
  return {
    tokens,
    mailLogo: mail?.picture,
    look: {
      css: (type ? fontFace(base + type.path) : '') + tokensCss(tokens),
      canvas: { light: tokens.light.canvas, dark: tokens.dark.canvas },
      logo: light?.picture,
      logoDark: night?.picture,
      icon: { svg: svg && base + svg.path, png: base + small.path, touch: base + touch.path },
      card: base + card.path,
    },
    assets: files.filter((one) => one !== undefined),
  };
};
