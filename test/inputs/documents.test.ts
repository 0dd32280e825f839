// Whole files that somebody else made: drawings, translations, tenant files.
import fc from 'fast-check';
import { parse, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { readXliff } from '../../locales/xliff.ts';
import { readYaml } from '../../tenant/source-yaml.ts';
import { inspectSvg } from '../../tenant/svg.ts';
import { complaintsOf } from '../tenant/files.ts';
import { drawing } from './drawings.ts';
import { runs, signs } from './runs.ts';

type Node = {
  nodeName: string;
  attrs?: { name: string; value: string; prefix?: string }[];
  childNodes?: Node[];
};

const nodesIn = (node: Node): Node[] => [node, ...(node.childNodes ?? []).flatMap(nodesIn)];

const runsSomething =
  /^(script|foreignobject|iframe|image|img|a|set|animate|handler|embed|object)$/i;

describe('A drawing that is taken', () => {
  it('runs nothing and asks nobody, by an HTML parser’s reading too', () => {
    let taken = 0;
    fc.assert(
      fc.property(drawing, (svg) => {
        if (inspectSvg(svg).refused.length > 0) return;
        taken += 1;
        for (const root of [parseFragment(svg), parse(svg)])
          for (const { nodeName, attrs = [] } of nodesIn(root)) {
            expect(nodeName).not.toMatch(runsSomething);
            for (const { name, value, prefix } of attrs) {
              expect(name).not.toMatch(/^on/i);
              if (name !== 'xmlns' && prefix !== 'xmlns' && !name.startsWith('xmlns:'))
                expect(value).not.toMatch(/javascript:|data:|https?:|@import/i);
            }
          }
        expect(svg).not.toMatch(/<!DOCTYPE|<!ENTITY/);
      }),
      runs,
    );
    // Else the property would say nothing.
    expect(taken).toBeGreaterThan(10);
  });

  it('is never the reason of a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), drawing), (text) => {
        expect(Array.isArray(inspectSvg(text).refused)).toBe(true);
      }),
      runs,
    );
  });
});

describe('A translation', () => {
  const piece = fc.oneof(
    fc.constantFrom(...signs),
    fc.constantFrom(
      'Reset',
      '<b>bold</b>',
      '<x id="0"/>',
      '&amp;',
      '&lt;b&gt;',
      '&x;',
      '<!--x-->',
      '<![CDATA[<b>]]>',
      '<source>',
      '</target>',
    ),
  );
  const unit = fc.tuple(fc.array(piece, { maxLength: 4 }), fc.array(piece, { maxLength: 4 }));

  it('is read as text, or refused: no element gets into one, and no document type into a file', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 3 }), fc.boolean(), (units, withType) => {
        const type = withType ? '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>' : '';
        const body = units.map(
          ([source, target], index) =>
            `<trans-unit id="u${index}"><source>${source.join('')}</source><target>${target.join('')}</target></trans-unit>`,
        );
        const read = (): unknown =>
          readXliff(`${type}<xliff><file><body>${body.join('')}</body></file></xliff>`, 'nl.xlf');
        if (withType) {
          expect(read).toThrow(/document type/);
          return;
        }
        try {
          expect(read()).toHaveLength(units.length);
        } catch (error) {
          expect((error as Error).name).toBe('XliffError');
        }
      }),
      runs,
    );
  });
});

describe('A tenant file', () => {
  it('of any text is read or refused, and never throws', () => {
    const yaml = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'a: ',
            '- ',
            '&x ',
            '*x',
            '  ',
            '\n',
            '{',
            '}',
            '[',
            ']',
            '<<: ',
            '!!js/function ',
            '|',
            '? ',
            '"',
            '---\n',
            '%YAML 1.1\n',
            '__proto__: ',
          ),
          fc.constantFrom(...signs),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(yaml, fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const { data, faults } = readYaml('tenant.yaml', text);
        expect(faults.length === 0 || data === undefined).toBe(true);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      runs,
    );
  });

  it('of ten megabytes, or nested a hundred thousand deep, is refused in a moment', async () => {
    // CPU time: a busy machine is no fault of the reader's.
    const started = process.threadCpuUsage();
    expect(await complaintsOf(`a: ${'x'.repeat(10 << 20)}\n`)).toContain(
      'want  at most 1048576 bytes',
    );
    expect(await complaintsOf(`a: ${'['.repeat(100_000)}\n`)).not.toBe('nothing wrong');
    expect(await complaintsOf(`a: ${'{a: '.repeat(50_000)}\n`)).not.toBe('nothing wrong');
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(10_000);
  });
});
