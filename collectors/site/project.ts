import { fileURLToPath } from 'node:url';

/** The project's own folder, wherever it is run from. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url));
