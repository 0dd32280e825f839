import type { MethodKind, StepOf } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { back, form } from '../parts/form.ts';
import { select } from '../parts/select.ts';
import { type Context, required, type Screen, textIn } from '../screen.ts';
import { knowFlaws } from '../sentences.ts';
import { msg } from '../words.ts';

type Contact = StepOf<'add-contact'>;

const privateOne = (): string =>
  msg('A private one: you must be able to read it when you can’t sign in here.', {
    id: 'email-hint',
  });

knowFlaws({
  'own-domain': privateOne,
  'not-mobile': () => msg('That isn’t a mobile number.', { id: 'flaw-not-mobile' }),
  country: () =>
    msg('We can’t text or call that country. Give another number, or choose another way.', {
      id: 'flaw-country',
    }),
});

const mail = ({ prefill }: Contact, context: Context) => ({
  title: msg('Add an email address', { id: 'email-title' }),
  body: field(context, {
    name: 'value',
    label: msg('Email address', { id: 'email-label' }),
    hint: privateOne(),
    autocomplete: 'email',
    inputmode: 'email',
    ltr: true,
    value: prefill,
  }),
});

const texts: Partial<Record<MethodKind, () => { title: string; label: string }>> = {
  'call-office': () => ({
    title: msg('Add your office phone', { id: 'office-title' }),
    label: msg('Number, with extension if it has one', { id: 'office-label' }),
  }),
};

const mobile = () => ({
  title: msg('Add a mobile number', { id: 'number-title' }),
  label: msg('Mobile number', { id: 'number-label' }),
});

// In the person's language and its order; the isolate keeps a plus before its digits in every script (Unicode TR 9).
const listed = (countries: NonNullable<Contact['countries']>, locale: string) => {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return countries
    .filter(({ country }) => /^[A-Z]{2}$/.test(country))
    .map(({ country, code }) => ({
      value: country,
      label: `${names.of(country)} \u2066+${code}\u2069`,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
};

const phone = ({ method, prefill, country, countries }: Contact, context: Context) => {
  const { title, label } = (texts[method] ?? mobile)();
  return {
    title,
    body: [
      countries &&
        select(context, {
          name: 'country',
          label: msg('Country', { id: 'country' }),
          options: listed(countries, context.locale),
          chosen: country,
          autocomplete: 'tel-country-code',
        }),
      field(context, {
        name: 'value',
        label,
        // A tenant may serve a few countries alone: no more is promised than its backend lists.
        hint:
          countries?.[1] &&
          msg('With a + in front, any country in the list.', { id: 'number-any' }),
        type: 'tel',
        autocomplete: 'tel',
        inputmode: 'tel',
        ltr: true,
        value: prefill,
      }),
    ],
  };
};

/** An address or a number. A code is sent there, so that nobody registers a mistyped one. */
export const addContact: Screen<'add-contact'> = {
  view: (step, context) =>
    form(context, {
      ...(step.method === 'email' ? mail : phone)(step, context),
      lead: msg('We send a code there to make sure that it’s yours.', { id: 'contact-lead' }),
      submit: msg('Next', { id: 'next' }),
      more: back(context),
    }),
  read: (data) =>
    required(data, 'value', (value) => ({
      kind: 'add-contact',
      value,
      country: textIn(data, 'country') || undefined,
    })),
};
