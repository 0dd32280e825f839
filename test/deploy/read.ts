// Reading the files of a deployment, as far as the tests need it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The values of a unit file by their keys, in order; comments left out. */
export const unitOf = (text: string): Map<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    if (key) values.set(key, [...(values.get(key) ?? []), value!]);
    else if (!/^(#.*|\[\w+\]|)$/.test(line)) throw new Error(`not a line of a unit: ${line}`);
  }
  return values;
};

export type Instruction = { name: string; rest: string };

const known =
  /^(FROM|WORKDIR|COPY|RUN|ENV|ARG|USER|VOLUME|EXPOSE|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT|CMD|ADD|LABEL)\s+(.+)$/s;

/** The instructions of a Dockerfile, with their continued lines in one. */
export const instructionsOf = (text: string): Instruction[] =>
  text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name, rest] = known.exec(line) ?? [];
      if (!name) throw new Error(`not an instruction: ${line}`);
      return { name, rest: rest!.trim() };
    });

/** Writes a file and returns its path. */
export const written = async (folder: string, name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
