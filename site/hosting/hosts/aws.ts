import type { OutputFile } from '../../publish/files.ts';
import { type Contract, type Headers, headersFor } from '../contract.ts';
import type { Host } from '../host.ts';
import { typeOf } from '../types.ts';

const cors = {
  AccessControlAllowOrigins: { Quantity: 1, Items: ['*'] },
  AccessControlAllowHeaders: { Quantity: 1, Items: ['*'] },
  AccessControlAllowMethods: { Quantity: 2, Items: ['GET', 'HEAD'] },
  AccessControlAllowCredentials: false,
  OriginOverride: true,
};

// Five headers have a place of their own; CloudFront refuses them elsewhere.
const securityOf = (headers: Headers) => {
  const frame = headers['X-Frame-Options'];
  const transport = headers['Strict-Transport-Security']!;
  return {
    ContentSecurityPolicy: {
      Override: true,
      ContentSecurityPolicy: headers['Content-Security-Policy']!,
    },
    StrictTransportSecurity: {
      Override: true,
      IncludeSubdomains: transport.includes('includeSubDomains'),
      Preload: false,
      AccessControlMaxAgeSec: Number(/max-age=(\d+)/.exec(transport)![1]),
    },
    ContentTypeOptions: { Override: true },
    ReferrerPolicy: { Override: true, ReferrerPolicy: headers['Referrer-Policy']! },
    ...(frame && { FrameOptions: { Override: true, FrameOption: frame } }),
  };
};

const placedApart =
  /^(Content-Security-Policy|Strict-Transport-Security|X-Content-Type-Options|Referrer-Policy|X-Frame-Options|Access-Control-.*|Cache-Control)$/;

const policyOf = (name: string, headers: Headers) => {
  const custom = Object.entries(headers).filter(([key]) => !placedApart.test(key));
  return {
    Name: name,
    Comment: 'Keyturn',
    ...(headers['Access-Control-Allow-Origin'] && { CorsConfig: cors }),
    SecurityHeadersConfig: securityOf(headers),
    CustomHeadersConfig: {
      Quantity: custom.length,
      Items: custom.map(([Header, Value]) => ({ Header, Value, Override: true })),
    },
    RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: 'Server' }] },
  };
};

const json = (path: string, value: unknown): OutputFile => ({
  path,
  body: `${JSON.stringify(value, null, 2)}\n`,
});

const shared = 'embed/*.js*';

// S3 answers 403 for what isn’t there, unless everybody may list the bucket.
const distributionOf = ({ id, base, missing }: Contract) => ({
  DefaultCacheBehavior: { ResponseHeadersPolicy: `keyturn-${id}` },
  CacheBehaviors: [{ PathPattern: base + shared, ResponseHeadersPolicy: `keyturn-${id}-shared` }],
  CustomErrorResponses: [403, 404].map((ErrorCode) => ({
    ErrorCode,
    ResponsePagePath: base + missing,
    ResponseCode: '404',
    ErrorCachingMinTTL: 10,
  })),
});

// How a file may be cached and what it is goes with the file: then an error page has what is its own.
const upload = (contract: Contract): string => {
  const groups = new Map<string, string[]>();
  for (const path of contract.paths) {
    const cache = headersFor(contract, path)['Cache-Control']!;
    const key = `--content-type '${typeOf(path)}' --cache-control '${cache}'`;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  const commands = [...groups].map(
    ([options, paths]) =>
      `aws s3 cp portal "s3://$1${contract.base}" --recursive --exclude '*' ${options} \\\n${paths
        .map((path) => `  --include '${path}'`)
        .join(' \\\n')}\n`,
  );
  return `#!/bin/sh\n# In the folder of the output: sh hosting/aws/upload.sh BUCKET\nset -eu\n${commands.join('')}`;
};

const viewerRequest = ({
  base,
  redirects,
}: Contract): string => `// CloudFront Function, at the viewer’s request of every behaviour: folders, and what leads elsewhere.
var redirects = ${JSON.stringify(Object.fromEntries(redirects.map(({ from, to }) => [from, to])))};

function leadTo(address) {
  return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: address } } };
}

function handler(event) {
  var request = event.request;
  if (redirects[request.uri]) return leadTo(redirects[request.uri]);
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  else if (/^${base.replaceAll('/', '\\/')}[a-z-][a-z/-]*$/.test(request.uri)) return leadTo(request.uri + '/');
  return request;
}
`;

/**
 * Amazon S3 with CloudFront: response-headers policies for `aws cloudfront create-response-headers-policy
 * --response-headers-policy-config file://…`, the function before them, and how they go together.
 */
export const aws: Host = {
  name: 'aws',
  title: 'Amazon S3 and CloudFront',
  files: (contract) => {
    const { id, paths } = contract;
    const name = `keyturn-${id}`;
    const others = paths.find((path) => path.startsWith('embed/keyturn.'))!;
    return {
      hosting: [
        json('headers.json', policyOf(name, headersFor(contract))),
        json('headers-shared.json', policyOf(`${name}-shared`, headersFor(contract, others))),
        json('distribution.json', distributionOf(contract)),
        { path: 'viewer-request.js', body: viewerRequest(contract) },
        { path: 'upload.sh', body: upload(contract) },
      ],
    };
  },
};
