/** How many former versions of the embed file stay published, so that pages that are tied to one have time to follow. */
export const keptVersions = 4;
