import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';

/** The present second, by this machine's clock. */
export function secondsNow(): UnixSeconds {
	return unixSeconds(Math.floor(Date.now() / 1000));
}
