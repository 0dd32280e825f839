import type { Driver } from '../driver.ts';
import { type Links, links } from './links.ts';

/** Which of Microsoft's clouds the organisation's directory lives in. */
export type Cloud = 'public' | 'usgov' | 'china';

/** Where Entra's own hosted pages are. `domain` is a verified domain of the directory. */
export type EntraOptions = { domain: string; cloud: Cloud };

type Pages = { reset: string; register: string; change: string };

// Public and US government: Microsoft's documentation of self-service reset and of the clouds' end points.
// China (21Vianet): its documentation names the classic pages; it has no My Sign-Ins host.
const pages: Record<Cloud, Pages> = {
  public: {
    reset: 'https://passwordreset.microsoftonline.com/',
    register: 'https://mysignins.microsoft.com/security-info',
    change: 'https://mysignins.microsoft.com/security-info/password/change',
  },
  usgov: {
    reset: 'https://passwordreset.microsoftonline.us/',
    register: 'https://mysignins.azure.us/security-info',
    change: 'https://mysignins.azure.us/security-info/password/change',
  },
  china: {
    reset: 'https://passwordreset.activedirectory.windowsazure.cn/',
    register:
      'https://account.activedirectory.windowsazure.cn/PasswordReset/Register.aspx?regref=ssprsetup',
    change: 'https://account.activedirectory.windowsazure.cn/ChangePassword.aspx',
  },
};

const withQuery = (address: string, query: Record<string, string>): string => {
  const url = new URL(address);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url.href;
};

/**
 * The hosted addresses of one directory in one language. `whr` shows the organisation's branding before a user name is
 * typed; `mkt` (reset) and `lng` (security info) set the language; `tenant` picks the directory on the latter.
 */
export const entraLinks = ({ domain, cloud }: EntraOptions, locale: string): Required<Links> => {
  const { reset, register, change } = pages[cloud];
  const branded = { whr: domain, mkt: locale };
  const account = cloud === 'china' ? branded : { tenant: domain, lng: locale };
  const resetUrl = withQuery(reset, branded);
  return {
    reset: resetUrl,
    unlock: resetUrl,
    register: withQuery(register, account),
    change: withQuery(change, account),
  };
};

/** Microsoft Entra's self-service password reset: hosted pages only, no call from a browser is possible. */
export const entra = (options: EntraOptions): Driver => ({
  ...links({}),
  flows: undefined,
  start: (request, signal) => links(entraLinks(options, request.locale)).start(request, signal),
});
