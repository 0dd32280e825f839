// What the kit's page does with a script; without one it shows everything. These two functions are written into the page
// as they are here: each has to stand alone, and reach for nothing outside of itself.

/** Filters, and the ways to look at a letter. */
const choose = (): void => {
  const form = document.querySelector<HTMLFormElement>('#tools')!;
  const cards = [...document.querySelectorAll<HTMLElement>('[data-card]')];
  const frames = [...document.querySelectorAll('iframe')];
  const letters = new Map(frames.map((frame) => [frame, frame.srcdoc]));
  const query = '@media (prefers-color-scheme:dark)';
  // Letters follow the system until somebody chooses, and those that are hidden are left alone: none is loaded for nothing.
  const scheme = matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light';
  const painted = new Map(frames.map((frame) => [frame, scheme]));

  const paint = (wanted: string): void => {
    const always = wanted === 'dark' ? '@media all' : '@media not all';
    for (const [frame, letter] of letters) {
      if (painted.get(frame) === wanted || frame.closest('[hidden]')) continue;
      painted.set(frame, wanted);
      frame.srcdoc = letter.replace(query, always);
    }
  };

  const apply = (): void => {
    const chosen = new URLSearchParams([...new FormData(form)] as [string, string][]);
    const fits = (card: HTMLElement): boolean =>
      ['language', 'wave', 'channel'].every((name) => {
        const wanted = chosen.get(name);
        return !wanted || card.dataset[name] === wanted;
      });
    for (const card of cards) card.hidden = !fits(card);
    for (const section of document.querySelectorAll<HTMLElement>('main>section'))
      section.hidden = !section.querySelector('[data-card]:not([hidden])');
    const shown = cards.filter((card) => !card.hidden).length;
    document.querySelector<HTMLElement>('#none')!.hidden = shown > 0;
    document.querySelector('#count')!.textContent = String(shown);
    Object.assign(document.body.dataset, Object.fromEntries(chosen));
    paint(chosen.get('scheme')!);
  };

  const printAll = async (): Promise<void> => {
    const visible = frames.filter((frame) => !frame.closest('[hidden]'));
    await Promise.all(
      visible.map(async (frame) => {
        frame.loading = 'eager';
        if (frame.contentDocument?.querySelector('h1')) return;
        await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      }),
    );
    for (const frame of visible)
      frame.style.blockSize = `${frame.contentDocument!.documentElement.scrollHeight}px`;
    globalThis.print();
    for (const frame of visible) frame.style.blockSize = '';
  };

  form.querySelector<HTMLInputElement>(`[value=${scheme}]`)!.checked = true;
  form.hidden = false;
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void printAll();
  });
  apply();
};

/** Copying: a letter as it looks, its HTML, or a text. */
const copy = (): void => {
  const status = document.querySelector<HTMLElement>('#copied')!;
  const logo = document.body.dataset.logo ?? '';
  const query = /@media (?:all|not all)\{\.k-line/;

  // What is shown may be painted for the dark, and has the kit's own picture in it: what is sent has neither.
  const letterIn = (card: Element): string => {
    const html = card.querySelector('iframe')?.srcdoc ?? '';
    const asSent = html.replace(query, '@media (prefers-color-scheme:dark){.k-line');
    return logo ? asSent.replace('src="logo.png"', () => `src="${logo}"`) : asSent;
  };
  const plainOf = (html: string): string =>
    new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();

  const put = (plain: string, html?: string): void => {
    const listener = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.clipboardData!.setData('text/plain', plain);
      if (html) event.clipboardData!.setData('text/html', html);
    };
    document.addEventListener('copy', listener, { once: true });
    // The newer way asks for a server and for leave; this one works from a folder (HTML, 8.6.2).
    document.execCommand('copy');
    document.removeEventListener('copy', listener);
  };

  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const card = button.closest('[data-card]')!;
      const { copy: what } = button.dataset;
      const html = letterIn(card);
      if (what === 'rich') put(plainOf(html), html);
      else put(what === 'html' ? html : (card.querySelector('[data-text]')?.textContent ?? ''));
      status.textContent = '';
      status.textContent = `${status.dataset.said}: ${button.getAttribute('aria-label') ?? ''}`;
      button.dataset.done = '';
      setTimeout(() => delete button.dataset.done, 1600);
    });
  }
};

/** The page's script. */
export const script = `(${choose.toString()})();(${copy.toString()})();`;
