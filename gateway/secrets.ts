import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from './random.ts';

/** What the gateway derives from its one secret. */
export type Secrets = {
  /** A keyed fingerprint: the same for the same text, and telling nothing about it without the secret. */
  mark(purpose: string, text: string): string;
  seal(text: string): Buffer;
  /** @throws Error when the text was changed, or sealed with another secret. */
  open(sealed: Uint8Array): string;
};

const cipher = 'aes-256-gcm';

/** Makes the secrets from 32 or more bytes of randomness. */
export const secretsFrom = (secret: Uint8Array): Secrets => {
  const keyFor = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'keyturn', purpose, 32)));
  const sealing = keyFor('seal');
  // Purposes are few, and each request makes several marks: deriving a key costs more than using it.
  const marking = new Map<string, KeyObject>();
  const markingFor = (purpose: string): KeyObject => {
    const key = marking.get(purpose) ?? keyFor(`mark:${purpose}`);
    marking.set(purpose, key);
    return key;
  };
  return {
    mark: (purpose, text) =>
      createHmac('sha256', markingFor(purpose)).update(text).digest('base64url'),
    seal: (text) => {
      const nonce = randomBytes(12);
      const sealer = createCipheriv(cipher, sealing, nonce);
      const body = Buffer.concat([sealer.update(text, 'utf8'), sealer.final()]);
      return Buffer.concat([nonce, sealer.getAuthTag(), body]);
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed);
      const opener = createDecipheriv(cipher, sealing, bytes.subarray(0, 12));
      opener.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8');
    },
  };
};

const secretSize = 32; // bytes

// A file that was cut off, by a full disk or a restored backup, would be a key that anyone can guess.
const whole = (secret: Uint8Array, path: string): Uint8Array => {
  if (secret.length >= secretSize) return secret;
  throw new Error(`${path}: want ${secretSize} bytes or more, got ${secret.length}. Restore it.`);
};

/**
 * Reads the secret beside the store, or makes it at the first start, readable by its owner alone.
 * @throws Error for one that is too short.
 */
export const secretIn = (folder: string): Uint8Array => {
  const path = join(folder, 'secret');
  if (existsSync(path)) return whole(readFileSync(path), path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = randomBytes(secretSize);
  writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
  return secret;
};

/** The key under which a flow is kept: the id itself is nowhere but with the person. */
export const flowKey = (id: string): string => hash('sha256', id, 'base64url');

/** A flow's secret id: 256 bits. */
export const newFlowId = (): string => randomBytes(32).toString('base64url');

/**
 * A code's hash, keyed with the flow's id. The id isn't stored, so a code of 20 bits can't be searched for in a stolen
 * store, and no slow hash is needed (OWASP ASVS 5.0, 6.5.2 asks for one where a plain hash could be searched).
 */
export const codeHash = (flowId: string, code: string): string =>
  createHmac('sha256', flowId).update(code).digest('base64url');

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'; // 32 signs, none that is read as another

/** Signs that nobody reads as another, one for each byte: 5 bits each. */
export const plainSigns = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');

/** Eight signs that can be told over the telephone. */
export const newSupportCode = (): string => {
  const signs = plainSigns(randomBytes(8));
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
};

/**
 * Bytes that only this flow's id brings forth. What a person is shown before they say that they have it is made so, and
 * stands nowhere in the store until then. `salt` makes each time another one; it's no secret.
 */
export const flowBytes = (flowId: string, purpose: string, salt: string, size: number): Buffer =>
  Buffer.from(hkdfSync('sha256', flowId, salt, `keyturn ${purpose}`, size));

/** A salt for `flowBytes`. */
export const newSalt = (): string => randomBytes(16).toString('base64url');
