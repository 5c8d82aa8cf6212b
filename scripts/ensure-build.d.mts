/** Builds dist/ if it is missing or older than its sources. */
export function ensureBuild(): Promise<void>;
