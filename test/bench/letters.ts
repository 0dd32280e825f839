// What letters cost by themselves, without a command around them.
import { kitFiles } from '../../templates/kit.ts';
import { kitLetters, type KitLetter } from '../../templates/kit-letters.ts';
import { setLetter } from '../../templates/index.ts';
import { sheetOf } from '../../lint/kit.ts';
import { contoso, piecesOf } from '../templates/stationery.ts';

const cpu = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const campaign = (Object.keys(kitLetters) as KitLetter[]).filter(
  (name) => kitLetters[name].kind !== 'service',
);
const locales = contoso.tenant.locales;

/** CPU milliseconds of a letter, of twelve in 45 languages: as often as there are languages, again and again. */
export const perLetter = (): number => {
  const rounds = 45 / locales.length;
  const took = cpu(() => {
    for (let round = 0; round < rounds; round += 1)
      for (const locale of locales)
        for (const name of campaign) {
          const input = { ...contoso, locale };
          setLetter(kitLetters[name].write(input), input);
        }
  });
  return took / (campaign.length * 45);
};

/** CPU milliseconds of a tenant's whole kit, and of checking its letters; both after the first time. */
export const wholeKit = (): { kit: number; checks: number } => {
  const once = () => {
    const pieces = piecesOf(contoso);
    const kit = cpu(() => [...kitFiles(contoso, piecesOf(contoso), undefined)]);
    return { kit, checks: cpu(() => sheetOf(pieces, contoso.tenant)) };
  };
  once();
  return once();
};
