import type { WidgetConfig } from './config.ts';

/** Configurations put together, the later ones stronger; of the words, each single text. */
export const merged = (...configs: (WidgetConfig | undefined)[]): WidgetConfig => {
  const words: WidgetConfig['words'] = {};
  for (const config of configs)
    for (const [language, texts] of Object.entries(config?.words ?? {}))
      // Asked for often, and most have their texts from one configuration: a copy would cost more than all else here.
      words[language] = words[language] ? { ...words[language], ...texts } : texts;
  return Object.assign({}, ...configs, { words }) as WidgetConfig;
};
