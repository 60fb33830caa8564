// Names the addresses whose bodies are files: what binds them as uploads takes minutes over a slow line.
import { createImportRoute } from '../imports/routes.ts';

export const uploadPaths: readonly string[] = [createImportRoute.path];
