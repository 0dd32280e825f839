import { describe, expect, it } from 'vitest';
import { folderWith, freePort, start, tenantFile } from './command.ts';

const tenant = tenantFile(
  'Contoso Ltd',
  'gateway:\n  mail: smtp://127.0.0.1:2525\npolicy:\n  methods: [email]\n  requiredToRegister: 1\n',
);

describe('keyturn serve under load', () => {
  it('answers every call that it has taken before it ends at SIGTERM', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenant });
    const [port, watch] = [await freePort(), await freePort()];
    const args = ['serve', 'tenant.yaml', '--port', String(port), '--metrics', String(watch)];
    const run = start(args, { cwd });
    await run.until(/"message":"listening"/);
    const base = `http://127.0.0.1:${port}/api`;
    const seen = { whole: 0, broken: [] as string[] };
    let open = true;
    const caller = async (): Promise<void> => {
      while (open) {
        try {
          const response = await fetch(`${base}/flows`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', connection: 'close' },
            body: '{"flow":"reset","locale":"en"}',
          });
          const { id } = (await response.json()) as { id: string };
          if (response.status === 201 && id) seen.whole += 1;
          else seen.broken.push(String(response.status));
        } catch (error) {
          const { code = '' } = (error as { cause?: { code?: string } }).cause ?? {};
          // Refused before it was taken: a balancer gives it to another gateway.
          if (code !== 'ECONNREFUSED') seen.broken.push(code || String(error));
          open = false;
        }
      }
    };
    const callers = Array.from({ length: 20 }, caller);
    while (seen.whole < 100) await new Promise((resolve) => setTimeout(resolve, 20));
    const metrics = await (await fetch(`http://127.0.0.1:${watch}/metrics`)).text();
    expect(metrics).toMatch(/keyturn_flows_total\{flow="reset"\} \d+/);
    run.signal('SIGTERM');
    await Promise.all(callers);
    expect((await run.ended).code).toBe(0);
    // Connections that wait in the system's queue when it closes are reset there; what was taken is answered.
    expect(seen.broken.filter((one) => one !== 'ECONNRESET')).toEqual([]);
    const begun = run.output().match(/"event":"begun"/g)!.length;
    expect(seen.whole).toBe(begun);
  });
});
