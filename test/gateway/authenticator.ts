// A passkey as an authenticator makes and uses it: real keys, real signatures, no attestation. (WebAuthn Level 3, 6.)
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { StepOf } from '../../backends/protocol/steps.ts';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

// CBOR (RFC 8949), as much of it as is needed: small numbers, bytes, texts and maps.
type Cbor = number | string | Buffer | Map<Cbor, Cbor>;
const head = (major: number, size: number): Buffer =>
  size < 24
    ? Buffer.from([(major << 5) | size])
    : size < 256
      ? Buffer.from([(major << 5) | 24, size])
      : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)]),
  ]);
};

type Options = { challenge: string; rpId?: string };
/** What may be other than it should be. */
export type Twist = { origin?: string; rpId?: string; type?: string; verified?: boolean };
type Credential = { id: string; response: Record<string, unknown> };

/** An authenticator that holds one passkey. */
export class Authenticator {
  readonly id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  #user?: string;
  /** Goes up with each use; a synchronised passkey has none. */
  counter: number;

  constructor(origin: string, counter = 0) {
    this.#origin = origin;
    this.counter = counter;
  }

  /** Makes the passkey, as `navigator.credentials.create()` does. */
  create(options: StepOf<'add-passkey'>['options'], twist: Twist = {}): Credential {
    const { rp, user } = options as unknown as { rp: { id: string }; user: { id: string } };
    this.#user = user.id;
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = new Map<Cbor, Cbor>([
      [1, 2], // an elliptic curve
      [3, -7], // ES256
      [-1, 1], // P-256
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ]);
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      cbor(key),
    ]);
    const authData = Buffer.concat([this.#data(rp.id, 0x40, twist), attested]);
    const attestation = new Map<Cbor, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    const client = this.#client(options, 'webauthn.create', twist);
    return this.#credential({
      clientDataJSON: client.toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
    });
  }

  /** Signs a challenge, as `navigator.credentials.get()` does. */
  use(options: StepOf<'use-passkey'>['options'], twist: Twist = {}): Credential {
    if (this.counter > 0) this.counter += 1;
    const { rpId = '' } = options as unknown as Options;
    const authData = this.#data(rpId, 0, twist);
    const client = this.#client(options, 'webauthn.get', twist);
    const signed = Buffer.concat([authData, sha256(client)]);
    return this.#credential({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
      userHandle: this.#user,
    });
  }

  // Present, verified unless the twist says otherwise, and whatever else.
  #data(domain: string, more: number, { rpId = domain, verified = true }: Twist): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const flags = Buffer.from([0x01 | (verified ? 0x04 : 0) | more]);
    return Buffer.concat([sha256(rpId), flags, counter]);
  }

  #client({ challenge }: Options, kind: string, { type = kind, origin }: Twist): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: origin ?? this.#origin, crossOrigin: false }),
    );
  }

  #credential(response: Record<string, unknown>): Credential {
    const id = this.id.toString('base64url');
    return Object.assign(
      { id, response },
      { rawId: id, type: 'public-key', clientExtensionResults: {} },
    );
  }
}
