// What a host has to know of a portal, noted while its files are made one by one.
import type { OutputFile } from '../publish/files.ts';
import { type Sources, sourcesIn } from './policy.ts';

/** What was seen of a portal. */
export type Seen = {
  /** Every file's path below the portal's folder. */
  paths: string[];
  /** Pages on which somebody is led through steps. */
  flows: string[];
  /** What the policies of all pages name. */
  sources: Required<Omit<Sources, 'frames'>>;
};

/** Notes one file after the other. */
export type Watcher = { see(file: OutputFile): void; seen(): Seen };

/** Begins to look. */
export const watcher = (): Watcher => {
  const paths: string[] = [];
  const flows: string[] = [];
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const connect = new Set<string>();
  return {
    see: ({ path, body }) => {
      paths.push(path);
      if (!path.endsWith('.html')) return;
      const html = String(body);
      const named = sourcesIn(html);
      for (const source of named.scripts) scripts.add(source);
      for (const source of named.styles) styles.add(source);
      for (const source of named.connect) connect.add(source);
      // The widget itself, or a form of ours, stands in a page of steps; the page for developers only loads one.
      if (/<script type="module">|class="kt-form/.test(html)) flows.push(path);
    },
    seen: () => ({
      paths,
      flows,
      // Sorted, so that the order of pages makes no other bytes.
      sources: {
        scripts: [...scripts].toSorted(),
        styles: [...styles].toSorted(),
        connect: [...connect].toSorted(),
      },
    }),
  };
};
