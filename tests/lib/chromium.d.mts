export const FLAGS: string[];
export function installedChromium(): string | undefined;
