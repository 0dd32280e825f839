// Pictures of what is on show, and the ones that they are held against.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import sharp from 'sharp';

/** Where the references are, one folder for each way of looking. */
export const references = fileURLToPath(new URL('references/', import.meta.url));

// What is drawn around a step belongs to it: rings of focus, the frame of a card.
const margin = 12;

// The outermost of what there is.
const onShow = async (page: Page): Promise<Locator> => {
  for (const selector of ['dialog[open]', '.kt-form', '.kt-access'])
    if (await page.locator(selector).count()) return page.locator(selector).first();
  throw new Error('nothing is on show');
};

/** The step on show, without the page around it. */
export const picture = async (page: Page): Promise<Buffer> => {
  await page.mouse.move(0, 0);
  const { x, y, width, height } = (await (await onShow(page)).boundingBox())!;
  const left = Math.max(0, Math.floor(x) - margin);
  const top = Math.max(0, Math.floor(y) - margin);
  return page.screenshot({
    animations: 'disabled',
    clip: {
      x: left,
      y: top,
      width: Math.ceil(x + width) + margin - left,
      height: Math.ceil(y + height) + margin - top,
    },
  });
};

/** Keeps a picture as a reference: in few colours, which costs a tenth of the bytes. */
export const keep = async (name: string, png: Buffer): Promise<void> => {
  const small = await sharp(png).png({ palette: true, colours: 64, effort: 10 }).toBuffer();
  const path = join(references, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, small);
};

// Other versions of a drawing library shade the edge of a letter a little otherwise; a pixel that moved is far off.
const tolerance = { threshold: 0.2, share: 0.002 };

type Compared = { differing: number; allowed: number; diff?: Buffer };

const compared = (actual: PNG, wanted: PNG): Compared => {
  const { width, height } = actual;
  const allowed = Math.ceil(width * height * tolerance.share);
  if (wanted.width !== width || wanted.height !== height)
    return { differing: width * height, allowed };
  const diff = new PNG({ width, height });
  const differing = pixelmatch(wanted.data, actual.data, diff.data, width, height, {
    threshold: tolerance.threshold,
  });
  return { differing, allowed, diff: PNG.sync.write(diff) };
};

let folder: Promise<string> | undefined;
const aside = async (name: string, png: Buffer): Promise<string> => {
  folder ??= mkdtemp(join(tmpdir(), 'keyturn-pictures-'));
  const path = join(await folder, `${name.replaceAll('/', '-')}.png`);
  await writeFile(path, png);
  return path;
};

/** What a picture differs in from its reference, and where to look at both; nothing where it doesn't. */
export const difference = async (name: string, png: Buffer): Promise<string | undefined> => {
  const path = join(references, `${name}.png`);
  const kept = await readFile(path).catch(() => undefined);
  if (!kept) return `${name}: there is no reference; now: ${await aside(name, png)}`;
  const [actual, wanted] = [PNG.sync.read(png), PNG.sync.read(kept)];
  const { differing, allowed, diff } = compared(actual, wanted);
  if (differing <= allowed) return undefined;
  const sizes = `${wanted.width}×${wanted.height} → ${actual.width}×${actual.height}`;
  const files = [`now: ${await aside(name, png)}`, `wanted: ${path}`];
  if (diff) files.push(`difference: ${await aside(`${name}-difference`, diff)}`);
  return `${name}: ${differing} pixels differ, ${allowed} may (${sizes}); ${files.join(', ')}`;
};

/** Takes all references away. */
export const forget = (): Promise<void> => rm(references, { recursive: true, force: true });
