/** The version of this code, as in package.json (a test holds them together). Part of every measurement's provenance. */
export const CODE_VERSION = '0.1.0';
