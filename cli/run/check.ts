import { loadTenant } from '../../tenant/load.ts';
import { report, say } from '../report-error.ts';

const checkOne = async (file: string): Promise<boolean> => {
  try {
    const { organization, locales } = await loadTenant(file);
    say(`${file}: fine. ${organization.name}, ${locales.join(', ')}.`);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
};

/** Checks tenant files one after the other; false if any of them is wrong. */
export const check = async (files: readonly string[]): Promise<boolean> => {
  const results: boolean[] = [];
  for (const file of files) results.push(await checkOne(file));
  return !results.includes(false);
};
