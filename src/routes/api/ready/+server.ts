/** The same as `/ready`. */
export { GET } from '../../ready/+server.ts';
