import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { registrationsReport, resetsReport, totalsReport } from '../../backends/protocol/index.ts';
import { languages } from '../../locales/languages.ts';
import { benchGateway, contoso, personNamed, toCode } from './harness.ts';

const reportToken = 'r'.repeat(32);
const people = [personNamed('ada')];

describe('The dashboard', () => {
  it('is a page of its own in each language, with a policy for exactly what it carries', async () => {
    const bench = await benchGateway({ people: [], reportToken });
    for (const locale of contoso.locales) {
      const reply = await bench.call(`/dashboard/${locale}`);
      expect(reply.status).toBe(200);
      const html = await reply.text();
      expect(html).toContain(`<html lang="${locale}" dir="${languages[locale].dir}">`);
      const policy = reply.headers.get('content-security-policy')!;
      for (const [, text] of html.matchAll(/<(?:style|script type="module")>([\s\S]*?)<\//g))
        expect(policy).toContain(createHash('sha256').update(text!).digest('base64'));
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(html).not.toMatch(/\sstyle=|\son\w+=|https?:\/\/(?!www\.w3\.org)/);
      expect(html).not.toContain(reportToken);
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('leads to the organisation’s own language, and to no other', async () => {
    const bench = await benchGateway({ people: [], reportToken });
    for (const path of ['/dashboard', '/dashboard/']) {
      const reply = await bench.call(path);
      expect(reply.status).toBe(302);
      const place = new URL(reply.headers.get('location')!, `https://contoso.com/api${path}`);
      expect(place.pathname).toBe('/api/dashboard/en');
    }
    expect((await bench.call('/dashboard/fr')).status).toBe(404);
  });

  it('isn’t there where no report token is set', async () => {
    const bench = await benchGateway({ people: [] });
    for (const path of ['/dashboard', '/dashboard/en', '/reports/totals'])
      expect((await bench.call(path)).status).toBe(404);
  });
});

describe('The reports', () => {
  it('are what their description says', async () => {
    const bench = await benchGateway({ people, reportToken });
    const [walk, code] = await toCode(bench, 'ada');
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
    await toCode(bench, 'nobody@contoso.com').catch(() => undefined);
    const headers = { authorization: `Bearer ${reportToken}` };
    const read = async (name: string): Promise<unknown> =>
      (await bench.call(`/reports/${name}`, { headers })).json();
    for (const [name, schema] of [
      ['registrations', registrationsReport],
      ['resets', resetsReport],
      ['totals', totalsReport],
    ] as const) {
      const said = await read(name);
      expect(schema.parse(said), name).toEqual(said);
    }
    const { rows } = resetsReport.parse(await read('resets'));
    expect(rows.map(({ result }) => result)).toContain('succeeded');
  });
});
