// From a brand to what the pages show: tokens as CSS, pictures in the sizes that are needed.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { basePath } from '../../tenant/addresses.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { type BrandTokens, brandTokens } from '../../tenant/brand/index.ts';
import { inspectSvg } from '../../tenant/svg.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Look, Picture } from '../page.ts';
import { cardGround, emblem } from './emblem.ts';
import { hashedAsset, type OutputFile } from './files.ts';
import { fit, pngOf, sizeOf } from './raster.ts';

const logoBox = { width: 240, height: 44 }; // CSS pixels

/** A picture's bytes, and what they are. */
export type Source = { bytes: Buffer; ending: string };

const sourceOf = async (tenant: Tenant, file: string | undefined): Promise<Source | undefined> =>
  file === undefined
    ? undefined
    : { bytes: await readFile(join(tenant.folder, file)), ending: extname(file).toLowerCase() };

const boxOf = async ({ bytes, ending }: Source): Promise<{ width: number; height: number }> =>
  ending === '.svg' ? inspectSvg(bytes.toString('utf8')).box! : sizeOf(bytes);

type Made = { picture: Picture; asset: OutputFile };

// A drawing is published as it is; a photograph is redrawn at twice its size on the page, without its metadata.
const logoFrom = async (base: string, name: string, source: Source): Promise<Made> => {
  const size = fit(await boxOf(source), logoBox);
  const asset =
    source.ending === '.svg'
      ? hashedAsset(name, '.svg', source.bytes)
      : hashedAsset(name, '.png', await pngOf(source.bytes, size.width * 2, size.height * 2));
  return { picture: { src: base + asset.path, ...size }, asset };
};

const iconsFrom = async (source: Source) => {
  const { bytes, ending } = source;
  const [png, touch] = await Promise.all([pngOf(bytes, 32, 32), pngOf(bytes, 180, 180)]);
  return {
    svg: ending === '.svg' ? hashedAsset('icon', '.svg', bytes) : undefined,
    png: hashedAsset('icon-32', '.png', png),
    touch: hashedAsset('icon-180', '.png', touch),
  };
};

const cardFrom = async (tokens: BrandTokens, logo: Source | undefined): Promise<OutputFile> => {
  const ground = Buffer.from(cardGround(tokens.light));
  const size = logo && fit(await boxOf(logo), { width: 560, height: 110 });
  const over = size && {
    bytes: await pngOf(logo.bytes, size.width, size.height),
    left: 92,
    top: 530 - Math.round(size.height / 2),
  };
  return hashedAsset('card', '.png', await pngOf(ground, 1200, 630, over));
};

const fontFace = (src: string): string =>
  `@font-face{font-family:keyturn-brand;src:url(${src}) format("woff2");font-display:swap}`;

/** The brand as pages and mails use it, and the files that belong to it. */
export type Published = {
  look: Look;
  tokens: BrandTokens;
  mailLogo?: Picture;
  assets: OutputFile[];
};

/** Makes a tenant's look. Pictures are taken as checked: `loadTenant` has refused whatever is dangerous. */
export const lookOf = async (tenant: Tenant): Promise<Published> => {
  const base = basePath(tenant);
  const tokens = brandTokens(tenant.brand);
  const [logo, dark, own, font] = await Promise.all(
    [tenant.brand.logo, tenant.brand.logoDark, tenant.brand.icon, tenant.brand.font].map((file) =>
      sourceOf(tenant, file?.match(/\.(svg|png|jpe?g|webp|woff2)$/i) ? file : undefined),
    ),
  );
  const icon = own ?? { bytes: Buffer.from(emblem(tokens.light)), ending: '.svg' };
  const logoMade = logo && (await logoFrom(base, 'logo', logo));
  const darkMade = dark && (await logoFrom(base, 'logo-dark', dark));
  const icons = await iconsFrom(icon);
  const card = await cardFrom(tokens, logo);
  const fontFile = font && hashedAsset('font', '.woff2', font.bytes);
  const mail = logoMade && (await mailLogo(base, logo, logoMade.picture));
  return {
    tokens,
    mailLogo: mail?.picture,
    look: {
      css: (fontFile ? fontFace(base + fontFile.path) : '') + tokensCss(tokens),
      canvas: { light: tokens.light.canvas, dark: tokens.dark.canvas },
      logo: logoMade?.picture,
      logoDark: darkMade?.picture,
      icon: {
        svg: icons.svg && base + icons.svg.path,
        png: base + icons.png.path,
        touch: base + icons.touch.path,
      },
      card: base + card.path,
    },
    assets: [
      logoMade?.asset,
      darkMade?.asset,
      icons.svg,
      icons.png,
      icons.touch,
      card,
      fontFile,
      mail?.asset,
    ].filter((one) => one !== undefined),
  };
};

// Mail programs show no SVG: a PNG at twice the size (caniemail: html-svg).
const mailLogo = async (
  base: string,
  { bytes }: Source,
  { width, height }: Picture,
): Promise<Made> => {
  const asset = hashedAsset('logo-mail', '.png', await pngOf(bytes, width * 2, height * 2));
  return { picture: { src: base + asset.path, width, height }, asset };
};
