/** When the pages and the widget were last held against WCAG 2.2 AA as a whole: by machine, by keyboard and by ear. */
export const assessed = '2026-11-21';
