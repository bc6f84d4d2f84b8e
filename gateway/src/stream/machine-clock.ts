/** Microseconds on the monotonic clock that all processes of one machine share. */
export const machineNowUs = (): number => Number(process.hrtime.bigint() / 1_000n);
