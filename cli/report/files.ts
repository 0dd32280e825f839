// The files beside an output's folders: the report for programs, the one for people, and the bill of materials.
import type { OutputFile } from '../../site/publish/files.ts';
import { type Contract, headersFor } from '../../site/hosting/contract.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import type { BrandTokens } from '../../tenant/brand/index.ts';
import type { Report } from '../tenant-report.ts';
import { gradeOf } from './grade.ts';
import { reportPage } from './page.ts';
import { readSupply } from './parts.ts';
import { swatchesOf } from './style.ts';

/** Makes them. */
export const reportFiles = async (
  report: Report,
  contract: Contract,
  tokens: BrandTokens,
): Promise<OutputFile[]> => {
  const { parts, browserSbom } = await readSupply();
  const headers = headersFor(contract);
  const policy = headers['Content-Security-Policy']!;
  const grade = gradeOf(report.host === 'github' ? {} : headers, policy);
  const swatches = swatchesOf(tokens, Object.keys(report.brand.contrast.light));
  const graded = { ...report, observatory: { score: grade.score, letter: grade.letter } };
  const input = { report, grade, policy, parts };
  return [
    { path: 'report.json', body: `${JSON.stringify(graded, null, 2)}\n` },
    { path: 'report.html', body: reportPage(input, tokensCss(tokens), swatches) },
    { path: 'sbom.json', body: browserSbom },
  ];
};
