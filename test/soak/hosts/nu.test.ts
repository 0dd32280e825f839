// The Nu Html Checker over the portal, the kit's pages and its letters, as mail programs and as Outlook read them.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { glob } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTenant } from '../../../cli/build-tenant.ts';
import { asWord } from '../../templates/dom.ts';
import { lacking } from '../../directories/servers/process.ts';
import { installed } from '../../installed.ts';

const missing = lacking(['java']).length > 0 ? 'skipped: there is no java' : undefined;

// What it says that isn't so: it takes a file for no origin, so that 'self' is nothing to it, and data for a script; it
// doesn't know what a variable holds.
const mistaken = [
  /^(Resource|Inline script) violates Content Security Policy \(meta tag\): (image “(?!https?:)|blocked by “script-src”)/,
  /^CSS: “border-radius”: One operand must be a number/,
];

// What Outlook's Word engine goes by, in letters alone; and what older Apple Mail asks for before it goes dark.
const forMailPrograms = [
  /^The “(align|valign|width|height|cellpadding|cellspacing|border|bgcolor)” attribute on the “(table|td)” element is obsolete/,
  /^The “center” element is obsolete/, // a button's text
  /^CSS: “(mso-[a-z-]+|supported-color-schemes)”: Property “\1” doesn't exist/,
];

// What is Word's alone, by name: its settings (how many pixels it takes for an inch), and VML for a button.
const wordOnly =
  /<xml><o:OfficeDocumentSettings[\s\S]*?<\/xml>|<\/?(v:roundrect|w:anchorlock)\b[^>]*>/g;

type Message = { type: string; message: string; url: string; extract?: string };

let folder = '';
let files: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-nu-'));
  for (const file of ['contoso/tenant.yaml', 'fabrikam/tenant.yaml', 'wingtip/tenant.ts'])
    await buildTenant(`examples/${file}`, join(folder, 'out'));
  files = await Array.fromAsync(glob('out/**/*.html', { cwd: folder }));
  // What Outlook takes of a letter is in comments for all others.
  for (const file of files.filter((name) => name.includes('/kit/'))) {
    const html = await readFile(join(folder, file), 'utf8');
    if (!html.includes('<!--[if mso]>')) continue;
    const copy = join(folder, 'outlook', file);
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, asWord(html).replaceAll(wordOnly, ''));
    files.push(join('outlook', file));
  }
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('objects to none of them', { timeout: 900_000 }, async (context) => {
  if (missing && !process.env.KEYTURN_ALL) return context.skip(missing);
  const jar = join(await installed(import.meta.dirname), 'node_modules/vnu-jar/build/dist/vnu.jar');
  const args = ['-jar', jar, '--stdout', '--format', 'json', '--exit-zero-always', ...files];
  const { stdout } = spawnSync('java', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(stdout) as { messages: Message[] };
  expect(files.length).toBeGreaterThan(300);
  const isAllowed = ({ url, message }: Message): boolean =>
    [...mistaken, ...(url.includes('/kit/') ? forMailPrograms : [])].some((one) =>
      one.test(message),
    );
  const objections = messages
    .filter((one) => !isAllowed(one))
    .map(
      ({ message, url, extract }) => `${message} (${url.slice(url.indexOf('/out'))}: ${extract})`,
    );
  // Each once, with the first place where it was found.
  const once = new Map(objections.map((one) => [one.split(' (/out')[0], one]));
  expect([...once.values()]).toEqual([]);
  return undefined;
});
