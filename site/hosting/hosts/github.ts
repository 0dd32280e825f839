import { atRoot, type Host, placed } from '../host.ts';

/** GitHub Pages: no headers of one's own, and no redirects. What it can't do is said, not passed over. */
export const github: Host = {
  name: 'github',
  title: 'GitHub Pages',
  files: ({ base, redirects }) => ({
    // Without it folders that begin with a point aren’t published, .well-known among them.
    ...placed(base, { path: '.nojekyll', body: '' }),
    notes: [
      'GitHub Pages sends no headers of yours: other sites can frame the portal, and only the policy in each page holds',
      'GitHub Pages keeps every page in caches for ten minutes, pages of steps too',
      ...(redirects.length > 0
        ? [
            'GitHub Pages can’t redirect /.well-known/change-password: a page there goes on by itself',
          ]
        : []),
      ...atRoot(base, 'GitHub Pages', '.nojekyll'),
    ],
  }),
};
