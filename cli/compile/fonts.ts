import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fontFiles } from '../press/fonts.ts';

// "NotoSansArabic_700Bold.ttf" is in the package noto-sans-arabic, in the folder 700Bold.
const placeOf = (file: string): [packageName: string, weight: string] => {
  const [family, weight] = file.replace('.ttf', '').split('_') as [string, string];
  return [family.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(), weight];
};

/** Copies the fonts that are printed with, and their licence, into `<out>/print/`. */
export const copyFonts = async (root: string, out: string): Promise<void> => {
  const target = join(out, 'print');
  const packages = join(root, 'node_modules/@expo-google-fonts');
  await mkdir(target, { recursive: true });
  for (const file of fontFiles) {
    const [name, weight] = placeOf(file);
    await copyFile(join(packages, name, weight, file), join(target, file));
    await copyFile(join(packages, name, 'LICENSE_FONT'), join(target, `${name}.licence.txt`));
  }
};
