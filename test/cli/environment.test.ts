import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textSecretSetting, tokenSecretSetting } from '../../cli/environment.ts';
import { contoso, tempFolder } from '../gateway/harness.ts';
import { withTokens } from '../gateway/issuer.ts';

const name = 'KEYTURN_TOKEN_SECRET';
const long = 'thirty-two bytes at the very least';

describe('The secret of tokens', () => {
  it('is taken as it is written, from the environment or from a file', async () => {
    expect(tokenSecretSetting(withTokens(), { [name]: long })).toEqual(Buffer.from(long));
    const file = join(await tempFolder(), 'secret');
    await writeFile(file, `${long}\n`);
    expect(tokenSecretSetting(withTokens(), { [`${name}_FILE`]: file })).toEqual(Buffer.from(long));
  });

  it('is wanted where tokens are used without published keys, and long enough', () => {
    for (const env of [{}, { [name]: '' }, { [name]: 'x'.repeat(31) }])
      expect(() => tokenSecretSetting(withTokens(), env)).toThrow(/at least 32 bytes, got/);
    expect(tokenSecretSetting(contoso, {})).toBeUndefined();
  });

  it('isn’t wanted beside published keys', () => {
    const tenant = withTokens({ jwks: 'https://login.contoso.com/keys' });
    expect(tokenSecretSetting(tenant, {})).toBeUndefined();
    expect(() => tokenSecretSetting(tenant, { [name]: long })).toThrow(/want one of them/);
  });
});

describe('The secret of texts', () => {
  it('may be left out, and is refused where it’s too short to sign anything', () => {
    expect(textSecretSetting({})).toBeUndefined();
    expect(textSecretSetting({ KEYTURN_TEXT_SECRET: long })).toBe(long);
    const short = { KEYTURN_TEXT_SECRET: 'x'.repeat(31) };
    expect(() => textSecretSetting(short)).toThrow(/at least 32 bytes, got 31/);
  });
});
