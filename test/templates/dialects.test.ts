import { describe, expect, it } from 'vitest';
import { inDialect, knownTokens, namesToBind } from '../../templates/dialects.ts';
import { escape } from '../../templates/html.ts';
import { kitPage } from '../../templates/page/index.ts';
import { type MergeDialect, mergeDialects } from '../../tenant/schema/campaign.ts';
import { changed, contoso, piecesOf, type Stationery } from './stationery.ts';

const sentBy = (mergeTags: MergeDialect, text: Stationery['tenant']['text'] = {}): Stationery =>
  changed(contoso, 'x', ({ rollout, policy }) => ({
    text,
    locales: ['en', 'ar'],
    rollout: { ...rollout, mergeTags, audiences: [] },
    policy: { ...policy, password: { ...policy.password, expiryDays: 90 } },
  }));

const pieceOf = (stationery: Stationery, path: string) =>
  piecesOf(stationery).find((piece) => piece.path === path)!;

const withWords = (mergeTags: MergeDialect, words: string) =>
  pieceOf(sentBy(mergeTags, { en: { 'mail.leader.safe': words } }), 'en/leader').letter;

describe.each(mergeDialects)('letters for %s', (mergeTags) => {
  const pieces = piecesOf(sentBy(mergeTags));

  it('have no neutral placeholder left in any part', () => {
    expect(pieces.length).toBeGreaterThan(20);
    for (const { letter, fixed } of pieces)
      for (const one of [letter, fixed])
        expect(Object.values(one).join('\n')).not.toMatch(/\[\[|\]\]/);
  });

  it('greet by name in both parts, where it’s known', () => {
    const { letter } = pieces.find(({ path }) => path === 'en/invitation')!;
    const said = {
      none: 'Hello,',
      outlook: '«FirstName»',
      mailchimp: '*|FNAME|*',
      handlebars: '{{firstName}}',
      liquid: '{{ customer.first_name }}',
      'power-automate': "@{items('Apply_to_each')?['givenName']}",
      okta: '${user.profile.firstName}',
      keycloak: '${(user.firstName)!}',
      'entra-lifecycle': '{{userGivenName}}',
      powershell: '{{firstName}}',
    }[mergeTags];
    expect(letter.html).toContain(said);
    expect(letter.text).toContain(said);
    // No program of these merges subjects as it merges letters.
    expect(letter.subject).toBe(pieces.find(({ path }) => path === 'en/invitation')!.fixed.subject);
  });

  it('say when a password expires only where the program knows it', () => {
    const { letter, fixed } = pieces.find(({ path }) => path === 'en/expiry')!;
    expect(fixed.text).toContain('valid for a short while');
    const knows = knownTokens(mergeTags).has('expiryDate');
    expect(letter.text.includes('is valid until')).toBe(knows);
  });

  it('are in fixed words when a mail program sends them, and when the gateway does', () => {
    for (const { name, letter, fixed } of pieces) {
      expect(fixed.text).not.toMatch(/\*\||\{\{|\$\{|@\{|«/);
      if (name === 'code') expect(letter).toEqual(fixed);
    }
  });

  it('can’t be written with a placeholder that nobody knows', () => {
    expect(() => withWords(mergeTags, 'See [[shoeSize]].')).toThrow(
      /^en\/leader: \[\[shoeSize\]\] is no placeholder with rollout\.mergeTags none/,
    );
  });
});

describe('an own wording', () => {
  it('that a program would take for its own is escaped as the program wants it', () => {
    expect(withWords('handlebars', "Braces '{{x}}'").text).toContain('Braces \\{{x}}');
    expect(withWords('liquid', "Ten '{% x %}'").text).toContain("Ten {{ '{%' }} x %}");
    expect(withWords('power-automate', "Mail @'{x}'").text).toContain('Mail @@{x}');
    expect(withWords('okta', "Price $'{x}' #if y").html).toContain('Price #[[${]]#x} #[[#if]]# y');
    expect(withWords('keycloak', "Price $'{x}'").text).toContain('Price ${r"${"}x}');
  });

  it.each(['mailchimp', 'entra-lifecycle', 'powershell', 'outlook'] as const)(
    'stops the build where %s has no way to escape it',
    (mergeTags) => {
      const words = { mailchimp: '*|x|*', outlook: '«x»' }[mergeTags as 'outlook'] ?? "'{{x}}'";
      expect(() => withWords(mergeTags, words)).toThrow(/^en\/leader: .* means something to/);
    },
  );
});

describe('letters for Mailchimp', () => {
  it('let people leave, and say where the sender lives', () => {
    const { letter } = pieceOf(sentBy('mailchimp'), 'en/invitation');
    expect(letter.html).toContain('href="*|UNSUB|*"');
    expect(letter.html).toContain('*|HTML:LIST_ADDRESS_HTML|*');
    expect(letter.text).toMatch(/Unsubscribe – \*\|LIST:ADDRESSLINE\|\* \*\|UNSUB\|\*/);
  });
});

it('a letter for a mail program with a stray placeholder is refused', () => {
  const letter = { subject: 'x', preheader: 'x', title: 'x', html: 'x', text: '[[firstName]]' };
  expect(() => inDialect(letter, 'none')).toThrow('it knows none');
});

describe('The names that whoever sends has to provide', () => {
  it.each([
    ['none', 0],
    ['outlook', 3],
    ['mailchimp', 2],
    ['handlebars', 3],
    ['liquid', 3],
    ['power-automate', 3],
    ['okta', 0],
    ['keycloak', 0],
    ['entra-lifecycle', 0],
    ['powershell', 3],
  ] as const)('to %s are %i, as far as the letters have them', (mergeTags, count) => {
    const stationery = sentBy(mergeTags);
    const pieces = piecesOf(stationery);
    const said = pieces.map(({ letter }) => letter.text).join('\n');
    const names = namesToBind(said, mergeTags);
    expect(names).toHaveLength(count);
    const page = kitPage(stationery, { pieces, papers: [], calendars: [], prints: [] });
    for (const name of names) expect(page).toContain(`translate="no">${escape(name)}</code>`);
    expect(page.includes('translate="no"')).toBe(count > 0);
    const leader = pieces.find((piece) => piece.name === 'leader');
    expect(namesToBind(leader!.letter.text, mergeTags).length).toBeLessThan(Math.max(1, count));
  });
});
