/**
 * Holds every reply until the next beat (in ms) since its request came. A name that somebody has costs more reads, and
 * a letter that is really sent more work, than nobody's: all of it fits into one beat, so no clock tells them apart
 * (OWASP ASVS 5.0, 6.3.8). A person waits for a twentieth of a second and doesn't notice.
 */
export const pace = async (beat: number, start: number): Promise<void> => {
  if (beat <= 0) return;
  const spent = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, Math.ceil(beat - (spent % beat))));
};
