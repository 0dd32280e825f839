// Codes by themselves: how one is made, judged and timed, and what goes out with it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import type { Gateway } from '../../gateway/context.ts';
import type { FlowState, SentCode } from '../../gateway/flow/state.ts';
import type { Offer } from '../../gateway/offers.ts';
import { newFlowId, secretsFrom } from '../../gateway/secrets.ts';
import { codeTimes, isDead, isRightCode, newCode, secondsLeft } from '../../gateway/steps/codes.ts';
import { sendCode } from '../../gateway/steps/enter-code.ts';
import type { Ground } from '../../gateway/steps/step.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { contoso, wrongCode } from './harness.ts';

const flowId = newFlowId();
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());
const after = (seconds: number): void => void vi.advanceTimersByTime(seconds * 1000);

describe('A code', () => {
  it('is right in its flow, however it was typed, and no other code is', () => {
    const { code, sent } = newCode(flowId);
    expect(code).toMatch(/^\d{6}$/);
    expect(isRightCode(sent, flowId, ` ${code.slice(0, 3)}-${code.slice(3)} `)).toBe(true);
    expect(isRightCode(sent, flowId, wrongCode(code))).toBe(false);
    expect(isRightCode(sent, newFlowId(), code)).toBe(false);
    expect(isRightCode({ ...sent, codeHash: sent.codeHash.slice(1) }, flowId, code)).toBe(false);
    expect(JSON.stringify(sent)).not.toContain(code);
  });

  it('has six digits, whatever leads them', () => {
    const codes = Array.from({ length: 500 }, () => newCode(flowId).code);
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(codes.map((code) => code[0])).size).toBe(10);
  });

  it('lives five minutes, and tells how long still', () => {
    const { sent } = newCode(flowId);
    expect(codeTimes(sent)).toEqual({
      length: 6,
      resendAfter: limits.resendAfter,
      expiresIn: limits.codeLife,
      triesLeft: undefined,
    });
    after(limits.codeLife - 1);
    expect([secondsLeft(sent, limits.codeLife), isDead(sent)]).toEqual([1, false]);
    expect(codeTimes(sent)).toMatchObject({ resendAfter: 0, expiresIn: 1 });
    after(1);
    expect([secondsLeft(sent, limits.codeLife), isDead(sent)]).toEqual([0, true]);
    after(60);
    expect(secondsLeft(sent, limits.codeLife)).toBe(0);
  });

  it('dies of its fifth wrong try, and tells how many are left after the first', () => {
    const tried = (tries: number): SentCode => ({ ...newCode(flowId).sent, tries });
    expect([0, 1, 4, 5, 6].map((tries) => isDead(tried(tries)))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(codeTimes(tried(1)).triesLeft).toBe(limits.codeTries - 1);
    expect(codeTimes(tried(4)).triesLeft).toBe(1);
  });
});

describe('A code that goes out', () => {
  const gateway = { tenant: contoso, secrets: secretsFrom(Buffer.alloc(32, 7)) } as Gateway;
  const username = 'ada@contoso.com';
  const state = (personId?: string): FlowState => ({
    flow: 'reset',
    locale: 'en',
    intent: 'reset',
    intentGiven: true,
    proved: [],
    subject: { username, personId },
    at: { kind: 'choose-method' },
  });
  const mail: Offer = { id: 'email-1', kind: 'email', to: 'ada@example.org' };
  const text: Offer = { id: 'sms-1', kind: 'sms', to: '+31612345601' };

  const sentBy = async (offer: Offer, personId?: string, more: Partial<Ground> = {}) => {
    const ground = { gateway, state: state(personId), flowId, supportCode: 'ABCD-2345', ...more };
    const { state: next, unit } = await sendCode(ground, offer);
    if (next.at.kind !== 'enter-code') throw new Error(next.at.kind);
    const { at } = next;
    return { at, unit: unit!, message: unit!.messages![0]!, code: unit!.messages![0]!.data.code! };
  };

  it('is right for a person, and never for a name that nobody has', async () => {
    const real = await sentBy(mail, 'ada');
    expect(isRightCode(real.at, flowId, real.code)).toBe(true);
    const decoys = await Promise.all(Array.from({ length: 20 }, () => sentBy(mail)));
    for (const { at, code } of decoys) {
      expect(code).toMatch(/^\d{6}$/);
      expect(isRightCode(at, flowId, code)).toBe(false);
    }
    expect(new Set(decoys.map(({ at }) => at.codeHash)).size).toBe(20);
  });

  it('says how long it lives, and is logged without itself', async () => {
    const { message, unit, code } = await sentBy(mail, 'ada');
    expect(message).toMatchObject({
      channel: 'email',
      to: 'ada@example.org',
      goodUntil: Date.now() + limits.codeLife * 1000,
      data: { minutes: '5', username },
    });
    expect(unit.events).toEqual([{ event: 'code sent', username, detail: 'email' }]);
    expect(JSON.stringify([unit.events, unit.hits, unit.caps])).not.toContain(code);
  });

  it('has links beside it in a mail, and none in a text', async () => {
    const mailed = (await sentBy(mail, 'ada')).message;
    expect(Object.keys(mailed.data)).toEqual(['code', 'minutes', 'username', 'link', 'stop']);
    const texted = (await sentBy(text, 'ada')).message;
    expect(texted.channel).toBe('sms');
    expect(Object.keys(texted.data)).toEqual(['code', 'minutes', 'username']);
  });

  it('has no links beside it where they would reset nothing, or lead to no page', async () => {
    const registering = { state: { ...state('ada'), flow: 'register' } } as const;
    const { policy } = contoso;
    const tenant: Tenant = { ...contoso, policy: { ...policy, methods: ['sms'] } };
    for (const more of [registering, { gateway: { ...gateway, tenant } }])
      expect(Object.keys((await sentBy(mail, 'ada', more)).message.data)).toEqual([
        'code',
        'minutes',
        'username',
      ]);
  });
});
