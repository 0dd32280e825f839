/** The bearer token of the page's own session; the gateway is told in the tenant file who issues such tokens. */
export const tokenOfSession = async (): Promise<string> => {
  const response = await fetch('/session/token', { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`no session: ${response.status}`);
  return response.text();
};
