// What MDN's HTTP Observatory will say of the portal, as far as a build can know it: everything but the certificate.
import type { Headers } from '../../site/hosting/contract.ts';

/** One of its tests: what was found, and what it's worth. */
export type Verdict = { test: string; found: string; points: number };
/** All of them, with the sum and its letter. */
export type Grade = { score: number; letter: string; verdicts: Verdict[] };

const start = 100;

// https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
const letters: [least: number, letter: string][] = [
  [100, 'A+'],
  [90, 'A'],
  [85, 'A-'],
  [80, 'B+'],
  [70, 'B'],
  [65, 'B-'],
  [60, 'C+'],
  [50, 'C'],
  [45, 'C-'],
  [40, 'D+'],
  [30, 'D'],
  [25, 'D-'],
  [0, 'F'],
];

const policyPoints = (policy: string | undefined): number => {
  if (!policy) return -25;
  if (/'unsafe-|data:/.test(policy)) return -20;
  return policy.includes("default-src 'none'") ? 10 : 5;
};

const verdictsOn = (headers: Headers, page: string): Verdict[] => {
  const own = (name: string): string => headers[name] ?? 'none';
  const given = (name: string, points: number, without: number): Verdict => ({
    test: name,
    found: own(name),
    points: headers[name] ? points : without,
  });
  const policy = headers['Content-Security-Policy'] ?? page;
  const framed =
    headers['X-Frame-Options'] ??
    /frame-ancestors [^;]+/.exec(headers['Content-Security-Policy'] ?? '')?.[0];
  return [
    { test: 'Content-Security-Policy', found: 'hashes alone', points: policyPoints(policy) },
    { test: 'Cookies', found: 'none', points: 0 },
    given('Cross-Origin-Embedder-Policy', 10, 0),
    given('Cross-Origin-Opener-Policy', 10, 0),
    given('Cross-Origin-Resource-Policy', 10, 0),
    { test: 'Cross-origin sharing', found: 'none', points: 0 },
    // Without the header the page says it itself.
    { test: 'Referrer-Policy', found: 'no-referrer', points: 5 },
    given('Strict-Transport-Security', 0, -20),
    given('X-Content-Type-Options', 0, -5),
    { test: 'Frames', found: framed ?? 'anybody’s', points: framed ? 5 : -20 },
  ];
};

/** The grade of a portal's first page with these headers; `page` is the policy that stands in the page. */
export const gradeOf = (headers: Headers, page: string): Grade => {
  const verdicts = verdictsOn(headers, page);
  const lost = verdicts.reduce((sum, { points }) => sum + Math.min(points, 0), start);
  // What is more than needed counts only for those who have what is needed.
  const won = lost >= 90 ? verdicts.reduce((sum, { points }) => sum + Math.max(points, 0), 0) : 0;
  const score = Math.max(0, lost + won);
  const [, letter] = letters.find(([least]) => score >= least)!;
  return { score, letter, verdicts };
};
