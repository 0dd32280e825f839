import { describe, expect, it } from 'vitest';
import { entra, entraLinks } from '../../backends/drivers/entra.ts';
import { linkFor, links } from '../../backends/drivers/links.ts';
import { backendOptions } from '../../backends/register.ts';

const still = new AbortController().signal;
const go = { reset: 'https://id.test/reset?a=1&b=%20', unlock: 'https://id.test/unlock' };

describe('backends that are only addresses', () => {
  it('keep each address exactly as given', async () => {
    const reply = await links(go).start({ flow: 'reset', locale: 'en' }, still);
    expect(reply).toEqual({ step: { kind: 'leave', url: 'https://id.test/reset?a=1&b=%20' } });
  });

  it('send whoever wants to unlock to the unlock page if there is one, else to the reset page', () => {
    expect(linkFor(go, 'reset', 'unlock')).toBe('https://id.test/unlock');
    expect(linkFor({ reset: go.reset }, 'reset', 'unlock')).toBe(go.reset);
  });

  it('say so when there is no page for it', async () => {
    const reply = await links(go).start({ flow: 'register', locale: 'en' }, still);
    expect(reply).toEqual({ problem: { code: 'not-eligible' } });
  });
});

describe('Entra’s hosted pages', () => {
  it('carry domain and language', () => {
    expect(entraLinks({ domain: 'contoso.com', cloud: 'public' }, 'nl')).toEqual({
      reset: 'https://passwordreset.microsoftonline.com/?whr=contoso.com&mkt=nl',
      unlock: 'https://passwordreset.microsoftonline.com/?whr=contoso.com&mkt=nl',
      register: 'https://mysignins.microsoft.com/security-info?tenant=contoso.com&lng=nl',
      change:
        'https://mysignins.microsoft.com/security-info/password/change?tenant=contoso.com&lng=nl',
    });
  });

  it('are others in the sovereign clouds', () => {
    const gov = entraLinks({ domain: 'agency.gov', cloud: 'usgov' }, 'en');
    expect(gov.reset).toBe('https://passwordreset.microsoftonline.us/?whr=agency.gov&mkt=en');
    expect(gov.register).toContain('https://mysignins.azure.us/');
    const china = entraLinks({ domain: 'contoso.cn', cloud: 'china' }, 'en');
    expect(new URL(china.reset).host).toBe('passwordreset.activedirectory.windowsazure.cn');
    expect(china.register).toContain('Register.aspx?regref=ssprsetup&whr=contoso.cn');
  });

  it('are where the driver sends people', async () => {
    const driver = entra({ domain: 'contoso.com', cloud: 'public' });
    expect(driver.hosted).toBe(true);
    const reply = await driver.start({ flow: 'change', locale: 'en' }, still);
    expect(reply).toMatchObject({
      step: { kind: 'leave', url: expect.stringContaining('/password/change') as string },
    });
  });
});

describe('the options of a backend', () => {
  it('are strict, and each kind has its own', () => {
    expect(backendOptions.safeParse({ kind: 'http', url: '/api' }).success).toBe(true);
    expect(backendOptions.safeParse({ kind: 'http', url: '/api/../..' }).success).toBe(false);
    expect(backendOptions.safeParse({ kind: 'http', url: '//evil.test' }).success).toBe(false);
    expect(backendOptions.safeParse({ kind: 'http', url: 'http://id.test' }).success).toBe(false);
    expect(backendOptions.safeParse({ kind: 'http', url: '/api', reset: go.reset }).success).toBe(
      false,
    );
    expect(backendOptions.safeParse({ kind: 'links', reset: 'javascript:alert(1)' }).success).toBe(
      false,
    );
  });
});
