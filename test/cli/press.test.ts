// What prints: a process beside the build, which ends before it has grown large, and what it has made already.
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printLogo } from '../../cli/build/kit.ts';
import { printFiles, type PrintFile, type Printing } from '../../cli/press/index.ts';
import { formerPrints } from '../../cli/press/kept.ts';
import { setHere } from '../../cli/press/set.ts';
import { printShop } from '../../cli/press/shop.ts';
import { sheetsOf } from '../../templates/print/index.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { changed, contoso } from '../templates/stationery.ts';

const english = (change: (tenant: Tenant) => Partial<Tenant> = () => ({})) =>
  changed(contoso, 'contoso', (tenant) => ({ locales: ['en'], ...change(tenant) }));

const printed = async (how: Printing, stationery = english()): Promise<PrintFile[]> => {
  const files: PrintFile[] = [];
  const orders = sheetsOf(stationery, await printLogo(stationery.tenant));
  for await (const file of printFiles(stationery.tenant, orders, how)) files.push(file);
  return files;
};

const { order: card } = sheetsOf(english()).next().value!;

// A difference of bytes takes pages to tell.
const sumOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
const cardSum = async (): Promise<string> => sumOf(await setHere(card));

let folder: string;
let first: PrintFile[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-press-'));
  first = await printed({ set: setHere });
  await writeFile(
    join(folder, 'report.json'),
    JSON.stringify({ kit: first.map(({ path, seal }) => ({ path, seal })) }),
  );
  for (const { path, body } of first) {
    await mkdir(dirname(join(folder, 'kit', path)), { recursive: true });
    await writeFile(join(folder, 'kit', path), body);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('The process that prints', () => {
  it('gives the same bytes as this one, and makes room for another after so many sheets', async () => {
    const children: ChildProcess[] = [];
    const shop = printShop({ most: 4, started: (child) => void children.push(child) });
    const files = await printed({ set: shop.set });
    await shop.close();
    expect(files.map(({ path }) => path)).toEqual(first.map(({ path }) => path));
    for (const [index, { path, body }] of files.entries())
      expect(Buffer.compare(Buffer.from(body), Buffer.from(first[index]!.body)), path).toBe(0);
    expect(children).toHaveLength(Math.ceil(files.length / 4));
    expect(children.map(({ exitCode }) => exitCode)).toEqual(children.map(() => 0));
  });

  it('is started when there is something to print, and not before', async () => {
    const children: ChildProcess[] = [];
    const shop = printShop({ started: (child) => void children.push(child) });
    await printed({ set: shop.set, former: formerPrints(folder) });
    await shop.close();
    expect(children).toEqual([]);
  });

  it('says which sheet of which tenant it can’t set, and goes on with the next', async () => {
    await writeFile(join(folder, 'broken.png'), 'no picture');
    const broken = english(({ brand }) => ({ folder, brand: { ...brand, logo: 'broken.png' } }));
    const shop = printShop();
    await expect(printed({ set: shop.set }, broken)).rejects.toThrow(
      /^contoso: kit\/en\/poster-a4\.pdf: A sheet can’t be set: .*image/,
    );
    expect(sumOf(await shop.set(card))).toBe(await cardSum());
    await shop.close();
  });

  it('is replaced when it was killed, and what it was at is told', async () => {
    const children: ChildProcess[] = [];
    const shop = printShop({ started: (child) => void children.push(child) });
    const begun = printed({ set: shop.set });
    while (children.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    children[0]!.kill('SIGKILL');
    await expect(begun).rejects.toThrow(/: the process that prints has ended \(SIGKILL\)$/);
    expect(sumOf(await shop.set(card))).toBe(await cardSum());
    await shop.close();
  });

  it('outlives Ctrl-C in its terminal, but not the one that it works for', async () => {
    const children: ChildProcess[] = [];
    const shop = printShop({ started: (child) => void children.push(child) });
    await shop.set(card);
    const child = children[0]!;
    child.kill('SIGINT');
    expect(sumOf(await shop.set(card))).toBe(await cardSum());
    expect(children).toHaveLength(1);
    const gone = once(child, 'exit');
    child.disconnect();
    expect((await gone)[0]).toBe(0);
  });
});

describe('A sheet that is there already', () => {
  const counted = () => {
    const paths: string[] = [];
    const how: Printing = {
      former: formerPrints(folder),
      set: (order) => {
        paths.push(order.as);
        return setHere(order);
      },
    };
    return { how, paths };
  };

  it('isn’t set again, whatever else has changed', async () => {
    const { how, paths } = counted();
    const moved = english(({ rollout }) => ({ rollout: { ...rollout, launch: '2027-05-03' } }));
    expect((await printed(how, moved)).map(({ seal }) => seal)).toEqual(
      first.map(({ seal }) => seal),
    );
    expect(paths).toEqual([]);
  });

  it('is set again when its words have changed', async () => {
    const { how, paths } = counted();
    await printed(
      how,
      english(() => ({ text: { en: { 'print.scan': 'Scan it:' } } })),
    );
    // The lock screen has no such line, but its data do.
    expect(paths).toHaveLength(first.length);
  });

  it('is set again when somebody has changed its file', async () => {
    await writeFile(join(folder, 'kit', first[0]!.path), 'edited');
    const { how, paths } = counted();
    expect((await printed(how))[0]!.seal).toBe(first[0]!.seal);
    expect(paths).toEqual(['pdf']);
  });
});
