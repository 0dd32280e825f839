import type {} from 'keyturn/react';

export const App = ({ backend }: { backend: string }) => (
  <main>
    <keyturn-reset
      className="card"
      backend={backend}
      username="ada"
      onkeyturn-done={({ detail, currentTarget }) => {
        console.log(detail.outcome satisfies string, currentTarget.language satisfies string);
      }}
    />
    {/* @ts-expect-error Where to go is text. */}
    <keyturn-change returnTo={7} />
    <keyturn-access>
      <a href="/reset/">Can’t access your account?</a>
    </keyturn-access>
  </main>
);
