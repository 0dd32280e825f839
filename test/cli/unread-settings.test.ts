import { describe, expect, it } from 'vitest';
import { checkNames, unusedSettings } from '../../cli/unread-settings.ts';
import { settings } from '../../cli/settings.ts';
import { contoso } from '../gateway/harness.ts';
import { keyturn, tempFolder } from './command.ts';

describe('A setting that nobody reads', () => {
  it.each([
    ['KEYTURN_STOR', 'KEYTURN_STORE'],
    ['KEYTURN_SECRET_FIL', 'KEYTURN_SECRET_FILE'],
    ['KEYTURN_SMTP_PASWORD_FILE', 'KEYTURN_SMTP_PASSWORD_FILE'],
  ])('by the name %s is taken for a slip of %s', (name, meant) => {
    expect(() => checkNames({ [name]: 'x' })).toThrow(
      `${name}: there is no such setting. Did you mean ${meant}?`,
    );
  });

  it('is let be where its name is far from all, as Kubernetes makes them', () => {
    const made = ['KEYTURN_PORT', 'KEYTURN_SERVICE_HOST', 'KEYTURN_PORT_8080_TCP', 'HOME'];
    const own = Object.keys(settings).flatMap((name) => [name, `${name}_FILE`]);
    const env = [...made, ...own, 'KEYTURN_VERIFY_PASSWORD'].map((name) => [name, 'x']);
    expect(() => checkNames(Object.fromEntries(env) as NodeJS.ProcessEnv)).not.toThrow();
  });

  it('stops every command: each would look in the wrong store', async () => {
    const env = { KEYTURN_STOR: 'postgres://keyturn@db.contoso.com/keyturn' };
    const { code, stderr } = await keyturn(['audit', 'verify'], { cwd: await tempFolder(), env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'KEYTURN_STOR: there is no such setting. Did you mean KEYTURN_STORE?\n',
    });
  });

  it('is named by the log where the tenant file has no use for it', () => {
    const env = { KEYTURN_DKIM_KEY_FILE: '/run/secrets/dkim', KEYTURN_SMTP_USER: 'mailer' };
    expect(unusedSettings(contoso, env)).toEqual([
      {
        level: 'warn',
        message: 'setting unused',
        setting: 'KEYTURN_DKIM_KEY',
        advice: 'it’s for gateway.dkim, which the tenant file doesn’t set',
      },
    ]);
    const dkim = { domain: 'contoso.com', selector: 'keyturn' };
    const signing = { ...contoso, gateway: { ...contoso.gateway!, dkim } };
    expect(unusedSettings(signing, env)).toEqual([]);
  });
});
