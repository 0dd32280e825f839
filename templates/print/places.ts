// Which sheets and pictures a kit has, and where.
import type { Locale } from '../../locales/languages.ts';
import type { Stationery } from '../letter.ts';
import { screens, type SheetName, sheets } from './sheets.ts';

/** The logo as it was drawn, with its kind. */
export type PrintLogo = { bytes: Uint8Array; kind: 'svg' | 'png' | 'jpeg' };

/** A sheet or a picture in a language, with its path below the kit. */
export type PrintPlace = { name: SheetName; locale: Locale; path: string };

/** The names of the sheets, and of the pictures. */
export const names = { pdf: Object.keys(sheets), png: Object.keys(screens) } as Record<
  'pdf' | 'png',
  SheetName[]
>;

/** A sheet's source after the frame. */
export const sourceOf = (name: SheetName): string => ({ ...sheets, ...screens })[name];

/** The sheets and pictures of a tenant, with their places. */
export const printPlaces = ({ tenant }: Pick<Stationery, 'tenant'>): PrintPlace[] =>
  tenant.locales.flatMap((locale) =>
    (['pdf', 'png'] as const).flatMap((ending) =>
      names[ending].map((name) => ({ name, locale, path: `${locale}/${name}.${ending}` })),
    ),
  );
