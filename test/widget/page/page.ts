// A page with an element on it, and what a person does and sees there.
import { expect } from 'chai';
import '../../../widget/define.ts';
import type { WidgetConfig } from '../../../widget/config.ts';
import { afterEach, beforeEach } from './mocha.ts';
import './noise.ts';
import { type Answer, answer } from './wire.ts';

/** Whom to ask, on every page of these tests. */
export const help = { name: 'Contoso help desk', phone: '+31 20 123 45 67' };

const configured = (config: WidgetConfig): string =>
  `<script type="application/json">${JSON.stringify({ help, origins: ['https://passwordreset.example.com'], ...config })}</script>`;

let main: HTMLElement;

beforeEach(() => {
  main = document.createElement('main');
  document.body.append(main);
});

afterEach(() => {
  main.remove();
});

/** Puts markup on the page, and waits until its elements have drawn themselves. */
export const put = async <E extends HTMLElement = HTMLElement>(markup: string): Promise<E> => {
  main.innerHTML = markup;
  await Promise.resolve();
  return main.firstElementChild as E;
};

/** The first form as the portal's pages carry it: see site/parts/FirstStep.astro. */
export const staticForm = `
  <form class="kt-form" method="dialog" novalidate>
    <h2 class="kt-title" tabindex="-1">Who are you?</h2>
    <p class="kt-lead">Type your user name.</p>
    <div class="kt-field">
      <label for="username">User name</label>
      <div class="kt-box">
        <input class="kt-input" id="username" name="username" required autocomplete="username" />
      </div>
    </div>
    <div class="kt-actions">
      <button class="kt-button" type="submit">Next</button>
      <p class="kt-busy" role="status"></p>
    </div>
  </form>`;

type Given = { attributes?: string; inside?: string; config?: WidgetConfig; name?: string };

/** Puts a flow element on the page. */
export const open = ({
  attributes = '',
  inside = '',
  config = {},
  name = 'keyturn-reset',
}: Given = {}): Promise<HTMLElement> =>
  put(`<${name} backend="/api" ${attributes}>${configured(config)}${inside}</${name}>`);

/** The one element that fits, anywhere on the page. */
export const one = (selector: string): HTMLInputElement => {
  const found = main.querySelectorAll<HTMLInputElement>(selector);
  expect(found.length, selector).to.equal(1);
  return found[0]!;
};

/** The texts of all elements that fit, as they read. */
export const texts = (selector: string): string[] =>
  [...main.querySelectorAll(selector)].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );

export const heading = (): string => texts('.kt-title').join();
/** What has the focus: a field's name, else what it reads; nothing where it is nowhere. */
export const focused = (): string => {
  const { activeElement: at } = document;
  if (at === null || at === document.body) return '';
  return at.getAttribute('name') ?? at.ariaLabel ?? at.textContent.trim();
};

/** The notice above the form, so far as it can be seen. */
export const notice = (): string =>
  [...main.querySelectorAll<HTMLElement>('[role=alert]')]
    .map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim())
    .join();

/** All fields on show. */
export const fields = (): HTMLInputElement[] => [...main.querySelectorAll('input')];

/** Waits until something holds; after two seconds it says what still doesn't. */
export const until = async (holds: () => boolean, what = String(holds)): Promise<void> => {
  const end = performance.now() + 2000;
  while (!holds()) {
    if (performance.now() > end)
      throw new Error(`not within two seconds: ${what}; on show: ${main.textContent.trim()}`);
    await pause(5);
  }
};

/** Lets whatever is on its way arrive. */
export const pause = (milliseconds = 30): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Waits until nothing is under way. */
export const settled = async (): Promise<void> => {
  await pause(0);
  await until(() => main.querySelector('[aria-busy=true]') === null, 'nothing under way');
};

/** Types into a field as a person's keyboard does, without its pace. */
export const type = (name: string, text: string): void => {
  const input = one(`input[name="${name}"]`);
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));
};

/** Clicks the button or link that is called so. */
export const click = (label: string): void => {
  const found = [...main.querySelectorAll<HTMLElement>('button, a, label')].filter(
    (one) => one.textContent.replace(/\s+/g, ' ').trim() === label || one.ariaLabel === label,
  );
  expect(found.length, `things called ${label}`).to.equal(1);
  found[0]!.click();
};

/** Sends the form on show, and waits for what comes of it. */
export const submit = async (...answers: Answer[]): Promise<void> => {
  answer(...answers);
  one('button[type=submit]').click();
  await settled();
};

/** Brings an element to a step: the user name is typed, and this comes back. */
export const openAt = async (step: Answer, given?: Given): Promise<HTMLElement> => {
  const element = await open(given);
  type('username', 'ada@contoso.com');
  await submit(step);
  return element;
};

/** Brings a registration to a step: somebody signs in, and this comes back. */
export const openRegistrationAt = async (step: Answer): Promise<HTMLElement> => {
  const element = await open({ name: 'keyturn-register' });
  type('username', 'ada@contoso.com');
  type('password', 'analytical engine');
  await submit(step);
  return element;
};
