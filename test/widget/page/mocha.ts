// The runner puts mocha into the page as globals; here they get their types.
type Body = () => void | Promise<void>;

type Mocha = {
  describe: (title: string, body: () => void) => void;
  it: (title: string, body: Body) => void;
  beforeEach: (body: Body) => void;
  afterEach: (body: Body) => void;
};

export const { describe, it, beforeEach, afterEach } = globalThis as unknown as Mocha;
