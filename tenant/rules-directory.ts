// Rules of `gateway.directory` that its schema can't know alone.
import { channelOf } from './channels.ts';
import type { Finding } from './problem.ts';
import type { CheckedFile } from './schema/index.ts';

const at = ['gateway', 'directory'];

const partsOf = (dn: string): string[] => dn.toLowerCase().split(/(?<!\\),\s*/);

// The parts of a name that say which domain it's in.
const treeOf = (dn: string): string =>
  partsOf(dn)
    .filter((part) => part.startsWith('dc='))
    .join(',') || partsOf(dn).at(-1)!;

const sameTree = (one: string, other: string): boolean => treeOf(one) === treeOf(other);

const nobodyToAsk: Finding = {
  path: ['gateway', 'requests'],
  got: 'nobody to send requests to',
  want: 'addresses under to: the gateway’s own store knows no administrators',
  todo: 'add to: [it@contoso.com], or take requests out',
};

/** A directory's hosts, trees and administrators must fit together, and with the policy. */
export const directoryFindings = ({ gateway, policy }: Pick<CheckedFile, 'gateway' | 'policy'>) => {
  const directory = gateway?.directory;
  if (!directory || directory.kind === 'embedded')
    return gateway?.requests && !gateway.requests.to ? [nobodyToAsk] : [];
  const { urls, base, administrators } = directory;
  const twice = urls.flatMap((url, index): Finding[] =>
    urls.indexOf(url) === index
      ? []
      : [
          {
            path: [...at, 'urls', index],
            got: `${url} twice`,
            want: 'each server once',
            todo: 'take one out',
          },
        ],
  );
  const strangers = (['scope', 'administrators'] as const).flatMap((key): Finding[] => {
    const group = directory[key]?.group;
    return group === undefined || sameTree(group, base)
      ? []
      : [
          {
            path: [...at, key, 'group'],
            got: group,
            want: `a group in the tree of base, ${treeOf(base)}`,
            todo: 'correct the name, or base',
          },
        ];
  });
  const proofs = new Set(policy.methods.filter((one) => one !== 'questions').map(channelOf));
  const shut: Finding[] =
    administrators && proofs.size < 2
      ? [
          {
            path: [...at, 'administrators'],
            got: `administrators, with no more than ${[...proofs].join(', ') || 'questions'} to prove who they are`,
            want: 'two different channels beside questions: administrators prove themselves twice',
            todo: 'add a method of another channel to policy.methods, or take administrators out',
          },
        ]
      : [];
  return [...twice, ...strangers, ...shut];
};
