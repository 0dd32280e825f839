import { lstat, readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Finding } from './problem.ts';
import { pixelsOf } from './pixels.ts';
import type { Section } from './schema/index.ts';
import { inspectSvg } from './svg.ts';

const mostPixels = 4096; // a side
const greatest = 512 * 1024; // bytes; a logo that is larger is a photograph

// First bytes of each format: a file is what it is, not what its name says.
const signatures: Record<string, (bytes: Buffer) => boolean> = {
  '.png': (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a',
  '.jpg': (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff',
  '.jpeg': (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff',
  '.webp': (bytes) =>
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  '.woff2': (bytes) => bytes.toString('latin1', 0, 4) === 'wOF2',
};

const staysInside = async (path: string, folder: string): Promise<boolean> =>
  (await realpath(path)).startsWith((await realpath(folder)) + sep);

const checkSvg = (text: string): { got: string; want: string; todo: string } | undefined => {
  const { box, refused } = inspectSvg(text);
  const want = 'a plain drawing: no scripts, handlers, links, animations or outside references';
  if (refused.length > 0)
    return {
      got: refused.slice(0, 3).join('; '),
      want,
      todo: 'export it again as plain, optimised SVG',
    };
  return box
    ? undefined
    : {
        got: 'no size',
        want: 'a viewBox, or a width and a height',
        todo: 'add a viewBox to <svg>',
      };
};

// A few bytes can unfold to gigabytes of pixels; nothing is drawn before this.
const checkPixels = (bytes: Buffer, ending: string) => {
  const size = pixelsOf(bytes, ending);
  if (!size)
    return {
      got: 'a picture that is cut off',
      want: `a whole ${ending} file`,
      todo: 'export it again',
    };
  const { width, height } = size;
  const fits = width > 0 && height > 0 && width <= mostPixels && height <= mostPixels;
  return fits
    ? undefined
    : {
        got: `${width} × ${height} pixels`,
        want: `at most ${mostPixels} pixels a side`,
        todo: 'make it smaller',
      };
};

const checkFile = async (file: string, folder: string) => {
  const path = join(folder, file);
  const known = await lstat(path).catch(() => undefined);
  const want = 'a file beside the tenant file';
  if (!known) return { got: `${file}, which isn’t there`, want, todo: 'check its name' };
  if (!(await staysInside(path, folder)))
    return { got: `${file}, which leads out of the folder`, want, todo: 'copy the file itself' };
  const bytes = await readFile(path);
  if (bytes.length > greatest)
    return {
      got: `${bytes.length} bytes`,
      want: `at most ${greatest} bytes`,
      todo: 'make it smaller',
    };
  const ending = extname(file).toLowerCase();
  if (ending === '.svg') return checkSvg(bytes.toString('utf8'));
  if (!signatures[ending]!(bytes))
    return {
      got: `${file}, which isn’t one inside`,
      want: `a ${ending} file`,
      todo: 'export it again',
    };
  return ending === '.woff2' ? undefined : checkPixels(bytes, ending);
};

/** What is wrong with the files that `brand` names: missing, outside the folder, too large, not what they say, dangerous. */
export const checkImages = async (brand: Section<'brand'>, folder: string): Promise<Finding[]> => {
  const keys = ['logo', 'logoDark', 'icon', 'font'] as const;
  const findings = await Promise.all(
    keys.map(async (key) => {
      const file = brand[key];
      if (!file || (key === 'font' && !file.endsWith('.woff2'))) return undefined;
      const wrong = await checkFile(file, folder).catch((error: Error) => ({
        got: error.message,
        want: 'a file that can be read',
        todo: 'check its permissions',
      }));
      return wrong && { path: ['brand', key], ...wrong };
    }),
  );
  return findings.filter((one) => one !== undefined);
};
