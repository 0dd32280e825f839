import { describe, expect, it } from 'vitest';
import { guide } from '../../templates/papers/guide.ts';
import type { Step } from '../../templates/papers/paper.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { changed, contoso } from './stationery.ts';

type Methods = Tenant['policy']['methods'];

const stepsFor = (methods: Methods, gates = 1): string[][] => {
  const stationery = changed(contoso, 'x', ({ policy }) => ({
    policy: { ...policy, methods, gates },
  }));
  const { parts } = guide({ ...stationery, locale: 'en' });
  const items = parts.map((part): readonly Step[] => (part.kind === 'steps' ? part.items : []));
  return items.filter(({ length }) => length > 0).map((steps) => steps.map(({ text }) => text));
};

const code = /Type the code that you get/;

describe('The guide for everybody', () => {
  it.each([
    ['email', code, /private mail address/],
    ['sms', code, /private mail address/],
    ['call-mobile', /phone rings/, /We call it/],
    ['call-office', /phone rings/, /We call it/],
    ['totp', /authenticator app/, /Scan the picture/],
    ['passkey', /Use your passkey/, /passkey is registered/],
    ['backup-code', /codes on your list/, /Print the codes/],
    ['questions', /Answer your questions/, /Choose your questions/],
  ] as const)('tells of %s as it is proved and as it is added', (kind, proved, added) => {
    const [reset, register] = stepsFor([kind]);
    expect(reset!.filter((text) => proved.test(text))).toHaveLength(1);
    expect(register!.filter((text) => added.test(text))).toHaveLength(1);
    const told = [...reset!, ...register!].join('\n');
    expect(code.test(told)).toBe(proved === code);
    expect(/code that we send there/.test(told)).toBe(proved === code);
  });

  it('tells of a notification, which nobody adds, and of what is added beside it', () => {
    const [reset, register] = stepsFor(['push', 'totp']);
    expect(reset!.join('\n')).toContain('notification');
    expect(register!.join('\n')).toContain('Scan the picture');
  });

  it('tells of a second proof where one is asked for and its page is another one', () => {
    const second = (methods: Methods, gates: number): string | undefined =>
      stepsFor(methods, gates)[0]!.find((text) => text.includes('second proof'));
    expect(second(['email', 'totp'], 2)).toMatch(/second proof\. Open your authenticator app/);
    expect(second(['email', 'sms', 'totp'], 2)).toBeUndefined();
    // A text and a call to one phone prove the same thing.
    expect(second(['sms', 'call-mobile', 'questions'], 2)).toMatch(/Answer your questions/);
    expect(second(['email', 'totp'], 1)).toBeUndefined();
  });

  it('never says the same words in two steps that follow each other', () => {
    for (const steps of stepsFor(['email', 'totp'], 2))
      for (const [index, text] of steps.entries()) {
        const named = /“[^”]+”/.exec(text)?.[0];
        const next = steps[index + 1] ?? '';
        expect(named !== undefined && next.includes(named), text).toBe(false);
      }
  });
});
