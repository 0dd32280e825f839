import { expect } from 'chai';
import ar from '../../locales/widget/ar.json' with { type: 'json' };
import en from '../../locales/widget/en.json' with { type: 'json' };
import nl from '../../locales/widget/nl.json' with { type: 'json' };
import { shared } from '../../widget/index.ts';
import { afterEach, describe, it } from './page/mocha.ts';
import {
  heading,
  notice,
  one,
  open,
  openAt,
  pause,
  put,
  submit,
  texts,
  type,
} from './page/page.ts';
import { resetKinds, steps } from './page/steps.ts';
import { problem, sent } from './page/wire.ts';

const config = { words: { nl, ar } };
const inArabic = { config, attributes: 'locale="ar"' };
const latin = /[A-Za-z]{3,}/;

describe('the language of an element', () => {
  it('is the nearest one on the page', async () => {
    const section = document.createElement('section');
    section.lang = 'nl';
    const element = await open({ config });
    section.append(element);
    document.querySelector('main')!.append(section);
    await Promise.resolve();
    expect(heading()).to.equal(nl['identify-title']);
    type('username', 'ada');
    await submit(steps.done);
    expect(sent[0]!.body).to.include({ locale: 'nl' });
  });

  it('is the attribute’s where there is one, and can change in the middle of a step', async () => {
    const element = await openAt(steps['enter-code'], { config, attributes: 'locale="nl"' });
    expect(heading()).to.equal(nl['code-title']);
    expect([element.lang, element.dir]).to.deep.equal(['nl', 'ltr']);
    type('code', '123');
    element.setAttribute('locale', 'ar');
    await Promise.resolve();
    expect(heading()).to.equal(ar['code-title']);
    expect([element.lang, element.dir]).to.deep.equal(['ar', 'rtl']);
    expect(one('[name=code]').value).to.equal('123');
  });

  const dutch = ['nl-BE', 'nl_BE'];
  const strange = ['xx-<script>', 'fr', 'en-GB', '__proto__', 'constructor', ' ', '!'];

  // English is in the code, so it is always there.
  for (const [locale, code, words] of [
    ...dutch.map((one) => [one, 'nl', nl] as const),
    ...strange.map((one) => [one, 'en', en] as const),
  ])
    it(`is one that exists, whatever a page calls its own: ${locale}`, async () => {
      const given = { config, attributes: `locale="${locale}"` };
      await openAt(steps['new-password'], given);
      expect(heading()).to.equal(words['password-title']);
      type('password', 'correct horse battery');
      await submit(problem('too-many-tries', {}, { 'retry-after': '300' }));
      expect(notice()).to.contain(words['too-many-tries']);
      expect(sent[0]!.body).to.include({ locale: code });
    });

  it('is that of the words as soon as they are handed over, in the element’s marking too', async () => {
    const element = await open({ attributes: 'locale="nl"' });
    expect([heading(), element.lang]).to.deep.equal([en['identify-title'], '']);
    Object.assign(element, { config });
    await Promise.resolve();
    expect([heading(), element.lang]).to.deep.equal([nl['identify-title'], 'nl']);
  });

  it('is English where no words are brought', async () => {
    await open({ attributes: 'locale="fr"' });
    expect(heading()).to.equal('Who are you?');
  });

  it('is each element’s own', async () => {
    const first = await open({ config, attributes: 'locale="nl"' });
    const second = first.cloneNode() as HTMLElement;
    second.setAttribute('locale', 'ar');
    Object.assign(second, { config });
    first.after(second);
    await Promise.resolve();
    expect(texts('.kt-title')).to.deep.equal([nl['identify-title'], ar['identify-title']]);
    expect(texts('label')).to.deep.equal([nl.username, ar.username]);
  });

  it('is the organisation’s own wording where it has one', async () => {
    const words = { en: { 'identify-title': 'Who goes there? <b>{x}</b>' } };
    await open({ config: { words } });
    expect(heading()).to.equal('Who goes there? <b>{x}</b>');
  });
});

describe('a page that switches its language', () => {
  const root = document.documentElement;
  afterEach(() => {
    root.lang = 'en';
  });
  const switched = async (lang: string): Promise<void> => {
    root.lang = lang;
    await pause();
  };

  it('takes the element along, in the middle of a step and with what was typed', async () => {
    const element = await openAt(steps['enter-code'], { config: { words: { en: {}, nl, ar } } });
    type('code', '123');
    await switched('ar');
    expect([heading(), one('[name=code]').value]).to.deep.equal([ar['code-title'], '123']);
    await switched('nl');
    expect(heading()).to.equal(nl['code-title']);
    await submit(steps['new-password']);
    expect(heading()).to.equal(nl['password-title']);
    expect(element.hasAttribute('lang')).to.equal(false);
  });

  it('gets its words where there are some, and else English', async () => {
    const element = await open({ config });
    await switched('fr');
    expect([heading(), element.lang, element.dir]).to.deep.equal([
      en['identify-title'],
      'en',
      'ltr',
    ]);
    await switched('ar');
    expect(heading()).to.equal(ar['identify-title']);
    expect([element.hasAttribute('lang'), element.hasAttribute('dir')]).to.deep.equal([
      false,
      false,
    ]);
    element.setAttribute('locale', 'nl');
    await pause();
    expect([heading(), element.lang]).to.deep.equal([nl['identify-title'], 'nl']);
  });

  it('is heard beyond a shadow root, and nearer languages before it', async () => {
    const host = await put('<div></div>');
    const shadow = host.attachShadow({ mode: 'open' });
    const element = document.createElement('keyturn-reset');
    Object.assign(element, { backend: '/api', config: { words: { en: {}, nl, ar } } });
    shadow.append(element);
    await switched('nl');
    expect(element.querySelector('h2')!.textContent).to.equal(nl['identify-title']);
    host.lang = 'ar';
    await pause();
    expect(element.querySelector('h2')!.textContent).to.equal(ar['identify-title']);
  });

  it('takes the open dialog along', async () => {
    const element = await put('<keyturn-access backend="/api"></keyturn-access>');
    Object.assign(element, { config: { words: { en: {}, nl } } });
    element.querySelector('button')!.click();
    await pause();
    document.querySelector<HTMLElement>('main .kt-choice')!.click();
    await pause();
    type('username', 'ada');
    await switched('nl');
    expect([heading(), one('[name=username]').value]).to.deep.equal([nl['identify-title'], 'ada']);
  });
});

describe('an organisation’s own wording', () => {
  it('takes the place of single texts, in each language, and leaves the others', async () => {
    shared.config = { words: { en: {}, nl, ar } };
    try {
      await open({ config: { words: { nl: { next: 'Door' } } }, attributes: 'locale="nl"' });
      expect(texts('button')).to.deep.equal(['Door']);
      expect(heading()).to.equal(nl['identify-title']);
      const element = await open({
        config: { words: { nl: { next: 'Door' } } },
        attributes: 'locale="ar"',
      });
      expect(texts('button')).to.deep.equal([ar.next]);
      Object.assign(element, { config: { words: { ar: { next: 'هيا' } } } });
      await Promise.resolve();
      expect(texts('button')).to.deep.equal(['هيا']);
    } finally {
      shared.config = {};
    }
  });
});

describe('a language that is written from right to left', () => {
  it('turns the element round, and not its page', async () => {
    const element = await open(inArabic);
    expect(getComputedStyle(element).direction).to.equal('rtl');
    expect(getComputedStyle(document.body).direction).to.equal('ltr');
  });

  for (const kind of resetKinds)
    it(`says all of ${kind} in it`, async () => {
      await openAt(steps[kind], inArabic);
      const own = document.querySelectorAll('main a, main .kt-help, main .kt-choice b');
      const data = new Set(
        [...own].flatMap(({ textContent }) => textContent.match(/[\w@.•-]+/g) ?? []),
      );
      const words = (document.querySelector('main')!.textContent.match(/[A-Za-z]{3,}/g) ?? [])
        .filter((word) => ![...data].some((one) => one.includes(word)))
        .filter((word) => !JSON.stringify(steps[kind]).includes(word));
      expect(words).to.deep.equal([]);
      expect(latin.test(heading())).to.equal(false);
    });

  it('leaves user names, codes and numbers in their own direction', async () => {
    await openAt(steps['choose-method'], inArabic);
    expect(texts('.kt-choice b')[1]).to.contain('\u2066+31 ••• ••42\u2069');
    expect(one('[type=tel]').dir).to.equal('ltr');
    await openAt(steps['enter-code'], inArabic);
    expect(getComputedStyle(one('[name=code]')).direction).to.equal('ltr');
    expect(texts('.kt-lead')[0]).to.contain('\u2066+31 ••• ••42\u2069');
    await openAt(steps.stopped, inArabic);
    expect(getComputedStyle(document.querySelector('main a')!).direction).to.equal('ltr');
  });

  it('says numbers and times in its own way', async () => {
    await openAt(steps['enter-code'], inArabic);
    type('code', '1');
    await submit(problem('too-many-tries', {}, { 'retry-after': '300' }));
    const time = new Intl.RelativeTimeFormat('ar').format(5, 'minute');
    expect(notice()).to.contain(time);
  });
});
