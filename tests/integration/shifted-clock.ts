/**
 * Loaded into a collector's process before it starts (`node --import`): its clock is wrong by `SHIFT_SECONDS`, as a
 * machine's may be. The clock that measures durations goes on as it is.
 */
const shiftMs = Number(process.env['SHIFT_SECONDS']) * 1_000;
const now = Date.now.bind(Date);
Date.now = () => now() + shiftMs;
