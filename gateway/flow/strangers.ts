// Names that nobody has. Somebody may have typed their password in the place of their name, so none is written down.
import type { Gateway } from '../context.ts';
import type { Unit } from '../store/store.ts';
import type { FlowState } from './state.ts';

/**
 * What is written, with a keyed fingerprint in the place of every name that the directory doesn't know: the same each
 * time, so that somebody who tries names can still be followed. It's made for known names too, which then take no less
 * time.
 */
export const withoutStrangers = (
  { secrets }: Pick<Gateway, 'secrets'>,
  { subject }: Pick<FlowState, 'subject'>,
  unit: Unit,
): Unit => {
  const events = unit.events?.map((event) => {
    if (event.username === undefined) return event;
    const print = `?${secrets.mark('stranger', event.username).slice(0, 22)}`;
    return subject && !subject.stranger ? event : { ...event, username: print };
  });
  return { ...unit, events };
};
