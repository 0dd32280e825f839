import { describe, expect, it } from 'vitest';
import { localeCodes } from '../../locales/languages.ts';
import { hostsOf } from '../../lint/index.ts';
import { papersOf, plannedOf } from '../../templates/papers/index.ts';
import { entraBranding } from '../../templates/papers/integration.ts';
import type { PaperName } from '../../templates/papers/paper.ts';
import { paperText } from '../../templates/papers/text.ts';
import { changed, contoso, examples, piecesOf, type Stationery, tenants } from './stationery.ts';

const papersIn = (stationery: Stationery) => {
  const pieces = piecesOf(stationery);
  return [...papersOf(stationery, pieces, plannedOf(stationery, pieces))];
};
const textOf = (stationery: Stationery, name: PaperName, locale = 'en'): string => {
  const { paper } = papersIn(stationery).find(
    (one) => one.paper.name === name && one.locale === locale,
  )!;
  return paperText(paper, false);
};
const fabrikam = examples[1]!;
const wingtip = examples[2]!;

describe.each(tenants)('the papers of $id', (stationery) => {
  it('lead to the tenant’s own hosts alone, and leave nothing to be filled in', () => {
    const hosts = hostsOf(stationery.tenant);
    for (const { paper } of papersIn(stationery)) {
      const text = paperText(paper, false);
      expect(text).not.toMatch(/\[\[|undefined|NaN|\{\w+\}(?!\/)/);
      if (paper.name === 'integration' || paper.name === 'plan') continue;
      for (const [, host] of text.matchAll(/https:\/\/([^\s/)]+)/g)) expect(hosts).toContain(host);
    }
  });
});

describe('the text message', () => {
  it('fits into three parts, and has nothing to tap that could be forged', () => {
    for (const { paper } of tenants.flatMap(papersIn).filter(({ paper }) => paper.name === 'sms')) {
      const text = paperText(paper, true).trim();
      // UCS-2 carries 67 signs a part when there are several (3GPP TS 23.040).
      expect(text.length).toBeLessThanOrEqual(3 * 67 + 67);
      expect(text).not.toMatch(/https?:|[\u2066-\u2069]/);
    }
  });
});

describe('the plan’s page', () => {
  it('says how to find those who haven’t registered, for each backend', () => {
    expect(textOf(contoso, 'plan')).toContain(
      'keyturn report registrations tenant.yaml --data data --from 2026-11-15 --csv > registered.csv',
    );
    expect(textOf(fabrikam, 'plan')).toContain(
      'userRegistrationDetails?$filter=isSsprRegistered eq false',
    );
    expect(textOf(wingtip, 'plan')).not.toMatch(/report registrations|graph/);
  });

  it('names every wave with its people, its days and its time zone', () => {
    const text = textOf(contoso, 'plan');
    expect(text).toMatch(
      /## Wave 1: Head office[\s\S]*## Wave 2: Everyone else[\s\S]*## Wave 3: Cairo/,
    );
    expect(text).toContain(
      'Monday, 1 March 2027, 09:30 (Europe/Amsterdam) | It’s live | everyone of the wave',
    );
    expect(text).toContain('(Africa/Cairo)');
    expect(textOf(fabrikam, 'plan')).toContain('set rollout.launch in the tenant file');
  });
});

describe('“Is this message genuine?”', () => {
  it('lists every letter that people get, with its sender, subject and days', () => {
    const text = textOf(contoso, 'genuine');
    for (const { name, locale, fixed } of piecesOf(contoso))
      if (locale === 'en')
        expect(text.includes(fixed.subject), name).toBe(!['help-desk', 'managers'].includes(name));
    expect(text).toContain('Contoso Service Desk <servicedesk@contoso.com>');
    expect(text).toContain('(wave-2/en/invitation.html)');
  });
});

describe('the glossary, the questions and the handbook', () => {
  it('speak of what the tenant has, and of nothing else', () => {
    expect(textOf(contoso, 'glossary')).toMatch(/Passkey[\s\S]*Backup code[\s\S]*Support code/);
    expect(textOf(fabrikam, 'glossary')).not.toMatch(
      /Passkey|Backup code|Support code|Security questions/,
    );
    expect(textOf(contoso, 'faq')).toContain('every 180 days');
    expect(textOf(wingtip, 'faq')).not.toMatch(/have to take part|too many tries/);
    expect(textOf(contoso, 'handbook')).toContain('grep K7Q2-M9XD gateway.log');
    expect(textOf(wingtip, 'handbook')).not.toContain('grep');
    expect(textOf(wingtip, 'checklist')).not.toContain('haven’t registered');
  });
});

describe('the values for Entra', () => {
  it.each(localeCodes)('in %s are no longer than Graph takes them', (locale) => {
    const most = { signInPageText: 1024, customAccountResetCredentialsUrl: 128 };
    for (const stationery of tenants) {
      const values = entraBranding({ ...stationery, locale });
      for (const [key, value] of Object.entries(values))
        expect(value.length).toBeLessThanOrEqual(most[key as keyof typeof most] ?? 256);
      expect(Object.keys(values)).toHaveLength(4);
    }
  });

  it('leave out what is too long', () => {
    const far = changed(contoso, 'x', ({ portal }) => ({
      portal: { ...portal, url: `https://passwords.contoso.com/${'x'.repeat(120)}/` },
    }));
    const values = entraBranding({ ...far, locale: 'en' });
    expect(values.customAccountResetCredentialsUrl).toBeUndefined();
    expect(values.signInPageText).toContain('x'.repeat(120));
  });

  it('are quoted where a shell reads them', () => {
    const french = changed(contoso, 'x', () => ({
      text: { en: { 'kit.integration.cannot': 'It’s o\'\'clock "now" <b>' } },
    }));
    expect(textOf(french, 'integration')).toContain('It’s o&#39;clock &quot;now&quot; &lt;b&gt;');
  });
});
