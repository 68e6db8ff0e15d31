/** Spoken by many of those who are helped, and without two letters or a name in some browsers: their names are labels (BCP 47). */
export const NAMED_HERE = ['rom', 'bin', 'ce', 'sgn', 'ckb', 'kmr', 'pcm'] as const;
