// Pictures of a tenant's own portal for the guide, taken by a browser: on a phone, in the light, the same bytes each time.
import type { Page } from 'playwright-core';
import type { Locale } from '../../locales/languages.ts';
import { wordsFor } from '../../locales/words.ts';
import type { PortalInput } from '../../site/publish/index.ts';
import type { PicturedStep } from '../../templates/papers/guide.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { findBrowser, type Start, startBrowser } from './browser.ts';
import { lookOn, sealOf, type Taken } from './kept.ts';
import { portalHere, type PortalHere } from './portal.ts';
import { walker, walkRegister, walkReset } from './walk.ts';

/** With what pictures are taken; `look` sees each page as its picture does. */
export type Camera = { start?: Start; look?: (page: Page, step: PicturedStep) => Promise<void> };

const phone = { width: 390, height: 844 };

// The page as it is opened, with whatever the brand has drawn there; of the steps after it, what changes: text and fields,
// for which few colours do. What is printed has three bytes for each dot again, and is the larger the more there are.
const whole: ReadonlySet<PicturedStep> = new Set(['home', 'username', 'sign-in']);
const margin = 24;

type Box = { top: number; bottom: number };

const formBox = (page: Page): Promise<Box> =>
  page.evaluate(() => {
    const part =
      document.querySelector('.kt-form') ?? document.querySelector('.ways') ?? document.body;
    (document.activeElement as HTMLElement | null)?.blur();
    const { top, bottom } = part.getBoundingClientRect();
    return { top: Math.floor(top + scrollY), bottom: Math.ceil(bottom + scrollY) };
  });

const shoot = async (
  page: Page,
  step: PicturedStep,
): Promise<Pick<Taken, 'width' | 'height' | 'bytes'>> => {
  await page.mouse.move(0, 0);
  const box = await formBox(page);
  const y = whole.has(step) ? 0 : Math.max(0, box.top - margin);
  const height = box.bottom + margin - y;
  const png = await page.screenshot({
    fullPage: true,
    clip: { x: 0, y, width: phone.width, height },
    animations: 'disabled',
    caret: 'hide',
  });
  const { default: sharp } = await import('sharp');
  const colours = whole.has(step) ? 256 : 16;
  const bytes = await sharp(png).png({ palette: true, colours, effort: 7 }).toBuffer();
  return { width: phone.width, height, bytes };
};

type Room = { input: PortalInput; portal: PortalHere; camera: Camera };

const walkIn = async (
  locale: Locale,
  page: Page,
  { input, portal, camera }: Room,
): Promise<Taken[]> => {
  const { tenant }: { tenant: Tenant } = input;
  const taken: Taken[] = [];
  const look = lookOn(input);
  const walk = {
    page,
    tenant,
    portal,
    say: wordsFor(locale, tenant.text[locale]),
    take: async (step: PicturedStep): Promise<void> => {
      const picture = await shoot(page, step);
      await camera.look?.(page, step);
      const seal = sealOf(look, picture.bytes);
      taken.push({ step, locale, path: `${locale}/guide/${step}.png`, seal, ...picture });
    },
  };
  for (const registered of [true, false])
    await portal.put({ ...walker(tenant, registered), locale }, registered);
  await walkReset(walk);
  await walkRegister(walk);
  return taken;
};

/**
 * Takes the pictures of every language; undefined where no browser is installed.
 * @throws Error when a page doesn't come.
 */
export const takePictures = async (
  input: PortalInput,
  camera: Camera = {},
): Promise<Taken[] | undefined> => {
  const start = camera.start ?? findBrowser();
  if (!start) return undefined;
  const portal = await portalHere(input);
  const browser = await startBrowser(start);
  try {
    const taken: Taken[] = [];
    for (const locale of input.tenant.locales) {
      const context = await browser.newContext({
        viewport: phone,
        deviceScaleFactor: 2,
        isMobile: true,
        colorScheme: 'light',
        reducedMotion: 'reduce',
        locale,
        timezoneId: 'UTC',
      });
      context.setDefaultTimeout(20_000);
      await portal.serve(context);
      const page = await context.newPage();
      await page.clock.setFixedTime(new Date('2027-03-01T09:30:00Z'));
      taken.push(...(await walkIn(locale, page, { input, portal, camera })));
      await context.close();
    }
    return taken;
  } finally {
    await browser.close();
    await portal.stop();
  }
};
