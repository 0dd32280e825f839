import { html, type TemplateResult } from 'lit/html.js';
import type { WidgetConfig } from './config.ts';
import { title } from './parts/form.ts';
import { helpCard } from './parts/help.ts';
import { msg } from './words.ts';

// Firefox has no `ancestorOrigins`: there, only the outermost page can be asked, and if it keeps silent, whoever led here.
const ancestors = (): readonly string[] => {
  if (location.ancestorOrigins) return [...location.ancestorOrigins];
  if (top === window) return [];
  try {
    return [top!.location.origin];
  } catch {
    return [URL.parse(document.referrer)?.origin ?? 'unknown'];
  }
};

/**
 * Where a page of somebody unknown shows this one in a frame, people can't see whom they give a password to: it says
 * so, and whom to ask. Only where the configuration tells it to.
 */
export const framedByStranger = (config: WidgetConfig): TemplateResult | undefined => {
  const { knownFramesOnly, origins = [], help } = config;
  const isKnown = (origin: string): boolean =>
    origin === location.origin || origins.includes(origin);
  if (!knownFramesOnly || ancestors().every(isKnown)) return undefined;
  return html`<div class="kt-form">
    ${title(msg('We can’t continue here', { id: 'stopped-title' }))}
    <p class="kt-lead">
      ${msg('For your safety this doesn’t work inside a page of another site. Open it in a tab of its own, or ask for help.', { id: 'framed' })}
    </p>
    ${helpCard(help)}
  </div>`;
};
