// The tenant file, section by section. Each section documents its own keys; the JSON Schema is made from this.
// First of all: a schema decides when it is made.
import './interpreted.ts';
import * as z from 'zod';
import { backendOptions } from '../../backends/register.ts';
import { brand } from './brand.ts';
import { id, organization } from './organization.ts';
import { policy } from './policy.ts';
import { defaultLocale, locales, portal } from './portal.ts';
import { gateway, rollout } from './rollout.ts';
import { allowedOrigins, legal, security, signIn, support } from './support.ts';
import { text } from './text.ts';

/** Every section by its key, so that each can be checked without the others. */
export const sections = {
  id,
  organization,
  portal,
  locales,
  defaultLocale,
  text,
  brand,
  support,
  signIn,
  allowedOrigins,
  backend: backendOptions.meta({
    description: 'What stands behind the portal and the widget.',
    examples: [{ kind: 'http', url: '/api' }],
  }),
  policy,
  rollout,
  security,
  legal,
  gateway,
};

const schemaKey = z.string().optional().meta({ description: 'The JSON Schema for editors.' });

/** The whole tenant file: strict, every key documented where it is declared. */
export const tenantFile = z.strictObject({ $schema: schemaKey, ...sections });

/** A tenant file as it is written: defaults may be left out. */
export type TenantFile = z.input<typeof tenantFile>;
/** A tenant file after the door: every default filled in. */
export type CheckedFile = z.output<typeof tenantFile>;
/** A section of a checked file. */
export type Section<K extends keyof typeof sections> = CheckedFile[K];
