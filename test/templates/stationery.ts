import { stationeryFor } from '../../cli/stationery.ts';
import { lookOf } from '../../site/publish/look.ts';
import type { LetterInput } from '../../templates/index.ts';
import { type Piece, piecesOf as piecesFor } from '../../templates/pieces.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** What a tenant's letters are made for, apart from the language. */
export type Stationery = Omit<LetterInput, 'locale'> & { id: string };

const fromFile = async (file: string): Promise<Stationery> => {
  const tenant = await loadTenant(file);
  return { id: tenant.id, ...stationeryFor({ tenant, published: await lookOf(tenant) }) };
};

/** The three examples. */
export const examples: Stationery[] = await Promise.all(
  ['contoso/tenant.yaml', 'fabrikam/tenant.yaml', 'wingtip/tenant.ts'].map((file) =>
    fromFile(`examples/${file}`),
  ),
);
export const contoso = examples[0]!;

/** Stationery with parts of its tenant exchanged. */
export const changed = (
  stationery: Stationery,
  id: string,
  change: (tenant: Tenant) => Partial<Tenant>,
): Stationery => ({
  ...stationery,
  id,
  tenant: { ...stationery.tenant, ...change(stationery.tenant) },
});

const { logo: _, ...plain } = contoso;

/** The examples, and tenants with too little or too much of something. */
export const tenants: Stationery[] = [
  ...examples,
  changed(contoso, 'no-phone', () => ({ support: { email: 'help@contoso.com' } })),
  changed(plain, 'long-name', ({ organization }) => ({
    organization: {
      ...organization,
      name: 'Bundesverwaltungsamt'.repeat(5),
      shortName: 'B'.repeat(40),
    },
  })),
  changed(
    contoso,
    'no-dates',
    ({ rollout: { mergeTags, timeZone, sendAt, waveDays }, policy }) => ({
      rollout: {
        mergeTags,
        timeZone,
        sendAt,
        waveDays,
        audiences: [],
        quietDays: [],
        reviewed: [],
      },
      policy: { ...policy, password: { ...policy.password, expiryDays: 90, classes: 3 } },
    }),
  ),
];

// Their languages change nothing that the examples' own don't show; a long name is one in each direction.
const narrowed = (stationery: Stationery): Stationery =>
  examples.includes(stationery)
    ? stationery
    : changed(stationery, stationery.id, ({ rollout }) => ({
        locales: stationery.id === 'long-name' ? ['en', 'ar'] : ['en'],
        rollout: { ...rollout, audiences: [] },
      }));

/** Every letter that the kit has for a tenant, in each of its languages. */
export const piecesOf = (stationery: Stationery): Piece[] => [...piecesFor(stationery)];

/** One of them, as the title of a test has it. */
export type Sample = Piece & { stationery: Stationery };

/** All of them of all tenants, each under its name. */
export const samples: [string, Sample][] = tenants
  .map(narrowed)
  .flatMap((stationery) =>
    piecesOf(stationery).map((piece): [string, Sample] => [
      `${stationery.id} ${piece.locale} ${piece.name}`,
      { ...piece, stationery },
    ]),
  );
