import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allOf, elementsOf, metaOf } from './dom.ts';
import { exampleNames, exampleOf } from './portals.ts';

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

const directives = (html: string): Record<string, string> =>
  Object.fromEntries(
    metaOf(html, 'content-security-policy')!
      .split('; ')
      .map((one) => [one.split(' ')[0]!, one.split(' ').slice(1).join(' ')]),
  );

const listOf = (sources: readonly string[]): string => [...new Set(sources)].join(' ') || "'none'";

const htmlOf = async (name: (typeof exampleNames)[number]): Promise<[string, string][]> =>
  [...(await exampleOf(name)).files]
    .filter(([path]) => path.endsWith('.html'))
    .map(([path, html]) => [path, String(html)]);

describe.each(exampleNames)('every page of %s', (name) => {
  it('names exactly the scripts and styles that are in it, by their hash', async () => {
    for (const [path, html] of await htmlOf(name)) {
      const policy = directives(html);
      const scripts = allOf(html, 'script').filter(
        ({ attributes }) => attributes.type !== 'application/json',
      );
      const styles = allOf(html, 'style');
      const sources = scripts.map(({ attributes: { integrity }, text }) =>
        integrity ? `'${integrity}'` : hashOf(text),
      );
      expect(policy['script-src'], path).toBe(listOf(sources));
      expect(policy['style-src'], path).toBe(listOf(styles.map(({ text }) => hashOf(text))));
    }
  });

  it('allows nothing else, and asks for Trusted Types', async () => {
    const { tenant } = await exampleOf(name);
    const connect = tenant.backend.kind === 'http' ? "'self'" : "'none'";
    for (const [path, html] of await htmlOf(name)) {
      const { 'script-src': _script, 'style-src': _style, ...others } = directives(html);
      expect(others, path).toEqual({
        'default-src': "'none'",
        'img-src': "'self'",
        'font-src': "'self'",
        'connect-src': path.startsWith('.well-known/') ? "'none'" : connect,
        'form-action': "'none'",
        'base-uri': "'none'",
        'require-trusted-types-for': "'script'",
        'trusted-types': 'lit-html',
      });
    }
  });

  it('says so before anything that the policy is about', async () => {
    for (const [path, html] of await htmlOf(name)) {
      const head = elementsOf(html).map(({ name: tag }) => tag);
      expect(head.slice(0, 4), path).toEqual(['html', 'head', 'meta', 'meta']);
      expect(html.indexOf('content-security-policy'), path).toBeLessThan(200);
    }
  });

  it('has no style attribute and no event handler', async () => {
    for (const [path, html] of await htmlOf(name)) {
      const names = elementsOf(html).flatMap(({ attributes }) => Object.keys(attributes));
      expect(
        names.filter((one) => one === 'style' || one.startsWith('on')),
        path,
      ).toEqual([]);
    }
  });
});
