/** Builds dist/ when it is missing or older than what it is made from. */
export function ensureBuild(): Promise<void>;
