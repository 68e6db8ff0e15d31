import type { ContactPoint } from '#domain/directory/read-contact-points.ts';
import type { Guidance } from '#domain/directory/read-guidance.ts';
import type { Hotline } from '#domain/directory/read-hotlines.ts';
import type { Procedure } from '#domain/directory/read-procedures.ts';
import type { PromisingPractice } from '#domain/directory/read-promising-practices.ts';
import type { Service } from '#domain/directory/read-services.ts';

/** An entry of any kind. */
export type AnyEntry = Hotline | ContactPoint | Service | Procedure | PromisingPractice | Guidance;
