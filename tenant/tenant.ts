import type { Locale } from '../locales/languages.ts';
import type { PageName } from './schema/portal.ts';
import type { CheckedFile, Section, TenantFile } from './schema/index.ts';

type Organization = Section<'organization'> & { shortName: string };
type Portal = Omit<Section<'portal'>, 'pages'> & { pages: readonly PageName[] };
type Policy = Section<'policy'> & { requiredToRegister: number };

/** A tenant as everything else sees it: checked, every default resolved. Images are still paths beside `folder`. */
export type Tenant = Omit<CheckedFile, '$schema'> & {
  id: string;
  defaultLocale: Locale;
  organization: Organization;
  portal: Portal;
  policy: Policy;
  /** The absolute folder of the tenant file: images and fonts are beside it. */
  folder: string;
};

/** Gives an editor completion and checking for a tenant file in TypeScript or JavaScript; it returns what it gets. */
export const defineTenant = (file: TenantFile): TenantFile => file;

const hosted = ({ backend }: CheckedFile, page: PageName): boolean =>
  backend.kind !== 'links' ||
  page === 'reset' ||
  !['register', 'change', 'unlock'].includes(page) ||
  backend[page as 'register' | 'change' | 'unlock'] !== undefined;

const publishedPages = (file: CheckedFile, all: readonly PageName[]): PageName[] =>
  (file.portal.pages ?? all).filter(
    (page) => (page !== 'unlock' || file.policy.unlock) && hosted(file, page),
  );

/** Fills in the defaults that depend on other keys. */
export const resolveTenant = (
  file: CheckedFile,
  place: { id: string; folder: string; pages: readonly PageName[] },
): Tenant => {
  const { organization, policy, portal, backend } = file;
  const required = Math.min(policy.gates + 1, policy.methods.length);
  return {
    ...file,
    id: file.id ?? place.id,
    folder: place.folder,
    defaultLocale: file.defaultLocale ?? file.locales[0]!,
    organization: { ...organization, shortName: organization.shortName ?? organization.name },
    portal: { ...portal, pages: publishedPages(file, place.pages) },
    policy: { ...policy, requiredToRegister: policy.requiredToRegister ?? required },
    backend:
      backend.kind === 'entra'
        ? { ...backend, domain: backend.domain ?? organization.domains[0]! }
        : backend,
  };
};
