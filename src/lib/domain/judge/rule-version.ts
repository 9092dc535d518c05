/** The version of the rules in this folder; it grows when the same facts could give another verdict. */
export const RULE_VERSION = '1';
