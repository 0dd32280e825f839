import { afterEach, describe, expect, it, vi } from 'vitest';
import { framedByStranger } from '../../widget/framed.ts';

const own = 'https://app.contoso.com';
const portal = 'https://intranet.contoso.com';
const config = { knownFramesOnly: true, origins: [portal] };

type Around = { ancestorOrigins?: string[]; top?: object; referrer?: string };

const standsIn = ({ ancestorOrigins, top, referrer = '' }: Around): void => {
  const window = {};
  vi.stubGlobal('window', window);
  vi.stubGlobal('top', top ?? window);
  vi.stubGlobal('location', { origin: own, ancestorOrigins });
  vi.stubGlobal('document', { referrer });
};
const silent = {
  get location(): Location {
    throw new DOMException('Blocked a frame', 'SecurityError');
  },
};
const refuses = (): boolean => framedByStranger(config) !== undefined;

afterEach(() => vi.unstubAllGlobals());

describe('a page that stands in a frame', () => {
  it('is asked about only where the configuration says so', () => {
    standsIn({ ancestorOrigins: ['https://evil.test'] });
    expect(framedByStranger({})).toBe(undefined);
    expect(refuses()).toBe(true);
  });

  it('is fine where it stands alone, in its own pages, or in known ones', () => {
    for (const ancestorOrigins of [[], [own], [portal], [own, portal]]) {
      standsIn({ ancestorOrigins });
      expect(refuses()).toBe(false);
    }
    standsIn({});
    expect(refuses()).toBe(false);
  });

  it('is not where any of the pages around it is unknown', () => {
    for (const stranger of [
      'https://evil.test',
      'null',
      `${portal}.evil.test`,
      'http://app.contoso.com',
    ]) {
      standsIn({ ancestorOrigins: [portal, stranger] });
      expect(refuses(), stranger).toBe(true);
    }
  });

  it('looks at whoever led to it in a browser that doesn’t tell who is around', () => {
    standsIn({ top: { location: { origin: own } } });
    expect(refuses()).toBe(false);
    standsIn({ top: silent, referrer: `${portal}/page` });
    expect(refuses()).toBe(false);
    for (const referrer of ['https://evil.test/', '', 'nonsense', `https://evil.test/?${portal}`]) {
      standsIn({ top: silent, referrer });
      expect(refuses(), referrer).toBe(true);
    }
  });
});
