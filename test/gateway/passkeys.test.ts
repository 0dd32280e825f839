// Passkeys, made and used by an authenticator with real keys, and what a stranger may try with them.
import { describe, expect, it } from 'vitest';
import type { StepOf } from '../../backends/protocol/steps.ts';
import { passkeyDomain, passkeyOrigins } from '../../gateway/passkeys.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { Authenticator, type Twist } from './authenticator.ts';
import {
  type Bench,
  benchGateway,
  contoso,
  toMethods,
  toReview,
  type Walk,
  withPolicy,
} from './harness.ts';

const tenant = withPolicy({ methods: ['passkey', 'email'], requiredToRegister: 1 });
const portal = 'https://passwords.contoso.com';
const evil = 'https://evil.test';
const add = { kind: 'review-methods', action: 'add', method: 'passkey' } as const;

type Options = StepOf<'use-passkey'>['options'];

const adding = async (walk: Walk, key: Authenticator): Promise<StepOf<'review-methods'>> => {
  const { options } = await walk.go(add, 'add-passkey');
  return walk.go({ kind: 'add-passkey', credential: key.create(options) }, 'review-methods');
};

const withKey = async (
  counter = 0,
  name = 'linus',
): Promise<{ bench: Bench; walk: Walk; key: Authenticator }> => {
  const bench = await benchGateway({ tenant });
  const walk = await toReview(bench, name);
  const key = new Authenticator(portal, counter);
  await adding(walk, key);
  return { bench, walk, key };
};

const toPasskey = async (bench: Bench, username = 'linus'): Promise<[Walk, Options]> => {
  const walk = await toMethods(bench, username);
  const { options } = await walk.go({ kind: 'choose-method', method: 'passkey-1' }, 'use-passkey');
  return [walk, options];
};

const optionsOf = (walk: Walk): Options =>
  walk.step.kind === 'use-passkey' ? walk.step.options : { challenge: '' };

describe('A passkey', () => {
  it('is made for the portal’s domain, discoverable and with its user verified, and proves its owner', async () => {
    const bench = await benchGateway({ tenant });
    const walk = await toReview(bench, 'linus');
    const key = new Authenticator(portal);
    const { options } = await walk.go(add, 'add-passkey');
    expect(options).toMatchObject({
      rp: { id: 'passwords.contoso.com', name: 'Contoso Ltd' },
      user: { name: 'linus@contoso.com', displayName: 'Linus Nobody-Registered' },
      attestation: 'none',
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const credential = key.create(options);
    const review = await walk.go({ kind: 'add-passkey', credential }, 'review-methods');
    expect(review.registered).toMatchObject([{ kind: 'passkey' }]);
    expect(review.canFinish).toBe(true);
    const [reset, asked] = await toPasskey(bench);
    expect(asked).toEqual({
      rpId: 'passwords.contoso.com',
      challenge: asked.challenge,
      timeout: 300_000,
      userVerification: 'required',
    });
    await reset.go({ kind: 'use-passkey', credential: key.use(asked) }, 'new-password');
  });

  it('isn’t made twice by one authenticator, and there are five at most', async () => {
    const { walk, key } = await withKey();
    for (let index = 0; index < 3; index += 1) await adding(walk, new Authenticator(portal));
    const { options } = await walk.go(add, 'add-passkey');
    const excluded = (options as { excludeCredentials?: { id: string }[] }).excludeCredentials!;
    expect(excluded).toHaveLength(4);
    expect(excluded[0]!.id).toBe(key.id.toString('base64url'));
    const again = await walk.fails({ kind: 'add-passkey', credential: key.create(options) });
    expect(again).toMatchObject({ code: 'wrong-passkey', step: { kind: 'add-passkey' } });
    await walk.go({ kind: 'back' }, 'review-methods');
    const full = await adding(walk, new Authenticator(portal));
    expect(full.registered).toHaveLength(5);
    expect(full.available).toEqual(['email']);
    expect((await walk.fails(add)).code).toBe('invalid-answer');
  });

  it.each<[string, Twist]>([
    ['of another page', { origin: evil }],
    ['of a page whose name only ends alike', { origin: 'https://evilpasswords.contoso.com' }],
    ['of the page without TLS', { origin: 'http://passwords.contoso.com' }],
    ['of another domain', { rpId: 'contoso.com' }],
    ['of the other ceremony', { type: 'payment.get' }],
    ['that didn’t verify its user', { verified: false }],
  ])('%s is refused, when made and when used', async (_, twist) => {
    const { bench, walk, key } = await withKey();
    const { options } = await walk.go(add, 'add-passkey');
    const made = new Authenticator(portal).create(options, twist);
    const refused = await walk.fails({ kind: 'add-passkey', credential: made });
    expect(refused).toMatchObject({ code: 'wrong-passkey', status: 422 });
    expect(refused.triesLeft).toBeUndefined();
    const [reset, asked] = await toPasskey(bench);
    const used = key.use(asked, twist);
    expect(await reset.fails({ kind: 'use-passkey', credential: used })).toMatchObject({
      code: 'wrong-passkey',
      triesLeft: 4,
    });
  });

  it('answers one challenge once: not a second time, not in another flow, not after a wrong answer', async () => {
    const { bench, key } = await withKey();
    const [walk, options] = await toPasskey(bench);
    const [other, theirs] = await toPasskey(bench);
    const credential = key.use(options);
    expect((await other.fails({ kind: 'use-passkey', credential })).code).toBe('wrong-passkey');
    expect(optionsOf(other).challenge).not.toBe(theirs.challenge);
    const late = key.use(theirs);
    expect((await other.fails({ kind: 'use-passkey', credential: late })).code).toBe(
      'wrong-passkey',
    );
    const { revision } = walk;
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => walk.send({ kind: 'use-passkey', credential }, revision)),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  it('with a counter that doesn’t go up is a copy', async () => {
    const { bench, key } = await withKey(1);
    const [first, options] = await toPasskey(bench);
    await first.go({ kind: 'use-passkey', credential: key.use(options) }, 'new-password');
    key.counter -= 1;
    const [copy, again] = await toPasskey(bench);
    expect((await copy.fails({ kind: 'use-passkey', credential: key.use(again) })).code).toBe(
      'wrong-passkey',
    );
    const credential = key.use(optionsOf(copy));
    await copy.go({ kind: 'use-passkey', credential }, 'new-password');
  });

  it('of somebody else proves nothing, and can’t be registered by another', async () => {
    const { bench, key } = await withKey();
    const ada = await toReview(bench, 'ada');
    const own = new Authenticator(portal);
    await adding(ada, own);
    const { options } = await ada.go(add, 'add-passkey');
    const stolen = { ...key.create(options) };
    expect((await ada.fails({ kind: 'add-passkey', credential: stolen })).code).toBe(
      'wrong-passkey',
    );
    const [reset, asked] = await toPasskey(bench);
    const theirs = own.use(asked);
    expect((await reset.fails({ kind: 'use-passkey', credential: theirs })).code).toBe(
      'wrong-passkey',
    );
    const renamed = { ...theirs, id: key.id.toString('base64url') };
    const { challenge } = optionsOf(reset);
    expect(challenge).not.toBe(asked.challenge);
    expect((await reset.fails({ kind: 'use-passkey', credential: renamed })).code).toBe(
      'wrong-passkey',
    );
  });

  it('that is no passkey at all is refused like a wrong one', async () => {
    const { bench, walk, key } = await withKey();
    const id = key.id.toString('base64url');
    const none: { id: string; response: Record<string, unknown> }[] = [
      { id, response: {} },
      { id: '', response: { clientDataJSON: 'e30' } },
      Object.assign(
        { id, response: { clientDataJSON: '!', signature: 1 } },
        { rawId: id, type: 'public-key' },
      ),
      { id: '__proto__', response: { userHandle: ['x'], toString: 1 } },
    ];
    await walk.go(add, 'add-passkey');
    const [reset] = await toPasskey(bench);
    for (const credential of none) {
      expect((await walk.fails({ kind: 'add-passkey', credential })).code).toBe('wrong-passkey');
      expect((await reset.fails({ kind: 'use-passkey', credential })).code).toBe('wrong-passkey');
    }
  });

  it('is removed, or gives way to another one', async () => {
    const { bench, walk, key } = await withKey();
    const idOf = ({ registered }: StepOf<'review-methods'>): string => registered[0]!.id;
    const id = idOf(walk.step as StepOf<'review-methods'>);
    const { options } = await walk.go(
      { kind: 'review-methods', action: 'change', id },
      'add-passkey',
    );
    const next = new Authenticator(portal);
    const review = await walk.go(
      { kind: 'add-passkey', credential: next.create(options) },
      'review-methods',
    );
    expect(review.registered).toHaveLength(1);
    const [reset, asked] = await toPasskey(bench);
    expect((await reset.fails({ kind: 'use-passkey', credential: key.use(asked) })).code).toBe(
      'wrong-passkey',
    );
    const end = await walk.go(
      { kind: 'review-methods', action: 'remove', id: idOf(review) },
      'review-methods',
    );
    expect(end.registered).toEqual([]);
  });
});

describe('The domain of passkeys', () => {
  const under = (passkeyDomain: string | undefined, url = `${portal}/`): Tenant => ({
    ...contoso,
    portal: { ...contoso.portal, url },
    gateway: { ...contoso.gateway, passkeyDomain },
    allowedOrigins: [
      'https://login.contoso.com',
      'https://contoso.com',
      'https://evilcontoso.com',
      'https://intranet.example.org',
    ],
  });

  it('is the portal’s host, and no other page uses them there', () => {
    expect(passkeyDomain(under(undefined))).toBe('passwords.contoso.com');
    expect(passkeyOrigins(under(undefined))).toEqual([portal]);
  });

  it('may be one above it, for the pages that lie there', () => {
    expect(passkeyDomain(under('Contoso.com'))).toBe('contoso.com');
    expect(passkeyOrigins(under('contoso.com'))).toEqual([
      portal,
      'https://login.contoso.com',
      'https://contoso.com',
    ]);
  });

  it('is the host again where a preview runs somewhere else', () => {
    expect(passkeyDomain(under('contoso.com', 'http://localhost:8080/'))).toBe('localhost');
  });
});
